"""Initials in capitals name somebody, though their letters make a pronoun: US, IT, WHO."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    ("About 300 US troops left.", "300 | US troops left (troops) | APPROXIMATELY"),
    ("Some 40 IT workers were hired.", "40 | IT workers hired (workers) | APPROXIMATELY"),
    ("A quarter of the US population has moved.", "A quarter | US population that moved (population) | SHARE"),
    ("Storms killed 300 people, WHO figures show.", "300 | people killed (people) | by Storms | says WHO figures"),
    ("WHO says 300 people died.", "300 | people who died (people) | says WHO"),
    # A pronoun stays one, and where all is in capitals none of them tells.
    ("Some 200 people told us of it.", "200 | people who told (people) | APPROXIMATELY"),
    ("THEY TOLD US OF 300 PEOPLE.", "300 | PEOPLE (PEOPLE)"),
]


@pytest.mark.parametrize(("content", "expected"), CASES, ids=[content for content, _ in CASES])
def test_initials_are_a_name(content: str, expected: str) -> None:
    assert labels("en", content) == [expected]
