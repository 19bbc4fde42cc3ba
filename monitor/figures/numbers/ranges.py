"""Joins two numbers to a range: "5,000 to 7,000", "between A and B", "10–15 %", "two or three"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.written_number import Token
from monitor.language import Language, Numbers

_DASHES = HYPHENS | {"—"}
_NO_ENDS = frozenset({Form.ORDINAL, Form.ONCE, Form.MULTIPLE, Form.DOTTED, Form.SCRIPT})


@dataclass(frozen=True, slots=True)
class Joint:
    """What may join a number to the one after it."""

    word: str  #: "to", "and", a dash ...
    end: int  #: the lexeme at which the second number has to begin
    article: bool = False  #: both numbers have one: "entre le 2 et le 15 octobre"


def joint(low: Token, language: Language) -> Joint | None:
    """Return what joins *low* to a second number, which has to be read next; None where *low* stands for itself."""
    line, ranges, at = low.line, language.numbers.ranges, low.last
    if not _is_end(low):
        return None
    if line.text(at) in ranges.onto and line.text(low.first - 1) in ranges.from_:
        return Joint(line.texts[at], at + 1)
    return None if _is_tail(line, low.first) else _joint(low, language)


def joined(low: Token, link: Joint, high: Token, language: Language) -> Token:
    """Return the range from *low* to *high*, or *low* where the two are none."""
    ranges = language.numbers.ranges
    if not _is_end(high):
        return low
    if link.word in ranges.onto:
        return low if low.unit is not None else _inherited(low, high, language)  # "von 6,3 auf 5,8 Prozent"
    if link.article and high.unit is None:
        return low  # "entre le 2 et le 15 octobre" are two days
    return _joined(low, high, language, strict=link.word in _DASHES or link.word in ranges.or_)


def _is_end(token: Token) -> bool:
    """Whether a number may be an end of a range."""
    return token.value is not None and token.form not in _NO_ENDS


def _is_tail(line: Line, first: int) -> bool:
    """Whether the number is glued to what stands before it: "asso62 – 300", "2024–28 to 300 towns"."""
    return line.glued(first) and (line.is_word(first - 1) or _closes_pair(line, first))


def _joint(low: Token, language: Language) -> Joint | None:
    line, ranges = low.line, language.numbers.ranges
    at = low.last + _said_once(line, low.last, language)
    text = line.text(at)
    if text in _DASHES:
        joins = line.glued(at) == line.glued(at + 1) and not _chained(line, low.first, at)
        return Joint(text, _past_dash(line, at, language)) if joins else None
    if text in ranges.and_:
        return _between(low, at, language)
    if text in ranges.upward and line.text(at + 1) in ranges.to:
        return Joint(text, at + 2)
    return Joint(text, at + 1) if text in ranges.to or text in ranges.or_ else None


def _said_once(line: Line, at: int, language: Language) -> bool:
    """Whether a hyphen *at* stands for what both ends share: "16- to 25-year-olds", "two- or three-month bans"."""
    hyphened = line.text(at) in HYPHENS and line.glued(at) and not line.glued(at + 1)
    ranges = language.numbers.ranges
    return hyphened and (line.text(at + 1) in ranges.to or line.text(at + 1) in ranges.or_)


def _past_dash(line: Line, at: int, language: Language) -> int:
    """Return the lexeme after the joint whose dash stands *at*: "5-10", "0-to-60"."""
    if not line.glued(at + 1) or line.text(at) not in HYPHENS or line.text(at + 1) not in language.numbers.ranges.to:
        return at + 1
    return at + 3 if line.text(at + 2) in HYPHENS and line.glued(at + 2) else at + 2


def _between(low: Token, at: int, language: Language) -> Joint | None:
    """Return the joint of "between A and B", "entre el 10 y el 12 %", whose "and" stands *at*; None if none."""
    line = low.line
    articles = language.words.articles - language.refusals.times.hour_articles
    article = line.text(low.first - 1) in articles
    if line.text(low.first - 1 - article) not in language.numbers.ranges.between:
        return None
    both = article and line.text(at + 1) in articles
    return Joint(line.texts[at], at + 1 + both, article=both)


def _closes_pair(line: Line, first: int) -> bool:
    """Whether a number ends a pair written without spaces: the 28 of "2024–28"."""
    mark = line.text(first - 1)
    return (mark in HYPHENS or mark == "/") and line.glued(first - 1) and line.is_number(first - 2)


def _chained(line: Line, first: int, at: int) -> bool:
    """Whether a dashed pair is part of a longer chain ("0800-123-456", "COVID-19-20"), no range."""
    behind = line.text(first - 1) in HYPHENS and line.glued(first) and line.glued(first - 1)
    leading = line.texts[first].startswith("0") and line.texts[first].isdecimal() and len(line.texts[first]) > 1
    return behind or leading or _chained_ahead(line, at)


def _chained_ahead(line: Line, at: int) -> bool:
    """Whether a further number hangs by a hyphen on the one after the dash *at*."""
    hyphened = line.text(at + 2) in HYPHENS and line.glued(at + 2) and line.glued(at + 3)
    return hyphened and line.is_number(at + 1) and line.is_number(at + 3)


def _joined(low: Token, high: Token, language: Language, *, strict: bool) -> Token:
    """Return the range from *low* to *high*, or *low* as it stands where the two are no range."""
    year = _year_like(low) and not _year_like(high) and not (strict and high.unit)
    given = None if year or low.value == high.value else _measured(low, high, language)
    if given is None:
        return low
    moves = _moves(given, high, language, strict=strict)
    return low if moves is None else _range(given, high, moves=moves)


def _measured(low: Token, high: Token, language: Language) -> Token | None:
    """Return *low* with what the high end says for both; None where that lacks its unit: "€3 million to 164 clubs"."""
    if low.unit is None and (high.unit is not None or _factor(high, language.numbers) is not None):
        return _inherited(low, high, language)
    money = low.kind == "currency" and high.unit is None
    if high.scaled and (money or low.unit == high.unit):
        return _inherited(low, high, language)
    if low.unit is None or high.unit is not None:
        return low
    return low if money and _rises(low, high) and not _counts(high, language) else None


def _counts(high: Token, language: Language) -> bool:
    """Whether the high end counts what stands behind it, and is no money: "refunds of $17 to 130 customers"."""
    compared = high.line.text(high.last) in language.numbers.compared
    return not compared and plural_follows(high.line, high.last, language)


def _rises(low: Token, high: Token) -> bool:
    return low.value is not None and high.value is not None and low.value < high.value


def _moves(low: Token, high: Token, language: Language, *, strict: bool) -> bool | None:
    """Whether a range may be a change ("from A to B"); None where the two numbers are no range."""
    line, ranges = low.line, language.numbers.ranges
    if (low.unit and high.unit and low.unit != high.unit) or (strict and high.sign):
        return None
    if line.text(high.first - 1) in ranges.or_ and not _close(low, high, _factor(high, language.numbers)):
        return None
    moves = line.text(low.first - 1) in ranges.from_ and not strict
    return moves if moves or _rises(low, high) else None  # "by a vote of 6 to 2"


def _year_like(token: Token) -> bool:
    text = token.line.texts[token.first]
    return (
        token.unit is None
        and token.form is Form.DIGITS
        and len(text) == 4
        and text.isdecimal()
        and text[:2] in _CENTURIES
    )


_CENTURIES = frozenset({"18", "19", "20", "21"})


def _close(low: Token, high: Token, factor: Decimal | None) -> bool:
    """Whether "A or B" says one uncertain number ("two or three", of a *factor* too), rather than two numbers."""
    most = 100 * (factor or 1)
    return bool(low.value and high.value and 0 < low.value < high.value <= 2 * low.value and high.value <= most)


def _inherited(low: Token, high: Token, language: Language) -> Token:
    """Give the low end the unit of the high one, and its scale ("10 to 15 billion")."""
    value = _scaled_alike(low, high, language.numbers)
    if high.unit is None:
        return replace(low, value=value)
    parts = _parts(high, language) if low.unit is None else None
    if parts is not None and value is not None:
        value /= parts  # "10 to 25p"
    return replace(low, value=value, unit=high.unit, unit_name=high.unit_name, kind=high.kind)


def _scaled_alike(low: Token, high: Token, numbers: Numbers) -> Decimal | None:
    """Return the value of *low* times what multiplies *high* ("hundred", "million") where the low end leaves it out."""
    value, most, factor = low.value, high.value, _factor(high, numbers)
    if factor is None or low.scaled or value is None or most is None or value >= _UNSCALED:
        return value
    return value * factor if value <= most / factor else value


def _factor(high: Token, numbers: Numbers) -> Decimal | None:
    """Return what a number is said to be several of: its scale, a hundred ("three hundred"), a dozen."""
    most = high.value
    if most is None or most < 1:
        return None
    if high.scaled:
        return next((scale for scale in _SCALES if most >= scale), None)
    word = high.line.texts[high.last - 1]
    if most > 100 and most % 100 == 0 and most < _UNSCALED and word in numbers.hundreds:
        return Decimal(100)
    dozen = numbers.collectives.get(word)
    return Decimal(dozen) if dozen and most > dozen and not most % dozen else None


def _parts(high: Token, language: Language) -> int | None:
    """Return how many of what *high* is said in make one of its unit: 100 for "25p" and "31 c€"."""
    if high.kind != "currency":
        return None
    word = high.line.lower[high.number_end : high.end].replace(" ", "")
    return language.currencies.parts.get(word)


_UNSCALED = 1000  # "1,000 to 2 million" leaves nothing out
_SCALES = tuple(Decimal(10) ** power for power in (12, 9, 6, 3))


def _range(low: Token, high: Token, *, moves: bool) -> Token:
    ends = sorted(value for value in (low.value, high.value) if value is not None)
    if high.unit is None:
        high = replace(high, unit=low.unit, unit_name=low.unit_name, kind=low.kind)  # "from £4m to 6m"
    return replace(
        high,
        value=None,
        low=ends[0],
        high=ends[-1],
        surface=low.line.string[low.start : high.end],
        start=low.start,
        number_start=low.number_start,
        first=low.first,
        form=Form.RANGE,
        sign=low.sign or high.sign,
        integer=low.integer and high.integer,
        scaled=low.scaled or high.scaled,
        parts=(low, high),
        moves=moves,
    )
