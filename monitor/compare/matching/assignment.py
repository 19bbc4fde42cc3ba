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
    pricing = _Pricing(table)
    for row in range(1, len(table) + 1):
        pricing.place(row)
    return sorted((row - 1, column - 1) for column, row in enumerate(pricing.holder) if column and row)


class _Pricing:
    """The Hungarian method: what rows pay and columns cost, so that each row holds a column that no other outbids.

    Rows and columns count from 1; 0 is none.
    """

    def __init__(self, table: Sequence[Sequence[float]]) -> None:
        self.table = table
        self.row_price, self.column_price = [0.0] * (len(table) + 1), [0.0] * (len(table[0]) + 1)
        self.holder = [0] * (len(table[0]) + 1)  # row that holds a column; 0 is free

    def place(self, row: int) -> None:
        """Give *row* a column, and move others along the cheapest way to a free one."""
        columns = range(len(self.holder))
        self.holder[0], column = row, 0
        slack, came_from, used = [float("inf")] * len(columns), [0] * len(columns), [False] * len(columns)
        while self.holder[column]:
            used[column] = True
            self._lower(slack, came_from, column, used)
            following = min((other for other in columns if not used[other]), key=slack.__getitem__)
            self._reprice(slack, used, slack[following])
            column = following
        while column:
            self.holder[column], column = self.holder[came_from[column]], came_from[column]

    def _lower(self, slack: list[float], came_from: list[int], column: int, used: Sequence[bool]) -> None:
        """Lower the *slack* of the other columns to what they would cost the holder of *column*."""
        row = self.holder[column]
        gains, price = self.table[row - 1], self.row_price[row]
        for other in range(1, len(slack)):
            if not used[other]:
                cost = -gains[other - 1] - price - self.column_price[other]
                if cost < slack[other]:
                    slack[other], came_from[other] = cost, column

    def _reprice(self, slack: list[float], used: Sequence[bool], step: float) -> None:
        """Let the rows that hold *used* columns pay *step* more, and these cost as much less."""
        for column, is_used in enumerate(used):
            if is_used:
                self.row_price[self.holder[column]] += step
                self.column_price[column] -= step
            else:
                slack[column] -= step


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
