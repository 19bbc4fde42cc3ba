"""Say in a sentence how all pages are doing: "All is well: 37 pages checked." or which fail, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import PageStatus
from monitor.report.clock import Clock

CHECKED = frozenset({"ok", "retrying", "failing", "suspect"})
TROUBLES = {"failing": "failing", "suspect": "doubtful", "overdue": "overdue"}
RECENT = timedelta(days=6)  # within which the name of a day says which


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How all pages are doing."""

    checked: int  #: pages whose last check came when it was due
    troubles: tuple[tuple[str, int, datetime | None], ...]  #: state, pages in it, since when the first of them is
    others: int  #: pages that are paused, or not checked yet

    @property
    def is_well(self) -> bool:
        """Return whether no page is in trouble."""
        return not self.troubles


def health(statuses: Iterable[PageStatus]) -> Health:
    """Return how the pages of *statuses* are doing together."""
    followed = [one for one in statuses if one.state != "disabled"]
    troubles = []
    for state in TROUBLES:
        found = [one for one in followed if one.state == state]
        if found:
            since = min((one.since for one in found if one.since), default=None)
            troubles.append((state, len(found), since))
    return Health(
        checked=sum(one.state in CHECKED for one in followed),
        troubles=tuple(troubles),
        others=sum(one.state in ("paused", "new") for one in followed),
    )


def said(of: Health, now: datetime, clock: Clock) -> str:
    """Return *of* in a sentence."""
    pages = f"{of.checked} page{'' if of.checked == 1 else 's'} checked"
    parts = [pages if of.checked else "no page was checked"]
    parts += [f"{count} {TROUBLES[state]}{_since(since, now, clock)}" for state, count, since in of.troubles]
    parts += [f"{of.others} paused or not checked yet"] if of.others else []
    told = ", ".join(parts)
    if of.is_well and of.checked:
        return f"All is well: {told}."
    return f"{told[0].upper()}{told[1:]}."


def _since(since: datetime | None, now: datetime, clock: Clock) -> str:
    if since is None:
        return ""
    if timedelta() <= now - since <= RECENT:
        return f" since {since.astimezone(clock.zone):%A}"
    return f" since {clock.day(since)}"
