"""Units that are told of another one: "3.6 m³/s", "45 hl/ha", "7 tonnes per hectare", "34 Liter je Quadratmeter"."""

from __future__ import annotations

from monitor.figures.numbers.cardinals import Amount
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.measures import find
from monitor.language import Language, Unit

_ABOVE = frozenset({"mass", "volume", "length", "energy", "power", "radioactivity", "dose"})
_BELOW = frozenset({"area", "volume", "mass", "length", "energy"})  #: kinds of units
_SPACES = frozenset({"area", "volume"})  #: kinds that "a" may tell of: "7 tonnes a hectare"
_TIME = "time"


def take(line: Line, amount: Amount, language: Language) -> None:
    """Take the unit that the one of *amount* is told of into it: after a slash, or of space and mass after "per".

    What is told of a time in words ("5 litres a day") keeps its unit, and so does money ("£12/MWh").
    """
    unit = amount.unit
    if unit is None or unit.kind not in _ABOVE:
        return
    found = _below(line, amount.end, language)
    end = amount.end if found is None else found[0]
    found = found or _beyond_thing(line, amount.end, language)
    if found is not None:
        amount.end = end
        amount.unit = Unit(f"{unit.symbol}/{found[1].symbol}", f"{unit.name} per {found[1].name}", "rate")


def _below(line: Line, at: int, language: Language) -> tuple[int, Unit] | None:
    """Return where the unit ends that a slash or "per" *at* tells of, and the unit; None where there is none such."""
    rates, word = language.numbers.rates, line.text(at)
    slash = _is_slash(line, at)
    per = slash or word in rates.per
    found = find(language.units.after, line, at + 1) if per or word in rates.each else None
    if found is None or found[1].kind in (_BELOW if per else _SPACES):
        return found
    symbol = slash and line.text(at + 1) in language.units.symbols  # "l/s", but "GWh/year" is how often
    return found if symbol and found[1].kind == _TIME else None


def _is_slash(line: Line, at: int) -> bool:
    """Whether a slash without spaces around it stands at the lexeme *at*."""
    return line.text(at) == "/" and line.glued(at) and line.glued(at + 1)


def _beyond_thing(line: Line, at: int, language: Language) -> tuple[int, Unit] | None:
    """Return what `_below` does, where what is measured stands between: "7 tonnes of maize per hectare"."""
    at += line.text(at) in language.numbers.of
    if not line.is_word(at) or line.text(at + 1) not in language.numbers.rates.per:
        return None
    found = find(language.units.after, line, at + 2)
    return found if found is not None and found[1].kind in _BELOW else None
