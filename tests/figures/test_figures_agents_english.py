"""Who provides or does what is counted: subjects, coordinated verbs and "by" phrases; in English."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    (
        "The French authorities have been providing 1,000 police and gendarmes.",
        ["1,000 | police and gendarmes (police) | by French authorities"],
    ),
    (
        "A grant of 12 million euros was awarded by the European Commission.",
        ["12 million euros | grant (grant) | EUR | by European Commission"],
    ),
    (
        "The region will hire 250 nurses.",
        ["250 | nurses (nurses) | by region"],
    ),
    (
        "Between 2015 and 2019, the court tried 640 cases.",
        ["640 | cases tried (cases) | Between 2015 and 2019 = 2015-01-01..2019-12-31 | by court"],
    ),
    (
        "Police made 37 arrests.",
        ["37 | arrests (arrests) | by Police"],
    ),
    (
        "The centre can take 80 people, but 130 are sleeping there.",
        ["80 | people (people) | by centre", "130 | people sleeping (people)"],
    ),
    (
        "The association distributes 800 meals a day.",
        ["800 | meals (meals) | by association"],
    ),
    (
        "Border Force seized 2.4 tonnes of cocaine.",
        ["2.4 tonnes | cocaine (cocaine) | t | by Border Force"],
    ),
    (
        "The government plans to recruit 20,000 officers by 2023.",
        ["20,000 | officers (officers) | by 2023 = ..2023-12-31 | by government"],
    ),
    (
        "The scheme has helped 45,000 first-time buyers so far.",
        ["45,000 | first-time buyers helped (buyers) | so far = 2020-03-18..2020-03-18 | by scheme"],
    ),
    (
        "The operation involved 96 officers from 4 forces.",
        ["96 | officers (officers) | by operation", "4 | forces (forces)"],
    ),
    (
        "The programme employs 85 social workers and 40 interpreters.",
        ["85 | social workers (workers) | by programme", "40 | interpreters (interpreters) | by programme"],
    ),
    (
        "The flood left 23 dead, 60 injured and 8 missing.",
        ["23 | dead (dead) | by flood", "60 | injured (injured) | by flood", "8 | missing (missing) | by flood"],
    ),
    (
        "The new shelter, run by the Red Cross, can accommodate 150 people.",
        ["150 | people (people) | by new shelter"],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_agents(content: str, told: list[str]) -> None:
    assert labels("en", content) == told
