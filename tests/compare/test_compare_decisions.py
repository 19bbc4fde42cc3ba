from __future__ import annotations

from compare_fakes import brief, first, page

from monitor import compare
from monitor.compare import merge, split


def test_two_series_that_are_one() -> None:
    old = page("The death toll stands at {120}.", "It has {14} doctors.")
    new = page("So far {133} have lost their lives.", "It has {14} doctors.")
    after = compare.compare(first(old), new).baseline
    lives = next(one for one in after.tracked if one.figure.surface == "133")
    assert lives.series == 3  # nothing says that they are one: the user does
    merged = merge(after, into=1, series=3)
    assert {one.series: one.figure.surface for one in merged.tracked} == {1: "133", 2: "14"}
    later = compare.compare(merged, page("So far {140} have lost their lives.", "It has {14} doctors.")).changes
    assert [(one.series, brief(one)) for one in later] == [(1, "CHANGED 133 -> 140")]


def test_merging_what_is_not_there_changes_nothing() -> None:
    baseline = first(page("There are {40} buses."))
    assert merge(baseline, into=1, series=9) == baseline
    assert merge(baseline, into=1, series=1) == baseline


def test_one_series_that_is_two() -> None:
    baseline = first(page("There are {40} buses.", "It has {14} doctors."))
    parted = split(baseline, series=1)
    assert [one.series for one in parted.tracked] == [3, 2]
    assert parted.next_series == 4
    assert split(baseline, series=9) == baseline


def test_a_merge_that_was_wrong() -> None:
    old = page("The death toll stands at {120}.", "It has {14} doctors.")
    after = compare.compare(first(old), page("So far {133} have lost their lives.", "It has {14} doctors.")).baseline
    parted = split(merge(after, into=1, series=3), series=1, into=3)
    assert {one.series: one.figure.surface for one in parted.tracked} == {3: "133", 2: "14"}
    assert parted.next_series == after.next_series
    assert [one.series for one in split(after, series=3, into=2).tracked if one.figure.surface == "133"] == [4]
