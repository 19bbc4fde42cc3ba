"""Whether the "m" behind a number is of millions: "The population is 8.9m", but "Visitors stood 2m apart"."""

from __future__ import annotations

from monitor.figures.numbers.lexer import HYPHENS, Line
from monitor.language import Language

JOINS = HYPHENS | frozenset("/_'")  #: after these "5k" may be a part of a name: "5k-run", "4k/8k"
_LINKED = 8  #: lexemes between a noun and its number: "passengers rose from 2.9m to a total of 3.4m"
_DESCRIBED = 3  #: words of a noun's own, at most
_AGAIN = 16  #: lexemes between two numbers of the same thing


def told(line: Line, at: int, language: Language) -> bool:
    """Whether what stands before the number says that the letter *at* is of millions."""
    return _may_end(line, at + 1, language) and _tells_many(line, at, language)


def next_alike(line: Line, at: int, language: Language) -> int | None:
    """Return where the letter of a second number stands that the one *at* shares its sense with: "1.2m to 0.9m"."""
    alike = line.text(at + 1) in language.units.onto and line.text(at + 3) == line.texts[at]
    return at + 3 if alike and line.is_number(at + 2) else None


def _may_end(line: Line, at: int, language: Language) -> bool:
    """Whether what stands *at*, behind "5m", leaves open what it is of: "in 2020", "from 4m", not "away" or "-high"."""
    word, units = line.text(at), language.units
    if line.glued(at) and (line.is_word(at) or line.is_number(at) or word in JOINS):
        return False
    return word not in units.measured or word in units.open or (word in units.onto and line.is_number(at + 1))


def _tells_many(line: Line, at: int, language: Language) -> bool:
    """Whether the letter *at* ends a number of what no length is told of: "The population is 8.9m.", "Sales: 3.4m"."""
    units, is_told = language.units, False
    for place in range(at - 2, max(-1, at - 2 - _LINKED), -1):
        word = line.texts[place]
        if word in units.many:
            return is_told or _follows_millions(line, at, language)  # not "Workers climbed 30m"
        is_told = is_told or word in units.telling
        if not (word in units.links or line.is_number(place) or (word == line.texts[at] and line.is_number(place - 1))):
            return _belongs_to_many(line, place, language) or _follows_millions(line, at, language)
    return False


def _follows_millions(line: Line, at: int, language: Language) -> bool:
    """Whether the letter *at* was that of millions before: "7.6m people wait, up from 4.2m"."""
    if line.text(at - 2) not in language.units.onto:
        return False
    for place in range(at - 2, max(0, at - _AGAIN), -1):
        if line.texts[place] == line.texts[at] and line.glued(place) and line.is_number(place - 1):
            return line.is_word(place + 1) and line.texts[place + 1] not in language.units.measured
    return False


def _belongs_to_many(line: Line, at: int, language: Language) -> bool:
    """Whether the noun *at* says whose they are: "the population of the delta"."""
    for place in range(at - 1, max(0, at - 1 - _DESCRIBED), -1):
        if line.texts[place] in language.numbers.of:
            return line.texts[place - 1] in language.units.many
        if not line.is_word(place):
            return False
    return False
