"""When the demo's site is seen: five visits, a day apart, and what happens at each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

VISITS = (
    "the site as it is first seen: every page becomes a baseline, the first post and the newest bulletin, too",
    "the ministry raises two figures and rewords a third; the blog's shares tick; beds are added; a second post",
    "the ministry's site is down, and says so with status 200; the association counts again; a new bulletin",
    "the ministry lowers its count without touching its date; the prefecture hedges; a third post restates the first",
    "the ministry goes back on its officers and drops what it spends; another bulletin; only dates move elsewhere",
)
"""What happens at each visit, for the one who watches."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a page is asked for."""

    visit: int  #: 0 for the first
    today: date  #: of that visit
    requests: int = 0  #: how many the site has answered so far: what its visitor counter shows

    def day_of(self, visit: int) -> date:
        """Return the day of another visit."""
        return self.today + timedelta(days=visit - self.visit)
