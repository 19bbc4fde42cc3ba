"""The last values of a series as a small chart: a line of steps in HTML, a row of blocks in plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from monitor.model import Figure
from monitor.report import wording
from monitor.report.report_model import History

LEAST, MOST = 3, 12  # values that a chart shows
MARGIN = 2  # of the chart in HTML, in its own units
_BLOCKS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Steps:
    """Values of one series, oldest first."""

    points: tuple[tuple[datetime, Figure], ...]
    width: int = 96  #: of the chart in HTML, in its own units
    height: int = 24

    @property
    def values(self) -> list[Decimal]:
        """Return the values."""
        return [figure.value for _, figure in self.points if figure.value is not None]

    @property
    def words(self) -> str:
        """Return the values in words: "590, 1,543, 1,950"."""
        return ", ".join(wording.value(figure) for _, figure in self.points)

    @property
    def ends(self) -> str:
        """Return the first and the last value: "590 → 3,269"."""
        return f"{wording.value(self.points[0][1])} → {wording.value(self.points[-1][1])}"

    @property
    def blocks(self) -> str:
        """Return a character a value, the higher the greater it is: "▁▄█"."""
        return "".join(_BLOCKS[round(share * (len(_BLOCKS) - 1))] for share in self._shares())

    @property
    def path(self) -> str:
        """Return the chart as the path of an SVG of `width` by `height`: each value as long as every other."""
        run = (self.width - 2 * MARGIN) / len(self.points)
        heights = [self.height - MARGIN - float(share) * (self.height - 2 * MARGIN) for share in self._shares()]
        steps = [f"V{height:.1f}H{MARGIN + run * place:.1f}" for place, height in enumerate(heights, 1)]
        return f"M{MARGIN} {heights[0]:.1f}{''.join(steps)}"

    def _shares(self) -> list[Decimal]:
        """Return how high each value stands between the least (0) and the greatest (1)."""
        values = self.values
        least, greatest = min(values), max(values)
        return [(value - least) / (greatest - least) for value in values]


def steps_of(history: History, until: datetime) -> Steps | None:
    """Return the last values of *history* until that time; None when they are too few, or no chart can show them."""
    points = [(at, figure) for at, figure in history.points if at <= until and figure.value is not None]
    points = [point for point in points if point[1].unit == points[-1][1].unit][-MOST:]
    if len(points) < LEAST or len({figure.value for _, figure in points}) == 1:
        return None
    return Steps(tuple(points))
