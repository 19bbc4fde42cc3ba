"""Figures whose sentences are the same but for their numbers: told apart by place, neighbours, value and order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import product

from monitor.compare.features.claims import Claim, without_figures
from monitor.compare.features.masking import OWN
from monitor.compare.features.neighbourhoods import listed_days
from monitor.compare.features.normalized import closeness
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.matching.assignment import assign
from monitor.compare.matching.pairs_so_far import Pairing

CROWD = 10_000  # pairs of a page of one sentence a hundred times over: order is all that is asked there
Group = tuple[list[int], list[int]]  # the old and the new figures that share a template


def pair_templates(pairing: Pairing) -> None:
    """Pair the figures whose template both versions have once; then those that share one."""
    groups = _by_template(pairing)
    _pair_unique(pairing, [group for group in groups if len(group[0]) == len(group[1]) == 1])
    for olds, news in groups:
        if olds and news and (len(olds), len(news)) != (1, 1):
            _pair_shared(pairing, olds, news)


def _by_template(pairing: Pairing) -> list[Group]:
    """Return the figures that are not paired yet, those of one template together."""
    groups: dict[object, Group] = defaultdict(lambda: ([], []))
    for side, (claims, left) in enumerate(zip((pairing.olds, pairing.news), pairing.left(), strict=True)):
        for index in left:
            groups[_template_of(claims[index])][side].append(index)
    return list(groups.values())


def _template_of(claim: Claim) -> object:
    return (claim.key, claim.headers, claim.place) if claim.in_table else claim.key


def _pair_unique(pairing: Pairing, groups: Sequence[Group]) -> None:
    """Pair two where the place agrees, or has changed its own name: else a look-alike elsewhere is meant."""
    known = {claim.place for claim in pairing.olds if not claim.absent}
    shown = {claim.place for claim in pairing.news}
    for (old,), (new,) in groups:
        before, after = pairing.olds[old].place, pairing.news[new].place
        if pairing.may_be_one(old, new) and (before == after or before not in shown or after not in known):
            pairing.add(old, new)


def _pair_shared(pairing: Pairing, olds: list[int], news: list[int]) -> None:
    """Pair figures that share a template by place, neighbours, value and order."""
    if len(olds) * len(news) > CROWD:
        for old, new in zip(olds, news, strict=False):
            pairing.add(old, new)
        return
    days = listed_days(pairing.olds, olds) | listed_days(pairing.news, news)
    gains, most = {}, max(len(olds), len(news))
    for (i, old), (j, new) in product(enumerate(olds), enumerate(news)):
        if not pairing.may_be_one(old, new):
            continue
        if _are_of_other_days(pairing, old, new, days):
            pairing.other_days.add((old, new))
            continue
        gains[old, new] = _gain(pairing, old, new) - W.template_order * abs(i - j) / most
    for old, new in assign(gains):
        pairing.add(old, new)


def _are_of_other_days(pairing: Pairing, old: int, new: int, days: Collection[str]) -> bool:
    """Return whether the two differ in their dates, in one of the places that list *days*."""
    before, after = pairing.olds[old], pairing.news[new]
    is_dated = before.place in days or after.place in days
    return is_dated and without_figures(before, pairing.olds) != without_figures(after, pairing.news)


def _gain(pairing: Pairing, old: int, new: int) -> float:
    """Return what speaks for two figures that share a template being one."""
    before, after = pairing.olds[old], pairing.news[new]
    gain = W.template_base + W.template_place * (before.place == after.place)
    gain += W.template_neighbour * _neighbours(pairing, old, new)
    gain += W.template_sentence * (before.figure.sentence == after.figure.sentence)
    gain += W.template_close * closeness(before.figure, after.figure)
    return gain + W.template_table * (before.table == after.table) - W.template_absent * bool(before.absent)


def _neighbours(pairing: Pairing, old: int, new: int) -> int:
    """Return how many of the figures just before and after are the same on both sides."""
    if pairing.olds[old].absent:
        return 0
    return sum(_are_same(pairing, old + step, new + step) for step in (-1, 1))


def _are_same(pairing: Pairing, old: int, new: int) -> bool:
    """Return whether there are two such figures, and they are paired, or may be: their templates are the same."""
    if not (0 <= old < len(pairing.olds) and 0 <= new < len(pairing.news)):
        return False
    if new in pairing.pairs:
        return pairing.pairs[new] == old
    return old not in pairing.back and pairing.olds[old].key == pairing.news[new].key != OWN
