"""What a figure counts: subjects, copulas, labels and the phrase after the number; in French."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    (
        "Le musée attend 300 élèves, le château 450 et le zoo 90.",
        ["300 | élèves (élèves) | by musée", "450 | élèves (élèves)", "90 | élèves (élèves)"],
    ),
    (
        "Un lit coûte 11 euros, une chaise 7 et une table 20.",
        ["11 euros | lit (lit) | EUR", "7 | chaise (chaise)", "20 | table (table)"],
    ),
    (
        "Le nombre de personnes sans domicile s'élève à 3 420.",
        ["3 420 | personnes sans domicile (personnes)"],
    ),
    (
        "Décès : 57",
        ["57 | Décès (Décès)"],
    ),
    (
        "Entre 200 et 250 personnes ont participé à la marche.",
        ["200 et 250 | personnes ayant participé à la marche (personnes)"],
    ),
    (
        "Au total, 128 000 électeurs ont voté.",
        ["128 000 | électeurs (électeurs)"],
    ),
    (
        "Les effectifs de police ont été portés à 1 450.",
        ["1 450 | effectifs de police (effectifs)"],
    ),
    (
        "Vingt et une communes ont déclaré l'urgence climatique.",
        ["Vingt et une | communes ayant déclaré l'urgence climatique (communes)"],
    ),
    (
        "Le nombre de cas chez les enfants de moins de 10 ans s'est élevé à 312.",
        ["312 | cas chez les enfants (cas)"],
    ),
    (
        "Ce sont 1 160 policiers et gendarmes qui sont mobilisés chaque jour.",
        ["1 160 | policiers et gendarmes qui sont mobilisés (policiers)"],
    ),
    (
        "Il y a 730 enfants dans le camp.",
        ["730 | enfants dans le camp (enfants)"],
    ),
    (
        "Les inondations ont fait 23 morts, 60 blessés et 8 disparus.",
        ["23 | morts (morts)", "60 | blessés (blessés)", "8 | disparus (disparus)"],
    ),
    (
        "Le taux d'incidence atteint 312 cas pour 100 000 habitants.",
        ["312 | taux d'incidence (taux)"],
    ),
    (
        "Un fonds de 30 millions d'euros sera créé.",
        ["30 millions d'euros | fonds (fonds) | EUR"],
    ),
    (
        "La ville compte 23 000 logements vacants.",
        ["23 000 | logements vacants (logements)"],
    ),
    (
        "Nous avons reçu 5 400 demandes et en avons accepté 3 100.",
        ["5 400 | demandes reçues (demandes)", "3 100 | demandes acceptées (demandes)"],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_counts(content: str, told: list[str]) -> None:
    assert labels("fr", content) == told
