"""From the pieces of a page to its zones, in reading order: columns and boxes side by side are read one by one.

Columns of prose and columns of a table look alike to a ruler. The order in which the document draws them tells them
apart: the pieces of a table's row are drawn one after the other; between two lines that only stand side by side, other
lines are drawn. Where enough of such pairs have an empty stripe between them, the page is cut there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.extract.pdf.geometry import shared
from monitor.extract.pdf.numbers import is_number
from monitor.extract.pdf.pieces import Piece

_FEWEST = 2  # lines side by side that are no row: fewer say nothing
_NEAR = (
    3.0  # font heights: a header and the rows below it are no further from each other, a heading between them or not
)
_BESIDE = 0.6  # share of the pieces on one side that are numbers beside words: then it is a table, however drawn
_LONGEST_MARK = 3  # characters: what stands left of a list and is no longer are its marks
_DEEPEST = 12  # cuts within cuts
_TRIED = 4  # stripes of a page that are tried

Band = list[Piece]
_Gap = tuple[float, float]


def zones(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return *pieces* by the zone they stand in, zones in reading order."""
    return _cut(pieces, 0) if pieces else []


def _cut(pieces: Sequence[Piece], depth: int) -> list[list[Piece]]:
    bands = _bands(pieces)
    columns = _columns(bands, _Drawing(pieces)) if depth < _DEEPEST else None
    if columns is None:
        return [list(pieces)]
    found: list[list[Piece]] = []
    for part in columns:
        if part:
            found.extend(_cut(part, depth + 1))
    return found


def _bands(pieces: Sequence[Piece]) -> list[Band]:
    """Return *pieces* from top to bottom, cut wherever a level line would cross none."""
    bands: list[Band] = []
    bottom = float("-inf")
    for piece in sorted(pieces, key=lambda piece: piece.box.top):
        if piece.box.top >= bottom:
            bands.append([])
        bands[-1].append(piece)
        bottom = max(bottom, piece.box.bottom)
    return bands


class _Drawing:
    """The order in which pieces are drawn."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._ranks = {id(piece): rank for rank, piece in enumerate(sorted(pieces, key=lambda piece: piece.order))}

    def rank(self, piece: Piece) -> int:
        return self._ranks[id(piece)]

    def pairs(self, band: Band) -> Iterator[tuple[_Gap, bool]]:
        """Yield the gaps between neighbours in *band*, and whether other lines are drawn between the two."""
        for piece in band:
            row = [other for other in band if _is_beside(piece, other)]
            left = [other for other in row if other.box.right <= piece.box.left]
            if left:
                nearest = max(left, key=lambda other: other.box.right)
                begin, end = sorted((self.rank(piece), self.rank(nearest)))
                inside = sum(begin < self.rank(other) < end for other in row)
                yield (nearest.box.right, piece.box.left), inside < end - begin - 1


def _is_beside(one: Piece, other: Piece) -> bool:
    """Return whether two pieces stand at the same height."""
    overlap = shared((one.box.top, one.box.bottom), (other.box.top, other.box.bottom))
    return overlap > 0.5 * min(one.box.height, other.box.height)


def _columns(bands: list[Band], drawing: _Drawing) -> list[list[Piece]] | None:
    """Return what stands above, left, right and below of the stripe that parts columns; None where there is none."""
    pairs = [list(drawing.pairs(band)) for band in bands]
    apart = [gap for found in pairs for gap, is_apart in found if is_apart]
    for _ in range(_TRIED):
        if len(apart) < _FEWEST:
            return None
        x = _most_common(apart)
        cut = _best_run(bands, pairs, x)
        if cut is not None:
            first, last = _with_their_own(bands, cut, x, drawing)
            inside = [piece for band in bands[first:last] for piece in band]
            left = [piece for piece in inside if piece.box.middle < x]
            right = [piece for piece in inside if piece.box.middle >= x]
            if _are_columns(left, right):
                above, below = bands[:first], bands[last:]
                return [_flat(above), left, right, _flat(below)]
        apart = [gap for gap in apart if not gap[0] < x < gap[1]]
    return None


def _flat(bands: Sequence[Band]) -> list[Piece]:
    return [piece for band in bands for piece in band]


def _most_common(gaps: Sequence[_Gap]) -> float:
    """Return the middle of the stripe that most of *gaps* share."""
    edges = sorted([(left, 1) for left, _ in gaps] + [(right, -1) for _, right in gaps], key=lambda edge: edge)
    depth = most = 0
    best = (0.0, 0.0)
    for (x, step), (following, _) in pairwise(edges):
        depth += step
        if depth > most and following > x:
            most, best = depth, (x, following)
    return (best[0] + best[1]) / 2


@dataclass(slots=True)
class _Run:
    """Bands one below the other through which a stripe runs, from *first* up to *last* (exclusive)."""

    first: int
    last: int
    apart: int = 0  #: neighbours that only stand side by side
    together: int = 0  #: neighbours in a row
    bottom: float = 0.0  #: of the last row or band that was counted

    @property
    def parts(self) -> bool:
        """Return whether the stripe parts columns here."""
        return self.apart >= _FEWEST and self.apart > self.together


def _best_run(bands: list[Band], pairs: Sequence[Sequence[tuple[_Gap, bool]]], x: float) -> _Run | None:
    """Return the bands that a stripe at *x* parts into columns: the run with most lines side by side.

    Rows of a table right below are counted against it: a header on several lines is drawn cell by cell.
    """
    runs: list[_Run] = []
    is_open = False
    for index, band in enumerate(bands):
        crossed = any(piece.box.left < x < piece.box.right for piece in band)
        over = [is_apart for gap, is_apart in pairs[index] if crossed or gap[0] < x < gap[1]]
        is_open = is_open and not crossed
        if not over or (crossed and not runs):
            continue
        near = bool(runs) and min(piece.box.top for piece in band) - runs[-1].bottom < _NEAR * band[0].size
        if crossed and not near:
            continue
        if not crossed and (not is_open or not (near or any(over) == (runs[-1].apart > runs[-1].together))):
            runs.append(_Run(index, index))
            is_open = True
        run = runs[-1]
        run.bottom = max(piece.box.bottom for piece in band)
        run.together += len(over) - sum(over)
        if not crossed:
            run.last = index + 1
            run.apart += sum(over)
    return max((run for run in runs if run.parts), key=lambda run: run.apart, default=None)


def _with_their_own(bands: list[Band], run: _Run, x: float, drawing: _Drawing) -> tuple[int, int]:
    """Return the first and last of the bands of *run* with those above and below it that are drawn in its midst."""
    first, last = run.first, run.last
    ranks = [drawing.rank(piece) for piece in _flat(bands[first:last])]
    begin, end = min(ranks), max(ranks)

    def is_own(band: Band) -> bool:
        crosses = any(piece.box.left < x < piece.box.right for piece in band)
        return not crosses and all(begin < drawing.rank(piece) < end for piece in band)

    while first > 0 and is_own(bands[first - 1]):
        first -= 1
    while last < len(bands) and is_own(bands[last]):
        last += 1
    return first, last


def _are_columns(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    marks = all(len(piece.text) <= _LONGEST_MARK for piece in left)
    return not marks and not _numbers_beside(left, right)


def _numbers_beside(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Return whether *right* holds numbers, most of which stand on a line of words in *left*."""
    numbers = [piece for piece in right if is_number(piece.text)]
    if len(numbers) < 2 or len(numbers) < _BESIDE * len(right):
        return False
    lines = [piece.base for piece in left if not is_number(piece.text)]
    beside = sum(any(abs(piece.base - base) < 0.4 * piece.size for base in lines) for piece in numbers)
    return beside >= 0.8 * len(numbers)
