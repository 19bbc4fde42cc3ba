"""A number that may be a figure, in its line: what every rule of refusing asks of it, found once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.scanner import Token
from monitor.language import Language
from monitor.model import BlockKind

_DIGITS, _TABLE_CELL = Form.DIGITS, BlockKind.TABLE_CELL  #: named once, for every number is asked of them
_FIRST_YEAR, _LAST_YEAR = "1500", "2199"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a number stands: its block's kind, whether its cell heads others, the headers next to it.

    ``headers`` are those that say what the cell is: the innermost of its row, and those above it. Of "Age", "0 to 44",
    "59" the number counts people of that age, and is none. ``margin`` is what the pages of a document repeat.
    """

    language: Language
    kind: BlockKind = BlockKind.PARAGRAPH
    header: bool = False
    headers: tuple[str, ...] = ()
    margin: bool = False

    @property
    def cell(self) -> bool:
        """Whether the number stands in a table's body."""
        return self.kind is _TABLE_CELL and not self.header

    @property
    def in_table(self) -> bool:
        """Whether the number stands in a table, its headers included."""
        return self.header or self.kind is _TABLE_CELL


class Candidate:
    """A number and what stands beside it: lexemes ``first`` up to ``last`` (exclusive) of its ``line``.

    ``before`` and ``after`` are the lexemes beside it, in lower case; ``refusals`` is what its language refuses;
    ``word`` is its first lexeme: all of it, when it is one group of digits or one word; ``top`` is its value, or the
    high end of a range.
    """

    def __init__(self, token: Token, where: Context) -> None:
        self.token = token
        self.where = where
        self.line = token.line
        self.first = token.first
        self.last = token.last
        self.before = token.line.text(token.first - 1)
        self.after = token.line.text(token.last)
        self.language = where.language
        self.refusals = where.language.refusals
        self.word = token.line.texts[token.first]
        self.top: Decimal | None = token.high if token.value is None else token.value

    @property
    def alone(self) -> bool:
        """Whether nothing else stands in its line."""
        return len(self.line) == self.last - self.first

    @property
    def bare(self) -> bool:
        """Whether it is digits alone: no unit, sign, scale or separator, as years, ids and names are written."""
        token = self.token
        unmarked = token.unit is None and not token.sign and not token.scaled and token.integer
        return unmarked and _is_digits(token)

    @property
    def year_like(self) -> bool:
        """Whether it could be a year: four digits without separator, 1500 to 2199; both ends of a range."""
        token = self.token
        if token.unit is not None or token.sign:
            return False
        if token.form is _DIGITS:
            return is_year(self.word)
        return token.form is Form.RANGE and all(is_year(end.line.texts[end.first]) for end in token.parts)

    @cached_property
    def counts(self) -> bool:
        """Whether a plural noun follows, which it counts."""
        return plural_follows(self.line, self.last, self.language)

    @property
    def touches(self) -> bool:
        """Whether what stands after it touches it."""
        return self.line.glued(self.last)

    @property
    def hyphened(self) -> bool:
        """Whether a hyphen touches its end."""
        return self.after in HYPHENS and self.line.glued(self.last)


def is_year(text: str) -> bool:
    """Whether the digits *text* are written as a year is."""
    return len(text) == 4 and _FIRST_YEAR <= text <= _LAST_YEAR and text.isdecimal()


def _is_digits(token: Token) -> bool:
    if token.parts:
        return all(map(_is_digits, token.parts))
    return token.last == token.first + 1 and token.line.texts[token.first].isdecimal()
