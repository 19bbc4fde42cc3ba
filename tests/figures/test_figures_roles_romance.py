"""What French and Spanish figures do, side by side: terms, goals, what was so till now; each with its contrary."""

from __future__ import annotations

import pytest
from figures_labels import page

from monitor import figures

SENTENCES = [
    # what is wished or held to be right
    ("fr", "Il nous faudrait seize tentes.", "REFERENCE"),
    ("es", "Pedimos 900 camas a la Junta.", "REFERENCE"),
    ("es", "Hay 900 camas en la Junta.", "TOTAL"),
    ("es", "En agosto ocuparíamos un centenar de mozos.", "REFERENCE"),
    ("es", "El tren pasaría a 90 minutos si se desdoblara la vía.", "REFERENCE"),
    ("es", "Hay 18 grúas y tendrían que ser 90.", "TOTAL REFERENCE"),
    # what was so till now
    ("fr", "La cantine servait 140 repas ; elle en sert aujourd'hui 385.", "REFERENCE TOTAL"),
    ("fr", "La cantine sert 140 repas ; elle en sert aujourd'hui 385 le soir.", "TOTAL TOTAL"),
    ("es", "El saco costaba 30 euros y ahora vale 50 euros.", "REFERENCE TOTAL"),
    ("es", "El saco costaba 30 euros.", "TOTAL"),
    # where a movement ends, though a hedge stands between
    ("es", "El paro ha bajado hasta los 118 vecinos.", "TOTAL"),
    ("es", "El paro ha bajado un 4 %.", "CHANGE"),
    # old and new value of a tariff
    ("es", "La tarifa del agua baja de 0,42 a 0,38 euros.", "REFERENCE RULE"),
    ("es", "La tarifa del agua es de 0,42 euros.", "RULE"),
    # what is noted moves nothing, and what falls from the sky falls itself
    ("fr", "La police a relevé 62 fautes et sept délits.", "TOTAL TOTAL"),
    ("fr", "La ville a relevé le loyer de 62 euros.", "CHANGE"),
    ("fr", "Il est tombé 96 mm de neige au col.", "TOTAL"),
    ("fr", "Le loyer est tombé de 96 euros.", "CHANGE"),
    ("es", "Cayeron 96 litros de agua en el puerto.", "TOTAL"),
    ("es", "El lago bajó 96 centímetros.", "CHANGE"),
    ("de", "Im Tal fielen 96 Millimeter Schnee.", "TOTAL"),
    ("de", "Der See fiel 96 Zentimeter.", "CHANGE"),
    # what is still missing comes on top of nothing
    ("fr", "Il manque encore 40 lits.", "TOTAL"),
    ("fr", "La ville a acheté encore 40 lits.", "INCREMENT"),
    # limits and rights
    ("fr", "La vitesse sera limitée à 30 km/h.", "RULE"),
    ("fr", "Un foyer a droit à quarante sacs.", "RULE"),
    ("es", "El edificio tendrá 40 plazas.", "TOTAL"),
    ("es", "No más de dos perros por persona pueden entrar.", "RULE"),
    ("es", "No más de dos perros por persona entraron.", "TOTAL"),
    ("fr", "Au plus 40 coureurs et coureuses peuvent partir.", "RULE"),
    ("fr", "Au plus 40 coureurs et coureuses sont partis.", "TOTAL"),
    ("de", "Höchstens 40 Läuferinnen und Läufer dürfen starten.", "RULE"),
    ("de", "Höchstens 40 Läuferinnen und Läufer kamen.", "TOTAL"),
]


@pytest.mark.parametrize(("language", "sentence", "roles"), SENTENCES)
def test_french_and_spanish_numbers_are(language: str, sentence: str, roles: str) -> None:
    found = figures.find(page(language, ("paragraph", sentence)))[0]
    assert " ".join(figure.role for figure in found) == roles


UNDER_HEADINGS = [
    ("es", "Normas de préstamo y tarifas", "El recibo cuesta 3,50 €.", "RULE"),
    ("es", "La biblioteca crece", "El recibo cuesta 3,50 €.", "TOTAL"),
    ("es", "Normas de préstamo y tarifas", "«El local nos cuesta 900 € al mes», dijo Inés.", "TOTAL"),
    ("es", "Normas de préstamo", "Se llevan ocho cintas, de las cuales no más de tres nuevas.", "TOTAL RULE"),
    ("fr", "Article 2 – Prêt", "Une carte perdue est remplacée pour 2 €.", "RULE"),
    ("fr", "Propreté : nouvelles sanctions", "Un sac de plus lui est facturé 14 €.", "RULE"),
]


@pytest.mark.parametrize(("language", "heading", "sentence", "roles"), UNDER_HEADINGS)
def test_a_heading_of_terms_makes_rules(language: str, heading: str, sentence: str, roles: str) -> None:
    found = figures.find(page(language, ("heading", heading), ("paragraph", sentence)))[0]
    assert " ".join(figure.role for figure in found) == roles
