from __future__ import annotations

import pytest
from compare_fakes import brief, changes, in_series, page, told

from monitor.model import Reading, findings_in

ROWS = (
    "| Region | Cases | Deaths |",
    "| North | {120} | {7} |",
    "| South | {340} | {15} |",
    "| Total | {460} | {22} |",
)


def test_a_cell_is_known_by_its_headers_wherever_it_stands() -> None:
    moved = (
        "| Region | Deaths | Cases |",
        "| Total | {25} | {500} |",
        "| South | {17} | {370} |",
        "| North | {8} | {130} |",
    )
    found = changes(page(*ROWS), page(*moved))
    assert sorted(brief(one) for one in found) == sorted(
        [
            "CHANGED 22 -> 25",
            "CHANGED 460 -> 500",
            "CHANGED 15 -> 17",
            "CHANGED 340 -> 370",
            "CHANGED 7 -> 8",
            "CHANGED 120 -> 130",
        ]
    )


def test_a_table_is_one_finding_with_its_cells_inside() -> None:
    new = (
        "| Region | Cases | Deaths |",
        "| North | {130} | {8} |",
        "| South | {370} | {17} |",
        "| Total | {500} | {25} |",
    )
    found = changes(page(*ROWS), page(*new))
    assert len(found) == 6
    assert all(one.told for one in found)
    assert findings_in(found) == 1
    assert {one.table for one in found} == {0}
    assert {one.group for one in found} == {"table 0"}


def test_rows_that_scroll_are_new_rows() -> None:
    old = page("| Day | Arrivals |", "| 1 May | {30} |", "| 2 May | {41} |", "| 3 May | {28} |")
    new = page("| Day | Arrivals |", "| 2 May | {41} |", "| 3 May | {28} |", "| 4 May | {55} |")
    found = changes(old, new)
    assert sorted(brief(one) for one in found) == ["APPEARED - -> 55", "DISAPPEARED 30 -> -"]
    assert told(found) == ["APPEARED - -> 55"]


SCROLLING = [
    ("Week to {} May", (4, 11, 18), (11, 18, 25)),
    ("Mon {} May", (4, 11, 18), (11, 18, 25)),
    ("{}/05/2026", (10, 11, 12), (11, 12, 13)),
    ("2026-05-{}", (10, 11, 12), (11, 12, 13)),
    ("Semaine du {} mai", (4, 11, 18), (11, 18, 25)),
    ("Week {}", (20, 21, 22), (21, 22, 23)),
]


@pytest.mark.parametrize(("header", "before", "after"), SCROLLING)
def test_tables_of_weeks_and_days_scroll(header: str, before: tuple[int, ...], after: tuple[int, ...]) -> None:
    old, new = (
        page("| When | Arrivals |", *(f"| {header.format(day)} | {{{day * 31}}} |" for day in days))
        for days in (before, after)
    )
    assert sorted(one.kind.value for one in changes(old, new)) == ["APPEARED", "DISAPPEARED"]
    assert told(changes(old, new)) == [f"APPEARED - -> {after[-1] * 31}"]


def test_rows_that_become_columns_keep_their_series() -> None:
    old = page("| | Beds | Doctors |", "| Lille | {300} | {14} |", "| Arras | {120} | {6} |")
    new = page("| | Lille | Arras |", "| Beds | {310} | {120} |", "| Doctors | {14} | {7} |")
    found = [brief(one) for one in changes(old, new) if one.kind.value == "CHANGED"]
    assert sorted(found) == ["CHANGED 300 -> 310", "CHANGED 6 -> 7"]


def test_a_header_that_carries_the_day_is_still_the_same_header() -> None:
    old = page("| Centre | Places to 1 May |", "| Lille | {300} |", "| Arras | {120} |")
    new = page("| Centre | Places to 8 May |", "| Lille | {320} |", "| Arras | {120} |")
    assert [brief(one) for one in changes(old, new) if one.kind.value == "CHANGED"] == ["CHANGED 300 -> 320"]
    assert in_series(old, new)[0]["120"] == in_series(old, new)[1]["120"]


def test_a_new_column_does_not_shift_the_others() -> None:
    old = page("| | Phase 1 | Phase 2 |", "| Tents | {10} | {20} |")
    new = page("| | Phase 1 | Phase 2 | Phase 3 |", "| Tents | {10} | {20} | {30} |")
    assert [brief(one) for one in changes(old, new)] == ["APPEARED - -> 30"]


def test_a_column_renamed_keeps_its_series() -> None:
    old = page("| | Number of tests | Number of positive cases |", "| Daily | {7,300} | {162} |")
    new = page("| | Tests | Positive |", "| Daily | {7,900} | {140} |")
    assert sorted(brief(one) for one in changes(old, new)) == ["CHANGED 162 -> 140", "CHANGED 7,300 -> 7,900"]


def test_two_tables_with_the_same_headers_are_told_apart_by_what_is_above() -> None:
    table = "| | Site A | Site B |"
    old = page("# Daily", table, "| Meals | {110} | {90} |", "# Cumulative", table, "| Meals | {5,110} | {4,090} |")
    new = page("# Daily", table, "| Meals | {90} | {95} |", "# Cumulative", table, "| Meals | {5,200} | {4,185} |")
    assert sorted(brief(one) for one in changes(old, new)) == [
        "CHANGED 110 -> 90",
        "CHANGED 4,090 -> 4,185",
        "CHANGED 5,110 -> 5,200",
        "CHANGED 90 -> 95",
    ]


def test_a_figure_in_prose_and_again_in_a_table_is_told_once() -> None:
    old = page("There have been {4,600} cases.", "| Region | Cases |", "| North | {1,200} |", "| Total | {4,600} |")
    new = page("There have been {5,000} cases.", "| Region | Cases |", "| North | {1,200} |", "| Total | {5,000} |")
    found = changes(old, new)
    assert told(found) == ["CHANGED 4,600 -> 5,000"]
    assert [one.rule for one in found] == ["default", "echo"]


def test_small_values_that_coincide_are_no_echo() -> None:
    old = page("There are {4} buses now.", "There are {4} doctors now.")
    new = page("There are {5} buses now.", "There are {5} doctors now.")
    assert told(changes(old, new)) == ["CHANGED 4 -> 5", "CHANGED 4 -> 5"]


def test_a_figure_repeated_anew_is_no_news_while_it_stands_elsewhere() -> None:
    old = page("There are {4,600} beds in the region.", "It has {12} doctors.")
    new = page("There are {4,600} beds in the region.", "It has {12} doctors.", "So {4,600} beds are all there is.")
    found = changes(old, new)
    assert [(brief(one), one.told, one.rule) for one in found] == [("APPEARED - -> 4,600", False, "echo")]
    assert [(brief(one), one.told) for one in changes(new, old)] == [("DISAPPEARED 4,600 -> -", False)]


def test_two_things_that_come_to_one_number_are_two_claims() -> None:
    """A round number is said by chance; one of many digits is not, whatever it is called."""
    old = page("There are {520} beds in the region.", "It has {12} doctors.")
    new = page("There are {500} beds in the region.", "It has {12} doctors.", "Nearby, {500} cows graze.")
    assert told(changes(old, new)) == ["CHANGED 520 -> 500", "APPEARED - -> 500"]
    old, new = (page(f"There are {{{n}}} beds.", f"In all {{{n}}} places were made.") for n in ("6,173", "6,218"))
    assert told(changes(old, new)) == ["CHANGED 6,173 -> 6,218"]


def test_a_measure_that_goes_at_three_places_is_told_once() -> None:
    say = ("A negative test of {72 h;unit=h;counts=negative test;head=test} is asked for.",
           "Bring a PCR test of {72 h;unit=h;counts=PCR test;head=PCR}.",
           "Children need a test of {72 h;unit=h;counts=test;head=test} too.")  # fmt: skip
    rest = ("It has {12} doctors.", "They see {30} people.")
    assert told(changes(page(*say, *rest), page(*rest))) == ["DISAPPEARED 72 h -> -"]


PARTS = {
    "en": ("# Sites", "| Site | Beds |", "Lille", "Arras", "All", "# Kinds", "| Kind | Beds |", "Single", "Shared"),
    "fr": (
        "# Lieux",
        "| Lieu | Places |",
        "Lille",
        "Arras",
        "Total",
        "# Types",
        "| Type | Places |",
        "Simple",
        "Double",
    ),
}


@pytest.mark.parametrize("language", PARTS)
@pytest.mark.parametrize(("sum_of_second", "heard"), [(560, 1), (570, 2)], ids=["same sum", "another sum"])
def test_tables_that_repeat_a_figure_are_one_finding(language: str, sum_of_second: int, heard: int) -> None:
    sites, beds, one, other, total, kinds, again, single, shared = PARTS[language]

    def tables(more: int, second: int) -> Reading:
        first = (f"| {one} | {{{310 + more}}} |", f"| {other} | {{{200}}} |", f"| {total} | {{{510 + more}}} |")
        rest = (f"| {single} | {{{120 + more}}} |", f"| {shared} | {{{390}}} |", f"| {total} | {{{second}}} |")
        return page(sites, beds, *first, kinds, again, *rest, language=language)

    found = changes(tables(0, 510), tables(50, sum_of_second))
    assert findings_in(found) == heard
    assert {one.rule for one in found} == ({"default", "echo"} if heard == 1 else {"default"})
    assert all(one.told for one in found if one.rule == "default")
