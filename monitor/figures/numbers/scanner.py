"""Finds every number of a line as written: digits and words, ranges, fractions, multiples, money, measures.

Nothing is judged here: a date or an article number comes out too, for `monitor.figures.refusals.reasons` to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from monitor.figures.numbers import measures
from monitor.figures.numbers.amounts import amount_at
from monitor.figures.numbers.cardinals import Amount, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.ranges import ranged
from monitor.figures.numbers.remainders import finish
from monitor.figures.numbers.written_number import Token
from monitor.language import Language, Numbers, Unit, load

__all__ = ["Token", "scan"]

_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[^\W\d_]+")
_FOLDED = bytes(  # ASCII letters in lower case, "0" for every digit, a space for all else
    ord("0" if chr(code).isdigit() else chr(code).lower() if chr(code).isalpha() else " ") for code in range(128)
).ljust(256)


def scan(string: str, language: Language | str, marks: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """Return the numbers of *string*, in order; *marks* are spans of footnote marks, which are no part of a number."""
    if isinstance(language, str):
        language = load(language)
    for start, end in marks:
        string = string[:start] + " " * (end - start) + string[end:]
    numbers = language.numbers
    if not _may_hold_one(string, numbers):
        return []
    line = Line(string, numbers)
    tokens: list[Token] = []
    done = 0
    for at in line.candidates:
        if at < done:
            continue
        token = _token(line, at, done, language)
        if token is None:
            continue
        token = ranged(token, language, _next)
        tokens.append(token)
        done = token.last
    return tokens


def _may_hold_one(string: str, numbers: Numbers) -> bool:
    """Whether a digit or a number word stands in *string*: most lines have none, and most of those are ASCII."""
    if string.isascii():
        folded = string.encode().translate(_FOLDED).decode()
        if "0" in folded:
            return True
        words = folded.split()
    elif _DIGIT.search(string):
        return True
    else:
        words = _WORDS.findall(string.lower())
    return not numbers.telling.isdisjoint(words) or (
        bool(numbers.word_parts) and any(map(numbers.word_parts.split, words))
    )


def _token(line: Line, at: int, done: int, language: Language, *, again: bool = False) -> Token | None:
    """Read the number at the lexeme *at* with all that adjoins it; lexemes before *done* are another number's.

    *again*: it may say a number for the second time, and is not said twice itself.
    """
    amount = amount_at(line, at, done, language)
    if amount is None:
        return None
    number_first = amount.first
    first, unit, sign = amount.first, None, ""
    if amount.form not in _ALONE:
        sign_at, sign = measures.sign_before(line, first, language, alone=amount.end >= len(line) - 1)
        money = measures.currency_before(line, sign_at, language)
        if money is not None and money[0] >= done:
            first, unit = money
            outer, outer_sign = measures.sign_before(line, first, language)
            first, sign = (outer, outer_sign) if not sign and outer >= done else (first, sign)
        elif sign_at >= done:
            first = sign_at
        else:
            sign = ""
        measures.scale_mark(line, amount, language, money=unit is not None)
    number_last = amount.end
    unit = _measure(line, amount, unit, language)
    if not again and line.text(amount.end) == "(" and amount.form in _SAID:
        unit = _said_twice(line, amount, unit, language)
    return _made(line, amount, (first, number_first, number_last), unit, sign, language)


_ALONE = frozenset({Form.ORDINAL, Form.ONCE, Form.MULTIPLE, Form.SCRIPT, Form.UNSAID})  #: no sign or unit is theirs
_SAID = frozenset({Form.DIGITS, Form.WORDS, Form.MIXED})


def _said_twice(line: Line, amount: Amount, unit: Unit | None, language: Language) -> Unit | None:
    """Take "(2)" after "two" into *amount*, "(fifteen)" after "15": one number in words and in digits, as laws write.

    So is a measure that the bracket states once more in another unit: "288 days (9.46 months)" is one quantity.
    Return the unit, which may follow the bracket ("sixty (60) percent") or stand in it, too ("(€200)").
    """
    again = _next(line, amount.end + 1, language, again=True)
    if again is None or line.text(again.last) != ")" or amount.value is None:
        return unit
    if unit is not None and _is_converted(amount.value, unit, again, language):
        amount.end = again.last + 1
        return unit
    if again.value != amount.value:
        return unit
    if (again.form is Form.WORDS) == (amount.form is Form.WORDS) or again.form not in _SAID:
        return unit
    if again.unit is not None and (unit is None or unit.symbol != again.unit):
        return unit
    amount.end = again.last + 1
    return _measure(line, amount, unit, language) if unit is None else unit


_NEAR = Decimal("0.03")  # by which the two values of one quantity may part, being rounded


def _is_converted(value: Decimal, unit: Unit, again: Token, language: Language) -> bool:
    """Whether *again* is *value* of *unit* in another unit of its kind, to the digits that it shows."""
    sizes = language.units.sizes
    if not again.value or again.unit is None or again.kind != unit.kind or again.unit == unit.symbol:
        return False
    if unit.symbol not in sizes or again.unit not in sizes:
        return False
    expected = value * sizes[unit.symbol] / sizes[again.unit]
    return abs(expected - again.value) <= abs(again.value) * _NEAR


def _measure(line: Line, amount: Amount, unit: Unit | None, language: Language) -> Unit | None:
    """Take the unit after the number into *amount*, and return the unit there is."""
    if amount.form in _ALONE or amount.form is Form.DOTTED:
        return unit
    after = measures.currency_after(line, amount.end, language)
    if after is not None and measures.names_next(line, amount, after[0], language):
        return unit
    if after is not None and (unit is None or unit.symbol == after[1].symbol or unit.name == "dollar"):
        amount.end, unit = after[0], after[1] if unit is None else unit
        unit = _whole_money(line, amount, unit, language)
    elif unit is None:
        found = measures.unit_after(line, amount.end, language)
        digits = amount.scaled or amount.form not in {Form.WORDS, Form.FRACTION}
        if found is not None and (digits or not measures.is_symbol(line, amount.end, language)):
            amount.end, unit = found
        elif amount.scaled or amount.form is Form.VAGUE:
            unit = _measure_of(line, amount, language)
    if unit is not None and amount.value is not None and amount.integer:
        finish(line, amount, unit, language)
    return unit


def _whole_money(line: Line, amount: Amount, unit: Unit, language: Language) -> Unit:
    """Make whole money of its parts ("25p", "41 centimes"); leave prices that are quoted in parts ("164p")."""
    word = line.texts[amount.end - 1]
    parts = language.currencies.parts.get(word)
    if parts is None or amount.value is None:
        return unit
    if amount.value >= parts and word in language.currencies.quoted:
        return language.currencies.quoted[word]
    amount.value, amount.integer = amount.value / parts, False
    return unit


def _measure_of(line: Line, amount: Amount, language: Language) -> Unit | None:
    """Read the unit after "millions de": scales are nouns there ("3 millions de tonnes")."""
    at = amount.end
    if line.text(at) not in language.numbers.of:
        return None
    at += 2 if line.text(at + 1) == "'" else 1
    found = measures.currency_after(line, at, language) or measures.unit_after(line, at, language)
    if found is None or found[1].kind in {"times", "points", "age"}:
        return None
    amount.end = found[0]
    return found[1]


def _made(
    line: Line, amount: Amount, places: tuple[int, int, int], unit: Unit | None, sign: str, language: Language
) -> Token:
    first, number_first, number_last = places
    value, low, high = (
        _tidy(number) if number is not None else None for number in (amount.value, amount.low, amount.high)
    )
    if sign == "-":
        value = -value if value is not None else None
    start, end = line.starts[first], line.ends[amount.end - 1]
    return Token(
        value=value,
        low=low,
        high=high,
        surface=line.string[start:end],
        start=start,
        end=end,
        unit=unit.symbol if unit else None,
        unit_name=unit.name if unit else None,
        kind=unit.kind if unit else "",
        form=amount.form,
        sign=sign,
        rate=measures.rate_after(line, amount.end, language),
        base=measures.is_base(line, first, value, language),
        integer=amount.integer,
        scaled=amount.scaled,
        number_start=line.starts[number_first],
        number_end=line.ends[number_last - 1],
        first=first,
        last=amount.end,
        line=line,
    )


def _tidy(value: Decimal) -> Decimal:
    """Return *value* without an exponent or the zeros that multiplying leaves behind."""
    if value.as_tuple().exponent == 0:
        return value
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value and abs(value) < Decimal(10) ** 27 else value


def _next(line: Line, at: int, language: Language, *, again: bool = False) -> Token | None:
    """Return the number that begins exactly at the lexeme *at*, its sign or currency included."""
    for place in range(at, min(at + 4, len(line))):
        if line.is_number(place) or line.texts[place] in language.numbers.starters:
            token = _token(line, place, at, language, again=again)
            return token if token is not None and token.first == at else None
    return None
