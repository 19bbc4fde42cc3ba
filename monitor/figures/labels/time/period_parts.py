"""Parts of a year or a month that a time phrase says: its edge, a quarter, a half, its first nine months."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from monitor.figures.labels.text.tokenizer import HYPHENS
from monitor.figures.labels.time.calendar_periods import DaySpan
from monitor.figures.labels.time.phrase_words import Phrase

_MONTHS_OF = {"quarter": 3, "semester": 6}
_HALVES = frozenset({"semester", "fortnight"})  #: of a month, too: "the first half of March"
_SMALL = frozenset({"week", "day", "weekend", "fortnight"})  #: of a month, of which it is not said which days they are
_HALF_MONTH = 15


def of_month(first: date, last: date, phrase: Phrase) -> DaySpan | None:
    """Return the days of the month from *first* to *last*, or of the part of it that is said; None: not known which."""
    half = _ordinal_of(phrase, _HALVES)
    if half in (1, 2):
        middle = first.replace(day=_HALF_MONTH)
        return (first, middle) if half == 1 else (middle + timedelta(days=1), last)
    return None if _counts_within(phrase) else edge(first, last, phrase)


def _counts_within(phrase: Phrase) -> bool:
    """Whether weeks or days of a month are told by their order: "the last week of February"."""
    ordered = phrase.says(phrase.grammar.time.ordinals) or phrase.says(phrase.grammar.time.last)
    return bool(phrase.units(_SMALL)) and ordered


def of_year(year: int, phrase: Phrase) -> DaySpan | None:
    """Return the days of a *year*, or of a part of it: "the first quarter of 2020"; None where it is not said which."""
    parts = phrase.units(_MONTHS_OF)
    if parts:
        months = _MONTHS_OF[phrase.unit(parts[0])]
        told = [one for at in parts for one in _ordinals_before(phrase, at, 12 // months)]
        if not told:
            return None
        return edge(*_months(year, (min(told) - 1) * months, (max(told) - min(told) + 1) * months), phrase)
    counted = _months_counted(year, phrase)
    if counted is not None:
        return counted
    return edge(date(year, 1, 1), date(year, 12, 31), phrase)


def _months_counted(year: int, phrase: Phrase) -> DaySpan | None:
    """Return the months of "the first nine months of 2019", "the last three months of 2019"."""
    amount, time = phrase.amount(), phrase.grammar.time
    if amount is None or not 1 <= amount <= 12 or not phrase.units({"month"}):
        return None
    if phrase.says(time.last):
        return _months(year, 12 - amount, amount)
    return _months(year, 0, amount) if phrase.says(time.first) else None


def _months(year: int, skipped: int, count: int) -> DaySpan:
    end = skipped + count
    return date(year, skipped + 1, 1), date(year, end, calendar.monthrange(year, end)[1])


def _ordinal_of(phrase: Phrase, kinds: frozenset[str]) -> int | None:
    return next((ordinal_beside(phrase, at, 2) for at in phrase.units(kinds)), None)


def _ordinals_before(phrase: Phrase, at: int, most: int) -> list[int]:
    """Return which of *most* the unit *at* is, or those that share its noun: "the second and third quarters"."""
    last = ordinal_beside(phrase, at, most)
    told, here = [] if last is None else [last], at - 2
    joining = phrase.grammar.words.and_ | HYPHENS
    while here > 0 and phrase.words[here] in joining and phrase.words[here - 1] in phrase.grammar.time.ordinals:
        told.append(phrase.grammar.time.ordinals[phrase.words[here - 1]])
        here -= 2
    return [one for one in told if one <= most]


def ordinal_beside(phrase: Phrase, at: int, most: int) -> int | None:
    """Return which of *most* the unit *at* is: "third quarter", "3. Quartal", "quarter 3", "the last quarter"."""
    words, time = phrase.words, phrase.grammar.time
    for here in (at - 1, at - 2, at + 1):
        if not 0 <= here < len(words):
            continue
        ordinal = time.ordinals.get(words[here]) or phrase.day(here)
        if ordinal is not None and 1 <= ordinal <= most:
            return ordinal
    beside = words[max(0, at - 1) : at + 2]
    return most if any(word in time.last for word in beside) else None


def edge(first: date, last: date, phrase: Phrase) -> DaySpan:
    """Return a period, the day at its edge that is said, or the third of it that "early", "mid" and "late" name.

    Of a month a third is ten days (the dekads of the World Meteorological Organization), of a year four months.
    """
    time = phrase.grammar.time
    if phrase.says(time.beginning):
        return first, first
    if phrase.says(time.ending):
        return last, last
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return first, last  # a week has no thirds
    thirds = _thirds(first, last)
    for part, words in enumerate((time.early, time.middle, time.late)):
        if phrase.says(words):
            return thirds[part]
    return first, last


def _thirds(first: date, last: date) -> tuple[DaySpan, DaySpan, DaySpan]:
    months = last.month - first.month + 1
    if months == 1:
        second, third = first.replace(day=11), first.replace(day=21)
    else:
        second, third = (first.replace(month=first.month + part * months // 3) for part in (1, 2))
    day = timedelta(days=1)
    return (first, second - day), (second, third - day), (third, last)
