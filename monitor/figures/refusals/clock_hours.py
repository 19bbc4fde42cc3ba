"""Times of day without a sign of their own: "a las once", "entre las 9 y las 11", "12.15 horas"."""

from __future__ import annotations

import re

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.scanner import Token
from monitor.language import Language

_POINTED = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d").fullmatch
_LAST_HOUR = 24
_LONGEST = 4  #: words of "a partir de las"


def of_day(token: Token, language: Language) -> str | None:
    """Tell an hour by the article that hours have, or by its minutes after a mark that parts no decimals."""
    if token.unit not in {None, "h"} or token.scaled or token.sign:
        return None
    line, first, timed = token.line, token.first, token.unit == "h"
    hours = language.refusals.times.hour_articles
    pointed = all(_is_pointed(end, language) for end in token.parts or (token,))
    if pointed and (timed or line.text(first - 1) in hours):
        return "time"
    if line.text(first - 1) not in hours or not (pointed or _is_hour(token)):
        return None
    if not timed and plural_follows(line, token.last, language):
        return None
    return "time" if _opened(line, first, language) or _paired(token, language) else None


def _is_pointed(token: Token, language: Language) -> bool:
    """Whether a number is hours and minutes with a point, where decimals have a comma: "17.30"."""
    return language.numbers.decimal != "." and _POINTED(token.line.texts[token.first]) is not None


def _is_hour(token: Token) -> bool:
    """Whether a number can be an hour, halves and quarters included: "las tres y media"."""
    whole = token.integer or token.form is Form.WORDS
    return whole and token.value is not None and token.value <= _LAST_HOUR and token.value * 4 % 1 == 0


def _opened(line: Line, first: int, language: Language) -> bool:
    """Whether "at", "from", "until", with their article, stand before the lexeme *first*: "a partir de las 9"."""
    phrases = language.refusals.times.hour_after
    return any(" ".join(line.texts[max(0, first - size) : first]) in phrases for size in range(2, _LONGEST + 1))


def _paired(token: Token, language: Language) -> bool:
    """Whether another number with the same article ends or begins the time: "de las 9 a las 11"."""
    line, first, last = token.line, token.first, token.last
    article, ranges = line.text(first - 1), language.numbers.ranges
    links = ranges.to | ranges.and_
    begins = line.text(last) in links and line.text(last + 1) == article and _counts(line, last + 2, language)
    ends = line.text(first - 2) in links and line.text(first - 4) == article and _counts(line, first - 3, language)
    return begins or ends


def _counts(line: Line, at: int, language: Language) -> bool:
    return line.is_number(at) or line.text(at) in language.numbers.small
