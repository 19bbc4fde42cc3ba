"""Which new figure is which old series: identical sentences first, then masked ones, then an assignment.

Four steps, each over what the one before left: a template that is unique in both versions; a template that several
figures share, told apart by their places and neighbours; what was reworded in a block that is else the same; and for
the rest the assignment with the greatest sum of likenesses. Below a threshold nothing is matched: a figure that was
withdrawn is better than a wrong story.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import product
from math import inf

from monitor.compare.features.claims import Claim, key_headers, without_figures
from monitor.compare.features.masking import OWN
from monitor.compare.features.neighbourhoods import Gaps, Pairs, family, listed_days, unrivalled
from monitor.compare.features.normalized import closeness, digits_of, ends_of, unit_of
from monitor.compare.features.periods import are_apart, continued, listed
from monitor.compare.features.surroundings import same_blocks
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.matching.assignment import assign
from monitor.compare.matching.compatibility import compatible, contradiction, is_plain, is_retold, may_be_reworded
from monitor.compare.matching.likeness import Likeness
from monitor.compare.matching.passages import Passage, passages
from monitor.model import Figure, Role, Text, Where


def match(olds: Sequence[Claim], news: Sequence[Claim], texts: tuple[Text, Text]) -> Pairs:
    """Return for every new claim that goes on an old series the index of that series in *olds*.

    *texts* are those of the version before and of the new one.
    """
    key_headers((olds, news))
    return _Matching(olds, news).run(texts)


class _Matching:
    def __init__(self, olds: Sequence[Claim], news: Sequence[Claim]) -> None:
        self.olds, self.news = olds, news
        self.pairs: Pairs = {}
        self.back: dict[int, int] = {}
        self.other_days: set[tuple[int, int]] = set()  #: the same said of two days, where a page lists days
        self.periods = (listed(olds), listed(news))
        self.places = ({claim.place for claim in olds if not claim.absent}, {claim.place for claim in news})

    def run(self, texts: tuple[Text, Text]) -> Pairs:
        for old, new in continued(self.olds, self.news, self.periods):
            self._pair(old, new)
        shared = self._unique()
        for old_group, new_group in shared:
            self._resolve(old_group, new_group)
        self._rewritten(texts, W.plain)
        self._stay(texts)
        self._assign(texts)
        self._remaining(texts)
        return self.pairs

    # -- templates ----------------------------------------------------------------------------------------------------

    def _unique(self) -> list[tuple[list[int], list[int]]]:
        """Pair the templates that both versions have once; return the groups that have them more often."""
        groups: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, claims in enumerate((self.olds, self.news)):
            for index, claim in enumerate(claims):
                if index not in (self.pairs if side else self.back):
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
        if not compatible(before.figure, after.figure) or are_apart(before, after, self.periods):
            return False
        return before.place == after.place or before.place not in self.places[1] or after.place not in self.places[0]

    def _resolve(self, old_group: list[int], new_group: list[int]) -> None:
        """Pair figures that share a template by place, neighbours, value and order."""
        if len(old_group) * len(new_group) > 10_000:  # a page of one sentence a hundred times over: order is all
            for old, new in zip(old_group, new_group, strict=False):
                self._pair(old, new)
            return
        days = listed_days(self.olds, old_group) | listed_days(self.news, new_group)
        gains, most = {}, max(len(old_group), len(new_group))
        for i, old in enumerate(old_group):
            for j, new in enumerate(new_group):
                before, after = self.olds[old], self.news[new]
                if not compatible(before.figure, after.figure) or are_apart(before, after, self.periods):
                    continue
                dated = before.place in days or after.place in days
                if dated and without_figures(before, self.olds) != without_figures(after, self.news):
                    self.other_days.add((old, new))
                    continue
                gains[old, new] = self._gain(old, new) - W.template_order * abs(i - j) / most
        for old, new in assign(gains):
            self._pair(old, new)

    def _gain(self, old: int, new: int) -> float:
        """Return what speaks for two figures that share a template being one."""
        before, after = self.olds[old], self.news[new]
        gain = W.template_base + W.template_place * (before.place == after.place)
        gain += W.template_neighbour * self._neighbours(old, new)
        gain += W.template_sentence * (before.figure.sentence == after.figure.sentence)
        gain += W.template_close * closeness(before.figure, after.figure)
        return gain + W.template_table * (before.table == after.table) - W.template_absent * bool(before.absent)

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

    def _stay(self, texts: tuple[Text, Text]) -> None:
        """Pair what was reworded in a block that is else the same: what is sure there need not be looked for."""
        olds, news = self._left()
        present = [self.olds[old] for old in olds if not self.olds[old].absent]
        blocks = same_blocks(present, [self.news[new] for new in news], texts)
        if not blocks:
            return
        crowds = []
        for before, after in blocks:
            for old, new in self._by_heads(before, after):
                if is_plain(self.olds[old], self.news[new]) and not self._is_barred(old, new):
                    self._pair(old, new)
            left = [old for old in before if old not in self.back], [new for new in after if new not in self.pairs]
            if 0 < len(left[0]) * len(left[1]) <= W.crowd:  # a block of hundreds of figures is no neighbourhood
                crowds.append(left)
        if crowds:
            self._stay_likely(crowds)

    def _stay_likely(self, blocks: list[tuple[list[int], list[int]]]) -> None:
        """Pair in each of *blocks* what is alike enough to be sure of it."""
        olds, news = self._left()
        likeness = Likeness((self.olds, olds), (self.news, news))
        gains = {}
        for before, after in blocks:
            around = W.alone if len(before) == len(after) == 1 else W.between
            plain = self._by_heads(before, after)
            enough = W.sure if plain else inf  # where nothing competes, sure is sure enough
            for old, new in plain or product(before, after):
                if self._is_barred(old, new):
                    continue
                score = likeness.of(old, new, likeness.alike(old, new), around=around, least=W.sure, enough=enough)
                if score > W.sure:
                    gains[old, new] = score - W.sure
        for old, new in assign(gains):
            self._pair(old, new)

    def _by_heads(self, before: list[int], after: list[int]) -> list[tuple[int, int]]:
        """Return the pairs that have a head in common, if each head is there once before and once after."""
        olds = {self.olds[index].figure.head: index for index in before}
        news = {self.news[index].figure.head: index for index in after}
        if len(olds) != len(before) or len(news) != len(after) or olds.keys() != news.keys():
            return []
        return [(old, news[head]) for head, old in olds.items()]

    def _assign(self, texts: tuple[Text, Text]) -> None:
        """Pair what was reworded: first what is sure, then, with that as landmarks, what is likely, then what is alone.

        The last are figures that are not very alike, but count the same thing, and have no other that comes near.
        """
        for threshold, across in (
            (W.sure, False),
            (W.threshold, False),
            (W.threshold, True),
            (W.least, False),
        ):
            olds, news = self._left()
            if not olds or not news:
                return
            likeness = Likeness((self.olds, olds), (self.news, news))
            scores = self._scores(likeness, news, threshold, across=across)
            if threshold == W.least:
                scores = {pair: score for pair, score in unrivalled(scores).items() if self._count_alike(*pair)}
            gains = {pair: score - threshold for pair, score in scores.items() if score > threshold}
            for old, new in assign(gains):
                self._pair(old, new)
            if threshold == W.sure:
                self._say_the_same()
                self._rewritten(texts, inf)

    def _say_the_same(self) -> None:
        """Pair what states one unusual number, said nowhere else: it is seldom that two things come to 6,173.

        How unusual a number must be depends on how many there are that could agree by chance. Two cells are known by
        their headers, whatever they say.
        """
        olds, news = self._left()
        olds = [old for old in olds if not self.olds[old].absent]
        chances = len(olds) * len(news)
        said = [
            Counter((ends_of(c.figure), c.figure.unit) for c in side if not c.absent) for side in (self.olds, self.news)
        ]
        at = {(ends_of(self.olds[old].figure), self.olds[old].figure.unit): old for old in olds}
        for new in news:
            figure = self.news[new].figure
            same = (ends_of(figure), figure.unit)
            old = at.get(same)
            if old is None or said[0][same] > 1 or said[1][same] > 1 or (old, new) in self.other_days:
                continue
            if self.olds[old].in_table and self.news[new].in_table:
                continue
            unusual = digits_of(figure) >= 3 and 10 ** digits_of(figure) > W.chance * chances
            if unusual and (figure.role is Role.RULE) is (self.olds[old].figure.role is Role.RULE):
                self._pair(old, new)

    def _rewritten(self, texts: tuple[Text, Text], most: float) -> None:
        """Pair the values that a rewritten passage has on both sides, once each.

        *most* is the contradiction up to which what they count may differ.
        """
        for passage in list(passages((self.olds, self.news), self._left(), self.back, texts)):
            olds, news = self._stating(self.olds, passage.olds), self._stating(self.news, passage.news)
            for said in olds.keys() & news.keys():
                if len(olds[said]) > 1 or len(news[said]) > 1:
                    continue
                before, after = self.olds[olds[said][0]], self.news[news[said][0]]
                small = before.figure.unit is None or passage.alike < W.same_passage
                if small and not _is_telling(before.figure):
                    continue
                if may_be_reworded(before, after) and contradiction(before, after) <= most:
                    self._pair_unless_barred(before.index, after.index)

    def _stating(self, claims: Sequence[Claim], indexes: Sequence[int]) -> dict[object, list[int]]:
        """Return *indexes* by what the figures state, and in which unit."""
        found: dict[object, list[int]] = defaultdict(list)
        for index in indexes:
            figure = claims[index].figure
            found[ends_of(figure), unit_of(figure)].append(index)
        return found

    def _remaining(self, texts: tuple[Text, Text]) -> None:
        """Pair what is left of a rewritten passage: equal values first, then the one of its kind on both sides."""
        for passage in list(passages((self.olds, self.news), self._left(), self.back, texts)):
            self._said_once(passage)
        for passage in list(passages((self.olds, self.news), self._left(), self.back, texts)):
            if passage.accompanied:
                self._changed_once(passage)

    def _said_once(self, passage: Passage) -> None:
        """Pair equal values, also where one side names no unit ("35 in compensation" was "35 euros"), or are small.

        Small ones are a passage's own only if another figure of it goes on, or both count by one noun.
        """
        if passage.alike < W.same_passage:
            return
        for old in passage.olds:
            before = self.olds[old]
            said = ends_of(before.figure)
            same = [new for new in passage.news if ends_of(self.news[new].figure) == said]
            twice = sum(ends_of(self.olds[one].figure) == said for one in passage.olds) > 1
            if len(same) != 1 or twice:
                continue
            after = self.news[same[0]]
            known = passage.accompanied or _is_telling(before.figure) or is_retold(before, after)
            if known and may_be_reworded(before, after):
                self._pair_unless_barred(old, same[0])

    def _changed_once(self, passage: Passage) -> None:
        """Pair the one figure that is left on both sides, or the one of its kind."""
        kinds: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        alone = len(passage.olds) == len(passage.news) == 1
        for side, (claims, indexes) in enumerate(((self.olds, passage.olds), (self.news, passage.news))):
            for index in indexes:
                kinds[None if alone else _kind(claims[index].figure)][side].append(index)
        for olds, news in kinds.values():
            if len(olds) == len(news) == 1 and self._is_retold(passage, olds[0], news[0]):
                self._pair_unless_barred(olds[0], news[0])

    def _is_retold(self, passage: Passage, old: int, new: int) -> bool:
        """Return whether the one that is left of a passage on both sides may be one figure."""
        before, after = self.olds[old], self.news[new]
        if not may_be_reworded(before, after):
            return False
        if _is_measured_alike(before, after) or is_retold(before, after):
            return True
        return passage.alike >= W.same_passage and _kind(before.figure) == _kind(after.figure)

    def _pair_unless_barred(self, old: int, new: int) -> None:
        """Pair the two, unless they are apart, or one has been paired: a passage may be said twice."""
        if old not in self.back and new not in self.pairs and not self._is_barred(old, new):
            self._pair(old, new)

    def _left(self) -> tuple[list[int], list[int]]:
        olds = [index for index in range(len(self.olds)) if index not in self.back]
        return olds, [index for index in range(len(self.news)) if index not in self.pairs]

    def _scores(
        self, likeness: Likeness, news: list[int], threshold: float, *, across: bool
    ) -> dict[tuple[int, int], float]:
        """Return the likeness of the pairs that may reach *threshold*, with what their places and company add.

        *across* pairs sentences with table cells, where otherwise each is looked for among its own.
        """
        gaps = Gaps(self.back, len(self.olds), self.pairs, len(self.news))
        scores = {}
        for new in news:
            for old, alike in likeness.candidates(new, across=across):
                if self._is_barred(old, new):
                    continue
                around = gaps.bonus(old, new) + W.company * self._in_company(old, new)
                least = threshold - W.margin + W.dormant * bool(self.olds[old].absent)
                score = likeness.of(old, new, alike, around=around, least=least)
                if score:
                    scores[old, new] = score - W.dormant * bool(self.olds[old].absent)
        return scores

    def _in_company(self, old: int, new: int) -> bool:
        """Return whether a figure of the new one's sentence or family goes on one of the old one's."""
        before, after = self.olds[old], self.news[new]
        if any(self.pairs.get(other, -1) in before.beside for other in after.beside):
            return True
        parts, others = family(before, self.olds), family(after, self.news)
        return any(self.pairs.get(other, -1) in parts for other in others)

    def _is_barred(self, old: int, new: int) -> bool:
        """Return whether the two are known to be of other days, or of other places."""
        before, after = self.olds[old], self.news[new]
        return (old, new) in self.other_days or are_apart(before, after, self.periods) or self._is_stray(old, new)

    def _is_stray(self, old: int, new: int) -> bool:
        """Return whether one is a part of a whole that does not go along, and the other's places are not the whole's.

        "900 were tested in France, of whom 40 have it" says nothing of France that "44 have it" would go on with.
        """
        before, after = self.olds[old], self.news[new]
        for part, other, claims, known in (
            (before, after, self.olds, self.back),
            (after, before, self.news, self.pairs),
        ):
            if part.whole is None or part.whole in known or ends_of(before.figure) == ends_of(after.figure):
                continue
            if not (part.scope | claims[part.whole].scope) <= other.said:
                return not self._in_company(old, new)
        return False

    def _count_alike(self, old: int, new: int) -> bool:
        """Return whether the two say in a common word what they count, and none says that it is something else."""
        if contradiction(self.olds[old], self.news[new]) > W.doubtful:
            return False
        before, after = self.olds[old], self.news[new]
        same = before.figure.head == after.figure.head != "" and ends_of(before.figure) == ends_of(after.figure)
        return same or not before.thing_stems.isdisjoint(after.thing_stems)


def _is_telling(figure: Figure) -> bool:
    """Return whether the value is no small whole number, of which a passage may have several."""
    return figure.unit != "%" and all(end is not None and (end >= W.kept or end % 1) for end in ends_of(figure))


def _kind(figure: Figure) -> object:
    """Return the unit of *figure*, and its role unless it says how much there is, or was."""
    return unit_of(figure), figure.role if figure.role in (Role.CHANGE, Role.MULTIPLE, Role.RULE) else None


def _is_measured_alike(old: Claim, new: Claim) -> bool:
    return old.figure.unit is not None and old.figure.unit == new.figure.unit


def _key(claim: Claim) -> object:
    if claim.figure.where is Where.TABLE:
        return (claim.key, claim.headers, claim.place)
    return claim.key
