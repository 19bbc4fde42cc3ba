"""What a cell of a sheet holds: words, a number, a day or a mark that says that there is no number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from monitor.extract.table_headers import is_day, is_name

_NUMBER = re.compile(
    r"[^\w\s(]{0,2}\s?\(?[^\w\s]?\d[\d.,'’\u00a0\u202f ]*\)?\s?(?:[^\w\s]{0,2}|[^\W\d_]{1,5})"
)  # a sign, a currency, digits, a unit
_DECIMAL = re.compile(r"[+-]?\d+\.\d+(?:[eE][+-]?\d{1,2})?")
_EXACT = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_CODE = re.compile(r"0\d+")  # of a place or a form: a number has no nought before it
_SHORTHAND = len("[xx]")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")  # ISO 8601
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?")
_LETTERS = re.compile(r"[^\W\d_]")
_NOT_GIVEN = frozenset(("na", "n/a", "nan", "null", "none", "nil", "nd", "n/d"))
_DIGITS = 12  # significant digits of a number in binary; what is past them is noise of its arithmetic


class Kind(Enum):
    """What the value of a cell is."""

    WORDS = auto()
    NUMBER = auto()
    DAY = auto()
    MARK = auto()  #: stands for a number that is not given: "-", "*", ":", "n/a", "[c]"


class Entry(NamedTuple):
    """A cell that is not empty."""

    text: str
    kind: Kind
    value: Decimal | None = None  #: a number as a computer wrote it, whatever the language; None where a person did
    sign: str = ""  #: what is shown after it: "%"

    @property
    def is_code(self) -> bool:
        """Return whether it is a number by its digits alone, and else a name: "01"."""
        return _CODE.fullmatch(self.text) is not None

    @property
    def is_year(self) -> bool:
        """Return whether it is a number that can be a year."""
        return self.kind is Kind.NUMBER and self.text.isdecimal() and 1900 <= int(self.text) <= 2100


SheetRow = list[Entry | None]


@dataclass(slots=True)
class Sheet:
    """A sheet by name, row after row."""

    name: str
    rows: list[SheetRow]


def of_value(value: object) -> Entry | None:
    """Return the entry of a typed *value*: what a workbook or JSON holds in one place; None where it holds nothing."""
    if value is None or isinstance(value, bool):
        return None if value is None else Entry(str(value).lower(), Kind.MARK)
    if isinstance(value, str):
        return of_words(value)
    if isinstance(value, int | float | Decimal):
        return _of_number(value)
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return Entry(value.date().isoformat() if midnight else f"{value:%Y-%m-%d %H:%M}", Kind.DAY)
    if isinstance(value, date):
        return Entry(value.isoformat(), Kind.DAY)
    if isinstance(value, time):
        return Entry(f"{value:%H:%M}", Kind.MARK)
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return Entry(f"{minutes // 60}:{minutes % 60:02}", Kind.MARK)
    return of_words(str(value))


def of_words(written: str) -> Entry | None:
    """Return the entry of a cell whose words are *written*; None where they are white space."""
    text = " ".join(written.split())
    if not text:
        return None
    if moment := _MOMENT.fullmatch(text):
        return Entry(moment[1] if moment[2] == "00:00" else f"{moment[1]} {moment[2]}", Kind.DAY)
    return Entry(text, _kind_of(text))


def of_written(written: str) -> Entry | None:
    """Return the entry of a field of a file of text, in which numbers may be as a computer writes them."""
    text = written.strip()
    exact = _EXACT.fullmatch(text) is not None and not _CODE.fullmatch(text)
    return Entry(text, Kind.NUMBER, Decimal(text)) if exact else of_words(written)


def is_decimal(entry: Entry) -> bool:
    """Return whether *entry* is a number whose decimals a point parts."""
    return _DECIMAL.fullmatch(entry.text) is not None


def in_words(entry: Entry, mark: str) -> str:
    """Return *entry* as a text of the language writes it whose decimal mark is *mark*."""
    if entry.value is None:
        return entry.text
    plain = f"{entry.value:f}"
    if "." in plain:
        plain = plain.rstrip("0").removesuffix(".")
    return plain.replace(".", mark) + entry.sign


def as_percentage(entry: Entry | None) -> Entry | None:
    """Return *entry*, the share that a cell holds, as the percentage that it shows."""
    if entry is None or entry.value is None:
        return entry
    shown = entry._replace(value=entry.value * 100, sign="%")
    return shown._replace(text=in_words(shown, "."))


def _of_number(value: float | Decimal) -> Entry | None:
    exact = Decimal(f"{value:.{_DIGITS}g}") if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        return Entry("-", Kind.MARK)
    entry = Entry("", Kind.NUMBER, exact)
    return entry._replace(text=in_words(entry, "."))


def _kind_of(text: str) -> Kind:
    if _CODE.fullmatch(text):
        return Kind.WORDS
    if is_day(text) and not _DECIMAL.fullmatch(text):
        return Kind.DAY
    if _NUMBER.fullmatch(text):
        return Kind.NUMBER
    return Kind.MARK if _is_mark(text) else Kind.WORDS


def _is_mark(text: str) -> bool:
    """Return whether *text* stands where no number is given: "*", "n/a", "[c]"; or is the time of a clock."""
    if len(text) == 1 or text.lower() in _NOT_GIVEN or _CLOCK.fullmatch(text):
        return True
    if _LETTERS.search(text):
        return len(text) <= _SHORTHAND and text[0] in "([" and text[-1] in ")]"
    return not is_name(text)
