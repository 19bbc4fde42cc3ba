"""A number as written, with what refusing and labelling need to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.lexer import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A number as written, and what refusing and labelling need to know of it.

    A range or vague number has ``low`` and ``high`` (one may be open) and no ``value``.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    surface: str  #: sign, currency, number, scale and unit, as far as they adjoin
    start: int  #: in the string scanned
    end: int
    unit: str | None = None
    unit_name: str | None = None
    kind: str = ""  #: of unit: percent, points, currency, time, age, length, area, volume, mass, temperature, times ...
    form: Form
    sign: str = ""  #: "+" or "-", where written
    rate: str | None = None  #: "per 100,000", "a day", as written, up to three words after the number
    base: bool = False  #: it is the 100,000 of "per 100,000"
    integer: bool = True  #: written without decimals or parts
    scaled: bool = False  #: written with a scale: "2 million", "1.2m", "deux mille"
    number_start: int  #: where the bare number begins, without sign and currency
    number_end: int  #: where it ends, scale included, without unit
    first: int  #: its first lexeme in ``line``
    last: int  #: the lexeme after its last one
    parts: tuple[Token, ...] = ()  #: the two ends of a range, as they stand
    moves: bool = False  #: "from A to B": perhaps a change rather than a range
    line: Line = field(repr=False, compare=False)
