"""Cron expressions, with the meaning that they have in crontab(5): read once, into the numbers that each field allows.

The five fields are minute, hour, day of the month, month and day of the week. The rules are those of Debian's cron:
Sunday is 0 and 7; where both days are given, either of them is enough, and a field that begins with ``*`` is not given;
where minute or hour begin with ``*``, the expression goes by the hours as they pass, and else by the clock on the wall
(`monitor.schedule`).
"""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, month_abbr, month_name, monthrange
from dataclasses import dataclass
from datetime import date

NICKNAMES = {
    "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
}  # fmt: skip
EXAMPLE = "five fields such as 30 8 * * mon-fri (minute, hour, day of the month, month, day of the week)"
LEAP_YEAR = 2024
_TERM = re.compile(
    r"(?P<first>\*|[0-9]{1,3}|[a-z]{3,9})(?:-(?P<last>[0-9]{1,3}|[a-z]{3,9}))?(?:/(?P<step>[0-9]{1,3}))?"
)


@dataclass(frozen=True, slots=True)
class _Field:
    """One of the five: what it is called, and the numbers that it may hold."""

    called: str
    least: int
    most: int
    names: tuple[str, ...] = ()  #: of its numbers, from the least on, short and small


_FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day of the month", 1, 31),
    _Field("month", 1, 12, tuple(name.casefold() for name in month_abbr[1:])),
    _Field("day of the week", 0, 7, tuple(name.casefold() for name in (day_abbr[6], *day_abbr[:6]))),
)
_WHOLE_NAMES = {name.casefold(): name[:3].casefold() for name in (*month_name[1:], *day_name)}
_SUNDAY = 7  # beside 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """One expression. Numbers are in order; weekdays count from 0 for Monday, as Python's do."""

    text: str  #: as it was written, with single blanks
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: tuple[int, ...]  #: of the month
    months: tuple[int, ...]
    weekdays: tuple[int, ...]
    takes_either_day: bool  #: day of the month and day of the week are both given: one of them is enough
    goes_by_hours: bool  #: minute or hour begin with ``*``: it follows the hours as they pass, not the clock's name

    def __str__(self) -> str:
        return self.text

    def fits(self, date: date) -> bool:
        """Return whether it has times on a date."""
        if date.month not in self.months:
            return False
        of_month, of_week = date.day in self.days, date.weekday() in self.weekdays
        return (of_month or of_week) if self.takes_either_day else (of_month and of_week)


def read(text: str) -> Cron:
    """Read an expression, or a nickname such as ``@daily``.

    Raises:
        ValueError: it is none, or names no day that there is; says what is wrong, to stand after the key.
    """
    written = " ".join(text.split())
    fields = NICKNAMES.get(written.casefold(), written).casefold().split(" ")
    if written.startswith("@") and written.casefold() not in NICKNAMES:
        raise ValueError(f"{written!r} is none of {', '.join(NICKNAMES)}")
    if len(fields) != len(_FIELDS):
        raise ValueError(f"should be {EXAMPLE}; this has {len(fields)}")
    minutes, hours, days, months, sunday_first = (
        _numbers(part, field) for part, field in zip(fields, _FIELDS, strict=True)
    )
    either = not fields[2].startswith("*") and not fields[4].startswith("*")
    if min(days) > max(monthrange(LEAP_YEAR, month)[1] for month in months):
        if not either:
            raise ValueError("names a day that its months do not have")
        days, either = tuple(range(1, 32)), False  # its days of the week are left
    return Cron(
        text=written,
        minutes=minutes,
        hours=hours,
        days=days,
        months=months,
        weekdays=tuple(sorted({(number - 1) % 7 for number in sunday_first})),
        takes_either_day=either,
        goes_by_hours=fields[0].startswith("*") or fields[1].startswith("*"),
    )


def _numbers(part: str, field: _Field) -> tuple[int, ...]:
    """Return the numbers that *part*, terms with commas between them, allows of a *field*."""
    return tuple(sorted({number for term in part.split(",") for number in _of_term(term, field)}))


def _of_term(term: str, field: _Field) -> range:
    match = _TERM.fullmatch(term)
    if match is None or (match["first"] == "*" and match["last"]):
        raise ValueError(f"{term!r} is no {field.called}; write a number, 1-5, */10 or a list with commas")
    first = field.least if match["first"] == "*" else _number(match["first"], field)
    last = _last(match, first, field)
    step = int(match["step"] or 1)
    if last < first:
        raise ValueError(f"{term!r} ends before it begins; write two ranges with a comma between them")
    if step > field.most - field.least + 1:
        raise ValueError(f"{term!r} goes beyond the {field.called}, which ends at {field.most}; intervals are `every`")
    if step < 1:
        raise ValueError(f"{term!r} has a step of 0")
    return range(first, last + 1, step)


def _last(match: re.Match[str], first: int, field: _Field) -> int:
    """Return where a term ends: a Sunday that ends a range of days is the last of the week."""
    if match["last"]:
        last = _number(match["last"], field)
        return _SUNDAY if field.most == _SUNDAY and last == 0 and match["last"].isalpha() else last
    return field.most if match["first"] == "*" or match["step"] else first


def _number(word: str, field: _Field) -> int:
    if word.isdecimal() and field.least <= int(word) <= field.most:
        return int(word)
    short = _WHOLE_NAMES.get(word, word)
    if short in field.names:
        return field.least + field.names.index(short)
    raise ValueError(f"{word!r} is no {field.called}: that is from {field.least} to {field.most}")
