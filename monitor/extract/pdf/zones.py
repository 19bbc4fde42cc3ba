"""From the pieces of a page to its zones, in reading order: columns and boxes side by side are read one by one.

Columns of prose and columns of a table look alike to a ruler. The order in which the document draws them tells them
apart: the pieces of a table's row are drawn one after the other; between two lines that only stand side by side, other
lines are drawn. Where enough of such pairs have an empty stripe between them, the page is cut there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.extract.pdf.numbers import is_number
from monitor.extract.pdf.pieces import Piece

_FEWEST = 2  # lines side by side that are no row: fewer say nothing
_NEAR = (
    3.0  # font heights: a header and the rows below it are no further from each other, a heading between them or not
)
_BESIDE, _HARDLY = 0.5, 0.1  # of their height: what lines side by side share; those of columns may share but this much
_TABULAR = 0.6  # share of the pieces on one side that are numbers beside words: then it is a table, however drawn
_LONGEST_MARK = 3  # characters: what stands left of a list and is no longer are its marks
_DEEPEST = 12  # cuts within cuts
_TRIED = 4  # stripes of a page that are tried

Band = list[Piece]
_Gap = tuple[float, float]
_Pair = tuple[_Gap, bool]  # the gap between two neighbours, and whether other lines are drawn between them


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
    for piece in sorted(pieces, key=_top):
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

    def pairs(self, band: Band) -> Iterator[_Pair]:
        """Yield the gaps between neighbours in *band*, and whether other lines are drawn between the two."""
        for piece in band:
            loosely = _row_of(piece, band, _HARDLY)
            row = _row_of(piece, loosely, _BESIDE)
            left = _left_of(piece, row)
            if not left:
                row, left = loosely, _left_of(piece, loosely)
            if left:
                nearest = max(left, key=lambda other: other.box.right)
                begin, end = sorted((self.rank(piece), self.rank(nearest)))
                inside = sum(begin < self.rank(other) < end for other in row)
                yield (nearest.box.right, piece.box.left), inside < end - begin - 1


def _row_of(piece: Piece, band: Band, share: float) -> Band:
    """Return the pieces of *band* at the height of *piece*: those that share as much of the lower one's height."""
    _, top, _, bottom = piece.box
    height = bottom - top
    return [
        other
        for other in band
        if min(bottom, other.box.bottom) - max(top, other.box.top) > share * min(height, other.box.height)
    ]


def _left_of(piece: Piece, row: Band) -> Band:
    return [other for other in row if other.box.right <= piece.box.left]


def _columns(bands: list[Band], drawing: _Drawing) -> list[list[Piece]] | None:
    """Return what stands above, left, right and below of the stripe that parts columns; None where there is none."""
    pairs = [list(drawing.pairs(band)) for band in bands]
    for x in _stripes([gap for found in pairs for gap, is_apart in found if is_apart]):
        run = _best_run(bands, pairs, x)
        parts = _parted(bands, _with_their_own(bands, run, x, drawing), x) if run is not None else None
        if parts is not None:
            return parts
    return None


def _stripes(apart: list[_Gap]) -> Iterator[float]:
    """Yield where a stripe may run: through most of the gaps between what only stands side by side first."""
    for _ in range(_TRIED):
        if len(apart) < _FEWEST:
            return
        x = _most_common(apart)
        yield x
        apart = [gap for gap in apart if not gap[0] < x < gap[1]]


def _parted(bands: list[Band], inside: tuple[int, int], x: float) -> list[list[Piece]] | None:
    """Return *bands* parted: above, left and right of *x*, below; None where these are no columns."""
    first, last = inside
    pieces = _flat(bands[first:last])
    left = [piece for piece in pieces if piece.box.middle < x]
    right = [piece for piece in pieces if piece.box.middle >= x]
    return [_flat(bands[:first]), left, right, _flat(bands[last:])] if _are_columns(left, right) else None


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


def _best_run(bands: list[Band], pairs: Sequence[Sequence[_Pair]], x: float) -> _Run | None:
    """Return the bands that a stripe at *x* parts into columns: the run with most lines side by side."""
    runs = _Runs(x)
    for index, band in enumerate(bands):
        runs.take(index, band, pairs[index])
    return max((run for run in runs.found if run.parts), key=lambda run: run.apart, default=None)


class _Runs:
    """The runs along a stripe at *x*, gathered band by band from the top."""

    def __init__(self, x: float) -> None:
        self.found: list[_Run] = []
        self._x = x
        self._is_open = False

    def take(self, index: int, band: Band, pairs: Sequence[_Pair]) -> None:
        near = bool(self.found) and min(piece.box.top for piece in band) - self.found[-1].bottom < _NEAR * band[0].size
        if any(piece.box.left < self._x < piece.box.right for piece in band):
            self._is_open = False
            if near and pairs:
                self._count(band, pairs)
            return
        over = [pair for pair in pairs if pair[0][0] < self._x < pair[0][1]]
        if over:
            if not self._is_open or not (near or self._is_alike(over)):
                self.found.append(_Run(index, index))
                self._is_open = True
            self._count(band, over)
            self.found[-1].last = index + 1
            self.found[-1].apart += sum(is_apart for _, is_apart in over)

    def _is_alike(self, over: Sequence[_Pair]) -> bool:
        """Return whether a band is of the sort of those before it: side by side, or rows."""
        run = self.found[-1]
        return any(is_apart for _, is_apart in over) == (run.apart > run.together)

    def _count(self, band: Band, pairs: Sequence[_Pair]) -> None:
        """Count rows against the run: a header on several lines is drawn cell by cell, the rows below it are not."""
        self.found[-1].bottom = max(piece.box.bottom for piece in band)
        self.found[-1].together += sum(not is_apart for _, is_apart in pairs)


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
    """Return whether what stands next to *left* are numbers, most of them on a line of words there."""
    if sum(is_number(piece.text) for piece in right) < _FEWEST:
        return False
    top, bottom = min(piece.box.top for piece in left), max(piece.box.bottom for piece in left)
    nearest = [piece for piece in _first_in_line(right) if top < piece.base < bottom]
    numbers = [piece for piece in nearest if is_number(piece.text)]
    if len(numbers) < _FEWEST or len(numbers) < _TABULAR * len(nearest):
        return False
    lines = [piece.base for piece in left if not is_number(piece.text)]
    beside = sum(any(abs(piece.base - base) < 0.4 * piece.size for base in lines) for piece in numbers)
    return beside >= 0.8 * len(numbers)


def _first_in_line(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield those of *pieces* left of which none of the others stands."""
    ordered = sorted(pieces, key=_top)
    tallest = max(piece.box.height for piece in pieces)
    for piece in pieces:
        begin = bisect_left(ordered, piece.box.top - tallest, key=_top)
        near = ordered[begin : bisect_left(ordered, piece.box.bottom, key=_top)]
        if not _left_of(piece, _row_of(piece, near, _HARDLY)):
            yield piece


def _top(piece: Piece) -> float:
    return piece.box.top
