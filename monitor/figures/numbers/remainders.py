"""What stands of a quantity behind its unit: "deux ans et demi", "1 € 43", "five (5)", "3 hours 40 minutes".

The number behind is read by the scanner and handed in.
"""

from __future__ import annotations

from decimal import Decimal

from monitor.figures.numbers.cardinals import HYPHENS, Amount, Form
from monitor.figures.numbers.fractions import HALF
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.measures import unit_after
from monitor.figures.numbers.written_number import Token
from monitor.language import Language, Unit

_CENTS = 100  # of money: no currency that is written so has another part


def rest_at(line: Line, amount: Amount, language: Language) -> int | None:
    """Return the lexeme at which the number of a rest may begin, past "and"; None where no rest can follow."""
    at, numbers = amount.end, language.numbers
    if amount.unit is None or not amount.whole or line.text(at - 1) in ",.":
        return None
    joined = line.text(at) in numbers.joiners or line.text(at) in numbers.rest_joiners
    return at + joined


def in_parts(line: Line, amount: Amount, said: Amount, language: Language) -> bool:
    """Take the parts of its unit that *said* tells into *amount*, in these parts: "3 hours 40 minutes" is 220 minutes.

    Returns:
        whether it tells of such parts, and of fewer than make one more.
    """
    if amount.unit is None or amount.value is None or said.value is None or not said.integer:
        return False
    found = unit_after(line, said.end, language)
    many = 0 if found is None else language.units.smaller.get((amount.unit.symbol, found[1].symbol), 0)
    if found is None or not 0 < said.value < many:
        return False
    amount.value = amount.value * many + said.value
    amount.end, amount.unit = found
    return True


def in_minutes(line: Line, amount: Amount, said: Amount, language: Language) -> bool:
    """Take the minutes behind the hours that something lasts into *amount*: "dure 1 h 20", not "part à 1 h 20".

    Returns:
        whether there are such minutes.
    """
    minutes = language.units.symbols.get("min")
    if amount.unit is None or amount.unit.symbol != "h" or minutes is None or amount.value is None:
        return False
    if said.value is None or said.value >= _MINUTES or said.first != amount.end or not _has_two_digits(line, said):
        return False
    if unit_after(line, said.end, language) is not None or not _lasts(line, amount.first, language):
        return False
    amount.value = amount.value * _MINUTES + said.value
    amount.end, amount.unit = said.end, minutes
    return True


_MINUTES = 60


def _has_two_digits(line: Line, said: Amount) -> bool:
    """Whether a number is one lexeme of two digits, as the minutes of an hour are written: "1 h 05"."""
    return said.end == said.first + 1 and line.is_number(said.first) and len(line.texts[said.first]) == 2


def _lasts(line: Line, first: int, language: Language) -> bool:
    """Whether the words before the number at *first* say that it lasts: "dure 1 h 20", "une attente de 1 h 20"."""
    at = first - 1
    if line.text(at) in language.verbs.lasting:
        return True
    at -= line.text(at) in language.numbers.of
    return at < first - 1 and line.text(at) in language.refusals.times.lasts


def finish(line: Line, amount: Amount, said: Amount | None, language: Language) -> None:
    """Take what stands behind the unit of a whole number into *amount*; *said* is the number at `rest_at`."""
    if amount.value is None or amount.unit is None or not amount.integer:
        return
    found = _rest(line, amount, amount.unit, said, language)
    if found is not None:
        amount.value, amount.end, amount.integer = amount.value + found[0], found[1], False


def _rest(
    line: Line, amount: Amount, unit: Unit, said: Amount | None, language: Language
) -> tuple[Decimal, int] | None:
    """Return the part of *unit* that stands behind it, and where it ends: "et demi", "thirty", "and 50 cents"."""
    at, numbers = amount.end, language.numbers
    if line.text(at) in numbers.joiners and line.text(at + 1) in numbers.half_suffix:
        return HALF, at + 2
    if said is None:
        return None
    money = unit.kind == "currency"
    parts = _CENTS if money else language.units.rests.get(unit.symbol)
    bare = _bare(line, amount, said, parts, language) if parts else None
    return bare or (_named(line, said, language) if money else None)


def _bare(line: Line, amount: Amount, said: Amount, parts: int, language: Language) -> tuple[Decimal, int] | None:
    """Return the rest that stands without a unit of its own, and where it ends: "one euro thirty", "1 m 80"."""
    at = said.first
    joined = at > amount.end
    if joined and line.text(amount.end) not in language.numbers.rest_joiners:
        return None
    if line.starts[at] - line.ends[at - 1] > 1:
        return None
    found = _in_digits(line, at, parts) if line.is_number(at) else _in_words(amount, said)
    if found is None or not _LEAST <= found[0] < parts or not _is_closed(line, found[1], language):
        return None
    return found[0] / parts, found[1]


def _in_digits(line: Line, at: int, parts: int) -> tuple[Decimal, int] | None:
    """Read a rest in as many digits as the parts of one unit have: 99 cents, 59 minutes."""
    digits = line.texts[at]
    whole = digits.isdecimal() and len(digits) == len(str(parts - 1)) and not line.is_number(at + 1)
    return (Decimal(digits), at + 1) if whole else None


def _in_words(amount: Amount, said: Amount) -> tuple[Decimal, int] | None:
    """Read a rest in words, which follows a number in words only."""
    spoken = said.form is Form.WORDS and amount.form is Form.WORDS
    return (said.value, said.end) if spoken and said.value is not None else None


_LEAST = 10  # of what is written as a rest: "2 euros 5" is none


def _is_closed(line: Line, end: int, language: Language) -> bool:
    """Whether nothing follows at *end* that a number before it could count: "2 euros 50 par personne"."""
    follows = line.text(end)
    return follows not in HYPHENS and (not line.is_word(end) or follows in language.numbers.after_rest)


def _named(line: Line, said: Amount, language: Language) -> tuple[Decimal, int] | None:
    """Return the rest that names its own part of the currency, and where it ends: "and 50 cents", "con 50 céntimos"."""
    parts = language.currencies.parts.get(line.text(said.end))
    if parts is None or said.value is None or not 0 < said.value < parts:
        return None
    return said.value / parts, said.end + 1


def is_said_again(amount: Amount, again: Token, language: Language) -> bool:
    """Whether *again*, in brackets, is the number a second time: "two (2)", "15 (fifteen)", as laws write.

    So is a measure that the bracket states once more in another unit: "288 days (9.46 months)" is one quantity.
    """
    if again.line.text(again.last) != ")" or amount.value is None:
        return False
    return _is_converted(amount.value, amount.unit, again, language) or _is_same(amount, again)


def _is_same(amount: Amount, again: Token) -> bool:
    """Whether *again* is the same number, said in words for digits or in digits for words, and in no other unit."""
    if again.value != amount.value or again.form not in SAID:
        return False
    if (again.form is Form.WORDS) == (amount.form is Form.WORDS):
        return False
    return again.unit is None or (amount.unit is not None and amount.unit.symbol == again.unit)


SAID = frozenset({Form.DIGITS, Form.WORDS, Form.MIXED})  #: forms of what may be said twice
_NEAR = Decimal("0.03")  # by which the two values of one quantity may part, being rounded


def _is_converted(value: Decimal, unit: Unit | None, again: Token, language: Language) -> bool:
    """Whether *again* is *value* of *unit* in another unit of its kind, to the digits that it shows."""
    sizes = language.units.sizes
    if unit is None or again.unit is None or not again.value or again.kind != unit.kind or again.unit == unit.symbol:
        return False
    if unit.symbol not in sizes or again.unit not in sizes:
        return False
    expected = value * sizes[unit.symbol] / sizes[again.unit]
    return abs(expected - again.value) <= abs(again.value) * _NEAR
