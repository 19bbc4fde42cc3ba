"""Which new figure is which old series: identical sentences first, then masked ones, then an assignment.

Each step pairs what the ones before left: what one period is said of; what says itself what it was; a template that is
unique in both versions, or that several figures share, told apart by their places and neighbours; cells whose heads
have other names; values that a rewritten passage keeps; what was reworded in a block that is else the same; for the
rest the assignment with the greatest sum of likenesses; and what is left of a rewritten passage. Below a threshold
nothing is matched: a figure that was withdrawn is better than a wrong story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import inf

from monitor.compare.features.claims import Claim
from monitor.compare.features.header_keys import key_headers
from monitor.compare.features.neighbourhoods import Gaps, Pairs, unrivalled
from monitor.compare.features.normalized import digits_of, ends_of
from monitor.compare.features.periods import continued
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.matching.assignment import assign
from monitor.compare.matching.compatibility import contradiction
from monitor.compare.matching.kept_blocks import pair_kept_blocks
from monitor.compare.matching.likeness import Likeness
from monitor.compare.matching.pairs_so_far import Pairing
from monitor.compare.matching.passages import Passages
from monitor.compare.matching.renamed_headers import pair_renamed
from monitor.compare.matching.rewritten_passages import pair_equal_values, pair_remaining
from monitor.compare.matching.shared_templates import pair_templates
from monitor.compare.matching.stated_moves import pair_stated
from monitor.model import Figure, Role, Text

DIGITS = 3  # of an unusual number, at least
Scores = dict[tuple[int, int], float]  # of pairs (old, new)


def match(olds: Sequence[Claim], news: Sequence[Claim], texts: tuple[Text, Text]) -> Pairs:
    """Return for every new claim that goes on an old series the index of that series in *olds*.

    *texts* are those of the version before and of the new one.
    """
    key_headers((olds, news))
    pairing = Pairing(olds, news)
    for old, new in continued(olds, news, pairing.periods):
        pairing.add(old, new)
    pair_stated(pairing)
    pair_templates(pairing)
    pair_renamed(pairing)
    passages = Passages(pairing, texts)
    pair_equal_values(passages, W.plain)
    pair_kept_blocks(pairing, texts)
    search = _Search(pairing)
    search.pair_alike(W.sure)
    _pair_unusual_values(pairing)
    pair_equal_values(passages, inf)
    search.pair_alike(W.threshold)
    search.pair_alike(W.threshold, across=True)
    search.pair_unrivalled()
    pair_remaining(passages)
    return pairing.pairs


class _Search:
    """Looks for the likes of what is left: what is paired before is a landmark for it."""

    def __init__(self, pairing: Pairing) -> None:
        self.pairing = pairing
        self.olds: Sequence[int] = ()
        self.news: Sequence[int] = ()
        self.seen = -1  # how many pairs there were when what is left was looked at: until there are more, it stands

    def pair_alike(self, threshold: float, *, across: bool = False) -> None:
        """Pair what was reworded, and is alike by more than *threshold*."""
        self._pair_best(self._scores(threshold, across=across), threshold)

    def pair_unrivalled(self) -> None:
        """Pair figures that are not very alike, but count the same thing, and have no other that comes near."""
        scores = unrivalled(self._scores(W.least))
        alike = {pair: score for pair, score in scores.items() if _count_alike(self.pairing, *pair)}
        self._pair_best(alike, W.least)

    def _pair_best(self, scores: Scores, threshold: float) -> None:
        for old, new in assign({pair: score - threshold for pair, score in scores.items() if score > threshold}):
            self.pairing.add(old, new)

    def _scores(self, threshold: float, *, across: bool = False) -> Scores:
        """Return the likeness of the pairs that may reach *threshold*, with what their places and company add.

        *across* pairs sentences with table cells, where otherwise each is looked for among its own.
        """
        pairing = self.pairing
        self._look()
        scores = {}
        for new in self.news if self.olds else ():
            for old, alike in self.likeness.candidates(new, across=across):
                if pairing.is_barred(old, new):
                    continue
                dormant = W.dormant * bool(pairing.olds[old].absent)
                around = self.gaps.bonus(old, new) + W.company * pairing.in_company(old, new)
                score = self.likeness.of(old, new, alike, around=around, least=threshold - W.margin + dormant)
                if score:
                    scores[old, new] = score - dormant
        return scores

    def _look(self) -> None:
        """Take in what is left, unless it is what was left when it was last looked at."""
        pairing = self.pairing
        if len(pairing.pairs) == self.seen:
            return
        self.seen = len(pairing.pairs)
        self.olds, self.news = pairing.left()
        if self.olds and self.news:
            self.likeness = Likeness((pairing.olds, self.olds), (pairing.news, self.news))
            self.gaps = Gaps(pairing.back, len(pairing.olds), pairing.pairs, len(pairing.news))


def _count_alike(pairing: Pairing, old: int, new: int) -> bool:
    """Return whether the two say in a common word what they count, and none says that it is something else."""
    before, after = pairing.olds[old], pairing.news[new]
    if contradiction(before, after) > W.doubtful:
        return False
    same = before.figure.head == after.figure.head != "" and ends_of(before.figure) == ends_of(after.figure)
    return same or not before.thing_stems.isdisjoint(after.thing_stems)


def _pair_unusual_values(pairing: Pairing) -> None:
    """Pair what states one unusual number, said nowhere else: it is seldom that two things come to 6,173.

    How unusual a number must be depends on how many there are that could agree by chance.
    """
    left, news = pairing.left()
    olds = [old for old in left if not pairing.olds[old].absent]
    if not olds or not news:
        return
    once = _said_once(pairing.olds) & _said_once(pairing.news)
    at = {_said(pairing.olds[old].figure): old for old in olds}
    chances = len(olds) * len(news)
    for new in news:
        after = pairing.news[new]
        old = at.get(_said(after.figure))
        if old is None or _said(after.figure) not in once or (old, new) in pairing.other_days:
            continue
        if _is_unusual(after.figure, chances) and _is_known_by_its_value(pairing.olds[old], after):
            pairing.add(old, new)


def _said(figure: Figure) -> object:
    return ends_of(figure), figure.unit


def _said_once(claims: Iterable[Claim]) -> set[object]:
    """Return the values that one figure of a version states, and no other."""
    said = Counter(_said(claim.figure) for claim in claims if not claim.absent)
    return {value for value, times in said.items() if times == 1}


def _is_unusual(figure: Figure, chances: int) -> bool:
    digits = digits_of(figure)
    return digits >= DIGITS and 10**digits > W.chance * chances


def _is_known_by_its_value(old: Claim, new: Claim) -> bool:
    """Return whether equal values say that the two are one: not of a rule and a count, nor of cells with headers."""
    are_rules = old.figure.role is Role.RULE, new.figure.role is Role.RULE
    return are_rules[0] is are_rules[1] and not (old.in_table and new.in_table)
