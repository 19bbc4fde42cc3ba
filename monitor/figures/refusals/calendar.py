"""Dates: a day or a year beside its month, and digits between the marks of dates."""

from __future__ import annotations

import re

from monitor.figures.numbers.lexer import Line
from monitor.figures.refusals.candidates import Candidate, is_year
from monitor.language import Language

_LINKS = frozenset({",", "/", "-", "–", "&"})
_MOST_DAYS = 4  #: of one month in a list
_DAYS = range(1, 32)
_MONTHS = range(1, 13)
_WRITTEN_OUT = re.compile(r"(?:([0-9]{1,2})\.? )?([^\W\d_]+) ([0-9]{4})").fullmatch


def alone(string: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Return where the day and the year stand in a line that is nothing but a date ("24 April 2020"); () in others.

    Most lines with a number on pages that tell their history are such; nothing beside them could say otherwise.
    """
    written = _WRITTEN_OUT(string)
    if written is None or not (written[1] is None or int(written[1]) in _DAYS) or not is_year(written[3]):
        return ()
    month = written[2].lower()
    if month in language.numbers.starters or not _names_month(month, language, capital=written[2][0].isupper()):
        return ()  # "sept" is seven, too
    return (written.span(3),) if written[1] is None else (written.span(1), written.span(3))


def date(number: Candidate) -> str | None:
    """Tell the day or the year of a date, or its month, where that is called as a number is."""
    token, top = number.token, number.top
    if token.unit is not None or token.scaled or not token.integer or top is None:
        return None
    if number.word in number.language.calendar.months:
        return "date" if _is_month_of_date(number) else None
    dated = _is_year_of_date(number) if number.year_like else 1 <= top <= 31 and _is_day_of_date(number)
    return "date" if dated or _is_slashed(number) or _is_hyphened(number) or _is_spaced(number) else None


def _is_day_of_date(number: Candidate) -> bool:
    line, first, language = number.line, number.first, number.language
    if _month_follows(number) or _shares_month(line, number.last, language):
        return True
    if _month_precedes(number):
        dated = line.is_number(first - 2) or line.text(first - 2) in language.numbers.ordinal_suffixes
        return not dated and not number.counts and not _goes_on(number)
    if number.before in language.calendar.days:
        return not number.counts
    return _month_before_numbers(line, first, language) and not number.counts


def _is_month_of_date(number: Candidate) -> bool:
    """Whether a number's word stands as a month's, beside its day or its year: "12 sept.", where *sept* is 7."""
    line, day, after = number.line, number.first - 1, number.last
    if number.after == "." and number.touches:
        after += 1
    if is_year(line.text(after)):
        return True
    if number.before in number.language.numbers.ordinal_suffixes:
        day -= 1
    written = line.text(day)
    return written.isdecimal() and len(written) <= 2 and int(written) in _DAYS and not number.counts


def _is_year_of_date(number: Candidate) -> bool:
    """Whether a month stands right before a year, or a month, a day and a comma."""
    return not number.counts if _month_precedes(number) else ends_date(number)


def ends_date(number: Candidate) -> bool:
    """Whether a month, a number and a comma stand before: "3 May 2020, 19 h", "May 3, 2020"."""
    line, first = number.line, number.first
    return number.before == "," and line.is_number(first - 2) and is_month(line, first - 3, number.language)


def _month_follows(number: Candidate) -> bool:
    """Whether the month of a day follows: "3 May", "3. května", "3 de mayo"."""
    line, after, language = number.line, number.last, number.language
    if number.after == "." and number.touches and is_month(line, after + 1, language):
        return True  # the point of an ordinal
    if number.after in language.calendar.of:
        after += 1
    return is_month(line, after, language)


def _month_precedes(number: Candidate) -> bool:
    """Whether a month stands right before, perhaps cut with a point: "May 3", "Sept. 2020"."""
    line, first, language = number.line, number.first, number.language
    return is_month(line, first - 1, language) or (number.before == "." and is_month(line, first - 2, language))


def _goes_on(number: Candidate) -> bool:
    """Whether the clause of a number is but its month: "in May 34 lambs were born, in June 29"; days have no "in"."""
    line, month = number.line, number.first - 1
    if line.text(month - 1) not in number.refusals.dates.in_month or number.after not in _CLAUSE_ENDS:
        return False
    if number.after == "," and line.is_number(number.last + 1):
        return False  # "in June 29, 2020"
    return any(line.is_number(at) for at in range(month - 1))


_CLAUSE_ENDS = frozenset({".", ",", ";", ")", ""})


def _is_hyphened(number: Candidate) -> bool:
    """Whether a hyphen ties a month to the number: "8-Mai-1945"."""
    last = number.last
    return number.hyphened and number.line.glued(last + 1) and is_month(number.line, last + 1, number.language)


def is_month(line: Line, at: int, language: Language) -> bool:
    """Whether the name of a month stands *at*, with the capital that some need."""
    return _names_month(line.text(at), language, capital=line.capital(at))


def _names_month(word: str, language: Language, *, capital: bool) -> bool:
    months = language.calendar
    return word in months.months and (capital or word not in months.need_capital)


def _shares_month(line: Line, at: int, language: Language) -> bool:
    """Whether other days follow, and then their month: "and 15", ", 15 and 16", "y el 15 de" before "octubre"."""
    begin = at = _past_point(line, at, language)
    for _ in range(_MOST_DAYS):
        day = at + 2 if line.text(at + 1) in language.words.articles else at + 1
        if not _lists_day(line, at, day, language):
            break
        at = _past_point(line, day + 1, language)
    if line.text(at) in language.calendar.of:
        at += 1
    return at > begin and is_month(line, at, language)


def _past_point(line: Line, at: int, language: Language) -> int:
    """Return the place *at*, or the next where the point of an ordinal stands there: "3.–5. März"."""
    return at + 1 if language.numbers.ordinal_points and line.text(at) == "." and line.glued(at) else at


def _month_before_numbers(line: Line, first: int, language: Language) -> bool:
    """Whether days of one month stand before: "May 11 and 28", but not "the week of May 11 and 28 the week of"."""
    span = language.units.words.get(line.text(first + 2))
    if line.text(first + 1) in language.words.articles and span is not None and span.kind == "time":
        return False
    at = first - 1
    for _ in range(_MOST_DAYS):
        if not _lists_day(line, at, at - 1, language):
            return False
        if is_month(line, at - 2, language):
            return True
        at -= 2
    return False


def _lists_day(line: Line, link: int, day: int, language: Language) -> bool:
    """Whether a mark or word of lists stands at *link*, and a number of one or two digits at *day*."""
    text = line.text(link)
    if text not in _LINKS and text not in language.refusals.words.listing:
        return False
    return line.is_number(day) and len(line.texts[day]) <= 2


_DATE_MARKS = frozenset("/-‐‑.")


def _is_slashed(number: Candidate) -> bool:
    """Whether the number is part of 12/03/2020 or 2020-03-12."""
    line, begin, end = number.line, number.first, number.last
    while number.first - begin < 6 and _parts_date(line, begin - 1):
        begin -= 2
    while end - number.last < 6 and _parts_date(line, end):
        end += 2
    if end - begin != 5 or not all(map(line.is_number, range(begin, end, 2))):
        return False
    sizes = [len(text) for text in line.texts[begin:end:2]]
    if sizes == [2, 2, 2]:
        return line.texts[begin + 1] == "/"
    return sizes[1] <= 2 and 4 in (sizes[0], sizes[2])


def _is_spaced(number: Candidate) -> bool:
    """Whether the number is the day or the month of "3. 10. 2019", where ordinals have a point."""
    line, first = number.line, number.first
    if not number.language.numbers.ordinal_points or number.after != "." or not number.touches:
        return False
    day = first if line.text(first + 3) == "." else first - 2
    written = [line.text(at) for at in range(day, day + 5)]
    if written[1::2] != [".", "."] or not is_year(written[4]) or not line.glued(day + 3):
        return False
    return written[0].isdecimal() and written[2].isdecimal() and int(written[0]) in _DAYS and int(written[2]) in _MONTHS


def _parts_date(line: Line, at: int) -> bool:
    """Whether a mark of dates stands *at*, between numbers that it touches."""
    tied = line.text(at) in _DATE_MARKS and line.glued(at) and line.glued(at + 1)
    return tied and line.is_number(at - 1) and line.is_number(at + 1)


_DAY_AND_MONTH = re.compile(r"(\d{1,2})\.(\d{1,2})").fullmatch
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\.(\d{1,2})\.\d{4}").fullmatch


def pointed_date(number: Candidate) -> str | None:
    """Tell "14.12.", where ordinals have a point."""
    line, last = number.line, number.last
    if not number.language.numbers.ordinal_points or number.after != "." or not number.touches:
        return None
    written = _DAY_AND_MONTH(number.word) if number.token.unit is None else None
    if written is None or int(written[1]) not in _DAYS or int(written[2]) not in _MONTHS:
        return None
    ends = last + 1 >= len(line) or (line.capital(last + 1) and not line.glued(last + 1))
    return "date" if not ends or _follows_date_word(number) else None


def _follows_date_word(number: Candidate) -> bool:
    """Whether a word before it is said of days alone: "bis zum 3.10.", "Stand: 3.10."."""
    before = number.line.text(number.first - 2) if number.before == ":" else number.before
    return before in number.refusals.dates.day_before


def dotted_date(number: Candidate) -> str | None:
    """Tell 12.03.2020."""
    written = _DAY_MONTH_YEAR(number.word)
    return "date" if written is not None and int(written[1]) <= 31 and int(written[2]) <= 12 else None
