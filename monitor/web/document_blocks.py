"""A reading as it is shown: its blocks in their order, every number marked, tables as tables, in parts of bounded size.

Pure: what is read and which series its figures belong to go in, values for a template come out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from monitor.model import Block, Dropped, Figure, Reading, Region
from monitor.model.texts import BlockKind
from monitor.report import wording

LARGEST_PART = 60_000  # estimated bytes of HTML: a page of the browser stays far below 200 kB
LONGEST = 20_000  # characters of one block that are shown
ABOVE, LOWEST = 2, 6  # levels of headings: of the view itself, and that HTML has
OF_A_MARK, OF_A_BLOCK = 350, 60  # estimated bytes of HTML beside their text
Sayings = Mapping[tuple[str, str], int]
"""The series of a figure, by its sentence and the number as written."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a block's text: plain, or a number with what was made of it."""

    text: str
    figure: Figure | None = None
    dropped: Dropped | None = None
    series: int | None = None

    @property
    def told(self) -> str:
        """Return what was made of the number, in one line; empty for plain text."""
        if self.dropped is not None:
            return self.dropped.why.replace("_", " ")
        return _kept(self.figure) if self.figure is not None else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A block in pieces."""

    block: Block
    pieces: tuple[Piece, ...]
    is_cut: bool = False
    level: int = 0  #: of a heading that is shown as one: no level is left out

    @property
    def numbers(self) -> list[Piece]:
        """Return those pieces that are numbers."""
        return [piece for piece in self.pieces if piece.told]

    @property
    def size(self) -> int:
        """Return about how many bytes of HTML it makes."""
        text = sum(len(piece.text) + len(piece.told) * 2 for piece in self.pieces)
        return OF_A_BLOCK + text + OF_A_MARK * len(self.numbers)


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that are shown together: one block, the rows of a table, or what stands in another region."""

    kind: str  #: block, table or region
    blocks: tuple[Shown, ...] = ()
    region: Region = Region.MAIN
    inner: tuple[Group, ...] = field(default=())  #: of a region

    @property
    def rows(self) -> list[list[Shown]]:
        """Return the cells of a table, row by row."""
        return [list(cells) for _, cells in groupby(self.blocks, key=lambda one: one.block.cell and one.block.cell.row)]

    @property
    def caption(self) -> str:
        """Return what a table is called."""
        return next((one.block.cell.caption for one in self.blocks if one.block.cell and one.block.cell.caption), "")

    @property
    def numbers(self) -> list[Piece]:
        """Return the numbers in it."""
        return [piece for one in self.blocks for piece in one.numbers] + [
            piece for group in self.inner for piece in group.numbers
        ]


def parts(reading: Reading, series: Sayings) -> list[list[Group]]:
    """Return the whole of *reading* in parts, of which each is one page of the browser; at least one."""
    return [list(_grouped(_levelled(blocks))) for blocks in _in_parts(_shown(reading, series))] or [[]]


def _shown(reading: Reading, series: Sayings) -> Iterator[Shown]:
    marks: list[Figure | Dropped] = sorted((*reading.figures, *reading.dropped), key=lambda one: (one.start, one.end))
    at = 0
    for block in reading.text.blocks:
        while at < len(marks) and marks[at].start < block.start:
            at += 1
        first = at
        while at < len(marks) and marks[at].start < block.end:
            at += 1
        yield _block(reading, block, marks[first:at], series)


def _block(reading: Reading, block: Block, marks: Sequence[Figure | Dropped], series: Sayings) -> Shown:
    end = min(block.end, block.start + LONGEST)
    return Shown(block, tuple(_pieces(reading.text.content, block.start, end, marks, series)), is_cut=end < block.end)


def _pieces(content: str, start: int, end: int, marks: Sequence[Figure | Dropped], series: Sayings) -> Iterator[Piece]:
    at = start
    for mark in marks:
        if mark.start < at or mark.end > end:
            continue  # inside one that was marked before, or cut
        if mark.start > at:
            yield Piece(content[at : mark.start])
        words = content[mark.start : mark.end]
        if isinstance(mark, Figure):
            yield Piece(words, figure=mark, series=series.get((mark.sentence, mark.surface)))
        else:
            yield Piece(words, dropped=mark)
        at = mark.end
    if at < end:
        yield Piece(content[at:end])


def _in_parts(blocks: Iterable[Shown]) -> Iterator[list[Shown]]:
    part: list[Shown] = []
    size = 0
    for one in blocks:
        is_full = size + one.size > LARGEST_PART
        if part and is_full and (size > 2 * LARGEST_PART or not _goes_on_in_row(part[-1], one)):
            yield part
            part, size = [], 0
        part.append(one)
        size += one.size
    if part:
        yield part


def _levelled(blocks: Iterable[Shown]) -> Iterator[Shown]:
    """Yield *blocks*, the headings of the main text with levels of their own, below the two of the view."""
    last = ABOVE
    for one in blocks:
        if one.block.kind is BlockKind.HEADING and one.block.region is Region.MAIN:
            last = min(LOWEST, max(ABOVE + 1, min(one.block.level + ABOVE, last + 1)))
            yield replace(one, level=last)
        else:
            yield one


def _goes_on_in_row(before: Shown, after: Shown) -> bool:
    """Return whether two cells stand in one row, which is torn apart only where it is very long."""
    one, other = before.block.cell, after.block.cell
    return one is not None and other is not None and (one.table, one.row) == (other.table, other.row)


def _grouped(blocks: Iterable[Shown]) -> Iterator[Group]:
    for region, those in groupby(blocks, key=lambda one: one.block.region):
        groups = tuple(_tables_apart(those))
        if region is Region.MAIN:
            yield from groups
        else:
            yield Group("region", region=region, inner=groups)


def _tables_apart(blocks: Iterable[Shown]) -> Iterator[Group]:
    for table, those in groupby(blocks, key=lambda one: one.block.cell.table if one.block.cell else None):
        if table is not None:
            yield Group("table", tuple(those))
        else:
            yield from (Group("block", (one,)) for one in those)


def _kept(figure: Figure) -> str:
    direction = f" {figure.direction.value.lower()}" if figure.direction else ""
    said = {"time": figure.time, "by": figure.agent, "said by": figure.attribution}
    parts_of = [
        f"{wording.written(figure)} {figure.counts or '(no words for what it counts)'}",
        f"{figure.role.value.lower()}{direction}",
        *(f"{name}: {words}" for name, words in said.items() if words),
        *([f"page {figure.page}"] if figure.page else []),
    ]
    return " · ".join(parts_of)
