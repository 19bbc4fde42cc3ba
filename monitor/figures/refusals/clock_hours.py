"""Times of day: by a sign ("9 a.m.", "17h30"), or without one of their own ("a las once", "entre las 9 y las 11")."""

from __future__ import annotations

import re

from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.measures import unit_after
from monitor.figures.numbers.scanner import Token
from monitor.figures.refusals.calendar import ends_date
from monitor.figures.refusals.candidates import Candidate
from monitor.language import Language

_TIMELESS = frozenset({"percent", "currency", "points"})  #: kinds of units
_POINTED = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d").fullmatch
_LAST_HOUR = 24
_LONGEST = 4  #: words of "a partir de las"


def clock(number: Candidate) -> str | None:
    """Tell a time by its sign: "9 o'clock", "9 a.m.", "9:30", "17h30"."""
    timeless = number.token.kind in _TIMELESS or number.token.scaled
    return None if timeless or not _has_sign(number) else "time"


def _has_sign(number: Candidate) -> bool:
    if _is_named_hour(number) or _is_in_half_day(number):
        return True
    minutes = _beyond_colon(number)
    if minutes:
        return len(minutes) == 2
    if _follows_hour(number):
        touching = number.line.glued(number.first) or number.line.glued(number.first - 1)
        return touching or not number.counts
    return number.token.unit == "h" and _is_hour_of_clock(number)


def _is_named_hour(number: Candidate) -> bool:
    """Whether "Uhr" follows, or "at" stands before and "in the morning" behind."""
    if number.token.unit is not None:
        return False
    times, last = number.refusals.times, number.last
    if number.after in times.after:
        return True
    return number.before in times.at and " ".join(number.line.texts[last : last + 3]) in times.parts


def _is_in_half_day(number: Candidate) -> bool:
    """Whether "a.m." follows, in two lexemes and a point."""
    line, last, calendar = number.line, number.last, number.language.calendar
    if line.text(last + 1) != ".":
        return False
    half = f"{number.after}.{line.text(last + 2)}"
    return half in calendar.morning or half in calendar.afternoon


def _beyond_colon(number: Candidate) -> str:
    """Return the digits behind the colon of a time: those after the number ("9:30"), or its own; none without one."""
    line, first, last = number.line, number.first, number.last
    if number.after == ":" and _joins(line, last) and line.is_number(last + 1):
        return line.texts[last + 1].partition(".")[0]
    if number.before == ":" and _joins(line, first - 1) and line.is_number(first - 2):
        return line.texts[first].partition(".")[0]
    return ""


def _joins(line: Line, at: int) -> bool:
    """Whether the mark *at* touches what stands on both its sides."""
    return line.glued(at) and line.glued(at + 1)


def _follows_hour(number: Candidate) -> bool:
    """Whether two digits stand after a number and "h" or "heures": they are its minutes."""
    if len(number.word) != 2 or not number.line.is_number(number.first - 2):
        return False
    if number.before in number.language.time.hour_sign:
        return True
    return number.before in number.refusals.times.clock and number.token.unit is None


def _is_hour_of_clock(number: Candidate) -> bool:
    """Whether "17h" is a time of day: minutes follow, or "à" stands before."""
    token, line, last, times = number.token, number.line, number.last, number.refusals.times
    if number.top is None or number.top > _LAST_HOUR or not token.integer:
        return False
    if line.is_number(last) and len(line.texts[last]) == 2:
        return unit_after(line, last + 1, number.language) is None  # "3 hours 20 minutes" last
    if line.texts[last - 1] not in times.clock:
        return False
    if token.parts and line.texts[token.parts[0].last - 1] in times.clock:
        return line.text(number.first - 2) not in times.lasting  # "8 heures à 18 heures"; "passe de 8 heures à 12 h"
    return number.before in times.at or _is_at_sign(number) or _follows_date(number)


def _is_at_sign(number: Candidate) -> bool:
    """Whether a weak "at" makes a time of an hour with a sign, which may last: "de 18 h"."""
    signed = number.line.texts[number.last - 1] in number.language.time.hour_sign
    return signed and number.before in number.refusals.times.at_weak and not _lasts(number)


def _follows_date(number: Candidate) -> bool:
    """Whether the hour ends a date: "20 janvier 2022, 19 h"."""
    return ends_date(number) and not number.line.is_word(number.last)


def _lasts(number: Candidate) -> bool:
    """Whether hours last: "moins de 18 h", "un délai de 12 h", "après 10 h de marche"; "de 24 h" is hardly midnight."""
    times = number.refusals.times
    if number.line.text(number.first - 2) in times.lasting or number.after in times.lasting_of or _is_of_any(number):
        return True
    return number.token.value == _LAST_HOUR


def _is_of_any(number: Candidate) -> bool:
    """Whether hours are said of any one thing, which lasts so long: "una jornada de 8 h"; "le train de 18 h" leaves."""
    line, noun, articles = number.line, number.first - 2, number.language.numbers.articles
    return line.is_word(noun) and (line.text(noun - 1) in articles or line.text(noun - 2) in articles)


def of_day(number: Candidate) -> str | None:
    """Tell an hour by the article that hours have, or by its minutes after a mark that parts no decimals."""
    if not _may_be_hour(number.token):
        return None
    timed, headed = number.token.unit == "h", number.before in number.refusals.times.hour_articles
    if (timed or headed) and _has_minutes(number):
        return "time"
    if not headed or not _is_hour(number.token) or (number.counts and not timed):
        return None
    return "time" if _opened(number) or _paired(number) else None


def _may_be_hour(token: Token) -> bool:
    return token.unit in {None, "h"} and not token.scaled and not token.sign


def _has_minutes(number: Candidate) -> bool:
    """Whether a number, or both ends of a range, are written with their minutes."""
    return all(_is_pointed(end, number.language) for end in number.token.parts or (number.token,))


def _is_pointed(token: Token, language: Language) -> bool:
    """Whether a number is hours and minutes with a point, where decimals have a comma: "17.30"."""
    return language.numbers.decimal != "." and _POINTED(token.line.texts[token.first]) is not None


def _is_hour(token: Token) -> bool:
    """Whether a number can be an hour, halves and quarters included: "las tres y media"."""
    whole = token.integer or token.form is Form.WORDS
    return whole and token.value is not None and token.value <= _LAST_HOUR and token.value * 4 % 1 == 0


def _opened(number: Candidate) -> bool:
    """Whether "at", "from", "until", with their article, stand before a number: "a partir de las 9"."""
    phrases, texts, first = number.refusals.times.hour_after, number.line.texts, number.first
    return any(" ".join(texts[max(0, first - size) : first]) in phrases for size in range(2, _LONGEST + 1))


def _paired(number: Candidate) -> bool:
    """Whether another number with the same article ends or begins the time: "de las 9 a las 11"."""
    line, first, last, ranges = number.line, number.first, number.last, number.language.numbers.ranges
    links = ranges.to | ranges.and_
    if number.after in links and line.text(last + 1) == number.before and _counts(line, last + 2, number.language):
        return True
    paired = line.text(first - 2) in links and line.text(first - 4) == number.before
    return paired and _counts(line, first - 3, number.language)


def _counts(line: Line, at: int, language: Language) -> bool:
    return line.is_number(at) or line.text(at) in language.numbers.small
