"""Passages that were rewritten: blocks of two versions that tell of the same, whatever the words of their sentences.

An editor who rewrites a paragraph keeps its names and nouns. In such a passage a value that stands on both sides is one
claim said in other words, and where all others are paired, the one that is left on both sides is what changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.compare.features.claims import Claim
from monitor.compare.features.lazy import lazy
from monitor.compare.features.neighbourhoods import Pairs
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.features.word_bags import Vocabulary, vocabulary, words_of
from monitor.model import Figure, Text


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


class Restated:
    """Which numbers a text goes on to hold, though not as figures: what was withdrawn there is no news.

    An editor's words may hide a figure ("the 1836 inmates", "No. 52"): a number that stands in the same passage on both
    sides has neither come nor gone.
    """

    def __init__(self, texts: tuple[Text, Text], figures: tuple[Sequence[Figure], Sequence[Figure]]) -> None:
        self.texts, self.figures = texts, figures
        self.known = vocabulary(texts[1].written_as)
        self.stems: tuple[dict[int, frozenset[str]], dict[int, frozenset[str]]] = ({}, {})

    def holds(self, figure: Figure, side: int) -> bool:
        """Return whether the passage of *figure*, which is of *side* 0 or 1, holds its number on the other side."""
        digits = "".join(filter(str.isdecimal, figure.surface))
        other = 1 - side
        if len(digits) < _DIGITS or not 0 <= figure.block < len(self.texts[side].blocks):
            return False
        holding = [index for index, numbers in self._numbers[other].items() if digits in numbers]
        if not holding:
            return False
        ours = self._of(figure.block, side)
        return any(_overlap(ours, self._of(index, other)) >= W.same_passage for index in holding)

    @lazy
    def _numbers(self) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
        """Return for each side the numbers of each block that are no figures, as their digits."""
        return self._of_side(0), self._of_side(1)

    def _of_side(self, side: int) -> dict[int, set[str]]:
        text, found = self.texts[side], {}
        stated: dict[int, list[Figure]] = defaultdict(list)
        for figure in self.figures[side]:
            stated[figure.block].append(figure)
        for index, block in enumerate(text.blocks):
            spans = [(one.start, one.end) for one in stated[index]]
            numbers = (
                _SEPARATORS.sub("", number[0])
                for number in _NUMBER.finditer(text.content, block.start, block.end)
                if not any(start < number.end() and number.start() < end for start, end in spans)
            )
            held = {number for number in numbers if len(number) >= _DIGITS}
            if held:
                found[index] = held
        return found

    def _of(self, block: int, side: int) -> frozenset[str]:
        if block not in self.stems[side]:
            self.stems[side][block] = _stems(self.texts[side], block, self.known)
        return self.stems[side][block]


_DIGITS = 2
_NUMBER = re.compile(r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?")
_SEPARATORS = re.compile(r"\D")
