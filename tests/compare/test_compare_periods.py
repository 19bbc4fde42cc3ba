"""Sentences that list periods slide on; names in quotation marks, units and months tell figures apart."""

from __future__ import annotations

import pytest
from compare_read import read, told_of

SLIDING = [
    (
        "en",
        "In January 512 boats called at the port, in February 498.",
        "In February 498 boats called at the port, in March 530.",
        "- -> 530",
    ),
    (
        "en",
        "The depot sold 71 tents in April and 66 in May.",
        "The depot sold 66 tents in May and 80 in June.",
        "- -> 80",
    ),
    (
        "fr",
        "En janvier, 512 bateaux ont accosté, en février 498.",
        "En février, 498 bateaux ont accosté, en mars 530.",
        "- -> 530",
    ),
    (
        "de",
        "Im Januar legten 512 Boote an, im Februar 498.",
        "Im Februar legten 498 Boote an, im März 530.",
        "- -> 530",
    ),
    # A period that goes on may be corrected; one that stands alone is the news of its series.
    (
        "en",
        "In January 512 boats called at the port, in February 498.",
        "In January 512 boats called at the port, in February 489.",
        "498 -> 489",
    ),
    # A total as of one day beside the count of another day: no list of days.
    (
        "en",
        "As of 6 April, 252,958 tests were made, with 13,069 tests on 5 April.",
        "As of 7 April, 266,694 tests were made, with 13,069 tests on 6 April.",
        "252,958 -> 266,694",
    ),
    ("en", "By 3 May, 512 boats had called.", "By 10 May, 530 boats had called.", "512 -> 530"),
    ("fr", "Au 3 mai, 512 bateaux avaient accosté.", "Au 10 mai, 530 bateaux avaient accosté.", "512 -> 530"),
    ("de", "Bis zum 3. Mai legten 512 Boote an.", "Bis zum 10. Mai legten 530 Boote an.", "512 -> 530"),
]


@pytest.mark.parametrize(("language", "old", "new", "told"), SLIDING)
def test_a_sentence_that_lists_periods_slides_on(language: str, old: str, new: str, told: str) -> None:
    assert told_of(read(old, language), read(new, language)) == [told]


APART = [
    # Each thing is quoted by its name; what is said around the numbers has changed.
    (
        "en",
        "Gate “north” admits 40 carts an hour.\nGate “mill” admits 25 wagons an hour.",
        "Gate “mill” now admits an hourly 25 carts.\nGate “north” now admits an hourly 40 wagons.",
        [],
    ),
    (
        "de",
        "Das Tor „Nord“ lässt 40 Wagen durch.\nDas Tor „Mühle“ lässt 25 Karren durch.",
        "Das Tor „Mühle“ lässt jetzt 25 Wagen durch.\nDas Tor „Nord“ lässt jetzt 40 Karren durch.",
        [],
    ),
    # The same name, another number: the claim went on.
    ("en", "Gate “north” admits 40 carts an hour.", "Gate “north” admits 45 carts an hour.", ["40 -> 45"]),
    # A thing that is renamed in the very same sentence stays what it is.
    (
        "fr",
        "La porte « nord » laisse passer 40 chariots.",
        "La porte « nord » laisse passer 45 chariots.",
        ["40 -> 45"],
    ),
]


@pytest.mark.parametrize(("language", "old", "new", "told"), APART)
def test_quoted_names_tell_things_apart(language: str, old: str, new: str, told: list[str]) -> None:
    assert told_of(read(old, language), read(new, language)) == told


DATED_ROWS = """<table><tr><th>Day</th><th>Boats</th></tr>
<tr><td>3 May 2024</td><td>{}</td></tr><tr><td>4 May 2024</td><td>{}</td></tr></table>"""


def test_rows_of_days_in_different_months_are_different_rows() -> None:
    may = DATED_ROWS.format(512, 498)
    june = may.replace("May", "June").replace("512", "530").replace("498", "541")
    found = told_of(read(f"<h1>Port</h1>{may}"), read(f"<h1>Port</h1>{june}"))
    assert all(one.startswith("- ->") for one in found), found


EARLIEST = [
    ("en", "Enter no earlier than 14 days after the test.", "Enter at least 14 days after the test."),
    ("en", "Apply no later than 30 days before the visit.", "Apply at most 30 days before the visit."),
    ("fr", "On entre au plus tôt 14 jours après.", "On entre au moins 14 jours après."),
    ("de", "Eintritt ist frühestens 14 Tage danach erlaubt.", "Eintritt ist mindestens 14 Tage danach erlaubt."),
    ("es", "Se puede entrar no antes de 14 días tras la prueba.", "Se puede entrar al menos 14 días tras la prueba."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "old", "new"), EARLIEST)
def test_the_earliest_day_and_the_least_number_of_days_are_one_hedge(language: str, old: str, new: str) -> None:
    assert told_of(read(old, language), read(new, language)) == []


def test_another_bound_is_another_claim() -> None:
    old, new = "Entry is allowed at least 14 days after the test.", "Entry is allowed at most 14 days after the test."
    assert told_of(read(old), read(new)) == ["14 days -> 14 days"]
