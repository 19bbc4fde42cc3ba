"""What happened to pages besides their figures, in words: they could not be read, they gave themselves a new date."""

from __future__ import annotations

from monitor.model import Notice
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report.clock import Clock, dated


def over(notice: Notice, clock: Clock) -> str:
    """Return what happened to a page, once it is over."""
    name = visible(notice.page_id)
    if notice.what == "restamped":
        date = f" ({dated(notice.detail)})" if notice.detail else ""
        return f"{name}: gave itself a new date{date} without changing a figure, seen on {clock.minute(notice.since)}."
    if notice.what == "outage":
        return outage(notice, clock)
    until = f" until {clock.minute(notice.until)}; it answers well again" if notice.until else "; it lasts"
    lasted = f"from {clock.minute(notice.since)}{until} ({counted(notice.checks, 'check')})"
    return f"{name}: {visible(notice.reason)} {lasted}. {visible(notice.detail)}".strip()


def outage(notice: Notice, clock: Clock) -> str:
    """Return since when our own network is down, or from when until when it was."""
    since = clock.minute(notice.since)
    if notice.until is None:
        return f"The network here seems to be down since {since}: {visible(notice.detail)}"
    return f"The network here was down from {since} until {clock.minute(notice.until)}: {visible(notice.detail)}"


def changed(notice: Notice, clock: Clock) -> str:
    """Return that a page fails now, or is well again, in one line: what a message begins with."""
    if notice.what == "outage":
        return outage(notice, clock)
    if notice.until is not None:
        return f"{visible(notice.page_id)} answers well again, after trouble since {clock.minute(notice.since)}"
    return f"{visible(notice.page_id)} cannot be read well since {clock.minute(notice.since)}: {visible(notice.detail)}"
