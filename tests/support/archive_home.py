"""A home whose archive is to be read again: many versions of many pages, recorded by an engine of old."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from empty_ledger import LEDGER, make_ledger, rows_of

from monitor import schedule
from monitor.engine import reader_of
from monitor.examine import examine
from monitor.home_ledger import open_store
from monitor.model import Capture, CheckResult, Fetched, Page
from monitor.model.examining import Task
from monitor.store import Store

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
THINGS = ("tents", "families", "officers", "meals", "beds", "vehicles", "letters", "volunteers")
BATCH = 64

Body = Callable[[int, int], bytes]


def small(number: int, version: int) -> bytes:
    """Return page *number*, of some 1 kB and eight figures, of which the next *version* moves two."""
    lines = "".join(
        f"<p>In sector {chr(65 + number % 26)}{rank} the wardens counted "
        f"{1000 + 37 * number + 11 * rank + (version if rank in (version % 8, 3) else 0):,} {thing} this week.</p>"
        for rank, thing in enumerate(THINGS)
    )
    return f"<html lang=en><title>Count {number}</title><main><h1>Count {number}</h1>{lines}</main></html>".encode()


def make_archive(home: Path, pages: int, versions: int, body: Body = small) -> None:
    """Make *home* one with *versions* of each of *pages*, which today's engine is to read again.

    What the first page says was recorded of all of them, which costs least: read again, most will differ.
    """
    followed = [Page(id=f"page-{number}", url=f"https://p{number}.example/") for number in range(pages)]
    (home / "config").mkdir(parents=True)
    entries = "".join(f"- {{id: {one.id}, url: '{one.url}'}}\n" for one in followed)
    (home / "config" / "pages.yaml").write_text(f"pages:\n{entries}")
    make_ledger(home)
    with open_store(home, writer=True) as store:
        store.sync(followed, NOW)
        for version in range(versions):
            results = _visits(store, followed, version, body)
            while batch := list(islice(results, BATCH)):
                store.record(batch)
    forget_engine(home)


def forget_engine(home: Path) -> None:
    """Have an engine of old have read the pages of *home*."""
    with rows_of(home) as ledger:
        ledger.execute("UPDATE pages SET reader = 'an engine of old'")
        ledger.execute("UPDATE snapshots SET engine = 'an engine of old'")


def dump(home: Path) -> list[str]:
    """Return all that the ledger of *home*, a file, holds, as SQL."""
    with closing(sqlite3.connect(home / LEDGER)) as ledger:
        return list(ledger.iterdump())


def _visits(store: Store, pages: list[Page], version: int, body: Body) -> Iterator[CheckResult]:
    """Yield what a check of each page comes to that finds *version*."""
    at = NOW + version * HOUR
    first = fetched(body(0, version), at, pages[0])
    before = store.baseline(pages[0].id)
    came = examine(Task(page=pages[0], fetched=first, baseline=before, accepted=True))
    for number, page in enumerate(pages):
        got = fetched(body(number, version), at, page)
        state = replace(
            schedule.after_good(store.state(page.id), page, at, jitter=0), body_digest=got.digest,
            reader=reader_of(page), text_digest=came.text_digest,
        )  # fmt: skip
        yield CheckResult(
            page=page, outcome=came.outcome, started_at=at, finished_at=at, capture=got.capture, body=got.body,
            body_digest=got.digest, text_digest=came.text_digest, reader=reader_of(page), derived=came.derived,
            state=state,
        )  # fmt: skip


def fetched(body: bytes, at: datetime, page: Page) -> Fetched:
    """Return *body* as *page* answered with it."""
    capture = Capture(
        url=page.url, final_url=page.url, status=200, headers=(("Content-Type", "text/html; charset=utf-8"),),
        requested_at=at, captured_at=at, wire_bytes=len(body),
    )  # fmt: skip
    return Fetched(capture=capture, body=body, digest=hashlib.sha256(body).hexdigest())
