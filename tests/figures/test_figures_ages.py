"""Ages that count nothing, told by what sets them off; and numbers beside people that count them."""

from __future__ import annotations

import pytest
from figures_read import read

# language, sentence, the ages that are refused, the figures that are kept
CASES = [
    ("en", "A boy aged 3 years and 4 months lost 9 teeth.", "3 years and 4 months", "9"),
    ("fr", "Un enfant de 3 ans et 4 mois a 9 dents.", "3 ans et 4 mois", "9"),
    ("es", "Un niño de 3 años y 4 meses perdió 9 dientes.", "3 años y 4 meses", "9"),
    ("en", "He was jailed for 3 years and 4 months.", "", "3 years and 4 months"),
    ("en", "Children over 11 years and 6 months must pay.", "", "11 years and 6 months"),
    ("en", "A man, 34, was held after 3 fires.", "34", "3"),
    ("en", "The driver (34) lost 3 wheels.", "34", "3"),
    ("en", "A young woman, 34, lost 3 wheels.", "34", "3"),
    ("en", "Two boys, 14 and 15, ran off.", "14;15", "Two"),
    ("en", "Three women (24, 28 and 31) ran off.", "24;28;31", "Three"),
    ("en", "Patients (24) and nurses (31) were moved.", "", "24;31"),
    ("en", "Children, 24, and women, 31, ran off.", "", "24;31"),
    ("en", "In Bavaria (24) and Hesse (31) they sang.", "", "24;31"),
    ("en", "The Netherlands (24) and Hesse (31) sang.", "", "24;31"),
    ("en", "Of the patients, 24, or 5 %, went home.", "", "24;5 %"),
    ("en", "Two groups of women (24 and 31) ran off.", "", "Two;24;31"),
    ("en", "Boats came from the Channel Islands (24), the Faroe Isles (31) and the Ivory Coast (9).", "", "24;31;9"),
    ("en", "It docks in United Harbours (24), New Caledonia (31) and Sri Lanka (9).", "", "24;31;9"),
    ("en", "Crews from Costa Rica (24), Cape Verde (31) and Papua Minor (9) rowed.", "", "24;31;9"),
    ("en", "Pilots in Marsh Point (24), Reed Cross (31) and Elm End (9) rowed.", "", "24;31;9"),
    ("en", "Seats: Heron Party (24), Otter Alliance (31), Toad Union (9).", "", "24;31;9"),
    ("en", "Cells: HMP Marsh (24), HMP Reed (31).", "", "24;31"),
    ("en", "Marsh Point (240), Reed Cross (31) and Elm End (9) vote.", "", "240;31;9"),
    ("en", "Each patient (24) and every nurse (31) was asked.", "", "24;31"),
    ("en", "No driver (24) was hurt.", "", "24"),
    ("en", "Anna Reed (24), Tom Marsh (31) and Eva Hill (29) swam.", "24;31;29", ""),
    ("en", "The Rev Tom Marsh (61) and the late Eva Hill (90) knew it.", "61;90", ""),
    ("en", "A letter by Tom Marsh, 61, was read.", "61", ""),
    ("fr", "Les bateaux viennent du Royaume Uni (24), de Nouvelle Zélande (31) et du Sri Lanka (9).", "", "24;31;9"),
    ("fr", "Chaque patient (24) a répondu.", "", "24"),
    ("fr", "Anne Roseau (24), Jean Marais (31) ont nagé.", "24;31", ""),
    ("es", "Llegaron de Estados Unidos (24), Nueva Zelanda (31), Costa Rica (9) y Corea (4).", "", "24;31;9;4"),
    ("es", "Cada paciente (24) respondió.", "", "24"),
    ("es", "Ana Junco (24) y Juan Vega (31) nadaron.", "24;31", ""),
    ("de", "Boote aus den Vereinigten Staaten (24), Sri Lanka (31) und Costa Rica (9).", "", "24;31;9"),
    ("de", "Jeder Patient (24) kam wieder.", "", "24"),
    ("de", "Der Fahrer Hans Ried (24) und die Grünen Nachbarn (31) kamen.", "24", "31"),
    ("fr", "Le Dr Jean Marais (45) est venu.", "45", ""),
    ("de", "Zwei Männer (24 und 31) liefen weg.", "24;31", "Zwei"),
    ("de", "Zwei Begleiterinnen (31, 38) schwiegen.", "31;38", "Zwei"),
    ("es", "Tres varones de 22, 25 y 31 años huyeron.", "22;25;31 años", "Tres"),
    ("fr", "Son mari, 85 ans, a fui.", "85 ans", ""),
    ("de", "Zwei 24 und 31 Jahre alte Männer liefen weg.", "24;31 Jahre alte", "Zwei"),
    ("de", "Männer (24) und Frauen (31) liefen mit.", "", "24;31"),
    ("de", "Die Patienten (24) und die Kinder (31) singen.", "", "24;31"),
    ("de", "Die Patienten, 24, singen.", "", "24"),
    ("de", "In Bayern (24) und Hessen (31) wird gesungen.", "", "24;31"),
    ("de", "Hanna Meier (24) singt.", "24", ""),
    ("de", "Ein Mann (24) singt.", "24", ""),
    ("fr", "Deux hommes de 24 et 31 ans ont fui.", "24;31 ans", "Deux"),
    ("fr", "Deux femmes, 24 et 31 ans, ont fui.", "24;31 ans", "Deux"),
    ("fr", "Un homme (34 ans) a fui.", "34 ans", ""),
    ("fr", "Des groupes de 24 et 31 élèves chantent.", "", "24;31"),
    ("fr", "Des prêts de 24 et 31 ans sont offerts.", "", "24;31 ans"),
    ("es", "Tres hombres de 24, 28 y 31 años huyeron.", "24;28;31 años", "Tres"),
    ("es", "Un hombre (34) huyó.", "34", ""),
    ("es", "Hombres (24) y mujeres (31) cantan.", "", "24;31"),
]


@pytest.mark.parametrize(("language", "content", "ages", "kept"), CASES)
def test_ages_are_refused_and_people_are_counted(language: str, content: str, ages: str, kept: str) -> None:
    found = read(language, content)
    assert [one.surface for one in found.refused if one.why == "age"] == ages.split(";") * bool(ages)
    assert [figure.surface for figure in found.kept] == kept.split(";") * bool(kept)
