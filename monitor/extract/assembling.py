"""From drafts to the blocks of a text: one string, spans in it, and for each block what stands above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, compress
from operator import add, attrgetter

from monitor.extract.block_drafts import HEADING, BlockDraft
from monitor.model import Block, BlockKind, Cell, Region
from monitor.model.packed_columns import made

_BARE = 0.9  # share of linked characters from which a block is no more than a link
_FIELDS = ("text", "kind", "region", "level", "lead", "cell", "marks", "quote", "folded", "linked")
_FIELDS_OF = attrgetter(*_FIELDS)


def assemble(drafts: Sequence[BlockDraft]) -> tuple[str, tuple[Block, ...]]:
    """Return the content and its blocks; every draft becomes the block of the same index."""
    columns = zip(*map(_FIELDS_OF, drafts), strict=True) if drafts else ((),) * len(_FIELDS)
    texts, kinds, regions, levels, leads, cells, marks, quotes, folded, linked = columns
    sizes = [*map(len, texts)]
    starts = [*map(add, (0, *accumulate(sizes)), range(len(texts)))]  # one character parts them
    blocks = made(
        Block,
        {
            "kind": kinds,
            "start": starts,
            "end": [*map(add, starts, sizes)],
            "region": regions,
            "level": levels,
            "lead": [
                lead if lead is not None and regions[lead] is region else None
                for lead, region in zip(leads, regions, strict=True)
            ],
            "heading": _headings(kinds, regions, levels),
            "cell": cells,
            "marks": _moved(marks, starts) if any(marks) else marks,
            "quote": quotes,
            "folded": folded,
            "link": [one > 0 and one >= _BARE * size for one, size in zip(linked, sizes, strict=True)],
        },
    )
    return "".join(chain.from_iterable(zip(texts, _separators(cells), strict=True))), tuple(blocks)


def _headings(kinds: Sequence[BlockKind], regions: Sequence[Region], levels: Sequence[int]) -> list[int | None]:
    """Return for each block the heading above it in its region, if any: of a heading, the nearest of a higher rank."""
    found: list[int | None] = []
    outlines: dict[Region, list[tuple[int, int]]] = defaultdict(list)  # the open headings: level, and number of block
    last: dict[Region, int] = {}  #: of each region
    for index in compress(range(len(kinds)), map(HEADING.__eq__, kinds)):
        found += map(last.get, regions[len(found) : index])
        region, level = regions[index], levels[index]
        outline = outlines[region]
        while outline and outline[-1][0] >= level:
            outline.pop()
        found.append(outline[-1][1] if outline else None)
        outline.append((level, index))
        last[region] = index
    return [*found, *map(last.get, regions[len(found) :])]


def _moved(marks: Iterable[Sequence[tuple[int, int]]], starts: Iterable[int]) -> list[tuple[tuple[int, int], ...]]:
    """Return the *marks* of each block, counted from the beginning of the content."""
    return [
        tuple((start + first, start + last) for first, last in spans) if spans else ()
        for start, spans in zip(starts, marks, strict=True)
    ]


def _separators(cells: Sequence[Cell | None]) -> Iterable[str]:
    """Return what follows each block: a tab between the cells of a row."""
    parted = ["\n"] * len(cells)
    parted[-1:] = [""] if cells else []
    for at in compress(range(len(cells) - 1), cells):
        one, other = cells[at], cells[at + 1]
        if one is not None and other is not None and _are_in_one_row(one, other):
            parted[at] = "\t"
    return parted


def _are_in_one_row(one: Cell, other: Cell) -> bool:
    return (one.table, one.row) == (other.table, other.row)
