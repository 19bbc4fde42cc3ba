"""How a page is doing, from what the ledger knows of it: one rule, in SQL, for a page and for the counts of all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from monitor.model import PageStatus
from monitor.store import row_values
from monitor.store.row_values import moments, stamp

GRACE = timedelta(minutes=15)
MOST_TOLERATED = timedelta(days=1)  # by which a check may come late, beside
FAILING = 3  # failures in a row, or a day of them
GONE_AFTER, GONE_CHECKS = timedelta(hours=48), 3
OVERDUE = "See that `monitor run` is running, and what its log says; or that cron runs `monitor check` often enough."
MOVED_AFTER, MOVED_CHECKS = timedelta(days=2), 3
_IS_PAUSED = "paused_since IS NOT NULL AND (paused_until IS NULL OR paused_until > :now)"
_LASTS = f"failures >= {FAILING} OR troubled_since <= :day_ago"
_HAS_MOVED = f"source IS NULL AND moved_to IS NOT NULL AND moved_count >= {MOVED_CHECKS} AND moved_since <= :moved_by"
_STATE = f"""
    CASE WHEN enabled = 0 THEN 'disabled' WHEN {_IS_PAUSED} THEN 'paused' WHEN {{overdue}} THEN 'overdue'
    WHEN last_check_at IS NULL THEN 'new' WHEN outcome = 'suspect' THEN 'suspect'
    WHEN troubled_since IS NOT NULL THEN CASE WHEN {_LASTS} THEN 'failing' ELSE 'retrying' END ELSE 'ok' END"""
_SINCE = {
    "paused": "paused_since", "overdue": "overdue_at", "new": "added_at", "suspect": "troubled_since",
    "failing": "troubled_since", "retrying": "troubled_since", "ok": "last_ok_at",
}  # fmt: skip
"""Since when a page is in a state, by the column that says it; one that is disabled is so since nobody knows when."""
_SINCE_THEN = " ".join(f"WHEN '{state}' THEN {column}" for state, column in _SINCE.items())
_DOING = f"""
    SELECT *, CASE state {_SINCE_THEN} END AS since,
           state IN ('ok', 'new') AND (advice <> '' OR has_moved) AS is_advised
    FROM (SELECT *, {_STATE} AS state, {_HAS_MOVED} AS has_moved FROM pages WHERE retired_at IS NULL) s"""  # noqa: S608 (our own words)
DOING = _DOING.format(overdue="overdue_at < :now")
"""The pages that are followed, each with its ``state``, ``since`` when, and whether one that is well needs a look."""
ALL_DOING = _DOING.format(overdue="number IN (SELECT number FROM pages WHERE overdue_at < :now)")
"""The same, for questions that look at every page: which are overdue is read off the index, and reckoned for none."""
COLUMNS = """id, url, state, since, reason, advice, source, title, figures, last_ok_at, last_check_at, next_check_at,
    paused_until, has_moved, moved_to, troubled_since, failures"""
"""Of these, what `status_of` looks at."""
ORDER = "coalesce(source, id), id"
"""Of pages in a list: what a source has found stands after it."""


def _later(time: str, seconds: str) -> str:
    """Return the SQL of what is so many *seconds* after *time*, both of them SQL."""
    return f"strftime('%Y-%m-%dT%H:%M:%f', {time}, {seconds} || ' seconds') || '000Z'"


_LAST = "max(coalesce(last_check_at, added_at), coalesce(paused_until, ''))"
_DUE = f"max({_later(_LAST, 'every_seconds')}, min(next_check_at, {_later(_LAST, 'longest_seconds')}))"
_GRACE, _TOLERATED = GRACE.total_seconds(), f"min(every_seconds, {MOST_TOLERATED.total_seconds()})"
_LATE = _later(_DUE, f"({_TOLERATED} + {_GRACE})")
_LATE_IN_TROUBLE = _later(f"max({_later(_LAST, f'(every_seconds + {_TOLERATED})')}, next_check_at)", f"{_GRACE}")
OVERDUE_AT = f"CASE WHEN failures > 0 THEN {_LATE_IN_TROUBLE} ELSE {_LATE} END"
"""When a page's next check must have come: its absence is a trouble, whatever the last one came to.

An interval (a day at most) and a quarter of an hour after it was due. It is due an interval after the last check, or
after it was added or resumed; later if its hours or times of cron say so, but never later than the longest time between
two checks: a clock may have been set back since. A page in trouble may have been told to wait longer.
"""


def asked(now: datetime) -> dict[str, str]:
    """Return the values of `DOING` at *now*."""
    by = {"now": now, "day_ago": now - timedelta(days=1), "moved_by": now - MOVED_AFTER}
    return {name: stamp(at) for name, at in by.items()}


def status_of(row: Mapping[str, Any], now: datetime) -> PageStatus:
    """Return how the page of *row*, one of `DOING`, is doing at *now*."""
    until, is_left = moments(row["paused_until"]), row["state"] == "disabled"
    reason, advice = ("", "") if is_left else _said(row, until, now)
    return PageStatus(
        id=row["id"],
        url=row["url"],
        state=row["state"],
        since=moments(row["since"]),
        reason=reason,
        last_ok_at=None if is_left else moments(row["last_ok_at"]),
        next_check_at=None if is_left else _next_check_at(row, until),
        figures=row["figures"],
        advice=advice,
        found_by=row["source"],
        title=row["title"],
        last_check_at=moments(row["last_check_at"]),
    )


def _said(row: Mapping[str, Any], until: datetime | None, now: datetime) -> tuple[str, str]:
    if row["state"] == "paused":
        return _paused(row["id"], until), ""
    if row["state"] == "overdue":
        return _overdue(moments(row["last_check_at"])), OVERDUE
    return _told(row, now)


def _told(row: Mapping[str, Any], now: datetime) -> tuple[str, str]:
    """Return what the last check said of the page, and what is advised; what lasts is said as what it is."""
    reason, advice = row["reason"] or "", row["advice"] or ""
    if row["source"]:  # its address is what its source names, and it is left by itself
        return reason, advice
    if row["has_moved"]:
        reason = reason or f"it has moved for good to {row['moved_to']}"
        advice = advice or f"If that is the page you mean: monitor set {row['id']} url={row['moved_to']}"
    if reason.startswith(("http_404", "http_410")) and _is_gone(row, now):
        advice = f"The page seems to be gone. Look for where it went, or disable it: monitor disable {row['id']}"
    return reason, advice


def _is_gone(row: Mapping[str, Any], now: datetime) -> bool:
    since = moments(row["troubled_since"])
    return since is not None and row["failures"] >= GONE_CHECKS and now - since >= GONE_AFTER


def _overdue(last_check_at: datetime | None) -> str:
    last = f"since {last_check_at:%Y-%m-%d %H:%M} UTC" if last_check_at else "since it was added"
    return f"not checked {last}"


def _paused(page_id: str, until: datetime | None) -> str:
    end = f"until {until:%Y-%m-%d %H:%M} UTC" if until else "until you resume it"
    return f"paused by hand {end}: monitor resume {page_id}"


def _next_check_at(row: Mapping[str, Any], until: datetime | None) -> datetime | None:
    if row["state"] == "paused" and until is None:
        return None
    coming = row_values.moment(row["next_check_at"])
    return max(coming, until) if until else coming


def lasting(checks: int, since: datetime, until: datetime) -> bool:
    """Return whether a trouble has lasted: several checks in a row, or a day."""
    return checks >= FAILING or until - since >= timedelta(days=1)
