"""Say in words how pages are doing, and what happened to them besides their figures."""

from __future__ import annotations

from datetime import datetime

from monitor.model import Notice, PageStatus
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report.clock import Clock, dated

STATES = {
    "ok": "ok",
    "new": "not checked yet",
    "retrying": "being tried again",
    "failing": "failing",
    "suspect": "doubtful answer",
    "overdue": "overdue",
    "paused": "paused",
    "disabled": "not followed",
}


def is_calm(status: PageStatus) -> bool:
    """Return whether a page needs nobody's attention: it is well, and there is nothing to advise."""
    return status.state in ("ok", "new", "paused", "disabled") and not status.advice


def health(statuses: tuple[PageStatus, ...], config_stale_since: datetime | None = None) -> str:
    """Return how the pages are doing, and the configuration when it has mistakes: silence must not look like peace."""
    if config_stale_since is not None:
        since = f"{config_stale_since:%Y-%m-%d %H:%M} UTC"
        return f"The configuration has mistakes since {since}; the one before is in force. {health(statuses)}"
    if not statuses:
        return "No page is followed."
    followed = [status for status in statuses if status.state != "disabled"]
    fine = sum(status.state == "ok" and is_calm(status) for status in followed)
    waiting = sum(status.state == "new" for status in followed)
    paused = sum(status.state == "paused" and is_calm(status) for status in followed)
    trouble = len(followed) - fine - waiting - paused
    parts = [f"{fine} of {counted(len(followed), 'page')} ok"]
    if waiting:
        parts.append(f"{waiting} not checked yet")
    if paused:
        parts.append(f"{paused} paused")
    parts.append(f"{trouble} {'needs' if trouble == 1 else 'need'} a look" if trouble else "none in trouble")
    if len(followed) < len(statuses):
        parts.append(f"{len(statuses) - len(followed)} not followed")
    return ", ".join(parts) + "."


def trouble(status: PageStatus, clock: Clock) -> str:
    """Return what is wrong with a page, since when, and what can be done."""
    since = f" since {clock.minute(status.since)}" if status.since else ""
    last = f" Last read well on {clock.minute(status.last_ok_at)}." if status.last_ok_at else " Never read well."
    reason = f": {visible(status.reason).rstrip('.')}." if status.reason else "."
    advice = f" {visible(status.advice)}" if status.advice else ""
    return f"{visible(status.id)}: {STATES.get(status.state, status.state)}{since}{reason}{last}{advice}"


def notice(told: Notice, clock: Clock) -> str:
    """Return what happened to a page besides its figures, once it is over."""
    name = visible(told.page_id)
    if told.what == "restamped":
        date = f" ({dated(told.detail)})" if told.detail else ""
        return f"{name}: gave itself a new date{date} without changing a figure, seen on {clock.minute(told.since)}."
    if told.what == "outage":
        return outage(told, clock)
    until = f" until {clock.minute(told.until)}; it answers well again" if told.until else "; it lasts"
    times = "1 check" if told.checks == 1 else f"{told.checks} checks"
    lasted = f"from {clock.minute(told.since)}{until} ({times})"
    return f"{name}: {visible(told.reason)} {lasted}. {visible(told.detail)}".strip()


def outage(told: Notice, clock: Clock) -> str:
    """Return since when our own network is down, or from when until when it was."""
    since = clock.minute(told.since)
    if told.until is None:
        return f"The network here seems to be down since {since}: {visible(told.detail)}"
    return f"The network here was down from {since} until {clock.minute(told.until)}: {visible(told.detail)}"


def changed(told: Notice, clock: Clock) -> str:
    """Return that a page fails now, or is well again, in one line: what a message begins with."""
    if told.what == "outage":
        return outage(told, clock)
    if told.until is not None:
        return f"{visible(told.page_id)} answers well again, after trouble since {clock.minute(told.since)}"
    return f"{visible(told.page_id)} cannot be read well since {clock.minute(told.since)}: {visible(told.detail)}"
