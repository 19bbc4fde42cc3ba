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
    # limits and rights
    ("fr", "La vitesse sera limitée à 30 km/h.", "RULE"),
    ("fr", "Un foyer a droit à quarante sacs.", "RULE"),
    ("es", "El edificio tendrá 40 plazas.", "TOTAL"),
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
