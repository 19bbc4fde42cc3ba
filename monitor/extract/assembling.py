"""From drafts to the blocks of a text: one string, spans in it, and for each block what stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.block_drafts import Draft
from monitor.model import Block, BlockKind, Region

_BARE = 0.9  # share of linked characters from which a block is no more than a link


def assemble(drafts: Sequence[Draft]) -> tuple[str, tuple[Block, ...]]:
    """Return the content and its blocks; every draft becomes the block of the same index."""
    parts: list[str] = []
    blocks: list[Block] = []
    place = 0
    above: dict[Region, list[tuple[int, int]]] = {}
    before: Draft | None = None
    for index, draft in enumerate(drafts):
        if before is not None:
            same_row = draft.cell is not None and before.cell is not None and _row(draft) == _row(before)
            parts.append("\t" if same_row else "\n")
            place += 1
        headings = above.setdefault(draft.region, [])
        if draft.kind is BlockKind.HEADING:
            while headings and headings[-1][0] >= draft.level:
                headings.pop()
        blocks.append(
            Block(
                kind=draft.kind,
                start=place,
                end=place + len(draft.text),
                region=draft.region,
                level=draft.level,
                lead=_lead(draft, drafts),
                heading=headings[-1][1] if headings else None,
                cell=draft.cell,
                marks=tuple((place + start, place + end) for start, end in draft.marks) if draft.marks else (),
                quote=draft.quote,
                link=draft.linked >= _BARE * max(1, len(draft.text)),
            )
        )
        if draft.kind is BlockKind.HEADING:
            headings.append((draft.level, index))
        parts.append(draft.text)
        place += len(draft.text)
        before = draft
    return "".join(parts), tuple(blocks)


def _lead(draft: Draft, drafts: Sequence[Draft]) -> int | None:
    if draft.lead is None or drafts[draft.lead].region is not draft.region:
        return None
    return draft.lead


def _row(draft: Draft) -> tuple[int, int]:
    assert draft.cell is not None  # noqa: S101 (the caller has looked)
    return draft.cell.table, draft.cell.row
