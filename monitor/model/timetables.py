"""When a page may be checked, beside how often: times of cron, active hours and days, a zone, and how late at most.

What follows from a timetable alone, without a clock, is reckoned here, once for all pages that share it: the active
stretches of a week, and the longest and shortest wait between two checks. When the next check is, `monitor.schedule`
says.
"""

from __future__ import annotations

from calendar import day_abbr
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from monitor.model.cron import Cron
from monitor.model.phrasing import length

DAY, WEEK = 24 * 60, 7 * 24 * 60  # minutes
MOST_LATE = timedelta(minutes=5)  # where no jitter is given
Stretch = tuple[int, int]  #: minutes from its beginning to its end, which it leaves out
_SHARED = 4_096  # timetables that are kept reckoned
_YEARS = range(2080, 2121)  # with the eight years without a leap day around 2100, and every leap day on each weekday
_NEVER = timedelta(days=len(_YEARS) * 366)
_SEEN = 2_026  # year in which the clocks of a zone are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When a page may be checked. One without cron goes by the page's interval."""

    cron: tuple[Cron, ...] = ()  #: it is checked at these times, instead of in intervals
    hours: tuple[Stretch, ...] = ()  #: of the day: minutes from midnight; one that ends earlier passes it; empty: all
    days: tuple[int, ...] = ()  #: 0 for Monday; a stretch belongs to the day on which it begins; empty: all
    time_zone: str = "UTC"  #: of all of these
    jitter: timedelta | None = None  #: a check is late by at most as much; None: as `lateness` says


ANY_TIME = Timetable()


@lru_cache(_SHARED)
def said(every: timedelta, timetable: Timetable) -> str:
    """Return when a page is checked, in words: "every 6h", "cron 30 8 * * mon-fri, 08:00-18:00, Europe/Paris"."""
    parts = [f"cron {'; '.join(map(str, timetable.cron))}" if timetable.cron else f"every {length(every)}"]
    parts += map(hours_said, timetable.hours)
    parts += [" ".join(day_abbr[day] for day in timetable.days)] if timetable.days else []
    parts += [timetable.time_zone] if len(parts) > 1 or timetable.cron else []
    parts += [f"late by up to {length(timetable.jitter)}"] if timetable.jitter is not None else []
    return ", ".join(parts)


def hours_said(stretch: Stretch) -> str:
    """Return hours of the day as they are written: "08:00-18:00"."""
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in stretch)


def lateness(every: timedelta, timetable: Timetable) -> timedelta:
    """Return by how much a check may be late: as given, else a tenth of the interval; times of cron are kept."""
    if timetable.jitter is not None:
        return timetable.jitter
    return timedelta() if timetable.cron else min(every / 10, MOST_LATE)


def spread(open_for: timedelta, every: timedelta) -> timedelta:
    """Return how far the first check of a stretch of time may be put off without costing one later in it."""
    return open_for % every or every


@lru_cache(_SHARED)
def active_week(hours: tuple[Stretch, ...], days: tuple[int, ...]) -> tuple[Stretch, ...]:
    """Return the active stretches of a week, in minutes from Monday 0:00, in order; none touches another.

    The last may end in the week after. Empty: there is no pause.
    """
    if not hours and not days:
        return ()
    begun = [
        (day * DAY + begin, (end - begin) % DAY or DAY) for day in days or range(7) for begin, end in _hours(hours)
    ]
    joined: list[Stretch] = []
    for begin, lasts in sorted(begun):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], begin + lasts))
        else:
            joined.append((begin, begin + lasts))
    return _joined_over_the_end(joined)


def _hours(hours: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    return hours or ((0, DAY),)


def _joined_over_the_end(joined: list[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches of a week, of which the last may reach into the first ones of the week after."""
    while len(joined) > 1 and joined[0][0] <= joined[-1][1] - WEEK:
        first = joined.pop(0)
        joined[-1] = (joined[-1][0], max(joined[-1][1], first[1] + WEEK))
    begin, end = joined[-1]
    return () if end - begin >= WEEK else tuple(joined)


@lru_cache(_SHARED)
def longest_wait(every: timedelta, timetable: Timetable) -> timedelta:
    """Return the longest time between two checks of a page that answers well."""
    late = lateness(every, timetable)
    if timetable.cron:
        change = _clock_change(timetable.time_zone)
        longest = min((longest for _, longest in _waits(timetable)), default=_NEVER)
        return longest * (2 if change and _may_lose_a_day(timetable) else 1) + late + change
    week = active_week(timetable.hours, timetable.days)
    if not week:
        return every + late
    shut = max(begin - end for (_, end), (begin, _) in _around(week))
    put_off = max(spread(timedelta(minutes=end - begin), every) for begin, end in week)
    return every + timedelta(minutes=shut) + put_off + late + 2 * _clock_change(timetable.time_zone)


@lru_cache(_SHARED)
def shortest_wait(timetable: Timetable) -> timedelta | None:
    """Return the shortest time between two times of cron; None where hours and days leave none of them."""
    waits = list(_waits(timetable))
    return min((shortest for shortest, _ in waits), default=None)


def _around(week: tuple[Stretch, ...]) -> Iterator[tuple[Stretch, Stretch]]:
    """Yield each stretch with the one after it; the one after the last begins the next week."""
    begin, end = week[0]
    return pairwise((*week, (begin + WEEK, end + WEEK)))


def _waits(timetable: Timetable) -> Iterator[tuple[timedelta, timedelta]]:
    """Yield the shortest and the longest wait of what is checked at times of cron.

    Expressions without dates are taken together; of those with dates each has its own, which are bounds for all.
    """
    weekly = tuple(line for line in timetable.cron if _is_weekly(line))
    if weekly and (times := sorted(_of_a_week(weekly, timetable))):
        waits = [after - before for before, after in pairwise((*times, times[0] + WEEK))]
        yield timedelta(minutes=min(waits)), timedelta(minutes=max(waits))
    for line in timetable.cron:
        if not _is_weekly(line) and (waits := _of_dates(line, timetable)):
            yield timedelta(minutes=min(waits)), timedelta(minutes=max(waits))


def _may_lose_a_day(timetable: Timetable) -> bool:
    """Return whether the hour that a clock leaves out may hold all the times of a day.

    What goes by the hours as they pass is not made up for; other times of cron come right after that hour.
    """
    return any(
        line.goes_by_hours and (max(line.hours) - min(line.hours) <= 1 or timetable.hours != ())
        for line in timetable.cron
    )


def _is_weekly(line: Cron) -> bool:
    """Return whether one week of it is like another."""
    return len(line.months) == 12 and len(line.days) == 31 and not line.takes_either_day


def _of_a_week(lines: Iterable[Cron], timetable: Timetable) -> set[int]:
    """Return the minutes of a week at which one of *lines* has a time that is active."""
    return {
        weekday * DAY + minute
        for line in lines
        for weekday in line.weekdays
        for minute in _of_a_day(line, timetable, weekday)
    }


def _of_a_day(line: Cron, timetable: Timetable, weekday: int) -> list[int]:
    """Return the minutes of a day of the week at which *line* has a time that is active."""
    week = active_week(timetable.hours, timetable.days)
    times = (hour * 60 + minute for hour in line.hours for minute in line.minutes)
    return [time for time in times if not week or _is_within(week, weekday * DAY + time)]


def _is_within(week: tuple[Stretch, ...], minute: int) -> bool:
    return any(begin <= at < end for begin, end in week for at in (minute, minute + WEEK))


def _of_dates(line: Cron, timetable: Timetable) -> list[int]:
    """Return the shortest and the longest wait in minutes, at most and at least, of an expression with dates."""
    of_days = [_of_a_day(line, timetable, weekday) for weekday in range(7)]
    if not any(of_days):
        return []
    within = [after - before for of_day in of_days for before, after in pairwise(of_day)]
    dates = replace(line, text="", minutes=(), hours=(), goes_by_hours=False)  # the same for every time of the day
    between = _between_dates(dates, tuple(bool(of_day) for of_day in of_days))
    if between is None:
        return []
    nearest, furthest = between
    firsts, lasts = ([of_day[at] for of_day in of_days if of_day] for at in (0, -1))
    shortest = nearest * DAY + min(firsts) - max(lasts)
    return [*within, shortest, furthest * DAY + max(firsts) - min(lasts)]


@lru_cache(_SHARED)
def _between_dates(line: Cron, weekdays: tuple[bool, ...]) -> tuple[int, int] | None:
    """Return the fewest and the most days between two dates of *line* on *weekdays*; None: it has none."""
    dates = [
        one.toordinal()
        for year in _YEARS
        for month in line.months
        for day in range(1, 32)
        if (one := _date(year, month, day)) and weekdays[one.weekday()] and line.fits(one)
    ]
    between = [after - before for before, after in pairwise(dates)]
    if between:
        return min(between), max(between)
    return (_NEVER.days, _NEVER.days) if dates else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache
def _clock_change(time_zone: str) -> timedelta:
    """Return by how much the clocks of a zone are changed in a year."""
    zone, begin = ZoneInfo(time_zone), datetime(_SEEN, 1, 1, tzinfo=UTC)
    offsets = {(begin + timedelta(days=day)).astimezone(zone).utcoffset() or timedelta() for day in range(0, 366, 5)}
    return max(offsets) - min(offsets)
