"""Passages that were rewritten: blocks of two versions that tell of the same, whatever the words of their sentences.

An editor who rewrites a paragraph keeps its names and nouns. In such a passage a value that stands on both sides is one
claim said in other words, and where all others are paired, the one that is left on both sides is what changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.compare.claims import Claim
from monitor.compare.neighbourhoods import Pairs
from monitor.compare.weights import WEIGHTS as W
from monitor.compare.words import Vocabulary, words_of
from monitor.model import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """Figures of a block that was rewritten: those not yet paired, before and after, and whether others are."""

    olds: list[int]
    news: list[int]
    accompanied: bool
    alike: float  #: share of their words that both have


def passages(
    claims: tuple[Sequence[Claim], Sequence[Claim]],
    left: tuple[Sequence[int], Sequence[int]],
    back: Pairs,
    texts: tuple[Text, Text],
) -> Iterator[Passage]:
    """Yield the passages that hold figures of both versions that are not paired.

    Args:
        claims: the claims of the version before, and of the new one.
        left: the indexes of those that are not paired.
        back: index of the old claim -> index of the new one, for those that are.
        texts: the texts of both.
    """
    olds, news = (_by_block(claims[side], left[side], texts[side]) for side in (0, 1))
    if not olds or not news or len(olds) * len(news) > W.crowd:
        return
    known = claims[1][0].vocabulary
    before, after = (
        {index: _stems(text, index, known) for index in blocks}
        for text, blocks in zip(texts, (olds, news), strict=True)
    )
    likeness = {(old, new): _overlap(before[old], after[new]) for old in before for new in after}
    present = {old: new for old, new in back.items() if not claims[0][old].absent}
    linked = {(claims[0][old].figure.block, claims[1][new].figure.block) for old, new in present.items()}
    for (old, new), alike in likeness.items():
        rivals = (one for (b, a), one in likeness.items() if (b == old) is not (a == new))
        if alike >= W.passage and alike >= max(rivals, default=0.0):
            yield Passage(olds[old], news[new], (old, new) in linked, alike)


def _by_block(claims: Sequence[Claim], left: Sequence[int], text: Text) -> dict[int, list[int]]:
    """Return by block the figures of sentences that stand in their version's text."""
    found: dict[int, list[int]] = defaultdict(list)
    for index in left:
        claim = claims[index]
        if not claim.absent and not claim.in_table and 0 <= claim.figure.block < len(text.blocks):
            found[claim.figure.block].append(index)
    return found


def _stems(text: Text, block: int, known: Vocabulary) -> frozenset[str]:
    """Return the stems of the words of a *block* that are neither grammar nor numbers."""
    words = (known.name_of(word) for word in words_of(text.of(text.blocks[block])))
    return frozenset(map(known.content_stem, filter(str.isalpha, words))) - {""}


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of the shorter one's stems both have."""
    return len(one & other) / max(W.words_of_passage, min(len(one), len(other)))
