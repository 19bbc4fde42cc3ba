"""Several `monitor run` on one PostgreSQL, and sites that note when they are asked: what proofs of clusters share."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
from load import FIRST, body
from loopback import Asked, Site, Step
from loopback import page as answer
from postgresql_server import Server

MONITOR = [sys.executable, "-m", "monitor"]
WORKERS, THREADS, HOSTS = 4, 4, 8
PAGES = 6  # of a host: a worker that is frozen has some of them yet to ask when it goes on
GAP, TOTAL, TURN = 0.3, 1.5, 6.0  # seconds
FROZEN = TURN + 2.0
SLOW = 0.15  # seconds at most until a site answers
PLAIN = "postgresql://monitor@/postgres?sslmode=disable"  # where it lies, PGHOST says: each worker has a way of its own
SETTINGS = """contact: me@example.org
ledger: {url}
workers: 1
fetch_threads: {threads}
limits: {{host_gap: {gap}s, total: {total}s, turn: {turn}s, host_bytes_a_day: {day}}}
"""


@dataclass
class Host:
    """A site that notes when it was asked what, until right before the end of each answer."""

    dice: random.Random
    slow: float = SLOW  #: seconds at most until it answers
    spans: list[tuple[float, float]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, asked: Asked) -> Iterator[Step]:
        """Answer."""
        name = asked.path.strip("/")
        with self.lock:
            number = FIRST + self.asked[name]
            self.asked[name] += 1
        yield self.dice.uniform(0.0, self.slow)
        steps = self._answer(name, number)
        with self.lock:
            self.spans.append((asked.began, time.monotonic()))
        yield from steps

    def _answer(self, name: str, number: int) -> Iterable[Step]:
        return answer(b"", "404 Not Found") if name == "robots.txt" else answer(body(name, number))

    def times(self) -> list[float]:
        """Return when it was asked, in order."""
        return sorted(began for began, _ in self.spans)

    def overlaps(self) -> int:
        """Return how often it was asked while it had not answered yet."""
        spans = sorted(self.spans)
        return sum(later[0] < earlier[1] for earlier, later in pairwise(spans))

    def short_gaps(self, gap: float = GAP) -> int:
        """Return how often it was asked too soon after its last answer."""
        spans = sorted(self.spans)
        return sum(later[0] - earlier[1] < gap for earlier, later in pairwise(spans))


class Cluster:
    """Workers of one home."""

    def __init__(self, home: Path, ways: Sequence[Mapping[str, str]], last: Sequence[str] = ()) -> None:
        """Start a worker of *home* for each of *ways*, what its environment says more: how it reaches the ledger.

        Before the command of the last there is *last*.
        """
        self.home, self.ways, self._last = home, ways, last
        self.workers = [self._started(number) for number in range(len(ways))]

    def log(self, number: int) -> Path:
        """Return where what one says is kept, and what those said before that had its place."""
        return self.home / f"run-{number}.log"

    def _started(self, number: int) -> subprocess.Popen[bytes]:
        before = self._last if number == len(self.ways) - 1 else ()
        command = [*before, *MONITOR, "--home", str(self.home), "run", "-v"]
        environ = os.environ | dict(self.ways[number])
        with self.log(number).open("a", encoding="utf-8") as log:
            return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environ)

    def kill(self, number: int) -> None:
        """Kill one, and start another."""
        self.workers[number].kill()
        self.workers[number].wait()
        self.workers[number] = self._started(number)

    def kill_process(self, process: int) -> bool:
        """Kill the one with the id *process*, and start another; return whether it was there (still)."""
        found = [place for place, one in enumerate(self.workers) if one.pid == process]
        for number in found:
            self.kill(number)
        return bool(found)

    def freeze(self, number: int) -> None:
        """Freeze one for longer than its turns last."""
        self.workers[number].send_signal(signal.SIGSTOP)
        time.sleep(FROZEN)
        self.workers[number].send_signal(signal.SIGCONT)

    def end(self) -> list[int]:
        """End all of them in good order; return their statuses."""
        for one in self.workers:
            one.terminate()
        return [one.wait(timeout=120) for one in self.workers]

    def abandon(self) -> None:
        """Kill those that are left."""
        for one in self.workers:
            if one.poll() is None:
                one.kill()
                one.wait()


def made(
    home: Path,
    pages: list[tuple[str, str]],
    way: Mapping[str, str],
    *,
    every: float = 1,
    keys: str = "",
    more: str = "",
    **other: object,
) -> None:
    """Make *home* one of *pages*.

    Args:
        home: a folder that is not there.
        pages: their ids and addresses.
        way: how the ledger is reached, of which the tables are made.
        every: seconds, at the least a page is checked so often.
        keys: of every page, besides the usual.
        more: lines of the settings.
        other: limits, and the number of threads.
    """
    asked = {"threads": THREADS, "gap": GAP, "total": TOTAL, "turn": TURN, "day": 900 * 2**30} | other
    (home / "config").mkdir(parents=True)
    listed = "".join(f"  - {{id: {name}, url: '{url}', allow_private: true{keys}}}\n" for name, url in pages)
    (home / "config" / "pages.yaml").write_text(f"defaults: {{every: {every}s}}\npages:\n{listed}", encoding="utf-8")
    (home / "config" / "monitor.yaml").write_text(SETTINGS.format(url=PLAIN, **asked) + more, encoding="utf-8")
    command = [*MONITOR, "--home", str(home), "init"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | dict(way))


def way(server: Server) -> dict[str, str]:
    """Return what the environment of a worker says that reaches *server* by its socket."""
    return {"PGHOST": str(server.folder)}


def asked_of(server: Server, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows that *sql* gives, without values."""
    with psycopg.connect(server.url, options="-c search_path=monitor") as ledger:
        return ledger.execute(sql.encode()).fetchall()


def number(server: Server, sql: str) -> int:
    """Return the one number that *sql* gives."""
    ((found,),) = asked_of(server, sql)
    return int(found)


@contextmanager
def working(home: Path, server: Server, ways: list[dict[str, str]], last: Sequence[str] = ()) -> Iterator[Cluster]:
    """Have workers check the pages of *home*, as `Cluster` has them, as soon as all do; end them in good order."""
    workers = Cluster(home, ways, last)
    try:
        until(lambda: asked_of(server, "SELECT count(*) FROM workers")[0][0] == len(ways), 120, "all workers begin")
        yield workers
        ended = workers.end()
        if any(ended):  # the folder goes with the proof: what they said last is told here
            logs = sorted(home.glob("run-*.log"))
            last_words = "\n".join(f"{log.name}: {log.read_text('utf-8')[-2_000:]}" for log in logs)
            raise SystemExit(f"workers ended with {ended}, not in good order:\n{last_words}")
    finally:
        workers.abandon()


def until(is_it: Callable[[], object], seconds: float, what: str) -> None:
    """Wait until *is_it*, so many *seconds* at most."""
    over = time.monotonic() + seconds
    while not is_it():
        if time.monotonic() > over:
            raise SystemExit(f"in {seconds:.0f} s it did not come to that: {what}")
        time.sleep(0.05)


def everywhere(sites: list[Site]) -> list[tuple[str, str]]:
    """Return pages on all *sites*."""
    names = [(f"page-{n}-{number}", site) for n, site in enumerate(sites) for number in range(PAGES)]
    return [(name, f"{site.url}/{name}") for name, site in names]


def all_goes_on(hosts: list[Host]) -> None:
    """Wait until every page was asked for again."""
    before = [host.asked.copy() for host in hosts]
    for host, asked in zip(hosts, before, strict=True):
        until(partial(_is_asked, host, asked), 300, "every page is asked for again")


def _is_asked(host: Host, before: Counter[str]) -> bool:
    pages = [name for name in list(host.asked) if name != "robots.txt"]
    return len(pages) == PAGES and all(host.asked[name] > before[name] for name in pages)


@dataclass
class Outcome:
    """What came of it."""

    rounds: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    recorded: int = 0
    failed: int = 0
    twice: int = 0
    overlaps: int = 0
    short_gaps: int = 0
    unchecked: int = 0  #: pages of which nothing was recorded

    @property
    def wasted(self) -> int:
        """Return how many answers of pages are not in the ledger."""
        return self.requests - self.recorded

    @property
    def wrong(self) -> bool:
        """Return whether it came otherwise than is promised."""
        return (
            bool(self.overlaps or self.short_gaps or self.twice or self.unchecked) or not 0 <= self.wasted <= self.most
        )

    @property
    def most(self) -> int:
        """Return how many answers may have been in vain: those that a worker loses that is ended, at last as well."""
        return THREADS * (self.rounds["kill"] + self.rounds["freeze"] + WORKERS)


def look(server: Server, outcome: Outcome, hosts: list[Host]) -> None:
    """Hold what was asked against what was recorded."""
    outcome.overlaps = sum(host.overlaps() for host in hosts)
    outcome.short_gaps = sum(host.short_gaps() for host in hosts)
    asked = (item for host in hosts for item in host.asked.items())
    outcome.requests = sum(count for name, count in asked if name != "robots.txt")
    well = "outcome IN ('first', 'changed', 'unchanged', 'not_modified', 'suspect')"
    outcome.recorded = number(server, f"SELECT coalesce(sum(count), 0) FROM checks WHERE {well}")
    outcome.failed = number(server, f"SELECT coalesce(sum(count), 0) FROM checks WHERE NOT {well}")
    outcome.twice = number(
        server, "SELECT count(*) FROM (SELECT 1 FROM snapshots GROUP BY page_id, digest HAVING count(*) > 1) s"
    )
    outcome.unchecked = number(server, "SELECT count(*) FROM pages WHERE id NOT IN (SELECT page_id FROM checks)")
