"""A sentence that says what a figure was goes on what stated that, however it is worded."""

from __future__ import annotations

import pytest
from compare_read import read, told_of

# language, before, after, what is told
MOVES = [
    ("en", "The ward has 340 beds, of which 52 are free.", "The number of beds on the ward fell from 340 to 318.",
     ["340 -> 318", "52 -> -"]),
    ("fr", "La ferme compte 212 brebis, dont 35 agneaux.", "Le nombre de brebis de la ferme est passé de 212 à 230.",
     ["212 -> 230", "35 -> -"]),
    ("de", "Im Heim leben 640 Menschen, darunter 85 Kinder.", "Die Zahl der Menschen im Heim stieg von 640 auf 655.",
     ["640 -> 655", "85 -> -"]),
    ("es", "El plazo es de 15 días, prorrogables otros 5.", "El plazo baja de quince a diez días.",
     ["15 días -> diez días", "5 -> -"]),
    ("en", "The hall has 310 chairs. The yard has 280 tents.",
     "The hall has 310 chairs. The number of tents in the yard rose from 280 to 310.", ["280 -> 310"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "after", "expected"), MOVES)
def test_what_moved_goes_on_what_stated_the_value_from_which_it_did(
    language: str, before: str, after: str, expected: list[str]
) -> None:
    assert sorted(told_of(read(before, language), read(after, language))) == sorted(expected)


BEDS = "<table><tr><th></th><th>Beds</th></tr><tr><th>North</th><td>520</td></tr></table>"
APART = [
    ("another year", "en", "In 2023, 310 riders came.", "Riders rose from 310 in 2023 to 342 in 2024.", ["- -> 342"]),
    ("another thing", "en", "The hall has 310 chairs.",
     "The hall has 310 chairs. The number of lorries rose from 310 to 325.", ["- -> 310", "- -> 325"]),
    ("another value", "en", "The yard has 280 tents.", "The number of tents in the yard rose from 290 to 310.",
     ["- -> 290", "280 -> 310"]),
    ("what it was stands, too", "en", "The camp has 310 people.",
     "The camp has 310 people.\nThe number of people in the camp will rise from 310 to 340.", ["- -> 340"]),
    ("what it was stands, too", "de", "Das Heim hat 310 Betten.",
     "Das Heim hat 310 Betten.\nDie Zahl der Betten soll von 310 auf 340 steigen.", ["- -> 340"]),
    ("a table has what it was", "en", BEDS, f"<p>The number of beds in North is to rise from 520 to 580.</p>{BEDS}",
     ["- -> 580"]),
    ("said before", "en", "The number of tents in the yard rose from 250 to 280.",
     "The number of tents in the yard rose from 280 to 310.", ["250 -> 280", "280 -> 310"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "after", "expected"), [one[1:] for one in APART])
def test_what_says_of_something_else_what_it_was_goes_on_nothing_of_this(
    language: str, before: str, after: str, expected: list[str]
) -> None:
    assert sorted(told_of(read(before, language), read(after, language))) == sorted(expected)
