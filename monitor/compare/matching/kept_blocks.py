"""Figures that were reworded in a block that is else the same: what is sure there need not be looked for."""

from __future__ import annotations

from itertools import product
from math import inf

from monitor.compare.features.surroundings import same_blocks
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.matching.assignment import assign
from monitor.compare.matching.compatibility import is_plain
from monitor.compare.matching.likeness import Likeness
from monitor.compare.matching.pairs_so_far import Pairing
from monitor.model import Text

Block = tuple[list[int], list[int]]  # the old and the new figures of one block that are not paired


def pair_kept_blocks(pairing: Pairing, texts: tuple[Text, Text]) -> None:
    """Pair what was reworded in a block that is else the same: by its noun, then what is alike enough to be sure."""
    olds, news = pairing.left()
    blocks = same_blocks([pairing.olds[old] for old in olds], [pairing.news[new] for new in news], texts)
    crowds = []
    for before, after in blocks:
        for old, new in _by_heads(pairing, before, after):
            if is_plain(pairing.olds[old], pairing.news[new]) and not pairing.is_barred(old, new):
                pairing.add(old, new)
        left = pairing.left_of(before, after)
        if 0 < len(left[0]) * len(left[1]) <= W.crowd:  # a block of hundreds of figures is no neighbourhood
            crowds.append(left)
    if crowds:
        _pair_alike(pairing, crowds)


def _pair_alike(pairing: Pairing, blocks: list[Block]) -> None:
    """Pair in each of *blocks* what is alike enough to be sure of it."""
    olds, news = pairing.left()
    likeness = Likeness((pairing.olds, olds), (pairing.news, news))
    gains = {}
    for before, after in blocks:
        around = W.alone if len(before) == len(after) == 1 else W.between
        plain = _by_heads(pairing, before, after)
        enough = W.sure if plain else inf  # where nothing competes, sure is sure enough
        for old, new in plain or product(before, after):
            if pairing.is_barred(old, new):
                continue
            score = likeness.of(old, new, likeness.alike(old, new), around=around, least=W.sure, enough=enough)
            if score > W.sure:
                gains[old, new] = score - W.sure
    for old, new in assign(gains):
        pairing.add(old, new)


def _by_heads(pairing: Pairing, before: list[int], after: list[int]) -> list[tuple[int, int]]:
    """Return the pairs that have a head in common, if each head is there once before and once after."""
    olds = {pairing.olds[index].figure.head: index for index in before}
    news = {pairing.news[index].figure.head: index for index in after}
    if len(olds) != len(before) or len(news) != len(after) or olds.keys() != news.keys():
        return []
    return [(old, news[head]) for head, old in olds.items()]
