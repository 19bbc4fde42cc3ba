"""Places that are told by their degrees: "51.507° N, 0.127° W", "36.5 degrees north", "48°12′30″ E", "lat. 51.5"."""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.figures.numbers.lexer import Line
from monitor.figures.refusals.candidates import Candidate

_HALF_TURN = 180  #: degrees: the greatest longitude
_REACH = 4  #: lexemes back to "latitude", past the other number of a pair
_MARKS = frozenset(",:.=;(")
#: Degrees with minutes, perhaps seconds (ISO 6709, annex D): nothing else has both.
_DEGREES = re.compile(r"\d{1,3}\s?[°º]\s?\d{1,2}(?:[.,]\d+)?\s?['′’](?:\s?\d{1,2}(?:[.,]\d+)?\s?(?:[\"″”]|''))?")


def coordinate(number: Candidate) -> str | None:
    """Tell a degree of latitude or longitude by its point of the compass, its minutes, or the word before it."""
    if number.top is None or abs(number.top) > _HALF_TURN:
        return None
    return "address" if _has_minutes(number) or _points(number) or _is_called(number) else None


def can_be(number: Candidate) -> bool:
    """Whether a word before it can make a degree of the number: one with decimals, as places are told."""
    token = number.token
    near = number.top is not None and abs(number.top) <= _HALF_TURN
    return near and token.unit in {None, "°"} and not token.integer and not token.scaled and not number.counts


@lru_cache(maxsize=8)
def _spans(string: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _DEGREES.finditer(string)) if "°" in string or "º" in string else ()


def _has_minutes(number: Candidate) -> bool:
    token = number.token
    return any(start < token.number_end and token.number_start < end for start, end in _spans(number.line.string))


def _points(number: Candidate) -> bool:
    """Whether a point of the compass follows the degrees, and nothing that lies there: "32 degrees north of it"."""
    if number.token.unit != "°":
        return False
    line, last, compass = number.line, number.last, number.refusals.compass
    letter = number.after in compass.letters and line.capital(last)
    if not letter and number.after not in compass.points:
        return False
    return line.text(last + 1) not in number.refusals.words.of


def _is_called(number: Candidate) -> bool:
    """Whether "latitude" or "coordinates" stands before the number, or before the other one of its pair."""
    if not can_be(number):
        return False
    line, at = number.line, number.first - 1
    for _ in range(_REACH):
        if line.text(at) in number.refusals.compass.before:
            return True
        if not (line.text(at) in _MARKS or _is_decimal(line, at)):
            return False
        at -= 1
    return False


def _is_decimal(line: Line, at: int) -> bool:
    return line.is_number(at) and "." in line.texts[at]
