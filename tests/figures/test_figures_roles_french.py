"""What a figure does: parts, additions, changes and their way, shares, multiples, references, rules; in French."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    (
        "La foire a attiré 9 % de visiteurs en plus.",
        ["9 % | visiteurs (visiteurs) | % | CHANGE UP"],
    ),
    (
        "On compte 48 moulins ; ils étaient 60 il y a dix ans.",
        ["48 | moulins (moulins)", "60 | moulins (moulins) | REFERENCE | il y a dix ans = 2010-03-18..2010-03-18"],
    ),
    (
        "La préfecture a ouvert 340 places dans trois gymnases. 25 places supplémentaires suivront en janvier.",
        [
            "340 | places ouvertes (places) | by préfecture",
            "trois | gymnases (gymnases)",
            "25 | places supplémentaires (places) | INCREMENT | en janvier = 2020-01-01..2020-01-31",
        ],
    ),
    (
        "Les enquêteurs ont démantelé 28 filières en 2015, et 12 autres depuis le début de cette année.",
        [
            "28 | filières démantelées (filières) | en 2015 = 2015-01-01..2015-12-31 | by enquêteurs",
            (
                "12 | filières démantelées (filières) | INCREMENT | depuis le début de cette année = "
                "2020-01-01..2020-03-18 | by enquêteurs"
            ),
        ],
    ),
    (
        "Le centre héberge 480 familles, parmi lesquelles 95 sont arrivées le mois dernier.",
        [
            "480 | familles (familles) | by centre",
            "95 | familles arrivées (familles) | SUBSET | le mois dernier = 2020-02-01..2020-02-29 | by centre",
        ],
    ),
    (
        "Les arrivées ont baissé de 12 % par rapport à 2018.",
        ["12 % | arrivées (arrivées) | % | CHANGE DOWN"],
    ),
    (
        "Les demandes ont reculé de 8 % pour s'établir à 5 600.",
        ["8 % | demandes (demandes) | % | CHANGE DOWN", "5 600 | demandes (demandes)"],
    ),
    (
        "71 nouveaux cas ont été signalés hier, ce qui porte le nombre total de cas confirmés à 418.",
        [
            "71 | nouveaux cas signalés (cas) | INCREMENT | hier = 2020-03-17..2020-03-17",
            "418 | cas confirmés (cas) | hier = 2020-03-17..2020-03-17",
        ],
    ),
    (
        "Cinq patients supplémentaires sont décédés dimanche, portant le total à 347.",
        [
            "Cinq | patients supplémentaires décédés (patients) | INCREMENT | dimanche = 2020-03-15..2020-03-15",
            "347 | patients (patients) | dimanche = 2020-03-15..2020-03-15",
        ],
    ),
    (
        "Le taux de chômage est passé de 4,1 % à 4,6 % entre janvier et mars.",
        [
            "4,1 % | taux de chômage (taux) | % | REFERENCE",
            "4,6 % | taux de chômage (taux) | % | entre janvier et mars = 2020-01-01..2020-03-31",
        ],
    ),
    (
        "Un locataire sur cinq est en retard de loyer.",
        ["Un locataire sur cinq | locataires en retard de loyer (locataires) | SHARE"],
    ),
    (
        "Deux fois plus de familles ont demandé de l'aide cet hiver.",
        ["Deux fois | familles ayant demandé de l'aide (familles) | time | MULTIPLE | cet hiver"],
    ),
    (
        "La population du camp a doublé depuis juin.",
        ["doublé | population du camp (population) | MULTIPLE | depuis juin = 2019-06-01..2020-03-18"],
    ),
    (
        "La mairie s'était fixé un objectif de 2 000 logements.",
        ["2 000 | logements (logements) | REFERENCE"],
    ),
    (
        "Sans ces mesures, 40 000 personnes auraient été contaminées.",
        ["40 000 | personnes contaminées (personnes) | REFERENCE"],
    ),
    (
        "450 agents ont été déployés au lieu de 600.",
        ["450 | agents déployés (agents)", "600 | agents déployés (agents) | REFERENCE"],
    ),
    (
        "Vous devez rester chez vous pendant 14 jours.",
        ["14 jours | durée en jours (durée) | day | RULE"],
    ),
    (
        "Une distance de 2 mètres doit être respectée.",
        ["2 mètres | distance (distance) | m | RULE"],
    ),
    (
        "Les contrevenants encourent une amende de 1 500 euros.",
        ["1 500 euros | amende (amende) | EUR | RULE"],
    ),
    (
        "La participation s'est élevée à 54,3 %, en baisse de 6 points par rapport à 2015.",
        [
            "54,3 % | participation (participation) | % | SHARE",
            "6 points | participation (participation) | point | CHANGE DOWN",
        ],
    ),
    (
        "Le parti a obtenu 212 sièges, soit 14 de plus qu'en 2015.",
        ["212 | sièges obtenus (sièges) | by parti", "14 | sièges obtenus (sièges) | CHANGE UP | by parti"],
    ),
    (
        "On dénombre 1 211 nouvelles contaminations mardi, soit 302 de moins que la veille.",
        [
            "1 211 | nouvelles contaminations (contaminations) | INCREMENT | mardi = 2020-03-17..2020-03-17",
            "302 | nouvelles contaminations (contaminations) | CHANGE DOWN | mardi = 2020-03-17..2020-03-17",
        ],
    ),
    (
        "L'incendie a détruit 46 maisons et en a endommagé 120 autres.",
        [
            "46 | maisons détruites (maisons) | by incendie",
            "120 | maisons endommagées (maisons) | INCREMENT | by incendie",
        ],
    ),
    (
        "Les hospitalisations ont augmenté de 214 pour atteindre 3 456.",
        ["214 | hospitalisations (hospitalisations) | CHANGE UP", "3 456 | hospitalisations (hospitalisations)"],
    ),
    (
        "62 patients sont actuellement hospitalisés, dont 9 en réanimation.",
        [
            "62 | patients hospitalisés (patients) | actuellement = 2020-03-18..2020-03-18",
            "9 | patients hospitalisés en réanimation (patients) | SUBSET | actuellement = 2020-03-18..2020-03-18",
        ],
    ),
    (
        "Le nombre de sans-abri dans la ville a augmenté de 40 pour atteindre 310.",
        ["40 | sans-abri dans la ville (sans-abri) | CHANGE UP", "310 | sans-abri dans la ville (sans-abri)"],
    ),
    (
        "Sur les 98 personnes testées positives, 12 sont hospitalisées.",
        [
            "98 | personnes testées positives (personnes)",
            "12 | personnes testées positives hospitalisées (personnes) | SUBSET",
        ],
    ),
    (
        "8 décès supplémentaires sont à déplorer, dont 3 en EHPAD.",
        ["8 | décès supplémentaires (décès) | INCREMENT", "3 | décès en EHPAD (décès) | SUBSET"],
    ),
    (
        "Près des deux tiers des communes n'ont aucun médecin.",
        ["deux tiers | communes (communes) | SHARE"],
    ),
    (
        "Le nombre de passages aux urgences est en hausse de 15 %.",
        ["15 % | passages aux urgences (passages) | % | CHANGE UP"],
    ),
    (
        "Le montant de l'aide passe de 150 à 200 euros.",
        ["150 | aide (aide) | EUR | REFERENCE", "200 euros | aide (aide) | EUR"],
    ),
    (
        "Le budget 2021 de la commune sera réduit de 14 millions d'euros, à 230 millions d'euros.",
        [
            "14 millions d'euros | budget 2021 de la commune (budget) | EUR | CHANGE DOWN",
            "230 millions d'euros | budget 2021 de la commune (budget) | EUR",
        ],
    ),
    (
        (
            "Depuis le 1er janvier, 640 tentatives de traversée ont été empêchées, contre 410 sur la même "
            "période de 2019."
        ),
        [
            "640 | tentatives de traversée empêchées (tentatives) | Depuis le 1er janvier = 2020-01-01..2020-03-18",
            (
                "410 | tentatives de traversée empêchées sur la même période (tentatives) | REFERENCE | de 2019 = "
                "2019-01-01..2019-12-31"
            ),
        ],
    ),
    (
        "Le nombre d'appels au 115 a triplé depuis 2016, passant de 11 000 à 33 000.",
        [
            "triplé | appels au 115 (appels) | MULTIPLE | depuis 2016 = 2016-01-01..2020-03-18",
            "11 000 | appels au 115 (appels) | REFERENCE | depuis 2016 = 2016-01-01..2020-03-18",
            "33 000 | appels au 115 (appels)",
        ],
    ),
    (
        "Les trois quarts des demandeurs sont des hommes.",
        ["trois quarts | demandeurs (demandeurs) | SHARE"],
    ),
    (
        "Les femmes représentent 41 % des nouvelles recrues.",
        ["41 % | femmes (femmes) | % | SHARE"],
    ),
    (
        "Seuls quatre élèves sur dix disposent d'un ordinateur.",
        ["quatre élèves sur dix | élèves disposant d'un ordinateur (élèves) | SHARE"],
    ),
    (
        "Le département compte 1,2 million d'habitants, dont 14 % vivent sous le seuil de pauvreté.",
        [
            "1,2 million | habitants (habitants)",
            "14 % | habitants vivant sous le seuil de pauvreté (habitants) | % | SUBSET",
        ],
    ),
    (
        "350 millions d'euros supplémentaires seront débloqués par l'Union européenne.",
        ["350 millions d'euros | somme débloquée (somme) | EUR | INCREMENT | by Union européenne"],
    ),
    (
        "Le délai moyen d'attente est passé de 11 à 17 semaines.",
        ["11 | délai moyen d'attente (délai) | week | REFERENCE", "17 semaines | délai moyen d'attente (délai) | week"],
    ),
    (
        "Les demandes de ressortissants syriens ont diminué d'un tiers, à 3 900.",
        [
            "un tiers | demandes de ressortissants syriens (demandes) | CHANGE DOWN",
            "3 900 | demandes de ressortissants syriens (demandes)",
        ],
    ),
    (
        "À Lyon, 88 personnes ont été expulsées le 12 mai ; 31 d'entre elles n'avaient nulle part où aller.",
        [
            "88 | personnes expulsées (personnes) | le 12 mai = 2019-05-12..2019-05-12",
            "31 | personnes n'ayant nulle part (personnes) | SUBSET | le 12 mai = 2019-05-12..2019-05-12",
        ],
    ),
    (
        "Douze des 17 recommandations ont été mises en œuvre.",
        ["Douze | recommandations mises en œuvre (recommandations) | SUBSET"],
    ),
    (
        "Le niveau de la mer a augmenté de 20 centimètres depuis 1900.",
        ["20 centimètres | mer (mer) | cm | CHANGE UP | depuis 1900 = 1900-01-01..2020-03-18"],
    ),
    (
        "La liste arrive en tête avec 31,2 % des suffrages, devant les écologistes (19,8 %).",
        ["31,2 % | suffrages (suffrages) | % | SHARE", "19,8 % | écologistes (écologistes) | % | SHARE"],
    ),
    (
        "Sur 1 204 bureaux de vote, 16 ont ouvert en retard.",
        ["1 204 | bureaux de vote (bureaux)", "16 | bureaux de vote ayant ouvert en retard (bureaux) | SUBSET"],
    ),
    (
        "Le coût du dispositif, évalué initialement à 80 millions d'euros, atteint désormais 134 millions d'euros.",
        [
            "80 millions d'euros | coût du dispositif (coût) | EUR | REFERENCE",
            "134 millions d'euros | coût du dispositif (coût) | EUR | désormais = 2020-03-18..2020-03-18",
        ],
    ),
    (
        "En 2018, la France a enregistré 122 743 demandes d'asile, soit une augmentation de 22 % par rapport à 2017.",
        [
            "122 743 | demandes d'asile (demandes) | En 2018 = 2018-01-01..2018-12-31",
            "22 % | demandes d'asile (demandes) | % | CHANGE UP | En 2018 = 2018-01-01..2018-12-31",
        ],
    ),
    (
        "Les émissions doivent être réduites de 40 % d'ici 2030.",
        ["40 % | émissions (émissions) | % | RULE | d'ici 2030 = ..2030-12-31"],
    ),
    (
        "Le parti obtient 23 sièges, en recul de 5 sièges.",
        ["23 | sièges (sièges) | by parti", "5 | sièges (sièges) | CHANGE DOWN | by parti"],
    ),
    (
        "Depuis octobre, 2 340 migrants, dont 610 mineurs, ont été orientés vers des centres d'accueil.",
        [
            "2 340 | migrants orientés vers des centres d'accueil (migrants) | Depuis octobre = 2019-10-01..2020-03-18",
            "610 | mineurs (mineurs) | SUBSET | Depuis octobre = 2019-10-01..2020-03-18",
        ],
    ),
    (
        "Le nombre d'expulsions est passé de 15 500 en 2018 à 12 200 en 2019, soit une baisse de 21 %.",
        [
            "15 500 | expulsions (expulsions) | REFERENCE | en 2018 = 2018-01-01..2018-12-31",
            "12 200 | expulsions (expulsions) | en 2019 = 2019-01-01..2019-12-31",
            "21 % | expulsions (expulsions) | % | CHANGE DOWN | en 2019 = 2019-01-01..2019-12-31",
        ],
    ),
    (
        (
            "Les émissions de gaz à effet de serre se sont élevées à 441 millions de tonnes en 2019, soit 1,7 "
            "% de moins qu'en 2018."
        ),
        [
            (
                "441 millions de tonnes | émissions de gaz à effet de serre (émissions) | t | en 2019 = "
                "2019-01-01..2019-12-31"
            ),
            (
                "1,7 % | émissions de gaz à effet de serre (émissions) | % | CHANGE DOWN | en 2019 = "
                "2019-01-01..2019-12-31"
            ),
        ],
    ),
    (
        "Neuf candidats sont en lice, soit trois de moins que la dernière fois.",
        ["Neuf | candidats en lice (candidats)", "trois | candidats en lice (candidats) | CHANGE DOWN"],
    ),
    (
        "Au deuxième trimestre 2019, les arrivées ont reculé de 4 %.",
        ["4 % | arrivées (arrivées) | % | CHANGE DOWN | Au deuxième trimestre 2019 = 2019-04-01..2019-06-30"],
    ),
    (
        "Au total, 36 des 90 écoles contrôlées présentaient des défauts.",
        ["36 | écoles contrôlées (écoles) | SUBSET", "90 | écoles contrôlées (écoles)"],
    ),
    (
        "L'État a engagé 540 millions d'euros, dont 200 millions ont été dépensés.",
        [
            "540 millions d'euros | somme engagée par l'État (somme) | EUR | by État",
            "200 millions | somme dépensée (somme) | EUR | SUBSET | by État",
        ],
    ),
    (
        "Sa liste remporte 14 des 33 sièges.",
        ["14 | sièges (sièges) | SUBSET | by Sa liste", "33 | sièges (sièges)"],
    ),
    (
        "Le ministre a promis 500 enseignants supplémentaires à partir de septembre.",
        [("500 | enseignants supplémentaires promis (enseignants) | INCREMENT | à partir de septembre | by ministre")],
    ),
    (
        "Décès cumulés : 4 032 (+ 299 depuis hier)",
        [
            "4 032 | Décès cumulés (Décès)",
            "+ 299 | Décès cumulés (Décès) | CHANGE UP | depuis hier = 2020-03-17..2020-03-18",
        ],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_roles(content: str, told: list[str]) -> None:
    assert labels("fr", content) == told
