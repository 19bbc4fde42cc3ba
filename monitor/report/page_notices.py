"""What happened to pages besides their figures, in words: they could not be read, they gave themselves a new date."""

from __future__ import annotations

from monitor.model import Notice
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report.clock import Clock, dated


def over(told: Notice, clock: Clock) -> str:
    """Return what happened to a page, once it is over."""
    name = visible(told.page_id)
    if told.what == "restamped":
        date = f" ({dated(told.detail)})" if told.detail else ""
        return f"{name}: gave itself a new date{date} without changing a figure, seen on {clock.minute(told.since)}."
    if told.what == "outage":
        return outage(told, clock)
    until = f" until {clock.minute(told.until)}; it answers well again" if told.until else "; it lasts"
    lasted = f"from {clock.minute(told.since)}{until} ({counted(told.checks, 'check')})"
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
