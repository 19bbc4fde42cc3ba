"""Who provides or does what is counted: subjects, coordinated verbs and "by" phrases; in French."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    (
        "Les autorités françaises ont mobilisé 1 000 policiers et gendarmes.",
        ["1 000 | policiers et gendarmes mobilisés (policiers) | by autorités françaises"],
    ),
    (
        "Une subvention de 12 millions d'euros a été accordée par la Commission européenne.",
        ["12 millions d'euros | subvention (subvention) | EUR | by Commission européenne"],
    ),
    (
        "La région recrutera 250 infirmières.",
        ["250 | infirmières (infirmières) | by région"],
    ),
    (
        "Le Royaume-Uni a consacré 60 millions de livres à la clôture.",
        ["60 millions de livres | somme consacrée à la clôture (somme) | GBP | by Royaume-Uni"],
    ),
    (
        "Entre 2015 et 2019, le tribunal a jugé 640 affaires.",
        ["640 | affaires jugées (affaires) | Entre 2015 et 2019 = 2015-01-01..2019-12-31 | by tribunal"],
    ),
    (
        "La police a procédé à 37 interpellations.",
        ["37 | interpellations (interpellations) | by police"],
    ),
    (
        "Le centre peut accueillir 80 personnes, mais 130 y dorment.",
        ["80 | personnes (personnes) | by centre", "130 | personnes dormant (personnes)"],
    ),
    (
        "L'association distribue 800 repas par jour.",
        ["800 | repas (repas) | by association"],
    ),
    (
        "Les douanes ont saisi 2,4 tonnes de cocaïne.",
        ["2,4 tonnes | cocaïne (cocaïne) | t | by douanes"],
    ),
    (
        "Le gouvernement prévoit de recruter 20 000 policiers d'ici 2023.",
        ["20 000 | policiers (policiers) | d'ici 2023 = ..2023-12-31 | by gouvernement"],
    ),
    (
        "Le dispositif a aidé 45 000 primo-accédants à ce jour.",
        ["45 000 | primo-accédants aidés (primo-accédants) | à ce jour = 2020-03-18..2020-03-18 | by dispositif"],
    ),
    (
        "Chaque semaine, les bénévoles distribuent 2 000 repas.",
        ["2 000 | repas (repas) | by bénévoles"],
    ),
    (
        "L'opération a mobilisé 96 agents de 4 unités.",
        ["96 | agents mobilisés (agents) | by opération", "4 | unités (unités)"],
    ),
    (
        "Le programme emploie 85 travailleurs sociaux et 40 interprètes.",
        ["85 | travailleurs sociaux (travailleurs) | by programme", "40 | interprètes (interprètes) | by programme"],
    ),
    (
        "L'association a recueilli 56 témoignages et déposé 12 plaintes.",
        [
            "56 | témoignages recueillis (témoignages) | by association",
            "12 | plaintes déposées (plaintes) | by association",
        ],
    ),
    (
        "Entre le 1er et le 15 octobre, 73 campements ont été démantelés par les forces de l'ordre.",
        [
            (
                "73 | campements démantelés (campements) | Entre le 1er et le 15 octobre = "
                "2019-10-01..2019-10-15 | by forces de l'ordre"
            )
        ],
    ),
    (
        "Le nouveau centre, géré par la Croix-Rouge, pourra accueillir 150 personnes.",
        ["150 | personnes (personnes) | by nouveau centre"],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_agents(content: str, told: list[str]) -> None:
    assert labels("fr", content) == told
