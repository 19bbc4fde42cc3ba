"""What commands take besides names: times, series, readers, seals, addresses, and forms of what they write."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import click

from monitor.model import archive_address, ledger_address
from monitor.model.archive_address import ArchiveAddress
from monitor.model.changes import change_number, series_number
from monitor.model.ledger_address import LedgerAddress

SELECT = "Read only what this takes: CSS, an XPath (//main), or a path into JSON ($.data)."
IGNORE = "Leave these out, in the same way; may be given several times."
RENDER = "Load it in Chromium first, for figures that scripts write."
LAST = "last"  # `--since last`: since the reader's last report
_FORMATS = {
    ".atom": "atom", ".csv": "csv", ".htm": "html", ".html": "html", ".json": "json", ".jsonl": "jsonl",
    ".md": "markdown", ".txt": "terminal",
}  # fmt: skip
_READER = re.compile(r"\w[\w .@+-]{0,63}")


def format_for(output: Path | None, formats: Collection[str], otherwise: str) -> str:
    """Return which of *formats* is meant where none is named: that of the file's ending, else *otherwise*."""
    meant = _FORMATS.get(output.suffix.casefold(), otherwise) if output else otherwise
    return meant if meant in formats else otherwise


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was given: which one it is depends on what time it is now, and on the zone of the configuration."""

    text: str
    ahead: bool = False

    @property
    def is_last(self) -> bool:
        """Return whether it is the time of a reader's last report."""
        return self.text == LAST

    def at(self, now: datetime, zone: tzinfo) -> datetime:
        """Return the time that is meant, in UTC.

        Raises:
            click.BadParameter: it means none; or it has passed, or is yet to come, and may not.
        """
        moment = self.read(now, zone)
        if self.ahead and moment <= now:
            raise click.BadParameter(f"'{self.text}' has passed.", param_hint="'--until'")
        if not self.ahead and moment > now:
            raise click.BadParameter(f"'{self.text}' is yet to come.", param_hint="'--since'")
        return moment

    def read(self, now: datetime, zone: tzinfo) -> datetime:
        """Return the time that is meant, in UTC, wherever it lies.

        Raises:
            click.BadParameter: it means none.
        """
        from monitor import when

        try:
            return when.read(self.text, now, zone, ahead=self.ahead)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None


class TimeType(click.ParamType[When]):
    """A time as people give it; ``Moment(ahead=True)`` reads a length of time as from now on."""

    name = "when"

    def __init__(self, *, ahead: bool = False) -> None:
        self._ahead = ahead

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> When:
        """Return what was given, if it means a time at all."""
        if isinstance(value, When):
            return value
        given = When(value.strip(), self._ahead)
        if self._ahead or not given.is_last:
            try:
                given.read(datetime.now(UTC), UTC)
            except click.BadParameter as error:
                self.fail(error.message, param, ctx)
        return given


class Reader(click.ParamType[str]):
    """The name of one who reads reports, as the user gives it."""

    name = "reader"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name without white space around it."""
        if not _READER.fullmatch(value.strip()):
            self.fail("write a name of letters, digits and -_.@+ between them, 64 at most.", param, ctx)
        return str(value.strip())


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


class Change(click.ParamType[int]):
    """A finding: ``c12`` as reports name it, or ``12``."""

    name = "finding"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of the change that *value* names."""
        if isinstance(value, int):
            return value
        try:
            return change_number(value)
        except ValueError:
            self.fail(f"'{value}' is no finding: write c12, as `monitor report` prints it.", param, ctx)


class Seal(click.ParamType[str]):
    """The seal of a ledger: 64 hexadecimal digits."""

    name = "hex"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return *value* as seals are printed."""
        plain = "".join(str(value).split()).lower()
        if not re.fullmatch(r"[0-9a-f]{64}", plain):
            self.fail(f"'{value}' is no seal: write its 64 digits, as the report has them.", param, ctx)
        return plain


class Address(click.ParamType[LedgerAddress]):
    """The address of a database that holds a ledger, or will."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> LedgerAddress:
        """Return the address that *value* is."""
        try:
            return ledger_address.parse(str(value))
        except ValueError as error:
            self.fail(f"'{value}': {error}.", param, ctx)


class Bucket(click.ParamType[ArchiveAddress]):
    """The address of an object store that holds snapshots, or will."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ArchiveAddress:
        """Return the address that *value* is."""
        try:
            return archive_address.parse(str(value))
        except ValueError as error:
            self.fail(f"'{value}': {error}.", param, ctx)
