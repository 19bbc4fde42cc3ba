"""Which other blocks the reading of a block looks at: the one place that says so.

Whatever labels the numbers of a block (`labels`, `leads`, `voices`) reaches other blocks by what `around` returns, and
no others. `standing` relies on it: where these stand as they stood, the figures of a block are what they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from monitor.figures.labels.text.quotation_bounds import first_paragraph
from monitor.model import Block, BlockKind, Text


class Around(NamedTuple):
    """Indexes of the blocks that the reading of one looks at, all above it; None where there is no such block."""

    before: int | None = None  #: the block before: its words, who speaks there, what it counts
    lead: int | None = None  #: what introduces the list that the block is an item of
    before_lead: int | None = None  #: the block before that one: who issued what the list reports
    quoted: int | None = None  #: the paragraph that began the quotation which goes on in the block
    before_quoted: int | None = None  #: the block before that one: it may say who speaks
    label: int | None = None  #: what stands above a block that is a number alone: its heading, or the line before it
    heading: int | None = None  #: the heading of its section: it may say that the page prescribes what stands there
    title: int | None = None  #: the heading above that one


def around(text: Text, index: int, *, alone: bool) -> Around:
    """Return the blocks that the reading of block *index* of *text* looks at; *alone*: see `is_alone`."""
    block = text.blocks[index]
    if in_body(block):
        return Around()
    lead = block.lead if block.kind is BlockKind.LIST_ITEM else None
    if lead is not None and not 0 <= lead < index:
        lead = None
    quoted = first_paragraph(text, index)
    return Around(
        before=index - 1 if index else None,
        quoted=quoted,
        before_quoted=quoted - 1 if quoted else None,
        lead=lead,
        before_lead=lead - 1 if lead else None,
        label=_above(text, index) if alone else None,
        heading=block.heading,
        title=text.blocks[block.heading].heading if block.heading is not None else None,
    )


def _above(text: Text, index: int) -> int | None:
    heading = text.blocks[index].heading
    if index and text.blocks[index - 1].kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return index - 1 if heading is None or heading < index - 1 else heading
    return heading


def in_body(block: Block) -> bool:
    """Whether *block* is a cell in a table's body: its headers, which are part of it, say all there is to say of it."""
    return block.cell is not None and not block.cell.header


def is_alone(block: Block, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether *block* is a number alone: the only one of the *spans*, with at most two characters beside it."""
    return len(spans) == 1 and block.end - block.start - (spans[0][1] - spans[0][0]) <= 2
