"""Where the columns of a table run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from monitor.extract.pdf.geometry import shared
from monitor.extract.pdf.pieces import PieceRow

_STRADDLED = 0.34  # share of the rows that may reach into the stripe between two columns
_NEAREST = 0.25  # font heights: stretches that are nearer to each other are one column

Stretch = tuple[float, float]


def columns(rows: Sequence[PieceRow]) -> list[Stretch]:
    """Return where the columns of *rows* run: between them are stripes that few of the pieces reach into.

    A column that few rows have anything in is one nevertheless, where nothing else stands.
    """
    pieces = [(piece.box.left, piece.box.right) for row in rows for piece in row]
    found = _covered(pieces, int(_STRADDLED * len(rows)))
    alone = [piece for piece in pieces if not any(shared(piece, column) > 0 for column in found)]
    return _joined(sorted([*found, *_covered(alone, 0)]), _NEAREST * rows[0][0].size)


def _covered(pieces: Iterable[Stretch], allowed: int) -> list[Stretch]:
    """Return the stretches over which more than *allowed* of *pieces* stand."""
    edges = sorted([edge for left, right in pieces for edge in ((left, -1), (right, 1))])
    stretches: list[Stretch] = []
    covering = 0
    begin: float | None = None
    for x, step in edges:
        covering -= step
        if begin is None and covering > allowed:
            begin = x
        elif begin is not None and covering <= allowed:
            stretches.append((begin, x))
            begin = None
    return stretches


def _joined(stretches: Sequence[Stretch], nearest: float) -> list[Stretch]:
    """Return *stretches*, those put together that stand nearer to each other than *nearest*."""
    found = [*stretches[:1]]
    for (_, right), (left, end) in pairwise(stretches):
        if left - right < nearest:
            found[-1] = found[-1][0], end
        else:
            found.append((left, end))
    return found
