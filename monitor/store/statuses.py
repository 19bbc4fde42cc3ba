"""How a page is doing, from what the ledger knows of it: pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from monitor.model import PageState, PageStatus

GRACE = timedelta(minutes=15)
FAILING = 3  # failures in a row, or a day of them
GONE_AFTER, GONE_CHECKS = timedelta(hours=48), 3
MOVED_AFTER, MOVED_CHECKS = timedelta(days=2), 3


def status_of(row: dict[str, Any], state: PageState, now: datetime) -> PageStatus:
    """Return how the page of *row*, a row of pages, is doing at *now*."""
    name, since = _state(row, state, now)
    advice = row["advice"] or ""
    reason = row["reason"] or ""
    moved = state.moved_count >= MOVED_CHECKS and state.moved_since and now - state.moved_since >= MOVED_AFTER
    if moved and state.moved_to:
        reason = reason or f"it has moved for good to {state.moved_to}"
        advice = advice or f"In config/pages.yaml, change its url to {state.moved_to}"
    if reason.startswith(("http_404", "http_410")) and _lasts(state, now, GONE_CHECKS, GONE_AFTER):
        advice = "The page seems to be gone. Look for where it went, or disable it: monitor disable " + str(row["id"])
    return PageStatus(
        id=row["id"],
        url=row["url"],
        state=name,
        since=since,
        reason=reason,
        last_ok_at=state.last_ok_at,
        next_check_at=state.next_check_at if row["enabled"] else None,
        figures=row["figures"],
        advice=advice,
    )


def lasting(checks: int, since: datetime, until: datetime) -> bool:
    """Return whether a trouble has lasted: several checks in a row, or a day."""
    return checks >= FAILING or until - since >= timedelta(days=1)


def _state(row: dict[str, Any], state: PageState, now: datetime) -> tuple[str, datetime | None]:
    if not row["enabled"]:
        return "disabled", None
    if state.last_check_at is None:
        return "new", None
    if row["outcome"] == "suspect":
        return "suspect", state.troubled_since
    due_by = (state.last_ok_at or state.last_check_at) + 2 * timedelta(seconds=row["every_seconds"]) + GRACE
    if state.troubled_since is not None:
        failing = lasting(state.failures, state.troubled_since, now)
        return "failing" if failing else "retrying", state.troubled_since
    if now > due_by:
        return "overdue", due_by
    return "ok", state.last_ok_at


def _lasts(state: PageState, now: datetime, checks: int, time: timedelta) -> bool:
    return state.troubled_since is not None and state.failures >= checks and now - state.troubled_since >= time
