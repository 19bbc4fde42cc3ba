"""What thousands of cycles leave behind: memory, file descriptors and threads must stay as they were.

Six pages on loopback are checked again and again, an hour apart by a clock of the benchmark's own, with the program's
own fetching, workers and ledger: one that changes every tenth time, one that says 304, one that never changes and
cannot say so, one that is gone, one that resets the connection, and one that answers with a consent wall every seventh
time. The site is served by a process of its own.

    python tests/proofs/soak.py [--cycles 10000]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from loopback import RESET, Asked, Site, Step, page

from monitor.check import Checking
from monitor.check_setup import Setup
from monitor.cli.allocator import return_large_blocks
from monitor.fetch import Fetcher
from monitor.model import Limits, Page
from monitor.store import Store
from monitor.worker_pool import Workers

GROWTH, DESCRIPTORS, THREADS = 0.05, 2, 0  # that are allowed, from the end of the warm-up to the end
WARM_UP = 0.2  # of the cycles: by then every worker was replaced once, every cache is as full as it gets
LIMITS = Limits(host_gap=timedelta(0), host_bytes_a_day=2**40)
PAGES = ("changing", "unmodified", "plain", "gone", "resetting", "walled")


class Answers:
    """What the site says: each page keeps its own count of visits."""

    def __init__(self) -> None:
        self._visits = {name: count() for name in PAGES}
        self.site: Site | None = None

    def __call__(self, asked: Asked) -> list[Step]:
        if self.site is not None:  # it remembers every request
            self.site.asked.clear()
            self.site.spans.clear()
        name = asked.path.strip("/")
        visit = next(self._visits[name])
        people = 7_000 + (visit // 10 if name == "changing" else 0)
        said = "".join(f"<p>In sector {n} the wardens counted {people + n:,} people this week.</p>" for n in range(30))
        body = f"<html lang=en><title>Count</title><main><h1>Count</h1>{said}</main></html>".encode()
        if name == "gone":
            return page(b"<p>Not here.</p>", "404 Not Found")
        if name == "resetting":
            return [RESET]
        if name == "walled" and visit % 7 == 6:
            return page(b"<html lang=en><title>Before you continue</title><main><p>We value your privacy.</p></main>")
        if name == "unmodified" and "if-none-match" in asked.headers:
            return page(b"", "304 Not Modified", 'ETag: "1"')
        return page(body, "200 OK", *(['ETag: "1"'] if name == "unmodified" else []))


def serve() -> None:
    """Serve the site until stdin closes; its port is printed first."""
    answers = Answers()
    with Site(answers) as site:
        answers.site = site
        print(site.port, flush=True)
        sys.stdin.read()


@contextmanager
def site() -> Iterator[str]:
    """Serve the site in a process of its own; yield its address."""
    with subprocess.Popen(
        [sys.executable, __file__, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.stdin.close()


@dataclass(frozen=True)
class Sample:
    """What the process holds after so many cycles."""

    cycles: int
    memory: int  #: resident bytes of the process that checks
    readers: int  #: of its workers
    descriptors: int
    threads: int

    def line(self, began: float) -> str:
        return (
            f"{self.cycles:>7,} {self.memory / 2**20:>9.1f} {self.readers / 2**20:>9.1f} {self.descriptors:>6} "
            f"{self.threads:>8} {time.monotonic() - began:>8.0f} s"
        )


def sample(cycles: int) -> Sample:
    own = psutil.Process()
    children = [one.memory_info().rss for one in own.children(recursive=True)]
    return Sample(cycles, own.memory_info().rss, sum(children), own.num_fds(), own.num_threads())


def soaked(cycles: int, address: str, home: Path) -> list[Sample]:
    """Check the pages so many times; return samples from twenty moments."""
    pages = [
        Page(id=name, url=f"{address}/{name}", every=timedelta(hours=1), allow_private=True, ignore_robots=True)
        for name in PAGES
    ]
    at = [datetime(2026, 3, 1, tzinfo=UTC)]
    stop, dice, began = threading.Event(), random.Random(1), time.monotonic()
    samples: list[Sample] = []
    Store.create(home).close()
    print(" cycles  MiB main   readers  files  threads     after")
    with Store.open(home, writer=True) as store, Workers(LIMITS, 1) as workers:
        fetcher = Fetcher(LIMITS, "soak (+https://soak.example/)", now=lambda: at[0], stop=stop)
        checking = Checking(
            Setup(
                fetcher=fetcher,
                examiner=workers,
                store=store,
                now=lambda: at[0],
                dice=dice.random,
                threads=4,
                stop=stop,
            )
        )
        store.sync(pages, at[0])
        for cycle in range(1, cycles + 1):
            checking.start([(page, store.state(page.id)) for page in pages])
            while checking.busy:
                checking.settle()
            at[0] += timedelta(hours=1)
            if cycle % max(1, cycles // 20) == 0:
                samples.append(sample(cycle))
                print(samples[-1].line(began), flush=True)
        stop.set()
        fetcher.close()
    return samples


def judged(samples: list[Sample]) -> bool:
    """Say how the end compares with the end of the warm-up, and return whether that is well."""
    first, last = next(one for one in samples if one.cycles >= WARM_UP * samples[-1].cycles), samples[-1]
    growth = last.memory / first.memory - 1
    files, threads = last.descriptors - first.descriptors, last.threads - first.threads
    print(f"from cycle {first.cycles:,}: memory {growth:+.1%}, descriptors {files:+}, threads {threads:+}")
    return growth < GROWTH and abs(files) <= DESCRIPTORS and abs(threads) <= THREADS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--cycles", type=int, default=10_000)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve()
        return
    return_large_blocks()
    with site() as address, tempfile.TemporaryDirectory() as home:
        well = judged(soaked(given.cycles, address, Path(home)))
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
