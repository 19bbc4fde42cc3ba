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
    """A time as people give it: a date, a date and time (UTC unless it says otherwise), or ``7d``.

    That is seven days ago; ``Moment(ahead=True)`` reads it as seven days from now, and takes no time that has passed.
    """

    name = "when"

    def __init__(self, *, ahead: bool = False) -> None:
        self._ahead = ahead

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the time that *value* means."""
        if isinstance(value, datetime):
            return value
        moment = self._read(value.strip(), param, ctx)
        if self._ahead and moment <= datetime.now(UTC):
            self.fail(f"'{value}' has passed.", param, ctx)
        return moment

    def _read(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if match := _LENGTH.fullmatch(value):
            with contextlib.suppress(OverflowError):
                length = timedelta(**{_UNITS[match[2]]: int(match[1])})
                return datetime.now(UTC) + (length if self._ahead else -length)
            self.fail(f"'{value}' is {'further' if self._ahead else 'longer ago'} than there are dates.", param, ctx)
        try:
            moment = datetime.fromisoformat(value)
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
