"""Adds up the words of a whole number: "two hundred and six thousand", "quatre-vingt-dix", "einundzwanzig"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from monitor.figures.numbers.lexer import HYPHENS, Line
from monitor.language import Numbers

_MOST_WORDS = 48  # no number has more words: keeps a row of number words linear


class Last(Enum):
    """What the number word said that was added last."""

    NOTHING = "nothing"
    ARTICLE = "article"  #: "a" of "a hundred": one, unless nothing follows
    SMALL = "small"
    HUNDRED = "hundred"
    SCALE = "scale"


@dataclass(slots=True)
class Sum:
    """Number words added up so far; `add_hundred` and `add_scale` return whether the word may stand there."""

    end: int  #: the lexeme after the last of them
    closed: int = 0  #: up to the last scale, it included
    current: int = 0  #: since the last scale
    plain: int = 0  #: what the last scale multiplied
    ceiling: int = 0  #: the last scale, which the next one stays below; 0 before the first
    last: Last = Last.NOTHING

    @property
    def value(self) -> Decimal:
        """What all of them say."""
        return Decimal(self.closed + self.current)

    @property
    def before_scale(self) -> Decimal:
        """What the last scale multiplied, or all of them where there is none."""
        return Decimal(self.plain or self.current)

    @property
    def scaled(self) -> bool:
        """Whether a scale is among them."""
        return self.ceiling > 0

    @property
    def on_tens(self) -> bool:
        """Whether ones may follow: "twenty", "one hundred and forty"."""
        return self.last is Last.SMALL and self.current % 100 >= 20 and self.current % 10 == 0

    @property
    def on_ones(self) -> bool:
        """Whether tens may follow where ones go first: "einund"."""
        return self.last is Last.SMALL and self.current % 100 < 10

    def fits(self, small: int, numbers: Numbers) -> bool:
        """Whether a number below a hundred may follow: "six" after "twenty", but not after "ten"."""
        if self.last is Last.SMALL:
            most = 19 if self.current % 100 in numbers.teens_after else 9
            return self.on_tens and 1 <= small <= most
        return self.last is not Last.ARTICLE

    def add_small(self, small: int) -> None:
        """Add a number below a hundred."""
        self.current += small
        self.last = Last.SMALL

    def add_hundred(self, many: int) -> bool:
        """Add 100, which multiplies what stands before it, or a word for several hundreds, which stands first."""
        if self.last is Last.HUNDRED or self.current > (99 if many == 100 else 0):
            return False
        self.current = (self.current or 1) * many
        self.last = Last.HUNDRED
        return True

    def add_scale(self, scale: int) -> bool:
        """Add a scale, which multiplies what stands since the last one; a larger one right after multiplies all."""
        if self.ceiling and scale >= self.ceiling:
            if self.last is not Last.SCALE:
                return False
            self.closed, self.ceiling = self.closed * scale, self.ceiling * scale  # "a thousand million"
            return True
        self.plain = self.current or 1
        self.closed, self.current = self.closed + self.plain * scale, 0
        self.last, self.ceiling = Last.SCALE, scale
        return True


def added(line: Line, at: int, numbers: Numbers) -> Sum | None:
    """Add up the number words from the lexeme *at* on: "two hundred and six thousand", "quatre-vingt-dix"."""
    total, place = Sum(end=at), at
    if line.texts[at] in numbers.articles and line.texts[at] not in numbers.small:
        total.current, total.last, place = 1, Last.ARTICLE, at + 1
    while place < len(line) and place < at + _MOST_WORDS:
        past = _past_word(line, place, total, numbers)
        if past is None:
            break
        total.end, place = past, _joined(line, past, total, numbers)
    return total if total.end > at else None


def _past_word(line: Line, place: int, total: Sum, numbers: Numbers) -> int | None:
    """Add the number word *place* to those before it, and return the lexeme after it; None where it does not fit."""
    word, second = line.texts[place], line.past_hyphen(place + 1)
    pair = numbers.pairs.get((word, line.text(second)))
    small = numbers.small.get(word) if pair is None else pair
    if small is not None:
        if not total.fits(small, numbers) and not _turned(line, place, small, numbers):
            return None
        total.add_small(small)
        return place + 1 if pair is None else second + 1
    if word in numbers.hundreds:
        fits = total.add_hundred(numbers.hundreds[word])
    else:
        fits = word in numbers.scales and total.add_scale(numbers.scales[word])
    return place + 1 if fits else None


def _turned(line: Line, place: int, small: int, numbers: Numbers) -> bool:
    """Whether the tens *place* come after their ones, in one word: "einundzwanzig"."""
    if not numbers.ones_first or small < 20 or not line.glued(place) or not line.glued(place - 1):
        return False
    return line.texts[place - 1] in numbers.joiners and 0 < numbers.small.get(line.text(place - 2), 0) < 10


def _joined(line: Line, place: int, total: Sum, numbers: Numbers) -> int:
    """Return where the next number word may stand: past a hyphen, or a joiner where the language has one."""
    word = line.text(place)
    if word in numbers.joiners:
        return place + _joins(line, place, total, numbers)
    if word not in HYPHENS:
        return place
    if line.text(place + 1) in numbers.joiners and line.text(place + 2) in HYPHENS:  # "vingt-et-un"
        return place + 3 if _joins(line, place + 1, total, numbers) else place
    return place + _is_number_word(line, place + 1, numbers)


def _joins(line: Line, at: int, total: Sum, numbers: Numbers) -> bool:
    """Whether the joiner *at* adds the number word after it to those before it."""
    follows = numbers.small.get(line.text(line.past_hyphen(at + 1)), -1)
    if numbers.ones_first and total.on_ones:
        return follows >= 20 and line.glued(at) and line.glued(at + 1)
    if numbers.joined_ones:
        return total.on_tens and follows in numbers.joined_ones
    many = total.last is Last.HUNDRED or total.last is Last.SCALE
    return many and (follows >= 0 or line.text(at + 1) in numbers.hundreds)


def _is_number_word(line: Line, at: int, numbers: Numbers) -> bool:
    word = line.text(at)
    if word in numbers.small or word in numbers.hundreds or word in numbers.scales:
        return True
    return (word, line.text(line.past_hyphen(at + 1))) in numbers.pairs
