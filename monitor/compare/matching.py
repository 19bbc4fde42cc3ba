"""Which new figure is which old series: identical sentences first, then masked ones, then an assignment.

Three steps, each over what the one before left: a template that is unique in both versions; a template that several
figures share, told apart by their places and neighbours; and for what was reworded, the assignment with the greatest
sum of likenesses. Below `THRESHOLD` nothing is matched: a figure that was withdrawn is better than a wrong story.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from monitor.compare.assignment import assign
from monitor.compare.claims import OWN, Claim, words_of
from monitor.model import Figure, Role, Where

SURE = 0.62  # likeness that needs no landmarks
THRESHOLD = 0.50  # likeness below which nothing is matched; chosen on the replayed pages, see benchmarks
BETWEEN, ALONE = 0.10, 0.17  # what it adds to stand between the same two figures, and to be alone there
COMPANY = 0.10  # what it adds that a neighbour in the sentence is one, too
TOLD_APART = 0.08  # what a word that sets one apart from its neighbours is worth
DORMANT = 0.08  # what a series that was not in the version before must bring more
CANDIDATES = 12  # old figures that are looked at closely for each new one
COMMON = 60  # a word in more old figures than this says nothing about which one it is
FAR = math.log(8)  # a value that is eight times another gives no hint that they are the same
MEASURES = frozenset({Role.TOTAL, Role.SUBSET, Role.REFERENCE, Role.INCREMENT})

Pairs = dict[int, int]  # index of the new claim -> index of the old one


def match(olds: Sequence[Claim], news: Sequence[Claim]) -> Pairs:
    """Return for every new claim that goes on an old series the index of that series in *olds*."""
    return _Matching(olds, news).run()


class _Matching:
    def __init__(self, olds: Sequence[Claim], news: Sequence[Claim]) -> None:
        self.olds, self.news = olds, news
        self.pairs: Pairs = {}
        self.back: dict[int, int] = {}
        self.places = ({claim.place for claim in olds if not claim.absent}, {claim.place for claim in news})

    def run(self) -> Pairs:
        shared = self._unique()
        for old_group, new_group in shared:
            self._resolve(old_group, new_group)
        self._assign()
        return self.pairs

    # -- templates ----------------------------------------------------------------------------------------------------

    def _unique(self) -> list[tuple[list[int], list[int]]]:
        """Pair the templates that both versions have once; return the groups that have them more often."""
        groups: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, claims in enumerate((self.olds, self.news)):
            for index, claim in enumerate(claims):
                groups[_key(claim)][side].append(index)
        shared = []
        for old_group, new_group in groups.values():
            if len(old_group) == len(new_group) == 1:
                if self._may_be_same(old_group[0], new_group[0]):
                    self._pair(old_group[0], new_group[0])
            elif old_group and new_group:
                shared.append((old_group, new_group))
        return shared

    def _may_be_same(self, old: int, new: int) -> bool:
        """Return whether the place agrees, or has changed its own name: else a look-alike elsewhere is meant."""
        before, after = self.olds[old], self.news[new]
        if not _compatible(before.figure, after.figure):
            return False
        return before.place == after.place or before.place not in self.places[1] or after.place not in self.places[0]

    def _resolve(self, old_group: list[int], new_group: list[int]) -> None:
        """Pair figures that share a template by place, neighbours, value and order."""
        if len(old_group) * len(new_group) > 10_000:  # a page of one sentence a hundred times over: order is all
            for old, new in zip(old_group, new_group, strict=False):
                self._pair(old, new)
            return
        gains = {}
        for i, old in enumerate(old_group):
            for j, new in enumerate(new_group):
                before, after = self.olds[old], self.news[new]
                if not _compatible(before.figure, after.figure):
                    continue
                gain = 1.0 + 2.0 * (before.place == after.place) + 1.5 * self._neighbours(old, new)
                gain += 1.0 * (before.figure.sentence == after.figure.sentence) + 0.5 * _closeness(before, after)
                gain += 0.5 * (before.table == after.table) - 0.1 * abs(i - j) / max(len(old_group), len(new_group))
                gains[old, new] = gain - 0.5 * bool(before.absent)
        for old, new in assign(gains):
            self._pair(old, new)

    def _neighbours(self, old: int, new: int) -> int:
        """Return how many of the figures just before and after are the same on both sides."""
        if self.olds[old].absent:
            return 0
        return sum(self._same(old + step, new + step) for step in (-1, 1))

    def _same(self, old: int, new: int) -> bool:
        if not (0 <= old < len(self.olds) and 0 <= new < len(self.news)):
            return False
        if new in self.pairs:
            return self.pairs[new] == old
        return old not in self.back and self.olds[old].key == self.news[new].key != OWN

    def _pair(self, old: int, new: int) -> None:
        self.pairs[new] = old
        self.back[old] = new

    # -- reworded -----------------------------------------------------------------------------------------------------

    def _assign(self) -> None:
        """Pair what was reworded: first what is sure, then, with that as landmarks, what stands between the same."""
        for threshold in (SURE, THRESHOLD):
            olds = [index for index in range(len(self.olds)) if index not in self.back]
            news = [index for index in range(len(self.news)) if index not in self.pairs]
            if not olds or not news:
                return
            gaps = _Gaps(self.back, len(self.olds), self.pairs, len(self.news))
            words = _Words(self.olds, olds, self.news, news)
            gains = {}
            for new in news:
                for old, alike in words.candidates(new):
                    counted = words.counted(self.olds[old], self.news[new])
                    gain = self._likeness(old, new, alike, alike if counted is None else counted) - threshold
                    gain += (
                        gaps.bonus(old, new)
                        + COMPANY * self._in_company(old, new)
                        - DORMANT * bool(self.olds[old].absent)
                    )
                    if gain > 0:
                        gains[old, new] = gain
            for old, new in assign(gains):
                self._pair(old, new)

    def _in_company(self, old: int, new: int) -> bool:
        """Return whether another figure of the new sentence is known to come from the old one's sentence."""
        beside = set(_siblings(self.olds, old))
        return any(self.pairs.get(other) in beside for other in _siblings(self.news, new))

    def _likeness(self, old: int, new: int, alike: float, counted: float) -> float:
        before, after = self.olds[old], self.news[new]
        one, other = before.figure, after.figure
        if not _compatible(one, other):
            return 0.0
        tables = (one.where is Where.TABLE) + (other.where is Where.TABLE)
        if tables == 2:
            return _cell_likeness(before, after, alike)
        order = fuzz.ratio(before.template, after.template) / 100 if not tables else alike
        score = 0.40 * alike + 0.28 * counted + 0.14 * order
        score += 0.04 * (before.place == after.place) + 0.12 * _closeness(before, after)
        score += 0.10 * _same_value(one, other) + 0.05 * (bool(one.head) and one.head == other.head)
        if before.when and after.when:
            score += 0.05 if before.when == after.when else -0.05
        score += TOLD_APART * _apartness(self.olds, old, self.news, new)
        return score - _role_gap(one.role, other.role) - 0.05 * tables


class _Words:
    """How alike the words around figures are: the cosine of their bags, rare words counting more."""

    def __init__(
        self, olds: Sequence[Claim], old_indexes: Sequence[int], news: Sequence[Claim], new_indexes: Sequence[int]
    ) -> None:
        self.news = news
        counts: dict[str, float] = defaultdict(float)
        chosen = [(olds, old_indexes), (news, new_indexes)]
        for claims, indexes in chosen:
            for index in indexes:
                for word, value in claims[index].bag.items():
                    counts[word] += min(value, 1.0)
        total = len(old_indexes) + len(new_indexes)
        self.weight = {word: math.log(1 + total / max(count, 0.5)) for word, count in counts.items()}
        self.rare = math.log(1 + 2 * total)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index in old_indexes:
            for word, value in self._unit(olds[index].bag).items():
                self.postings[word].append((index, value))

    def candidates(self, new: int) -> Iterable[tuple[int, float]]:
        """Return the old figures most like figure *new*, with their likeness from 0 to 1."""
        scores: dict[int, float] = defaultdict(float)
        unit = self._unit(self.news[new].bag)
        for word, value in unit.items():
            posting = self.postings.get(word, ())
            if len(posting) <= COMMON:
                for index, other in posting:
                    scores[index] += value * other
        top = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return top[:CANDIDATES]

    def counted(self, old: Claim, new: Claim) -> float | None:
        """Return how alike what is counted is, from 0 to 1; None when one of them does not say."""
        if not old.counted or not new.counted:
            return None
        one, other = self._unit(old.counted), self._unit(new.counted)
        return sum(value * other.get(word, 0.0) for word, value in one.items())

    def _unit(self, bag: dict[str, float]) -> dict[str, float]:
        weighted = {word: value * self.weight.get(word, self.rare) for word, value in bag.items()}
        length = math.sqrt(sum(value * value for value in weighted.values())) or 1.0
        return {word: value / length for word, value in weighted.items()}


class _Gaps:
    """Between which matched figures each of the others stands."""

    def __init__(self, back: Pairs, olds: int, pairs: Pairs, news: int) -> None:
        self.olds = _between([back.get(index, -1) for index in range(olds)])
        self.news = _between([index if index in pairs else -1 for index in range(news)])
        self.old_crowd = Counter(gap for index, gap in enumerate(self.olds) if index not in back)
        self.new_crowd = Counter(gap for index, gap in enumerate(self.news) if index not in pairs)

    def bonus(self, old: int, new: int) -> float:
        """Return what the places of the two say for their being one."""
        gap = self.olds[old]
        if gap != self.news[new]:
            return 0.0
        return ALONE if self.old_crowd[gap] == self.new_crowd[gap] == 1 else BETWEEN


def _between(marks: Sequence[int]) -> list[tuple[int, int]]:
    """Return for every place the last mark before it and the first one after, -1 where there is none."""
    sides: list[list[int]] = []
    for walk in (marks, marks[::-1]):
        last = -1
        seen: list[int] = []
        for mark in walk:
            seen.append(last)
            last = mark if mark >= 0 else last
        sides.append(seen)
    return list(zip(sides[0], sides[1][::-1], strict=True))


def _siblings(claims: Sequence[Claim], index: int) -> Iterable[int]:
    """Yield the figures beside figure *index* in its own sentence."""
    here = claims[index]
    for other in (index - 2, index - 1, index + 1, index + 2):
        if 0 <= other < len(claims):
            beside = claims[other]
            if beside.figure.sentence_start == here.figure.sentence_start and beside.absent == here.absent:
                yield other


def _apartness(olds: Sequence[Claim], old: int, news: Sequence[Claim], new: int) -> int:
    """Return how the two stand against their neighbours: above 0 for words that only they share, below for mistaken ones.

    Of "5 negative and 2 positive", "2" shares "positive" with no neighbour; "5 negative" would have to be called what
    its neighbour is called to become "3 positive".
    """
    before, after = olds[old].contrast, news[new].contrast
    old_others = [olds[beside].contrast for beside in _siblings(olds, old)]
    new_others = [news[beside].contrast for beside in _siblings(news, new)]
    taken = any((after - before) & other for other in old_others)
    given = any((before - after) & other for other in new_others)
    said = olds[old].counted and news[new].counted and (old_others or new_others)
    own = (before & after).difference(*old_others, *new_others) if said else set()
    worse = taken + given + bool((taken or given) and before - after and after - before)
    return bool(own) - worse


def _key(claim: Claim) -> object:
    if claim.figure.where is Where.TABLE:
        return (claim.key, claim.headers, claim.place)
    return claim.key


def _compatible(old: Figure, new: Figure) -> bool:
    """Return whether the two could be one figure: measured alike, or one of them in no unit that was understood."""
    if (old.unit == "%") != (new.unit == "%"):
        return False
    return old.unit is None or new.unit is None or old.unit == new.unit


def _cell_likeness(old: Claim, new: Claim, alike: float) -> float:
    """Return how alike two table cells are: a number in a header is a name, and never another one."""
    if not old.headers or not new.headers:
        return 0.0
    if _numbers(old.headers) != _numbers(new.headers):
        return 0.0
    ends = [fuzz.token_set_ratio(a, b) / 100 for a, b in zip(_ends(old), _ends(new), strict=True)]
    return min(ends) * (0.55 + 0.2 * alike + 0.1 * (old.place == new.place) + 0.15 * _closeness(old, new))


def _ends(claim: Claim) -> tuple[str, str]:
    return claim.headers[0], claim.headers[-1]


def _numbers(headers: Sequence[str]) -> set[str]:
    return {word for header in headers for word in words_of(header) if any(map(str.isdigit, word))}


def _closeness(old: Claim, new: Claim) -> float:
    """Return 1 for equal sizes, 0 for sizes far apart: a hint, whichever way the value went."""
    one, other = _size(old.figure), _size(new.figure)
    if one is None or other is None:
        return 0.0
    if one == other:
        return 1.0
    if one <= 0 or other <= 0:
        return 0.3
    return max(0.0, 1.0 - abs(math.log(float(one / other))) / FAR)


def _size(figure: Figure) -> Decimal | None:
    return next((v for v in (figure.value, figure.low, figure.high) if v is not None), None)


def _same_value(old: Figure, new: Figure) -> bool:
    return (old.value, old.low, old.high) == (new.value, new.low, new.high)


def _role_gap(old: Role, new: Role) -> float:
    if old is new:
        return 0.0
    return 0.08 if {old, new} <= MEASURES else 0.2
