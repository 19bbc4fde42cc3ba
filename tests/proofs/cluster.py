"""Several workers on one PostgreSQL, killed, frozen and cut off at random: each host is asked by one of them at a time.

    python tests/proofs/cluster.py --rounds 200

Four `monitor run` check the pages of one home, whose ledger lies in a PostgreSQL of its own, with one folder of
snapshots. Each round kills one of them (SIGKILL) and starts another, or freezes one for longer than its turns last
(SIGSTOP) and thaws it, or restarts the database at once, as by a loss of power. The sites note for themselves when they
are asked. Each answer is new, so that what was recorded can be held against what was asked. Exit status 1 when a host
was asked two things at once, or too soon after the last, when an answer was recorded twice, or when a worker that was
killed or frozen had asked for more in vain than it has threads; 0, with a line, where PostgreSQL is missing.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import psycopg
from load import FIRST, body
from loopback import Asked, Site, Step
from loopback import page as answer
from postgresql_server import Server, programs, serving

MONITOR = [sys.executable, "-m", "monitor"]
WORKERS, THREADS, HOSTS = 4, 4, 8
PAGES = 6  # of a host: a worker that is frozen has some of them yet to ask when it goes on
GAP, TOTAL, TURN = 0.3, 1.5, 6.0  # seconds
FROZEN = TURN + 2.0
KINDS = {"kill": 5, "freeze": 3, "restart": 2}  # rounds, and how often each is
SLOW = 0.15  # seconds at most until a site answers
SETTINGS = f"""contact: me@example.org
ledger: {{url}}
workers: 1
fetch_threads: {THREADS}
limits: {{{{host_gap: {GAP}s, total: {TOTAL}s, turn: {TURN}s, host_bytes_a_day: 900 GiB}}}}
"""
PAGE = "  - {{id: {name}, url: 'http://127.0.0.1:{port}/{name}', allow_private: true}}\n"


@dataclass
class Host:
    """A site that notes when it was asked what, until right before the end of each answer."""

    dice: random.Random
    spans: list[tuple[float, float]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, asked: Asked) -> Iterator[Step]:
        """Answer."""
        name = asked.path.strip("/")
        with self.lock:
            number = FIRST + self.asked[name]
            self.asked[name] += 1
        yield self.dice.uniform(0.0, SLOW)
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


class Cluster:
    """Workers of one home."""

    def __init__(self, home: Path, ways: Sequence[Mapping[str, str]] = ({},) * WORKERS) -> None:
        """Start a worker of *home* for each of *ways*, what its environment says more: how it reaches the ledger."""
        self.home, self.ways = home, ways
        self.log = (home / "run.log").open("a", encoding="utf-8")
        self.workers = [self._started(way) for way in ways]

    def _started(self, way: Mapping[str, str]) -> subprocess.Popen[bytes]:
        command = [*MONITOR, "--home", str(self.home), "run", "-v"]
        environ = os.environ | dict(way)
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, env=environ)

    def kill(self, number: int) -> None:
        """Kill one, and start another."""
        self.workers[number].kill()
        self.workers[number].wait()
        self.workers[number] = self._started(self.ways[number])

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
        statuses = [one.wait(timeout=120) for one in self.workers]
        self.log.close()
        return statuses

    def abandon(self) -> None:
        """Kill those that are left."""
        for one in self.workers:
            if one.poll() is None:
                one.kill()
                one.wait()


def made(home: Path, server: Server, sites: list[Site]) -> None:
    """Make *home* one whose pages lie on *sites*."""
    (home / "config").mkdir(parents=True)
    listed = "".join(
        PAGE.format(name=f"page-{n}-{number}", port=site.port)
        for n, site in enumerate(sites)
        for number in range(PAGES)
    )
    (home / "config" / "pages.yaml").write_text(f"defaults: {{every: 1s}}\npages:\n{listed}", encoding="utf-8")
    (home / "config" / "monitor.yaml").write_text(SETTINGS.format(url=server.url), encoding="utf-8")
    subprocess.run([*MONITOR, "--home", str(home), "init"], check=True, stdout=subprocess.DEVNULL)


def cluster(home: Path, server: Server, rounds: int, dice: random.Random, kinds: Mapping[str, int] = KINDS) -> Outcome:
    """Do so many *rounds*, of the *kinds* by their weights, and look what came of it."""
    outcome = Outcome()
    hosts = [Host(dice) for _ in range(HOSTS)]
    with ExitStack() as stack:
        made(home, server, [stack.enter_context(Site(host, robots=[])) for host in hosts])
        workers = Cluster(home)
        stack.callback(workers.abandon)
        time.sleep(3 * TURN)
        for _ in range(rounds):
            _round(workers, server, outcome, dice, kinds)
        time.sleep(2 * TURN)
        if any(workers.end()):
            raise SystemExit(f"a worker ended by itself: see {home / 'run.log'}")
    look(server, outcome, hosts)
    return outcome


def _round(workers: Cluster, server: Server, outcome: Outcome, dice: random.Random, kinds: Mapping[str, int]) -> None:
    kind = dice.choices(list(kinds), list(kinds.values()))[0]
    outcome.rounds[kind] += 1
    if kind == "kill":
        workers.kill(dice.randrange(WORKERS))
    elif kind == "freeze":
        workers.freeze(dice.randrange(WORKERS))
    else:
        server.stop()
        server.start()
    time.sleep(dice.uniform(1.0, 5.0))


def look(server: Server, outcome: Outcome, hosts: list[Host]) -> None:
    """Hold what was asked against what was recorded."""
    outcome.overlaps = sum(host.overlaps() for host in hosts)
    outcome.short_gaps = sum(host.short_gaps() for host in hosts)
    asked = (item for host in hosts for item in host.asked.items())
    outcome.requests = sum(count for name, count in asked if name != "robots.txt")
    with psycopg.connect(server.url, options="-c search_path=monitor") as ledger:

        def number(sql: str) -> int:
            found = ledger.execute(sql.encode()).fetchone()
            return int(found[0]) if found else 0

        well = "outcome IN ('first', 'changed', 'unchanged', 'not_modified', 'suspect')"
        outcome.recorded = number(f"SELECT coalesce(sum(count), 0) FROM checks WHERE {well}")
        outcome.failed = number(f"SELECT coalesce(sum(count), 0) FROM checks WHERE NOT {well}")
        outcome.twice = number(
            "SELECT count(*) FROM (SELECT 1 FROM snapshots GROUP BY page_id, digest HAVING count(*) > 1) s"
        )
        outcome.unchecked = number("SELECT count(*) FROM pages WHERE id NOT IN (SELECT page_id FROM checks)")


def main() -> int:
    """Do it, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--kind", choices=KINDS, help="rounds of this kind alone")
    parser.add_argument("--seed", type=int, default=19)
    parser.add_argument("--keep", type=Path, help="a folder that is not there, for the home and the log of the workers")
    asked = parser.parse_args()
    kinds = {asked.kind: 1} if asked.kind else KINDS
    found = programs()
    if found is None:
        print("PostgreSQL is not installed, so nothing was tried. Debian and Ubuntu: apt install postgresql")
        return 0
    with tempfile.TemporaryDirectory(prefix="cluster-") as folder, serving(found) as server:
        outcome = cluster(asked.keep or Path(folder) / "home", server, asked.rounds, random.Random(asked.seed), kinds)
    rounds = ", ".join(f"{count} {kind}" for kind, count in sorted(outcome.rounds.items()))
    print(f"{outcome.rounds.total()} rounds ({rounds}): {outcome.requests} answers of pages,")
    print(f"{outcome.recorded} recorded, {outcome.wasted} in vain, of {outcome.most} that may be,")
    print(f"{outcome.failed} failed, {outcome.twice} twice;")
    print(f"{outcome.overlaps} overlaps, {outcome.short_gaps} short gaps, {outcome.unchecked} pages never checked")
    return int(outcome.wrong)


if __name__ == "__main__":
    sys.exit(main())
