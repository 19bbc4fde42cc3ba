"""What commands take besides names: times, and series."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from monitor.model.changes import series_number

_LENGTH = re.compile(r"(\d+)\s*([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Moment(click.ParamType[datetime]):
    """A time as people give it: ``7d`` ago, or a date, or a date and time (UTC unless it says otherwise)."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the time that *value* means."""
        if isinstance(value, datetime):
            return value
        if match := _LENGTH.fullmatch(value.strip()):
            with contextlib.suppress(OverflowError):
                return datetime.now(UTC) - timedelta(**{_UNITS[match[2]]: int(match[1])})
            self.fail(f"'{value}' is longer ago than there are dates.", param, ctx)
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            self.fail(f"'{value}' is no time: write 7d, 2026-03-18 or 2026-03-18T09:00.", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Series(click.ParamType[int]):
    """A series of a page: ``12``, or ``s12`` as JSON has it."""

    name = "series"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of the series that *value* names."""
        if isinstance(value, int):
            return value
        try:
            return series_number(value)
        except ValueError:
            self.fail(f"'{value}' is no series: write 12 or s12; `monitor figures` shows them.", param, ctx)
