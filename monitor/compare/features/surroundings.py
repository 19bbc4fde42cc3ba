"""Blocks that are known by what stands around their figures: most rewording leaves the next sentence as it was."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from monitor.compare.features.claims import Claim
from monitor.model import Text

ENOUGH = 30  # characters that are not said by chance
_DIGITS = re.compile(r"\d+")


def same_blocks(
    olds: Sequence[Claim], news: Sequence[Claim], texts: tuple[Text, Text]
) -> list[tuple[list[int], list[int]]]:
    """Return the figures of each pair of blocks that say the same around the sentences of these figures.

    Args:
        olds: figures of the version before; those of absent series stand in no block of its text.
        news: figures of the new version.
        texts: the texts of both.

    Returns:
        (indexes in the old version, indexes in the new one), a pair of lists a block; no block is in two of them.
    """
    before, after = _known(olds, texts[0]), _known(news, texts[1])
    return [(before[context], found) for context, found in after.items() if context in before]


def _known(claims: Sequence[Claim], text: Text) -> dict[str, list[int]]:
    """Return by their contexts the figures of the blocks whose context no other block has."""
    blocks: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim.absent and not claim.in_table and 0 <= claim.figure.block < len(text.blocks):
            blocks[claim.figure.block].append(claim)
    found: dict[str, list[list[int]]] = defaultdict(list)
    for index, inside in blocks.items():
        found[_context(index, inside, text)].append([claim.index for claim in inside])
    return {context: those[0] for context, those in found.items() if context and len(those) == 1}


def _context(index: int, claims: Iterable[Claim], text: Text) -> str:
    """Return what block *index* says besides the sentences of *claims*; where that is little, what is around it."""
    block, content = text.blocks[index], text.content
    rest, at = "", block.start
    for start, length in sorted({(one.figure.sentence_start, len(one.figure.sentence)) for one in claims}):
        rest += content[at:start]
        at = max(at, start + length)
    rest = _folded(rest + content[at : block.end])
    if len(rest) >= ENOUGH:
        return rest
    before, after = text.blocks[max(0, index - 1) : index], text.blocks[index + 1 : index + 2]
    known = _folded(" ".join((*map(text.of, before), rest, *map(text.of, after))))
    return known if len(known) >= ENOUGH else ""


def _folded(text: str) -> str:
    return _DIGITS.sub("", text).strip()
