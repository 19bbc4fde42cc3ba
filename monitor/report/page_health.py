"""How pages are doing: what is said of a page that needs a look, and of all pages together.

All together are told in one sentence to three readers: a report says how many need a look, a message whether all is
well and since when it is not, the service as it starts which pages are in what trouble.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce

from monitor.model import PageStatus, Tally, tallied
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.model.tallies import together
from monitor.report.clock import Clock

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
"""What is said of a page in each state."""
_SEVERAL = STATES | {"ok": "well", "suspect": "doubtful"}  # after the number of pages in it, and in this order
_CHECKED = frozenset({"ok", "retrying", "failing", "suspect"})
_CALM = frozenset({"ok", "new", "paused", "disabled"})
_TROUBLES = ("failing", "suspect", "overdue")
RECENT = timedelta(days=6)  # within which the name of a day says which


def is_calm(status: PageStatus) -> bool:
    """Return whether a page needs nobody's attention: it is well, or left alone, and there is nothing to advise."""
    return status.state in _CALM and not status.advice


def trouble(status: PageStatus, clock: Clock) -> str:
    """Return what is wrong with a page, since when, and what can be done."""
    since = f" since {clock.minute(status.since)}" if status.since else ""
    last = f" Last read well on {clock.minute(status.last_ok_at)}." if status.last_ok_at else " Never read well."
    reason = f": {visible(status.reason).rstrip('.')}." if status.reason else "."
    advice = f" {visible(status.advice)}" if status.advice else ""
    return f"{visible(status.id)}: {STATES.get(status.state, status.state)}{since}{reason}{last}{advice}"


def troubles(statuses: Iterable[PageStatus], clock: Clock) -> Iterator[str]:
    """Yield what is wrong with pages; of those of one source that fail alike, of the first, and how many more do."""
    alike: dict[tuple[str, ...], list[PageStatus]] = {}
    for one in statuses:
        source = one.found_by or one.id
        apart = (one.id,) if one.state == "suspect" else ()  # what is doubted is looked at page by page
        alike.setdefault((source, one.state, one.reason.partition(":")[0], *apart), []).append(one)
    for (source, *_), (first, *others) in alike.items():
        more = f" So it is with {counted(len(others), 'more page')} of {visible(source)}." if others else ""
        yield f"{trouble(first, clock)}{more}"


@dataclass(frozen=True, slots=True)
class Health:
    """How pages are doing together."""

    tallies: tuple[Tally, ...]
    config_stale_since: datetime | None = None  #: the configuration has mistakes since then

    @classmethod
    def of(cls, statuses: Iterable[PageStatus], config_stale_since: datetime | None = None) -> Health:
        """Return how pages are doing together, by how each is."""
        return cls(tallied(statuses), config_stale_since)

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return sum(one.count for one in self.tallies)

    @property
    def followed(self) -> int:
        """Return how many pages are not disabled."""
        return self.pages - self.count("disabled")

    @property
    def checked(self) -> int:
        """Return how many pages' last check came when it was due."""
        return self.count(*_CHECKED)

    @property
    def calm(self) -> int:
        """Return how many pages need nobody's attention."""
        return sum(one.count for one in self.tallies if one.state in _CALM and not one.is_advised)

    @property
    def well(self) -> int:
        """Return how many pages were read well and need nobody's attention."""
        return sum(one.count for one in self.tallies if one.state == "ok" and not one.is_advised)

    @property
    def new(self) -> int:
        """Return how many pages are not checked yet."""
        return self.count("new")

    @property
    def paused(self) -> int:
        """Return how many pages are paused at the user's wish."""
        return sum(one.count for one in self.tallies if one.state == "paused" and not one.is_advised)

    @property
    def troubles(self) -> tuple[Tally, ...]:
        """Return the troubles that pages are in; a pause that nobody wished for is one."""
        states = tuple(one for state in _TROUBLES if (one := self.state(state)))
        return (*states, *(one for one in self.tallies if one.state == "paused" and one.is_advised))

    @property
    def is_well(self) -> bool:
        """Return whether pages are checked, none is in trouble, and the configuration is without mistakes."""
        return bool(self.checked) and not self.troubles and self.config_stale_since is None

    def count(self, *states: str) -> int:
        """Return how many pages are in one of *states*."""
        return sum(one.count for one in self.tallies if one.state in states)

    def state(self, state: str) -> Tally | None:
        """Return the pages in *state*; None: there are none."""
        own = [one for one in self.tallies if one.state == state]
        return reduce(together, own) if own else None


def _told(tally: Tally) -> str:
    """Return what is said of the pages of a trouble, after their number."""
    return "paused for want of room on the disk" if tally.state == "paused" else _SEVERAL[tally.state]


def in_report(health: Health) -> str:
    """Return how many pages are well and how many need a look: silence must not look like peace."""
    if not health.pages:
        said = "No page is followed."
    else:
        followed, fine, left_alone = health.followed, health.well, health.new + health.paused
        troubled = followed - fine - left_alone
        need = f"{troubled} {'needs' if troubled == 1 else 'need'} a look" if troubled else "none in trouble"
        said = _sentence(
            f"{fine} of {counted(followed, 'page')} ok",
            *_some((health.new, STATES["new"]), (health.paused, STATES["paused"])),
            need,
            *_some((health.pages - followed, STATES["disabled"])),
        )
    if health.config_stale_since is None:
        return said
    since = f"{health.config_stale_since:%Y-%m-%d %H:%M} UTC"
    return f"The configuration has mistakes since {since}; the one before is in force. {said}"


def in_message(health: Health, now: datetime, clock: Clock) -> str:
    """Return whether all is well: "All is well: 37 pages checked.", or which fail, and since when."""
    troubles = (
        f"{one.count} {_told(one)}{f' since {_day(one.since, now, clock)}' if one.since else ''}"
        for one in health.troubles
    )
    said = _sentence(
        f"{counted(health.checked, 'page')} checked" if health.checked else "no page was checked",
        *troubles,
        *_some((health.new + health.paused, "paused or new")),
    )
    if health.config_stale_since is not None:
        since = _day(health.config_stale_since, now, clock)
        said = f"{said[:-1]}; the configuration has mistakes since {since}, the one before is in force."
    return f"All is well: {said}" if health.is_well else f"{said[0].upper()}{said[1:]}"


def at_start(health: Health, now: datetime) -> str:
    """Return "12 pages: 10 well, 1 failing since Tuesday (uk), 1 doubtful since 09:14 UTC (fr)."."""
    if not health.pages:
        return "No page is followed yet."
    parts = (
        f"{one.count} {said}{_which(one, now) if state in _TROUBLES else ''}"
        for state, said in _SEVERAL.items()
        if (one := health.state(state))
    )
    return f"{counted(health.pages, 'page')}: {_sentence(*parts)}"


def _sentence(*parts: str) -> str:
    return f"{', '.join(parts)}."


def _some(*numbers: tuple[int, str]) -> Iterator[str]:
    """Yield how many pages there are of each kind, if there are any."""
    return (f"{count} {said}" for count, said in numbers if count)


def _which(those: Tally, now: datetime) -> str:
    """Return since when, and which of them: " since Tuesday (uk, fr, es, 2 more)"."""
    since = f" since {_time(those.since, now)}" if those.since else ""
    names = list(map(visible, those.first))
    more = _some((max(0, those.count - len(names)), "more"))
    return f"{since} ({', '.join((*names, *more))})"


def _time(when: datetime, now: datetime) -> str:
    """Return "09:14 UTC" for a time of today, else its day, both in UTC."""
    when, now = when.astimezone(UTC), now.astimezone(UTC)
    return f"{when:%H:%M} UTC" if when.date() == now.date() else _day(when, now, Clock("UTC"))


def _day(when: datetime, now: datetime, clock: Clock) -> str:
    """Return "Tuesday" for a time that passed within a week, else "3 March 2026"."""
    is_recent = timedelta() <= now - when <= RECENT
    return f"{when.astimezone(clock.zone):%A}" if is_recent else clock.day(when)
