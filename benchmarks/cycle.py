"""What a cycle over many pages costs: first check, 304, unchanged without validators, changed.

The site (about 80 kB, 300 visible lines and 30 figures a page, in our own words) is served by a process of its own,
which is not counted. CPU time is that of the checking process and all its workers, the commit to the ledger included.

    python benchmarks/cycle.py [--pages 1000] [--no-memory]
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from monitor.check import Setup, check
from monitor.fetch import Fetcher
from monitor.model import Limits, Outcome, Page
from monitor.store import Store
from monitor.workers import Workers

HOSTS = 20  # of 127.0.0.0/8: hosts are served side by side
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


def serve(pipe: Connection) -> None:
    """Serve the site; the *pipe* gets the port, and gives (whether with validators, version)."""
    state: dict[str, object] = {"validators": True, "version": 0}

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
                    content = body(int(path[1:]), int(str(state["version"])))
                    head = "200 OK" + (f"\r\nETag: {tag}" if state["validators"] else "")
                writer.write(
                    f"HTTP/1.1 {head}\r\nContent-Type: text/html\r\nContent-Length: {len(content)}\r\n\r\n"
                    .encode() + content
                )  # fmt: skip
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def main() -> None:
        server = await asyncio.start_server(answer, "0.0.0.0", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        loop = asyncio.get_running_loop()
        while (order := await loop.run_in_executor(None, pipe.recv)) is not None:
            state.update(validators=order[0], version=order[1])
            pipe.send("done")

    asyncio.run(main())


@contextmanager
def site() -> Iterator[tuple[int, Connection]]:
    """Yield the port of the site, and the pipe that steers it."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=[theirs], daemon=True)
    process.start()
    try:
        yield ours.recv(), ours
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


def cycle(count: int, *, quiet: bool) -> int:
    """Run every kind of cycle over *count* pages, print a line each, and return the peak of memory in bytes."""
    process = psutil.Process()
    peak = 0
    with site() as (port, steer), tempfile.TemporaryDirectory() as folder:
        server = next(child.pid for child in process.children() if "resource_tracker" not in " ".join(child.cmdline()))
        home = Path(folder)
        Store.create(home).close()
        stop = threading.Event()
        limits = Limits(host_gap=timedelta(0), host_bytes_a_day=2**40)
        fetcher = Fetcher(limits, "policy-monitor-bench (+bench@example.org)", now=_now, stop=stop)
        with Store.open(home, writer=True) as store, Workers(limits, 2) as workers:
            setup = Setup(
                fetcher=fetcher, examiner=workers, store=store, now=_now, dice=random.random, stop=stop, threads=4
            )
            pages = pages_of(count, port)
            store.sync(pages, _now())
            for name, validators, version, wanted in (
                ("first check", True, 0, Outcome.FIRST),
                ("304", True, 0, Outcome.NOT_MODIFIED),
                ("unchanged, no validators", False, 0, Outcome.UNCHANGED),
                ("changed", False, 1, Outcome.CHANGED),
            ):
                steer.send((validators, version))
                steer.recv()
                size = _size(home)
                began, used = time.monotonic(), cpu(process, server)
                outcomes = []
                for result in check([(page, store.state(page.id)) for page in pages], setup):
                    outcomes.append(result.outcome)
                    if len(outcomes) % 100 == 0:
                        peak = max(peak, memory(process, server))
                seconds, used = time.monotonic() - began, cpu(process, server) - used
                if set(outcomes) != {wanted} or len(outcomes) != count:
                    sys.exit(
                        f"{name}: wanted {count} x {wanted}, got { {o: outcomes.count(o) for o in set(outcomes)} }"
                    )
                peak = max(peak, memory(process, server))
                if not quiet:
                    grown = (_size(home) - size) / count
                    print(
                        f"{name:<26} {count / seconds:7.0f} pages/s {used / count * 1000:7.2f} ms CPU a page "
                        f"{grown / 1024:7.1f} kB kept a page", flush=True,
                    )  # fmt: skip
        fetcher.close()
    return peak


def _size(home: Path) -> int:
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file())


def _now() -> datetime:
    return datetime.now(UTC)


def _peak(count: int, results: Connection) -> None:
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
    sizes = [len(body(number, 0)) for number in range(20)]
    print(f"{options.pages} pages of {statistics.mean(sizes) / 1024:.0f} kB, {LINES} lines, {FIGURES} figures")
    cycle(options.pages, quiet=False)
    if not options.no_memory:
        for count in (200, 2_000):
            print(f"peak memory, {count:>5} pages: {peak_of(count) / 2**20:6.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
