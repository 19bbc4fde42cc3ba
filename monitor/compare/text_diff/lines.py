"""A text as a reader sees it: every block of its main part is a line, the cells of a table's row are one together.

What stands in navigation, forms, footers, asides, comments and the page's list of its own updates is left out, and so
are lists of bare links: what is news there is news of other pages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from monitor.compare.text_diff.coding import Lexicon
from monitor.compare.text_diff.word_diffs import Span, Wording, wording
from monitor.model import Block, BlockKind, Reading, Region, Text
from monitor.model.diffs import BETWEEN

LONGEST = 1_000_000  # characters of a text that are compared; whoever reads on from there has other means


@dataclass(slots=True)
class Line:
    """What a reader sees as one; words and mask are worked out once, when something asks for them."""

    cells: tuple[str, ...]  #: of a row; else one alone
    text: str  #: all of them
    spans: tuple[tuple[Span, ...], ...]  #: of the figures in each cell
    kind: BlockKind
    lexicon: Lexicon  #: of the words of all lines that are compared
    is_row: bool = False
    level: int = 0
    under: str = ""  #: the heading above
    _mask: str | None = None
    _whole: Wording | None = None

    @property
    def mask(self) -> str:
        """Return what tells the line from others but for its numbers; what heads a row is no such number."""
        if self._mask is None:
            if self.is_row:
                words = wording(BETWEEN.join(self.cells[1:]), self.lexicon)
                self._mask = self.lexicon.mask(words.code, head=self.cells[0])
            else:
                self._mask = self.lexicon.mask(self.cell(0).code)
        return self._mask

    def cell(self, column: int) -> Wording:
        """Return a cell in words; what was read as a figure is one word."""
        if self.is_row:
            return wording(self.cells[column], self.lexicon, self.spans[column])
        if self._whole is None:
            self._whole = wording(self.text, self.lexicon, self.spans[0])
        return self._whole


def lines(reading: Reading, lexicon: Lexicon) -> list[Line]:
    """Return the main part of what was read, line by line, up to `LONGEST` characters."""
    text = reading.text
    spans = sorted((figure.start, figure.end) for figure in reading.figures)
    shown = (block for block in text.blocks if block.end <= LONGEST and is_shown(block))
    return [_line(text, row, spans, lexicon) for row in _rows(shown)]


def changed_outside(old: Text, new: Text) -> int:
    """Return how many blocks outside the main part, or in lists of bare links, differ between two texts."""
    sides = [Counter(text.of(block) for block in text.blocks if not is_shown(block)) for text in (old, new)]
    return max((sides[0] - sides[1]).total(), (sides[1] - sides[0]).total())


def is_shown(block: Block) -> bool:
    """Return whether a reader who looks for what changed on the page wants to see *block*."""
    return block.region is Region.MAIN and not (block.link and block.kind is BlockKind.LIST_ITEM)


def _rows(blocks: Iterator[Block]) -> Iterator[list[Block]]:
    rows = groupby(blocks, key=lambda block: (block.cell.table, block.cell.row) if block.cell else block.start)
    return (list(row) for _, row in rows)


def _line(text: Text, row: Sequence[Block], spans: Sequence[Span], lexicon: Lexicon) -> Line:
    first = row[0]
    cells = tuple([text.of(block) for block in row])
    return Line(
        cells=cells,
        text=BETWEEN.join(cells),
        spans=tuple([tuple(_inside(block, spans)) for block in row]),
        kind=BlockKind.TABLE_CELL if first.cell else first.kind,
        lexicon=lexicon,
        is_row=first.cell is not None,
        level=first.level,
        under=text.of(text.blocks[first.heading]) if first.heading is not None else "",
    )


def _inside(block: Block, spans: Sequence[Span]) -> Iterator[Span]:
    for place in range(bisect_left(spans, (block.start, 0)), len(spans)):
        start, end = spans[place]
        if start >= block.end:
            return
        if end <= block.end:
            yield start - block.start, end - block.start
