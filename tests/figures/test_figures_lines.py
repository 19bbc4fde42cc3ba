"""Lines that end with their number: what stands before it names it, after a dash, dots or nothing; but no verb does."""

from __future__ import annotations

import pytest
from figures_read import read

# language, the line, what its number counts
LINES = [
    ("en", "Geese – 45", "Geese"),
    ("en", "Geese 45", "Geese"),
    ("en", "Number of open gates – 1,204", "open gates"),
    ("en", "Geese in hospital, 34", "Geese in hospital"),
    ("en", "Fee per head £45", "Fee per head"),
    ("fr", "Nombre de lits 320", "lits"),
    ("fr", "Effectifs – 45", "Effectifs"),
    ("es", "Número de camas – 320", "camas"),
    ("en", "Seized 45", ""),
    ("en", "Yesterday 45", ""),
    ("en", "Around 45", ""),
    ("fr", "Verser 45 millions d'euros", "somme versée"),
]


@pytest.mark.parametrize(("language", "line", "counts"), LINES)
def test_what_a_line_says_before_its_number(language: str, line: str, counts: str) -> None:
    (figure,) = read(language, line).kept
    assert figure.counts == counts
