"""Several workers on one PostgreSQL meet: at one host, at what a host has asked for, at one speaker; or are cut off.

    python tests/proofs/cluster_cases.py [--case NAME ...]

Each case is a home of its own, whose pages lie on sites that note when they are asked. Exit status 1, with a line, when
one came otherwise than is promised.

storm       40 hosts redirect to one, which changes hands all the time: it is asked one thing at a time, with its gap,
            whoever is redirected.
retry-after a host asks to be left alone, and the worker that was told is killed: the others leave it alone, too.
budget      workers are killed while a host sends all that it may in a day: it is asked for no more than that.
speaker     two pages of one speaker state a new value at once, and two workers record it: it is told once.
cut-off     one of three does not reach the ledger for longer than its turns last, but all hosts: it asks none of them
            then, the others do, and nothing is recorded twice or lost.
kills       two with one object store are killed again and again, most of all between an object that is put and the
            COMMIT of the transaction that names it: all that the ledger names is there, what it does not name is
            adopted, each change is told once.
offline     one of three reaches the ledger and no host: it leaves all pages to the others, and says so.
"""

from __future__ import annotations

import argparse
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from cluster_kills import kills
from cluster_offline import offline
from cut_network import Proxy
from load import FIRST, body
from loopback import Asked, Site, Step
from loopback import page as answer
from postgresql_server import Server, programs, serving
from several_workers import (
    HOSTS,
    PAGES,
    THREADS,
    TURN,
    WORKERS,
    Host,
    Outcome,
    all_goes_on,
    asked_of,
    everywhere,
    look,
    made,
    number,
    until,
    way,
    working,
)

CLOSE = 0.03  # seconds between two requests, and at most until an answer
STORM, SECONDS, EVERY = 40, 60.0, 2  # hosts, and how long for, each asked every so many seconds
HANDS = 15  # at the least, of the one host: else nobody contended
WAIT = 12  # seconds, of Retry-After
SIZE, DAY = 10_000, 300_000  # bytes of an answer, and of all in a day
PAIRS = 8
LONG = 10.0  # seconds a turn lasts, of which one is cut off for longer
LONELY = ["unshare", "--net"]
PUBLIC = "11.0.0.1"  # in a network of its own, where it leads nowhere
WITH_PUBLIC = f'ip link set lo up && ip addr add {PUBLIC}/32 dev lo && exec "$0" "$@"'
INDICATOR = "indicators: [{id: camp, name: People, words: [people], near: [camp]}]\n"


def storm(home: Path, server: Server) -> tuple[bool, str]:
    """Have many hosts redirect to one, in a network of its own: redirects lead to no private address."""
    if not _is_ours(PUBLIC):
        return _alone("storm", home)
    target = Host(random.Random(19), slow=CLOSE)
    with ExitStack() as stack:
        goal = stack.enter_context(Site(target, robots=[], host=PUBLIC))
        sites = [stack.enter_context(Site(_to(f"{goal.url}/page-{n}"), host=PUBLIC)) for n in range(STORM)]
        pages = [(f"page-{n}", f"{site.url}/") for n, site in enumerate(sites)]
        made(home, pages, way(server), every=EVERY, gap=CLOSE, total=1.5, turn=6)
        with working(home, server, [way(server)] * WORKERS):
            time.sleep(SECONDS)
    hands = number(server, f"SELECT fence FROM turns WHERE host LIKE '%:{goal.port}'")
    times, short = len(target.times()), target.short_gaps(CLOSE)
    said = f"asked {times} times, {hands - 1} changes of hand: {target.overlaps()} overlaps, {short} short gaps"
    return not target.overlaps() and not short and hands >= HANDS, said


def _alone(case: str, home: Path) -> tuple[bool, str]:
    """Try *case* in a network of its own."""
    words = [sys.executable, __file__, "--case", case, "--keep", str(home)]
    ran = subprocess.run([*LONELY, "sh", "-c", WITH_PUBLIC, *words], check=False, capture_output=True, text=True)
    return not ran.returncode, ran.stdout.strip().removeprefix(case).strip() or f"passed over: {ran.stderr[-200:]}"


def without_cable(home: Path, server: Server) -> tuple[bool, str]:
    """Have one of three reach no host; see `cluster_offline`."""
    return offline(home, server) if _is_ours(PUBLIC) else _alone("offline", home)


def _is_ours(address: str) -> bool:
    try:
        socket.create_server((address, 0)).close()
    except OSError:
        return False
    return True


def _to(url: str) -> Callable[[Asked], list[Step]]:
    return lambda _: answer(b"", "302 Found", f"Location: {url}")


class Limiting(Host):
    """A host that asks once to be left alone, and says who was told."""

    def __init__(self, server: Server) -> None:
        super().__init__(random.Random(19))
        self.server, self.told, self.told_at = server, 0, 0.0

    def __call__(self, asked: Asked) -> Iterator[Step]:
        """Answer."""
        if asked.path == "/robots.txt" or self.told or len(self.spans) < 2 * PAGES:
            yield from super().__call__(asked)
            return
        sql = "SELECT w.process FROM turns t JOIN workers w ON w.holder = t.holder WHERE t.until IS NOT NULL"
        self.told = int(asked_of(self.server, sql)[0][0])
        self.told_at = time.monotonic()
        yield from answer(b"", "429 Too Many Requests", f"Retry-After: {WAIT}")


def retry_after(home: Path, server: Server) -> tuple[bool, str]:
    """Kill the worker that was told to leave a host alone."""
    host = Limiting(server)
    with Site(host, robots=[]) as site:
        made(home, [(f"page-{n}", f"{site.url}/page-{n}") for n in range(PAGES)], way(server))
        with working(home, server, [way(server)] * WORKERS) as workers:
            until(lambda: host.told, 60, "the host asks to be left alone")
            until(lambda: asked_of(server, "SELECT 1 FROM hosts WHERE held_until IS NOT NULL"), 10, "it is recorded")
            if not workers.kill_process(host.told):
                raise SystemExit("the worker that was told is not there")
            until(lambda: host.times()[-1] > host.told_at, 60, "the host is asked again")
    waited = min(at for at in host.times() if at > host.told_at) - host.told_at
    return waited >= WAIT - 1, f"told to wait {WAIT} s and killed, the others asked after {waited:.1f} s"


def budget(home: Path, server: Server) -> tuple[bool, str]:
    """Kill workers while a host sends all that it may in a day."""
    sent, dice = [0], random.Random(19)

    def sending(asked: Asked) -> list[Step]:
        if asked.path == "/robots.txt":
            return answer(b"", "404 Not Found")
        sent[0] += SIZE
        return answer(body("page", FIRST + sent[0])[:400] + b" " * (SIZE - 400))

    with Site(sending, robots=[]) as site:
        made(home, [(f"page-{n}", f"{site.url}/{n}") for n in range(PAGES)], way(server), gap=0.2, day=DAY)
        kills = 0
        with working(home, server, [way(server)] * WORKERS) as workers:
            while sent[0] < DAY - SIZE:
                time.sleep(dice.uniform(0.5, 1.5))
                holders = asked_of(
                    server, "SELECT w.process FROM turns t JOIN workers w USING (holder) WHERE t.until IS NOT NULL"
                )
                if kills < WORKERS:
                    kills += sum(workers.kill_process(int(process)) for (process,) in holders)
            time.sleep(2 * TURN)
            most = sent[0]
            time.sleep(TURN)
    slack = SIZE * (THREADS * kills + 1)  # what killed workers had not recorded, and the answer that goes beyond
    return DAY - SIZE <= most <= DAY + slack and sent[0] == most, (
        f"{kills} workers killed, {most:,} bytes of {DAY:,} sent (up to {slack:,} more may be), then none"
    )


class Pair:
    """Two pages of one speaker, on hosts of their own, which state a new value at once."""

    def __init__(self, server: Server, number: int) -> None:
        self.server, self.value = server, f"{9_100 + 100 * number:,}"
        self.speaks, self.said = False, [False, False]
        self.quiet = [0, 0]
        self.are_two = False
        self.ports = [0, 0]
        self._meeting = threading.Barrier(2, action=self._look)

    def of(self, place: int) -> Callable[[Asked], list[Step]]:
        """Return how the one or the other answers."""

        def answering(asked: Asked) -> list[Step]:
            if asked.path == "/robots.txt":
                return answer(b"", "404 Not Found")
            if not self.speaks:
                self.quiet[place] += 1
                return answer(text(""))
            if not self.said[place]:
                self._meet()
                self.said[place] = True
            return answer(text(self.value))

        return answering

    def _meet(self) -> None:
        try:
            self._meeting.wait(timeout=3)
        except threading.BrokenBarrierError:
            self._meeting.reset()

    def _look(self) -> None:
        sql = "SELECT count(DISTINCT holder) FROM turns WHERE host LIKE '%:{}' OR host LIKE '%:{}'"
        self.are_two = asked_of(self.server, sql.format(*self.ports))[0][0] == 2


def text(value: str) -> bytes:
    """Return a page of the speaker."""
    calm = "<p>The charity keeps this page, on which it writes what its people count in the camp, up to date.</p>"
    told = f"<p>There are {value} people in the camp.</p>" if value else ""
    end = "<p>Some 40 officers guard it.</p></main>"
    return f"<!doctype html><html lang=en><title>The camp</title><main><h1>The camp</h1>{calm}{told}{end}".encode()


def _are_both(server: Server, sql: str) -> bool:
    return len(asked_of(server, sql)) > 1


def speaker(home: Path, server: Server) -> tuple[bool, str]:
    """Have two workers record what one speaker says anew."""
    pairs = [Pair(server, number) for number in range(PAIRS + 1)]
    with ExitStack() as stack:
        sites = [[stack.enter_context(Site(one.of(place), robots=[])) for place in (0, 1)] for one in pairs]
        for one, two in zip(pairs, sites, strict=True):
            one.ports = [site.port for site in two]
        pages = [(f"page-{n}-{place}", f"{two[place].url}/") for n, two in enumerate(sites) for place in (0, 1)]
        made(home, pages, way(server), keys=", speaker: Shelter Aid", total=6, turn=20)
        (home / "config" / "indicators.yaml").write_text(INDICATOR, encoding="utf-8")
        with working(home, server, [way(server)] * WORKERS):
            until(lambda: all(all(one.quiet) for one in pairs), 120, "every page is read")
            time.sleep(3)
            for number, one in enumerate(pairs):
                one.speaks = True
                sql = f"SELECT 1 FROM figures WHERE value = '{one.value.replace(',', '')}' AND until_id IS NULL"
                until(partial(_are_both, server, sql), 60, f"both pages of pair {number} are read")
    told = [
        asked_of(
            server,
            f"SELECT count(*) FROM changes WHERE told = 1 AND new_value = '{one.value.replace(',', '')}'",
        )[0][0]
        for one in pairs[1:]  # the first is what the others restate
    ]
    met = sum(one.are_two for one in pairs[1:])
    return told == [
        1
    ] * PAIRS and met > 0, f"{PAIRS} new values, {met} of them read by two workers at once: told {told}"


def cut_off(home: Path, server: Server) -> tuple[bool, str]:
    """Cut one of three off from the ledger for longer than its turns last, in turn."""
    outcome, dice = Outcome(), random.Random(19)
    hosts = [Host(dice) for _ in range(HOSTS)]
    with ExitStack() as stack:
        sites = [stack.enter_context(Site(host, robots=[])) for host in hosts]
        proxies = [stack.enter_context(Proxy(server.socket)) for _ in range(3)]
        made(home, everywhere(sites), way(server), total=3, turn=LONG)
        ways = [{"PGHOST": "127.0.0.1", "PGPORT": str(one.port)} for one in proxies]
        with working(home, server, ways):
            for number, one in enumerate(proxies * 2):
                all_goes_on(hosts)
                with one.shut() if number < len(proxies) else one.silent():
                    time.sleep(LONG + 4.0)
                outcome.rounds["kill"] += 1
            all_goes_on(hosts)
    look(server, outcome, hosts)
    said = f"6 times cut off: {outcome.requests} answers, {outcome.recorded} recorded, {outcome.wasted} in vain"
    said += f" of {outcome.most}, {outcome.twice} twice, {outcome.overlaps} overlaps, {outcome.short_gaps} short gaps"
    return not outcome.wrong, said


CASES = {
    "storm": storm,
    "retry-after": retry_after,
    "budget": budget,
    "speaker": speaker,
    "cut-off": cut_off,
    "kills": kills,
    "offline": without_cable,
}


def main() -> int:
    """Try each case, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", choices=CASES, nargs="+", default=list(CASES))
    parser.add_argument(
        "--keep", type=Path, help="a folder that is not there, for the homes and the logs of the workers"
    )
    asked = parser.parse_args()
    found = programs()
    if found is None:
        print("PostgreSQL is not installed, so nothing was tried. Debian and Ubuntu: apt install postgresql")
        return 0
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="cluster-") as folder:
        for name in asked.case:
            with serving(found) as server:
                is_well, said = CASES[name]((asked.keep or Path(folder)) / name, server)
            print(f"{name:<12}{'' if is_well else 'WRONG: '}{said}", flush=True)
            wrong += not is_well
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
