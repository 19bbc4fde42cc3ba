"""The words of a time phrase, made ready to be asked for the days that they come to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase, digits

from monitor.figures.labels.text.grammar import Grammar

_YEARS = range(1900, 2101)
_CENTURY = 2000  #: of years that are written in two digits
_DATE = re.compile(r"(\d{1,2})(?:[/.]|\. |-)(\d{1,2})(?:[/.]|\. |-)(\d{4}|\d{2})")
_TWO_PARTS = re.compile(r"(\d{1,2})([/.])(\d{1,2})")
TWO_YEARS = re.compile(r"(\d{4})/(\d{4}|\d{2})")  #: "2018/19"
CODE = re.compile(r"(\d{4})?(\d[a-z]{1,2}|[a-z]{1,2}\d)(\d{4}|\d{2})?")  #: "Q3", "1H19"
_NOT_DIGITS = ascii_lowercase + "ªº"


@dataclass(frozen=True, slots=True)
class Phrase:
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
        return [int(word) for word in self.words if is_year(word)]

    @property
    def months(self) -> list[int]:
        """Where its months stand."""
        known, words, grammar = self.grammar.calendar.months, self.words, self.grammar
        return [at for at, word in enumerate(words) if word in known and not counts_units(words, at, grammar)]

    def says(self, meaning: Collection[str]) -> bool:
        """Whether one of the words that have a *meaning* is in it."""
        return any(word in meaning for word in self.words)

    def unit(self, at: int) -> str:
        """Return the unit of time that the word *at* names: "quarter", "year"; "" for none."""
        word, grammar = self.words[at], self.grammar
        return grammar.time.units.get(word) or grammar.time.parts.get(word) or grammar.calendar.codes.get(word) or ""

    def units(self, kinds: Collection[str]) -> list[int]:
        """Return where units of these *kinds* stand."""
        return [at for at in range(len(self.words)) if self.unit(at) in kinds]

    def amount(self) -> int | None:
        """Return how many units of time it says: "3", "three", one in "a year ago"."""
        small = self.grammar.language.numbers.small
        for word in self.words:
            if word.isdecimal() and len(word) < 4:
                return int(word)
            if word in small:
                return small[word]
        return 1 if self.says(self.grammar.time.once) else None

    def day(self, at: int) -> int | None:
        """Return the number that the word *at* writes, an ordinal's ending left out: "18", "18th", "1er"."""
        if not 0 <= at < len(self.words):
            return None
        word = self.words[at]
        number = word.rstrip(_NOT_DIGITS)
        ending = word[len(number) :]
        suffixes = self.grammar.numbers.ordinal_suffixes
        return int(number) if number.isdecimal() and len(number) < 3 and (not ending or ending in suffixes) else None

    def past_of(self, at: int, step: int) -> int:
        """Return the place *at*, or the next in the direction *step* where "of" stands there: "3 de mayo de 2020"."""
        words = self.words
        return at + step if 0 <= at < len(words) and words[at] in self.grammar.calendar.of else at


def counts_units(words: Sequence[str], at: int, grammar: Grammar) -> bool:
    """Whether a month's short form *at* is a number that counts units of time: "sept jours", "sept derniers mois"."""
    if words[at] not in grammar.numbers.small:
        return False
    time, behind = grammar.time, [*words[at + 1 : at + 3], "", ""]
    return behind[0] in time.units or (behind[0] in time.inside and behind[1] in time.units)


def is_year(word: str) -> bool:
    """Whether *word* is a year, as it is written in a phrase of time."""
    return word.isdecimal() and len(word) == 4 and int(word) in _YEARS


def spelled(words: Iterable[str], grammar: Grammar, order: str) -> list[str]:
    """Return *words* with what is written short spelled out: dates in digits, "3q19", "2018/19", "Jahresende".

    *order* tells whether "03/05/2020" begins with its day.
    """
    said: list[str] = []
    listed = list(words)
    for at, word in enumerate(listed):
        days = _TWO_PARTS.fullmatch(word)
        if days is None:
            said += _spelled(word, grammar, order)
        elif listed[at + 1 : at + 2] and listed[at + 1] in grammar.calendar.months:
            said += [days[1], "/", days[3]]  # "3/4 March"
        else:
            said.append(
                word if listed[at + 1 : at + 2] and listed[at + 1] in grammar.time.clock else _yearless(days, order)
            )
    read_as = grammar.read_as
    at, made = 0, list[str]()
    while at < len(said):
        hit = read_as.at(said, at)
        made += [said[at]] if hit is None else hit[1].split()
        at += 1 if hit is None else hit[0]
    return made


def _spelled(word: str, grammar: Grammar, order: str) -> list[str]:
    if not word[-1:].isalnum() or word.isalpha() or word.isdecimal():
        return [word]
    code = CODE.fullmatch(word)
    if code is not None and code[2] in grammar.calendar.coded:
        number, year = code[2].strip(ascii_lowercase), code[1] or code[3]
        return [number, code[2].strip(digits), *([_whole_year(year)] if year else [])]
    years = TWO_YEARS.fullmatch(word)
    return [years[1], "-", years[2]] if years is not None else [_iso(word, order)]


def _iso(word: str, order: str) -> str:
    """Return *word*, a date in digits, as "2020-03-18"; any other as it is."""
    match = _DATE.fullmatch(word)
    if match is None:
        return word
    day, month = (match[2], match[1]) if order == "MDY" and int(match[1]) <= 12 else (match[1], match[2])
    return f"{_whole_year(match[3])}-{month:0>2}-{day:0>2}"


def _yearless(parts: re.Match[str], order: str) -> str:
    """Return a day and a month in digits as "--03-18", as dates without a year were written in ISO 8601."""
    day, month = (parts[3], parts[1]) if order == "MDY" and int(parts[1]) <= 12 else (parts[1], parts[3])
    return f"--{month:0>2}-{day:0>2}"


def _whole_year(written: str) -> str:
    return written if len(written) == 4 else str(_CENTURY + int(written))
