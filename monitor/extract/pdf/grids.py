"""From the lines of a zone to its tables: which lines are rows, where columns run, and what heads them.

A table is known by numbers that stand below each other with words before them, ruled or not. Rules and shaded cells say
more, where there are any: which lines make one row, and how far a header reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.extract.pdf import table_heads, table_rows
from monitor.extract.pdf.geometry import Sheet, shared
from monitor.extract.pdf.number_rows import are_dates, chains, is_body
from monitor.extract.pdf.pieces import PieceRow
from monitor.extract.pdf.ruling import Ruling
from monitor.extract.pdf.table_columns import Stretch, columns
from monitor.extract.pdf.table_frame import Cell, Frame


@dataclass(slots=True)
class Grid:
    """A table as drawn."""

    columns: list[Stretch]
    labels: int  #: how many columns at the left head the rows
    heads: list[Cell]
    rows: list[list[Cell]]
    top: float
    size: float  #: height of its font

    def continues(self, other: Grid) -> bool:
        """Return whether it goes on where *other*, on the page before, ends: the same columns, and no other headers."""
        if len(self.columns) != len(other.columns) or (self.heads and _texts(self.heads) != _texts(other.heads)):
            return False
        return all(shared(one, before) > 0 for one, before in zip(self.columns, other.columns, strict=True))


def _texts(cells: Iterable[Cell]) -> list[str]:
    return [line.text for cell in cells for line in cell.lines]


def find(rows: Sequence[PieceRow], sheet: Sheet) -> list[PieceRow | Grid]:
    """Return *rows* of a zone in their order, each run of them that makes a table as that table."""
    found: list[PieceRow | Grid] = []
    ruling = Ruling(sheet)
    taken = 0
    for first, last in chains(rows, ruling):
        made = _table(rows, (taken, first, last), ruling) if first >= taken else None
        if made is not None:
            begin, end, grid = made
            found.extend(rows[taken:begin])
            found.append(grid)
            taken = end
    found.extend(rows[taken:])
    return found


def _table(rows: Sequence[PieceRow], at: tuple[int, int, int], ruling: Ruling) -> tuple[int, int, Grid] | None:
    """Return a table, and which of *rows* it takes.

    *at* is from where rows are free, and where its first and last numbers stand. None when no words head its rows or
    columns: numbers alone are no table.
    """
    taken, first, last = at
    bodies = [row for row in rows[first : last + 1] if is_body(row)]
    frame = Frame(columns(bodies), bodies[0][0].size, ruling)
    lines = [*rows]
    for index in range(max(0, first - table_heads.MOST_HEADS), min(len(rows), last + 2)):
        lines[index] = frame.parted(rows[index])
    bodies = [row for row in lines[first : last + 1] if is_body(row)]
    frame.labels = frame.count_labels(bodies)
    begin = table_heads.first_line(lines, taken, first, frame)
    below = table_heads.first_row(lines, begin, first, frame)
    if begin == first and len(bodies) > 2 and are_dates(bodies[0]):
        below += 1
    end = table_rows.last_line(lines, last, frame) + 1
    heads = table_heads.cells(lines[begin:below], frame)
    made = table_rows.cells(lines[below:end], frame)
    if not made or (not frame.labels and not heads):
        return None
    return begin, end, Grid(frame.columns, frame.labels, heads, made, lines[begin][0].box.top, frame.size)
