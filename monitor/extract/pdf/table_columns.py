"""Where the columns of a table run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.extract.pdf.pieces import PieceRow

_STRADDLED = 0.1  # share of the rows that may stick out into the empty stripe between two columns


def columns(rows: Sequence[PieceRow]) -> list[tuple[float, float]]:
    """Return where the columns of *rows* run: between them are stripes that next to none of the pieces reaches into."""
    edges = sorted(
        [(piece.box.left, 1) for row in rows for piece in row]
        + [(piece.box.right, -1) for row in rows for piece in row],
        key=lambda edge: (edge[0], -edge[1]),
    )
    allowed = int(_STRADDLED * len(rows))
    stretches: list[tuple[float, float]] = []
    covering = 0
    begin: float | None = None
    for x, step in edges:
        covering += step
        if begin is None and covering > allowed:
            begin = x
        elif begin is not None and covering <= allowed:
            stretches.append((begin, x))
            begin = None
    return _with_gutters(stretches, rows[0][0].size) or [(edges[0][0], edges[-1][0])]


def _with_gutters(stretches: list[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    """Return *stretches*, those put together that stand too near to each other to be columns."""
    columns = stretches[:1]
    for (_, right), (left, end) in pairwise(stretches):
        if left - right < 0.25 * size:
            columns[-1] = columns[-1][0], end
        else:
            columns.append((left, end))
    return columns
