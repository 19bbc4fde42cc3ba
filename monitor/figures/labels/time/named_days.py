"""The days, months and years that a time phrase names."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date
from itertools import pairwise

from monitor.figures.labels.text.tokenizer import HYPHENS
from monitor.figures.labels.time.calendar_periods import DaySpan
from monitor.figures.labels.time.period_parts import of_month, of_year
from monitor.figures.labels.time.phrase_words import Phrase, is_year

_WRITTEN = range(1000, 3000)  #: years of dates in digits; "31.12.9999" says that there is no end


def dates(phrase: Phrase) -> list[DaySpan]:
    """Return the days, months and years that are named in *phrase*, each as its first and last day.

    Days of which one tells that others cannot be known are none: "the last week of February", "2018/19".
    """
    months = phrase.months
    found = [written for at in range(len(phrase.words)) if (written := _numeric(phrase, at)) is not None]
    found += _in_order([days for at in months for days in _of_month(phrase, at)], phrase)
    return found if found or months else years(phrase)


def years(phrase: Phrase) -> list[DaySpan]:
    """Return the years that are named in *phrase*, or the parts of them; none of two that are neighbours: "2018/19".

    Such a pair is a season, a school's or a budget's year, which begins in a month that is not said.
    """
    if _is_double(phrase):
        return []
    named = [at for at, word in enumerate(phrase.words) if is_year(word)]
    own = [of_year(int(phrase.words[at]), _own_words(phrase, at, named)) for at in named]
    own += [of_year(year, phrase) for year in _all_years(phrase) if year not in phrase.years]
    return [days for days in own if days is not None]


def _own_words(phrase: Phrase, at: int, named: list[int]) -> Phrase:
    """Return what is said of the month or the year *at* alone, of several *named*: "from early May to mid-June"."""
    if len(named) < 2:
        return phrase
    begin = max((other + 1 for other in named if other < at), default=0)
    return replace(phrase, words=phrase.words[begin : at + 1])


def _all_years(phrase: Phrase) -> list[int]:
    """Return the years of *phrase*, those after a hyphen in two digits among them: "2015-19"."""
    words, found = phrase.words, phrase.years
    for at, word in enumerate(words[:-2]):
        if is_year(word) and words[at + 1] in HYPHENS and words[at + 2].isdecimal() and len(words[at + 2]) == 2:
            found.append(int(word[:2] + words[at + 2]))
    return sorted(found)


def _is_double(phrase: Phrase) -> bool:
    words, found = phrase.words, _all_years(phrase)
    return not HYPHENS.isdisjoint(words) and any(later - year == 1 for year, later in pairwise(found))


def _in_order(found: list[DaySpan], phrase: Phrase) -> list[DaySpan]:
    """Return days that no year is said of with the last no earlier than the first: "from 1 March to 30 April"."""
    if len(found) < 2 or phrase.years or found[0][0] <= found[-1][0]:
        return found
    first, last = found[0][0], found[-1]
    if (last[0].month, last[0].day) < (first.month, first.day):
        return found
    return [*found[:-1], (_in_year(last[0], first.year), _in_year(last[1], first.year))]


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def _of_month(phrase: Phrase, at: int) -> list[DaySpan]:
    """Return the days that the month *at* is said with, or the whole month; none when its year cannot be known."""
    month = phrase.grammar.calendar.months[phrase.words[at]]
    day = _day_beside(phrase, at)
    year = _nearest_year(phrase, at) or _shared_year(phrase, at, month) or _told_year(phrase, month, day)
    if year is None:
        return []
    last = calendar.monthrange(year, month)[1]
    if day is None or not 1 <= day <= last:
        part = of_month(date(year, month, 1), date(year, month, last), _own_words(phrase, at, phrase.months))
        if part is not None and not phrase.years and phrase.page is not None and part[0] > phrase.page:
            part = _in_year(part[0], year - 1), _in_year(part[1], year - 1)  # "at the end of March", on the 18th
        return [] if part is None else [part]
    earlier = min(_days_before(phrase, at), default=None)
    shared = [earlier] if earlier is not None and 1 <= earlier < day else []
    return [(date(year, month, one), date(year, month, one)) for one in (*shared, day)]


def _numeric(phrase: Phrase, at: int) -> DaySpan | None:
    """Read "2020-03-18", and "3.10" where days are ordinals with a point."""
    word = phrase.words[at]
    if len(word) == 10 and word[4] == "-":
        try:
            found = date.fromisoformat(word)
        except ValueError:
            return None
        return (found, found) if found.year in _WRITTEN else None
    written = day_and_month(phrase, at)
    return None if written is None else _yearless(phrase, at, *written)


def day_and_month(phrase: Phrase, at: int) -> tuple[int, int] | None:
    """Return the day and the month of "3.10" or "3/10", which `spelled` made "--10-03"."""
    word = phrase.words[at]
    return (int(word[5:]), int(word[2:4])) if len(word) == 7 and word.startswith("--") else None


def _yearless(phrase: Phrase, at: int, day: int, month: int) -> DaySpan | None:
    """Return the day of the month whose year the next date says, or else the page: "vom 1.1. bis 31.3.2019"."""
    later = next((one for k in range(at + 1, len(phrase.words)) if (one := _numeric(phrase, k)) is not None), None)
    year = None
    if later is not None:
        year = later[0].year - ((month, day) > (later[0].month, later[0].day))
    elif 1 <= month <= 12:
        year = next(iter(phrase.years), None) or year_of(month, day, phrase.page)
    try:
        found = date(year, month, day) if year is not None else None
    except ValueError:
        return None
    return (found, found) if found is not None else None


def _day_beside(phrase: Phrase, at: int) -> int | None:
    """Return the day of the month written next to it: "18 March", "March 18th", "1er mars"."""
    before = phrase.day(phrase.past_of(at - 1, -1))
    return phrase.day(at + 1) if before is None else before


def _days_before(phrase: Phrase, month: int) -> list[int]:
    """Return the other days that share a month: "entre le 1er et le 15 octobre", "13, 14 and 15 May"."""
    found: list[int] = []
    for here in range(phrase.past_of(month - 1, -1) - 1, max(-1, month - 9), -1):
        if phrase.words[here] in phrase.grammar.calendar.months:
            return found
        day = phrase.day(here)
        if day is not None and here > 0 and phrase.words[here - 1] in phrase.grammar.calendar.months:
            return found  # "from January 1 to June 30"
        if day is not None and not _is_hour(phrase, here):
            found.append(day)
    return found


def _is_hour(phrase: Phrase, at: int) -> bool:
    """Whether a number is an hour of the clock: "le 3 mars", after "entre 9 h et 17 h"."""
    clock = phrase.grammar.time.clock
    return any(word in clock for word in phrase.words[at + 1 : at + 4])


def _nearest_year(phrase: Phrase, at: int) -> int | None:
    """Return the year that follows the month before another month does: "from May 2019 to June 2020"."""
    for word in phrase.words[phrase.past_of(at + 1, 1) : at + 4]:
        if is_year(word):
            return int(word)
        if not word.isdecimal() and word != ",":
            return None
    return None


def _shared_year(phrase: Phrase, at: int, month: int) -> int | None:
    """Return the year that is said of a later month, or of all: "from December to January 2020", "in 2019 in May"."""
    named = phrase.years
    if not named:
        return None
    later = [k for k in phrase.months if k > at]
    with_year = next((k for k in later if _nearest_year(phrase, k) is not None), None)
    if with_year is None:
        return named[0]
    year = _nearest_year(phrase, with_year)
    crossed = month > phrase.grammar.calendar.months[phrase.words[with_year]]
    return None if year is None else year - crossed


def _told_year(phrase: Phrase, month: int, day: int | None) -> int | None:
    """Return the year of a month that has none beside it: "next April", "last March", "on 3 March"."""
    year, time, page = year_of(month, day or 1, phrase.page), phrase.grammar.time, phrase.page
    if year is None or page is None:
        return None
    if phrase.says(time.next):
        return year + 1
    return year - 1 if phrase.says(time.last) and day is None and month == page.month else year


def year_of(month: int, day: int, page: date | None) -> int | None:
    """A day without a year is the latest one that the page can have known."""
    if page is None:
        return None
    return page.year if (month, day) <= (page.month, page.day) else page.year - 1


def lacks_year(phrase: Phrase) -> bool:
    """Whether *phrase* names days or months, and no year."""
    if phrase.years or any(len(word) == 10 and word[4] == "-" for word in phrase.words):
        return False
    return bool(phrase.months) or any(day_and_month(phrase, at) for at in range(len(phrase.words)))
