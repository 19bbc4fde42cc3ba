"""Times that belong to the name of a statistic, decades, and about how old people are: none counts anything."""

from __future__ import annotations

import pytest
from figures_read import read

# language, sentence, what is refused, "surface reason", and what is kept, with what it counts
CASES = [
    ("en", "The 7-day average is 320.", "7-day period", "320 7-day average"),
    ("en", "The 14-day cumulative rate was 320.", "14-day period", "320 14-day cumulative rate"),
    ("en", "The average over 7 days was 12.", "7 days period", "12 average over 7 days"),
    ("en", "A 14-day ban applies.", "", "14-day ban"),
    ("de", "Die 7-Tage-Inzidenz stieg auf 320,5.", "7-Tage period", "320,5 7-Tage-Inzidenz"),
    ("de", "Der 7-Tage-R-Wert liegt bei 0,8.", "7-Tage period", "0,8 7-Tage-R-Wert"),
    ("fr", "L'incidence sur 7 jours est de 320.", "7 jours period", "320 incidence sur 7 jours"),
    ("es", "La incidencia a 14 días es de 320.", "14 días period", "320 incidencia a 14 días"),
    ("en", "A man in his mid-30s fed 3 geese.", "30s period", "3 geese fed"),
    ("de", "Er ist Mitte 30.", "30 age", ""),
    ("de", "Am Ende kamen 30 Gänse.", "", "30 Gänse"),
    ("es", "En los años 90 volaban ocas.", "90 period", ""),
    ("fr", "Les années 90 ont vu 40 oies.", "90 period", "40 oies"),
    ("fr", "Les travaux durent 90 jours.", "", "90 jours durée des travaux"),
    ("de", "Az. 3 K 123/20", "3 K id;123 id;20 id", ""),
    ("de", "Es gab 32 Tote 12/20.", "12 score;20 score", "32 Tote"),
    ("de", "Schreiben Sie an PLZ 70173.", "70173 address", ""),
]


@pytest.mark.parametrize(("language", "content", "refused", "kept"), CASES)
def test_what_names_and_what_counts(language: str, content: str, refused: str, kept: str) -> None:
    found = read(language, content)
    assert ";".join(f"{one.surface} {one.why}" for one in found.refused) == refused
    assert ";".join(f"{figure.surface} {figure.counts}" for figure in found.kept) == kept
