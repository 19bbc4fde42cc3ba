"""How prose hedges a number, with all that the same figures are said to be; in French."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    (
        "Quelque 1 300 personnes dorment dans le camp, dont 210 mineurs non accompagnés et 45 femmes enceintes.",
        [
            "1 300 | personnes dormant dans le camp (personnes) | APPROXIMATELY",
            "210 | mineurs non accompagnés (mineurs) | SUBSET",
            "45 | femmes enceintes (femmes) | SUBSET",
        ],
    ),
    (
        "Environ 6 200 migrants sont actuellement présents dans la région, dont 4 100 sans abri.",
        [
            "6 200 | migrants présents (migrants) | APPROXIMATELY | actuellement = 2020-03-18..2020-03-18",
            "4 100 | migrants sans abri (migrants) | SUBSET | actuellement = 2020-03-18..2020-03-18",
        ],
    ),
    (
        "Plus de la moitié des habitants n'ont pas accès à l'eau potable.",
        ["moitié | habitants n'ayant pas accès à l'eau potable (habitants) | MORE_THAN SHARE"],
    ),
    (
        "Jusqu'à 5 000 saisonniers seront nécessaires.",
        ["5 000 | saisonniers nécessaires (saisonniers) | AT_MOST"],
    ),
    (
        "Moins de 100 places restent disponibles.",
        ["100 | places disponibles (places) | LESS_THAN"],
    ),
    (
        "Près de 900 ménages sont sur liste d'attente.",
        ["900 | ménages sur liste d'attente (ménages) | NEARLY"],
    ),
    (
        "Au moins 37 personnes ont été tuées et 112 blessées.",
        ["37 | personnes tuées (personnes) | AT_LEAST", "112 | personnes blessées (personnes)"],
    ),
    (
        "Pas moins de 60 organisations ont signé la lettre.",
        ["60 | organisations ayant signé la lettre (organisations) | AT_LEAST"],
    ),
    (
        "Plus de 3 000 conteneurs ont été fouillés par les douaniers.",
        ["3 000 | conteneurs fouillés (conteneurs) | MORE_THAN | by douaniers"],
    ),
    (
        "Depuis 2015, l'État a financé plus de 5 000 places d'hébergement.",
        [
            (
                "5 000 | places d'hébergement financées (places) | MORE_THAN | "
                "Depuis 2015 = 2015-01-01..2020-03-18 | by État"
            )
        ],
    ),
    (
        "Quelque 300 pompiers, appuyés par 12 hélicoptères, luttent contre l'incendie.",
        ["300 | pompiers (pompiers) | APPROXIMATELY", "12 | hélicoptères (hélicoptères)"],
    ),
    (
        "Près de 2 700 hectares ont brûlé et 34 villages ont été évacués.",
        ["2 700 hectares | hectares ayant brûlé (hectares) | ha | NEARLY", "34 | villages évacués (villages)"],
    ),
    (
        "À ce jour, 14 250 dossiers ont été déposés, dont plus de la moitié en ligne.",
        [
            "14 250 | dossiers déposés (dossiers) | À ce jour = 2020-03-18..2020-03-18",
            "moitié | dossiers déposés en ligne (dossiers) | MORE_THAN SUBSET | À ce jour = 2020-03-18..2020-03-18",
        ],
    ),
    (
        "Près de 10 000 mètres carrés de bureaux ont été transformés en logements.",
        ["10 000 mètres carrés | bureaux transformés en logements (bureaux) | m² | NEARLY"],
    ),
    (
        "Le camp, qui comptait 3 500 personnes au printemps, en abrite aujourd'hui plus de 7 000.",
        [
            "3 500 | personnes (personnes) | REFERENCE | au printemps",
            "7 000 | personnes (personnes) | MORE_THAN | aujourd'hui = 2020-03-18..2020-03-18",
        ],
    ),
    (
        "Une centaine de personnes se sont rassemblées devant la sous-préfecture.",
        ["Une centaine | personnes rassemblées devant la sous-préfecture (personnes) | APPROXIMATELY"],
    ),
    (
        "Plus d'un millier d'exilés vivent dans une dizaine de campements.",
        ["un millier | exilés (exilés) | MORE_THAN", "une dizaine | campements (campements) | APPROXIMATELY"],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_hedges(content: str, told: list[str]) -> None:
    assert labels("fr", content) == told
