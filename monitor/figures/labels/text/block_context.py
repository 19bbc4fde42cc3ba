"""Which other blocks the reading of a block looks at: the one place that says so.

Whatever labels the numbers of a block (`labels`, `leads`, `voices`) reaches other blocks by what `around` returns, and
no others. `standing` relies on it: where these stand as they stood, the figures of a block are what they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from monitor.figures.labels.text.quotation_bounds import first_paragraph
from monitor.model import Block, BlockKind, Text

LABEL_WORDS = 12  #: a line beside a number that has more words is a sentence, no label
_BARE = re.compile(r"\W{0,2}\d[\d\s.,]*\W{0,2}[^\W\d]{0,2}\W{0,2}")


class Around(NamedTuple):
    """Indexes of the blocks that the reading of one looks at; None where there is no such block."""

    before: int | None = None  #: the block before: its words, who speaks there, what it counts
    lead: int | None = None  #: what introduces the list that the block is an item of
    before_lead: int | None = None  #: the block before that one: who issued what the list reports
    quoted: int | None = None  #: the paragraph that began the quotation which goes on in the block
    before_quoted: int | None = None  #: the block before that one: it may say who speaks
    label: int | None = (
        None  #: what names a bare number: the term that it defines, or, of a number alone, a line beside it
    )
    heading: int | None = None  #: the heading of its section: it may say that the page prescribes what stands there
    title: int | None = None  #: the heading above that one


def around(text: Text, index: int, *, alone: bool) -> Around:
    """Return the blocks that the reading of block *index* of *text* looks at; *alone*: see `is_alone`."""
    block = text.blocks[index]
    if in_body(block):
        return Around()
    lead = _lead(block, index)
    quoted = first_paragraph(text, index)
    return Around(
        before=index - 1 if index else None,
        quoted=quoted,
        before_quoted=quoted - 1 if quoted else None,
        lead=lead,
        before_lead=lead - 1 if lead else None,
        label=lead if _is_term(text, lead, block) else _beside(text, index) if alone else None,
        heading=block.heading,
        title=text.blocks[block.heading].heading if block.heading is not None else None,
    )


def _lead(block: Block, index: int) -> int | None:
    """Return the block above that introduces the list which the item *block* belongs to."""
    lead = block.lead
    return lead if block.kind is BlockKind.LIST_ITEM and lead is not None and 0 <= lead < index else None


def _is_term(text: Text, lead: int | None, block: Block) -> bool:
    """Whether *lead* is the term of a definition list that *block* says something of, and no item above a list."""
    return lead is not None and text.blocks[lead].kind is BlockKind.LIST_ITEM and text.blocks[lead].level == block.level


def _beside(text: Text, index: int) -> int | None:
    """Return the line that names a number alone: above it, or below it in a row of tiles that begins with a number."""
    above = _above(text, index)
    if above == index - 1 and text.blocks[above].kind is BlockKind.HEADING and not _begins_row(text, index):
        return above
    first = index
    while _is_line(text, first - 1) and _is_bare(text, first - 2):
        first -= 2
    downwards = not _is_line(text, first - 1) and _is_line(text, index + 1)
    return index + 1 if downwards else above


def _begins_row(text: Text, index: int) -> bool:
    """Whether tiles begin with the number *index*, each a number and a line below it."""
    return _is_line(text, index + 1) and index + 2 < len(text.blocks) and _is_bare(text, index + 2)


def _is_line(text: Text, index: int) -> bool:
    """Whether the block is a few words without a number: it may name the number above or below it."""
    if not 0 <= index < len(text.blocks) or text.blocks[index].kind is not BlockKind.PARAGRAPH:
        return False
    words = text.of(text.blocks[index])
    short = 0 < len(words.split()) <= LABEL_WORDS and not words.rstrip().endswith(".")
    return short and not any(map(str.isdecimal, words))


def _is_bare(text: Text, index: int) -> bool:
    return index >= 0 and _BARE.fullmatch(text.of(text.blocks[index])) is not None


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
