"""Days of the calendar told from a page's own: the year, month or week of it, before it and after it."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from math import ceil

DaySpan = tuple[date, date]

_HOURS = {"hour": 1, "day": 24, "week": 7 * 24, "fortnight": 14 * 24, "weekend": 7 * 24}  #: that a unit has
_MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120}
_PARTS = {"month": 1, "quarter": 3, "semester": 6}  #: of a year
_FARTHEST = 36500  #: days, a hundred years


def first_day(unit: str, page: date) -> date | None:
    """Return the first day of the year, half, quarter, month or week of *page*, or its day."""
    if unit in _PARTS:
        return date(page.year, (page.month - 1) // _PARTS[unit] * _PARTS[unit] + 1, 1)
    return {"year": date(page.year, 1, 1), "week": page - timedelta(days=page.weekday()), "day": page}.get(unit)


def previous(unit: str, page: date) -> DaySpan | None:
    """Return the year, half, quarter, month, week or day before the one of *page*."""
    first = first_day(unit, page)
    if first is None:
        return None
    last = first - timedelta(days=1)
    begins = first_day(unit, last)
    return None if begins is None else (begins, last)


def following(unit: str, page: date) -> DaySpan | None:
    """Return the year, month or week after the one of *page*."""
    if unit == "year":
        return date(page.year + 1, 1, 1), date(page.year + 1, 12, 31)
    if unit == "month":
        first = date(page.year + page.month // 12, page.month % 12 + 1, 1)
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
    if unit == "week":
        first = page - timedelta(days=page.weekday() - 7)
        return first, first + timedelta(days=6)
    return None


def back(page: date, unit: str, amount: int) -> date:
    """Return the day *amount* units before *page*, no earlier than the calendar goes."""
    if unit in _HOURS:
        return page - timedelta(days=min(ceil(amount * _HOURS[unit] / 24), _FARTHEST))
    if unit not in _MONTHS:
        return page
    index = max(12, page.year * 12 + page.month - 1 - amount * _MONTHS[unit])
    year, month = divmod(index, 12)
    return date(year, month + 1, min(page.day, calendar.monthrange(year, month + 1)[1]))
