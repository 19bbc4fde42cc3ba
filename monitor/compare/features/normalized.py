"""The value of a figure in the form in which two are compared: a share as a fraction, a change without its sign."""

from __future__ import annotations

import math
from decimal import Decimal

from monitor.compare.features.weights import WEIGHTS as W
from monitor.model import Figure, Role

_PERCENT = 100
_CHANGE = Role.CHANGE  # looked up once: by its class a member costs as much as all the rest of `ends_of`


def value_of(figure: Figure) -> str:
    """Return the value of *figure* as a string that is equal when the values are."""
    return "..".join("" if end is None else _plain(end) for end in ends_of(figure))


def ends_of(figure: Figure) -> tuple[Decimal | None, ...]:
    """Return the value of *figure*, or both ends of its range: 25 % is a quarter, and a change is what the way says."""
    if figure.value is None:
        return (figure.low, figure.high)
    value = abs(figure.value) if figure.role is _CHANGE else figure.value
    return (value / _PERCENT if figure.unit == "%" else value,)


def unit_of(figure: Figure) -> str | None:
    """Return the unit in which `ends_of` tells *figure*: a percentage and a fraction are shares alike."""
    fraction = figure.unit is None and figure.value is not None and 0 < figure.value < 1
    return "%" if fraction else figure.unit


def digits_of(figure: Figure) -> int:
    """Return how many digits of the value, or of both ends of a range, say something: 4 of 6,173, 1 of 7,000."""
    return sum(len(end.normalize().as_tuple().digits) for end in ends_of(figure) if end is not None)


def _plain(number: Decimal) -> str:
    bare = number.normalize()
    return format(bare, "f") if abs(bare.adjusted()) < 40 else str(bare)


def closeness(old: Figure, new: Figure) -> float:
    """Return 1 for equal sizes, 0 for sizes far apart: a hint, whichever way the value went."""
    one, other = size_of(old), size_of(new)
    if one is None or other is None:
        return 0.0
    if one == other:
        return 1.0
    if one <= 0 or other <= 0:
        return 0.3
    if abs(one.adjusted() - other.adjusted()) > 2:
        return 0.0  # and too far apart for a float, perhaps
    return max(0.0, 1.0 - abs(math.log(float(one / other))) / W.far)


def size_of(figure: Figure) -> Decimal | None:
    """Return the value of *figure*, or the first end of its range."""
    return next((v for v in (figure.value, figure.low, figure.high) if v is not None), None)
