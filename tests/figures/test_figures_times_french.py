"""When a figure holds, and the days that this comes to on a page of 18 March 2020; in French."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    (
        "En semaine 12, 310 personnes sont venues.",
        ["310 | personnes venues (personnes) | En semaine 12 = 2020-03-16..2020-03-22"],
    ),
    (
        "Le nombre de demandes d'asile a atteint 12 450 en 2019.",
        ["12 450 | demandes d'asile (demandes) | en 2019 = 2019-01-01..2019-12-31"],
    ),
    (
        "3 118, c'est le nombre de tests réalisés depuis lundi.",
        ["3 118 | tests réalisés (tests) | depuis lundi = 2020-03-16..2020-03-18"],
    ),
    (
        "Patients en réanimation (au 20 mars 2020) : 112",
        ["112 | Patients en réanimation (Patients) | au 20 mars 2020 = 2020-03-20..2020-03-20"],
    ),
    (
        "Le bilan s'établit désormais à 1 204 morts.",
        ["1 204 | morts (morts) | désormais = 2020-03-18..2020-03-18"],
    ),
    (
        "Au 18 mars 2020, 5 067 personnes avaient été dépistées.",
        ["5 067 | personnes dépistées (personnes) | Au 18 mars 2020 = 2020-03-18..2020-03-18"],
    ),
    (
        "Le loyer moyen est désormais de 940 euros par mois.",
        ["940 euros | loyer moyen (loyer) | EUR | désormais = 2020-03-18..2020-03-18"],
    ),
    (
        "En 2019, 1 893 personnes ont demandé l'asile ; 402 ont obtenu une protection.",
        [
            "1 893 | personnes ayant demandé l'asile (personnes) | En 2019 = 2019-01-01..2019-12-31",
            "402 | personnes ayant obtenu une protection (personnes) | En 2019 = 2019-01-01..2019-12-31",
        ],
    ),
    (
        "Fin mars, 18 000 locataires avaient reçu une aide.",
        ["18 000 | locataires (locataires) | Fin mars = 2019-03-31..2019-03-31"],
    ),
    (
        "Au 31 décembre 2019, 2 140 personnes étaient placées en rétention.",
        ["2 140 | personnes placées en rétention (personnes) | Au 31 décembre 2019 = 2019-12-31..2019-12-31"],
    ),
    (
        "L'hiver dernier, en moyenne, 1 900 personnes par nuit n'ont pas obtenu de place.",
        ["1 900 | personnes n'ayant pas obtenu de place (personnes) | L'hiver dernier"],
    ),
    (
        "Le montant total des aides versées s'élève à 34,6 millions d'euros au 30 juin.",
        ["34,6 millions d'euros | aides versées (aides) | EUR | au 30 juin = 2019-06-30..2019-06-30"],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_times(content: str, told: list[str]) -> None:
    assert labels("fr", content) == told
