"""Times as a reader wants them: UTC first, then their own time zone where it differs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.model.sanitize import visible


@cache
def _months() -> list[str]:
    """Return the names of the months."""
    from monitor.language import load  # noqa: PLC0415 (who needs ISO 8601 alone waits for no language)

    names = load("en").calendar.months  # reports are in English
    return [max((name for name in names if names[name] == month), key=len).title() for month in range(1, 13)]


def iso(when: datetime) -> str:
    """Return ISO 8601 in UTC: "2020-03-18T09:00:07Z"."""
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def dated(text: str) -> str:
    """Return an ISO 8601 date that a page gives of itself as "18 March 2020"; anything else as it is, made harmless."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return visible(text)
    return f"{day.day} {_months()[day.month - 1]} {day.year}"


class Clock:
    """Times as a reader wants them: UTC first, then their own time zone where it differs."""

    def __init__(self, time_zone: str) -> None:
        try:
            self.zone = ZoneInfo(time_zone)
            self.name = time_zone
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.zone, self.name = ZoneInfo("UTC"), "UTC"

    def day(self, when: datetime) -> str:
        """Return "18 March 2020" in UTC."""
        utc = when.astimezone(UTC)
        return f"{utc.day} {_months()[utc.month - 1]} {utc.year}"

    def date(self, when: datetime) -> str:
        """Return "2020-03-18", the reader's day."""
        return f"{when.astimezone(self.zone):%Y-%m-%d}"

    def minute(self, when: datetime) -> str:
        """Return "18 March 2020, 09:00 UTC (10:00 Europe/Paris)"."""
        utc, local = when.astimezone(UTC), when.astimezone(self.zone)
        shown = f"{self.day(when)}, {utc:%H:%M} UTC"
        if local.utcoffset() == utc.utcoffset():
            return shown
        other = "" if local.date() == utc.date() else f"{local.day} {_months()[local.month - 1]}, "
        return f"{shown} ({other}{local:%H:%M} {self.name})"

    def reader_minute(self, when: datetime) -> str:
        """Return "18 March 2020, 10:00", the reader's day and hour: for what cannot hold more."""
        local = when.astimezone(self.zone)
        return f"{local.day} {_months()[local.month - 1]} {local.year}, {local:%H:%M}"

    @staticmethod
    def month(number: int) -> str:
        """Return the name of a month by its number, from 1."""
        return _months()[number - 1]

    def span(self, first: datetime, last: datetime | None) -> str:
        """Return "3 to 9 March 2020" in UTC, with the hours within one day; "since 3 March 2020" where it lasts."""
        if last is None:
            return f"since {self.day(first)}"
        begins, ends = first.astimezone(UTC), last.astimezone(UTC)
        if begins.date() == ends.date():
            return f"{self.day(first)}, {begins:%H:%M} to {ends:%H:%M} UTC"
        if begins.year != ends.year:
            return f"{self.day(first)} to {self.day(last)}"
        month = f" {_months()[begins.month - 1]}" if begins.month != ends.month else ""
        return f"{begins.day}{month} to {self.day(last)}"

    def period(self, since: datetime | None, until: datetime | None, made_at: datetime) -> str:
        """Return "A to B; made on C", to the minute, each once: most reports are made when their period ends."""
        ends = list(dict.fromkeys(self.minute(when) for when in (since, until) if when))
        made = self.minute(made_at)
        return "; ".join([*([" to ".join(ends)] if ends else []), *([] if made in ends else [f"made on {made}"])])

    def second(self, when: datetime) -> str:
        """Return "2020-03-18 09:00:07 UTC", for evidence."""
        return f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"

    def local(self, when: datetime) -> str:
        """Return ISO 8601 in the reader's time zone."""
        return when.astimezone(self.zone).isoformat(timespec="seconds")
