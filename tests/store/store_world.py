"""Results as checks make them, by `examine` on small pages against what a `Store` knows; the clock is an argument."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from empty_ledger import make_ledger

from monitor import schedule
from monitor.engine import reader_of
from monitor.examine import examine
from monitor.home_ledger import open_store
from monitor.model import (
    Alert,
    Capture,
    CheckResult,
    Fetched,
    FetchFailed,
    Hop,
    Indicator,
    Outcome,
    Page,
    Validators,
)
from monitor.model.examining import Criteria, Task
from monitor.model.reviews import Act, Action, Verb
from monitor.store import Store

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TELL_ALL = (Alert(),)
CALM = "The ministry keeps this page, on which it writes what its officers count in the camp every week, up to date."
CONSENT = "<html lang=en><title>Before you continue</title><main><p>We value your privacy.</p></main></html>"


def page(name: str = "uk", **more: object) -> Page:
    return Page(**({"id": name, "url": f"https://{name}.example/"} | more))  # type: ignore[arg-type]


def camp(people: str, officers: str = "40") -> bytes:
    told = f"<p>{CALM}</p><p>There are {people} people in the camp.</p><p>Some {officers} officers guard it.</p>"
    title = "The camp at Norhaven"
    return f"<html lang=en><title>{title}</title><main><h1>{title}</h1>{told}</main></html>".encode()


def fetched(body: bytes, at: datetime, of: Page, *, etag: str | None = None, moved_to: str | None = None) -> Fetched:
    hops = (Hop(url=of.url, status=301, location=moved_to),) if moved_to else ()
    capture = Capture(
        url=of.url, final_url=moved_to or of.url, redirects=hops, status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"), ("X-Größe", "ja")), address="192.0.2.7:443",
        requested_at=at - timedelta(seconds=1), captured_at=at, framing="length", wire_bytes=len(body),
        validators=Validators(etag=etag),
    )  # fmt: skip
    return Fetched(capture=capture, body=body, digest=hashlib.sha256(body).hexdigest())


def examined(
    store: Store, of: Page, body: bytes, at: datetime, *, etag: str | None = None, moved_to: str | None = None,
    indicators: tuple[Indicator, ...] = (),
) -> CheckResult:  # fmt: skip
    """Return what a check of *of* comes to when *body* is the answer."""
    got, state = fetched(body, at, of, etag=etag, moved_to=moved_to), store.state(of.id)
    reread = state.reader not in (None, reader_of(of))
    came = examine(
        Task(
            page=of, fetched=got, baseline=store.baseline(of.id), text_digest=None if reread else state.text_digest,
            earlier=store.latest_capture(of.id) if reread else None, suspect_digest=state.suspect_digest,
            suspect_count=state.suspect_count, accepted=state.vouched is not None,
            criteria=Criteria(alerts=TELL_ALL, indicators=indicators, confirm_after=timedelta()),
            ignored=store.ignored(of.id), decisions=store.pending(of.id),
        )
    )  # fmt: skip
    if came.outcome is Outcome.SUSPECT:
        digest = None if came.hard else came.text_digest
        after = schedule.after_suspect(state, of, at, jitter=0, digest=digest)
    else:
        after = replace(
            schedule.with_move(schedule.after_good(state, of, at, jitter=0), got.capture, at), full_fetch_at=at,
            validators=got.capture.validators, body_digest=got.digest, reader=reader_of(of),
            text_digest=came.text_digest,
        )  # fmt: skip
    return CheckResult(
        page=of, outcome=came.outcome, reason=came.reason, detail=came.detail, started_at=at, finished_at=at,
        capture=got.capture, body=None if came.outcome is Outcome.UNCHANGED else got.body, body_digest=got.digest,
        text_digest=came.text_digest, reader=reader_of(of), derived=came.derived, vouched=state.vouched is not None,
        state=after,
    )  # fmt: skip


def failed(store: Store, of: Page, at: datetime, *, reason: str = "timeout_total") -> CheckResult:
    got = FetchFailed(outcome=Outcome.FAILED, reason=reason, detail="It failed.")
    return CheckResult(
        page=of, outcome=got.outcome, reason=got.reason, detail=got.detail, advice="Wait.", started_at=at,
        finished_at=at, state=schedule.after_failure(store.state(of.id), of, got, at, jitter=0),
    )  # fmt: skip


def visit(
    store: Store, of: Page, body: bytes, at: datetime, *, etag: str | None = None, moved_to: str | None = None,
    indicators: tuple[Indicator, ...] = (),
) -> CheckResult:  # fmt: skip
    """Record a check of *of* that was answered with *body*."""
    result = examined(store, of, body, at, etag=etag, moved_to=moved_to, indicators=indicators)
    store.record([result])
    return result


def recorded(home: Path, at: datetime = NOW) -> Path:
    """Make *home* one with three versions of one page, an hour apart, the first of them captured at *at*."""
    uk = page("uk")
    (home / "config").mkdir(parents=True)
    (home / "config" / "pages.yaml").write_text("pages: [{id: uk, url: 'https://uk.example/'}]")
    make_ledger(home)
    with open_store(home, writer=True) as store:
        store.sync([uk], at)
        for hour, people in enumerate(("6,000", "7,500", "9,000")):
            visit(store, uk, camp(people), at + hour * HOUR)
    return home


def word(store: Store, page_id: str, verb: Verb, series: int, text: str = "", into: int | None = None) -> Action:
    """Have somebody say something of a series."""
    key = f"{verb} {page_id} {series} {len(store.actions())}"
    said = Act(verb=verb, person="Anna", key=key, page_id=page_id, series=series, text=text, into=into)
    return store.act(said, NOW)
