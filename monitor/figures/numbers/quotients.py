"""Units that are told of another one: "3.6 m³/s", "45 hl/ha", "7 tonnes per hectare", "34 Liter je Quadratmeter"."""

from __future__ import annotations

from monitor.figures.numbers.cardinals import Amount
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.measures import find
from monitor.language import Language, Unit

_ABOVE = frozenset({"mass", "volume", "length", "energy", "power", "radioactivity", "dose"})
_BELOW = frozenset({"area", "volume", "mass", "length", "energy"})  #: kinds of units
_TIME = "time"


def take(line: Line, amount: Amount, language: Language) -> None:
    """Take the unit that the one of *amount* is told of into it: after a slash, or of space and mass after "per".

    What is told of a time in words ("5 litres a day") keeps its unit, and so does money ("£12/MWh").
    """
    unit = amount.unit
    if unit is None or unit.kind not in _ABOVE:
        return
    slash = line.text(amount.end) == "/" and line.glued(amount.end) and line.glued(amount.end + 1)
    if not slash and line.text(amount.end) not in language.numbers.rates.per:
        return
    found = find(language.units.after, line, amount.end + 1)
    if found is None or not (found[1].kind in _BELOW or (slash and _is_timed(line, amount.end + 1, found, language))):
        return
    amount.end = found[0]
    amount.unit = Unit(f"{unit.symbol}/{found[1].symbol}", f"{unit.name} per {found[1].name}", "rate")


def _is_timed(line: Line, at: int, found: tuple[int, Unit], language: Language) -> bool:
    """Whether the symbol of a time stands *at*: "l/s", but not "GWh/year", which is how often."""
    return found[1].kind == _TIME and line.text(at) in language.units.symbols
