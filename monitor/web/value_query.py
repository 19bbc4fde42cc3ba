"""A value as people look for one: "1,160", "around 7,000", "1000-2000", "> 5000". Pure."""

from __future__ import annotations

from decimal import Decimal

from monitor.figures.numbers.scanner import scan
from monitor.figures.numbers.written_number import Token
from monitor.language import load
from monitor.model import Quantifier
from monitor.store import Between

NEAR = Decimal("0.1")  # how far "around" reaches, up and down, as a share of the number
_SIGNS = {">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤", "=": ""}
_ENGLISH = load("en")
_OPENS_A_RANGE = {*_ENGLISH.numbers.ranges.between, *_ENGLISH.numbers.ranges.from_}


def value_of(text: str) -> Between | None:
    """Return the values that *text* means; None: it is no value.

    Numbers are read as on pages, with their hedges before or after them: in digits or in words, ranges with both ends.
    """
    for sign, meant in _SIGNS.items():
        text = text.replace(sign, meant)
    tokens = scan(text, _ENGLISH)
    if len(tokens) != 1:
        return None
    token = tokens[0]
    if token.value is token.low is token.high is None:
        return None  # more digits than any number has that is read
    before, after = text[: token.start].strip().casefold(), text[token.end :].strip().casefold()
    if token.value is None and before in _OPENS_A_RANGE:
        before = ""
    hedge = _hedge(before, after)
    return None if hedge is None else _between(token, hedge)


def _hedge(before: str, after: str) -> Quantifier | None:
    """Return what the words around a number make of it; None where they are about something else."""
    known = _ENGLISH.quantifiers
    sides = [(before, known.before), (after, known.after)]
    found = [next((name for name, said in listed.items() if words in said), None) for words, listed in sides if words]
    if len(found) > 1 or None in found:
        return None
    return Quantifier(found[0]) if found and found[0] else Quantifier.EXACT


def _between(token: Token, hedge: Quantifier) -> Between:
    if token.value is None:
        return Between(low=token.low, high=token.high)
    value = token.value
    match hedge:
        case Quantifier.MORE_THAN | Quantifier.AT_LEAST:
            return Between(low=value, is_strict=hedge is Quantifier.MORE_THAN)
        case Quantifier.LESS_THAN | Quantifier.AT_MOST:
            return Between(high=value, is_strict=hedge is Quantifier.LESS_THAN)
        case Quantifier.APPROXIMATELY | Quantifier.NEARLY:
            reach = abs(value) * NEAR
            return Between(low=value - reach, high=value + reach * (hedge is Quantifier.APPROXIMATELY))
        case _:
            return Between(low=value, high=value)
