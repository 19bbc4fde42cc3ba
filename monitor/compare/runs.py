"""The longest run that keeps its order, and the alignment of two lists by what is unique in both: both n log n."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence


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


def aligned(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs (index in *before*, index in *after*) of equal items, in order (patience alignment).

    Items that each side has once are the anchors; equal items next to an anchor, or to an end, join it.
    """
    once = {item for item, count in Counter(before).items() if count == 1}
    once &= {item for item, count in Counter(after).items() if count == 1}
    place = {item: index for index, item in enumerate(after) if item in once}
    shared = [(index, place[item]) for index, item in enumerate(before) if item in once]
    anchors = [shared[position] for position in longest_run([j for _, j in shared])]
    pairs: list[tuple[int, int]] = []
    for i, j in [*anchors, (len(before), len(after))]:
        low_i, low_j = pairs[-1] if pairs else (-1, -1)
        while low_i + 1 < i and low_j + 1 < j and before[low_i + 1] == after[low_j + 1]:
            low_i, low_j = low_i + 1, low_j + 1
            pairs.append((low_i, low_j))
        back: list[tuple[int, int]] = []
        high_i, high_j = i, j
        while high_i - 1 > low_i and high_j - 1 > low_j and before[high_i - 1] == after[high_j - 1]:
            high_i, high_j = high_i - 1, high_j - 1
            back.append((high_i, high_j))
        pairs += back[::-1]
        if (i, j) != (len(before), len(after)):
            pairs.append((i, j))
    return pairs
