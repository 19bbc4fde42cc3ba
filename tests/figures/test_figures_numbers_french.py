"""French numbers as pages write them: surface, value or both ends, and unit of every figure of a sentence."""

from __future__ import annotations

import pytest
from figures_read import kept

DIGITS: list[tuple[str, ...]] = [
    ("Le camp abrite 1 160 personnes.", "1 160 = 1160"),
    ("Le camp abrite 1\u202f160 personnes.", "1\u202f160 = 1160"),
    ("Le camp abrite 1\u00a0160 personnes.", "1\u00a0160 = 1160"),
    ("Le camp abrite 1.160 personnes.", "1.160 = 1160"),
    ("Le camp abrite 1160 personnes.", "1160 = 1160"),
    ("Le fonds détient 12 345 678 parts.", "12 345 678 = 12345678"),
    ("Le fonds détient 12.345.678 parts.", "12.345.678 = 12345678"),
    ("Chaque foyer compte 2,4 membres.", "2,4 = 2.4"),
    ("Le canton compte 1'451 logements.", "1'451 = 1451"),
    ("La cuve contient 1 002,45 litres.", "1 002,45 litres = 1002.45 l"),
    ("La cuve contient 1.002,45 litres.", "1.002,45 litres = 1002.45 l"),
    ("On a relevé 0 décès.", "0 = 0"),
    ("Les équipes ont mené 1957 contrôles.", "1957 = 1957"),
    ("Visiteurs : 5400", "5400 = 5400"),
    ("Il offre 2 450 places, 2 400 l'an dernier.", "2 450 = 2450", "2 400 = 2400"),
    ("Le feu touche 13 régions sur 18.", "13 = 13", "18 = 18"),
]
WORDS: list[tuple[str, ...]] = [
    ("Vingt et un bateaux ont été saisis.", "Vingt et un = 21"),
    ("Vingt-et-un bateaux ont été saisis.", "Vingt-et-un = 21"),
    ("Soixante-dix agents ont été recrutés.", "Soixante-dix = 70"),
    ("Soixante et onze agents ont été recrutés.", "Soixante et onze = 71"),
    ("Soixante-dix-sept agents ont été recrutés.", "Soixante-dix-sept = 77"),
    ("Quatre-vingts agents ont été recrutés.", "Quatre-vingts = 80"),
    ("Quatre-vingt-quatorze agents ont été recrutés.", "Quatre-vingt-quatorze = 94"),
    ("Septante-trois agents ont été recrutés.", "Septante-trois = 73"),
    ("Nonante agents ont été recrutés.", "Nonante = 90"),
    ("Deux cent trente tentes ont été posées.", "Deux cent trente = 230"),
    ("Trois cents tentes ont été posées.", "Trois cents = 300"),
    ("Mille deux cents tentes ont été posées.", "Mille deux cents = 1200"),
    ("Deux mille tentes ont été posées.", "Deux mille = 2000"),
    ("Trois millions et demi de bulletins ont été imprimés.", "Trois millions et demi = 3500000"),
    ("Un million de bulletins ont été imprimés.", "Un million = 1000000"),
    ("Un demi-million de bulletins ont été imprimés.", "Un demi-million = 500000"),
    ("Cent mille bulletins ont été imprimés.", "Cent mille = 100000"),
    ("Deux milliards de bulletins ont été imprimés.", "Deux milliards = 2000000000"),
    ("Dix-huit blessés sont à l'hôpital.", "Dix-huit = 18"),
    ("Le bilan est de un mort et deux blessés.", "un = 1", "deux = 2"),
]
MIXED: list[tuple[str, ...]] = [
    ("L'aide atteint 100 millions d'euros.", "100 millions d'euros = 100000000 EUR"),
    ("L'aide atteint 100 M€.", "100 M€ = 100000000 EUR"),
    ("L'aide atteint 100M€.", "100M€ = 100000000 EUR"),
    ("L'aide atteint 2,2 Md€.", "2,2 Md€ = 2200000000 EUR"),
    ("L'aide atteint 2,2 Mds d'euros.", "2,2 Mds d'euros = 2200000000 EUR"),
    ("L'aide atteint 2,2 milliards d’euros.", "2,2 milliards d’euros = 2200000000 EUR"),
    ("L'aide atteint 350 k€.", "350 k€ = 350000 EUR"),
    ("L'aide atteint 1 500 €.", "1 500 € = 1500 EUR"),
    ("L'aide atteint 1 500,50 euros.", "1 500,50 euros = 1500.50 EUR"),
    ("L'aide atteint 40 millions de dollars.", "40 millions de dollars = 40000000 USD"),
    ("L'aide atteint 40 millions de francs suisses.", "40 millions de francs suisses = 40000000 CHF"),
    ("L'aide atteint 5 000 $ CA.", "5 000 $ CA = 5000 CAD"),
    ("Le timbre coûte 1 € 43.", "1 € 43 = 1.43 EUR"),
    ("Le compte a 3k abonnés actifs.", "3k = 3000"),
]
RANGES: list[tuple[str, ...]] = [
    ("Il accueille de 5 000 à 7 000 migrants.", "5 000 à 7 000 = 5000..7000"),
    ("Il accueille entre 5 000 et 7 000 migrants.", "5 000 et 7 000 = 5000..7000"),
    ("Il accueille 5 000 à 7 000 migrants.", "5 000 à 7 000 = 5000..7000"),
    ("Il accueille 5 000-7 000 migrants.", "5 000-7 000 = 5000..7000"),
    ("La participation est de 10 à 15 %.", "10 à 15 % = 10..15 %"),
    ("La participation est de 10-15 %.", "10-15 % = 10..15 %"),
    ("La participation se situe entre 10 % et 15 %.", "10 % et 15 % = 10..15 %"),
    ("Le coût va de 10 à 15 millions d'euros.", "10 à 15 millions d'euros = 10000000..15000000 EUR"),
    ("Deux ou trois camions sont revenus.", "Deux ou trois = 2..3"),
    ("Il faut trois à quatre heures.", "trois à quatre heures = 3..4 h"),
    ("Cinq à six équipes cherchent.", "Cinq à six = 5..6"),
]
PARTS: list[tuple[str, ...]] = [
    ("La moitié des locataires a répondu.", "moitié = 0.5"),
    ("Les deux tiers des locataires ont répondu.", "deux tiers = 0.66666666"),
    ("Les trois quarts des locataires ont répondu.", "trois quarts = 0.75"),
    ("Un tiers des locataires a répondu.", "Un tiers = 0.33333333"),
    ("Un quart des locataires a répondu.", "Un quart = 0.25"),
    ("La mesure épargne 3/4 des écoles.", "3/4 = 0.75"),
    ("Le quart des locataires a répondu.", "Le quart = 0.25"),
    ("Plus du quart des locataires a répondu.", "du quart = 0.25"),
    ("La ville compte 1,5M d'habitants.", "1,5M = 1500000"),
    ("Un locataire sur cinq a répondu.", "Un locataire sur cinq = 0.2"),
    ("Une femme sur trois a répondu.", "Une femme sur trois = 0.33333333"),
    ("Neuf locataires sur dix ont répondu.", "Neuf locataires sur dix = 0.9"),
    ("3 élèves sur 4 ont répondu.", "3 élèves sur 4 = 0.75"),
    ("La population a doublé.", "doublé = 2"),
    ("La population a triplé.", "triplé = 3"),
    ("C'est le double de la moyenne.", "double = 2"),
    ("C'est trois fois plus.", "trois fois = 3 time"),
    ("Une dizaine d'équipes est partie.", "Une dizaine = 10"),
    ("Une douzaine d'équipes est partie.", "Une douzaine = 12"),
    ("Une centaine d'équipes est partie.", "Une centaine = 100"),
    ("Une cinquantaine de bénévoles est là.", "Une cinquantaine = 50"),
    ("Un millier de bénévoles est là.", "Un millier = 1000"),
    ("Des dizaines de bénévoles sont là.", "dizaines = 10..100"),
    ("Des dizaines de milliers de bénévoles sont là.", "dizaines de milliers = 10000..100000"),
    ("Plusieurs centaines de bénévoles sont là.", "Plusieurs centaines = 100..1000"),
    ("Quelques milliers de bénévoles sont là.", "Quelques milliers = 1000..10000"),
    ("Plusieurs dizaines de bénévoles sont là.", "Plusieurs dizaines = 10..100"),
]
UNITS: list[tuple[str, ...]] = [
    ("L'inflation est de 4,2 %.", "4,2 % = 4.2 %"),
    ("L'inflation est de 4,2%.", "4,2% = 4.2 %"),
    ("L'inflation est de 4,2 pour cent.", "4,2 pour cent = 4.2 %"),
    ("Le taux recule de 3 points.", "3 points = 3 point"),
    ("Le taux recule de 0,7 point.", "0,7 point = 0.7 point"),
    ("Le taux recule de 3 points de pourcentage.", "3 points de pourcentage = 3 pp"),
    ("Cas : +160", "+160 = 160"),
    ("Le solde est de -3 %.", "-3 % = -3 %"),
    ("Le solde est de − 3,5 %.", "− 3,5 % = -3.5 %"),
    ("Il fait moins 12 degrés.", "moins 12 degrés = -12 °"),
    ("La route mesure 12 km.", "12 km = 12 km"),
    ("Le feu a parcouru 1 300 hectares.", "1 300 hectares = 1300 ha"),
    ("Le parc produit 350 MW.", "350 MW = 350 MW"),
    ("Le réservoir contient 2,5 millions de m³.", "2,5 millions de m³ = 2500000 m³"),
    ("Le réservoir contient 2,5 millions de mètres cubes.", "2,5 millions de mètres cubes = 2500000 m³"),
    ("On récolte 3 millions de tonnes de blé.", "3 millions de tonnes = 3000000 t"),
    ("On compte 62 cas pour 100 000 habitants.", "62 = 62"),
    ("Le service reçoit 35 patients par jour.", "35 = 35"),
    ("Les voitures roulent à 130 km/h.", "130 km/h = 130 km/h"),
    ("L'attente est de 18 semaines.", "18 semaines = 18 week"),
    ("L'attente est de deux ans et demi.", "deux ans et demi = 2.5 year"),
]


@pytest.mark.parametrize(
    "case",
    DIGITS + WORDS + MIXED + RANGES + PARTS + UNITS,
    ids=lambda case: case[0].encode("ascii", "replace").decode(),
)
def test_reads_every_figure_as_written(case: tuple[str, ...]) -> None:
    sentence, *wanted = case
    found = [one[: one.index(".") + 9] if ".6666" in one or ".3333" in one else one for one in kept("fr", sentence)]
    assert found == wanted
