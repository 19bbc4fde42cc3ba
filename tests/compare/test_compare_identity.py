from __future__ import annotations

import pytest
from compare_fakes import brief, changes, in_series, page, told, versions

from monitor import compare
from monitor.model import Reading

CAMP = (
    "# Camp",
    "The camp shelters {7,100} people in {1,900} tents.",
    "Of them {640} are children who travel alone.",
    "# Staff",
    "It is served by {85} doctors and {210} volunteers.",
)
LOOK_ALIKES = [
    (
        ["# Jour", "On compte {12} arrivées.", "# Total", "On compte {812} arrivées."],
        ["# Jour", "On compte {812} arrivées.", "# Total", "On compte {1 624} arrivées."],
        ["CHANGED 12 -> 812", "CHANGED 812 -> 1 624"],
    ),
    (
        ["# North", "{31} people were moved.", "# South", "{44} people were moved."],
        ["# South", "{44} people were moved.", "# North", "{39} people were moved."],
        ["CHANGED 31 -> 39"],
    ),
    (
        ["There have been {9,100} tests, with {310} tests on <3 May>."],
        ["There have been {9,380} tests, with {280} tests on <4 May>."],
        ["CHANGED 9,100 -> 9,380", "CHANGED 310 -> 280"],
    ),
    (
        ["In hospitals {52} patients died.", "In all settings {70} patients died."],
        ["In all settings {74} patients died.", "In hospitals {55} patients died."],
        ["CHANGED 70 -> 74", "CHANGED 52 -> 55"],
    ),
    (
        ["Of these:", "* {18} were negative", "* {4} were positive"],
        ["Of these:", "* {7} were positive", "* {21} were negative"],
        ["CHANGED 4 -> 7", "CHANGED 18 -> 21"],
    ),
    (  # a tail that lost its neighbours
        [
            (
                "{3,000} people were tested, of whom {2,500;counts=people negative} were negative "
                "and {500;counts=people positive} were positive."
            )
        ],
        ["{560;counts=people positive} people were positive."],
        ["CHANGED 500 -> 560"],
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), LOOK_ALIKES)
def test_look_alikes_are_never_swapped(old: list[str], new: list[str], expected: list[str]) -> None:
    found = [brief(one) for one in changes(page(*old), page(*new)) if one.kind.value == "CHANGED"]
    assert sorted(found) == sorted(expected)


def test_the_same_statement_twice_and_one_of_them_goes() -> None:
    one, other = "{31} people were moved.", "{44} people were moved."
    old = page("# North", "Roads are open.", one, "# South", "Roads are closed.", other)
    new = page("# South", "Roads are closed.", "{47} people were moved.")
    assert sorted(brief(c) for c in changes(old, new)) == ["CHANGED 44 -> 47", "DISAPPEARED 31 -> -"]


REWORDED = [
    ("{40} people have died.", "The number of deaths stands at {46;counts=deaths}."),
    ("On déplore {40;counts=décès} décès.", "{46;counts=personnes décédées} personnes sont décédées."),
    ("{90} patients are in hospital.", "{95;counts=people hospitalised} people are hospitalised."),
    (
        "{90} patients sont hospitalisés.",
        "À ce jour, {95;counts=personnes hospitalisées} personnes sont hospitalisées.",
    ),
    ("{700} cas confirmés en France.", "Le nombre de cas confirmés en France s'élève à {760;counts=cas confirmés}."),
    ("Le camp compte {7 000} migrants.", "{7 300} migrants vivent dans le camp."),
    ("Sadly, {one} patient who was ill has died.", "{Six;counts=patients who died} patients who were ill have died."),
]


@pytest.mark.parametrize(("old", "new"), REWORDED)
def test_words_that_pages_use_by_turns(old: str, new: str) -> None:
    beside = "The centre opened with {14} doctors."
    found = changes(page(old, beside), page(new, beside))
    assert [one.kind.value for one in found] == ["CHANGED"]


FLOWS = [
    ("{71} new cases were found in the county.", "In total {921} cases were found in the county."),
    ("{71;role=INCREMENT} nouveaux cas dans le pays.", "Au total {921;counts=cas} cas dans le pays."),
]


@pytest.mark.parametrize(("old", "new"), FLOWS)
def test_what_came_in_is_never_what_there_is_in_all(old: str, new: str) -> None:
    assert sorted(one.kind.value for one in changes(page(old), page(new))) == ["APPEARED", "DISAPPEARED"]
    assert sorted(one.kind.value for one in changes(page(new), page(old))) == ["APPEARED", "DISAPPEARED"]


DAYS = [
    ("On <{} May> {} boats arrived.", "en"),
    ("* <{} mai> : {} bateaux", "fr"),
    ("In <201{}>, {} people applied.", "en"),
]


@pytest.mark.parametrize(("line", "language"), DAYS)
def test_a_list_of_days_scrolls(line: str, language: str) -> None:
    def days(*which: int) -> Reading:
        return page(*(line.format(day, f"{{{day * 13}}}") for day in which), language=language)

    found = changes(days(3, 4, 5), days(4, 5, 6))
    assert sorted(brief(one) for one in found) == ["APPEARED - -> 78", "DISAPPEARED 39 -> -"]
    assert told(found) == ["APPEARED - -> 78"]


def test_two_places_with_days_of_their_own_do_not_scroll() -> None:
    old = page("# North", "On <3 May> there were {40} boats.", "# South", "On <2 May> there were {70} boats.")
    new = page("# North", "On <4 May> there were {45} boats.", "# South", "On <3 May> there were {72} boats.")
    assert sorted(brief(one) for one in changes(old, new)) == ["CHANGED 40 -> 45", "CHANGED 70 -> 72"]


TOTALS = [("{900} people", "{650} people"), ("{900} personnes", "{650} personnes")]


@pytest.mark.parametrize(("old", "new"), TOTALS)
def test_totals_may_fall(old: str, new: str) -> None:
    (change,) = changes(page(f"Total: {old}"), page(f"Total: {new}"))
    assert (change.kind.value, str(change.difference)) == ("CHANGED", "-250")


def test_the_same_figure_in_two_languages_on_one_page() -> None:
    def both(value: str) -> Reading:
        return page(
            "# English",
            f"The camp shelters {{{value}}} people.",
            "# Français",
            f"Le camp abrite {{{value}}} personnes.",
        )

    found = changes(both("7,100"), both("7,300"))
    assert [brief(one) for one in found] == ["CHANGED 7,100 -> 7,300"] * 2
    assert told(found) == ["CHANGED 7,100 -> 7,300"]
    assert found[1].echo == found[0].series


def test_a_percentage_is_never_a_count() -> None:
    found = changes(page("{12 %} of the tents are wet."), page("{40} of the tents are wet."))
    assert sorted(one.kind.value for one in found) == ["APPEARED", "DISAPPEARED"]


def test_what_has_nothing_in_common_is_not_matched() -> None:
    found = changes(page("The school has {40} pupils."), page("A ferry carries {44} lorries."))
    assert sorted(brief(one) for one in found) == ["APPEARED - -> 44", "DISAPPEARED 40 -> -"]


NOT_THE_SAME = [
    (
        "{12;counts=people died in hospital} people died in hospital.",
        "{15;counts=people died at sea} people died at sea.",
    ),
    (
        "{120;counts=children attending} children go to school.",
        "{90;counts=children vaccinated} children were vaccinated.",
    ),
    ("Police made {45} arrests last night.", "Volunteers served {50} meals last night."),
    ("La mairie a acheté {40} bus.", "La mairie a loué {60} camions."),
    ("{452} tests were added to pillar 1.", "{234} tests were removed from pillar 2."),
]


@pytest.mark.parametrize(("old", "new"), NOT_THE_SAME)
def test_another_claim_in_the_same_place_is_not_a_later_state(old: str, new: str) -> None:
    beside = "The site opened with {14} doctors.", "It holds {900} tents."
    found = changes(page(beside[0], old, beside[1]), page(beside[0], new, beside[1]))
    assert sorted(one.kind.value for one in found) == ["APPEARED", "DISAPPEARED"]


def test_a_number_of_a_later_clause_names_nothing_of_an_earlier_figure() -> None:
    old = page("Of the dead {441} were men and {263} were women, the youngest of them 32.")
    new = page("Of the dead {474} were men and {281} were women, the youngest of them 31.")
    assert sorted(brief(one) for one in changes(old, new)) == ["CHANGED 263 -> 281", "CHANGED 441 -> 474"]


def test_numbered_things_keep_their_numbers() -> None:
    old = page("* {31} tests under pillar 1", "* {44} tests under pillar 2")
    new = page("* {46} tests under pillar 2", "* {35} tests under pillar 1")
    assert sorted(brief(one) for one in changes(old, new)) == ["CHANGED 31 -> 35", "CHANGED 44 -> 46"]


def test_a_series_that_is_absent_for_many_versions_is_forgotten() -> None:
    beds, other = page("The site has {420} beds.", "It has {12} doctors."), page("It has {12} doctors.")
    baseline = compare.compare(None, beds).baseline
    for _ in range(59):
        baseline = compare.compare(baseline, other).baseline
    assert [one.absent for one in baseline.tracked] == [0, 59]
    baseline = compare.compare(baseline, other).baseline
    assert [one.absent for one in baseline.tracked] == [0]


def test_the_baseline_does_not_grow_with_the_versions() -> None:
    sizes = []
    baseline = None
    for day in range(200):
        baseline = compare.compare(
            baseline, page(*CAMP, f"Note {day}: {{{day + 100}}} letters of kind {day}x.")
        ).baseline
        sizes.append(len(baseline.tracked))
    assert max(sizes) <= 6 + 60
    assert all(len(one.earlier) <= 8 for one in baseline.tracked)  # type: ignore[union-attr]


def test_daily_versions_keep_their_series() -> None:
    days = [
        page(
            f"As of <{day} May>, {{{9000 + 37 * day:,}}} tests are done, with {{{300 - day}}} tests on <{day} May>.",
            f"{{{day + 40}}} patients have died.",
        )
        for day in range(1, 30)
    ]
    assert [sorted(c.kind.value for c in found) for found in versions(*days)] == [["CHANGED"] * 3] * 28
    assert {tuple(sorted(one.values())) for one in in_series(*days)} == {(1, 2, 3)}
