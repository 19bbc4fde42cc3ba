from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.compare.features.common_runs import aligned, heaviest_run, longest_run
from monitor.compare.matching.assignment import assign, best


def most(table: list[list[float]]) -> float:
    """Return the greatest sum that any assignment reaches, by trying all."""
    if len(table) > len(table[0]):
        table = [list(column) for column in zip(*table, strict=True)]
    ways = permutations(range(len(table[0])), len(table))
    return max(sum(table[row][column] for row, column in enumerate(way)) for way in ways)


tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 9).map(float), min_size=width, max_size=width), min_size=1, max_size=5
    )
)


@settings(max_examples=80)
@given(tables)
def test_the_best_assignment_is_as_good_as_any(table: list[list[float]]) -> None:
    pairs = best(table)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert sum(table[row][column] for row, column in pairs) == most(table)


@settings(max_examples=60)
@given(tables)
def test_only_pairs_that_gain_are_made(table: list[list[float]]) -> None:
    gains = {(i, j): value - 3 for i, row in enumerate(table) for j, value in enumerate(row)}
    pairs = assign(gains)
    assert all(gains[pair] > 0 for pair in pairs)
    floor = [[max(value - 3, 0.0) for value in row] for row in table]
    assert sum(gains[pair] for pair in pairs) == most(floor)


def test_a_great_crowd_takes_the_best_pair_first() -> None:
    gains = {(i, j): 1.0 + (i == j) for i in range(90) for j in range(90)}
    assert assign(gains) == [(i, i) for i in range(90)]


def test_nothing_to_assign() -> None:
    assert assign({}) == []
    assert best([]) == []


@settings(max_examples=60)
@given(st.lists(st.integers(0, 20), max_size=12))
def test_the_longest_run_rises(values: list[int]) -> None:
    run = [values[position] for position in longest_run(values)]
    assert all(a < b for a, b in pairwise(run))
    assert bool(run) is bool(values)


@settings(max_examples=60)
@given(st.text("abcdef", max_size=10), st.text("abcdef", max_size=10))
def test_aligned_items_are_equal_and_in_order(before: str, after: str) -> None:
    pairs = aligned(before, after)
    assert all(before[i] == after[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert aligned(before, before) == [(i, i) for i in range(len(before))]


PAIRS = st.lists(st.tuples(st.integers(1, 9), st.tuples(st.integers(0, 5), st.integers(0, 5))), max_size=7)


@settings(max_examples=100)
@given(PAIRS)
def test_the_heaviest_run_rises_on_both_sides_and_none_is_heavier(
    weighted: list[tuple[float, tuple[int, int]]],
) -> None:
    def rises(run: Sequence[tuple[int, int]]) -> bool:
        return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(run))

    weights = {pair: max(weight for weight, other in weighted if other == pair) for _, pair in weighted}
    runs = [sorted(some) for count in range(len(weights) + 1) for some in combinations(weights, count)]
    heaviest = max(sum(weights[pair] for pair in run) for run in runs if rises(run))
    found = heaviest_run(weighted)
    assert rises(found)
    assert sum(weights[pair] for pair in found) == heaviest
