"""Say in a sentence how all pages are doing: "All is well: 37 pages checked." or which fail, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import PageStatus
from monitor.model.phrasing import counted
from monitor.report.clock import Clock

CHECKED = frozenset({"ok", "retrying", "failing", "suspect"})
TROUBLES = {
    "failing": "failing",
    "suspect": "doubtful",
    "overdue": "overdue",
    "paused": "paused for want of room on the disk",
}
RECENT = timedelta(days=6)  # within which the name of a day says which


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How all pages are doing."""

    checked: int  #: pages whose last check came when it was due
    troubles: tuple[tuple[str, int, datetime | None], ...]  #: state, pages in it, since when the first of them is
    others: int  #: pages that are paused, or not checked yet
    config_stale_since: datetime | None = None  #: the configuration has mistakes since then

    @property
    def is_well(self) -> bool:
        """Return whether pages are checked, none is in trouble, and the configuration is without mistakes."""
        return bool(self.checked) and not self.troubles and self.config_stale_since is None


def health(statuses: Iterable[PageStatus], config_stale_since: datetime | None = None) -> Health:
    """Return how the pages of *statuses* are doing together, and since when the configuration has mistakes."""
    followed = [one for one in statuses if one.state != "disabled"]
    troubles = []
    for state in TROUBLES:
        found = [one for one in followed if one.state == state and not _is_calm(one)]
        if found:
            since = min((one.since for one in found if one.since), default=None)
            troubles.append((state, len(found), since))
    return Health(
        checked=sum(one.state in CHECKED for one in followed),
        troubles=tuple(troubles),
        others=sum(map(_is_calm, followed)),
        config_stale_since=config_stale_since,
    )


def _is_calm(status: PageStatus) -> bool:
    """Return whether a page is left alone at the user's wish, or new."""
    return status.state == "new" or (status.state == "paused" and not status.advice)


def said(of: Health, now: datetime, clock: Clock) -> str:
    """Return *of* in a sentence."""
    pages = f"{counted(of.checked, 'page')} checked"
    parts = [pages if of.checked else "no page was checked"]
    parts += [f"{count} {TROUBLES[state]}{_since(since, now, clock)}" for state, count, since in of.troubles]
    parts += [f"{of.others} paused or new"] if of.others else []
    told = ", ".join(parts)
    if of.config_stale_since is not None:
        told += (
            f"; the configuration has mistakes{_since(of.config_stale_since, now, clock)}, the one before is in force"
        )
    if of.is_well:
        return f"All is well: {told}."
    return f"{told[0].upper()}{told[1:]}."


def _since(since: datetime | None, now: datetime, clock: Clock) -> str:
    if since is None:
        return ""
    if timedelta() <= now - since <= RECENT:
        return f" since {since.astimezone(clock.zone):%A}"
    return f" since {clock.day(since)}"
