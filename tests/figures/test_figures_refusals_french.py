"""French numbers that are no figures: each with its reason, and what must be kept beside it."""

from __future__ import annotations

import pytest
from figures_read import read

# sentence, what is refused ("surface reason", parted by "; "), surfaces that are kept
DATES = [
    ("Le centre a ouvert le 3 mai 2016.", "3 date; 2016 date", ""),
    ("Le centre a ouvert le 1er mai.", "1er ordinal", ""),
    ("Le 3 sept 2020, 46 bateaux ont coulé.", "3 date; sept date; 2020 date", "46"),
    ("Mis à jour le 12 sept. 2021.", "12 date; sept date; 2021 date", ""),
    ("Depuis sept. 2021, 46 bateaux ont coulé.", "sept date; 2021 date", "46"),
    ("Le 1er sept, 46 bateaux ont coulé.", "1er ordinal; sept date", "46"),
    ("Le 3 mai, sept bateaux ont coulé.", "3 date", "sept"),
    ("De 3 à sept bateaux ont coulé.", "", "3 à sept"),
    ("En 2021, sept bateaux ont coulé.", "2021 year", "sept"),
    ("Du 12 au 15 mai, 300 personnes ont été déplacées.", "12 date; 15 date", "300"),
    ("Les 12 et 13 mai, 300 personnes ont été déplacées.", "12 date; 13 date", "300"),
    ("Au 12/03/2020, on compte 460 cas.", "12 date; 03 date; 2020 date", "460"),
    ("Au 12.03.2020, on compte 460 cas.", "12.03.2020 date", "460"),
    ("À 17h30, 460 cas étaient connus.", "17 time; 30 time", "460"),
    ("À 17 heures, 460 cas étaient connus.", "17 heures time", "460"),
    ("À 17 h 30, 460 cas étaient connus.", "17 h time; 30 time", "460"),
    ("En 2015, 46 bateaux ont coulé.", "2015 year", "46"),
    ("Depuis 2015, le centre a aidé 46 femmes.", "2015 year", "46"),
    ("Le budget 2015 prévoit 46 millions d'euros.", "2015 year", "46 millions d'euros"),
    ("Le budget de 2015 prévoit 46 millions d'euros.", "2015 year", "46 millions d'euros"),
    ("Entre 2010 et 2015, 46 bateaux ont coulé.", "2010 et 2015 year", "46"),
    ("La période 2014-2020 compte 46 projets.", "2014-2020 year", "46"),
    ("Au cours des 3 derniers mois, 46 bateaux ont coulé.", "3 period", "46"),
    ("Au cours des deux dernières années, 46 bateaux ont coulé.", "deux period", "46"),
    ("Il y a cinq ans, 46 bateaux ont coulé.", "cinq ans period", "46"),
    ("Dix jours plus tard, le maire a démissionné.", "Dix jours period", ""),
    ("La loi du 10 août 1992 fixe la règle.", "10 date; 1992 date", ""),
    ("Le 1er trimestre 2021 a vu 46 faillites.", "1er ordinal; 2021 year", "46"),
]
KEPT_ALL_THE_SAME = [
    ("On a mené 1957 tests.", "", "1957"),
    ("Un total de 2019 familles a déménagé.", "", "2019"),
    ("Environ 2000 personnes ont défilé.", "", "2000"),
    ("Le service compte 31 lits.", "", "31"),
    ("Le procès a duré 14 jours.", "", "14 jours"),
    ("Restez chez vous pendant 14 jours.", "", "14 jours"),
    ("Gardez une distance de 2 mètres.", "", "2 mètres"),
    ("L'amende peut atteindre 3 750 euros.", "", "3 750 euros"),
    ("Un mort et deux blessés sont à déplorer.", "", "Un;deux"),
    ("Les tests sont passés de 300 à 450.", "", "300;450"),
]
PEOPLE = [
    ("Jean Dupont, 45 ans, a perdu 3 chèvres.", "45 ans age", "3"),
    ("Marie Durand, âgée de 62 ans, a perdu 3 chèvres.", "62 ans age", "3"),
    ("Appelez le 17 en cas d'urgence.", "17 phone", ""),
    ("Le numéro vert 0 800 130 000 a reçu 300 appels.", "0 phone; 800 130 000 phone", "300"),
    ("Tél. : 03 21 46 62 00", "03 phone; 21 phone; 46 phone; 62 phone; 00 phone", ""),
    ("Tél. : +33 3 21 46 62 00", "+33 phone; 3 phone; 21 phone; 46 phone; 62 phone; 00 phone", ""),
    ("Rendez-vous au 10, rue de la Paix.", "10 address", ""),
    ("Le bureau se trouve rue de la Loi, 16.", "16 address", ""),
    ("Sur la place Carnot, 16 tentes brûlent.", "", "16"),
    ("Entre le 2 et le 15 octobre, 46 bateaux ont coulé.", "2 date; 15 date", "46"),
    ("Mairie de Calais, 62100 Calais", "62100 postcode", ""),
    ("Le 3919 écoute les victimes.", "3919 name", ""),
]
LAW = [
    ("L'article 50 a été activé.", "50 article", ""),
    ("Voir l'article L. 511-1 du code.", "511 article; 1 article", ""),
    ("Les articles 12 et 13 s'appliquent.", "12 article; 13 article", ""),
    ("La loi n° 2018-778 compte 40 mesures.", "2018 article; 778 article", "40"),
    ("Le décret n° 2020-293 fixe 40 mesures.", "2020 article; 293 article", "40"),
    ("La résolution 2254 a été adoptée par 15 voix.", "2254 article", "15"),
    ("Le règlement (UE) 2016/679 s'applique.", "2016 article; 679 article", ""),
    ("Voir page 12.", "12 page", ""),
    ("Voir tableau 4 et figure 5.", "4 list_number; 5 list_number", ""),
    ("L'annexe 2 énumère 40 sites.", "2 list_number", "40"),
    ("L'application passe en version 3.11.7.", "3.11.7 version", ""),
    ("Télécharger (PDF, 340 Ko)", "340 Ko file_size", ""),
    ("4 min de lecture", "4 min reading_time", ""),
    ("12 commentaires", "12 comment_count", ""),
]
NAMES = [
    ("La COVID-19 a tué 40 personnes.", "19 name", "40"),
    ("Le G7 a réuni 12 États.", "7 name", "12"),
    ("L'A16 a été bloquée par 40 tracteurs.", "16 name", "40"),
    ("Le pilier 2 couvre 300 entreprises.", "2 name", "300"),
    ("La phase 3 concerne 300 entreprises.", "3 name", "300"),
    ("France 2 évoque 300 arrestations.", "2 name", "300"),
    ("La 5G atteint 300 communes.", "5 name", "300"),
    ("Les agents sont 300 depuis le 15/09.", "15 date; 09 date", "300"),
    ("Les 18-25 ans sont 300.", "18-25 ans age", "300"),
    ("Trois ans après le démantèlement, 300 exilés restent.", "Trois ans period", "300"),
    ("Les bureaux ouvrent de 8 heures à 18 heures.", "8 heures à 18 heures time", ""),
    ("Les émissions ont baissé de 3 % par rapport à 1990.", "1990 year", "3 %"),
    ("Lecture : 3 min", "3 min reading_time", ""),
    ("Le vol 370 transportait 239 personnes.", "370 name", "239"),
    ("La RN 43 a été fermée 3 heures.", "43 name", "3 heures"),
    ("Le 115 a reçu 300 appels.", "115 name", "300"),
    ("Un accueil 24h/24 reçoit 300 femmes.", "24h idiom; 24 idiom", "300"),
    ("Un accueil 7 jours sur 7 reçoit 300 femmes.", "7 jours sur 7 idiom", "300"),
    ("Voir https://exemple.fr/2019/12/rapport-40.html pour la suite.", "2019 url; 12 url; 40 url", ""),
    ("La COP21 a réuni 30 000 délégués.", "21 name", "30 000"),
    ("Les élèves de CM2 sont 300.", "2 name", "300"),
    ("Le niveau 3 touche 4 millions de personnes.", "3 name", "4 millions"),
]
PARTS = [
    ("Le plan comporte cinq axes.", "cinq structure", ""),
    ("Nous utilisons 3 sources de données.", "3 structure", ""),
    ("La stratégie repose sur quatre piliers.", "quatre structure", ""),
    ("Il y a trois raisons à cela.", "trois structure", ""),
    ("Le rapport compte 12 chapitres.", "12 structure", ""),
    ("L'un des plus grands camps compte 300 cabanes.", "", "300"),
    ("Le deuxième tour aura lieu dimanche.", "deuxième ordinal", ""),
    ("C'est la 22e réunion.", "22e ordinal", ""),
    ("Le XXIe siècle commence.", "", ""),
    ("Il a la double nationalité.", "double idiom", ""),
    ("L'accord vise le zéro artificialisation.", "zéro idiom", ""),
    ("Les locaux ont gagné 2-1.", "2 score; 1 score", ""),
    ("Le taux est calculé pour 100 000 habitants.", "100 000 rate", ""),
    ("On compte 12 cas pour 100 000 habitants.", "100 000 rate", "12"),
    ("1. Introduction", "1 list_marker", ""),
    ("2) Coûts dans 300 villes", "2 list_marker", "300"),
    ("Les voyageurs de pays tiers sont 300.", "", "300"),
    ("Une fois installés, 300 élèves ont mangé.", "", "300"),
    ("Ils sont restés en quarantaine.", "", ""),
]


@pytest.mark.parametrize(
    "case",
    DATES + KEPT_ALL_THE_SAME + PEOPLE + LAW + NAMES + PARTS,
    ids=lambda case: case[0].encode("ascii", "replace").decode(),
)
def test_refuses_what_is_no_figure_and_says_why(case: tuple[str, str, str]) -> None:
    sentence, refused, kept = case
    found = read("fr", sentence)
    assert "; ".join(f"{one.surface} {one.why}" for one in found.refused) == refused
    assert ";".join(one.surface for one in found.kept) == kept
