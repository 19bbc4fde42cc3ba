"""Finds every number of a line as written: digits and words, ranges, fractions, multiples, money, measures.

A number passes in one direction, and each stage is called from here: the line is cut into lexemes (`lexer`); at each
place where a number can begin the bare number is read (`amounts`: in digits or by `word_sums` and `fractions` in
`cardinals`, or made by other words), told as a share where it is one (`shares`), given its sign, currency, scale mark
and unit (`measures`) and what stands behind the unit (`remainders`); then it is a `Token`, and two of them may be the
ends of a range (`ranges`). Where a stage needs the number behind, this module reads that one and hands it in. A number
that nothing adjoins passes no stage (`bare_numbers`).

Nothing is judged here: a date or an article number comes out too, for `refusals.reasons` to refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from monitor.figures.numbers import bare_numbers, measures, quotients, ranges, remainders, scaled_codes
from monitor.figures.numbers.amounts import amount_at
from monitor.figures.numbers.cardinals import Amount, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.shares import shared
from monitor.figures.numbers.written_number import Token
from monitor.language import Language, Unit, load

__all__ = ["Token", "quantity", "scan"]


def scan(string: str, language: Language | str, marks: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """Return the numbers of *string*, in order; *marks* are spans of footnote marks, which are no part of a number."""
    if isinstance(language, str):
        language = load(language)
    for start, end in marks:
        string = string[:start] + " " * (end - start) + string[end:]
    line = Line(string, language.numbers)
    tokens: list[Token] = []
    done = 0
    for at in line.candidates:
        if at < done:
            continue
        token = bare_numbers.read(line, at, language) or quantity(line, at, done, language)
        if token is not None:
            tokens.append(token)
            done = token.last
    return tokens


def quantity(line: Line, at: int, done: int, language: Language) -> Token | None:
    """Read the number at the lexeme *at*, to the second end of the range that it may begin."""
    token = _token(line, at, done, language)
    if token is None:
        return None
    joint = ranges.joint(token, language)
    high = None if joint is None else _next(line, joint.end, language)
    return token if joint is None or high is None else ranges.joined(token, joint, high, language)


def _token(line: Line, at: int, done: int, language: Language) -> Token | None:
    """Read the number at the lexeme *at* with all that adjoins it; lexemes before *done* are another number's."""
    amount = _measured(line, at, done, language)
    if amount is None:
        return None
    if line.text(amount.end) == "(" and amount.form in remainders.SAID:
        again = _next(line, amount.end + 1, language, twice=True)
        if again is not None and remainders.is_said_again(amount, again, language):
            amount.end = again.last + 1
            if amount.unit is None:
                _add_unit(line, amount, language)  # "sixty (60) percent"
    return _made(line, amount, language)


def _measured(line: Line, at: int, done: int, language: Language) -> Amount | None:
    """Read the number at the lexeme *at* with its sign, currency, scale, unit and what stands behind the unit."""
    amount = _bare(line, at, done, language)
    if amount is None:
        return None
    amount.start = amount.first
    if amount.form not in _ALONE:
        _add_sign(line, amount, done, language)
        if not scaled_codes.take(line, amount, language):
            measures.scale_mark(line, amount, language, money=amount.unit is not None)
    amount.number_end = amount.end
    _add_unit(line, amount, language)
    return amount


def _bare(line: Line, at: int, done: int, language: Language) -> Amount | None:
    """Read the number at the lexeme *at* without what adjoins it."""
    amount = amount_at(line, at, done, language)
    return None if amount is None else shared(line, amount, language)


_ALONE = frozenset({Form.ORDINAL, Form.ONCE, Form.MULTIPLE, Form.SCRIPT, Form.UNSAID})  #: no sign or unit is theirs


def _add_sign(line: Line, amount: Amount, done: int, language: Language) -> None:
    """Take the sign and the currency before the number into *amount*: "-£5", "£-5"."""
    at, sign = measures.sign_before(line, amount.first, language, alone=amount.end >= len(line) - 1)
    money = measures.currency_before(line, at, language)
    if money is not None and money[0] >= done:
        at, amount.unit = money
        if not sign:
            outer, sign = measures.sign_before(line, at, language)
            at, sign = (outer, sign) if outer >= done else (at, "")
    if at >= done:
        amount.start, amount.sign = at, sign


def _add_unit(line: Line, amount: Amount, language: Language) -> None:
    """Take the unit after the number into *amount*, and the rest of the number behind it."""
    if amount.form in _ALONE or amount.form is Form.DOTTED:
        return
    money = measures.currency_after(line, measures.past_no_cents(line, amount.end), language)
    if money is not None and measures.names_next(line, amount, money[0], language):
        return
    if money is not None and _is_same_currency(amount.unit, money[1]):
        word = "".join(line.texts[amount.end : money[0]])
        amount.end, amount.unit = money[0], amount.unit or money[1]
        _tell_in_whole(word, amount, language)
    elif amount.unit is None:
        _add_measure(line, amount, language)
    _add_rest(line, amount, language)


def _is_same_currency(before: Unit | None, after: Unit) -> bool:
    """Whether the sign before a number and the word after it can name one currency: "$5 US dollars"."""
    return before is None or before.symbol == after.symbol or before.name == "dollar"


def _add_measure(line: Line, amount: Amount, language: Language) -> None:
    """Take the unit that follows the number, or "of" behind its scale, into *amount*."""
    found = measures.unit_after(line, amount.end, language)
    digits = amount.scaled or amount.form not in {Form.WORDS, Form.FRACTION}
    if found is not None and (digits or not measures.is_symbol(line, amount.end, language)):
        amount.end, amount.unit = found
    elif amount.scaled or amount.form is Form.VAGUE:
        _add_measure_of(line, amount, language)
    quotients.take(line, amount, language)


def _rest(line: Line, amount: Amount, language: Language) -> Amount | None:
    """Return the number that begins where a rest of *amount* may; None where none does."""
    at = remainders.rest_at(line, amount, language)
    said = _bare(line, at, at, language) if at is not None and _begins(line, at, language) else None
    return said if said is not None and said.first == at else None


def _add_rest(line: Line, amount: Amount, language: Language) -> None:
    """Take what stands behind the unit of a whole number into *amount*: "deux ans et demi", "1 € 43"."""
    if amount.unit is None or amount.value is None or not amount.integer:
        return
    said = _rest(line, amount, language)
    if said is not None and (
        remainders.in_parts(line, amount, said, language) or remainders.in_minutes(line, amount, said, language)
    ):
        _add_rest(line, amount, language)  # "1 day 3 hours 20 minutes"
        return
    remainders.finish(line, amount, said, language)


def _tell_in_whole(word: str, amount: Amount, language: Language) -> None:
    """Make whole money of its parts, named by *word*: "25p", "145.3p", "41 centimes", "31 c€"."""
    parts = language.currencies.parts.get(word)
    if parts is not None and amount.value is not None:
        amount.value, amount.integer = amount.value / parts, False


def _add_measure_of(line: Line, amount: Amount, language: Language) -> None:
    """Take the unit after "millions de" into *amount*: scales are nouns there ("3 millions de tonnes")."""
    at = amount.end
    if line.text(at) not in language.numbers.of:
        return
    at += 2 if line.text(at + 1) == "'" else 1
    found = measures.currency_after(line, at, language) or measures.unit_after(line, at, language)
    if found is not None and found[1].kind not in _OF_NOTHING:
        amount.end, amount.unit = found


_OF_NOTHING = frozenset({"times", "points", "age"})  #: kinds of unit that nobody has "millions of"


def _made(line: Line, amount: Amount, language: Language) -> Token:
    value, low, high = (
        _tidy(number) if number is not None else None for number in (amount.value, amount.low, amount.high)
    )
    if amount.sign == "-":
        value = -value if value is not None else None
    start, end, unit = line.starts[amount.start], line.ends[amount.end - 1], amount.unit
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
        sign=amount.sign,
        rate=measures.rate_after(line, amount.end, language),
        base=measures.is_base(line, amount.start, value, language),
        integer=amount.integer,
        scaled=amount.scaled,
        number_start=line.starts[amount.first],
        number_end=line.ends[amount.number_end - 1],
        first=amount.start,
        last=amount.end,
        line=line,
    )


def _tidy(value: Decimal) -> Decimal:
    """Return *value* without an exponent or the zeros that multiplying leaves behind."""
    if value.as_tuple().exponent == 0:
        return value
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value and abs(value) < Decimal(10) ** 27 else value


def _next(line: Line, at: int, language: Language, *, twice: bool = False) -> Token | None:
    """Return the number that begins exactly at the lexeme *at*, its sign or currency included.

    *twice*: it may say a number for the second time, and is not said twice itself.
    """
    for place in range(at, min(at + 4, len(line))):
        if _begins(line, place, language):
            token = _once(line, place, at, language) if twice else _token(line, place, at, language)
            return token if token is not None and token.first == at else None
    return None


def _once(line: Line, at: int, done: int, language: Language) -> Token | None:
    amount = _measured(line, at, done, language)
    return None if amount is None else _made(line, amount, language)


def _begins(line: Line, at: int, language: Language) -> bool:
    """Whether digits or a word that a number can begin with stand *at*."""
    return line.is_number(at) or line.text(at) in language.numbers.starters
