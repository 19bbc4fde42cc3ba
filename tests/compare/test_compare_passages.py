"""Passages rewritten from end to end: what they state is followed through other words, and no coincidence is."""

from __future__ import annotations

import pytest
from compare_read import changes_of, read, told_of

from monitor import compare

SLIP = (
    "A landslip on the Tarn line left 5,200 passengers without trains for six hours on Monday; "
    "Selrail will give each of them £25 in vouchers."
)
RATE = "In the spring the vacancy rate in Eastmoor stood at 7.1%, compared with 8.4% a year earlier."
#: language, before, after, what is told
REWRITTEN = [
    (
        "en",
        SLIP,
        (
            "Vouchers of £25 per person will be given by Selrail to the 5,200 people stranded for six hours on Monday, "
            "when a landslip shut the Tarn line."
        ),
        [],
    ),
    (
        "en",
        SLIP,
        (
            "Trains for 5,200 passengers stopped for six hours on Monday because of a landslip on the Tarn line, and "
            "Selrail has promised every passenger £40."
        ),
        ["£25 -> £40"],
    ),
    (
        "en",
        RATE,
        "Eastmoor's vacancy rate, which had been 8.4% a year earlier, was put at 7.1% in the spring.",
        [],
    ),
    (
        "fr",
        (
            "Une coupure rue des Aulnes a privé 5 200 foyers de chauffage pendant onze heures dimanche ; "
            "Valgaz versera 25 euros à chacun."
        ),
        (
            "Valgaz indemnisera à hauteur de 25 euros chacun des 5 200 ménages restés onze heures sans chauffage "
            "dimanche après la coupure de la rue des Aulnes."
        ),
        [],
    ),
    (
        "de",
        (
            "Ein Rohrbruch in der Erlenstraße ließ 5.200 Haushalte am Sonntag elf Stunden lang ohne Wasser; "
            "die Stadtwerke zahlen jedem 25 Euro."
        ),
        (
            "25 Euro bekommen die 5.200 Haushalte von den Stadtwerken, deren Wasser am Sonntag nach dem Rohrbruch in "
            "der Erlenstraße elf Stunden ausblieb."
        ),
        [],
    ),
    (  # what is left of a passage changed, whatever it is called now
        "fr",
        "Le refuge d'Orgeval compte 24 soigneurs pour 460 chèvres, et une chèvre sur trois y donne du lait.",
        (
            "Elles sont 510 à passer l'hiver ou à attendre un maître à Orgeval. Le refuge a 24 soigneurs, et tire du "
            "lait d'un tiers des chèvres."
        ),
        ["460 -> 510"],
    ),
    (  # small values, said of the same by other names
        "de",
        "Der Ruderverein Erlental nahm den Antrag mit 14 gegen neun Stimmen bei zwei Enthaltungen an.",
        (
            "Mit 14 Stimmen hat der Ruderverein Erlental dem Antrag zugestimmt. Dagegen waren neun Ruderer, drei "
            "enthielten sich."
        ),
        ["zwei -> drei"],
    ),
    (  # what is left on both sides counts other things, and is of another size
        "es",
        "En la presa hay 745 obreros y 22 barcos. Unos 1.900 vecinos dejaron sus casas en nueve aldeas.",
        "En la presa hay 690 obreros y quince barcos. De los 1.900 vecinos desalojados, 1.340 ya han vuelto.",
        ["745 -> 690", "22 -> quince", "1.900 -> 1.900", "- -> 1.340", "nueve -> -"],
    ),
]
#: language, before, after: a limit or a change is said in other words, and nothing is told
SAID_OTHERWISE = [
    (
        "en",
        "Tenants must reply within 28 days of the notice from the housing office.",
        "A reply from tenants has to reach the housing office no later than 28 days after the notice.",
    ),
    (
        "fr",
        "La crèche de Valpré a reçu 1 240 enfants l'an dernier, soit une baisse de 3,2 % sur un an.",
        "La crèche de Valpré a reçu 1 240 enfants l'an dernier (- 3,2 %).",
    ),
    (
        "en",
        "Nearly 7,300 herons winter on the Selmouth marshes.",
        "The marshes at Selmouth are winter quarters to close to 7,300 herons.",
    ),
    (
        "en",
        "An essay for the Selmouth prize may not exceed 40 pages.",
        "To win the prize of Selmouth, write 40 pages at most in your essay.",
    ),
]
#: before, after: each value is withdrawn and another stated, though two of them agree
COINCIDING = [
    ("The ferry to Selmouth takes 45 minutes.", "Lunch at the almshouse costs 45 pounds."),
    ("Volunteers of the reading room mended 14 chairs.", "A storm at sea sank 14 trawlers."),
    ("Cats need 3 months of treatment here.", "The court sits again in 3 months, say clerks."),
]


@pytest.mark.parametrize(("language", "before", "after", "expected"), REWRITTEN)
def test_a_rewritten_passage_goes_on(language: str, before: str, after: str, expected: list[str]) -> None:
    assert told_of(read(before, language), read(after, language)) == expected


@pytest.mark.parametrize(("language", "before", "after"), SAID_OTHERWISE)
def test_a_limit_or_a_change_said_otherwise_is_no_news(language: str, before: str, after: str) -> None:
    assert told_of(read(before, language), read(after, language)) == []


def test_a_limit_that_gets_its_hedge_is_news() -> None:
    assert told_of(read("Tenants must pay a fine of £90."), read("Tenants must pay a fine of up to £90.")) == [
        "£90 -> £90"
    ]


def test_a_rule_that_becomes_a_least_is_news_in_whatever_words() -> None:
    before = read("Anglers on the Tarn must pay a fine of £90 for each trout that they hide.")
    after = read("For every hidden trout, an angler of the Tarn must pay a fine of at least £90.")
    assert told_of(before, after) == ["£90 -> £90"]


def test_a_hedge_that_alone_gives_way_to_another_is_news() -> None:
    before, after = read("Nearly 7,300 herons winter here."), read("About 7,300 herons winter here.")
    assert told_of(before, after) == ["7,300 -> 7,300"]


def test_a_number_that_the_passage_goes_on_to_hold_is_not_withdrawn() -> None:
    before = read("The bakery on Tarn Street, which Ann Reed runs, sold 52 cakes at the fair.")
    after = read("Ann Reed (52), who runs the bakery on Tarn Street, sold many cakes at the fair.")
    changes = changes_of(before, after)
    assert [(change.kind.value, change.told, change.rule) for change in changes] == [("DISAPPEARED", False, "restated")]


def test_a_passage_that_is_said_twice_goes_on_once() -> None:
    before = read("Heron Lane depot near Selmouth quay sorted 61,300 parcels in May, at a cost of 35 euros each.")
    twice = "Parcels near Selmouth quay: Heron Lane depot had 61,300 sorted in May, each for 35."
    comparison = compare.compare(compare.compare(None, before).baseline, read(f"{twice}\n{twice}"))
    series = [one.series for one in comparison.baseline.tracked]
    assert len(series) == len(set(series))


def test_a_number_that_stands_elsewhere_is_withdrawn() -> None:
    before = read("The bakery on Tarn Street sold 52 cakes at the fair.\nThe mayor came.")
    after = read("The bakery on Tarn Street sold cakes at the fair.\nMayor Ann Reed (52) opened the new quay.")
    assert told_of(before, after) == ["52 -> -"]


@pytest.mark.parametrize(("before", "after"), COINCIDING)
def test_a_value_in_common_makes_no_passage_of_two(before: str, after: str) -> None:
    kept = "The library keeps 900 maps."
    assert len(told_of(read(f"{before}\n{kept}"), read(f"{after}\n{kept}"))) == 2
