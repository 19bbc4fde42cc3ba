"""What a figure counts: subjects, copulas, labels and the phrase after the number; in English."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    (
        "The clinic bought thousands of COVID-19 tests.",
        ["thousands | COVID-19 tests bought (tests) | by clinic"],
    ),
    (
        "One plan failed. One barn closed.",
        ["One | plan (plan)", "One | barn closed (barn)"],
    ),
    (
        "One in three plans fails at once.",
        ["One in three | plans that fail (plans) | SHARE"],
    ),
    (
        "One in three works at night.",
        ["One in three | nothing | SHARE"],
    ),
    (
        "One train stopped.",
        ["One | train stopped (train)"],
    ),
    (
        "Bakers report a 9% rise in barley yields.",
        ["9% | barley yields (yields) | % | CHANGE UP | says Bakers"],
    ),
    (
        "30 work in the yard.",
        ["30 | nothing"],
    ),
    (
        "Half of the city's budget is spent.",
        ["Half | city's budget spent (budget) | SHARE"],
    ),
    (
        "Half of the income comes from rents.",
        ["Half | income from rents (income) | SHARE"],
    ),
    (
        "The surgery took 40 out of hours appointments.",
        ["40 | out of hours appointments (appointments)"],
    ),
    (
        "Pupils aged 12 and under need a pass.",
        ["12 | age of pupils (age) | AT_MOST RULE"],
    ),
    (
        "£12m cuts agreed by the council",
        ["£12m | cuts (cuts) | GBP | CHANGE DOWN | by council"],
    ),
    (
        "A course has 3 lessons.",
        ["3 | lessons (lessons)"],
    ),
    (
        "The number of homeless people is 3,420.",
        ["3,420 | homeless people (people)"],
    ),
    (
        "Deaths: 57",
        ["57 | Deaths (Deaths)"],
    ),
    (
        "It is estimated that 2,500 people live in the slum.",
        ["2,500 | people who live in the slum (people)"],
    ),
    (
        "Between 200 and 250 people took part in the march.",
        ["200 and 250 | people who took part in the march (people)"],
    ),
    (
        "A total of 128,000 voters cast their ballot.",
        ["128,000 | voters (voters)"],
    ),
    (
        "Police numbers have been raised to 1,450.",
        ["1,450 | Police numbers (numbers)"],
    ),
    (
        "Twenty-one councils have declared a climate emergency.",
        ["Twenty-one | councils that declared a climate emergency (councils)"],
    ),
    (
        "Every week, volunteers hand out 2,000 meals.",
        ["2,000 | meals (meals)"],
    ),
    (
        "Local authorities provided shelter to 1,870 rough sleepers.",
        ["1,870 | rough sleepers (sleepers)"],
    ),
    (
        "Each officer will receive a bonus of €300.",
        ["€300 | bonus (bonus) | EUR"],
    ),
    (
        "The city has 23,000 empty flats, enough to house everyone on the waiting list.",
        ["23,000 | empty flats (flats)"],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_counts(content: str, told: list[str]) -> None:
    assert labels("en", content) == told
