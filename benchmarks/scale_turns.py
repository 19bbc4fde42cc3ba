"""What handing out turns and recording checks cost, in a process of its own: CPU, and the memory that it takes at most.

    python benchmarks/scale_turns.py HOME

The ledger of HOME lies ready, in a file or on a server of PostgreSQL, whose CPU for it is counted as well. Prints a
line of figures: the medians of several rounds, in milliseconds. `benchmarks/scale.py` makes homes and calls this.
"""

from __future__ import annotations

import resource
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from monitor import schedule
from monitor.check import Checking
from monitor.check_setup import Setup
from monitor.fetch import Fetcher
from monitor.home_ledger import open_store
from monitor.leases import Leases
from monitor.model import Capture, CheckResult, HostMemory, Limits, Outcome, Page, Turn, Validators
from monitor.store import Store
from monitor.worker_pool import Workers

BATCH, ROUNDS, ROOM = 64, 21, 128
MIB = 2**20


def clock_of(store: Store) -> Callable[[Callable[[], object]], float]:
    """Return what says how many milliseconds of CPU something takes, here and where a server works for *store*."""
    backend = store._db.conn.info.backend_pid if store.is_shared else None  # type: ignore[attr-defined]  # noqa: SLF001

    def there() -> float:
        if backend is None:
            return 0.0
        return int(Path(f"/proc/{backend}/schedstat").read_text("ascii").split()[0]) / 1e9

    def cpu(act: Callable[[], object]) -> float:
        began = time.process_time() + there()
        act()
        return 1_000 * (time.process_time() + there() - began)

    return cpu


def of_ledger(home: Path) -> dict[str, float]:
    """Return what ticks and batches cost, in milliseconds; each tick finds hosts that no tick before has handed out."""
    began = datetime.now(UTC)
    figures: dict[str, list[float]] = {"idle tick": [], "lease": [], "tick": [], "turns": [], "record of 64": []}
    with open_store(home, writer=True) as store, never(store) as setup:
        cpu = clock_of(store)
        for number in range(ROUNDS):
            if number == 1 and store.is_shared:
                store._db.execute("ANALYZE")  # noqa: SLF001 (what the server does by itself, in a minute)
            now, held = began + timedelta(hours=6) + timedelta(minutes=number), set[str]()
            turns: list[Turn] = []
            figures["lease"].append(cpu(lambda: turns.extend(store.lease(now, ROOM))))  # noqa: B023 (called at once)
            begun = cpu(lambda: begin(turns, setup))  # noqa: B023
            figures["tick"].append(figures["lease"][-1] + begun)
            held = {turn.host for turn in turns}
            figures["turns"].append(len(turns))
            figures["idle tick"].append(cpu(lambda: store.lease(now, 0, held)))  # noqa: B023
            states = [(turn, state) for turn in turns for state in turn.due][:BATCH]
            results = [unchanged(state.page_id, turn.host, store, now) for turn, state in states]
            hosts = [HostMemory(host=turn.host, day=now.date(), bytes_today=9) for turn, _ in states]
            of = {state.page_id: turn for turn, state in states}
            figures["record of 64"].append(cpu(lambda: store.record(results, hosts, of)))  # noqa: B023
    return {name: statistics.median(times) for name, times in figures.items()}


def begin(turns: Sequence[Turn], setup: Setup) -> None:
    """Begin to check what is handed out, as the service does in a tick; nothing is fetched."""
    due = [(page_of(state.page_id, turn.host), state) for turn in turns for state in turn.due]
    Checking(setup).start(due, turns)


@contextmanager
def never(store: Store) -> Iterator[Setup]:
    """Yield a setup that fetches nothing: no thread begins; those of a service live on from tick to tick."""
    stop = threading.Event()
    stop.set()
    now = partial(datetime.now, UTC)
    with Workers(Limits(), 1) as workers:
        fetcher = Fetcher(Limits(), "bench", now=now, stop=stop)
        yield Setup(
            fetcher=fetcher,
            examiner=workers,
            store=store,
            now=now,
            dice=lambda: 0.0,
            stop=stop,
            threads=0,
            leases=Leases(store),
        )
        fetcher.close()


def page_of(page_id: str, host: str) -> Page:
    """Return the page of the generated home with this id."""
    return Page(id=page_id, url=f"https://{host}/{page_id.removeprefix('page-')}")


def unchanged(page_id: str, host: str, store: Store, now: datetime) -> CheckResult:
    """Return a check that was answered "not modified"."""
    page = page_of(page_id, host)
    capture = Capture(
        url=page.url, final_url=page.url, status=304, headers=(), requested_at=now, captured_at=now, framing="none",
        validators=Validators(etag='"1"'),
    )  # fmt: skip
    state = schedule.after_good(store.state(page_id), page, now, jitter=0.5)
    return CheckResult(
        page=page, outcome=Outcome.NOT_MODIFIED, reason="", detail="", started_at=now, finished_at=now,
        capture=capture, body=None, state=state,
    )  # fmt: skip


def main() -> None:
    """Measure, and print."""
    home = Path(sys.argv[1])
    figures = of_ledger(home)
    said = ", ".join(f"{name} {value:.1f}" for name, value in figures.items())
    print(f"{said} (ms of CPU), {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024 / MIB:.0f} MiB")


if __name__ == "__main__":
    main()
