"""How prose hedges a number, with all that the same figures are said to be; in English."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    (
        "Some 1,300 people sleep in the camp, including 210 unaccompanied minors and 45 pregnant women.",
        [
            "1,300 | people who sleep in the camp (people) | APPROXIMATELY",
            "210 | unaccompanied minors (minors) | SUBSET",
            "45 | pregnant women (women) | SUBSET",
        ],
    ),
    (
        "Around 6,200 migrants are now present in the region, including 4,100 without shelter.",
        [
            "6,200 | migrants present (migrants) | APPROXIMATELY | now = 2020-03-18..2020-03-18",
            "4,100 | migrants without shelter (migrants) | SUBSET | now = 2020-03-18..2020-03-18",
        ],
    ),
    (
        "More than half of the residents have no access to drinking water.",
        ["half | residents who have no access (residents) | MORE_THAN SHARE"],
    ),
    (
        "Offenders face a fine of up to £10,000.",
        ["£10,000 | fine (fine) | GBP | AT_MOST RULE"],
    ),
    (
        "Up to 5,000 seasonal workers will be needed.",
        ["5,000 | seasonal workers needed (workers) | AT_MOST"],
    ),
    (
        "Fewer than 100 places remain available.",
        ["100 | places (places) | LESS_THAN"],
    ),
    (
        "Nearly 900 households are on the waiting list.",
        ["900 | households on the waiting list (households) | NEARLY"],
    ),
    (
        "An estimated 14,000 children are out of school.",
        ["14,000 | children (children) | APPROXIMATELY"],
    ),
    (
        "At least 37 people were killed and 112 injured.",
        ["37 | people killed (people) | AT_LEAST", "112 | people injured (people)"],
    ),
    (
        "No fewer than 60 organisations signed the letter.",
        ["60 | organisations (organisations) | AT_LEAST"],
    ),
    (
        "Roughly 30 to 40 families a week come to the food bank.",
        ["30 to 40 | families (families) | APPROXIMATELY"],
    ),
    (
        "More than 3,000 containers were searched by customs officers.",
        ["3,000 | containers searched (containers) | MORE_THAN | by customs officers"],
    ),
    (
        "Cases among children under 10 rose to 312.",
        ["312 | Cases among children under 10 (Cases)"],
    ),
    (
        "Some 300 firefighters, supported by 12 helicopters, are fighting the blaze.",
        ["300 | firefighters fighting the blaze (firefighters) | APPROXIMATELY", "12 | helicopters (helicopters)"],
    ),
    (
        "Nearly 2,700 hectares burned and 34 villages were evacuated.",
        ["2,700 hectares | hectares burned (hectares) | ha | NEARLY", "34 | villages evacuated (villages)"],
    ),
    (
        "More than 6,000 unaccompanied children have been taken into care by the departments.",
        ["6,000 | unaccompanied children taken into care (children) | MORE_THAN | by departments"],
    ),
    (
        "The camp, which held 3,500 people in spring, now shelters more than 7,000.",
        [
            "3,500 | people held (people) | in spring | by camp",
            "7,000 | people held (people) | MORE_THAN | now = 2020-03-18..2020-03-18 | by camp",
        ],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_hedges(content: str, told: list[str]) -> None:
    assert labels("en", content) == told


def test_no_longer_is_a_most() -> None:
    assert labels("en", "Appeals take no longer than 6 kilometres.")[0].count("AT_MOST") == 1
    assert labels("en", "The queue was longer than 6 kilometres.")[0].count("AT_MOST") == 0
