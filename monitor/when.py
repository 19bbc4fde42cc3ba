"""Times as people give them, on the command line or in a form. Pure: what time it is now, and where, are arguments."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from monitor.language import load

_LENGTH = re.compile(
    r"([0-9]{1,9})\s*(?:(s)(?:ec(?:ond)?s?)?|(m)(?:in(?:ute)?s?)?|(h)(?:ours?)?|(d)(?:ays?)?|(w)(?:eeks?)?)(?:\s+ago)?"
)
_UNITS = ("seconds", "minutes", "hours", "days", "weeks")
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_WEEK = 7
_SHORTEST = 3  # letters of a day's name: "mon"


def read(text: str, now: datetime, zone: tzinfo, *, ahead: bool = False) -> datetime:
    """Return the time that *text* means, in UTC.

    A length of time ("7d", "3 days") is that long ago; "yesterday", "monday", "2026-03-18" begin at midnight in *zone*;
    "2026-03-18T09:00" is a time there, unless it names its own zone. A day of the week is the last such day, never
    today. With *ahead*, a length of time is that long from now, and a day of the week the next one.

    Raises:
        ValueError: it means no time, or none that there is.
    """
    try:
        return _read(text.strip().casefold(), now, zone, ahead=ahead).astimezone(UTC)
    except OverflowError:
        raise ValueError(f"'{text}' is {'further' if ahead else 'longer ago'} than there are dates.") from None


def _read(text: str, now: datetime, zone: tzinfo, *, ahead: bool) -> datetime:
    if match := _LENGTH.fullmatch(text):
        number, *units = match.groups()
        length = timedelta(**{next(name for name, given in zip(_UNITS, units, strict=True) if given): int(number)})
        return now + (length if ahead else -length)
    if (day := _day(text, now.astimezone(zone).date(), ahead=ahead)) is not None:
        return datetime.combine(day, time.min, zone)
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        near = "tomorrow" if ahead else "yesterday"
        said = f"'{text}' is no time: write 7d, {near}, a day of the week, 2026-03-18 or 2026-03-18T09:00."
        raise ValueError(said) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _day(text: str, today: date, *, ahead: bool) -> date | None:
    if text in _DAYS:
        return today + timedelta(days=_DAYS[text])
    weekdays = load("en").calendar.weekdays.items()
    number = next((number for name, number in weekdays if len(text) >= _SHORTEST and name.startswith(text)), None)
    if number is None:
        return None
    if ahead:
        return today + timedelta(days=(number - today.weekday() - 1) % _WEEK + 1)
    return today - timedelta(days=(today.weekday() - number - 1) % _WEEK + 1)
