"""The best one-to-one assignment between old and new figures, by gain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

SMALL = 80  # above this many figures that all compete with each other, the best pair goes first
Gains = Mapping[tuple[int, int], float]


def assign(gains: Gains) -> list[tuple[int, int]]:
    """Return the pairs (old, new) of *gains* with the greatest sum, each old and new at most once.

    Only pairs that are in *gains* are ever made, and a pair that gains nothing is left out. Groups of figures that
    compete with no figure outside are solved apart, exactly (the Hungarian method) while they are small.
    """
    pairs: list[tuple[int, int]] = []
    for group in _groups(gains):
        if len(group) == 1:
            pairs += group
            continue
        olds, news = sorted({old for old, _ in group}), sorted({new for _, new in group})
        if max(len(olds), len(news)) > SMALL:
            pairs += _greedy(group, gains)
        else:
            table = [[max(gains.get((old, new), 0.0), 0.0) for new in news] for old in olds]
            pairs += [(olds[i], news[j]) for i, j in best(table) if table[i][j] > 0]
    return sorted(pairs)


def best(table: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the (row, column) pairs of *table* with the greatest sum (Hungarian method with potentials, O(n^3))."""
    if not table or not table[0]:
        return []
    if len(table) > len(table[0]):
        return sorted((row, column) for column, row in best([list(column) for column in zip(*table, strict=True)]))
    rows, columns = len(table), len(table[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    holder = [0] * (columns + 1)  # row that holds a column, from 1; 0 is free
    for row in range(1, rows + 1):
        holder[0], column = row, 0
        slack, came_from, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while holder[column]:
            used[column], at, step, following = True, holder[column], float("inf"), 0
            for other in range(1, columns + 1):
                if used[other]:
                    continue
                cost = -table[at - 1][other - 1] - row_price[at] - column_price[other]
                if cost < slack[other]:
                    slack[other], came_from[other] = cost, column
                if slack[other] < step:
                    step, following = slack[other], other
            for other in range(columns + 1):
                if used[other]:
                    row_price[holder[other]] += step
                    column_price[other] -= step
                else:
                    slack[other] -= step
            column = following
        while column:
            holder[column], column = holder[came_from[column]], came_from[column]
    return sorted((holder[column] - 1, column - 1) for column in range(1, columns + 1) if holder[column])


def _groups(gains: Gains) -> list[list[tuple[int, int]]]:
    """Return the pairs that gain, parted so that no figure is in two groups."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    pairs = [pair for pair, gain in gains.items() if gain > 0]
    for old, new in pairs:
        parent[root(old)] = root(-new - 1)
    groups: dict[int, list[tuple[int, int]]] = {}
    for pair in pairs:
        groups.setdefault(root(pair[0]), []).append(pair)
    return list(groups.values())


def _greedy(pairs: Iterable[tuple[int, int]], gains: Gains) -> list[tuple[int, int]]:
    taken, olds, news = [], set(), set()
    for old, new in sorted(pairs, key=lambda pair: (-gains[pair], pair)):
        if old not in olds and new not in news:
            olds.add(old)
            news.add(new)
            taken.append((old, new))
    return taken
