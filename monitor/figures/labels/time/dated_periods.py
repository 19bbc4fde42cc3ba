"""Periods that a date begins, ends or names: "the year ending March 2020", "the week of 2 March", "KW 12"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from monitor.figures.labels.time.calendar_periods import DaySpan, back, first_day
from monitor.figures.labels.time.named_days import dates
from monitor.figures.labels.time.phrase_words import Phrase, is_year

_DAY = timedelta(days=1)
_WEEK_DAYS = 7
_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6
_LAST_WEEK = 53  #: of a year, in ISO 8601
_WITH_LENGTH = frozenset({"hour", "day", "week", "fortnight", "month", "quarter", "semester", "year", "decade", "term"})


def dated(phrase: Phrase) -> tuple[bool, DaySpan | None]:
    """Return whether *phrase* is of a period that a date tells, and its days; None where they cannot be known."""
    beside = next((found for at in phrase.units(_WITH_LENGTH) if (found := _beside_day(phrase, at))), None)
    if beside is not None:
        return True, beside[0]
    for at in phrase.units(_WITH_LENGTH):
        if phrase.words[at + 1 :] and _bounds(phrase, at + 1):
            told = _bounded(phrase, at)
            if told is not None:
                return told
    for kinds, days_of in ((frozenset({"week"}), _week_of), (frozenset({"weekend"}), _weekend_of)):
        named = next(iter(phrase.units(kinds)), None)
        one = None if named is None else _only_day(replace(phrase, words=phrase.words[named + 1 :]))
        if named is not None and one is not None:
            return True, None if _is_apart(phrase, named) else days_of(one)
    return (False, None) if (night := _night_to(phrase)) is None else (True, night)


def _beside_day(phrase: Phrase, at: int) -> tuple[DaySpan | None] | None:
    """Return the days of "the seven days before 15 March", whose unit stands *at*; None: no date is told so.

    "Two weeks before 15 March" is one day, and "the week before" may be one of the calendar: of these none is known.
    """
    link = phrase.grammar.time_prepositions.at(phrase.words, at + 1)
    if link is None or link[1] not in ("before", "after"):
        return None
    rest = replace(phrase, words=phrase.words[at + 1 + link[0] :])
    ends = dates(rest) or [(day, day) for day in weekdays(rest)]
    if not ends:
        return None
    unit, amount = phrase.unit(at), replace(phrase, words=phrase.words[:at]).amount()
    if amount is None or unit == "hour" or phrase.kind != "during":
        return (None,)
    return (_next_to(ends, unit, amount, before=link[1] == "before"),)


def _next_to(ends: list[DaySpan], unit: str, amount: int, *, before: bool) -> DaySpan:
    if before:
        return _up_to(min(first for first, _ in ends) - _DAY, unit, amount)
    first = max(last for _, last in ends) + _DAY
    return first, back(first, unit, -amount) - _DAY


def _bounds(phrase: Phrase, at: int) -> str:
    """Return what the word *at*, after a unit of time, makes of the date behind it: its end, its beginning, or ""."""
    time, words = phrase.grammar.time, phrase.words
    if words[at] in time.opening:
        return "opening"
    return "closing" if words[at] in time.closing else ""


def _bounded(phrase: Phrase, at: int) -> tuple[bool, DaySpan | None] | None:
    """Return the days of "the three months to March 2019", "the week commencing 2 March"; None: no date follows."""
    rest = replace(phrase, words=phrase.words[at + 2 :])
    ends = dates(rest) or [(day, day) for day in weekdays(rest)]
    if not ends:
        return None
    unit, amount = phrase.unit(at), _amount_before(phrase, at)
    unit = "year" if unit == "term" else unit
    if _bounds(phrase, at + 1) == "opening":
        return True, _onward(min(first for first, _ in ends), unit)
    last = max(last for _, last in ends)
    return True, _up_to(last, unit, amount)


def _amount_before(phrase: Phrase, at: int) -> int:
    amount = replace(phrase, words=phrase.words[:at]).amount()
    return amount or 1


def _up_to(last: date, unit: str, amount: int) -> DaySpan:
    if unit == "hour":
        return last - timedelta(days=ceil(amount / 24)), last
    return back(last + _DAY, unit, amount), last


def _onward(first: date, unit: str) -> DaySpan | None:
    days = {"day": 1, "week": _WEEK_DAYS, "fortnight": 2 * _WEEK_DAYS}.get(unit)
    if days is not None:
        return first, first + timedelta(days=days - 1)
    if unit == "year":
        return first, back(first, "year", -1) - _DAY
    return None


def _only_day(phrase: Phrase) -> date | None:
    """Return the day that *phrase* names when it names one and no other."""
    named = dates(phrase)
    return named[0][0] if len(named) == 1 and named[0][0] == named[0][1] else None


def _is_apart(phrase: Phrase, at: int) -> bool:
    """Whether the week at *at* is beside the day, not around it: "the week before 3 March", "a week from 3 March"."""
    hit = phrase.grammar.time_prepositions.at(phrase.words, at + 1)
    told = hit is not None and hit[1] in ("after", "until", "before", "since", "from")
    return told or replace(phrase, words=phrase.words[:at]).amount() is not None


def _week_of(day: date) -> DaySpan | None:
    first = first_day("week", day)
    return None if first is None else (first, first + timedelta(days=_WEEK_DAYS - 1))


def _weekend_of(day: date) -> DaySpan | None:
    if day.weekday() == _SATURDAY:
        return day, day + _DAY
    return (day - _DAY, day) if day.weekday() == _SUNDAY else None


def _night_to(phrase: Phrase) -> DaySpan | None:
    """Return the two days of "in der Nacht zum 3. März", which is the night from the second to the third."""
    night = _night_before(phrase)
    if night is None:
        return None
    one = _only_day(replace(phrase, words=phrase.words[night + 1 :])) or weekday(phrase)
    return None if one is None else (one - _DAY, one)


def _night_before(phrase: Phrase) -> int | None:
    """Return where a night stands that goes over into the day named after it."""
    time, words = phrase.grammar.time, phrase.words
    return next((at for at in range(len(words) - 1) if words[at] in time.nights and words[at + 1] in time.onto), None)


def weekday(phrase: Phrase) -> date | None:
    """Return the latest such day that the page can have known: "on Tuesday"; the next one for "until Sunday"."""
    found = weekdays(phrase)
    return found[-1] if found else None


def weekdays(phrase: Phrase) -> list[date]:
    """Return the days of the week that are named, in order, the last of them the latest that the page can know of."""
    known, page = phrase.grammar.calendar.weekdays, phrase.page
    named = [known[word] for word in phrase.words if word in known]
    if page is None or not named:
        return []
    if _is_any(phrase, named):
        return []
    ahead = phrase.kind in ("until", "before") and len(named) == 1
    if ahead and phrase.words[0] in phrase.grammar.time.either:
        return []
    latest = page + timedelta(days=(named[-1] - page.weekday()) % _WEEK_DAYS) if ahead else _latest(named[-1], page)
    found = [latest]
    for day in reversed(named[:-1]):
        found.insert(0, _latest(day, found[0]))
    return found


def _is_any(phrase: Phrase, named: list[int]) -> bool:
    """Whether no day of one week is meant: "un miércoles", "los sábados", from Monday to Friday."""
    calendar = phrase.grammar.calendar
    first = next(at for at, word in enumerate(phrase.words) if word in calendar.weekdays)
    before = phrase.words[first - 1] if first else ""
    often = before in phrase.grammar.time.once or before in phrase.grammar.time.each_of
    return often or (named[0] == 0 and named[-1] >= _FRIDAY)


def _latest(day: int, until: date) -> date:
    return until - timedelta(days=(until.weekday() - day) % _WEEK_DAYS)


def numbered_weeks(phrase: Phrase) -> list[DaySpan]:
    """Return the weeks that are told by their number, of the year that is said or the page's: "KW 12", "KW 10/2020"."""
    calendar, words = phrase.grammar.calendar, phrase.words
    named = [at for at, word in enumerate(words) if word in calendar.iso_weeks]
    if phrase.months:
        return []
    numbers = {
        number for at in named for k in (at - 1, *range(at + 1, len(words))) for number in _week_numbers(words, k)
    }
    found = sorted(days for number in numbers if (days := _iso_week(number, phrase)) is not None)
    return found if len(found) == len(numbers) else []


def _week_numbers(words: list[str], at: int) -> list[int]:
    if not 0 <= at < len(words):
        return []
    number = words[at].partition("/")[0]
    return [int(number)] if number.isdecimal() and 1 <= len(number) <= 2 and 1 <= int(number) <= _LAST_WEEK else []


def _iso_week(week: int, phrase: Phrase) -> DaySpan | None:
    """Return the days of the *week*, the latest one that had begun on the page's day where no year is said."""
    named = [int(part) for word in phrase.words for part in word.split("/") if is_year(part)]
    page = phrase.page
    if not named and page is None:
        return None
    year = named[0] if named else page.isocalendar().year if page is not None else 0
    try:
        first = date.fromisocalendar(year, week, 1)
        if not named and page is not None and first > page:
            first = date.fromisocalendar(year - 1, week, 1)
    except ValueError:
        return None  # the year has 52
    return first, first + timedelta(days=_WEEK_DAYS - 1)
