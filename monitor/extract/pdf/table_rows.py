"""The rows of a table: a label may have several lines, and the heading of a section a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from monitor.extract.pdf.number_rows import is_body, is_resized
from monitor.extract.pdf.pieces import PieceRow
from monitor.extract.pdf.table_frame import Cell, Frame

_CLOSE = 0.85  # times the distance of rows: lines that are nearer are of one row
_LINES = 1.8  # font heights from the last row to another line of its label


def last_line(lines: Sequence[PieceRow], last: int, frame: Frame) -> int:
    """Return the index of the last line of the table whose numbers end at *last*: its label may go on."""
    index = last
    while index + 1 < len(lines) and _ends_label(lines[index], lines[index + 1], frame):
        index += 1
    return index


def _ends_label(above: PieceRow, row: PieceRow, frame: Frame) -> bool:
    """Return whether *row* goes on with the label of the last row: in words, or up to the rule that ends it."""
    close = row[0].base - above[0].base < _LINES * frame.size
    if not close or not frame.is_label_alone(row) or frame.are_parted(above, row):
        return False
    ruled = frame.ruling.parts(row[0].base, row[0].base + 2 * frame.size, *frame.columns[0])
    return ruled or (row[0].text[:1].islower() and not is_resized(row[0], above[0]))


def cells(lines: Sequence[PieceRow], frame: Frame) -> list[list[Cell]]:
    """Return *lines* as rows of cells."""
    return [_cells(group, frame) for group in _Grouping(frame, _pitch(lines)).groups(lines)]


def _pitch(rows: Sequence[PieceRow]) -> float | None:
    """Return how far the rows of numbers are from each other where no line stands between them."""
    steps = [below[0].base - row[0].base for row, below in pairwise(rows) if is_body(row) and is_body(below)]
    return median(steps) if steps else None


@dataclass(frozen=True, slots=True)
class _Grouping:
    """Which lines are of one row."""

    frame: Frame
    pitch: float | None

    def groups(self, lines: Sequence[PieceRow]) -> list[list[PieceRow]]:
        """Return *lines* by the row that they belong to."""
        groups: list[list[PieceRow]] = []
        waiting: list[PieceRow] = []  # that begin the label of the next row
        for index, line in enumerate(lines):
            after = lines[index + 1] if index + 1 < len(lines) else None
            if is_body(line):
                groups.append([*waiting, line])
                waiting = []
            elif groups and not waiting and self._ends(line, lines[index - 1], after):
                groups[-1].append(line)
            elif after is not None and self._begins(line, after):
                waiting.append(line)
            else:
                groups.extend([row] for row in (*waiting, line))
                waiting = []
        groups.extend([row] for row in waiting)
        return groups

    def _ends(self, line: PieceRow, before: PieceRow, after: PieceRow | None) -> bool:
        """Return whether *line* goes on with the row *before* it."""
        if self.frame.are_parted(before, line):
            return False
        if after is not None and self.frame.are_parted(line, after):
            return True
        return line[0].text[:1].islower() or self._is_close(before, line)

    def _begins(self, line: PieceRow, after: PieceRow) -> bool:
        """Return whether *line* is the beginning of the label of the row *after* it."""
        if self.frame.are_parted(line, after):
            return False
        first = after[0]
        return self.frame.column_of(first) > 0 or first.text[:1].islower() or self._is_close(line, after)

    def _is_close(self, line: PieceRow, below: PieceRow) -> bool:
        """Return whether two lines are nearer to each other than rows are: lines of one label."""
        return self.pitch is not None and below[0].base - line[0].base < _CLOSE * self.pitch


def _cells(group: Sequence[PieceRow], frame: Frame) -> list[Cell]:
    if len(group) == 1 and len(group[0]) == 1:  # a section's heading
        return [Cell(0, len(frame.columns), [group[0][0]])]
    found = [Cell(column, column + 1) for column in range(len(frame.columns))]
    for row in group:
        for piece in row:
            found[frame.column_of(piece)].lines.append(piece)
    return found
