"""How alike two figures are: what is counted, the words around them, the hedge of time, place and size."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from monitor.compare.features.claims import Claim
from monitor.compare.features.lazy import lazy
from monitor.compare.features.normalized import closeness, ends_of, size_of
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.matching.compatibility import contradiction, is_ruled_out
from monitor.model import Figure, Role

MEASURES = frozenset({Role.TOTAL, Role.SUBSET, Role.REFERENCE, Role.INCREMENT})

Bag = dict[str, float]
Chosen = tuple[Sequence[Claim], Sequence[int]]  # the claims of a version, and the indexes of those still unmatched


class Likeness:
    """How alike old and new figures are; rare words count more than those that many of the figures have."""

    def __init__(self, olds: Chosen, news: Chosen) -> None:
        self.olds, self.news = olds[0], news[0]
        counts: dict[str, float] = {}
        for claims, indexes in (olds, news):
            for index in indexes:
                share = W.cell_share if claims[index].in_table else 1.0
                for word, value in claims[index].bag.items():
                    counts[word] = counts.get(word, 0.0) + (share if value > 1.0 else share * value)
        total = len(olds[1]) + len(news[1])
        self.weight = {word: math.log(1 + total / max(count, 0.5)) for word, count in counts.items()}
        self.rare = math.log(1 + 2 * total)
        self.units: tuple[dict[int, Bag], dict[int, Bag]] = ({}, {})
        self.counted: tuple[dict[int, Bag], dict[int, Bag]] = ({}, {})
        self.searched = olds[1]  # among which candidates are looked for

    def candidates(self, new: int, *, across: bool = False) -> list[tuple[int, float]]:
        """Return the old figures whose words are most like those of figure *new*, with that likeness from 0 to 1.

        Sentences are looked for among sentences and cells among cells, or *across*.
        """
        in_table = self.news[new].in_table is not across
        if in_table not in self._kinds:
            return []
        scores: dict[int, float] = defaultdict(float)
        postings = self._postings
        for word, value in self._new(new).items():
            for index, other in postings.get(word, ()):
                scores[index] += value * other
        found = [(-alike, index) for index, alike in scores.items() if self.olds[index].in_table is in_table]
        best = sorted(found)[: W.candidates]
        return [(index, -alike) for alike, index in best if alike <= W.hopeless * best[0][0]]

    @lazy
    def _kinds(self) -> frozenset[bool]:
        """Return whether cells, sentences or both are left: `True` stands for cells."""
        return frozenset(self.olds[index].in_table for index in self.searched)

    @lazy
    def _postings(self) -> dict[str, list[tuple[int, float]]]:
        """Return by word the old figures that have it, but for words that say nothing as so many have them."""
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index in self.searched:
            for word, value in self._old(index).items():
                postings[word].append((index, value))
        return {word: those for word, those in postings.items() if len(those) <= W.common}

    def alike(self, old: int, new: int) -> float:
        """Return how alike the words of two figures are, from 0 to 1."""
        one, other, weight = self.olds[old].bag, self.news[new].bag, self.weight
        both = sum([value * other[word] * weight[word] ** 2 for word, value in one.items() if word in other])
        return both / (self._length(one) * self._length(other)) if both else 0.0

    def of(
        self, old: int, new: int, alike: float, *, around: float = 0.0, least: float = 0.0, enough: float = math.inf
    ) -> float:
        """Return the likeness of two figures, about 0 to 1; 0 for one that cannot reach *least*.

        *around* is what their places and neighbours say for it: not much, where their own words speak against it.
        Of one that is sure to be more than *enough* it is not asked by how much.
        """
        before, after = self.olds[old], self.news[new]
        if before.in_table and after.in_table:
            return _cells(before, after, alike, around, least)
        if is_ruled_out(before, after):
            return 0.0
        score = W.words * alike + W.counted * self._counted(old, new, alike)
        if score + W.most + around < least:
            return 0.0
        score += _agreement(before, after, alike)
        if score + W.apart + around < least:
            return 0.0
        against = 0.0 if _same_value(before.figure, after.figure) else contradiction(before, after)
        score += around * (1 - against) - W.substituted * against
        if score - 3 * W.apart > enough:
            return score
        return score + W.apart * _apartness(self.olds, old, self.news, new)

    def _counted(self, old: int, new: int, alike: float) -> float:
        """Return how alike what is counted is; where one of them does not say, its words must do."""
        before, after = self.olds[old], self.news[new]
        if not before.things or not after.things:
            return alike
        ours, theirs = self.counted
        if old not in ours:
            ours[old] = self._unit(before.counted)
        if new not in theirs:
            theirs[new] = self._unit(after.counted)
        counted = _product(ours[old], theirs[new])
        if counted or before.thing_stems - after.stems or after.thing_stems - before.stems:
            return counted
        return alike  # "the centre will cost 2 million euros" and "2 million euros spent on the centre"

    def _old(self, index: int) -> Bag:
        if index not in self.units[0]:
            self.units[0][index] = self._unit(self.olds[index].bag)
        return self.units[0][index]

    def _new(self, index: int) -> Bag:
        if index not in self.units[1]:
            self.units[1][index] = self._unit(self.news[index].bag)
        return self.units[1][index]

    def _length(self, bag: Bag) -> float:
        weight = self.weight
        return math.sqrt(sum([(value * weight[word]) ** 2 for word, value in bag.items()]))

    def _unit(self, bag: Bag) -> Bag:
        weight, rare = self.weight, self.rare
        weighted = [(word, value * weight.get(word, rare)) for word, value in bag.items()]
        length = math.sqrt(sum([value * value for _, value in weighted])) or 1.0
        return {word: value / length for word, value in weighted}


def _product(one: Bag, other: Bag) -> float:
    return sum([value * other[word] for word, value in one.items() if word in other])


def _agreement(old: Claim, new: Claim, alike: float) -> float:
    """Return what all but the words around and the thing counted say for the two being one; below 0, against it."""
    one, other = old.figure, new.figure
    across = old.in_table is not new.in_table
    order = alike if across else fuzz.ratio(old.template, new.template) / 100
    score = W.order * order + W.place * (old.place == new.place) + W.close * closeness(one, other)
    score += _same_value(one, other)
    score += W.head * (bool(one.head) and one.head == other.head) + W.quoted * (not old.quoted.isdisjoint(new.quoted))
    if old.beside and new.beside:
        score += W.rank if _rank(old) == _rank(new) else -W.rank
    if old.when and new.when:
        score += W.when if old.when == new.when else -W.when
    return score - _role_gap(one.role, other.role) - W.flow * (old.is_flow is not new.is_flow) - W.across * across


def _rank(claim: Claim) -> tuple[int, int]:
    """Return how many figures stand beside *claim*, before it and after it in its sentence."""
    before = sum([index < claim.index for index in claim.beside])
    return before, len(claim.beside) - before


def _apartness(olds: Sequence[Claim], old: int, news: Sequence[Claim], new: int) -> int:
    """Return how the two stand against their neighbours: above 0 for what only they share, below for a mistaken name.

    Of "5 negative and 2 positive", "2" shares "positive" with no neighbour; "5 negative" would have to be called what
    its neighbour is called to become "3 positive".
    """
    before, after = olds[old].contrast, news[new].contrast
    old_others = [olds[beside].contrast for beside in olds[old].beside]
    new_others = [news[beside].contrast for beside in news[new].beside]
    come, gone = after - before, before - after
    taken, given = _meets(come, old_others), _meets(gone, new_others)
    is_mistaken = (taken or given) and bool(come and gone)
    are_told_apart = bool(olds[old].counted and news[new].counted and (old_others or new_others))
    has_own = are_told_apart and bool((before & after).difference(*old_others, *new_others))
    return has_own - (taken + given + is_mistaken)


def _meets(words: frozenset[str], others: Iterable[frozenset[str]]) -> bool:
    return any(words & other for other in others)


def _cells(old: Claim, new: Claim, alike: float, around: float, least: float) -> float:
    """Return how alike two table cells are, with *around*; 0 for what cannot reach *least*, whatever its size."""
    agreement = _headers_agreement(old, new)
    known = W.cell_base + W.cell_words * alike + W.cell_place * (old.place == new.place)
    if agreement * (known + W.cell_close) + around < least or is_ruled_out(old, new):
        return 0.0
    return agreement * (known + W.cell_close * closeness(old.figure, new.figure)) + around


def _headers_agreement(old: Claim, new: Claim) -> float:
    """Return from 0 to 1 how much the headers agree: a number in one is a name, and never another one."""
    if not old.headers or not new.headers or old.header_numbers != new.header_numbers:
        return 0.0
    agreement = _agreeing(_ends(old), _ends(new))
    if agreement < W.turned:  # rows may have become columns
        agreement = max(agreement, W.turned * _agreeing(_ends(old), _ends(new)[::-1]))
    return agreement


def _agreeing(ends: tuple[str, str], others: tuple[str, str]) -> float:
    """Return from 0 to 1 how much two headers agree with two others: the lesser of both."""
    return min(_words_in_common(ends[0], others[0]), _words_in_common(ends[1], others[1])) / 100


@lru_cache(maxsize=1024)  # the cells of a table have few headers
def _words_in_common(header: str, other: str) -> float:
    return fuzz.token_set_ratio(header, other)


def _ends(claim: Claim) -> tuple[str, str]:
    return claim.headers[0], claim.headers[-1]


def _role_gap(old: Role, new: Role) -> float:
    if old is new:
        return 0.0
    return W.role_measure if {old, new} <= MEASURES else W.role


def _same_value(old: Figure, new: Figure) -> float:
    """Return what equal values add: a great number is seldom stated of two things."""
    if ends_of(old) != ends_of(new):
        return 0.0
    size = size_of(old)
    return W.same_great if size is not None and abs(size) >= W.great else W.same
