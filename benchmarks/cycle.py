"""What a cycle over many pages costs: first check, 304, unchanged without validators, changed; and what TLS adds.

The site (about 80 kB, 300 visible lines and 30 figures a page, in our own words) is served by a process of its own,
which is not counted. CPU time is that of the checking process and all its workers, the commit to the ledger included.

    python benchmarks/cycle.py [--pages 1000] [--no-memory]
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import ssl
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import trustme

from monitor.check import check
from monitor.check_setup import Setup
from monitor.cli.allocator import return_large_blocks
from monitor.fetch import Fetcher
from monitor.fetch.trust import trusting
from monitor.model import Limits, Outcome, Page
from monitor.store import Store
from monitor.worker_pool import Workers

Pages = Callable[[int, int], bytes]  # number of a page and its version: its bytes; picklable
BARS = {"first check": 15.0, "304": 1.2, "unchanged, no validators": 1.6, "changed": 10.0, "TLS": 2.5}  # ms CPU a page
HOSTS = 20  # of 127.0.0.0/8: hosts are served side by side
TLS_HOSTS, TLS_ROUNDS = 64, 12
LIMITS = Limits(host_gap=timedelta(0), host_bytes_a_day=2**40)
LINES, FIGURES = 300, 30
THINGS = ("tents", "families", "officers", "meals", "places in hostels", "vehicles", "asylum seekers", "volunteers")
QUIET = (
    "The council met the residents and heard what they had to say about the coming winter.",
    "Anyone who needs advice may call at the town hall, where the staff speak several languages.",
    "The associations and the prefecture keep each other informed of what they see on the ground.",
    "Work on the northern road goes on, and buses take the longer way along the canal until it ends.",
)


def body(number: int, version: int) -> bytes:
    """Return page *number*; a new *version* has another value in three of its blocks."""
    dice = random.Random(number)
    every = LINES // FIGURES
    parts = []
    for line in range(LINES):
        if line % every:
            parts.append(f"<p class='govspeak body-text' data-line='{line}'>{dice.choice(QUIET)}</p>")
            continue
        place, thing = f"sector {chr(65 + line // every % 26)}", THINGS[line // every % len(THINGS)]
        value = dice.randrange(1_000, 90_000) + (version * 17 if line < 3 * every else 0)
        parts.append(f"<p class='govspeak body-text'>In {place} the wardens counted {value:,} {thing} this week.</p>")
    filler = "<script>" + "/* nothing that a reader sees */" * 1_000 + "</script>"
    return (
        f"<!doctype html><html lang=en><head><title>Count {number}</title>{filler}</head><body><nav><a href=/>Home</a>"
        f"</nav><main><h1>Count of district {number}</h1>{''.join(parts)}</main><footer>Contact us</footer></html>"
    ).encode()


@dataclass(frozen=True)
class Site:
    """Where the site is served, and how to steer it."""

    ports: dict[str, int]  #: by scheme
    authority: str  #: that vouches for it, as PEM
    pipe: Connection
    server: int  #: process id

    def steer(self, *, validators: bool, version: int) -> Counter[int]:
        """Have it answer with validators or without, and with another version of every page; return its answers.

        They are those to requests for pages since it was steered last, counted by status.
        """
        self.pipe.send((validators, version))
        answers: Counter[int] = self.pipe.recv()
        return answers


def serve(pipe: Connection, made: Pages) -> None:
    """Serve the pages *made*; the *pipe* gets ports and authority, and gives (whether with validators, version)."""
    state: dict[str, object] = {"validators": True, "version": 0}
    answers: Counter[int] = Counter()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                path = request.split(" ", 2)[1]
                tag = f'"{state["version"]}"'
                if path == "/robots.txt":
                    head, content = "404 Not Found", b""
                elif state["validators"] and f"if-none-match: {tag}" in request.lower():
                    head, content = f"304 Not Modified\r\nETag: {tag}", b""
                else:
                    content = made(int(path[1:]), int(str(state["version"])))
                    head = "200 OK" + (f"\r\nETag: {tag}" if state["validators"] else "")
                if path != "/robots.txt":
                    answers[int(head[:3])] += 1
                writer.write(
                    f"HTTP/1.1 {head}\r\nContent-Type: text/html\r\nContent-Length: {len(content)}\r\n\r\n"
                    .encode() + content
                )  # fmt: skip
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def main() -> None:
        authority = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*(f"127.0.1.{n + 1}" for n in range(TLS_HOSTS))).configure_cert(context)
        ports = {}
        servers = []
        for scheme, over in (("http", None), ("https", context)):
            servers.append(await asyncio.start_server(answer, "0.0.0.0", 0, ssl=over, backlog=TLS_HOSTS))
            ports[scheme] = servers[-1].sockets[0].getsockname()[1]
        pipe.send((ports, authority.cert_pem.bytes().decode()))
        loop = asyncio.get_running_loop()
        while (order := await loop.run_in_executor(None, pipe.recv)) is not None:
            state.update(validators=order[0], version=order[1])
            pipe.send(Counter(answers))
            answers.clear()

    asyncio.run(main())


@contextmanager
def site(made: Pages = body) -> Iterator[Site]:
    """Serve the pages *made* in a process of its own."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=[theirs, made], daemon=True)
    process.start()
    try:
        ports, authority = ours.recv()
        assert process.pid is not None
        yield Site(ports, authority, ours, process.pid)
    finally:
        ours.send(None)
        process.join(5)


def cpu(process: psutil.Process, server: int) -> float:
    """Return the CPU seconds of *process* and all below it but the *server*."""
    total = 0.0
    for one in [process, *process.children(recursive=True)]:
        if one.pid != server:
            times = one.cpu_times()  # of workers that were replaced, the server they are forked from has the sum
            total += times.user + times.system + times.children_user + times.children_system
    return total


def memory(process: psutil.Process, server: int) -> int:
    """Return the resident bytes of *process*, and of all below it but the *server*."""
    return sum(one.memory_info().rss for one in [process, *process.children(recursive=True)] if one.pid != server)


def pages_of(count: int, port: int) -> list[Page]:
    """Return *count* pages on `HOSTS` hosts of this machine."""
    return [
        Page(id=f"p{n}", url=f"http://127.0.0.{1 + n % HOSTS}:{port}/{n}", allow_private=True) for n in range(count)
    ]


@contextmanager
def installation(limits: Limits, stop: threading.Event) -> Iterator[tuple[Path, Store, Setup]]:
    """Make a home, with all that checking pages takes."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        Store.create(home).close()
        with Store.open(home, writer=True) as store, Workers(limits, 2) as workers:
            fetcher = _fetcher(limits, stop)
            setup = Setup(
                fetcher=fetcher, examiner=workers, store=store, now=_now, dice=random.random, stop=stop, threads=4
            )
            yield home, store, setup
            fetcher.close()


def cycle(count: int, *, quiet: bool) -> int:
    """Run every kind of cycle over *count* pages, print a line each, and return the peak of memory in bytes."""
    process = psutil.Process()
    peak = 0
    with site() as served, installation(LIMITS, threading.Event()) as (home, store, setup):
        pages = pages_of(count, served.ports["http"])
        store.sync(pages, _now())
        for name, validators, version, wanted in (
            ("first check", True, 0, Outcome.FIRST),
            ("304", True, 0, Outcome.NOT_MODIFIED),
            ("unchanged, no validators", False, 0, Outcome.UNCHANGED),
            ("changed", False, 1, Outcome.CHANGED),
        ):
            served.steer(validators=validators, version=version)
            size = _size(home)
            began, used = time.monotonic(), cpu(process, served.server)
            outcomes = []
            for outcome in checked(pages, store, setup):
                outcomes.append(outcome)
                if len(outcomes) % 100 == 0:
                    peak = max(peak, memory(process, served.server))
            seconds, used = time.monotonic() - began, cpu(process, served.server) - used
            _hold(name, outcomes, wanted, count)
            peak = max(peak, memory(process, served.server))
            if not quiet:
                grown = (_size(home) - size) / count
                print(
                    f"{name:<26} {count / seconds:7.0f} pages/s {used / count * 1000:7.2f} ms CPU a page "
                    f"(bar {BARS[name]:4.1f}) {grown / 1024:7.1f} kB kept a page", flush=True,
                )  # fmt: skip
    return peak


def tls() -> float:
    """Return the CPU milliseconds a page that TLS adds to a 304: one page on each of many hosts, none known yet.

    Every round begins with a new fetcher, so that it shakes hands with every host. The serving side is not counted.
    """
    context = trusting()
    spent = dict.fromkeys(("http", "https"), 0.0)
    with site() as served, installation(LIMITS, threading.Event()) as (_, store, setup):
        context.load_verify_locations(cadata=served.authority)
        pages = {scheme: _one_a_host(scheme, served.ports[scheme]) for scheme in spent}
        store.sync([page for some in pages.values() for page in some], _now())
        served.steer(validators=True, version=0)
        for number in range(TLS_ROUNDS + 1):
            for scheme in spent:
                fetcher = _fetcher(LIMITS, setup.stop, context)
                used = time.process_time()  # a 304 needs no worker
                outcomes = list(checked(pages[scheme], store, replace(setup, fetcher=fetcher)))
                if number:
                    spent[scheme] += time.process_time() - used
                _hold(scheme, outcomes, Outcome.NOT_MODIFIED if number else Outcome.FIRST, TLS_HOSTS)
                fetcher.close()
    return (spent["https"] - spent["http"]) / (TLS_ROUNDS * TLS_HOSTS) * 1000


def checked(pages: list[Page], store: Store, setup: Setup) -> Iterator[Outcome]:
    """Check *pages* once; yield what each came to."""
    for result in check([(page, store.state(page.id)) for page in pages], setup):
        yield result.outcome


def _hold(name: str, outcomes: list[Outcome], wanted: Outcome, count: int) -> None:
    if set(outcomes) != {wanted} or len(outcomes) != count:
        sys.exit(f"{name}: wanted {count} x {wanted}, got { {o: outcomes.count(o) for o in set(outcomes)} }")


def _one_a_host(scheme: str, port: int) -> list[Page]:
    return [
        Page(id=f"{scheme}{n}", url=f"{scheme}://127.0.1.{n + 1}:{port}/{n}", allow_private=True)
        for n in range(TLS_HOSTS)
    ]


def _fetcher(limits: Limits, stop: threading.Event, context: ssl.SSLContext | None = None) -> Fetcher:
    return Fetcher(limits, "policy-monitor-bench (+bench@example.org)", now=_now, stop=stop, context=context)


def _size(home: Path) -> int:
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file())


def _now() -> datetime:
    return datetime.now(UTC)


def _peak(count: int, results: Connection) -> None:
    return_large_blocks()  # as the program does it
    results.send(cycle(count, quiet=True))


def peak_of(count: int) -> int:
    """Return the peak of memory of a run over *count* pages, in a process of its own."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_peak, args=[count, theirs])
    process.start()
    peak = int(ours.recv())
    process.join()
    return peak


def main() -> None:
    """Print what each kind of cycle costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--no-memory", action="store_true")
    options = parser.parse_args()
    return_large_blocks()  # as the program does it
    sizes = [len(body(number, 0)) for number in range(20)]
    print(f"{options.pages} pages of {statistics.mean(sizes) / 1024:.0f} kB, {LINES} lines, {FIGURES} figures")
    cycle(options.pages, quiet=False)
    print(
        f"{f'{TLS_HOSTS} TLS hosts, one page each':<26} {tls():+25.2f} ms CPU a page (bar {BARS['TLS']:4.1f})",
        flush=True,
    )
    if not options.no_memory:
        for count in (200, 2_000):
            print(f"peak memory, {count:>5} pages: {peak_of(count) / 2**20:6.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
