"""Which lines of a zone are rows of numbers, and which of these belong to one table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.extract.pdf.geometry import shared
from monitor.extract.pdf.numbers import is_blank, is_label, is_number
from monitor.extract.pdf.pieces import Piece, PieceRow
from monitor.extract.pdf.ruling import Ruling

_BETWEEN = 4  # lines between two rows of numbers: a label on several lines, a heading of a section
_PITCHES = 2.2  # times the distance of rows: a row of another sort that is further below begins another table
_FURTHEST = 8.0  # font heights between two rows of numbers
_HEAD_GAP = 3.2  # font heights from a header to what it heads
_LONGEST_HEAD = 90  # characters
_NEAR = 0.5  # font heights between edges that are meant to be in line


def is_body(row: PieceRow) -> bool:
    """Return whether *row* holds a number beside something before it."""
    return len(row) > 1 and any(is_number(piece.text) for piece in row[1:])


def numbers_of(row: PieceRow) -> list[Piece]:
    """Return the numbers of *row*, its first piece left out."""
    return [piece for piece in row[1:] if is_number(piece.text)]


def holds_numbers(row: PieceRow) -> bool:
    """Return whether *row* is one of numbers: a header may hold some, too, beside more words ("per 100,000")."""
    return is_body(row) and len(numbers_of(row)) >= _words(row)


def are_dates(row: PieceRow) -> bool:
    """Return whether the numbers of *row* are years or dates, as head columns: it begins a table."""
    numbers = numbers_of(row)
    return len(numbers) > 1 and all(is_label(number.plain) for number in numbers)


def chains(rows: Sequence[PieceRow], ruling: Ruling) -> list[tuple[int, int]]:
    """Return the first and last of rows of numbers that belong together."""
    found: list[tuple[int, int]] = []
    bodies = [index for index, row in enumerate(rows) if is_body(row)]
    for index in bodies:
        if found and _goes_on(rows, found[-1], index):
            found[-1] = found[-1][0], index
        else:
            found.append((index, index))
    begun = [(_first_of(rows, chain), chain[1]) for chain in found]
    return [chain for chain in begun if chain[1] > chain[0] or _is_headed(rows, chain[0], ruling)]


def _first_of(rows: Sequence[PieceRow], chain: tuple[int, int]) -> int:
    """Return the first row of *chain* that is no header with a number in it."""
    bodies = [index for index in range(chain[0], chain[1] + 1) if is_body(rows[index])]
    for index, following in pairwise(bodies):
        here, below = rows[index], rows[following]
        if len(numbers_of(here)) >= len(numbers_of(below)) or _words(here) <= _words(below):
            return index
    return bodies[-1]


def _words(row: PieceRow) -> int:
    """Return how many pieces of *row*, its first left out, are neither numbers nor stand for one."""
    return sum(not is_number(piece.text) and not is_blank(piece.text) for piece in row[1:])


def _goes_on(rows: Sequence[PieceRow], chain: tuple[int, int], index: int) -> bool:
    last = rows[chain[1]]
    if index - chain[1] > _BETWEEN + 1 or rows[index][0].base - last[0].base > _FURTHEST * last[0].size:
        return False
    if _is_further(rows, chain, index) or (are_dates(rows[index]) and not are_dates(last)):
        return False
    if any(_is_prose(row, last) or is_resized(row[0], last[0]) for row in rows[chain[1] + 1 : index]):
        return False
    strictly = chain[0] == chain[1]
    return any(_in_line(one, other, strictly=strictly) for one in numbers_of(last) for other in numbers_of(rows[index]))


def _is_further(rows: Sequence[PieceRow], chain: tuple[int, int], index: int) -> bool:
    """Return whether a row that holds more or less numbers than the last stands further below it than rows do."""
    last, row = rows[chain[1]], rows[index]
    if chain[0] == chain[1] or index > chain[1] + 1 or len(numbers_of(last)) == len(numbers_of(row)):
        return False
    pitch = last[0].base - rows[chain[1] - 1][0].base
    return row[0].base - last[0].base > _PITCHES * pitch


def _is_prose(row: PieceRow, beside: PieceRow) -> bool:
    """Return whether a line between rows of numbers runs on over their columns."""
    numbers = numbers_of(beside)
    return (
        len(row) == 1 and bool(numbers) and row[0].box.right > numbers[0].box.left and len(row[0].text) > _LONGEST_HEAD
    )


def is_resized(one: Piece, other: Piece) -> bool:
    """Return whether a line is written so much smaller or larger than its table that it is no part of it."""
    return abs(one.size - other.size) > 0.2 * other.size


def _in_line(one: Piece, other: Piece, *, strictly: bool) -> bool:
    near = _NEAR * min(one.size, other.size)
    if any(
        abs(a - b) < near
        for a, b in (
            (one.box.right, other.box.right),
            (one.box.left, other.box.left),
            (one.box.middle, other.box.middle),
        )
    ):
        return True
    overlap = shared((one.box.left, one.box.right), (other.box.left, other.box.right))
    return not strictly and overlap > 0.5 * min(one.box.width, other.box.width)


def _is_headed(rows: Sequence[PieceRow], index: int, ruling: Ruling) -> bool:
    """Return whether a single row of numbers stands below headers of its own, in a frame."""
    if index == 0:
        return False
    above, row = rows[index - 1], rows[index]
    if row[0].base - above[0].base > _HEAD_GAP * row[0].size or len(above) < len(row):
        return False
    headed = [any(_over(piece, number) for piece in above) for number in numbers_of(row)]
    framed = any(ruling.is_framed(piece.box) for piece in row) or ruling.parts(
        above[0].base, row[0].base, row[0].box.left, row[-1].box.right
    )
    return all(headed) and framed and not any(is_number(piece.text) for piece in above[1:])


def _over(piece: Piece, other: Piece) -> bool:
    return shared((piece.box.left, piece.box.right), (other.box.left, other.box.right)) > 0
