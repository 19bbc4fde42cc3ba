"""Which new figure goes on which old one, so far, and what keeps two apart: each step of matching adds to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.compare.features.claims import Claim
from monitor.compare.features.neighbourhoods import Pairs, family
from monitor.compare.features.normalized import ends_of
from monitor.compare.features.periods import are_apart, listed
from monitor.compare.matching.compatibility import compatible


class Pairing:
    """The figures of two versions, and those of them that are paired. Figures are named by their indexes."""

    def __init__(self, olds: Sequence[Claim], news: Sequence[Claim]) -> None:
        self.olds, self.news = olds, news
        self.pairs: Pairs = {}
        self.back: Pairs = {}  #: index of the old claim -> index of the new one
        self.said: set[int] = set()  #: new figures that only say what another, which goes on, was before
        self.other_days: set[tuple[int, int]] = set()  #: the same said of two days, where a page lists days
        self.periods = (listed(olds), listed(news))

    def add(self, old: int, new: int) -> None:
        """Pair the two."""
        self.pairs[new] = old
        self.back[old] = new

    def add_unless_barred(self, old: int, new: int) -> None:
        """Pair the two, unless they are apart, or one has been paired: a passage may be said twice."""
        if old not in self.back and new not in self.pairs and not self.is_barred(old, new):
            self.add(old, new)

    def left(self) -> tuple[list[int], list[int]]:
        """Return the old and the new figures that are not paired."""
        return self.left_of(range(len(self.olds)), range(len(self.news)))

    def left_of(self, olds: Iterable[int], news: Iterable[int]) -> tuple[list[int], list[int]]:
        """Return those of *olds* and of *news* that are not paired."""
        gone = self.pairs.keys() | self.said
        return [old for old in olds if old not in self.back], [new for new in news if new not in gone]

    def may_be_one(self, old: int, new: int) -> bool:
        """Return whether the two are measured alike, and not known to be of two periods."""
        before, after = self.olds[old], self.news[new]
        return compatible(before.figure, after.figure) and not are_apart(before, after, self.periods)

    def is_barred(self, old: int, new: int) -> bool:
        """Return whether the two are known to be of other days, or of other places."""
        before, after = self.olds[old], self.news[new]
        return (old, new) in self.other_days or are_apart(before, after, self.periods) or self._is_stray(old, new)

    def in_company(self, old: int, new: int) -> bool:
        """Return whether a figure of the new one's sentence or family goes on one of the old one's."""
        before, after = self.olds[old], self.news[new]
        if before.beside and any(self.pairs.get(other, -1) in before.beside for other in after.beside):
            return True
        parts = family(before, self.olds)
        return bool(parts) and any(self.pairs.get(other, -1) in parts for other in family(after, self.news))

    def _is_stray(self, old: int, new: int) -> bool:
        """Return whether one is a part of a whole that does not go along, and the other's places are not the whole's.

        "900 were tested in France, of whom 40 have it" says nothing of France that "44 have it" would go on with.
        """
        before, after = self.olds[old], self.news[new]
        if before.whole is None and after.whole is None:
            return False
        for part, other, claims, known in (
            (before, after, self.olds, self.back),
            (after, before, self.news, self.pairs),
        ):
            if part.whole is None or part.whole in known or ends_of(before.figure) == ends_of(after.figure):
                continue
            if not (part.scope | claims[part.whole].scope) <= other.said:
                return not self.in_company(old, new)
        return False
