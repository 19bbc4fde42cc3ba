"""What the clock on the wall shows, and the moments at which it does: of times that it shows twice, the first.

A time that the clock leaves out, when it is set forward, comes right after: at the moment when it is set.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.model.timetables import Timetable, active_week

_SECOND = timedelta(seconds=1)
Active = tuple[datetime, datetime]  #: from its beginning to its end, which it leaves out; UTC


def shown(at: datetime, time_zone: str) -> datetime:
    """Return what the clock shows *at* a moment, without a zone."""
    return at.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)


def offset(at: datetime, time_zone: str) -> timedelta:
    """Return by how much the clock is ahead of UTC *at* a moment."""
    return at.astimezone(ZoneInfo(time_zone)).utcoffset() or timedelta()


def moment_of(wall: datetime, time_zone: str) -> datetime:
    """Return when the clock first shows *wall*, a time without a zone, or comes past it; UTC."""
    at = wall.replace(tzinfo=ZoneInfo(time_zone)).astimezone(UTC)
    return at if shown(at, time_zone) == wall else _clock_set(wall, time_zone)


@lru_cache
def _clock_set(wall: datetime, time_zone: str) -> datetime:
    """Return when the clock is set that never shows *wall*."""
    zone = ZoneInfo(time_zone)
    late, early = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first_of_offset(early, late, time_zone)


def first_of_offset(early: datetime, late: datetime, time_zone: str) -> datetime:
    """Return the moment between two at which the clock is set to show what it shows at the late one; to the second."""
    wanted = offset(late, time_zone)
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0) if middle.replace(microsecond=0) > early else middle
        early, late = (early, middle) if offset(middle, time_zone) == wanted else (middle, late)
    return late.replace(microsecond=0)


def active_around(timetable: Timetable, at: datetime) -> Iterator[Active]:
    """Yield the active stretches of *timetable*, which has pauses: from the week before *at* to two weeks after."""
    wall = shown(at, timetable.time_zone)
    monday = wall.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=wall.weekday())
    for weeks in (-1, 0, 1, 2):
        for begin, end in active_week(timetable.hours, timetable.days):
            yield _active(monday + timedelta(weeks=weeks), (begin, end), timetable.time_zone)


@lru_cache(4_096)  # of a few weeks: pages share their hours
def _active(monday: datetime, stretch: tuple[int, int], time_zone: str) -> Active:
    """Return a stretch of a week as moments; one that the clock leaves out lasts as long, right after it is set."""
    walls = [monday + timedelta(minutes=minute) for minute in stretch]
    begin, end = (moment_of(wall, time_zone) for wall in walls)
    return (begin, end) if end > begin else (begin, begin + (walls[1] - walls[0]))


def is_active(timetable: Timetable, at: datetime) -> bool:
    """Return whether a page may be checked *at* a moment."""
    if not active_week(timetable.hours, timetable.days):
        return True
    return any(begin <= at < end for begin, end in active_around(timetable, at))
