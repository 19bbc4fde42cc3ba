"""The frame of a table in the making: its columns, and what stands over which of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from monitor.extract.pdf.geometry import shared
from monitor.extract.pdf.numbers import is_blank, is_label, is_number
from monitor.extract.pdf.pieces import Piece, PieceRow
from monitor.extract.pdf.ruling import Ruling
from monitor.extract.pdf.table_columns import Stretch

LONGEST_HEAD = 90  # characters of a header
_GUTTER_GAP = 0.35  # font heights: a gap between words that is wider, and lies between two columns, parts cells
_OVER = 0.15  # font heights that a piece must share with a column to stand over it

Reach = tuple[int, int]  #: the first column that something stands over, and the one behind the last


@dataclass(slots=True)
class Cell:
    """A cell: its lines, and the columns it reaches over."""

    column: int
    to_column: int
    lines: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """Where the columns of a table run, how high its font is, what is drawn around it."""

    columns: list[Stretch]
    size: float
    ruling: Ruling
    labels: int = 0  #: how many columns at the left head the rows

    @property
    def left(self) -> float:
        """Return where the table begins."""
        return self.columns[0][0]

    @property
    def right(self) -> float:
        """Return where the table ends."""
        return self.columns[-1][1]

    def column_of(self, piece: Piece) -> int:
        """Return the column that *piece* stands in for the most part."""
        box = piece.box
        return max(range(len(self.columns)), key=lambda column: shared(self.columns[column], (box.left, box.right)))

    def reach(self, piece: Piece) -> Reach:
        """Return the columns that *piece* stands over."""
        span = piece.box.left, piece.box.right
        over = [i for i, column in enumerate(self.columns) if shared(column, span) > _OVER * self.size]
        column = self.column_of(piece)
        return (over[0], over[-1] + 1) if over else (column, column + 1)

    def is_label_alone(self, row: PieceRow) -> bool:
        """Return whether nothing but a label stands in *row*."""
        return len(row) == 1 and self.reach(row[0]) == (0, 1)

    def are_parted(self, above: PieceRow, below: PieceRow) -> bool:
        """Return whether a rule parts two lines at the table's left, where labels stand."""
        return self.ruling.parts(above[0].base, below[0].base, *self.columns[0])

    def parted(self, row: PieceRow) -> PieceRow:
        """Return *row* with pieces that run over several columns parted where a gap lies between two of these."""
        gutters = [(left[1], right[0]) for left, right in pairwise(self.columns)]
        parted: PieceRow = []
        for piece in row:
            begin, end = self.reach(piece)
            if end - begin < 2 or len(piece.text) > LONGEST_HEAD:
                parted.append(piece)
            else:
                parted.extend(piece.parted(gutters[begin : end - 1], _GUTTER_GAP))
        return parted

    def count_labels(self, bodies: Sequence[PieceRow]) -> int:
        """Return how many columns at the left hold words, or what heads rows as words do: ages, dates."""
        for column in range(len(self.columns)):
            texts = [piece.plain for row in bodies for piece in row if self.column_of(piece) == column]
            if sum(map(_is_wordy, texts)) < 0.5 * len(texts):
                return column
        return len(self.columns)


def _is_wordy(text: str) -> bool:
    return is_label(text) or not (is_number(text) or is_blank(text))
