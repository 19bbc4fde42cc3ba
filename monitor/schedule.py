"""When a page is checked next: pure decisions over the time, the page and what happened.

Trouble never stops the polling: a first failure is tried again within half a minute, then the waits double, up to a
day. A server's Retry-After moves the due time; nobody sleeps for it (docs/reliability.md).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.model import Page, PageState

LONGEST_WAIT = timedelta(days=1)
SUSPECT_WAIT = timedelta(hours=1)
FULL_FETCH_EVERY = timedelta(days=7)
RETRY_AFTER_CAP = timedelta(hours=24)


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
