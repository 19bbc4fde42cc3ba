"""What a service costs by the number of its pages: a tick, a batch, a start, a reload, the first screen of `status`.

    python benchmarks/scale.py [--sizes 10000,100000,1000000] [--hosts 50000] [--rows 1000000] [--home DIR]

The ledgers are written by SQL (scale_home.py), the work is the program's own. Figures are CPU time, the median of
several rounds: what a tick hands out, what a batch of 64 checks without news writes, at each size; with 100,000 pages
also the command line as it is. With --home the homes are kept there, and made once.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from scale_home import configure, opened
from scale_ledger import PAGE, history, pages

from monitor import schedule
from monitor.check import Checking
from monitor.check_setup import Setup
from monitor.cli.in_force import InForce
from monitor.config import Parts, load
from monitor.fetch import Fetcher
from monitor.leases import Leases
from monitor.model import Capture, CheckResult, HostMemory, Limits, Outcome, Page, Turn, Validators
from monitor.service import Hooks, Service
from monitor.store import Store
from monitor.watchdog import Watchdog
from monitor.worker_pool import Workers

MONITOR = [sys.executable, "-m", "monitor"]
BATCH, ROUNDS, ROOM = 64, 21, 128
OF_THE_COMMANDS = 100_000  # pages of the home that the command line is tried on
MIB = 2**20


def cpu(act: Callable[[], object]) -> float:
    """Return the milliseconds of this process's CPU time that *act* takes."""
    began = time.process_time()
    act()
    return 1_000 * (time.process_time() - began)


def made(home: Path, count: int, hosts: int) -> Path:
    """Return a home whose ledger has so many pages, and whose hosts have all been asked today."""
    if (home / "snapshots" / "monitor.db").exists():
        return home
    home.mkdir(parents=True, exist_ok=True)
    configure(home, count if count == OF_THE_COMMANDS else 1, hosts)
    db = opened(home)
    pages(db, count, hosts, datetime.now(UTC))
    day = datetime.now(UTC).date().isoformat()
    with db:
        names = (f"host-{n:05}.example" for n in range(min(count, hosts)))
        db.executemany("INSERT INTO hosts VALUES (?, ?, ?, ?, NULL)", ((name, None, day, 4_096) for name in names))
    db.close()
    return home


def of_ledger(home: Path) -> dict[str, float]:
    """Return what ticks and batches cost, in milliseconds; each tick finds hosts that no tick before has handed out."""
    began = datetime.now(UTC)
    figures: dict[str, list[float]] = {"idle tick": [], "tick": [], "turns": [], "record of 64": []}
    with Store.open(home, writer=True) as store, never(store) as setup:
        for number in range(ROUNDS):
            now, held = began + timedelta(hours=6) + timedelta(minutes=number), set[str]()
            turns: list[Turn] = []
            figures["tick"].append(cpu(lambda: turns.extend(tick(store, setup, now))))  # noqa: B023 (called at once)
            held = {turn.host for turn in turns}
            figures["turns"].append(len(turns))
            figures["idle tick"].append(cpu(lambda: store.lease(now, 0, held)))  # noqa: B023
            states = [(turn, state) for turn in turns for state in turn.due][:BATCH]
            results = [unchanged(state.page_id, turn.host, store, now) for turn, state in states]
            hosts = [HostMemory(host=turn.host, day=now.date(), bytes_today=9) for turn, _ in states]
            of = {state.page_id: turn for turn, state in states}
            figures["record of 64"].append(cpu(lambda: store.record(results, hosts, of)))  # noqa: B023
    return {name: statistics.median(times) for name, times in figures.items()}


def tick(store: Store, setup: Setup, now: datetime) -> list[Turn]:
    """Hand out what is due, and begin to check it, as the service does; nothing is fetched."""
    turns = store.lease(now, ROOM)
    due = [(page_of(state.page_id, turn.host), state) for turn in turns for state in turn.due]
    Checking(setup).start(due, turns)
    return turns


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


def of_reload(home: Path) -> float:
    """Return the milliseconds of CPU until a service goes by one page that was edited, in a file of a thousand."""
    parts = Parts(home)
    said: list[str] = []

    def say(words: str, /, *, level: str = "info", **_fields: object) -> None:  # noqa: ARG001
        said.append(words)

    with Store.open(home, writer=True) as store, never(store) as setup:
        in_force = InForce(parts, home, setup.now, say, lambda _: None)
        config = load(home, os.environ, None, parts)
        hooks = Hooks(
            recorded=lambda _: None, ticked=lambda: None, said=say, adopted=in_force.adopted, refused=in_force.refused
        )
        watchdog = Watchdog(setup.stop, say, {})
        service = Service(config, in_force.read, store, setup, hooks, watchdog, threading.Event())
        reload = service._reload  # noqa: SLF001 (a tick does more: it begins checks)
        reload()
        file = sorted((home / "config" / "pages").glob("*.yaml"))[7]
        text = file.read_text("utf-8")
        try:
            file.write_text(text.replace("tags: [camp]", "tags: [camp, port]", 1), "utf-8")
            reload()  # it has changed
            took = cpu(reload)  # and lies still
        finally:
            file.write_text(text, "utf-8")
            reload()
            reload()
        if not any("read again" in line for line in said):
            raise SystemExit(f"it was not read again: {said}")
    return took


def of_history(home: Path, rows: int) -> None:
    """Print what `history` of a page takes that has stated so many figures."""
    db = opened(home)
    if db.execute("SELECT count(*) FROM figure_rows").fetchone()[0] < rows:
        history(db, PAGE.format(1), rows)
    db.close()
    for words in (("history", PAGE.format(1), "--all"), ("export", "history", "--format", "jsonl")):
        ran = Ran(home, *words)
        assert ran.process.stdout is not None
        count = sum(1 for _ in ran.process.stdout)
        ran.seconds = time.monotonic() - ran.began
        ran.end(None)
        print(f"monitor {' '.join(words)}, {count:,} lines: {ran.cpu:.1f} s CPU {ran.mib:.0f} MiB", flush=True)


class Ran:
    """A command, from its start until something was seen; what it and its children took."""

    def __init__(self, home: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [*MONITOR, "--home", str(home), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.words, self.began = " ".join(words), time.monotonic()
        self.seconds = self.cpu = self.mib = 0.0

    def until(self, lines: Iterator[str], is_it: Callable[[str, int], bool]) -> str:
        """Read *lines* until one *is_it*; note when that was."""
        for number, line in enumerate(lines, 1):
            if is_it(line, number):
                self.seconds = time.monotonic() - self.began
                return line
        raise SystemExit(f"{self.words} ended before it said what was waited for")

    def end(self, how: signal.Signals | None = signal.SIGTERM) -> None:
        """End it, or wait until it has ended (None), and note what it took."""
        if how is not None:
            self.process.send_signal(how)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        _, _, used = os.wait4(self.process.pid, 0)
        self.process.returncode = 0
        self.cpu, self.mib = used.ru_utime + used.ru_stime, used.ru_maxrss * 1_024 / MIB


def start(home: Path) -> Ran:
    """Run the service until its first tick was whole."""
    ran = Ran(home, "run")
    assert ran.process.stderr is not None
    ran.until(ran.process.stderr, lambda line, _: " pages: " in line or " page: " in line)
    ran.end()
    return ran


def first_screen(home: Path, *words: str, lines: int = 24) -> Ran:
    """Run a command until it has printed a screen."""
    ran = Ran(home, *words)
    assert ran.process.stdout is not None
    ran.until(ran.process.stdout, lambda _, number: number == lines)
    ran.end(signal.SIGKILL)
    return ran


def of_commands(home: Path) -> None:
    """Print what the command line takes on a home of 100,000 pages."""
    shutil.rmtree(home / "snapshots" / ".config-cache", ignore_errors=True)
    for name in ("the first time", "when nothing changed"):
        ran = start(home)
        print(f"monitor run, {name:<22}{ran.seconds:7.2f} s {ran.cpu:7.2f} s CPU {ran.mib:6.0f} MiB")
    ran = first_screen(home, "status")
    print(f"monitor status, its first screen     {ran.seconds:7.2f} s {ran.cpu:7.2f} s CPU {ran.mib:6.0f} MiB")


def main(words: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--hosts", type=int, default=50_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000, help="figures that one page has stated; 0: no history")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        for size in map(int, asked.sizes.split(",")):
            home = made((asked.home or Path(folder)) / str(size), size, asked.hosts)
            if size == OF_THE_COMMANDS:  # first: a child begins with what this process has taken at most
                of_commands(home)
                if asked.rows:
                    of_history(home, asked.rows)
                print(f"a reload of one page in a file of a thousand: {of_reload(home) / 1_000:.2f} s CPU")
            figures = of_ledger(home)
            said = ", ".join(f"{name} {value:.1f}" for name, value in figures.items())
            print(f"{size:>9,} pages: {said} (ms of CPU)", flush=True)
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024 / MIB:.0f} MiB at most")


if __name__ == "__main__":
    main()
