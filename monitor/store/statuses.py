"""How a page is doing, from what the ledger knows of it: pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from monitor.model import PageState, PageStatus
from monitor.store import row_values

GRACE = timedelta(minutes=15)
MOST_TOLERATED = timedelta(days=1)  # by which a check may come late, beside
FAILING = 3  # failures in a row, or a day of them
GONE_AFTER, GONE_CHECKS = timedelta(hours=48), 3
OVERDUE = "See that `monitor run` is running, and what its log says; or that cron runs `monitor check` often enough."
MOVED_AFTER, MOVED_CHECKS = timedelta(days=2), 3


def status_of(row: dict[str, Any], state: PageState, now: datetime) -> PageStatus:
    """Return how the page of *row*, a row of pages, is doing at *now*."""
    name, since = _state(row, state, now)
    until = row_values.moments(row["paused_until"])
    reason, advice = _told(row, state, now)
    if name == "paused":
        reason, advice = _paused(row["id"], until), ""
    if name == "overdue":
        reason, advice = _overdue(state), OVERDUE
    return PageStatus(
        id=row["id"],
        url=row["url"],
        state=name,
        since=since,
        reason=reason,
        last_ok_at=state.last_ok_at,
        next_check_at=_next_check_at(row, state, until, now),
        figures=row["figures"],
        advice=advice,
        found_by=row["source"],
        title=row["title"],
        last_check_at=state.last_check_at,
    )


def _told(row: dict[str, Any], state: PageState, now: datetime) -> tuple[str, str]:
    """Return what the last check said of the page, and what is advised; what lasts is said as what it is."""
    reason, advice = row["reason"] or "", row["advice"] or ""
    if row["source"]:  # its address is what its source names, and it is left by itself
        return reason, advice
    if state.moved_to and _has_moved(state, now):
        reason = reason or f"it has moved for good to {state.moved_to}"
        advice = advice or f"If that is the page you mean: monitor set {row['id']} url={state.moved_to}"
    if reason.startswith(("http_404", "http_410")) and _lasts(state, now, GONE_CHECKS, GONE_AFTER):
        advice = f"The page seems to be gone. Look for where it went, or disable it: monitor disable {row['id']}"
    return reason, advice


def _has_moved(state: PageState, now: datetime) -> bool:
    since = state.moved_since
    return state.moved_count >= MOVED_CHECKS and since is not None and now - since >= MOVED_AFTER


def _overdue(state: PageState) -> str:
    last = f"since {state.last_check_at:%Y-%m-%d %H:%M} UTC" if state.last_check_at else "since it was added"
    return f"not checked {last}"


def _paused(page_id: str, until: datetime | None) -> str:
    end = f"until {until:%Y-%m-%d %H:%M} UTC" if until else "until you resume it"
    return f"paused by hand {end}: monitor resume {page_id}"


def _next_check_at(row: dict[str, Any], state: PageState, until: datetime | None, now: datetime) -> datetime | None:
    if not row["enabled"] or (_is_paused(row, now) and until is None):
        return None
    return max(state.next_check_at, until) if until else state.next_check_at


def _is_paused(row: dict[str, Any], now: datetime) -> bool:
    until = row_values.moments(row["paused_until"])
    return row["paused_since"] is not None and (until is None or now < until)


def lasting(checks: int, since: datetime, until: datetime) -> bool:
    """Return whether a trouble has lasted: several checks in a row, or a day."""
    return checks >= FAILING or until - since >= timedelta(days=1)


def _state(row: dict[str, Any], state: PageState, now: datetime) -> tuple[str, datetime | None]:
    if not row["enabled"]:
        return "disabled", None
    if _is_paused(row, now):
        return "paused", row_values.moment(row["paused_since"])
    late_from = due_by(row, state)
    if now > late_from:
        return "overdue", late_from
    if state.last_check_at is None:
        return "new", row_values.moment(row["added_at"])
    if row["outcome"] == "suspect":
        return "suspect", state.troubled_since
    if state.troubled_since is not None:
        failing = lasting(state.failures, state.troubled_since, now)
        return "failing" if failing else "retrying", state.troubled_since
    return "ok", state.last_ok_at


def due_by(row: dict[str, Any], state: PageState) -> datetime:
    """Return when the page's next check must have come: its absence is a trouble, whatever the last one came to.

    An interval (a day at most) and a quarter of an hour after it was due: an interval after the last check, or after it
    was added or resumed, or later, if its hours or times of cron say so. Whatever a clock has said before it was set
    back, it is due when its longest wait is over. A page in trouble may have been told to wait longer.
    """
    last = state.last_check_at or row_values.moment(row["added_at"])
    last = max(last, row_values.moments(row["paused_until"]) or last)
    every = timedelta(seconds=row["every_seconds"])
    tolerated = min(every, MOST_TOLERATED)
    if state.failures:
        return max(last + every + tolerated, state.next_check_at) + GRACE
    due = max(last + every, min(state.next_check_at, last + timedelta(seconds=row["longest_seconds"])))
    return due + tolerated + GRACE


def _lasts(state: PageState, now: datetime, checks: int, time: timedelta) -> bool:
    return state.troubled_since is not None and state.failures >= checks and now - state.troubled_since >= time
