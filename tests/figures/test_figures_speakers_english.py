"""Who states a figure: sources, quotations over several sentences, asides, estimates that nobody owns; in English."""

from __future__ import annotations

import pytest
from figures_labels import labels, speakers

CASES = [
    ("The ministry speaks of 7,000 tents.", ["7,000 | tents (tents) | says ministry"]),
    (
        "According to the Home Office, 8,400 people crossed the Channel in small boats in 2020.",
        [("8,400 | people who crossed the Channel (people) | in 2020 = 2020-01-01..2020-12-31 | says Home Office")],
    ),
    (
        (
            '"We counted 1,060 tents this morning," said Marie Duval, who runs the charity. "Last week there '
            'were only 900."'
        ),
        [
            "1,060 | tents (tents) | this morning = 2020-03-18..2020-03-18 | says Marie Duval",
            "900 | tents (tents) | REFERENCE | Last week = 2020-03-09..2020-03-15 | says Marie Duval",
        ],
    ),
    (
        "The mayor announced that 300 new homes would be built by 2025.",
        ["300 | new homes built (homes) | INCREMENT | by 2025 = ..2025-12-31 | says mayor"],
    ),
    (
        "The Ministry of Health said 23 hospitals had been affected. It added that 4 remained closed.",
        [
            "23 | hospitals affected (hospitals) | says Ministry of Health",
            "4 | hospitals that remained closed (hospitals) | says Ministry of Health",
        ],
    ),
    (
        "The Court of Auditors found that the scheme had cost €1.2 billion.",
        ["€1.2 billion | scheme (scheme) | EUR | says Court of Auditors"],
    ),
    (
        "A survey by the charity found that 62% of tenants were in arrears.",
        ["62% | tenants in arrears (tenants) | % | SHARE | says survey by the charity"],
    ),
    (
        "The Red Cross says that 900 families have lost their homes.",
        ["900 | families who lost homes (families) | says Red Cross"],
    ),
    (
        "The Home Secretary told MPs on Tuesday that 4,100 officers had been recruited.",
        ["4,100 | officers recruited (officers) | says Home Secretary"],
    ),
    (
        (
            '"There are 12,000 people in the camp and no more than 150 toilets," the charity\'s director said '
            'on Friday. "We need at least 600 more."'
        ),
        [
            "12,000 | people in the camp (people) | says charity's director",
            "150 | toilets (toilets) | AT_MOST | says charity's director",
            "600 | people in the camp (people) | AT_LEAST INCREMENT | says charity's director",
        ],
    ),
    (
        "“We are short of 3,000 beds,” the minister told reporters.",
        ["3,000 | beds (beds) | says minister"],
    ),
    (
        "Figures published by the statistics office show that 38,200 homes were built in 2018.",
        [
            (
                "38,200 | homes built (homes) | in 2018 = 2018-01-01..2018-12-31 | says Figures published by "
                "the statistics office"
            )
        ],
    ),
    (
        "The joint statement says 450 extra police officers will be sent to the border.",
        ["450 | police officers sent to the border (officers) | INCREMENT | says joint statement"],
    ),
    (
        "Police estimate that between 6,000 and 8,000 people marched; organisers claim 20,000.",
        [
            "6,000 and 8,000 | people who marched (people) | says Police",
            "20,000 | people who marched (people) | says organisers",
        ],
    ),
    (
        'The ministry, which runs the scheme, said: "We paid 61,000 grants last year."',
        ["61,000 | grants paid (grants) | last year = 2019-01-01..2019-12-31 | says ministry"],
    ),
    (
        "Campaigners say the real figure is closer to 9,000.",
        ["9,000 | real figure (figure) | APPROXIMATELY | says Campaigners"],
    ),
    (
        "The NGO Aid for All, quoting local doctors, said 19 children had died.",
        ["19 | children who died (children) | says NGO Aid for All"],
    ),
    (
        (
            "The prefecture said on Thursday that 1,160 police officers and gendarmes were now deployed around "
            "the port, up from 1,000 in June."
        ),
        [
            (
                "1,160 | "
                "police officers and gendarmes deployed around the port (officers) | now = 2020-03-18..2020-03-18 | "
                "says prefecture"
            ),
            (
                "1,000 | police officers and gendarmes deployed around the port (officers) | REFERENCE | in June = "
                "2019-06-01..2019-06-30 | says prefecture"
            ),
        ],
    ),
    (
        "Interior ministry figures show that 19,000 people were returned in the first half of 2019.",
        [
            (
                "19,000 | people returned (people) | in the first half of 2019 = 2019-01-01..2019-06-30 | says "
                "Interior ministry figures"
            )
        ],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_speakers(content: str, told: list[str]) -> None:
    assert labels("en", content) == told


#: page: paragraphs; number -> who states it
SPOKEN = [
    # Whoever stands after the verb, whatever stands between; and what only looks like it.
    ("The port lost 300 crates, said April Jones on Monday.", {"300": "April Jones"}),
    ("According to Theresa May, 300 crates were lost.", {"300": "Theresa May"}),
    ("Theresa May said 40 crates were lost.", {"40": "Theresa May"}),
    ("The board met twice and, on Tuesday, announced the closure of 30 pools.", {"30": None}),
    ("The board, led by Ann Li, recommended the closure of the 30 oldest pools.", {"30": "board"}),
    # Whoever stands before it, over an aside.
    (
        "The chief warden, Ivor Bell, told the parish council in May that 86 elms had died.",
        {"86": "chief warden, Ivor Bell"},
    ),
    ("The growers' league, for its part, puts the loss of trees at 12,000.", {"12,000": "growers' league"}),
    ("The report, which the warden, Ivor Bell, wrote in May, finds that 86 elms died.", {"86": "report"}),
    ("Bell, who has warned that 60 pubs may close, runs a brewery.", {"60": "Bell"}),
    ("The warden, whose office (room 4) is shut, wrote last week (p. 3) that 86 elms died.", {"86": "warden"}),
    ("The league, which runs 40 orchards, says 12 have closed.", {"40": None, "12": "league"}),
    ("It will cost 90 jobs, notes the league, which runs three of the orchards.", {"90": "league", "three": None}),
    # Set off, wherever it stands.
    ("Some 900 homes were dry, the water board confirmed on Friday.", {"900": "water board"}),
    ("On Tuesday 12 clubs closed, aid workers say.", {"12": "aid workers"}),
    ("The town has 23,000 empty flats, enough to house everyone on the waiting list.", {"23,000": None}),
    ("The ward closed in May. Its 12 nurses, it adds, have left.", {"12": None}),
    ("The strike hit 40 firms, union leaders reported in a joint note on Monday.", {"40": "union leaders"}),
    # Each part of a sentence has its own speaker.
    ("The law lets 20 boats sail; according to the union, 118 sailed.", {"20": None, "118": "union"}),
    (
        "The council says it needs 60 pumps, while the engineers speak of 75.",
        {"60": "council", "75": "engineers"},
    ),
    (
        "Ivor Bell says that the plan foresees 240 wardens and that 187 are left.",
        {"240": "Ivor Bell", "187": "Ivor Bell"},
    ),
    # What is counted and shown.
    ("The union registers 77 complaints a month.", {"77": "union"}),
    ("The coastguard lists 22 as missing.", {"22": "coastguard"}),
    ("The registrar presented the spring count: 8,932 pupils.", {"8,932": "registrar"}),
    ("The owner showed 12 barges to buyers.", {"12": None}),
    ("Deputies wrote 1,946 tickets.", {"1,946": None}),
    # He, she and it are who was named last; who acted, where nobody was.
    ("Sheriff Dana Holt praised the patrols: 38 cars were out, she said.", {"38": "Sheriff Dana Holt"}),
    (
        "Amir, a cook from the camp, lost his tent. “This is my 4th tent and cost me 90 pounds,” he told us.",
        {"90 pounds": "Amir"},
    ),
    (
        "The registrar complained that 7 doors stuck. In her view, 40 rooms were unsafe.",
        {"7": "registrar", "40": "registrar"},
    ),
    ("Ivor Bell reported 74 calls. Two dogs had helped, he said.", {"74": "Ivor Bell", "Two": "Ivor Bell"}),
    ("Clerk Joan Hay, noting that 58 buses were late, left.", {"58": "Clerk Joan Hay"}),
    # Quotations: any verb beside them, and on over paragraphs.
    (
        "“We lost 70 hives last winter,” laughs Mary Webb. “Only 12 are left.”",
        {"70": "Mary Webb", "12": "Mary Webb"},
    ),
    (
        "“We lost 70 hives last winter,” laughs Mary Webb. “It froze in March.\n“It killed 12 sheep.\n“Now 9 live.”",
        {"70": "Mary Webb", "12": "Mary Webb", "9": "Mary Webb"},
    ),
    (
        "A warden said:\n“We lost two elms.\n“Some 340 beeches fell.”\nThe path lost 31 benches.",
        {"340": "warden", "31": None},
    ),
    ("A warden said: “We lost 2 elms.”\nThe path, “a mud bath”, lost 31 benches.", {"2": "warden", "31": None}),
    # What is counted states nothing of its own number.
    ("A total of 812 river trials have concluded.", {"812": None}),
    ("A league of 14 rowing clubs said 60 boats sank.", {"14": None, "60": "league of 14 rowing clubs"}),
]


@pytest.mark.parametrize(("content", "spoken"), SPOKEN)
def test_who_speaks(content: str, spoken: dict[str, str | None]) -> None:
    assert speakers("en", content, spoken) == spoken
