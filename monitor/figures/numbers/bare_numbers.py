"""Reads a number that nothing adjoins, as most are: digits between words that make no more of it.

The other stages look for a sign, a currency, a scale, a unit, a part, a second end ... each in its own tables. Where
what stands beside the number is in none of these, they would all find nothing, and need not be asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from monitor.figures.numbers import scaled_codes
from monitor.figures.numbers.cardinals import TIMES, Form
from monitor.figures.numbers.fractions import MOST_TOLD, SHARE_REACH
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.measures import RATE_REACH, SIGNS, past_no_cents, rate_after
from monitor.figures.numbers.written_number import Token
from monitor.language import VULGAR, Language, lexing

_DIGITS = Form.DIGITS
_CLOSING = frozenset('.,;:!?)]"”»')  #: marks that end what stands before them and begin nothing
_POINTS = frozenset(".,")


def read(line: Line, at: int, language: Language) -> Token | None:
    """Return the number at the lexeme *at* when nothing adjoins it; None where something may."""
    value = line.values.get(at)
    if value is None or "." in str(value):
        return None
    beside, texts = _beside(language), line.texts
    if not (_is_free_before(line, at, beside) and _is_free_behind(line, at + 1, beside)):
        return None
    if 0 < value <= MOST_TOLD and not beside.shares.isdisjoint(texts[at + 1 : at + 1 + SHARE_REACH]):
        return None
    rated = not beside.rates.isdisjoint(texts[at + 1 : at + 1 + RATE_REACH])
    start, end = line.starts[at], line.ends[at]
    return Token(
        value=value,
        surface=line.string[start:end],
        start=start,
        end=end,
        form=_DIGITS,
        rate=rate_after(line, at + 1, language) if rated else None,
        number_start=start,
        number_end=end,
        first=at,
        last=at + 1,
        line=line,
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """Lexemes that may make more of a number than its digits, by where they stand."""

    before: frozenset[str]  #: right before it
    behind: frozenset[str]  #: right behind it
    joiners: frozenset[str]  #: behind the noun that it counts: "four brigades and a half"
    shares: frozenset[str]  #: within `SHARE_REACH`: "one in five"
    rates: frozenset[str]  #: within `RATE_REACH`: "12 deaths per 100,000"


def _is_free_before(line: Line, at: int, beside: _Beside) -> bool:
    before = line.text(at - 1)
    return before not in beside.before and not (before in _POINTS and line.glued(at))


def _is_free_behind(line: Line, at: int, beside: _Beside) -> bool:
    behind = line.text(at)
    if not behind:
        return True
    if behind in beside.behind or not (behind.isalpha() or behind in _CLOSING) or past_no_cents(line, at) > at:
        return False
    return line.text(at + 1) not in beside.joiners


@cache
def _beside(language: Language) -> _Beside:
    numbers, currencies, ranges = language.numbers, language.currencies, language.numbers.ranges
    codes = {code.lower() for code in currencies.codes}
    scaled = {code.lower() for code in scaled_codes.written(language)}
    signs = {lexing.lexemes(sign)[-1] for sign in currencies.symbols}
    pointed = {"."} if numbers.ordinal_points else set()
    behind = (
        TIMES, VULGAR, pointed, codes, scaled, language.units.after.starts(), currencies.after.starts(), numbers.scales,
        numbers.scale_marks, numbers.hundreds, numbers.collectives, numbers.fractions, numbers.half_suffix,
        numbers.joiners, numbers.ordinal_suffixes, ranges.to, ranges.upward, ranges.onto, ranges.or_, ranges.and_,
    )  # fmt: skip
    return _Beside(
        before=frozenset({"/"}.union(SIGNS, numbers.minus, numbers.rates.per, signs, codes)),
        behind=frozenset().union(*behind),
        joiners=numbers.joiners,
        shares=frozenset(words[0] for words in numbers.out_of_words),
        rates=numbers.rates.per | numbers.rates.each | {"/"},
    )
