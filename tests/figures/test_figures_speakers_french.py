"""Who states a figure: sources, quotations over several sentences, asides, estimates that nobody owns; in French."""

from __future__ import annotations

import pytest
from figures_labels import labels, speakers

CASES = [
    (
        "Selon le ministère de l'Intérieur, 8 400 personnes ont traversé la Manche en 2020.",
        [
            (
                "8 400 | personnes ayant traversé la Manche (personnes) | en 2020 = 2020-01-01..2020-12-31 | "
                "says ministère de l'Intérieur"
            )
        ],
    ),
    (
        (
            "« Nous avons compté 1 060 tentes ce matin », a déclaré Marie Duval, présidente de l'association. "
            "« La semaine dernière, il n'y en avait que 900. »"
        ),
        [
            "1 060 | tentes (tentes) | ce matin = 2020-03-18..2020-03-18 | says Marie Duval",
            "900 | tentes (tentes) | La semaine dernière = 2020-03-09..2020-03-15 | says Marie Duval",
        ],
    ),
    (
        "La maire a annoncé que 300 logements seraient construits d'ici 2025.",
        ["300 | logements construits (logements) | d'ici 2025 = ..2025-12-31 | says maire"],
    ),
    (
        "On estime que 2 500 personnes vivent dans le bidonville.",
        ["2 500 | personnes vivant dans le bidonville (personnes)"],
    ),
    (
        "Le ministère de la Santé a indiqué que 23 hôpitaux étaient touchés. Il a ajouté que 4 restaient fermés.",
        [
            "23 | hôpitaux touchés (hôpitaux) | says ministère de la Santé",
            "4 | hôpitaux fermés (hôpitaux) | says ministère de la Santé",
        ],
    ),
    (
        "La Cour des comptes constate que le dispositif a coûté 1,2 milliard d'euros.",
        ["1,2 milliard d'euros | dispositif (dispositif) | EUR | says Cour des comptes"],
    ),
    (
        "D'après une enquête de l'association, 62 % des locataires ont des impayés.",
        ["62 % | locataires ayant des impayés (locataires) | % | SHARE | says association"],
    ),
    (
        "La Croix-Rouge affirme que 900 familles ont perdu leur logement.",
        ["900 | familles ayant perdu leur logement (familles) | says Croix-Rouge"],
    ),
    (
        "Le préfet précise que 160 gendarmes viendront renforcer les 1 000 policiers déjà présents.",
        ["160 | gendarmes (gendarmes) | says préfet", "1 000 | policiers déjà présents (policiers) | says préfet"],
    ),
    (
        "Le ministre de l'Intérieur a indiqué mardi devant les députés que 4 100 policiers avaient été recrutés.",
        ["4 100 | policiers recrutés (policiers) | says ministre de l'Intérieur"],
    ),
    (
        (
            "« Il y a 12 000 personnes dans le camp et pas plus de 150 toilettes », explique le directeur de "
            "l'association. « Il en faudrait au moins 600 de plus. »"
        ),
        [
            "12 000 | personnes dans le camp (personnes) | says directeur de l'association",
            "150 | toilettes (toilettes) | AT_MOST | says directeur de l'association",
            "600 | personnes nécessaires (personnes) | AT_LEAST INCREMENT | says directeur de l'association",
        ],
    ),
    (
        "« Il nous manque 3 000 lits », déplore le syndicat.",
        ["3 000 | lits manquants (lits) | says syndicat"],
    ),
    (
        "Les chiffres publiés par l'institut statistique montrent que 38 200 logements ont été construits en 2018.",
        [
            (
                "38 200 | logements construits (logements) | en 2018 = 2018-01-01..2018-12-31 | says chiffres "
                "publiés par l'institut statistique"
            )
        ],
    ),
    (
        "Dans un communiqué, la préfecture du Nord fait état de 45 interpellations.",
        ["45 | interpellations (interpellations) | says préfecture du Nord"],
    ),
    (
        "La déclaration commune prévoit l'envoi de 450 policiers supplémentaires à la frontière.",
        ["450 | policiers supplémentaires à la frontière (policiers) | INCREMENT | says déclaration commune"],
    ),
    (
        "La préfecture estime à 6 000 le nombre de manifestants ; les organisateurs en annoncent 20 000.",
        [
            "6 000 | manifestants (manifestants) | says préfecture",
            "20 000 | manifestants (manifestants) | says organisateurs",
        ],
    ),
    (
        "Environ 1 500 personnes vivraient sous des tentes le long du canal, selon les associations.",
        ["1 500 | personnes (personnes) | APPROXIMATELY | says associations"],
    ),
    (
        "Les associations parlent de 9 000 personnes.",
        ["9 000 | personnes (personnes) | says associations"],
    ),
    (
        "L'ONG Aide à tous, citant des médecins locaux, affirme que 19 enfants sont morts.",
        ["19 | enfants morts (enfants) | says ONG Aide à tous"],
    ),
    (
        "La Cour relève que 43 % des crédits n'ont pas été consommés.",
        ["43 % | crédits non consommés (crédits) | % | SHARE | says Cour"],
    ),
    (
        "Selon la Cour des comptes, le parc compte 4,2 millions de logements sociaux, dont 120 000 vacants.",
        [
            "4,2 millions | logements sociaux (logements) | says Cour des comptes",
            "120 000 | logements sociaux vacants (logements) | SUBSET | says Cour des comptes",
        ],
    ),
    (
        (
            "La préfecture a fait savoir jeudi que 1 160 policiers et gendarmes étaient désormais déployés "
            "autour du port, contre 1 000 en juin."
        ),
        [
            (
                "1 160 | policiers et gendarmes déployés autour du port (policiers) | "
                "désormais = 2020-03-18..2020-03-18 | "
                "says préfecture"
            ),
            (
                "1 000 | policiers et gendarmes déployés autour du port (policiers) | "
                "REFERENCE | en juin = 2019-06-01..2019-06-30 | "
                "says préfecture"
            ),
        ],
    ),
    (
        (
            "Les associations estiment que 4 700 personnes dorment à la rue chaque nuit, contre 3 300 selon le "
            "comptage officiel."
        ),
        [
            "4 700 | personnes dormant à la rue (personnes) | says associations",
            "3 300 | personnes dormant à la rue (personnes) | REFERENCE | says comptage officiel",
        ],
    ),
    (
        "Les chiffres du ministère montrent que 19 000 personnes ont été éloignées au premier semestre 2019.",
        [
            (
                "19 000 | personnes éloignées (personnes) | au premier semestre 2019 = 2019-01-01..2019-06-30 "
                "| says chiffres du ministère"
            )
        ],
    ),
    (
        (
            "Les forces de l'ordre ont interpellé 64 personnes, dont 38 ont été placées en garde à vue, a "
            "annoncé le préfet de police."
        ),
        [
            "64 | personnes interpellées (personnes) | by forces de l'ordre | says préfet de police",
            "38 | personnes placées en garde (personnes) | SUBSET | by forces de l'ordre | says préfet de police",
        ],
    ),
    (
        (
            "« 217 familles attendent un logement depuis plus d'un an », regrette la présidente du collectif, "
            "qui réclame 80 places d'urgence."
        ),
        [
            "217 | familles attendant un logement (familles) | says présidente du collectif",
            "80 | places d'urgence (places) | says présidente du collectif",
        ],
    ),
    (
        "D'après le dernier bilan communiqué par la mairie, 1 240 foyers restent privés d'électricité.",
        ["1 240 | foyers privés d'électricité (foyers) | says mairie"],
    ),
    (
        "Il manque 3 500 soignants dans les hôpitaux de la région, selon les syndicats.",
        ["3 500 | soignants manquants dans les hôpitaux de la région (soignants) | says syndicats"],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_speakers(content: str, told: list[str]) -> None:
    assert labels("fr", content) == told


#: page: paragraphs; number -> who states it
SPOKEN = [
    # Whoever stands after the verb, whatever stands between; and what only looks like it.
    ("Le port perdra 75 grues, a annoncé jeudi 9 mai la mairie de Lens.", {"75": "mairie de Lens"}),
    (
        "Près de 90 quais fermeront, ont annoncé ce lundi les préfets du Nord et de l'Aisne.",
        {"90": "préfets du Nord et de l'Aisne"},
    ),
    ("Le port compterait 45 grues, estimaient alors les dockers.", {"45": "dockers"}),
    ("Le port, a précisé mercredi devant la presse la maire de Lens, perdra 40 grues.", {"40": "maire de Lens"}),
    ("Quelque 640 foyers restent sans courant, a fait savoir hier le gestionnaire.", {"640": "gestionnaire"}),
    ("Le comité a relogé 45 familles, puis ont suivi deux autres villes.", {"45": None, "deux": None}),
    # Whoever stands before it, over an aside.
    ("La directrice du parc, Anne Roux, assure que 86 ormes sont morts.", {"86": "directrice du parc, Anne Roux"}),
    ("Le maire du village, M. Roux, explique que 86 ormes sont morts.", {"86": "maire du village, M. Roux"}),
    ("L'association, dont le siège est à Lyon, recense 45 squats.", {"45": "association"}),
    ("L'office, qui suit 28 communes, précise que 12 manquent d'eau.", {"28": None, "12": "office"}),
    # What is counted and shown.
    (
        "La préfecture avait décompté 900 marcheurs ; les syndicats en revendiquent 2 000.",
        {"900": "préfecture", "2 000": "syndicats"},
    ),
    ("La ville compte 3 200 habitants.", {"3 200": None}),
    ("Le standard a répondu à 3 200 appels.", {"3 200": None}),
    ("Le standard a répondu que 3 200 appels attendent.", {"3 200": "standard"}),
    ("Les pertes du parc s'établissent à 45 ormes.", {"45": None}),
    ("La mairie évalue à 45 ormes les pertes du parc.", {"45": "mairie"}),
    ("En 2018, la France a enregistré 122 743 demandes.", {"122 743": None}),
    ("Elle évalue à presque 900 euros le coût d'un arbre.", {"900 euros": None}),
    ("Le club décrit un gâchis : une douche pour 84 joueurs.", {"84": "club"}),
    ("Les départs se poursuivent : 318 hier.", {"318": None}),
    # Il, elle : qui a été nommé en dernier.
    (
        (
            "« Nous avons perdu six chênes », regrette Anne Roux. D'après ses calculs, il en reste 40. "
            "À ses yeux, 12 suffiraient."
        ),
        {"six": "Anne Roux", "40": "Anne Roux", "12": "Anne Roux"},
    ),
    ("Anne Roux note que 7 chênes sont morts. Il en ressort que 30 survivront.", {"7": "Anne Roux", "30": "Anne Roux"}),
    (
        "Anne Roux affirme que le plan prévoit 240 gardes et qu'il en reste 187.",
        {"240": "Anne Roux", "187": "Anne Roux"},
    ),
    # Les citations : tout verbe à côté, et d'un alinéa à l'autre.
    ("« Nous avons perdu 45 ormes l'an dernier », soupire la directrice du parc.", {"45": "directrice du parc"}),
    (
        (
            "« Sur les cinq puits du village, un seul donne », se désole Aziz Baha. « Ma sœur porte quatre seaux.\n"
            "« Il a gelé 12 puits. »"
        ),
        {"cinq": "Aziz Baha", "quatre": "Aziz Baha", "12": "Aziz Baha"},
    ),
    ("Le préfet a annoncé 300 lits. Onze corps ont été repêchés, a-t-il ajouté.", {"300": "préfet", "Onze": "préfet"}),
    ("Le jour de la visite, 219 malades, confirmés par culture, étaient au lit.", {"219": None}),
    ("Les 219 cas confirmés par le laboratoire sont guéris.", {"219": "laboratoire"}),
]


@pytest.mark.parametrize(("content", "spoken"), SPOKEN)
def test_who_speaks(content: str, spoken: dict[str, str | None]) -> None:
    assert speakers("fr", content, spoken) == spoken
