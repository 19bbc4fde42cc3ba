"""From drafts to the blocks of a text: one string, spans in it, and for each block what stands above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise

from monitor.extract.block_drafts import HEADING, BlockDraft
from monitor.model import Block, Cell, Region
from monitor.model.packed_columns import made

_BARE = 0.9  # share of linked characters from which a block is no more than a link


def assemble(drafts: Sequence[BlockDraft]) -> tuple[str, tuple[Block, ...]]:
    """Return the content and its blocks; every draft becomes the block of the same index."""
    texts = [draft.text for draft in drafts]
    starts = [0, *accumulate(len(text) + 1 for text in texts)][: len(texts)]  # one character parts them
    blocks = made(
        Block,
        {
            "kind": [draft.kind for draft in drafts],
            "start": starts,
            "end": [start + len(text) for start, text in zip(starts, texts, strict=True)],
            "region": [draft.region for draft in drafts],
            "level": [draft.level for draft in drafts],
            "lead": _leads(drafts),
            "heading": _headings(drafts),
            "cell": [draft.cell for draft in drafts],
            "marks": [
                tuple((start + first, start + last) for first, last in draft.marks) if draft.marks else ()
                for start, draft in zip(starts, drafts, strict=True)
            ],
            "quote": [draft.quote for draft in drafts],
            "folded": [draft.folded for draft in drafts],
            "link": [draft.linked > 0 and draft.linked >= _BARE * len(draft.text) for draft in drafts],
        },
    )
    return "".join(chain.from_iterable(zip(texts, _separators(drafts), strict=True))), tuple(blocks)


def _headings(drafts: Iterable[BlockDraft]) -> list[int | None]:
    """Return for each block the heading above it in its region, if any: of a heading, the nearest of a higher rank."""
    found: list[int | None] = []
    outlines: dict[Region, list[tuple[int, int]]] = defaultdict(list)  # the open headings: level, and number of block
    for index, draft in enumerate(drafts):
        outline = outlines[draft.region]
        if draft.kind is HEADING:
            while outline and outline[-1][0] >= draft.level:
                outline.pop()
        found.append(outline[-1][1] if outline else None)
        if draft.kind is HEADING:
            outline.append((draft.level, index))
    return found


def _leads(drafts: Sequence[BlockDraft]) -> list[int | None]:
    """Return for each block what introduces it, where that stands in the same region."""
    return [
        draft.lead if draft.lead is not None and drafts[draft.lead].region is draft.region else None for draft in drafts
    ]


def _separators(drafts: Sequence[BlockDraft]) -> Iterable[str]:
    """Return what follows each block: a tab between the cells of a row."""
    cells = [draft.cell for draft in drafts]
    parted = ["\t" if one and other and _are_in_one_row(one, other) else "\n" for one, other in pairwise(cells)]
    return chain(parted, ("",) if drafts else ())


def _are_in_one_row(one: Cell, other: Cell) -> bool:
    return (one.table, one.row) == (other.table, other.row)
