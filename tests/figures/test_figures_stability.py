"""Small rewordings leave what is counted as it was, for series are followed by it."""

from __future__ import annotations

import pytest
from figures_labels import page

from monitor import figures

SAME = [
    ("en", "The number of homeless people is 3,420.", "The number of homeless people now stands at 3,420."),
    ("en", "The number of homeless people is 3,420.", "The total number of homeless people rose to 3,420."),
    ("en", "Bringing the total number of confirmed cases to 418.", "The number of confirmed cases reached 418."),
    ("en", "Deaths: 57", "The number of deaths is 57."),
    ("en", "A total of 128 voters", "128 voters"),
    ("en", "Some 300 firefighters", "More than 300 firefighters"),
    ("en", "An additional 28 officers", "28 more officers"),
    ("en", "Arrivals fell by 12%.", "There was a 12% fall in arrivals."),
    ("en", "Arrivals fell by 12%.", "Arrivals were down 12%."),
    ("en", "Arrivals rose by 12%.", "An increase of 12% in arrivals was seen."),
    ("en", "Half the tenants", "Half of the tenants"),
    ("fr", "Le nombre de sans-abri est de 3 420.", "Le nombre de sans-abri s'élève désormais à 3 420."),
    ("fr", "Le nombre de sans-abri est de 3 420.", "Le nombre total de sans-abri a atteint 3 420."),
    ("fr", "Ce qui porte le nombre total de cas confirmés à 418.", "Le nombre de cas confirmés atteint 418."),
    ("fr", "Décès : 57", "Le nombre de décès est de 57."),
    ("fr", "Au total, 128 électeurs", "128 électeurs"),
    ("fr", "Quelque 300 pompiers", "Plus de 300 pompiers"),
    ("fr", "28 agents en plus", "28 agents de plus"),
    ("fr", "Les arrivées ont baissé de 12 %.", "Une baisse de 12 % des arrivées."),
    ("fr", "Les arrivées ont baissé de 12 %.", "Les arrivées sont en baisse de 12 %."),
    ("fr", "Les arrivées ont augmenté de 12 %.", "On observe une hausse de 12 % des arrivées."),
    ("fr", "La moitié des locataires", "Plus de la moitié des locataires"),
]


@pytest.mark.parametrize(("language", "one", "other"), SAME)
def test_another_wording_counts_the_same(language: str, one: str, other: str) -> None:
    first, second = (figures.find(page(language, ("paragraph", text)))[0][0] for text in (one, other))
    assert first.counts.lower() == second.counts.lower() != ""
    assert first.head.lower() == second.head.lower()
