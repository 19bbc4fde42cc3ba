"""Every bad answer of the web, through the whole program: each fault once between two good checks of the same page.

    python tests/proofs/bad_web.py                 as a table: fault, outcome, advice
    python tests/proofs/bad_web.py --json          as one JSON object
    python tests/proofs/bad_web.py --prefixes 2000 how many beginnings of answers are sampled (default 2,000)

Every fault has a site of its own, in another process. A first visit reads each page; on the second each site answers
badly; on the third each page states one figure anew. The clock moves a day between two visits. Nothing may be told on
the second, no baseline may move, the main process may not grow, and on the third exactly that one change is told. Then
beginnings of good answers are fetched, in every framing and coding: none may pass for a page. Exit status 1 when
anything of this fails.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import random
import socket
import ssl
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import trustme

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from faults import CONTENT, REDIRECTS, ROBOTS, STATUSES, WIRE, Fault, statement
from loopback import END, Asked, Site, Step, chunked, head, packed
from loopback import page as answer

from monitor.check import check
from monitor.check_setup import Setup
from monitor.fetch import Fetcher
from monitor.fetch.connections import system_resolve
from monitor.fetch.trust import trusting
from monitor.model import (
    Alert,
    ChangeKind,
    CheckResult,
    Fetched,
    FetchFailed,
    HostMemory,
    Limits,
    NotModified,
    Outcome,
    Page,
    Validators,
)
from monitor.model.examining import Criteria
from monitor.store import Store
from monitor.worker_pool import Workers

MINUTE = timedelta(minutes=1)
LIMITS = replace(
    Limits(), connect=MINUTE, idle=MINUTE, total=MINUTE, host_gap=timedelta(), read_wall=timedelta(minutes=5)
)
#: The limit that a fault is about, by its reason: short, while all else has the time that a slow machine needs.
BRIEF = {
    "timeout_connect": replace(LIMITS, connect=timedelta(seconds=2)),
    "timeout_idle": replace(LIMITS, idle=timedelta(seconds=0.7)),
    "timeout_total": replace(LIMITS, total=timedelta(seconds=1.5)),
}
AGENT = "policy-monitor/0 (benchmark)"
GROWTH = 30 * 2**20  # bytes by which the main process may grow
BEFORE, AFTER = "1,160", "1,240"
TAKEN = {False: frozenset({Outcome.UNCHANGED, Outcome.NOT_MODIFIED}), True: frozenset({Outcome.CHANGED})}
CERTIFICATES = {
    "N23 expired": "tls_expired",
    "N23 signed by itself": "tls_self_signed",
    "N23 for another host": "tls_host",
    "N23 of an unknown authority": "tls_untrusted",
}
NAMES = {
    "N1 refused": "connect",
    "N2 no such name": "dns_nx",
    "N2 no name server": "dns_temp",
    "N3 connecting hangs": "timeout_connect",
}


@dataclass
class Stage:
    """What a site does: answers well on the first visit, badly on the second, well on the third."""

    fault: Fault
    robots: tuple[Step, ...] = ()  #: the fault is what robots.txt answers
    certificates: tuple[ssl.SSLContext, ssl.SSLContext] | None = None  #: the good one; the bad one is the fault
    by_name: bool = False  #: the fault is where its name leads
    visit: int = 0

    def answer(self, asked: Asked) -> Iterable[Step]:
        """Answer as on this visit."""
        bad = self.visit == 1
        if asked.path == "/robots.txt":
            return self.robots if bad and self.robots else answer(b"", "404 Not Found")
        if bad and not (self.robots or self.certificates or self.by_name):
            return self.fault.answer(asked)
        return answer(statement(BEFORE if self.visit < 2 else AFTER))


def stages(chosen: frozenset[str] | None = None) -> tuple[list[Stage], bytes]:
    """Return a stage for every fault, or for the *chosen* ones; and the authority behind the good certificates."""
    found = [Stage(fault) for fault in (*WIRE, *STATUSES, *REDIRECTS, *CONTENT)]
    found += [Stage(_unasked(name, reason), robots=tuple(steps)) for name, (steps, reason) in ROBOTS.items()]
    found += [Stage(_unasked(name, reason), by_name=True) for name, reason in NAMES.items()]
    authority, stranger = trustme.CA(), trustme.CA()
    expired = authority.issue_cert("127.0.0.1", not_after=datetime.now(UTC) - timedelta(days=1))
    own = stranger.private_key_pem, [stranger.cert_pem]
    bad = [
        _context(expired.private_key_pem, expired.cert_chain_pems),
        _context(*own),
        *(
            _context(leaf.private_key_pem, leaf.cert_chain_pems)
            for leaf in (authority.issue_cert("other.example"), stranger.issue_cert("127.0.0.1"))
        ),
    ]
    leaf = authority.issue_cert("127.0.0.1")
    good = _context(leaf.private_key_pem, leaf.cert_chain_pems)
    for (name, reason), context in zip(CERTIFICATES.items(), bad, strict=True):
        found.append(Stage(_unasked(name, reason), certificates=(good, context)))
    found = [stage for stage in found if chosen is None or stage.fault.name in chosen]
    return found, authority.cert_pem.bytes()


def _unasked(name: str, reason: str) -> Fault:
    return Fault(name, lambda _: (), reason)


def _context(key: trustme.Blob, chain: Sequence[trustme.Blob]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(key.bytes() + b"".join(part.bytes() for part in chain))
        file.flush()
        context.load_cert_chain(file.name)
    return context


def serve(pipe: Connection, chosen: frozenset[str] | None) -> None:
    """Serve every stage in this process; go on to the visit that comes through *pipe*, until that is None."""
    all_stages, authority = stages(chosen)
    with ExitStack() as stack:
        sites = []
        for stage in all_stages:
            context = stage.certificates[0] if stage.certificates else None
            sites.append(stack.enter_context(Site(stage.answer, robots=(), context=context)))
        pipe.send((authority, [site.url for site in sites]))
        while (visit := pipe.recv()) is not None:
            for stage, site in zip(all_stages, sites, strict=True):
                stage.visit = visit
                if stage.certificates:
                    site.context = stage.certificates[visit == 1]
            pipe.send(visit)


class World:
    """The sites as this process sees them: addresses, names, and which visit it is."""

    def __init__(self, pipe: Connection, chosen: frozenset[str] | None) -> None:
        self._pipe = pipe
        self.authority, urls = pipe.recv()
        self.faults = [stage.fault for stage in stages(chosen)[0]]
        self.visit = 0
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)
        self.pages: list[Page] = []
        for number, (fault, url) in enumerate(zip(self.faults, urls, strict=True)):
            there = url.replace("127.0.0.1", f"p{number}.test") if fault.name in NAMES else url
            timed = fault.reason in BRIEF  # robots.txt might not come in so short a time
            self.pages.append(Page(id=f"p{number:03}", url=f"{there}/page", allow_private=True, ignore_robots=timed))

    def advance(self) -> None:
        """Go on to the next visit, a day later."""
        self.visit += 1
        self.now += timedelta(hours=25)
        self._pipe.send(self.visit)
        self._pipe.recv()

    def resolve(self, host: str, port: int) -> list[str]:
        """Say where a name is, badly on the second visit."""
        if not host.endswith(".test"):
            return system_resolve(host, port)
        fault = self.faults[int(host[1:].removesuffix(".test"))]
        if self.visit != 1:
            return ["127.0.0.1"]
        if fault.reason.startswith("dns"):
            raise socket.gaierror(socket.EAI_NONAME if fault.reason == "dns_nx" else socket.EAI_AGAIN, "no")
        return ["127.0.0.8" if fault.reason == "timeout_connect" else "127.0.0.9"]


class Patient:
    """Fetches with all the time that a slow machine needs, but for the limit that the fault of this visit is about."""

    def __init__(self, world: World, context: ssl.SSLContext) -> None:
        self._world = world
        self._fetchers = {
            reason: Fetcher(limits, AGENT, now=lambda: world.now, resolve=world.resolve, context=context)
            for reason, limits in [("", LIMITS), *BRIEF.items()]
        }

    def fetch(self, page: Page, validators: Validators | None) -> Fetched | NotModified | FetchFailed:
        """Fetch *page*."""
        fault = self._world.faults[int(page.id[1:])]
        reason = "timeout_idle" if fault.name == "N24 robots.txt: silence" else fault.reason
        return self._fetchers[reason if self._world.visit == 1 and reason in BRIEF else ""].fetch(page, validators)

    def learnt(self) -> tuple[HostMemory, ...]:
        """Return what must be known of hosts after a restart."""
        return tuple(host for fetcher in self._fetchers.values() for host in fetcher.learnt())

    def close(self) -> None:
        """Close every connection that lies open."""
        for fetcher in self._fetchers.values():
            fetcher.close()


def visits(chosen: frozenset[str] | None = None) -> tuple[list[dict[str, str]], int]:
    """Visit every site, or those of *chosen* faults, three times; return a row for each, and how this process grew."""
    with ExitStack() as stack:
        world = stack.enter_context(_world(chosen))
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        Store.create(home).close()
        store = stack.enter_context(Store.open(home, writer=True))
        workers = stack.enter_context(Workers(LIMITS, 2))
        context = trusting()
        context.load_verify_locations(cadata=world.authority.decode())
        fetcher = Patient(world, context)
        setup = Setup(
            fetcher=fetcher, examiner=workers, store=store, now=lambda: world.now, dice=lambda: 0.5,
            criteria=Criteria(alerts=(Alert(),)), stop=threading.Event(),
        )  # fmt: skip
        store.sync(world.pages, world.now)
        first = visit(world, setup, store)
        before = [store.baseline(page.id) for page in world.pages]
        memory = _memory()
        fetcher.close()  # a server would have closed what lay open for a day
        world.advance()
        with ExitStack() as full:
            for page, fault in zip(world.pages, world.faults, strict=True):
                if fault.name == "N3 connecting hangs":
                    full.enter_context(_full(int(page.url.split(":")[2].split("/")[0])))
            second = visit(world, setup, store)
        growth = _memory() - memory
        moved = [store.baseline(page.id) != held for page, held in zip(world.pages, before, strict=True)]
        fetcher.close()
        world.advance()
        third = visit(world, setup, store)
        fetcher.close()
    results = zip(world.faults, first, second, third, moved, strict=True)
    return [_row(fault, one, two, three, moved=was_moved) for fault, one, two, three, was_moved in results], growth


@contextmanager
def _world(chosen: frozenset[str] | None) -> Iterator[World]:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=[there, chosen], daemon=True)
    process.start()
    yield World(here, chosen)
    here.send(None)
    process.join(timeout=10)
    process.kill()


@contextmanager
def _full(port: int) -> Iterator[None]:
    """Let connecting to *port* of another address of this machine hang: its line of callers is full."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.8", port), backlog=0))
        for _ in range(4):
            caller = stack.enter_context(socket.socket())
            caller.settimeout(0)
            caller.connect_ex(listener.getsockname())
        yield


def visit(world: World, setup: Setup, store: Store) -> list[CheckResult]:
    """Check every page once; exactly one trace each."""
    setup = replace(setup, stop=threading.Event())
    results = list(check([(page, store.state(page.id)) for page in world.pages], setup))
    setup.stop.set()
    found = {result.page.id: result for result in results}
    assert len(results) == len(found) == len(world.pages)
    return [found[page.id] for page in world.pages]


def _row(fault: Fault, one: CheckResult, two: CheckResult, three: CheckResult, *, moved: bool) -> dict[str, str]:
    wrong = []
    if one.outcome is not Outcome.FIRST:
        wrong.append(f"the first visit was {one.outcome}: {one.reason}")
    if two.reason != fault.reason or (not fault.reason and two.outcome not in TAKEN[fault.differs]):
        wrong.append(f"expected {fault.reason or 'a good answer'}")
    if fault.reason and not (two.detail and two.advice):
        wrong.append("nothing is said, or no advice given")
    if (two.changes or moved) and not fault.differs:
        wrong.append("it was compared")
    if any(change.told for change in two.changes):
        wrong.append("a change was told")
    if bool(fault.reason) is not (two.state.failures == 1 and two.state.troubled_since is not None):
        wrong.append("the page's state does not say so")
    if not two.state.next_check_at > two.finished_at:
        wrong.append("it is not due again")
    told = [(c.kind, c.old.surface, c.new.surface) for c in three.changes if c.told and c.old and c.new]
    if three.outcome is not Outcome.CHANGED or told != [(ChangeKind.CHANGED, BEFORE, AFTER)] or three.state.failures:
        wrong.append(f"the third visit was {three.outcome} {three.reason}, told {told}")
    return {
        "fault": fault.name,
        "outcome": two.outcome.value,
        "reason": two.reason,
        "detail": two.detail,
        "advice": two.advice,
        "wrong": f"<<< {'; '.join(wrong)}" if wrong else "",
    }


def prefixes(count: int) -> tuple[int, int]:
    """Fetch *count* beginnings of good answers; return how many passed for a page, and how many were tried."""
    dice = random.Random(20260302)
    bodies = [statement(f"{1_000 + number:,}", f"Visits, part {number}").strip() for number in range(50)]
    steps: list[Step] = []
    passed = 0
    with Site(lambda _: list(steps)) as site:
        limits = replace(LIMITS, host_bytes_a_day=2**40)
        fetcher = Fetcher(limits, AGENT, now=lambda: datetime.now(UTC))
        page = Page(id="p", url=f"{site.url}/page", allow_private=True, ignore_robots=True)
        for _ in range(count):
            body = dice.choice(bodies)
            whole = _framed(body, dice.choice(("length", "chunked", "close")), dice.choice(("", "gzip", "br")))
            steps[:] = [whole[: dice.randrange(len(whole) - 2)], END]  # a last chunk's last line proves nothing more
            got = fetcher.fetch(page, None)
            passed += isinstance(got, Fetched) and got.body != body
        fetcher.close()
    return passed, count


def _framed(body: bytes, framing: str, coding: str) -> bytes:
    coded = packed(body, coding)
    headers = ["Content-Type: text/html", *([f"Content-Encoding: {coding}"] if coding else [])]
    if framing == "length":
        return head("200 OK", *headers, f"Content-Length: {len(coded)}") + coded
    if framing == "chunked":
        return head("200 OK", *headers, "Transfer-Encoding: chunked") + chunked(coded, 500)
    return head("200 OK", *headers) + coded


def _memory() -> int:
    gc.collect()
    return int(psutil.Process().memory_info().rss)


def main() -> int:
    """Run, print, and say whether the program held."""
    wanted = int(sys.argv[sys.argv.index("--prefixes") + 1]) if "--prefixes" in sys.argv else 2_000
    rows, growth = visits()
    passed, sampled = prefixes(wanted)
    wrong = [row for row in rows if row["wrong"]]
    if "--json" in sys.argv:
        print(json.dumps({"faults": rows, "growth": growth, "prefixes": sampled, "passed": passed}))
    else:
        for row in rows:
            print(f"{row['fault']:40} {row['outcome']:10} {row['reason']:19} {row['advice']}  {row['wrong']}".rstrip())
        print(f"\n{len(rows)} faults, {len(wrong)} wrong; the main process grew by {growth / 2**20:.1f} MiB")
        print(f"{sampled} beginnings of answers, {passed} of which passed for a page")
    return 1 if wrong or passed or growth > GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
