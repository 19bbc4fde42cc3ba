"""From the pieces of a page to its zones, in reading order: columns and boxes side by side are read one by one.

A page is cut at empty stripes from top to bottom. Columns of prose and columns of a table look alike to a ruler; the
order in which the document draws them tells them apart: prose column by column, a table row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from monitor.extract.pdf.geometry import around
from monitor.extract.pdf.numbers import is_number
from monitor.extract.pdf.pieces import Piece, rows

_GUTTER = 0.8  # of a font's height: an empty stripe that is narrower parts no columns
_SWITCHES = 0.7  # per line of the shorter side: a table has two, columns next to none
_BESIDE = 0.6  # share of the pieces on one side that are numbers beside words: then it is a table, however drawn
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
        for side in sides:
            found.extend(_cut(side, depth + 1))
    if text:
        found.append(text)
    return found


def _bands(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return *pieces* from top to bottom, cut wherever a level line would cross none."""
    bands: list[list[Piece]] = []
    bottom = float("-inf")
    for piece in sorted(pieces, key=lambda piece: piece.box.top):
        if piece.box.top >= bottom:
            bands.append([])
        bands[-1].append(piece)
        bottom = max(bottom, piece.box.bottom)
    return bands


def _groups(bands: list[list[Piece]]) -> list[tuple[list[Piece], list[_Gap]]]:
    """Return bands put together as far down as an empty stripe runs through them, and the stripes."""
    groups: list[tuple[list[Piece], list[_Gap]]] = []
    for band in bands:
        gaps = _gaps(band)
        if groups:
            group, before = groups[-1]
            common = _common(before, _margins(band, gaps))
            if common or not (before or gaps):
                group.extend(band)
                groups[-1] = group, common
                continue
        groups.append((list(band), gaps))
    return groups


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


def _parts_columns(group: Sequence[Piece], cut: float) -> bool:
    ordered = sorted(group, key=attrgetter("order"))
    is_left = [piece.box.middle < cut for piece in ordered]
    left = [piece for piece in group if piece.box.middle < cut]
    right = [piece for piece in group if piece.box.middle >= cut]
    lines = min(len(rows(left)), len(rows(right)))
    switches = sum(one != other for one, other in pairwise(is_left))
    return switches <= _SWITCHES * lines and not _numbers_beside(left, right)


def _numbers_beside(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Return whether *right* holds numbers, most of which stand on a line of words in *left*."""
    numbers = [piece for piece in right if is_number(piece.text)]
    if len(numbers) < 2 or len(numbers) < _BESIDE * len(right):
        return False
    lines = [piece.base for piece in left if not is_number(piece.text)]
    beside = sum(any(abs(piece.base - base) < 0.4 * piece.size for base in lines) for piece in numbers)
    return beside >= 0.8 * len(numbers)
