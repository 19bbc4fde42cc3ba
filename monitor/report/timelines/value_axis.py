"""The axis of values: round numbers that hold every value between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from monitor.report import wording
from monitor.report.timelines.extents import Extent

_DIGITS = 80  # more than lie between the least and the greatest that are shown, so that nothing is rounded
_NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_FROM_ZERO = Decimal("0.6")  # values that reach this far down to zero are shown from zero on
_MARGIN = Decimal("0.04")  # above and below what is shown: hedges reach beyond numbers
_LONGEST = 17  # characters of a label: a trillion has them


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """The axis, and the numbers that are written beside it, the least first."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]

    def share(self, value: Decimal) -> float:
        """Return how high *value* lies between the two ends of the axis: from 0 to 1."""
        with localcontext(prec=_DIGITS):
            share = (value - self.low) / (self.high - self.low)
        return float(min(max(share, Decimal(0)), Decimal(1)))


def value_axis(extents: Iterable[Extent], most: int = 6) -> ValueAxis:
    """Return the axis that holds *extents*, with at most about *most* ticks; without any, from 0 to 1."""
    ends = [end for extent in extents for end in (extent.low, extent.high)] or [Decimal(0), Decimal(1)]
    with localcontext(prec=_DIGITS):
        low, high = _span(min(ends), max(ends))
        step = _nice((high - low) / (most - 1))
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        ticks = tuple(step * (first + place) for place in range(int(last - first) + 1))
    return ValueAxis(low=ticks[0], high=ticks[-1], ticks=ticks)


def label(tick: Decimal) -> str:
    """Return what is written beside *tick*: "7,500"; a number too long for that as 1.00E+21."""
    written = wording.number(tick)
    return written if len(written) <= _LONGEST else f"{tick:.2E}".replace("-", "−")


def _span(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Return where the axis begins and ends at the least: at zero where that is near, and not in one point."""
    if low >= 0 and low <= high * _FROM_ZERO:
        low = Decimal(0)
    elif high <= 0 and high >= low * _FROM_ZERO:
        high = Decimal(0)
    margin = (high - low) * _MARGIN or abs(low) / 10 or Decimal(1)
    return low - margin * bool(low), high + margin * bool(high or not low)


def _nice(step: Decimal) -> Decimal:
    """Return the least round number that is no less than *step*."""
    unit = Decimal(1).scaleb(step.adjusted())
    return next(nice * unit for nice in _NICE if nice * unit >= step)
