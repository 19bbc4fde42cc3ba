"""When a page is checked next: pure decisions over the time, the page and what happened.

Trouble never stops the polling: a first failure is tried again within half a minute, then the waits double, up to a
day. A server's Retry-After moves the due time; nobody sleeps for it (docs/reliability.md).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.model import Capture, FetchFailed, Page, PageState

LONGEST_WAIT = timedelta(days=1)
SUSPECT_WAIT = timedelta(hours=1)
FULL_FETCH_EVERY = timedelta(days=7)
RETRY_AFTER_CAP = timedelta(hours=24)
EARLIEST = datetime(
    2010, 1, 1, tzinfo=UTC
)  # a clock that says less was never set: without a battery, they begin in 1970


def clock_fault(now: datetime) -> str | None:
    """Return what is wrong when *now* cannot be the time, in a sentence: nothing may be stamped with it."""
    if now >= EARLIEST:
        return None
    said = f"The clock says {now:%Y-%m-%d %H:%M} UTC, which cannot be"
    return f"{said}: nothing is checked until it is set (clock_suspect)."


def next_check_at(page: Page, now: datetime, *, jitter: float) -> datetime:
    """Return when a page that answered well is due again.

    Args:
        page: gives the interval.
        now: the time of this check.
        jitter: 0 to 1, drawn by the caller; makes the check late by up to a tenth, at most five minutes.
    """
    return now + page.every + min(page.every / 10, timedelta(minutes=5)) * jitter


def retry_at(
    page: Page,
    now: datetime,
    *,
    failures: int,
    jitter: float,
    retryable: bool = True,
    retry_after: timedelta | None = None,
) -> datetime:
    """Return when a page that failed is tried again.

    Args:
        page: gives the interval.
        now: the time of the failed check.
        failures: failed checks in a row, this one included.
        jitter: 0 to 1, drawn by the caller.
        retryable: False when an early second try makes no sense (a 404, a refused address).
        retry_after: what the server asked for.
    """
    if failures <= 1 and retryable and retry_after is None:
        wait = min(page.every, timedelta(seconds=5 + 25 * jitter))
    else:
        doubled = page.every * 2 ** min(max(failures - 2, 0), 16) if page.every < LONGEST_WAIT else page.every
        wait = min(doubled, max(LONGEST_WAIT, page.every)) * (1 + jitter / 10)
    if retry_after is not None:
        wait = max(wait, min(retry_after, RETRY_AFTER_CAP))
    return now + wait


def confirm_at(page: Page, now: datetime, *, jitter: float) -> datetime:
    """Return when a suspect answer is looked at again: within the hour."""
    return now + min(page.every, SUSPECT_WAIT) * (1 + jitter / 10)


def needs_full_fetch(state: PageState, now: datetime) -> bool:
    """Return whether to ask for the whole page although we hold validators: a server's 304 may lie for ever."""
    return state.full_fetch_at is None or not timedelta() <= now - state.full_fetch_at < FULL_FETCH_EVERY


def is_asked_conditionally(state: PageState, page: Page) -> bool:
    """Return whether a server is asked if the page has changed, when what is held may be read again as it is.

    Of a page that scripts fill it knows nothing: what it says of the document does not hold for what they add.
    """
    known = state.validators.etag or state.validators.last_modified
    return bool(known) and page.conditional and not page.render and not state.validators_wrong


def after_good(state: PageState, page: Page, now: datetime, *, jitter: float) -> PageState:
    """Return *state* after an answer that is believed: trouble is over, the next check is due in its interval."""
    return replace(
        state,
        next_check_at=next_check_at(page, now, jitter=jitter),
        last_check_at=now,
        last_ok_at=now,
        failures=0,
        troubled_since=None,
        suspect_digest=None,
        suspect_count=0,
        suspect_since=None,
        vouched=None,
    )


def after_failure(
    state: PageState, page: Page, failed: FetchFailed, now: datetime, *, jitter: float, outage: bool = False
) -> PageState:
    """Return *state* after no usable answer.

    Args:
        state: before the check.
        page: gives the interval.
        failed: what went wrong.
        now: the time of the check.
        jitter: 0 to 1.
        outage: most hosts failed together: our network is down, which is not the page's failure.
    """
    failures = state.failures + (0 if outage else 1)
    return replace(
        state,
        next_check_at=retry_at(
            page, now, failures=failures, jitter=jitter, retryable=failed.retryable, retry_after=failed.retry_after
        ),
        last_check_at=now,
        failures=failures,
        troubled_since=state.troubled_since or now,
    )


def after_suspect(state: PageState, page: Page, now: datetime, *, jitter: float, digest: str | None) -> PageState:
    """Return *state* after an answer that is not believed; *digest*: a soft suspect's, None for a hard one."""
    again = digest is not None and digest == state.suspect_digest
    return replace(
        state,
        next_check_at=confirm_at(page, now, jitter=jitter),
        last_check_at=now,
        failures=state.failures + 1,
        troubled_since=state.troubled_since or now,
        suspect_digest=digest,
        suspect_count=state.suspect_count + 1 if again else 1,
        suspect_since=state.suspect_since if again and state.suspect_since else now,
    )


def with_move(state: PageState, capture: Capture, now: datetime) -> PageState:
    """Return *state* with what the capture's permanent redirects say of where the page has moved (RFC 9110 15.4.2)."""
    permanent = bool(capture.redirects) and all(hop.status in (301, 308) for hop in capture.redirects)
    if not permanent:
        return replace(state, moved_to=None, moved_count=0, moved_since=None)
    if capture.final_url == state.moved_to:
        return replace(state, moved_count=state.moved_count + 1)
    return replace(state, moved_to=capture.final_url, moved_count=1, moved_since=now)
