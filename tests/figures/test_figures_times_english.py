"""When a figure holds, and the days that this comes to on a page of 18 March 2020; in English."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    (
        "The number of asylum applications rose to 12,450 in 2019.",
        ["12,450 | asylum applications (applications) | in 2019 = 2019-01-01..2019-12-31"],
    ),
    (
        "3,118 is the total number of tests carried out since Monday.",
        ["3,118 | tests carried out (tests) | since Monday = 2020-03-16..2020-03-18"],
    ),
    (
        "Patients in intensive care (as of 20 March 2020): 112",
        ["112 | Patients in intensive care (Patients) | as of 20 March 2020 = 2020-03-20..2020-03-20"],
    ),
    (
        "In week 12, 1,204 people came.",
        ["1,204 | people who came (people) | In week 12"],
    ),
    (
        "The toll now stands at 1,204 deaths.",
        ["1,204 | deaths (deaths) | now = 2020-03-18..2020-03-18"],
    ),
    (
        "As of 9am on 18 March 2020, 5,067 people had been tested.",
        ["5,067 | people tested (people) | As of 9am on 18 March 2020 = 2020-03-18..2020-03-18"],
    ),
    (
        "In the last 24 hours, 15 boats were intercepted.",
        ["15 | boats intercepted (boats) | In the last 24 hours = 2020-03-17..2020-03-18"],
    ),
    (
        "The average rent is now 940 euros a month.",
        ["940 euros | average rent (rent) | EUR | now = 2020-03-18..2020-03-18"],
    ),
    (
        "In 2019, 1,893 people applied for asylum; 402 were granted protection.",
        [
            "1,893 | people who applied for asylum (people) | In 2019 = 2019-01-01..2019-12-31",
            "402 | people granted protection (people) | In 2019 = 2019-01-01..2019-12-31",
        ],
    ),
    (
        "By the end of March, 18,000 tenants had received help.",
        ["18,000 | tenants who received help (tenants) | By the end of March"],
    ),
    (
        "As of 31 December 2019, 2,140 people were held in administrative detention.",
        ["2,140 | people held in administrative detention (people) | As of 31 December 2019 = 2019-12-31..2019-12-31"],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_times(content: str, told: list[str]) -> None:
    assert labels("en", content) == told
