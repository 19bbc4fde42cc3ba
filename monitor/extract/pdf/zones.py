"""From the pieces of a page to its zones, in reading order: columns and boxes side by side are read one by one.

A page is cut at empty stripes from top to bottom. Columns of prose and columns of a table look alike to a ruler; the
order in which the document draws them tells them apart: prose column by column, a table row by row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from monitor.extract.pdf.geometry import Box, around, shared
from monitor.extract.pdf.numbers import is_number
from monitor.extract.pdf.pieces import Piece

_GUTTER = 0.8  # of a font's height: an empty stripe that is narrower parts no columns
_BESIDE = 0.6  # share of the pieces on one side that are numbers beside words: then it is a table, however drawn
_LONGEST_MARK = 3  # characters: what stands left of a list and is no longer are its marks
_DEEPEST = 8  # cuts within cuts

_Gap = tuple[float, float]


def zones(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return *pieces* by the zone they stand in, zones in reading order."""
    return _cut(pieces, 0) if pieces else []


def _cut(pieces: Sequence[Piece], depth: int) -> list[list[Piece]]:
    found: list[list[Piece]] = []
    text: list[Piece] = []  # of groups that are not cut
    for group, gaps in _groups(_bands(pieces)):
        sides = _sides(group, gaps) if depth < _DEEPEST else []
        if len(sides) < 2:
            text.extend(group)
            continue
        if text:
            found.append(text)
            text = []
        for part in _in_order(group, sides):
            found.extend(_cut(part, depth + 1))
    if text:
        found.append(text)
    return found


def _bands(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return *pieces* from top to bottom, cut wherever a level line would cross none."""
    bands: list[list[Piece]] = []
    bottom = float("-inf")
    for piece in sorted(pieces, key=_top):
        if piece.box.top >= bottom:
            bands.append([])
        bands[-1].append(piece)
        bottom = max(bottom, piece.box.bottom)
    return bands


def _groups(bands: list[list[Piece]]) -> list[tuple[list[Piece], list[_Gap]]]:
    """Return bands put together as far down as the same empty stripes run through them, and the stripes."""
    groups: list[tuple[list[list[Piece]], list[_Gap]]] = []
    bridged = 0  # bands through which the stripes of the last group run
    for band in bands:
        gaps = _gaps(band)
        if groups:
            group, before = groups[-1]
            common = _common(before, _margins(band, gaps))
            kept = len(common) == len(before) or (bool(common) and bridged == 1)
            if kept if before else not gaps:
                group.append(band)
                groups[-1] = group, common
                bridged += bool(gaps)
                continue
        groups.append(([*_taken_back(groups, band, gaps), band], gaps))
        bridged = bool(gaps)
    return [([piece for band in group for piece in band], gaps) for group, gaps in groups if group]


def _taken_back(
    groups: list[tuple[list[list[Piece]], list[_Gap]]], band: Sequence[Piece], gaps: list[_Gap]
) -> list[list[Piece]]:
    """Take from the last group the lines above *band* that begin one of its columns: they are drawn amid these."""
    taken: list[list[Piece]] = []
    begin = min(piece.order for piece in band)
    while gaps and groups and not groups[-1][1] and groups[-1][0]:
        above = groups[-1][0][-1]
        if len(_common(gaps, _margins(above, []))) < len(gaps) or min(piece.order for piece in above) < begin:
            break
        taken.insert(0, groups[-1][0].pop())
    return taken


def _gaps(band: Sequence[Piece]) -> list[_Gap]:
    """Return the empty stripes between the pieces of *band*."""
    found: list[_Gap] = []
    right = float("inf")
    for piece in sorted(band, key=lambda piece: piece.box.left):
        if piece.box.left - right > _GUTTER * piece.size:
            found.append((right, piece.box.left))
        right = piece.box.right if right == float("inf") else max(right, piece.box.right)
    return found


def _margins(band: Sequence[Piece], gaps: list[_Gap]) -> list[_Gap]:
    """Return *gaps* and what is empty on both sides of *band*."""
    whole = around([piece.box for piece in band])
    return [(float("-inf"), whole.left), *gaps, (whole.right, float("inf"))]


def _common(first: list[_Gap], second: list[_Gap]) -> list[_Gap]:
    least = 3.0
    shared = [(max(a, c), min(b, d)) for a, b in first for c, d in second]
    return [(left, right) for left, right in shared if right - left >= least]


def _sides(group: Sequence[Piece], gaps: list[_Gap]) -> list[list[Piece]]:
    """Return *group* cut at those of *gaps* that part columns, from left to right."""
    cuts = [(left + right) / 2 for left, right in gaps]
    cuts = [cut for cut in cuts if _parts_columns(group, cut)]
    edges = [float("-inf"), *cuts, float("inf")]
    sides = [[piece for piece in group if left <= piece.box.middle < right] for left, right in pairwise(edges)]
    return [side for side in sides if side]


def _in_order(group: Sequence[Piece], sides: list[list[Piece]]) -> list[list[Piece]]:
    """Return *sides*, and apart from them what stands above or below all of these on one side alone.

    What is drawn before or after everything else of the group, a heading or a table, belongs to no column.
    """
    bands = _bands(group)
    of = {id(piece): number for number, side in enumerate(sides) for piece in side}
    shared_bands = [index for index, band in enumerate(bands) if len({of[id(piece)] for piece in band}) > 1]
    if not shared_bands:
        return sides
    first, last = shared_bands[0], shared_bands[-1] + 1
    core = [piece.order for band in bands[first:last] for piece in band]
    while first > 0 and max(piece.order for piece in bands[first - 1]) > min(core):
        first -= 1
    while last < len(bands) and min(piece.order for piece in bands[last]) < max(core):
        last += 1
    inside = {id(piece) for band in bands[first:last] for piece in band}
    above = [piece for band in bands[:first] for piece in band]
    below = [piece for band in bands[last:] for piece in band]
    columns = [[piece for piece in side if id(piece) in inside] for side in sides]
    return [part for part in (above, *columns, below) if part]


def _parts_columns(group: Sequence[Piece], cut: float) -> bool:
    """Return whether what stands on both sides of *cut* is drawn side by side, not row by row.

    Each piece on the right is held to the one on the left at its height: in a row, nothing else is drawn between them.
    """
    left = [piece for piece in group if piece.box.middle < cut]
    right = [piece for piece in group if piece.box.middle >= cut]
    if all(len(piece.text) <= _LONGEST_MARK for piece in left):
        return False
    orders = sorted(piece.order for piece in group)
    levels = _Levels(group)
    apart = together = 0
    for piece in right:
        row = levels.beside(piece)
        beside = [other for other in row if other.box.middle < cut]
        if not beside:
            continue
        nearest = max(beside, key=lambda other: other.box.right)
        begin, end = sorted((piece.order, nearest.order))
        between = orders[bisect_right(orders, begin) : bisect_left(orders, end)]
        if {other.order for other in row}.issuperset(between):
            together += 1
        else:
            apart += 1
    return apart > max(1, together) and not _numbers_beside(left, right)


class _Levels:
    """Pieces by their height on the page."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = sorted(pieces, key=_top)
        self._highest = max(piece.box.height for piece in pieces)

    def beside(self, piece: Piece) -> list[Piece]:
        """Return the pieces that stand at the height of *piece*, itself among them."""
        begin = bisect_left(self._pieces, piece.box.top - self._highest, key=_top)
        end = bisect_right(self._pieces, piece.box.bottom, key=_top)
        return [other for other in self._pieces[begin:end] if _is_beside(piece.box, other.box)]


def _top(piece: Piece) -> float:
    return piece.box.top


def _is_beside(one: Box, other: Box) -> bool:
    overlap = shared((one.top, one.bottom), (other.top, other.bottom))
    return overlap > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _numbers_beside(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Return whether *right* holds numbers, most of which stand on a line of words in *left*."""
    numbers = [piece for piece in right if is_number(piece.text)]
    if len(numbers) < 2 or len(numbers) < _BESIDE * len(right):
        return False
    lines = [piece.base for piece in left if not is_number(piece.text)]
    beside = sum(any(abs(piece.base - base) < 0.4 * piece.size for base in lines) for piece in numbers)
    return beside >= 0.8 * len(numbers)
