"""A home under load: a site on loopback whose pages change at every request, and `monitor run` following it.

Shared by the kill test, the restore drill and their tests. Each version of a page states a number of its own, so that a
line of the log, a row of the ledger and the bytes of a file can be held against each other by a program that shares no
code with the one under test.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from loopback import Asked, Site, Step
from loopback import page as answer

PAGES, HOSTS = 24, 6
FIRST = 10_000  # what a page states first; each version states one more
MONITOR = [sys.executable, "-m", "monitor"]
_HEAD = re.compile(r"^\S+Z  (?P<page>page-\d+): \d+ changes?(?:  level=.*)?$")
_TOLD = re.compile(r"^\S+Z      .*: rose from [0-9,]+ to (?P<value>[0-9,]+)\b")
Acknowledged = tuple[str, int]  # a page, and the number that its version states


def body(page: str, number: int) -> bytes:
    """Return the version of *page* that states *number*; from 1 to 60 kB, so that writes are of many lengths."""
    filler = "<script>" + f"/* {page} {number} */" * (number * 7_919 % 3_000 + 50) + "</script>"
    told = f"<p>There are {number:,} people in the camp of {page}.</p><p>Some 40 officers guard it.</p>"
    calm = "<p>The ministry keeps this page, on which it writes what its officers count, up to date.</p>"
    title = f"<title>The camp of {page}</title>"
    return f"<!doctype html><html lang=en>{title}{filler}<main><h1>The camp</h1>{calm}{told}</main></html>".encode()


class Changing:
    """Answers each request for a page with its next version."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __call__(self, asked: Asked) -> Iterable[Step]:
        page = asked.path.strip("/")
        with self._lock:
            number = FIRST + self.asked[page]
            self.asked[page] += 1
        return answer(body(page, number))


@contextmanager
def served(home: Path, pages: int = PAGES) -> Iterator[Changing]:
    """Serve a changing site, and make *home* one that follows it."""
    changing = Changing()
    sites = [Site(changing) for _ in range(HOSTS)]
    with contextlib.ExitStack() as stack:
        ports = [stack.enter_context(site).port for site in sites]
        listed = "".join(
            f"  - {{id: page-{n}, url: 'http://127.0.0.1:{ports[n % HOSTS]}/page-{n}', allow_private: true}}\n"
            for n in range(pages)
        )
        (home / "config").mkdir(parents=True)
        (home / "config" / "pages.yaml").write_text(f"defaults: {{every: 1s}}\npages:\n{listed}", encoding="utf-8")
        settings = "contact: me@example.org\nworkers: 1\nlimits: {host_gap: 0s, host_bytes_a_day: 900 GiB}\n"
        settings += "channels: [{name: told, file: told.jsonl}]\n"
        (home / "config" / "monitor.yaml").write_text(settings, encoding="utf-8")
        command(home, "init")
        yield changing


def command(
    home: Path, *arguments: object, environ: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[str]:
    """Run the command line on *home*, in a process of its own, with *environ* besides our own environment."""
    words = [*MONITOR, "--home", str(home), *map(str, arguments)]
    return subprocess.run(
        words, check=False, capture_output=True, text=True, timeout=300, env=os.environ | dict(environ)
    )


def verified(home: Path) -> dict[str, Any]:
    """Return what `monitor verify --json` says of *home*."""
    done = command(home, "verify", "--json")
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@dataclass
class Running:
    """`monitor run` in a process group of its own, whose log is read as it comes."""

    home: Path
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            [*MONITOR, "--home", str(self.home), "run"], stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if line.endswith("\n"):  # what a kill cut was not said
                self.log.append(line.rstrip("\n"))

    def wait_for(self, words: str, *, seconds: float) -> None:
        """Wait until a line of the log has *words* in it, or the service has ended, or for so long."""
        patience = time.monotonic() + seconds
        seen = 0
        while time.monotonic() < patience and self.process.poll() is None:
            lines, seen = self.log[seen:], len(self.log)
            if any(words in line for line in lines):
                return
            time.sleep(0.01)

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the service, not to its workers."""
        self.process.send_signal(number)

    def over(self) -> int:
        """Wait until it has ended and all of its log is read; return its status."""
        status = self.process.wait(timeout=60)
        self._reader.join(timeout=60)
        assert self.process.stderr is not None
        self.process.stderr.close()
        return status

    def left_behind(self) -> bool:
        """Return whether a process of its group outlived it by five seconds; it is ended then."""
        for _ in range(100):
            try:
                os.killpg(self.process.pid, 0)
            except ProcessLookupError:
                return False
            time.sleep(0.05)
        os.killpg(self.process.pid, signal.SIGKILL)
        return True

    def acknowledged(self) -> set[Acknowledged]:
        """Return the changes that the log told of: they had been recorded by then."""
        return acknowledged_in(self.log)


def acknowledged_in(log: Iterable[str]) -> set[Acknowledged]:
    """Return the changes that the lines of a *log* tell of."""
    found: set[Acknowledged] = set()
    page = ""
    for line in log:
        if head := _HEAD.match(line):
            page = head["page"]
        elif page and (told := _TOLD.match(line)):
            found.add((page, int(told["value"].replace(",", ""))))
    return found


def lost(home: Path, acknowledged: Iterable[Acknowledged]) -> list[str]:
    """Return what of *acknowledged* is not there, whole and once, as SQL, gunzip and SHA-256 see it."""
    snapshots = home / "snapshots"
    wrong = []
    with closing(sqlite3.connect(snapshots / "monitor.db")) as ledger:
        for page, number in sorted(acknowledged):
            content = body(page, number)
            digest = hashlib.sha256(content).hexdigest()
            files = ledger.execute(
                "SELECT file FROM snapshots WHERE page_id = ? AND digest = ?", [page, digest]
            ).fetchall()
            if not files:
                wrong.append(f"{page} {number}: no snapshot")
            wrong += [f"{page} {number}: {file}" for (file,) in files if not _is_whole(snapshots / file, content)]
            sql = "SELECT count(*) FROM changes WHERE page_id = ? AND new_value = ? AND told = 1"
            count = ledger.execute(sql, [page, str(number)]).fetchone()[0]
            if count != 1:
                wrong.append(f"{page} {number}: told {count} times")
        if ledger.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            wrong.append("the ledger is damaged")
    return wrong


def untold(home: Path, acknowledged: Iterable[Acknowledged]) -> list[str]:
    """Return what of *acknowledged* is neither in the file of the channel nor owed to it, and what is twice in it."""
    file = home / "told.jsonl"
    reports = [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    told = {(one["page"], int(found["new"]["value"])) for one in reports for found in one["findings"] if found["new"]}
    twice = [key for key, times in Counter(one["key"] for one in reports).items() if times > 1]
    wrong = [f"told twice: {key}" for key in twice]
    sql = """SELECT count(*) FROM changes c JOIN deliveries d ON d.check_id = c.check_id
             WHERE c.page_id = ? AND c.new_value = ? AND d.sent_at IS NULL"""
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as ledger:
        for page, number in sorted(set(acknowledged) - told):
            if not ledger.execute(sql, [page, str(number)]).fetchone()[0]:
                wrong.append(f"{page} {number}: neither told nor owed")
    return wrong


def _is_whole(path: Path, content: bytes) -> bool:
    try:
        return gzip.decompress(path.read_bytes()) == content
    except (OSError, EOFError):
        return False
