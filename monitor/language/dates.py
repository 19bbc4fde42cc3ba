"""Dates as people write them: "3 May 2020", "le 1er mai", "May 3rd", "03/05/2020", "2020-05-03"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from monitor.language import SHARED, languages, load
from monitor.language.knowledge import Language

YEARS = range(1990, 2101)  # of pages: an older or later year in a page's own date is a mistake
_ISO = r"(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})(?!\d)"
_DIGITS = r"(?<!\d)(?P<d4>\d{1,2})[/.](?P<m4>\d{1,2})[/.](?P<y4>\d{4}|\d{2})(?!\d)"
_MIDDLE = re.compile(r"[/.-](\d{1,2})[/.-]")  # of a date in digits: begins with a mark, which few places of a text have
_BEFORE = re.compile(r"(?<![\d/.-])\d{1,2}\Z")
_AFTER = re.compile(r"(?:(?:19|20)\d\d|\d\d)(?![\d/.-])")


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that finds any of *words*, the longest first; one that finds nothing when there are none."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"


def order_of(text: str, order: str) -> str:
    """Return in which order the digits of dates in *text* stand: *order*, unless most that tell say otherwise."""
    votes = {"DMY": 0, "MDY": 0}
    for middle in _MIDDLE.finditer(text):
        before = _BEFORE.search(text, max(0, middle.start() - 3), middle.start())
        if before is None or not _AFTER.match(text, middle.end()):
            continue
        first, second = int(before[0]), int(middle[1])
        if first > 12 >= second:
            votes["DMY"] += 1
        elif second > 12 >= first:
            votes["MDY"] += 1
    if votes["DMY"] == votes["MDY"]:
        return order
    return max(votes, key=lambda one: votes[one])


class WrittenDates:
    """Finds dates with the month names of some languages, and those in digits."""

    def __init__(self, known: Sequence[Language], *, yearless: bool = False) -> None:
        """*known* are the languages whose names are looked for, of one name the first counts; *yearless* dates, too."""
        self._months: dict[str, int] = {}
        suffixes: set[str] = set()
        links: set[str] = set()
        for language in known:
            self._months = {**language.calendar.months, **self._months}
            suffixes |= language.numbers.ordinal_suffixes
            links |= language.calendar.of
        month, end, of = (alternatives(words) for words in (self._months, suffixes, links))
        optional = "?" if yearless else ""
        day_first = (
            rf"(?<!\d)(?P<d2>\d{{1,2}})(?:{end}|\.|º)?[\s-]+(?:(?:{of})\s)?(?P<m2>{month})\b\.?"
            rf"(?:,?[\s-]+(?:(?:{of})\s)?(?P<y2>\d{{4}})(?!\d)){optional}"
        )
        month_first = (
            rf"\b(?P<m3>{month})\b\.?\s+(?P<d3>\d{{1,2}})(?!\d)(?:{end})?(?:,?\s+(?P<y3>\d{{4}})(?!\d)){optional}"
        )
        self.pattern = re.compile("|".join((_ISO, day_first, month_first, _DIGITS)), re.IGNORECASE)

    def day(self, found: re.Match[str], order: str) -> date | None:
        """Return the day that a match of `pattern` gives; None for no day, and for one without a year.

        *order* is that of dates in digits: "DMY", "MDY" or "YMD"; a date that can only be read the other way is.
        """
        groups = found.groupdict()
        for number in "1234":
            year, month, day = groups[f"y{number}"], groups[f"m{number}"], groups[f"d{number}"]
            if year is None:
                continue
            days, months = int(day), int(month) if month.isdecimal() else self._months[month.lower()]
            if number == "4" and ((order == "MDY" and days <= 12) or months > 12 >= days):
                days, months = months, days
            return _day(int(f"20{year}" if len(year) == 2 else year), months, days)
        return None


@cache  # never forgotten: a worker may open no file, whatever languages the pages are in
def written_dates(language: str) -> WrittenDates:
    """Return what finds dates in *language* and, as a page may be in another than it says, in all that we know."""
    others = load(SHARED).site.others
    return WrittenDates([load(tag) for tag in dict.fromkeys((language, *languages(), *others))])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
