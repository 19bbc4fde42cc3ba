"""From drafts to the blocks of a text: one string, spans in it, and for each block what stands above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from monitor.extract.block_drafts import BlockDraft
from monitor.model import Block, BlockKind, Region

_BARE = 0.9  # share of linked characters from which a block is no more than a link


def assemble(drafts: Sequence[BlockDraft]) -> tuple[str, tuple[Block, ...]]:
    """Return the content and its blocks; every draft becomes the block of the same index."""
    parts: list[str] = []
    blocks: list[Block] = []
    place = 0
    outlines: dict[Region, _Outline] = defaultdict(_Outline)
    before: BlockDraft | None = None
    for index, draft in enumerate(drafts):
        if before is not None:
            parts.append("\t" if _are_in_one_row(before, draft) else "\n")
            place += 1
        blocks.append(
            Block(
                kind=draft.kind,
                start=place,
                end=place + len(draft.text),
                region=draft.region,
                level=draft.level,
                lead=_lead(draft, drafts),
                heading=outlines[draft.region].over(draft, index),
                cell=draft.cell,
                marks=tuple((place + start, place + end) for start, end in draft.marks) if draft.marks else (),
                quote=draft.quote,
                folded=draft.folded,
                link=draft.linked >= _BARE * max(1, len(draft.text)),
            )
        )
        parts.append(draft.text)
        place += len(draft.text)
        before = draft
    return "".join(parts), tuple(blocks)


class _Outline:
    """The headings of one region that are open: each is of a lower level than the one before."""

    def __init__(self) -> None:
        self._open: list[tuple[int, int]] = []  # level, and number of the block

    def over(self, draft: BlockDraft, index: int) -> int | None:
        """Return the heading above the block *index*, if any; one that is a heading itself is open from then on."""
        if draft.kind is not BlockKind.HEADING:
            return self._open[-1][1] if self._open else None
        while self._open and self._open[-1][0] >= draft.level:
            self._open.pop()
        above = self._open[-1][1] if self._open else None
        self._open.append((draft.level, index))
        return above


def _lead(draft: BlockDraft, drafts: Sequence[BlockDraft]) -> int | None:
    if draft.lead is None or drafts[draft.lead].region is not draft.region:
        return None
    return draft.lead


def _are_in_one_row(before: BlockDraft, draft: BlockDraft) -> bool:
    one, other = before.cell, draft.cell
    return one is not None and other is not None and (one.table, one.row) == (other.table, other.row)
