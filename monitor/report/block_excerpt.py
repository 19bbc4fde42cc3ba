"""A few blocks of a text as a small piece of HTML, and where numbers stand in what a reader sees of it."""

from __future__ import annotations

import html
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from monitor.model import Block, BlockKind, Cell, Figure, Text

_TAGS = {BlockKind.PARAGRAPH: "<p>{}</p>", BlockKind.LIST_ITEM: "<ul><li>{}</li></ul>"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Some blocks of a text, in their order."""

    html: str  #: headings, paragraphs, lists and tables, and nothing else
    seen: str  #: what a reader sees of it, each block a line
    places: dict[int, int]  #: where each block begins in ``seen``, by its number in the text

    def nth(self, figure: Figure, block: Block) -> int:
        """Return which occurrence of its string *figure* is, from 1; *block* is the one in which it stands."""
        return self.seen.count(figure.surface, 0, self.places[figure.block] + figure.start - block.start) + 1


def around(text: Text, figure: Figure) -> frozenset[int]:
    """Return the blocks of *text* without which *figure* is not understood: heading, lead-in, row, heads of columns."""
    block = text.blocks[figure.block]
    found = {figure.block, *(one for one in (block.heading, block.lead) if one is not None)}
    return frozenset(found | _row_and_heads(text, block.cell) if block.cell else found)


def _row_and_heads(text: Text, mine: Cell) -> set[int]:
    """Return the blocks of the row of a cell, and of the rows above it that are nothing but heads."""
    cells = {number: one.cell for number, one in enumerate(text.blocks) if one.cell and one.cell.table == mine.table}
    stating = {cell.row for cell in cells.values() if not cell.header}
    return {
        number for number, cell in cells.items()
        if cell.row == mine.row or (cell.row < mine.row and cell.row not in stating)
    }  # fmt: skip


def excerpt(text: Text, chosen: Collection[int]) -> Excerpt:
    """Return the blocks of *text* with the numbers *chosen*."""
    numbers = sorted(chosen)
    seen, places = "", {}
    for number in numbers:
        places[number] = len(seen)
        seen += text.of(text.blocks[number]) + "\n"
    blocks = [text.blocks[number] for number in numbers]
    parts = [_written(text, table, list(some)) for table, some in groupby(blocks, key=_table)]
    return Excerpt(html="".join(parts), seen=seen, places=places)


def _table(block: Block) -> int | None:
    return block.cell.table if block.cell else None


def _written(text: Text, table: int | None, blocks: list[Block]) -> str:
    if table is None:
        return "".join(_block(text, block) for block in blocks)
    rows = groupby(blocks, key=lambda block: block.cell.row if block.cell else 0)
    return f"<table>{''.join(f'<tr>{_row(text, list(cells))}</tr>' for _, cells in rows)}</table>"


def _block(text: Text, block: Block) -> str:
    shown = html.escape(text.of(block), quote=False)
    if block.kind is BlockKind.HEADING:
        level = min(block.level or 2, 3)
        return f"<h{level}>{shown}</h{level}>"
    return _TAGS.get(block.kind, "<p>{}</p>").format(shown)


def _row(text: Text, cells: list[Block]) -> str:
    return "".join(
        f"<{tag}>{html.escape(text.of(one), quote=False)}</{tag}>"
        for one in cells
        for tag in ("th" if one.cell and one.cell.header else "td",)
    )
