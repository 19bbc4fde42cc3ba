"""Who states a figure: sources, quotations over several sentences, asides, estimates that nobody owns; in English."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    ("The ministry speaks of 7,000 tents.", ["7,000 | tents (tents) | says ministry"]),
    (
        "According to the Home Office, 8,400 people crossed the Channel in small boats in 2020.",
        [
            (
                "8,400 | people crossed the Channel in small boats (people) | in 2020 = 2020-01-01..2020-12-31 "
                "| says Home Office"
            )
        ],
    ),
    (
        (
            '"We counted 1,060 tents this morning," said Marie Duval, who runs the charity. "Last week there '
            'were only 900."'
        ),
        [
            "1,060 | tents (tents) | this morning = 2020-03-18..2020-03-18 | says Marie Duval",
            "900 | tents (tents) | Last week = 2020-03-09..2020-03-15 | says Marie Duval",
        ],
    ),
    (
        "The mayor announced that 300 new homes would be built by 2025.",
        ["300 | new homes built (homes) | INCREMENT | by 2025 = ..2025-12-31 | says mayor"],
    ),
    (
        "The Ministry of Health said 23 hospitals had been affected. It added that 4 remained closed.",
        [
            "23 | hospitals affected (hospitals) | says Ministry of Health",
            "4 | hospitals remained closed (hospitals) | says Ministry of Health",
        ],
    ),
    (
        "The Court of Auditors found that the scheme had cost €1.2 billion.",
        ["€1.2 billion | scheme (scheme) | EUR | says Court of Auditors"],
    ),
    (
        "A survey by the charity found that 62% of tenants were in arrears.",
        ["62% | tenants (tenants) | % | SHARE | says survey by the charity"],
    ),
    (
        "The Red Cross says that 900 families have lost their homes.",
        ["900 | families lost their homes (families) | says Red Cross"],
    ),
    (
        "The Home Secretary told MPs on Tuesday that 4,100 officers had been recruited.",
        ["4,100 | officers recruited (officers) | says Home Secretary"],
    ),
    (
        (
            '"There are 12,000 people in the camp and no more than 150 toilets," the charity\'s director said '
            'on Friday. "We need at least 600 more."'
        ),
        [
            "12,000 | people in the camp (people) | says charity's director",
            "150 | toilets (toilets) | AT_MOST | says charity's director",
            "600 | people (people) | AT_LEAST INCREMENT | says charity's director",
        ],
    ),
    (
        "“We are short of 3,000 beds,” the minister told reporters.",
        ["3,000 | beds (beds) | says minister"],
    ),
    (
        "Figures published by the statistics office show that 38,200 homes were built in 2018.",
        [
            (
                "38,200 | homes built (homes) | in 2018 = 2018-01-01..2018-12-31 | says Figures published by "
                "the statistics office"
            )
        ],
    ),
    (
        "The joint statement says 450 extra police officers will be sent to the border.",
        ["450 | police officers sent (officers) | INCREMENT | says joint statement"],
    ),
    (
        "Police estimate that between 6,000 and 8,000 people marched; organisers claim 20,000.",
        ["6,000 and 8,000 | people marched (people) | says Police", "20,000 | people (people) | says organisers"],
    ),
    (
        'The ministry, which runs the scheme, said: "We paid 61,000 grants last year."',
        ["61,000 | grants (grants) | last year = 2019-01-01..2019-12-31 | says ministry"],
    ),
    (
        "Campaigners say the real figure is closer to 9,000.",
        ["9,000 | real figure (figure) | APPROXIMATELY | says Campaigners"],
    ),
    (
        "The NGO Aid for All, quoting local doctors, said 19 children had died.",
        ["19 | children died (children) | says NGO Aid for All"],
    ),
    (
        (
            "The prefecture said on Thursday that 1,160 police officers and gendarmes were now deployed around "
            "the port, up from 1,000 in June."
        ),
        [
            (
                "1,160 | police officers and gendarmes deployed (officers) | now = 2020-03-18..2020-03-18 | "
                "says prefecture"
            ),
            (
                "1,000 | police officers and gendarmes (officers) | REFERENCE | in June = "
                "2019-06-01..2019-06-30 | says prefecture"
            ),
        ],
    ),
    (
        "Interior ministry figures show that 19,000 people were returned in the first half of 2019.",
        [
            (
                "19,000 | people returned (people) | in the first half of 2019 = 2019-01-01..2019-06-30 | says "
                "Interior ministry figures"
            )
        ],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_speakers(content: str, told: list[str]) -> None:
    assert labels("en", content) == told
