"""Passages that were rewritten: blocks of two versions that tell of the same, whatever the words of their sentences.

An editor who rewrites a paragraph keeps its names and nouns. In such a passage a value that stands on both sides is one
claim said in other words, and where all others are paired, the one that is left on both sides is what changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from monitor.compare.features.claims import Claim
from monitor.compare.features.lazy import lazy
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.features.word_bags import Vocabulary, vocabulary, words_of
from monitor.compare.matching.pairs_so_far import Pairing
from monitor.model import Figure, Text

Stems = dict[int, frozenset[str]]  # of the words of a block, by its index


@dataclass(frozen=True, slots=True)
class Passage:
    """Figures of a block that was rewritten: those not yet paired, before and after, and whether others are."""

    olds: list[int]
    news: list[int]
    accompanied: bool
    alike: float  #: share of their words that both have


class Passages:
    """The passages of two texts, of whose figures ever fewer are left: each step of matching asks again."""

    def __init__(self, pairing: Pairing, texts: tuple[Text, Text]) -> None:
        self.pairing, self.texts = pairing, texts
        self.stems: tuple[Stems, Stems] = ({}, {})

    def left(self) -> list[Passage]:
        """Return the passages that hold figures of both versions that are not paired."""
        pairing = self.pairing
        left_olds, left_news = pairing.left()
        olds, news = (
            _by_block(pairing.olds, left_olds, self.texts[0]),
            _by_block(pairing.news, left_news, self.texts[1]),
        )
        if not olds or not news or len(olds) * len(news) > W.crowd:
            return []
        linked = _linked(pairing)
        alike = _most_alike(self._stems_of(olds, 0), self._stems_of(news, 1))
        return [Passage(olds[old], news[new], (old, new) in linked, share) for (old, new), share in alike]

    def _stems_of(self, blocks: Iterable[int], side: int) -> Stems:
        known, found = self.pairing.news[0].vocabulary, self.stems[side]
        for index in blocks:
            if index not in found:
                found[index] = _stems(self.texts[side], index, known)
        return {index: found[index] for index in blocks}


def _most_alike(before: Stems, after: Stems) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the blocks that tell of the same, and of which none is more like another one; each with its likeness."""
    likeness = {(old, new): _overlap(before[old], after[new]) for old in before for new in after}
    best: dict[tuple[int, int], float] = defaultdict(float)
    for (old, new), alike in likeness.items():
        best[0, old], best[1, new] = max(best[0, old], alike), max(best[1, new], alike)
    for (old, new), alike in likeness.items():
        if alike >= W.passage and alike >= max(best[0, old], best[1, new]):
            yield (old, new), alike


def _linked(pairing: Pairing) -> set[tuple[int, int]]:
    """Return the pairs of blocks of which a figure of the one goes on a figure of the other."""
    present = ((pairing.olds[old], pairing.news[new]) for old, new in pairing.back.items())
    return {(old.figure.block, new.figure.block) for old, new in present if not old.absent}


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
        self.sides = _Numbers(texts[0], figures[0]), _Numbers(texts[1], figures[1])
        self.texts = texts
        self.known = vocabulary(texts[1].written_as)
        self.stems: tuple[Stems, Stems] = ({}, {})

    def holds(self, figure: Figure, side: int) -> bool:
        """Return whether the passage of *figure*, which is of *side* 0 or 1, holds its number on the other side."""
        digits = "".join(filter(str.isdecimal, figure.surface))
        other = 1 - side
        if len(digits) < _FEWEST or not 0 <= figure.block < len(self.texts[side].blocks):
            return False
        holding = self.sides[other].holding(digits)
        if not holding:
            return False
        ours = self._of(figure.block, side)
        return any(_overlap(ours, self._of(index, other)) >= W.same_passage for index in holding)

    def _of(self, block: int, side: int) -> frozenset[str]:
        if block not in self.stems[side]:
            self.stems[side][block] = _stems(self.texts[side], block, self.known)
        return self.stems[side][block]


class _Numbers:
    """Which blocks of a text hold which numbers besides its figures: few are asked about, so few are looked at."""

    def __init__(self, text: Text, figures: Sequence[Figure]) -> None:
        self.text, self.figures = text, figures
        self.known: dict[int, set[str]] = {}  # of the blocks that were looked at

    def holding(self, digits: str) -> list[int]:
        """Return the blocks that hold the number *digits*, where no figure touches it."""
        return [index for index in self._written.get(digits, ()) if digits in self._besides(index)]

    @lazy
    def _written(self) -> dict[str, list[int]]:
        """Return the numbers of the text, as their digits, each with the blocks that hold it."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, block in enumerate(self.text.blocks):
            for number in _NUMBER.findall(self.text.content, block.start, block.end):
                found[_digits(number)].append(index)
        return found

    @lazy
    def _spans(self) -> dict[int, list[tuple[int, int]]]:
        """Return by block where its figures stand."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for figure in self.figures:
            found[figure.block].append((figure.start, figure.end))
        return found

    def _besides(self, index: int) -> set[str]:
        """Return the numbers of block *index* that no figure touches, as their digits."""
        if index not in self.known:
            block, spans = self.text.blocks[index], self._spans.get(index, ())
            self.known[index] = {
                _digits(number[0])
                for number in _NUMBER.finditer(self.text.content, block.start, block.end)
                if not any(start < number.end() and number.start() < end for start, end in spans)
            }
        return self.known[index]


def _digits(number: str) -> str:
    return number if number.isdecimal() else _SEPARATORS.sub("", number)


_FEWEST = 2  # digits of a number that is looked for
_NUMBER = re.compile(r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?")
_SEPARATORS = re.compile(r"\D")
