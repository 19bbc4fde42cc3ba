"""Figures in lists, under headings and over paragraphs: what the blocks around them say of them."""

from __future__ import annotations

import pytest
from figures_labels import of, page

PARAGRAPH, HEADING, LIST = "paragraph", "heading", "list"
CASES: list[tuple[str, list[tuple[str, str]], list[str]]] = [
    (
        "en",
        [(PARAGRAPH, "312 people are in hospital. Of these:"), (LIST, "41 are in intensive care")],
        ["312 | people in hospital (people)", "41 | people in intensive care (people) | SUBSET"],
    ),
    (
        "en",
        [
            (PARAGRAPH, "The shelter registered 90 new arrivals, including:"),
            (LIST, "30 women;"),
            (LIST, "15 unaccompanied minors."),
        ],
        [
            "90 | new arrivals registered (arrivals) | INCREMENT | by shelter",
            "30 | women (women) | SUBSET",
            "15 | unaccompanied minors (minors) | SUBSET",
        ],
    ),
    (
        "en",
        [
            (PARAGRAPH, "The two governments issued a joint statement yesterday. They agreed to:"),
            (LIST, "provide 40 million euros;"),
            (LIST, "send 200 more officers to the port"),
        ],
        [
            "two | governments (governments) | yesterday = 2020-03-17..2020-03-17",
            (
                "40 million euros | money provided (money) | EUR | yesterday = 2020-03-17..2020-03-17 | by two "
                "governments | says two governments"
            ),
            (
                "200 | officers to the port (officers) | INCREMENT | yesterday = 2020-03-17..2020-03-17 | "
                "by two governments | says two governments"
            ),
        ],
    ),
    (
        "en",
        [(PARAGRAPH, "According to the fire service:"), (LIST, "14 houses were destroyed"), (LIST, "two people died")],
        ["14 | houses destroyed (houses) | says fire service", "two | people who died (people) | says fire service"],
    ),
    (
        "en",
        [(PARAGRAPH, "Patients currently in hospital:"), (LIST, "North: 120"), (LIST, "South: 95")],
        [
            "120 | Patients currently in hospital, North (Patients) | currently = 2020-03-18..2020-03-18",
            "95 | Patients currently in hospital, South (Patients) | currently = 2020-03-18..2020-03-18",
        ],
    ),
    (
        "en",
        [(PARAGRAPH, "Situation on 3 March:"), (LIST, "Tests: 4,500"), (LIST, "Deaths: 12 (+3)")],
        [
            "4,500 | Tests (Tests) | on 3 March = 2020-03-03..2020-03-03",
            "12 | Deaths (Deaths) | on 3 March = 2020-03-03..2020-03-03",
            "+3 | Deaths (Deaths) | CHANGE UP",
        ],
    ),
    (
        "en",
        [(PARAGRAPH, "You must:"), (LIST, "isolate for 10 days"), (LIST, "keep 2 metres away from others")],
        ["10 days | days (days) | day | RULE", "2 metres | metres (metres) | m | RULE"],
    ),
    (
        "en",
        [
            (PARAGRAPH, "Police cleared 45 camps in May."),
            (PARAGRAPH, "Of these, 12 were in the north."),
            (PARAGRAPH, "Another 8 will be cleared next week."),
        ],
        [
            "45 | camps cleared (camps) | in May = 2019-05-01..2019-05-31 | by Police",
            "12 | camps in the north (camps) | SUBSET",
            "8 | camps cleared (camps) | INCREMENT | next week = 2020-03-23..2020-03-29",
        ],
    ),
    (
        "en",
        [(PARAGRAPH, "The council houses 3,400 asylum seekers."), (PARAGRAPH, "Half of them are children.")],
        ["3,400 | asylum seekers (seekers) | by council", "Half | children (children) | SHARE"],
    ),
    ("en", [(HEADING, "Confirmed cases"), (PARAGRAPH, "1,254")], ["1,254 | Confirmed cases (cases)"]),
    (
        "en",
        [(HEADING, "Key figures"), (PARAGRAPH, "Deaths in the past week"), (PARAGRAPH, "17")],
        ["17 | Deaths in the past week (Deaths)"],
    ),
    ("en", [(HEADING, "2,300 homes flooded")], ["2,300 | homes flooded (homes)"]),
    (
        "en",
        [(PARAGRAPH, "The mayor of Calder made a statement:"), (PARAGRAPH, "“We need 450 tents and 3 boats.”")],
        ["450 | tents (tents) | says mayor of Calder", "3 | boats (boats) | says mayor of Calder"],
    ),
    (
        "fr",
        [
            (PARAGRAPH, "312 personnes sont hospitalisées. Parmi elles :"),
            (LIST, "41 sont en réanimation"),
            (LIST, "12 sont des enfants"),
        ],
        [
            "312 | personnes hospitalisées (personnes)",
            "41 | personnes en réanimation (personnes) | SUBSET",
            "12 | enfants (enfants) | SUBSET",
        ],
    ),
    (
        "fr",
        [
            (PARAGRAPH, "Le centre a accueilli 90 nouvelles familles, dont :"),
            (LIST, "30 femmes seules ;"),
            (LIST, "15 mineurs isolés."),
        ],
        [
            "90 | nouvelles familles accueillies (familles) | INCREMENT | by centre",
            "30 | femmes seules (femmes) | SUBSET",
            "15 | mineurs isolés (mineurs) | SUBSET",
        ],
    ),
    (
        "fr",
        [
            (PARAGRAPH, "Les deux gouvernements ont publié hier une déclaration commune. Ils s'engagent à :"),
            (LIST, "verser 40 millions d'euros ;"),
            (LIST, "envoyer 200 agents supplémentaires au port"),
        ],
        [
            "deux | gouvernements ayant publié (gouvernements) | hier = 2020-03-17..2020-03-17",
            (
                "40 millions d'euros | somme versée (somme) | EUR | hier = 2020-03-17..2020-03-17 | by deux "
                "gouvernements | says deux gouvernements"
            ),
            (
                "200 | agents supplémentaires au port (agents) | INCREMENT | hier = 2020-03-17..2020-03-17 | by deux "
                "gouvernements | says deux gouvernements"
            ),
        ],
    ),
    (
        "fr",
        [
            (PARAGRAPH, "Selon les pompiers :"),
            (LIST, "14 maisons ont été détruites"),
            (LIST, "deux personnes sont mortes"),
        ],
        ["14 | maisons détruites (maisons) | says pompiers", "deux | personnes mortes (personnes) | says pompiers"],
    ),
    (
        "fr",
        [(PARAGRAPH, "Patients actuellement hospitalisés :"), (LIST, "Nord : 120"), (LIST, "Sud : 95")],
        [
            "120 | Patients actuellement hospitalisés, Nord (Patients) | actuellement = 2020-03-18..2020-03-18",
            "95 | Patients actuellement hospitalisés, Sud (Patients) | actuellement = 2020-03-18..2020-03-18",
        ],
    ),
    (
        "fr",
        [(PARAGRAPH, "Chiffres au 18 mars 2020 :"), (LIST, "Cas confirmés : 9 134 (+ 1 404)"), (LIST, "Décès : 264")],
        [
            "9 134 | Cas confirmés (Cas) | au 18 mars 2020 = 2020-03-18..2020-03-18",
            "+ 1 404 | Cas confirmés (Cas) | CHANGE UP",
            "264 | Décès (Décès) | au 18 mars 2020 = 2020-03-18..2020-03-18",
        ],
    ),
    (
        "fr",
        [
            (PARAGRAPH, "Vous devez :"),
            (LIST, "rester isolé pendant 10 jours"),
            (LIST, "respecter une distance de 2 mètres"),
        ],
        ["10 jours | durée en jours (durée) | day | RULE", "2 mètres | distance (distance) | m | RULE"],
    ),
    (
        "fr",
        [
            (PARAGRAPH, "La police a évacué 45 campements en mai."),
            (PARAGRAPH, "Parmi eux, 12 se trouvaient dans le nord."),
            (PARAGRAPH, "8 autres seront évacués la semaine prochaine."),
        ],
        [
            "45 | campements évacués (campements) | en mai = 2019-05-01..2019-05-31 | by police",
            "12 | campements (campements) | SUBSET",
            "8 | campements à évacuer (campements) | INCREMENT | la semaine prochaine = 2020-03-23..2020-03-29",
        ],
    ),
    (
        "fr",
        [
            (PARAGRAPH, "Le département héberge 3 400 demandeurs d'asile."),
            (PARAGRAPH, "La moitié d'entre eux sont des enfants."),
        ],
        [
            "3 400 | demandeurs d'asile (demandeurs) | by département",
            "moitié | enfants (enfants) | SHARE",
        ],
    ),
    ("fr", [(HEADING, "Cas confirmés"), (PARAGRAPH, "1 254")], ["1 254 | Cas confirmés (Cas)"]),
    (
        "fr",
        [(HEADING, "Chiffres clés"), (PARAGRAPH, "Décès de la semaine écoulée"), (PARAGRAPH, "17")],
        ["17 | Décès de la semaine écoulée (Décès)"],
    ),
    ("fr", [(HEADING, "2 300 logements inondés")], ["2 300 | logements inondés (logements)"]),
    (
        "fr",
        [(PARAGRAPH, "La maire a réagi et a déclaré :"), (PARAGRAPH, "« Il nous faut 450 tentes et 3 bateaux. »")],
        ["450 | tentes (tentes) | RULE | says maire", "3 | bateaux (bateaux) | RULE | says maire"],
    ),
]


@pytest.mark.parametrize(("language", "blocks", "told"), CASES)
def test_blocks_around_a_figure_speak_for_it(language: str, blocks: list[tuple[str, str]], told: list[str]) -> None:
    assert of(page(language, *blocks)) == told
