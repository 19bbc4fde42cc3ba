"""The days that time phrases come to on a page of Wednesday, 18 March 2020."""

from __future__ import annotations

import random
from datetime import date

import pytest
from figures_labels import labels

from monitor import language
from monitor.figures.labels.text import grammar
from monitor.figures.labels.time import time_references

ENGLISH = [
    ("in the seven days before 15 March", "2020-03-08..2020-03-14"),
    ("in the seven days leading up to 15 March", "2020-03-08..2020-03-14"),
    ("in the two weeks after 2 February 2020", "2020-02-03..2020-02-16"),
    ("in the three months before June 2019", "2019-03-01..2019-05-31"),
    ("two weeks before 15 March", ".."),
    ("in the week prior to 15 March", ".."),
    ("in the 24 hours before 15 March", ".."),
    ("prior to 15 March", "..2020-03-14"),
    ("in 2019", "2019-01-01..2019-12-31"),
    ("since 2015", "2015-01-01..2020-03-18"),
    ("by 2025", "..2025-12-31"),
    ("at the end of 2019", "2019-12-31..2019-12-31"),
    ("between 2015 and 2019", "2015-01-01..2019-12-31"),
    ("in the second quarter of 2019", "2019-04-01..2019-06-30"),
    ("in the first half of 2019", "2019-01-01..2019-06-30"),
    ("in May", "2019-05-01..2019-05-31"),
    ("in January", "2020-01-01..2020-01-31"),
    ("on 12 March", "2020-03-12..2020-03-12"),
    ("on March 12th, 2019", "2019-03-12..2019-03-12"),
    ("from 2 to 9 March", "2020-03-02..2020-03-09"),
    ("from May 2018 to June 2019", "2018-05-01..2019-06-30"),
    ("at the end of February", "2020-02-29..2020-02-29"),
    ("on Tuesday", "2020-03-17..2020-03-17"),
    ("until Sunday", "..2020-03-22"),
    ("yesterday", "2020-03-17..2020-03-17"),
    ("so far this year", "2020-01-01..2020-03-18"),
    ("this week", "2020-03-16..2020-03-18"),
    ("last year", "2019-01-01..2019-12-31"),
    ("over the last year", "2019-03-18..2020-03-18"),
    ("last month", "2020-02-01..2020-02-29"),
    ("next week", "2020-03-23..2020-03-29"),
    ("next month", "2020-04-01..2020-04-30"),
    ("in the last 24 hours", "2020-03-17..2020-03-18"),
    ("over the past 3 months", "2019-12-18..2020-03-18"),
    ("2 weeks ago", "2020-03-04..2020-03-04"),
    ("a year ago", "2019-03-18..2019-03-18"),
    ("in the year ending March 2019", "2018-04-01..2019-03-31"),
    ("since the beginning of the year", "2020-01-01..2020-03-18"),
    ("18/03/2020", "2020-03-18..2020-03-18"),
    ("this winter", ".."),
    ("on Sept. 5, 2019", "2019-09-05..2019-09-05"),
    ("since Oct. 2019", "2019-10-01..2020-03-18"),
]
FRENCH = [
    ("dans les sept jours avant le 15 mars", "2020-03-08..2020-03-14"),
    ("durant les sept jours qui précèdent le 15 mars", "2020-03-08..2020-03-14"),
    ("dans les sept derniers mois", "2019-08-18..2020-03-18"),
    ("depuis le 7 sept 2019", "2019-09-07..2020-03-18"),
    ("en 2019", "2019-01-01..2019-12-31"),
    ("depuis 2015", "2015-01-01..2020-03-18"),
    ("d'ici 2025", "..2025-12-31"),
    ("fin 2019", "2019-12-31..2019-12-31"),
    ("début 2019", "2019-01-01..2019-04-30"),
    ("entre 2015 et 2019", "2015-01-01..2019-12-31"),
    ("au deuxième trimestre 2019", "2019-04-01..2019-06-30"),
    ("au premier semestre 2019", "2019-01-01..2019-06-30"),
    ("en mai", "2019-05-01..2019-05-31"),
    ("en janvier", "2020-01-01..2020-01-31"),
    ("le 12 mars", "2020-03-12..2020-03-12"),
    ("au 1er mars 2020", "2020-03-01..2020-03-01"),
    ("entre le 1er et le 15 octobre", "2019-10-01..2019-10-15"),
    ("de mai 2018 à juin 2019", "2018-05-01..2019-06-30"),
    ("fin février", "2020-02-29..2020-02-29"),
    ("mardi", "2020-03-17..2020-03-17"),
    ("jusqu'à dimanche", "..2020-03-22"),
    ("hier", "2020-03-17..2020-03-17"),
    ("à ce jour", "2020-03-18..2020-03-18"),
    ("cette semaine", "2020-03-16..2020-03-18"),
    ("l'an dernier", "2019-01-01..2019-12-31"),
    ("au cours de l'année écoulée", "2019-03-18..2020-03-18"),
    ("le mois dernier", "2020-02-01..2020-02-29"),
    ("la semaine prochaine", "2020-03-23..2020-03-29"),
    ("au cours des dernières 24 heures", "2020-03-17..2020-03-18"),
    ("ces 3 derniers mois", "2019-12-18..2020-03-18"),
    ("il y a 2 semaines", "2020-03-04..2020-03-04"),
    ("depuis le début de l'année", "2020-01-01..2020-03-18"),
    ("18/03/2020", "2020-03-18..2020-03-18"),
    ("cet hiver", ".."),
    ("du 1er sept. au 3 oct. 2019", "2019-09-01..2019-10-03"),
]
GERMAN = [
    ("in den sieben Tagen vor dem 15. März", "2020-03-08..2020-03-14"),
    ("in den zwei Wochen nach dem 2. Februar 2020", "2020-02-03..2020-02-16"),
    ("am 3. Oktober", "2019-10-03..2019-10-03"),
    ("am 3. Okt. 2018", "2018-10-03..2018-10-03"),
    ("seit dem 3. Oktober 2018", "2018-10-03..2020-03-18"),
    ("bis zum 31. Dezember 2018", "..2018-12-31"),
    ("vom 1. bis 15. Mai", "2019-05-01..2019-05-15"),
    ("im Dez. 2018", "2018-12-01..2018-12-31"),
]
SPANISH = [
    ("en los siete días previos al 15 de marzo", "2020-03-08..2020-03-14"),
    ("en los siete días anteriores al 15 de marzo", "2020-03-08..2020-03-14"),
    ("en los días previos al 15 de marzo", ".."),
    ("a mitad de 2019", "2019-05-01..2019-08-31"),
    ("hacia la mitad de 2019", "2019-05-01..2019-08-31"),
    ("desde mitad de marzo", "2020-03-11..2020-03-18"),
    ("en la primera mitad de 2019", "2019-01-01..2019-06-30"),
    ("el 3 de oct. de 2019", "2019-10-03..2019-10-03"),
    ("en dic. 2019", "2019-12-01..2019-12-31"),
]


def _days(tag: str, phrase: str, page: date | None) -> str:
    since, until = time_references.Days(grammar.load(language.load(tag)), page).of(phrase)
    return f"{since or ''}..{until or ''}"


@pytest.mark.parametrize(("phrase", "days"), ENGLISH)
def test_days_in_english(phrase: str, days: str) -> None:
    assert _days("en", phrase, date(2020, 3, 18)) == days


@pytest.mark.parametrize(("phrase", "days"), FRENCH)
def test_days_in_french(phrase: str, days: str) -> None:
    assert _days("fr", phrase, date(2020, 3, 18)) == days


@pytest.mark.parametrize(("phrase", "days"), GERMAN)
def test_days_in_german(phrase: str, days: str) -> None:
    assert _days("de", phrase, date(2020, 3, 18)) == days


@pytest.mark.parametrize(("phrase", "days"), SPANISH)
def test_days_in_spanish(phrase: str, days: str) -> None:
    assert _days("es", phrase, date(2020, 3, 18)) == days


@pytest.mark.parametrize("phrase", ["yesterday", "last year", "on Tuesday", "in May", "on 12 March"])
def test_without_the_page_s_date_relative_days_are_not_known(phrase: str) -> None:
    assert _days("en", phrase, None) == ".."


def test_a_year_needs_no_page() -> None:
    assert _days("en", "in 2019", None) == "2019-01-01..2019-12-31"


@pytest.mark.parametrize("tag", ["de", "en", "es", "fr"])
def test_any_words_come_to_days_in_order_or_to_none(tag: str) -> None:
    known = language.load(tag)
    time, calendar = known.time, known.calendar
    words = [*time.units, *time.inside, *time.ordinals, *time.closing, *time.opening, *time.read_as, *time.until]
    words += [*calendar.months, *calendar.weekdays, *calendar.coded, *calendar.numbered, *time.last, *time.early]
    words += [*time.since, *time.terms, *time.nights, *time.onto, *time.deictic_phrases]
    words += [
        "2019",
        "2018/19",
        "31.12.9999",
        "2019-02-30",
        "12/03",
        "0",
        "31.",
        "30",
        "53",
        "10/2020",
        "2019q3",
        "–",
    ] * 4
    words.sort()  # sets have another order every time
    draw = random.Random(tag)
    for _ in range(1500):
        phrase = " ".join(draw.choice(words) for _ in range(draw.randint(1, 7)))
        since, _, until = _days(tag, phrase, date(2020, 2, 29)).partition("..")
        assert not since or not until or since <= until, phrase


def test_a_day_that_means_no_end_is_none() -> None:
    assert _days("de", "bis zum 31.12.9999", date(2020, 3, 18)) == ".."


def test_a_page_of_the_year_one_has_no_day() -> None:
    told = labels("en", "On 12 March 40 people came.", published="0001-01-01")
    assert told == ["40 | people who came (people) | On 12 March"]
