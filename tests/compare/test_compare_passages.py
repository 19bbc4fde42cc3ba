"""Passages rewritten from end to end: what they state is followed through other words, and no coincidence is."""

from __future__ import annotations

import pytest
from compare_read import read, told_of

SLIP = (
    "A landslip on the Tarn line left 5,200 passengers without trains for six hours on Monday; "
    "Selrail will give each of them £25 in vouchers."
)
RATE = "In the spring the vacancy rate in Eastmoor stood at 7.1%, compared with 8.4% a year earlier."
#: language, before, after, what is told
REWRITTEN = [
    (
        "en",
        SLIP,
        (
            "Vouchers of £25 per person will be given by Selrail to the 5,200 people stranded for six hours on Monday, "
            "when a landslip shut the Tarn line."
        ),
        [],
    ),
    (
        "en",
        SLIP,
        (
            "Trains for 5,200 passengers stopped for six hours on Monday because of a landslip on the Tarn line, and "
            "Selrail has promised every passenger £40."
        ),
        ["£25 -> £40"],
    ),
    (
        "en",
        RATE,
        "Eastmoor's vacancy rate, which had been 8.4% a year earlier, was put at 7.1% in the spring.",
        [],
    ),
    (
        "fr",
        (
            "Une coupure rue des Aulnes a privé 5 200 foyers de chauffage pendant onze heures dimanche ; "
            "Valgaz versera 25 euros à chacun."
        ),
        (
            "Valgaz indemnisera à hauteur de 25 euros chacun des 5 200 ménages restés onze heures sans chauffage "
            "dimanche après la coupure de la rue des Aulnes."
        ),
        [],
    ),
    (
        "de",
        (
            "Ein Rohrbruch in der Erlenstraße ließ 5.200 Haushalte am Sonntag elf Stunden lang ohne Wasser; "
            "die Stadtwerke zahlen jedem 25 Euro."
        ),
        (
            "25 Euro bekommen die 5.200 Haushalte von den Stadtwerken, deren Wasser am Sonntag nach dem Rohrbruch in "
            "der Erlenstraße elf Stunden ausblieb."
        ),
        [],
    ),
]
#: before, after: each value is withdrawn and another stated, though two of them agree
COINCIDING = [
    ("The ferry to Selmouth takes 45 minutes.", "Lunch at the almshouse costs 45 pounds."),
    ("Volunteers of the reading room mended 14 chairs.", "A storm at sea sank 14 trawlers."),
    ("Cats need 3 months of treatment here.", "The court sits again in 3 months, say clerks."),
]


@pytest.mark.parametrize(("language", "before", "after", "expected"), REWRITTEN)
def test_a_rewritten_passage_goes_on(language: str, before: str, after: str, expected: list[str]) -> None:
    assert told_of(read(before, language), read(after, language)) == expected


@pytest.mark.parametrize(("before", "after"), COINCIDING)
def test_a_value_in_common_makes_no_passage_of_two(before: str, after: str) -> None:
    kept = "The library keeps 900 maps."
    assert len(told_of(read(f"{before}\n{kept}"), read(f"{after}\n{kept}"))) == 2
