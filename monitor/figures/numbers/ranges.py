"""Joins two numbers to a range: "5,000 to 7,000", "between A and B", "10–15 %", "two or three"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.written_number import Token
from monitor.language import Language

#: Reads the number that begins exactly at a lexeme.
Following = Callable[[Line, int, Language], Token | None]


_NO_ENDS = frozenset({Form.ORDINAL, Form.ONCE, Form.MULTIPLE, Form.DOTTED, Form.SCRIPT})


def ranged(low: Token, language: Language, following: Following) -> Token:
    """Return the range that *low* begins, or *low* itself."""
    line, numbers, at = low.line, language.numbers, low.last
    if low.value is None or low.form in _NO_ENDS:
        return low
    if line.text(at) in numbers.ranges.onto and line.text(low.first - 1) in numbers.ranges.from_:
        return _moved(low, following(line, at + 1, language), language)
    if line.glued(low.first) and (line.is_word(low.first - 1) or _closes_pair(line, low.first)):
        return low  # "asso62 – 300", "2024–28 to 300 towns"
    joint = _joint(low, language)
    if joint is None:
        return low
    at, text = joint
    high = following(line, at + 1, language)
    if high is None or high.value is None or high.form in _NO_ENDS:
        return low
    if text in numbers.ranges.and_ and at > low.last and high.unit is None:
        return low  # "entre le 2 et le 15 octobre" are two days
    dashed = text in HYPHENS or text == "—"
    return _joined(low, high, language, strict=dashed or text in numbers.ranges.or_)


def _joint(low: Token, language: Language) -> tuple[int, str] | None:
    """Return the last lexeme between *low* and the number that it may be joined to, and what joins them."""
    line, ranges, at = low.line, language.numbers.ranges, low.last
    text = line.text(at)
    if text in HYPHENS and line.glued(at) and line.text(at + 1) in ranges.to and not line.glued(at + 1):
        at, text = at + 1, line.text(at + 1)  # "16- to 25-year-olds": what both share is said once
    if text in HYPHENS or text == "—":
        if line.glued(at) != line.glued(at + 1) or _chained(line, low.first, at):
            return None
    elif text in ranges.and_:
        joint = _between(low, at, language)
        return None if joint is None else (joint, text)
    elif text in ranges.upward and line.text(at + 1) in ranges.to:
        at += 1
    elif text not in ranges.to and text not in ranges.or_:
        return None
    if text in HYPHENS and line.glued(at + 1) and line.text(at + 1) in ranges.to:
        at += 1
        at += line.text(at + 1) in HYPHENS and line.glued(at + 1)  # "0-to-60"
    return at, text


def _between(low: Token, at: int, language: Language) -> int | None:
    """Return the last lexeme before the second number of "between A and B", "entre el 10 y el 12 %"; None if none."""
    line = low.line
    articles = language.words.articles - language.refusals.times.hour_articles
    article = line.text(low.first - 1) in articles
    if line.text(low.first - 1 - article) not in language.numbers.ranges.between:
        return None
    return at + (article and line.text(at + 1) in articles)


def _moved(low: Token, high: Token | None, language: Language) -> Token:
    """Return where a change begins, measured as its end is: "von 6,3 auf 5,8 Prozent"."""
    if high is None or high.value is None or high.form in _NO_ENDS or low.unit is not None:
        return low
    return _inherited(low, high, language)


def _closes_pair(line: Line, first: int) -> bool:
    """Whether a number ends a pair written without spaces: the 28 of "2024–28"."""
    mark = line.text(first - 1)
    return (mark in HYPHENS or mark == "/") and line.glued(first - 1) and line.is_number(first - 2)


def _chained(line: Line, first: int, at: int) -> bool:
    """Whether a dashed pair is part of a longer chain ("0800-123-456", "COVID-19-20"), no range."""
    behind = line.text(first - 1) in HYPHENS and line.glued(first) and line.glued(first - 1)
    following = line.is_number(at + 1) and line.is_number(at + 3)
    ahead = following and line.text(at + 2) in HYPHENS and line.glued(at + 2) and line.glued(at + 3)
    leading = line.texts[first].startswith("0") and line.texts[first].isdecimal() and len(line.texts[first]) > 1
    return behind or ahead or leading


def _joined(low: Token, high: Token, language: Language, *, strict: bool) -> Token:
    """Return the range from *low* to *high*, or *low* as it stands where the two are no range."""
    if low.value is None or high.value is None or low.value == high.value:
        return low
    if _year_like(low) and not _year_like(high) and not (strict and high.unit):
        return low
    same = low.unit == high.unit or (low.kind == "currency" and high.unit is None)
    if (low.unit is None and (high.unit is not None or high.scaled)) or (same and high.scaled):
        given = _inherited(low, high, language)
    elif low.unit is not None and high.unit is None and (low.kind != "currency" or low.value > high.value):
        return low  # "€3 million to 164 clubs"
    else:
        given = low
    moves = _moves(given, high, language, strict=strict)
    return low if moves is None else _range(given, high, moves=moves)


def _moves(low: Token, high: Token, language: Language, *, strict: bool) -> bool | None:
    """Whether a range may be a change ("from A to B"); None where the two numbers are no range."""
    line = low.line
    if low.value is None or high.value is None or (low.unit and high.unit and low.unit != high.unit):
        return None
    if line.text(high.first - 1) in language.numbers.ranges.or_ and not _close(low, high):
        return None
    moves = line.text(low.first - 1) in language.numbers.ranges.from_ and not strict
    if low.value >= high.value and not moves:
        return None  # "by a vote of 6 to 2"
    return None if strict and high.sign else moves


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


def _close(low: Token, high: Token) -> bool:
    """Whether "A or B" says one uncertain number ("two or three"), rather than two numbers."""
    return bool(low.value and high.value and 0 < low.value < high.value <= 2 * low.value and high.value <= 100)


def _inherited(low: Token, high: Token, language: Language) -> Token:
    """Give the low end the unit of the high one, and its scale ("10 to 15 billion")."""
    value = low.value
    if high.scaled and not low.scaled and value is not None and high.value is not None and value < 1000:
        factor = next((scale for scale in _SCALES if high.value >= scale), None)
        if factor is not None and value <= high.value / factor:
            value *= factor
    if high.unit is None:
        return replace(low, value=value)
    parts = language.currencies.parts.get(high.line.texts[high.last - 1]) if high.kind == "currency" else None
    quoted = language.currencies.quoted.get(high.line.texts[high.last - 1])
    if parts is not None and value is not None and low.unit is None and (not quoted or high.unit != quoted.symbol):
        value /= parts  # "10 to 25p"
    return replace(low, value=value, unit=high.unit, unit_name=high.unit_name, kind=high.kind)


_SCALES = tuple(Decimal(10) ** power for power in (12, 9, 6, 3))


def _range(low: Token, high: Token, *, moves: bool) -> Token:
    ends = sorted(value for value in (low.value, high.value) if value is not None)
    return replace(
        high,
        value=None,
        low=ends[0],
        high=ends[-1],
        surface=low.line.string[low.start : high.end],
        start=low.start,
        number_start=low.number_start,
        first=low.first,
        unit=high.unit or low.unit,
        unit_name=high.unit_name or low.unit_name,
        kind=high.kind or low.kind,
        form=Form.RANGE,
        sign=low.sign or high.sign,
        integer=low.integer and high.integer,
        scaled=low.scaled or high.scaled,
        parts=(low, high),
        moves=moves,
    )
