"""The keys that say when a page is checked, as they are read: times of cron, hours and days, and how late."""

from __future__ import annotations

import re
from calendar import day_name
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from monitor.config import fields
from monitor.config.fields import OneOrMore, Read, as_text, duration
from monitor.config.nearest import nearest
from monitor.config.table import Table
from monitor.model.cron import Cron
from monitor.model.cron import read as read_cron
from monitor.model.timetables import DAY, Stretch

DAYS = tuple(name.casefold() for name in day_name)
PACE = ("every", "cron")
"""Either of these says how often: who gives one of them says nothing of the other."""
_HOURS = re.compile(
    r"(?P<from>[01]?[0-9]|2[0-4])(?::(?P<from_minute>[0-5][0-9]))? ?- ?"
    r"(?P<to>[01]?[0-9]|2[0-4])(?::(?P<to_minute>[0-5][0-9]))?"
)


def as_cron(value: object) -> Cron:
    """Read a cron expression."""
    return read_cron(as_text(value))


def as_stretch(value: object) -> Stretch:
    """Read hours of the day: from and until, in minutes from midnight."""
    match = _HOURS.fullmatch(as_text(value))
    begin, end = (_minute(match, name) for name in ("from", "to")) if match else (DAY, DAY)
    if begin >= DAY or end > DAY:
        raise ValueError("should be two times of day with - between them, such as 8-18, 08:30-18:00 or 22-6")
    if begin == end:
        raise ValueError("should begin and end at different times; without this key a page is active all day")
    return begin, end


def _minute(match: re.Match[str], name: str) -> int:
    return int(match[name]) * 60 + int(match[f"{name}_minute"] or 0)


def as_days(value: object) -> tuple[int, ...]:
    """Read a day of the week, or several from one to another; 0 is Monday."""
    begin, between, end = as_text(value).casefold().partition("-")
    first = _day(begin.strip())
    last = _day(end.strip()) if between else first
    return tuple((first + number) % 7 for number in range((last - first) % 7 + 1))


def _day(word: str) -> int:
    found = [number for number, name in enumerate(DAYS) if word in (name, name[:3])]
    if not found:
        near = nearest(word, (*DAYS, *(name[:3] for name in DAYS)))
        hint = f"; did you mean {near}?" if near else ""
        raise ValueError(f"should be days of the week, such as mon-fri or [tue, thu]{hint}")
    return found[0]


Interval = Annotated[timedelta, duration(timedelta(seconds=1), timedelta(days=366))]
Lateness = Annotated[timedelta, duration(timedelta(), timedelta(days=1))]
Expression = Annotated[Cron, Read(as_cron, {"type": "string", "pattern": r"^(@[a-z]+|\S+( +\S+){4})$"})]
Hours = Annotated[Stretch, Read(as_stretch, {"type": "string", "pattern": f"^{_HOURS.pattern.replace('?P<', '?<')}$"})]
Days = Annotated[tuple[int, ...], Read(as_days, {"type": "string", "pattern": "^[A-Za-z]{3,9}( ?- ?[A-Za-z]{3,9})?$"})]


class ScheduleTable(Table):
    """What says when pages are checked."""

    every: Interval | None = Field(None, description="How often the page is checked: 30m, 6h, 1d.")
    cron: Annotated[list[Expression], OneOrMore()] | None = Field(
        None, description="When it is checked, instead of `every`: 30 8 * * mon-fri, or @daily."
    )
    hours: Annotated[list[Hours], OneOrMore()] | None = Field(
        None, description="Hours in which it may be checked: 8-18, 08:30-12:00, 22-6."
    )
    days: Annotated[list[Days], OneOrMore()] | None = Field(
        None, description="Days of the week on which it may be checked: mon-fri, or [tue, thu]."
    )
    time_zone: fields.Zone | None = Field(None, description="Of `cron`, `hours` and `days`: Europe/Paris.")
    jitter: Lateness | None = Field(
        None, description="A check is late by at most as much; by default a tenth of `every`, at most 5m."
    )
