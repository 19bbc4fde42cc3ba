"""What a figure does: parts, additions, changes and their way, shares, multiples, references, rules; in English."""

from __future__ import annotations

import pytest
from figures_labels import labels, of, page
from figures_read import read

from monitor import figures
from monitor.model import Cell

CASES = [
    (
        "There are 48 mills; there were 60 ten years ago.",
        ["48 | mills (mills)", "60 | mills (mills) | REFERENCE | ten years ago = 2010-03-18..2010-03-18"],
    ),
    (
        "The prefecture has opened 340 beds in three gymnasiums. A further 25 will follow in January.",
        [
            "340 | beds opened (beds) | by prefecture",
            "three | gymnasiums (gymnasiums)",
            "25 | beds that will follow (beds) | INCREMENT | in January = 2020-01-01..2020-01-31",
        ],
    ),
    (
        "Officers dismantled 28 smuggling rings in 2015, and an additional 12 since the beginning of this year.",
        [
            "28 | smuggling rings dismantled (rings) | in 2015 = 2015-01-01..2015-12-31 | by Officers",
            (
                "12 | smuggling rings dismantled (rings) | INCREMENT | since the beginning of this year = "
                "2020-01-01..2020-03-18 | by Officers"
            ),
        ],
    ),
    (
        "The shelter houses 480 families, of whom 95 arrived last month.",
        [
            "480 | families (families) | by shelter",
            "95 | families who arrived (families) | SUBSET | last month = 2020-02-01..2020-02-29 | by shelter",
        ],
    ),
    (
        "Of the 430 complaints received, 108 were upheld.",
        ["430 | complaints received (complaints)", "108 | complaints upheld (complaints) | SUBSET"],
    ),
    (
        "Arrivals fell by 12% compared with 2018.",
        ["12% | Arrivals (Arrivals) | % | CHANGE DOWN"],
    ),
    (
        "Applications dropped 8 per cent to 5,600.",
        ["8 per cent | Applications (Applications) | % | CHANGE DOWN", "5,600 | Applications (Applications)"],
    ),
    (
        "71 new cases were reported yesterday, bringing the total number of confirmed cases to 418.",
        [
            "71 | new cases reported (cases) | INCREMENT | yesterday = 2020-03-17..2020-03-17",
            "418 | confirmed cases (cases) | yesterday = 2020-03-17..2020-03-17",
        ],
    ),
    (
        "Five more patients died on Sunday, bringing the total to 347.",
        [
            "Five | patients who died (patients) | INCREMENT | on Sunday = 2020-03-15..2020-03-15",
            "347 | patients (patients) | on Sunday = 2020-03-15..2020-03-15",
        ],
    ),
    (
        "Unemployment increased from 4.1% to 4.6% between January and March.",
        [
            "4.1% | Unemployment (Unemployment) | % | REFERENCE",
            "4.6% | Unemployment (Unemployment) | % | SHARE | between January and March = 2020-01-01..2020-03-31",
        ],
    ),
    (
        "One in five tenants is behind with the rent.",
        ["One in five | tenants (tenants) | SHARE"],
    ),
    (
        "The population of the camp has doubled since June.",
        ["doubled | population of the camp (population) | MULTIPLE | since June = 2019-06-01..2020-03-18"],
    ),
    (
        "The council had set a target of 2,000 homes.",
        ["2,000 | homes (homes) | REFERENCE"],
    ),
    (
        "Without the measures, 40,000 people would have been infected.",
        ["40,000 | people infected (people) | REFERENCE"],
    ),
    (
        "The budget is £3.4 million, up from £2.9 million last year.",
        [
            "£3.4 million | budget (budget) | GBP",
            "£2.9 million | budget (budget) | GBP | REFERENCE | last year = 2019-01-01..2019-12-31",
        ],
    ),
    (
        "450 officers were deployed instead of 600.",
        ["450 | officers deployed (officers)", "600 | officers deployed (officers) | REFERENCE"],
    ),
    (
        "We stay with six vans instead of the promised ten.",
        ["six | vans (vans)", "ten | vans (vans) | REFERENCE"],
    ),
    (
        "We stay with six vans and the promised ten.",
        ["six | vans (vans)", "ten | vans (vans)"],
    ),
    (
        "You must stay at home for 14 days.",
        ["14 days | days (days) | day | RULE"],
    ),
    (
        "Visitors should keep 2 metres apart.",
        ["2 metres | metres (metres) | m | RULE"],
    ),
    (
        "Turnout was 54.3 per cent, down 6 points on 2015.",
        ["54.3 per cent | Turnout (Turnout) | % | SHARE", "6 points | Turnout (Turnout) | point | CHANGE DOWN"],
    ),
    (
        "The party won 212 seats, 14 more than in the previous election.",
        ["212 | seats won (seats) | by party", "14 | seats won (seats) | CHANGE UP | by party"],
    ),
    (
        "Emissions fell 3.1% last year.",
        ["3.1% | Emissions (Emissions) | % | CHANGE DOWN | last year = 2019-01-01..2019-12-31"],
    ),
    (
        "There were 1,211 new infections on Tuesday, 302 fewer than the day before.",
        [
            "1,211 | new infections (infections) | INCREMENT | on Tuesday = 2020-03-17..2020-03-17",
            "302 | new infections (infections) | CHANGE DOWN | on Tuesday = 2020-03-17..2020-03-17",
        ],
    ),
    (
        "The fire destroyed 46 homes and damaged 120 others.",
        ["46 | homes destroyed (homes) | by fire", "120 | homes damaged (homes) | INCREMENT | by fire"],
    ),
    (
        "Hospital admissions rose by 214 to 3,456.",
        ["214 | Hospital admissions (admissions) | CHANGE UP", "3,456 | Hospital admissions (admissions)"],
    ),
    (
        "There are currently 62 patients in hospital, 9 of them in intensive care.",
        [
            "62 | patients in hospital (patients) | currently = 2020-03-18..2020-03-18",
            "9 | patients in intensive care (patients) | SUBSET | currently = 2020-03-18..2020-03-18",
        ],
    ),
    (
        "The number of rough sleepers in the city has risen by 40 to 310.",
        ["40 | rough sleepers in the city (sleepers) | CHANGE UP", "310 | rough sleepers in the city (sleepers)"],
    ),
    (
        "Of the 98 people who tested positive, 12 are in hospital.",
        ["98 | people who tested positive (people)", "12 | people in hospital (people) | SUBSET"],
    ),
    (
        "There have been 3,200 deportations so far this year, up 18% on the same period last year.",
        [
            "3,200 | deportations (deportations) | so far this year = 2020-01-01..2020-03-18",
            "18% | deportations (deportations) | % | CHANGE UP | so far this year = 2020-01-01..2020-03-18",
        ],
    ),
    (
        "The council's budget for 2021 will be cut by £14 million to £230 million.",
        [
            "£14 million | council's budget (budget) | GBP | CHANGE DOWN | for 2021 = 2021-01-01..2021-12-31",
            "£230 million | council's budget (budget) | GBP",
        ],
    ),
    (
        (
            "Since the start of the year, 640 attempted crossings have been prevented, compared with 410 over "
            "the same period in 2019."
        ),
        [
            "640 | attempted crossings prevented (crossings) | Since the start of the year = 2020-01-01..2020-03-18",
            (
                "410 | attempted crossings prevented over the same period (crossings) | REFERENCE | in 2019 = "
                "2019-01-01..2019-12-31"
            ),
        ],
    ),
    (
        "The number of calls to the helpline has tripled since 2016, from 11,000 to 33,000.",
        [
            "tripled | calls to the helpline (calls) | MULTIPLE | since 2016 = 2016-01-01..2020-03-18",
            "11,000 | calls to the helpline (calls) | REFERENCE | since 2016 = 2016-01-01..2020-03-18",
            "33,000 | calls to the helpline (calls)",
        ],
    ),
    (
        "Women account for 41% of new recruits.",
        ["41% | Women (Women) | % | SHARE"],
    ),
    (
        "Only 4 in 10 pupils had a laptop.",
        ["4 in 10 | pupils who had a laptop (pupils) | SHARE"],
    ),
    (
        "The department has 1.2 million inhabitants, 14% of whom live below the poverty line.",
        [
            "1.2 million | inhabitants (inhabitants)",
            "14% | inhabitants who live below the poverty line (inhabitants) | % | SHARE",
        ],
    ),
    (
        "The average waiting time rose from 11 to 17 weeks.",
        ["11 | average waiting time (time) | week | REFERENCE", "17 weeks | average waiting time (time) | week"],
    ),
    (
        "Applications from Syria were down by a third, to 3,900.",
        [
            "a third | Applications from Syria (Applications) | CHANGE DOWN",
            "3,900 | Applications from Syria (Applications)",
        ],
    ),
    (
        "In Lyon, 88 people were evicted on 12 May; 31 of them had nowhere to go.",
        [
            "88 | people evicted (people) | on 12 May = 2019-05-12..2019-05-12",
            "31 | people who had nowhere to go (people) | SUBSET | on 12 May = 2019-05-12..2019-05-12",
        ],
    ),
    (
        "Twelve of the 17 recommendations have been implemented.",
        ["Twelve | recommendations implemented (recommendations) | SUBSET"],
    ),
    (
        "Sea levels have risen by 20 centimetres since 1900.",
        ["20 centimetres | Sea levels (levels) | cm | CHANGE UP | since 1900 = 1900-01-01..2020-03-18"],
    ),
    (
        "Of 1,204 polling stations, 16 opened late.",
        ["1,204 | polling stations (stations)", "16 | polling stations opened late (stations) | SUBSET"],
    ),
    (
        (
            "Since October, 2,340 migrants, including 610 minors, have been moved to reception centres across "
            "the country."
        ),
        [
            "2,340 | migrants moved to reception centres (migrants) | Since October = 2019-10-01..2020-03-18",
            "610 | minors (minors) | SUBSET | Since October = 2019-10-01..2020-03-18",
        ],
    ),
    (
        "The number of evictions fell from 15,500 in 2018 to 12,200 in 2019, a drop of 21%.",
        [
            "15,500 | evictions (evictions) | REFERENCE | in 2018 = 2018-01-01..2018-12-31",
            "12,200 | evictions (evictions) | in 2019 = 2019-01-01..2019-12-31",
            "21% | evictions (evictions) | % | CHANGE DOWN | in 2019 = 2019-01-01..2019-12-31",
        ],
    ),
    (
        "There were 312 asylum decisions last week, 45% of them positive.",
        [
            "312 | asylum decisions (decisions) | last week = 2020-03-09..2020-03-15",
            "45% | positive asylum decisions (decisions) | % | SHARE | last week = 2020-03-09..2020-03-15",
        ],
    ),
    (
        "Greenhouse gas emissions were 441 million tonnes in 2019, 1.7% less than in 2018.",
        [
            "441 million tonnes | Greenhouse gas emissions (emissions) | t | in 2019 = 2019-01-01..2019-12-31",
            "1.7% | Greenhouse gas emissions (emissions) | % | CHANGE DOWN | in 2019 = 2019-01-01..2019-12-31",
        ],
    ),
    (
        "We have received 5,400 applications and approved 3,100 of them.",
        ["5,400 | applications received (applications)", "3,100 | applications approved (applications) | SUBSET"],
    ),
    (
        "A total of 9 candidates are standing, 3 fewer than last time.",
        ["9 | candidates standing (candidates)", "3 | candidates standing (candidates) | CHANGE DOWN"],
    ),
    (
        "During the second quarter of 2019, arrivals dropped by 4%.",
        ["4% | arrivals (arrivals) | % | CHANGE DOWN | During the second quarter of 2019 = 2019-04-01..2019-06-30"],
    ),
    (
        "By 2030 the region must cut its emissions by 40%.",
        ["40% | emissions (emissions) | % | CHANGE DOWN | By 2030 = ..2030-12-31"],
    ),
    (
        "Her group won 14 of the 33 seats.",
        ["14 | seats won (seats) | SUBSET | by Her group", "33 | seats (seats)"],
    ),
    (
        "The minister promised 500 additional teachers from September.",
        ["500 | teachers (teachers) | INCREMENT | from September | by minister"],
    ),
    (
        "Cumulative deaths: 4,032 (+299 since yesterday)",
        [
            "4,032 | Cumulative deaths (deaths)",
            "+299 | Cumulative deaths (deaths) | CHANGE UP | since yesterday = 2020-03-17..2020-03-18",
        ],
    ),
    (
        "Recorded crime was 6% lower in the year ending March 2020.",
        ["6% | Recorded crime (crime) | % | CHANGE DOWN | in the year ending March 2020 = 2019-04-01..2020-03-31"],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_roles(content: str, told: list[str]) -> None:
    assert labels("en", content) == told


#: sentence; number -> its role
PLAYED = [
    ("We reply to letters within ten working days.", {"ten working days": "RULE"}),
    ("The first boats arrived within ten working days.", {"ten working days": "TOTAL"}),
    ("Essays may not exceed 500 words.", {"500": "RULE"}),
    ("Cases may exceed 500 this week.", {"500": "TOTAL"}),
    ("Children under nine must wear a vest.", {"nine": "RULE"}),
    ("The 12 children under the bridge must leave.", {"12": "TOTAL"}),
    ("Visits are limited to two guests.", {"two": "RULE"}),
    ("No more than six guests may enter the hall.", {"six": "RULE"}),
    ("At least six guests may have left the hall.", {"six": "TOTAL"}),
    ("No more than six guests entered the hall.", {"six": "TOTAL"}),
    ("Up to 60 guests may come to the hall.", {"60": "TOTAL"}),
    ("Of 90 claims, 40 were allowed and 30 refused.", {"40": "SUBSET", "30": "SUBSET"}),
    ("Guests are allowed 30 bags.", {"30": "RULE"}),
    ("Thefts rose to 91. Those aimed at farms accounted for 24.", {"91": "TOTAL", "24": "TOTAL"}),
    ("The council aimed at 24 thefts.", {"24": "REFERENCE"}),
    ("The score is 88, below the 95 needed to pass.", {"88": "TOTAL", "95": "REFERENCE"}),
    ("The score is below 95.", {"95": "TOTAL"}),
    ("They were handed a fine of 900 euros.", {"900 euros": "TOTAL"}),
    ("Offenders face a fine of 900 euros, or 1,800 euros at the second time.", {"1,800 euros": "RULE"}),
    ("The court closed 13,480 cases, of which judges won 4,044.", {"4,044": "SUBSET"}),
    ("The crew drilled 41 wells. Twelve were dry.", {"41": "TOTAL", "Twelve": "SUBSET"}),
    ("The storm hit 3 villages. Twelve were flooded.", {"Twelve": "TOTAL"}),
    ("In May, 23 out of 80 shops were shut.", {"23": "SUBSET"}),
    ("Flu was found in 81 of the hens.", {"81": "SUBSET"}),
    ("Sales reached 91 (2021: 74).", {"91": "TOTAL", "74": "REFERENCE"}),
    ("We used to have 18 nurses.", {"18": "REFERENCE"}),
    ("The funds were used to buy 18 tents.", {"18": "TOTAL"}),
    ("The plan passed by 28 votes against 10.", {"10": "TOTAL"}),
]


@pytest.mark.parametrize(("content", "played"), PLAYED)
def test_what_a_number_does(content: str, played: dict[str, str]) -> None:
    found = {one.surface: str(one.role) for one in figures.find(page("en", ("paragraph", content)))[0]}
    assert {surface: found.get(surface) for surface in played} == played


def test_a_column_of_limits_rules() -> None:
    cells = [
        ("table", "12", Cell(table=0, row=1, column=1, row_headers=("Trout",), column_headers=("Daily limit",))),
        ("table", "300", Cell(table=0, row=1, column=2, row_headers=("Trout",), column_headers=("Caught",))),
    ]
    assert [str(one.role) for one in figures.find(page("en", *cells))[0]] == ["RULE", "TOTAL"]


NAMED_CHANGES = [
    ("The board agreed a 3.4% Council Tax rise.", "CHANGE", "UP"),
    ("Members backed a 12% budget cut.", "CHANGE", "DOWN"),
    ("The scheme offers a 12% tax credit.", "SHARE", None),
    ("A 40% share of the homes stands empty.", "SHARE", None),
]


@pytest.mark.parametrize(("sentence", "role", "direction"), NAMED_CHANGES)
def test_a_change_whose_noun_stands_last(sentence: str, role: str, direction: str | None) -> None:
    (figure,) = read("en", sentence).kept
    assert (figure.role, figure.direction) == (role, direction)


@pytest.mark.parametrize(
    ("heading", "text", "role"),
    [
        ("Boat hire: terms and charges", "Boats are lent for three hours.", "RULE"),
        ("Boat hire: terms and charges", "Others pay £30 a year.", "RULE"),
        ("Boat hire: terms and charges", "The keeper said that 40 boats cost £900 to mend.", "TOTAL"),
        ("Boat hire: terms and charges", "Last year the boats were lent for three hours.", "TOTAL"),
        ("Boat hire: terms and charges", "The lake has 60 boats.", "TOTAL"),
        ("A summer on the lake", "Boats are lent for three hours.", "TOTAL"),
    ],
)
def test_numbers_under_a_heading_of_rules(heading: str, text: str, role: str) -> None:
    told = of(page("en", ("heading", heading), ("paragraph", text)))[-1]
    assert ("RULE" in told) == (role == "RULE")
