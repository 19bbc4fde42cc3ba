"""How all pages stand, in one line: how many are well, and since when the others are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from monitor.model import PageStatus
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report.clock import Clock

WELL = "ok"
STATES = {
    "new": "not checked yet",
    "retrying": "being tried again",
    "failing": "failing",
    "suspect": "suspect",
    "overdue": "overdue",
    "paused": "paused",
    "disabled": "disabled",
}
"""What is said of a page in each state, in the order in which it is told; each state that is none of these is well."""
TROUBLES = frozenset({"failing", "suspect", "overdue"})  # told with since when, and whose they are
NAMED = 3  # pages that are named of each trouble


def standing(statuses: Sequence[PageStatus], now: datetime) -> str:
    """Return "12 pages: 10 well, 1 failing since Tuesday (uk), 1 suspect since 09:14 UTC (fr)"."""
    if not statuses:
        return "No page is followed yet."
    well = sum(one.state == WELL for one in statuses)
    parts = [f"{well} well"] if well else []
    for state, said in STATES.items():
        those = [one for one in statuses if one.state == state]
        if those:
            parts.append(f"{len(those)} {said}{_details(those, now) if state in TROUBLES else ''}")
    return f"{counted(len(statuses), 'page')}: {', '.join(parts)}."


def _details(those: Sequence[PageStatus], now: datetime) -> str:
    began = min((one.since for one in those if one.since), default=None)
    since = f" since {since_when(began, now)}" if began else ""
    names = [visible(one.id) for one in those[:NAMED]]
    more = [f"{len(those) - NAMED} more"] if len(those) > NAMED else []
    return f"{since} ({', '.join(names + more)})"


def since_when(when: datetime, now: datetime) -> str:
    """Return *when*, which has passed, as one says it: "09:14 UTC" today, "Tuesday" this week, else "3 March 2026"."""
    when, now = when.astimezone(UTC), now.astimezone(UTC)
    if when.date() == now.date():
        return f"{when:%H:%M} UTC"
    return f"{when:%A}" if timedelta() < now - when < timedelta(days=6) else Clock("UTC").day(when)
