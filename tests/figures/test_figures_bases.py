"""What a number without a noun of its own counts: those named or counted last, never a measure or its base."""

from __future__ import annotations

import pytest
from figures_labels import labels

#: language, text, what its figures count
CASES = [
    # A share or a count passes over measures, to the people that are named or counted before them.
    ("en", "It says that bakers spent nine hours in line and that 41% had fainted.", "bakers who fainted"),
    (
        "en",
        "Tenants who had a key saved 12% of the fee, a gap of 5 points. Only two in nine had one.",
        "tenants who had",
    ),
    ("en", "Between 80 and 90 riders paid $60 each; we met 20.", "riders met"),
    (
        "fr",
        "« Nos coureurs ont attendu près de neuf heures. Six d'entre eux ont été hospitalisés. »",
        "coureurs hospitalisés",
    ),
    # A multiple is of what is compared, never of what it is compared with.
    ("en", "Some 80 guards were on the wall, twice the usual number.", "guards on the wall"),
    ("en", "Parks: £3 million, three times last year's sum.", "Parks"),
    ("en", "Ice at the harbour cost £7m, four times the sum paid in 2018.", "Ice at the harbour"),
    ("fr", "L'attente était de neuf jours, soit trois fois le délai normal.", "attente"),
    ("fr", "Le gaz, livré au port, nous coûte six fois le prix de mai.", "gaz"),
    # A part that is told by its place shares the deed; what others count is what was counted.
    ("fr", "Neuf marins sont décédés, trois sur des chantiers.", "marins décédés sur des chantiers"),
    ("en", "The captain lists 22 passengers as missing; survivors speak of 40.", "passengers missing"),
    ("en", "It was carried with nine votes for and four against.", "votes against"),
    ("fr", "Il est adopté par onze voix contre quatre.", "voix contre"),
    ("en", "A permit, which costs students £9 and everybody else £25, is required.", "permit for everybody else"),
    ("en", "Nine schools wrote, asking for a total of £40,000.", "money requested"),
    # A place tells enough of a verb that says little: "brought" does not.
    ("en", "In eleven days we brought on board 38 people.", "people brought on board"),
    ("fr", "Les équipes ont pris en charge 30 personnes.", "personnes prises en charge"),
    # "Additional" stays an adjective of what is additional, and of no total after it.
    ("fr", "Le préfet a annoncé 40 lits supplémentaires pour l'hiver.", "lits supplémentaires pour l'hiver"),
    ("fr", "Cinq malades supplémentaires sont arrivés, portant le total à 63.", "| malades (malades)"),
    # The thing that a sum is put at, or let for.
    ("en", "The league puts the losses of millers at between €3 million and €4 million.", "losses of millers"),
    ("fr", "Le chantier, estimé à 70 000 €, est attribué pour 61 500 €.", "chantier"),
]

#: language, text, what its last figure counts: measures whose clause names no thing
TERMS = [
    ("en", "Shops that sell fireworks have 30 days to file a safety plan.", "days to file a safety plan"),
    (
        "en",
        "You can expect an answer: we respond to letters within nine working days.",
        "working days to respond to letters",
    ),
    ("en", "Skates are lent for four hours.", "hours skates are lent"),
    ("en", "A ferry that had been stuck for six days sank.", "days a ferry had been stuck"),
    ("en", "The lifeboats were called out 64 times.", "times the lifeboats were called out"),
    ("en", "Reports are due 20 days after the season ends.", "days after the season ends"),
    ("en", "The average waiting time rose from 11 to 17 weeks.", "average waiting time"),
    ("en", "The bridge was meant to take nine months.", "bridge"),
    ("en", "Children under seven must be accompanied.", "age of children"),
    ("en", "Entry costs less for those who are under 21 and pay at the door.", "age"),
    ("fr", "Vous avez un délai de vingt jours pour contester la décision.", "délai de contestation de la décision"),
    ("en", "Help arrived within ten minutes.", "Help"),
    ("fr", "La réponse est donnée sous six semaines.", "délai de réponse"),
    ("fr", "Les ruchers sont contrôlés sous 72 heures.", "délai de contrôle des ruchers"),
    ("fr", "Il faut attendre neuf minutes après la dernière alarme.", "délai après la dernière alarme"),
    ("fr", "Des chênes seront plantés à quatre mètres au moins de la clôture.", "distance de la clôture"),
    ("fr", "Les enfants de moins de sept ans entrent gratuitement.", "âge des enfants entrant gratuitement"),
    ("fr", "Ils roulent trop vite, à 47 km/h en moyenne.", "vitesse"),
]


@pytest.mark.parametrize(("language", "text", "counts"), TERMS)
def test_term(language: str, text: str, counts: str) -> None:
    assert labels(language, text)[-1].split(" | ")[1].rpartition(" (")[0] == counts


@pytest.mark.parametrize(("language", "text", "counts"), CASES)
def test_base(language: str, text: str, counts: str) -> None:
    assert counts in labels(language, text)[-1]
