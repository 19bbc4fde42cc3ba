"""The headers of a table: which lines above its numbers head its columns, and how far each header reaches."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.pdf.number_rows import holds_numbers, is_resized
from monitor.extract.pdf.paragraphs import marker_of
from monitor.extract.pdf.pieces import Piece, PieceRow
from monitor.extract.pdf.table_frame import LONGEST_HEAD, Cell, Frame, Reach

MOST_HEADS = 8  # lines of headers
_GAP = 3.2  # font heights from a header to what it heads
_LINES = 1.6  # font heights between the lines of one header
_SLACK = 2.0  # font heights that a header may reach out of its table
_WIDEST_LAST = 16.0  # font heights: words above a last column of short numbers reach out over it


def first_line(lines: Sequence[PieceRow], taken: int, first: int, frame: Frame) -> int:
    """Return the index of the first line that heads the columns of the table whose numbers begin at *first*.

    Lines before *taken* are another table's.
    """
    index = first
    while index > taken and first - index < MOST_HEADS:
        row, below = lines[index - 1], lines[index]
        if not _follows(row, below, frame) or (index < first and _is_ruled_off(row, below, frame)):
            break
        index -= 1
    while index < first and len(lines[index]) == 1 and frame.reach(lines[index][0])[0] == 0:
        index += 1  # a line above the labels alone is a paragraph's last
    return index


def first_row(lines: Sequence[PieceRow], begin: int, first: int, frame: Frame) -> int:
    """Return the index of the first line below the headers from *begin* on: perhaps the heading of a section."""
    index = first
    while (
        index - 1 > begin
        and frame.is_label_alone(lines[index - 1])
        and _is_section(lines[index - 2], lines[index - 1], frame)
    ):
        index -= 1
    return index


def _is_section(above: PieceRow, row: PieceRow, frame: Frame) -> bool:
    """Return whether a label alone heads a section: a rule parts it from the headers, or labels have one already."""
    return frame.are_parted(above, row) or any(frame.reach(piece)[0] == 0 for piece in above)


def _follows(row: PieceRow, below: PieceRow, frame: Frame) -> bool:
    """Return whether *row* is a line of headers, and *below* the next line of the same table."""
    near = below[0].base - row[0].base <= _GAP * frame.size
    return near and not holds_numbers(row) and not is_resized(row[0], below[0]) and _is_head(row, frame)


def _is_ruled_off(row: PieceRow, below: PieceRow, frame: Frame) -> bool:
    """Return whether a rule over the whole table parts a line above its labels from the headers below it."""
    alone = len(row) == 1 and frame.reach(row[0])[0] == 0
    return alone and frame.ruling.parts(row[0].base, below[0].base, frame.left, frame.right)


def _is_head(row: PieceRow, frame: Frame) -> bool:
    if marker_of(row[0]) or not all(_stands_above(piece, frame) for piece in row):
        return False
    if len(row) > 1:
        return True
    begin, end = frame.reach(row[0])
    inside = row[0].box.left >= frame.left - _SLACK * frame.size
    return inside and (begin >= max(1, frame.labels) or (begin, end) == (0, 1))


def _stands_above(piece: Piece, frame: Frame) -> bool:
    """Return whether *piece* is no longer than a header is, and stands above the table."""
    slack = _SLACK * frame.size
    if piece.box.right < frame.left or piece.box.left > frame.right + slack or len(piece.text) > LONGEST_HEAD:
        return False
    return piece.box.right <= frame.right + slack or piece.box.width <= _WIDEST_LAST * frame.size


def cells(rows: Sequence[PieceRow], frame: Frame) -> list[Cell]:
    """Return the headers in *rows*, lines of one header put together."""
    found: list[Cell] = []
    for index, row in enumerate(rows):
        reaches = [_own_reach(piece, row, frame) for piece in row]
        if index + 1 < len(rows):
            reaches = _spread(row, reaches, frame)
        for piece, reach in zip(row, reaches, strict=True):
            same = next((cell for cell in reversed(found) if (cell.column, cell.to_column) == reach), None)
            if same is not None and _is_one_header(same.lines[-1], piece, frame):
                same.lines.append(piece)
            else:
                found.append(Cell(*reach, [piece]))
    return found


def _is_one_header(above: Piece, below: Piece, frame: Frame) -> bool:
    left, right = min(above.box.left, below.box.left), max(above.box.right, below.box.right)
    near = below.base - above.base < _LINES * max(above.size, below.size)
    return near and not frame.ruling.parts(above.base, below.base, left, right)


def _own_reach(piece: Piece, row: PieceRow, frame: Frame) -> Reach:
    """Return which columns a header stands over: those of its shaded or framed cell, where it has one."""
    cell = frame.ruling.cell(piece.box)
    begin, end = frame.reach(piece)
    if cell is None or any(cell[0] < other.box.middle < cell[1] for other in row if other is not piece):
        return begin, end
    inside = [i for i, (left, right) in enumerate(frame.columns) if cell[0] <= (left + right) / 2 <= cell[1]]
    return (min(begin, inside[0]), max(end, inside[-1] + 1)) if inside else (begin, end)


def _spread(row: PieceRow, reaches: list[Reach], frame: Frame) -> list[Reach]:
    """Return *reaches* with the columns that nothing in a line above others stands over given to the nearest."""
    values = [i for i, (begin, _) in enumerate(reaches) if begin >= frame.labels]
    covered = {column for begin, end in reaches for column in range(begin, end)}
    spread = list(reaches)
    free = [column for column in range(max(1, frame.labels), len(frame.columns)) if column not in covered]
    for column in free if values else ():
        middle = sum(frame.columns[column]) / 2
        nearest = min(values, key=lambda i: abs(row[i].box.middle - middle))
        begin, end = spread[nearest]
        if column in (begin - 1, end):
            spread[nearest] = min(begin, column), max(end, column + 1)
    pairs = zip(row, spread, reaches, strict=True)
    return [wide if _stands_over(piece, wide, frame) else narrow for piece, wide, narrow in pairs]


def _stands_over(piece: Piece, reach: Reach, frame: Frame) -> bool:
    """Return whether a header is meant for the columns of *reach*: it stands over their middle, or at one end."""
    if frame.ruling.cell(piece.box) is not None:
        return False
    left, right = frame.columns[reach[0]][0], frame.columns[reach[1] - 1][1]
    centred = abs(piece.box.middle - (left + right) / 2) < 0.15 * (right - left)
    return centred or min(abs(piece.box.left - left), abs(piece.box.right - right)) < frame.size
