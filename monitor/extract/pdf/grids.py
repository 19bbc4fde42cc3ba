"""From the lines of a zone to its tables: which lines are rows, where columns run, and what heads them.

A table is known by numbers that stand below each other with words before them, ruled or not. Rules and shaded cells say
more, where there are any: which lines make one row, and how far a header reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from monitor.extract.pdf.geometry import Sheet, shared
from monitor.extract.pdf.number_rows import chains, is_body, is_resized, numbers_of
from monitor.extract.pdf.numbers import is_blank, is_label, is_number
from monitor.extract.pdf.paragraphs import marker_of
from monitor.extract.pdf.pieces import Piece, PieceRow
from monitor.extract.pdf.ruling import Ruling
from monitor.extract.pdf.table_columns import columns

_HEAD_GAP = 3.2  # font heights from a header to what it heads
_MOST_HEADS = 8  # lines of headers
_LONGEST_HEAD = 90  # characters
_WIDEST_LAST = 16.0  # font heights: words above a last column of short numbers reach out over it
_GUTTER_GAP = 0.35  # font heights: a gap between words that is wider, and lies between two columns, parts cells
_CLOSE = 0.85  # times the distance of rows: lines that are nearer are of one row


@dataclass(slots=True)
class Cell:
    """A cell: its lines, and the columns it reaches over."""

    column: int
    to_column: int
    lines: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table as drawn."""

    columns: list[tuple[float, float]]
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
        if first < taken:
            continue
        table = _Table(rows, first, last, ruling)
        begin, end = max(taken, table.begin), table.end
        grid = table.grid()
        if grid is None:
            continue
        found.extend(rows[taken:begin])
        found.append(grid)
        taken = end
    found.extend(rows[taken:])
    return found


class _Table:
    """A table in the making, of the rows from *first* to *last*, which hold its numbers."""

    def __init__(self, rows: Sequence[PieceRow], first: int, last: int, ruling: Ruling) -> None:
        self._ruling = ruling
        bodies = [row for row in rows[first : last + 1] if is_body(row)]
        self._columns = columns(bodies)
        self._size = bodies[0][0].size
        self._all = [*rows]
        for index in range(max(0, first - _MOST_HEADS), min(len(rows), last + 2)):
            self._all[index] = self._parted_at_gutters(rows[index])
        self._bodies = [row for row in self._all[first : last + 1] if is_body(row)]
        self._pitch = _pitch(self._all[first : last + 1])
        self._left, self._right = self._columns[0][0], self._columns[-1][1]
        self._labels = self._count_labels()
        self.begin = self._first_head(first)
        self._first = self._first_row(first)
        if self.begin == first and self._dated_first():
            self._first += 1
        self.end = self._last_line(last) + 1

    def grid(self) -> Grid | None:
        """Return the table; None when no words head its rows or columns: numbers alone are no table."""
        heads = self._heads(self._all[self.begin : self._first])
        rows = self._rows(self._all[self._first : self.end])
        if not rows or (not self._labels and not heads):
            return None
        return Grid(self._columns, self._labels, heads, rows, self._all[self.begin][0].box.top, self._size)

    def _parted_at_gutters(self, row: PieceRow) -> PieceRow:
        """Return *row* with pieces that run over several columns parted where a gap lies between two of these."""
        gutters = [(left[1], right[0]) for left, right in pairwise(self._columns)]
        parted: PieceRow = []
        for piece in row:
            begin, end = self._reach(piece)
            if end - begin < 2 or len(piece.text) > _LONGEST_HEAD:
                parted.append(piece)
            else:
                parted.extend(piece.parted(gutters[begin : end - 1], _GUTTER_GAP))
        return parted

    def _count_labels(self) -> int:
        """Return how many columns at the left hold words, or what heads rows as words do: ages, dates."""
        for column in range(len(self._columns)):
            texts = [piece.plain for row in self._bodies for piece in row if self._column_of(piece) == column]
            wordy = sum(is_label(text) or not (is_number(text) or is_blank(text)) for text in texts)
            if wordy < 0.5 * len(texts):
                return column
        return len(self._columns)

    def _column_of(self, piece: Piece) -> int:
        box = piece.box
        return max(range(len(self._columns)), key=lambda column: shared(self._columns[column], (box.left, box.right)))

    def _reach(self, piece: Piece) -> tuple[int, int]:
        """Return the first column that *piece* stands over, and the one behind the last."""
        box = piece.box
        over = [
            i for i, column in enumerate(self._columns) if shared(column, (box.left, box.right)) > 0.15 * self._size
        ]
        column = self._column_of(piece)
        return (over[0], over[-1] + 1) if over else (column, column + 1)

    def _parted(self, above: PieceRow, below: PieceRow) -> bool:
        """Return whether a rule parts two lines at the table's left, where labels stand."""
        column = self._columns[0]
        return self._ruling.parts(above[0].base, below[0].base, column[0], column[1])

    # headers

    def _first_head(self, first: int) -> int:
        """Return the index of the first line that heads columns."""
        index = first
        while index > 0 and first - index < _MOST_HEADS:
            row, below = self._all[index - 1], self._all[index]
            if below[0].base - row[0].base > _HEAD_GAP * self._size or not self._is_head(row):
                break
            if is_body(row) or is_resized(row[0], below[0]):
                break
            if (
                index < first
                and len(row) == 1
                and self._reach(row[0])[0] == 0
                and self._ruling.parts(row[0].base, below[0].base, self._left, self._right)
            ):
                break
            index -= 1
        while index < first and len(self._all[index]) == 1 and self._reach(self._all[index][0])[0] == 0:
            index += 1  # a line above the labels alone is a paragraph's last
        return index

    def _first_row(self, first: int) -> int:
        """Return the index of the first line that is no header: perhaps the heading of a section."""
        index = first
        while (
            index - 1 > self.begin
            and self._is_alone(index - 1)
            and self._parted(self._all[index - 2], self._all[index - 1])
        ):
            index -= 1
        return index

    def _is_alone(self, index: int) -> bool:
        """Return whether a line stands in the column of labels alone."""
        row = self._all[index]
        return len(row) == 1 and self._reach(row[0]) == (0, 1)

    def _is_head(self, row: PieceRow) -> bool:
        slack = 2 * self._size
        for piece in row:
            if piece.box.right < self._left or piece.box.left > self._right + slack or len(piece.text) > _LONGEST_HEAD:
                return False
            if piece.box.left < self._left - slack and len(row) == 1:
                return False
            if piece.box.right > self._right + slack and piece.box.width > _WIDEST_LAST * self._size:
                return False
        if marker_of(row[0]):
            return False
        if len(row) > 1:
            return True
        begin, end = self._reach(row[0])
        return begin >= max(1, self._labels) or (end == 1 and begin == 0)

    def _dated_first(self) -> bool:
        """Return whether the first row of numbers is one of years or dates, and so heads the others."""
        numbers = numbers_of(self._all[self.begin])
        return len(self._bodies) > 2 and all(is_label(piece.plain) for piece in numbers)

    def _heads(self, rows: Sequence[PieceRow]) -> list[Cell]:
        cells: list[Cell] = []
        for index, row in enumerate(rows):
            reaches = [self._head_reach(piece, row) for piece in row]
            if index + 1 < len(rows):
                reaches = self._spread(row, reaches)
            for piece, (begin, end) in zip(row, reaches, strict=True):
                same = next((cell for cell in reversed(cells) if (cell.column, cell.to_column) == (begin, end)), None)
                if same is not None and self._one_cell(same.lines[-1], piece):
                    same.lines.append(piece)
                else:
                    cells.append(Cell(begin, end, [piece]))
        return cells

    def _one_cell(self, above: Piece, below: Piece) -> bool:
        left, right = min(above.box.left, below.box.left), max(above.box.right, below.box.right)
        return below.base - above.base < 1.6 * max(above.size, below.size) and not self._ruling.parts(
            above.base, below.base, left, right
        )

    def _head_reach(self, piece: Piece, row: PieceRow) -> tuple[int, int]:
        """Return which columns a header stands over: those of its shaded or framed cell, where it has one."""
        cell = self._ruling.cell(piece.box)
        begin, end = self._reach(piece)
        if cell is None or any(cell[0] < other.box.middle < cell[1] for other in row if other is not piece):
            return begin, end
        inside = [i for i, (left, right) in enumerate(self._columns) if cell[0] <= (left + right) / 2 <= cell[1]]
        return (min(begin, inside[0]), max(end, inside[-1] + 1)) if inside else (begin, end)

    def _spread(self, row: PieceRow, reaches: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return *reaches* with the columns that nothing in a line above others stands over given to the nearest.

        A header that is meant for several columns stands over the middle of them, or over the beginning of the first.
        """
        values = [i for i, (begin, _) in enumerate(reaches) if begin >= self._labels]
        covered = {column for begin, end in reaches for column in range(begin, end)}
        spread = list(reaches)
        for column in range(max(1, self._labels), len(self._columns)):
            if column in covered or not values:
                continue
            middle = sum(self._columns[column]) / 2
            nearest = min(values, key=lambda i: abs(row[i].box.middle - middle))
            begin, end = spread[nearest]
            if begin - 1 == column or end == column:
                spread[nearest] = min(begin, column), max(end, column + 1)
        return [
            wide if self._stands_over(piece, wide) else narrow
            for piece, wide, narrow in zip(row, spread, reaches, strict=True)
        ]

    def _stands_over(self, piece: Piece, reach: tuple[int, int]) -> bool:
        left, right = self._columns[reach[0]][0], self._columns[reach[1] - 1][1]
        is_cell = self._ruling.cell(piece.box) is not None
        centred = abs(piece.box.middle - (left + right) / 2) < 0.15 * (right - left)
        return not is_cell and (centred or abs(piece.box.left - left) < self._size)

    # rows

    def _last_line(self, last: int) -> int:
        """Return the index of the last line: the last label may go on to the rule that ends its row."""
        index = last
        while index + 1 < len(self._all):
            row, above = self._all[index + 1], self._all[index]
            close = row[0].base - above[0].base < 1.8 * self._size
            inside = len(row) == 1 and self._reach(row[0]) == (0, 1)
            ends = self._ruling.parts(row[0].base, row[0].base + 2 * self._size, *self._columns[0])
            goes_on = row[0].text[:1].islower() and not is_resized(row[0], above[0])
            if not (close and inside and (ends or goes_on)) or self._parted(above, row):
                break
            index += 1
        return index

    def _rows(self, lines: Sequence[PieceRow]) -> list[list[Cell]]:
        """Return *lines* as rows of cells: a label may have several lines, a section a line of its own."""
        groups: list[list[PieceRow]] = []
        waiting: list[PieceRow] = []
        for index, line in enumerate(lines):
            if is_body(line):
                groups.append([*waiting, line])
                waiting = []
                continue
            before = next((row for row in reversed(lines[:index]) if row), None)
            after = next(iter(lines[index + 1 :]), None)
            if groups and not waiting and before is not None and self._ends(line, before, after):
                groups[-1].append(line)
            elif after is not None and self._begins(line, after):
                waiting.append(line)
            else:
                groups.extend([row] for row in waiting)
                waiting = []
                groups.append([line])
        groups.extend([row] for row in waiting)
        return [self._cells(group) for group in groups]

    def _ends(self, line: PieceRow, before: PieceRow, after: PieceRow | None) -> bool:
        """Return whether *line* goes on with the row *before* it."""
        if self._parted(before, line):
            return False
        if after is not None and self._parted(line, after):
            return True
        return line[0].text[:1].islower() or self._is_close(before, line)

    def _is_close(self, line: PieceRow, below: PieceRow) -> bool:
        """Return whether two lines are nearer to each other than rows are: lines of one label."""
        return self._pitch is not None and below[0].base - line[0].base < _CLOSE * self._pitch

    def _begins(self, line: PieceRow, after: PieceRow) -> bool:
        """Return whether *line* is the beginning of the label of the row *after* it."""
        if self._parted(line, after):
            return False
        first = after[0]
        return self._column_of(first) > 0 or first.text[:1].islower() or self._is_close(line, after)

    def _cells(self, group: Sequence[PieceRow]) -> list[Cell]:
        if len(group) == 1 and len(group[0]) == 1:  # a section's heading
            return [Cell(0, len(self._columns), [group[0][0]])]
        cells = [Cell(column, column + 1) for column in range(len(self._columns))]
        for row in group:
            for piece in row:
                cells[self._column_of(piece)].lines.append(piece)
        return cells


def _pitch(rows: Sequence[PieceRow]) -> float | None:
    """Return how far the rows of numbers are from each other where no line stands between them."""
    steps = [below[0].base - row[0].base for row, below in pairwise(rows) if is_body(row) and is_body(below)]
    return median(steps) if steps else None
