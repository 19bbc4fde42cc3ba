"""Between which numbers a figure lies, and on which side it is left open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from monitor.model import Figure, Quantifier

GREATEST = Decimal("1e30")  # greater numbers count nothing, and no axis can name them
LEAST = Decimal("1e-12")  # apart from zero itself
_UP = frozenset({Quantifier.MORE_THAN, Quantifier.AT_LEAST})
_DOWN = frozenset({Quantifier.LESS_THAN, Quantifier.AT_MOST})


@dataclass(frozen=True, slots=True)
class Extent:
    """What a figure says of the number it means."""

    low: Decimal
    high: Decimal  #: as ``low``, but for a range
    open_above: bool = False  #: it may be more
    open_below: bool = False  #: it may be less
    is_rough: bool = False  #: around, nearly

    @property
    def is_range(self) -> bool:
        """Return whether it has two ends."""
        return self.low != self.high

    @property
    def middle(self) -> Decimal:
        """Return the number that a line goes through."""
        return (self.low + self.high) / 2


def extent_of(figure: Figure) -> Extent | None:
    """Return the extent of *figure*; None where no chart can show it."""
    ends = [figure.value] if figure.value is not None else [figure.low, figure.high]
    known = [end for end in ends if end is not None]
    if not known or not all(map(_can_be_shown, known)):
        return None
    only_low = figure.value is None and figure.high is None
    only_high = figure.value is None and figure.low is None
    return Extent(
        low=min(known),
        high=max(known),
        open_above=only_low or figure.quantifier in _UP,
        open_below=only_high or figure.quantifier in _DOWN or figure.quantifier is Quantifier.NEARLY,
        is_rough=figure.quantifier in (Quantifier.APPROXIMATELY, Quantifier.NEARLY),
    )


def _can_be_shown(number: Decimal) -> bool:
    return number.is_finite() and (number == 0 or LEAST <= abs(number) <= GREATEST)
