"""The kind of page that this project began with: a joint statement told as a list, then a charity's own count."""

from __future__ import annotations

from figures_labels import of, page

PARAGRAPH, LIST = "paragraph", "list"


def test_a_joint_statement_and_the_count_that_contradicts_it() -> None:
    text = page(
        "en",
        (
            PARAGRAPH,
            "Yesterday the Danish and Swedish governments issued a joint statement on the strait. They pledge to:",
        ),
        (
            LIST,
            (
                "Make the bridge safer. A total of 60 million euros have already been paid by Danish authorities to "
                "rebuild the gates, and over the last year the Swedish authorities have been deploying 800 police and "
                "coast guards."
            ),
        ),
        (
            LIST,
            "Fight crime. 19 gangs were broken up in 2015, and 14 more since the beginning of this year",
        ),
        (
            LIST,
            (
                "House those who wait, as around 3,000 refugees are now present, including 1,200 without shelter. "
                "Since 2014, the regions have taken more than 900 families into local hostels."
            ),
        ),
        (PARAGRAPH, "Half of the tents were burnt in a fort where it is now estimated almost 4,000 people live:"),
        (PARAGRAPH, "“We now have double the number of tents on a third of the land.”"),
        published="2016-08-31",
    )
    both = "says Danish and Swedish governments"
    year = "over the last year = 2015-08-31..2016-08-31"
    begun = "since the beginning of this year = 2016-01-01..2016-08-31"
    assert of(text) == [
        f"60 million euros | money paid (money) | EUR | by Danish authorities | {both}",
        f"800 | police and coast guards (police) | {year} | by Swedish authorities | {both}",
        f"19 | gangs broken up (gangs) | in 2015 = 2015-01-01..2015-12-31 | {both}",
        f"14 | gangs broken up (gangs) | INCREMENT | {begun} | {both}",
        f"3,000 | refugees (refugees) | APPROXIMATELY | now = 2016-08-31..2016-08-31 | {both}",
        f"1,200 | refugees without shelter (refugees) | SUBSET | now = 2016-08-31..2016-08-31 | {both}",
        (
            "900 | families taken into local hostels (families) | MORE_THAN | "
            f"Since 2014 = 2014-01-01..2016-08-31 | by regions | {both}"
        ),
        "Half | tents burnt in a fort (tents) | SHARE",
        "4,000 | people (people) | NEARLY | now = 2016-08-31..2016-08-31",
        "double | tents (tents) | MULTIPLE | now = 2016-08-31..2016-08-31",
        "a third | land (land) | SHARE",
    ]


def test_the_same_in_french() -> None:
    text = page(
        "fr",
        (PARAGRAPH, "Les gouvernements danois et suédois ont publié hier une déclaration commune. Ils s'engagent à :"),
        (
            LIST,
            (
                "Sécuriser le pont. 60 millions d'euros ont déjà été versés par les autorités danoises, et la Suède a "
                "déployé 800 policiers et garde-côtes."
            ),
        ),
        (
            LIST,
            "Contre le crime : 19 réseaux ont été démantelés en 2015, et 14 autres depuis le début de cette année",
        ),
        (
            LIST,
            (
                "Héberger ceux qui attendent : environ 3 000 réfugiés sont aujourd'hui présents, dont 1 200 sans abri. "
                "Depuis 2014, les régions ont accueilli plus de 900 familles."
            ),
        ),
        (PARAGRAPH, "On estime que près de 4 000 personnes vivent dans le fort."),
        published="2016-08-31",
    )
    both = "says gouvernements danois et suédois"
    year = "depuis le début de cette année = 2016-01-01..2016-08-31"
    today = "aujourd'hui = 2016-08-31..2016-08-31"
    assert of(text) == [
        f"60 millions d'euros | somme versée (somme) | EUR | by autorités danoises | {both}",
        f"800 | policiers et garde-côtes déployés (policiers) | by Suède | {both}",
        f"19 | réseaux démantelés (réseaux) | en 2015 = 2015-01-01..2015-12-31 | {both}",
        f"14 | réseaux démantelés (réseaux) | INCREMENT | {year} | {both}",
        f"3 000 | réfugiés présents (réfugiés) | APPROXIMATELY | {today} | {both}",
        f"1 200 | réfugiés sans abri (réfugiés) | SUBSET | {today} | {both}",
        (
            f"900 | familles accueillies (familles) | MORE_THAN | "
            f"Depuis 2014 = 2014-01-01..2016-08-31 | by régions | {both}"
        ),
        "4 000 | personnes vivant dans le fort (personnes) | NEARLY",
    ]
