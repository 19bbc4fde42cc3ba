"""The axis of time: the minutes, hours, days, months or years that begin in it, where the reader is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from monitor.report.clock import Clock

_SHORTEST = timedelta(minutes=2)  # of what is shown: two ticks
_MINUTES = (1, 2, 5, 10, 15, 30, 60, 180, 360, 720)
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTH, _YEAR = timedelta(days=30.4), timedelta(days=365.2)
_YEAR_SHOWN = re.compile(r"\d{4}")
Tick = tuple[datetime, str]


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The axis, and the times that are written beneath it."""

    begins: datetime
    ends: datetime
    ticks: tuple[Tick, ...]

    def share(self, at: datetime) -> float:
        """Return how far along *at* lies: from 0 to 1."""
        return min(max((at - self.begins) / (self.ends - self.begins), 0.0), 1.0)


def time_axis(begins: datetime, ends: datetime, clock: Clock, most: int) -> TimeAxis:
    """Return the axis from *begins* to *ends*, with at most *most* ticks in the time zone of *clock*."""
    if ends - begins < _SHORTEST:
        ends = max(ends, datetime.min.replace(tzinfo=ends.tzinfo) + _SHORTEST)
        begins = ends - _SHORTEST
    ticks: list[Tick] = []
    for times in _steps(ends - begins, most):
        ticks = [tick for tick in times(begins, ends, clock) if begins <= tick[0] <= ends]
        if len(ticks) <= most:
            break
    return TimeAxis(begins=begins, ends=ends, ticks=tuple(_with_year(ticks, clock)))


def _with_year(ticks: Sequence[Tick], clock: Clock) -> list[Tick]:
    """Return *ticks*, the first with its year where none shows one; of hours, with its day."""
    if not ticks or any(_YEAR_SHOWN.search(label) for _, label in ticks):
        return list(ticks)
    at, label = ticks[0]
    day = _local(at, clock)
    dated = label if ":" not in label else _day_label(day)
    return [(at, f"{dated} {day.year}"), *ticks[1:]]


Times = Callable[[datetime, datetime, Clock], Iterator[Tick]]


def _steps(span: timedelta, most: int) -> Iterator[Times]:
    """Yield ways to part *span* into about *most*, the finest first."""
    least = span / most
    yield from (_by_minutes(minutes) for minutes in _MINUTES if timedelta(minutes=minutes) >= least)
    yield from (_daily(days) for days in _DAYS if timedelta(days=days) >= least)
    yield from (_monthly(months) for months in _MONTHS if months * _MONTH >= least)
    yield from (_yearly(years) for years in _YEARS if years * _YEAR >= least)


def _by_minutes(minutes: int) -> Times:
    def times(begins: datetime, ends: datetime, clock: Clock) -> Iterator[Tick]:
        for day in _days(begins, ends, clock):
            for minute in range(0, 24 * 60, minutes):
                of_day = time(*divmod(minute, 60))
                yield datetime.combine(day, of_day, clock.zone), f"{of_day:%H:%M}" if minute else _day_label(day)

    return times


def _daily(days: int) -> Times:
    def times(begins: datetime, ends: datetime, clock: Clock) -> Iterator[Tick]:
        for day in _days(begins, ends, clock):
            if (day.toordinal() - 1) % days == 0:  # day 1 was a Monday: weeks begin on one
                yield _midnight(day, clock), _day_label(day)

    return times


def _monthly(months: int) -> Times:
    def times(begins: datetime, ends: datetime, clock: Clock) -> Iterator[Tick]:
        for year in range(_local(begins, clock).year, _local(ends, clock).year + 1):
            for month in range(1, 13, months):
                name = _month(month) if month > 1 else f"{_month(month)} {year}"
                yield _midnight(date(year, month, 1), clock), name

    return times


def _yearly(years: int) -> Times:
    def times(begins: datetime, ends: datetime, clock: Clock) -> Iterator[Tick]:
        for year in range(_local(begins, clock).year, _local(ends, clock).year + 1):
            if year % years == 0:
                yield _midnight(date(year, 1, 1), clock), str(year)

    return times


def _days(begins: datetime, ends: datetime, clock: Clock) -> Iterator[date]:
    first, last = _local(begins, clock).toordinal(), _local(ends, clock).toordinal()
    return map(date.fromordinal, range(first, last + 1))


def _local(at: datetime, clock: Clock) -> date:
    return at.astimezone(clock.zone).date()


def _midnight(day: date, clock: Clock) -> datetime:
    return datetime.combine(day, time.min, clock.zone)


def _month(month: int) -> str:
    return Clock.month(month)[:3]


def _day_label(day: date) -> str:
    return f"{day.day} {_month(day.month)}"
