"""The days that a time phrase comes to, given the day on which the page was published or updated."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitor.figures.labels.text.grammar import Grammar
from monitor.figures.labels.time.calendar_periods import DaySpan, back, first_day, following, previous

_YEARS = range(1900, 2101)
_MONTHS_OF = {"quarter": 3, "semester": 6}
_NOT_DIGITS = "abcdefghijklmnopqrstuvwxyzªº"
_DIGITS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words of a time phrase, and the day of the page that it stands on."""

    words: list[str]
    grammar: Grammar
    page: date | None

    @property
    def kind(self) -> str:
        """What its preposition says: since, until, after, between, during ... or nothing."""
        opening = self.grammar.time_prepositions.at(self.words, 0)
        return opening[1] if opening else ""

    @property
    def years(self) -> list[int]:
        """The years that it names."""
        return [int(word) for word in self.words if _is_year(word)]

    @property
    def edge(self) -> str:
        """Whether it is of the beginning or the end of a period, or of neither."""
        if not self.grammar.time.beginning.isdisjoint(self.words):
            return "beginning"
        return "end" if not self.grammar.time.ending.isdisjoint(self.words) else ""

    def says(self, meaning: Collection[str]) -> bool:
        """Whether one of the words that have a *meaning* is in it."""
        return any(word in meaning for word in self.words)


def resolved(words: list[str], grammar: Grammar, page: date | None) -> tuple[date | None, date | None]:
    """Return the first and the last day that the time phrase *words* comes to; None where it cannot be known.

    *page* is the day on which the page was published or updated; relative phrases need it, and so do days without a
    year.
    """
    phrase = _Phrase(words, grammar, page)
    span = _span(phrase)
    if span is None:
        return None, None
    first, last = span
    match _kind(phrase, one_day=first == last):
        case "since":
            return first, page if page is None or first <= page else None
        case "until":
            return None, last
        case "after":
            return last + timedelta(days=1), None
    return span


def _kind(phrase: _Phrase, *, one_day: bool) -> str:
    """Return what the preposition of *phrase* says once it is known how many days follow."""
    kind = phrase.kind
    if kind == "since" and len(_dates(phrase)) > 1:
        kind = "between"  # "from 2 to 9 March"
    if kind == "between" and one_day and _is_alone(phrase):
        kind = "since"  # "from March": no second end
    return kind


def _is_alone(phrase: _Phrase) -> bool:
    months = phrase.grammar.calendar.months
    return sum(word in months or (word.isdecimal() and len(word) == 4) for word in phrase.words) < 2


def _span(phrase: _Phrase) -> DaySpan | None:
    dates = _dates(phrase)
    if dates:
        return min(first for first, _ in dates), max(last for _, last in dates)
    if phrase.page is None:
        return None
    return _relative(phrase, phrase.page) or _deictic(phrase, phrase.page) or _weekday(phrase, phrase.page)


def _deictic(phrase: _Phrase, page: date) -> DaySpan | None:
    """Return the day that is told from the page's own: "today", "yesterday"."""
    grammar = phrase.grammar
    for at, word in enumerate(phrase.words):
        known = grammar.time_phrases.at(phrase.words, at)
        meaning = known[1] if known else grammar.time.deictic.get(word)
        if meaning and meaning != "past":
            day = page + timedelta(days=int(meaning.partition(":")[2] or 0))
            return day, day
    return None


def _dates(phrase: _Phrase) -> list[DaySpan]:
    """Return the days, months and years that are named in *phrase*, each as its first and last day."""
    span = _year_ending(phrase)
    if span is not None:
        return [span]
    months = [at for at, word in enumerate(phrase.words) if word in phrase.grammar.calendar.months]
    found = [written for word in phrase.words if (written := _numeric(word)) is not None]
    found += [days for at in months for days in _of_month(phrase, at)]
    return found or ([] if months else [_of_year(year, phrase) for year in phrase.years])


def _of_month(phrase: _Phrase, at: int) -> list[DaySpan]:
    """Return the days that the month *at* is said with, or the whole month; none when its year cannot be known."""
    month = phrase.grammar.calendar.months[phrase.words[at]]
    day = _day_beside(phrase, at)
    year = _nearest_year(phrase, at) or next(iter(phrase.years), None) or _year_of(month, day or 1, phrase.page)
    if year is None:
        return []
    last = calendar.monthrange(year, month)[1]
    if day is None or not 1 <= day <= last:
        return [_part(date(year, month, 1), date(year, month, last), phrase)]
    earlier = _first_day(phrase, at)
    shared = [earlier] if earlier is not None and 1 <= earlier < day else []
    return [(date(year, month, one), date(year, month, one)) for one in (day, *shared)]


def _year_ending(phrase: _Phrase) -> DaySpan | None:
    """Return the twelve months of "the year ending March 2020"."""
    words, time = phrase.words, phrase.grammar.time
    closing = next((at for at, word in enumerate(words) if word in time.closing), None)
    if closing is None or not any(time.units.get(word) == "year" for word in words[:closing]):
        return None
    ends = _dates(replace(phrase, words=words[closing + 1 :], page=None))
    if not ends:
        return None
    last = ends[-1][1]
    return back(last + timedelta(days=1), "year", 1), last


def iso(word: str, order: str) -> str:
    """Return *word*, a date in digits as "2020-03-18": *order* tells whether "18/03/2020" begins with its day."""
    match = _DIGITS.fullmatch(word)
    if match is None:
        return word
    day, month = (match[2], match[1]) if order == "MDY" and int(match[1]) <= 12 else (match[1], match[2])
    return f"{match[3]}-{month:0>2}-{day:0>2}"


def _numeric(word: str) -> DaySpan | None:
    """Read "2020-03-18"."""
    try:
        found = date.fromisoformat(word) if len(word) == 10 else None
    except ValueError:
        return None
    return (found, found) if found else None


def _day_beside(phrase: _Phrase, at: int) -> int | None:
    """Return the day of the month written next to it: "18 March", "March 18th", "1er mars"."""
    for here in (_past_of(phrase, at - 1, -1), at + 1):
        if 0 <= here < len(phrase.words):
            day = _day_of_month(phrase.words[here], phrase.grammar)
            if day is not None:
                return day
    return None


def _past_of(phrase: _Phrase, at: int, step: int) -> int:
    """Return the place *at*, or the next in the direction *step* where "of" stands there: "3 de mayo de 2020"."""
    words = phrase.words
    return at + step if 0 <= at < len(words) and words[at] in phrase.grammar.calendar.of else at


def _day_of_month(word: str, grammar: Grammar) -> int | None:
    """Return the number that *word* writes, an ordinal's ending left out: "18", "18th", "1er"."""
    digits = word.rstrip(_NOT_DIGITS)
    ending = word[len(digits) :]
    sound = digits.isdecimal() and len(digits) < 3 and (not ending or ending in grammar.numbers.ordinal_suffixes)
    return int(digits) if sound else None


def _first_day(phrase: _Phrase, month: int) -> int | None:
    """Return the first day of two that share a month: "entre le 1er et le 15 octobre", "from 2 to 9 May"."""
    words, grammar = phrase.words, phrase.grammar
    for here in range(_past_of(phrase, month - 1, -1) - 1, max(-1, month - 7), -1):
        if words[here] in grammar.calendar.months:
            return None
        day = _day_of_month(words[here], grammar)
        if day is not None:
            return day
    return None


def _nearest_year(phrase: _Phrase, at: int) -> int | None:
    """Return the year that follows the month before another month does: "from May 2019 to June 2020"."""
    for word in phrase.words[_past_of(phrase, at + 1, 1) : at + 4]:
        if _is_year(word):
            return int(word)
        if not word.isdecimal() and word != ",":
            return None
    return None


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == 4 and int(word) in _YEARS


def _part(first: date, last: date, phrase: _Phrase) -> DaySpan:
    """Return a period, or the day at its edge that is said."""
    edge = phrase.edge
    if edge == "beginning":
        return first, first
    return (last, last) if edge == "end" else (first, last)


def _of_year(year: int, phrase: _Phrase) -> DaySpan:
    """Return the days of a *year*, or of a part of it: "the first quarter of 2020"."""
    time = phrase.grammar.time
    for at, word in enumerate(phrase.words):
        months = _MONTHS_OF.get(time.units.get(word) or time.parts.get(word) or "", 0)
        beside = phrase.words[max(0, at - 1) : at + 1]
        ordinal = next((time.ordinals[one] for one in beside if one in time.ordinals), 0)
        if 0 < ordinal * months <= 12:
            end = ordinal * months
            return date(year, end - months + 1, 1), date(year, end, calendar.monthrange(year, end)[1])
    return _part(date(year, 1, 1), date(year, 12, 31), phrase)


def _year_of(month: int, day: int, page: date | None) -> int | None:
    """A day without a year is the latest one that the page can have known."""
    if page is None:
        return None
    return page.year if (month, day) <= (page.month, page.day) else page.year - 1


def _weekday(phrase: _Phrase, page: date) -> DaySpan | None:
    """Return the latest such day that the page can have known: "on Tuesday"; the next one for "until Sunday"."""
    weekdays = phrase.grammar.calendar.weekdays
    day = next((weekdays[word] for word in phrase.words if word in weekdays), None)
    if day is None:
        return None
    shift = (day - page.weekday()) % 7 if phrase.kind == "until" else -((page.weekday() - day) % 7)
    found = page + timedelta(days=shift)
    return found, found


def _relative(phrase: _Phrase, page: date) -> DaySpan | None:
    """Return the days of a period told from the page's own day: "this year", "the last 3 months", "a week ago"."""
    time = phrase.grammar.time
    unit = next((time.units[word] for word in phrase.words if word in time.units), None)
    if unit is None:
        return None
    if phrase.says(time.this):
        return _this(unit, phrase, page)
    amount = _amount(phrase)
    if phrase.says(time.last):
        return _last(unit, amount, phrase, page)
    if amount is not None:
        return _gone(back(page, unit, amount), phrase, page)
    if phrase.says(time.next):
        return following(unit, page)
    edged = phrase.kind == "since" and phrase.edge == "beginning"
    return _this(unit, phrase, page) if edged else None  # "depuis le début de l'année"


def _amount(phrase: _Phrase) -> int | None:
    """Return how many units of time it says: "3", "three", one in "a year ago"."""
    small = phrase.grammar.language.numbers.small
    for word in phrase.words:
        if word.isdecimal() and len(word) < 4:
            return int(word)
        if word in small:
            return small[word]
    return 1 if phrase.says(phrase.grammar.time.once) else None


def _last(unit: str, amount: int | None, phrase: _Phrase, page: date) -> DaySpan | None:
    """Return the days up to the page's own ("the last 3 months"), or the period before ("last month")."""
    if amount is not None or (phrase.kind == "during" and phrase.says(phrase.grammar.time.span)):
        return back(page, unit, amount or 1), page
    return previous(unit, page)


def _gone(day: date, phrase: _Phrase, page: date) -> DaySpan | None:
    """Return a past *day* ("three years ago"), or the days since ("depuis 3 mois")."""
    if phrase.says(phrase.grammar.time.ago):
        return day, day
    return (day, page) if phrase.kind == "since" else None


def _this(unit: str, phrase: _Phrase, page: date) -> DaySpan | None:
    """Return the days of the current *unit* up to the page's own, or its edge: "this year", "the end of the year"."""
    first = first_day(unit, page)
    if first is None:
        return None
    edge = phrase.edge
    if edge == "end" and unit == "year":
        return date(page.year, 12, 31), date(page.year, 12, 31)
    return (first, first) if edge == "beginning" else (first, page)
