"""Runs that keep their order, and the alignment of two lists: by what is unique in both, then by what they share.

What it costs is bounded by the lengths alone, so that the same lists give the same result on every machine.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import LCSseq

Pair = tuple[int, int]
"""An index in the old list, and one in the new list."""
CELLS = 4_000_000  # products of two lengths up to which the longest common subsequence is looked for: some 4 ms
_ENGINE = diff_match_patch()


def longest_run(values: Sequence[int]) -> list[int]:
    """Return the positions of a longest strictly increasing run in *values*."""
    tails: list[int] = []
    at: list[int] = []
    previous: list[int] = []
    for position, value in enumerate(values):
        length = bisect_left(tails, value)
        previous.append(at[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        at[length : length + 1] = [position]
    run = []
    position = at[-1] if at else -1
    while position >= 0:
        run.append(position)
        position = previous[position]
    return run[::-1]


def heaviest_run(weighted: Iterable[tuple[float, Pair]]) -> list[Pair]:
    """Return of *weighted* pairs those that rise on both sides and weigh most together."""
    ordered = sorted(weighted, key=lambda one: (one[1][0], -one[1][1]))
    size = max((pair[1] for _, pair in ordered), default=-1) + 2
    tree: list[tuple[float, int]] = [(0.0, -1)] * size  # Fenwick: the heaviest run that ends up to a place
    previous: list[int] = []
    heaviest = (0.0, -1)
    for number, (weight, (_, place)) in enumerate(ordered):
        before = (0.0, -1)
        at = place
        while at > 0:
            before = max(before, tree[at])
            at -= at & -at
        previous.append(before[1])
        run = (before[0] + weight, number)
        heaviest = max(heaviest, run)
        at = place + 1
        while at < size:
            tree[at] = max(tree[at], run)
            at += at & -at
    found = []
    number = heaviest[1]
    while number >= 0:
        found.append(ordered[number][1])
        number = previous[number]
    return found[::-1]


def gaps(anchors: Iterable[Pair], olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what of *olds* and of *news*, both rising, stands before, between and after *anchors*."""
    first_old = first_new = 0
    for i, j in [*anchors, (None, None)]:
        last_old = len(olds) if i is None else bisect_left(olds, i)
        last_new = len(news) if j is None else bisect_left(news, j)
        yield list(olds[first_old:last_old]), list(news[first_new:last_new])
        first_old, first_new = last_old, last_new


def aligned(before: str, after: str) -> list[Pair]:
    """Return the pairs (index in *before*, index in *after*) of equal items, in order; an item is a character.

    Items that each side has once are the anchors (patience alignment); between two of them, a longest common
    subsequence holds, unless both sides are too long there: then only what both begin and end with.
    """
    pairs: list[Pair] = []
    at = (0, 0)
    for i, j in [*_anchors(before, after), (len(before), len(after))]:
        inner = common(before[at[0] : i], after[at[1] : j])
        pairs += [(at[0] + one, at[1] + other) for one, other in inner]
        if i < len(before):
            pairs.append((i, j))
        at = (i + 1, j + 1)
    return pairs


def _anchors(before: str, after: str) -> list[Pair]:
    """Return the longest run of the items that each side has once."""
    once = _unique(before) & _unique(after)
    place = {item: index for index, item in enumerate(after) if item in once}
    shared = [(index, place[item]) for index, item in enumerate(before) if item in once]
    return [shared[position] for position in longest_run([j for _, j in shared])]


def _unique(items: str) -> set[str]:
    return {item for item, times in Counter(items).items() if times == 1}


def common(before: str, after: str) -> list[Pair]:
    """Return the pairs of a longest common subsequence; of what is long, only what both begin and end with."""
    if not before or not after:
        return []
    if is_short(before, after):
        blocks = LCSseq.opcodes(before, after).as_matching_blocks()
        return [(block.a + k, block.b + k) for block in blocks for k in range(block.size)]
    head = _ENGINE.diff_commonPrefix(before, after)
    tail = _ENGINE.diff_commonSuffix(before[head:], after[head:])
    ends = [(len(before) - k, len(after) - k) for k in range(tail, 0, -1)]
    return [*((index, index) for index in range(head)), *ends]


def is_short(before: str, after: str) -> bool:
    """Return whether a longest common subsequence of both costs little."""
    return len(before) * len(after) <= CELLS
