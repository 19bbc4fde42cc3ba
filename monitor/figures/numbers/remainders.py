"""What stands of a quantity behind its unit: "deux ans et demi", "1 € 43", "un euro trente", "5 euros and 20 cents"."""

from __future__ import annotations

from decimal import Decimal

from monitor.figures.numbers.amounts import amount_at
from monitor.figures.numbers.cardinals import HYPHENS, Amount, Form
from monitor.figures.numbers.lexer import Line
from monitor.language import Language, Unit

_CENTS = 100  # of money: no currency that is written so has another part


def finish(line: Line, amount: Amount, unit: Unit, language: Language) -> None:
    """Take what stands behind the *unit* of a whole number into *amount*."""
    at = amount.end
    if amount.value is None:
        return
    if line.text(at) in language.numbers.joiners and line.text(at + 1) in language.numbers.half_suffix:
        amount.value, amount.end, amount.integer = amount.value + Decimal("0.5"), at + 2, False
        return
    if amount.scaled or line.text(at - 1) in ",.":
        return
    parts = _CENTS if unit.kind == "currency" else language.units.rests.get(unit.symbol)
    found = _bare(line, amount, parts, language) if parts else None
    if found is None and unit.kind == "currency":
        found = _named(line, at, language)
    if found is not None:
        rest, amount.end = found
        amount.value, amount.integer = amount.value + rest, False


def _bare(line: Line, amount: Amount, parts: int, language: Language) -> tuple[Decimal, int] | None:
    """Return the rest that stands without a unit of its own, and where it ends: "one euro thirty", "1 m 80"."""
    at = amount.end
    joined = line.text(at) in language.numbers.rest_joiners
    at += joined
    if line.starts[at : at + 1] and line.starts[at] - line.ends[at - 1] > 1:
        return None
    if line.is_number(at):
        digits = line.texts[at]
        whole = digits.isdecimal() and len(digits) == len(str(parts - 1)) and not line.is_number(at + 1)
        rest, end = (Decimal(digits), at + 1) if whole else (None, at)
    else:
        said = amount_at(line, at, at, language) if line.text(at) in language.numbers.starters else None
        spoken = said is not None and said.form is Form.WORDS and said.first == at and amount.form is Form.WORDS
        rest, end = (said.value, said.end) if said is not None and spoken else (None, at)
    if rest is None or not _LEAST <= rest < parts or not _is_closed(line, end, language):
        return None
    return rest / parts, end


_LEAST = 10  # of what is written as a rest: "2 euros 5" is none


def _is_closed(line: Line, end: int, language: Language) -> bool:
    """Whether nothing follows at *end* that a number before it could count: "2 euros 50 par personne"."""
    follows = line.text(end)
    return follows not in HYPHENS and (not line.is_word(end) or follows in language.numbers.after_rest)


def _named(line: Line, at: int, language: Language) -> tuple[Decimal, int] | None:
    """Return the rest that names its own part of the currency, and where it ends: "and 50 cents", "con 50 céntimos"."""
    joiners = language.numbers.joiners | language.numbers.rest_joiners
    at += line.text(at) in joiners
    said = (
        amount_at(line, at, at, language) if line.is_number(at) or line.text(at) in language.numbers.starters else None
    )
    if said is None or said.first != at or said.value is None:
        return None
    parts = language.currencies.parts.get(line.text(said.end))
    if parts is None or not 0 < said.value < parts:
        return None
    return said.value / parts, said.end + 1
