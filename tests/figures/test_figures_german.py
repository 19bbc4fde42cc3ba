"""German, a language that is one data file: no line of code names it."""

from __future__ import annotations

import pytest
from figures_read import kept, read

from monitor.model import Quantifier, Role

NUMBERS: list[tuple[str, ...]] = [
    ("Einundzwanzig Boote wurden gerettet.", "Einundzwanzig = 21"),
    ("Siebenundsiebzig Boote wurden gerettet.", "Siebenundsiebzig = 77"),
    ("Dreihundertfünfzig Menschen leben hier.", "Dreihundertfünfzig = 350"),
    ("Zweitausenddreihundert Menschen leben hier.", "Zweitausenddreihundert = 2300"),
    ("Neunhundertneunundneunzigtausend Menschen leben hier.", "Neunhundertneunundneunzigtausend = 999000"),
    ("Hunderteins Menschen leben hier.", "Hunderteins = 101"),
    ("Zwölf Menschen leben hier.", "Zwölf = 12"),
    ("Tausend Helfer kamen.", "Tausend = 1000"),
    ("Zwei Millionen Helfer kamen.", "Zwei Millionen = 2000000"),
    ("Eine Million Helfer kamen.", "Eine Million = 1000000"),
    ("Eine halbe Million Helfer kamen.", "Eine halbe Million = 500000"),
    ("Zweieinhalb Millionen Helfer kamen.", "Zweieinhalb Millionen = 2500000"),
    ("Die Stadt misst 1.234,5 Hektar.", "1.234,5 Hektar = 1234.5 ha"),
    ("Die Stadt zählt 1.234.567 Menschen.", "1.234.567 = 1234567"),
    ("Die Stadt zählt 1 234 567 Menschen.", "1 234 567 = 1234567"),
    ("Jeder Haushalt braucht 2½ Liter.", "2½ Liter = 2.5 l"),
    ("Der Bund gibt 5 Mio. Euro.", "5 Mio. Euro = 5000000 EUR"),
    ("Der Bund gibt 2,5 Mrd. Euro.", "2,5 Mrd. Euro = 2500000000 EUR"),
    ("Der Bund gibt 100 Millionen Euro.", "100 Millionen Euro = 100000000 EUR"),
    ("Der Bund gibt 1.500 €.", "1.500 € = 1500 EUR"),
    ("Die Quote beträgt 4,2 Prozent.", "4,2 Prozent = 4.2 %"),
    ("Die Quote sank um 3 Prozentpunkte.", "3 Prozentpunkte = 3 pp"),
    ("Es waren minus 12 Grad.", "minus 12 Grad = -12 °"),
    ("Zwischen 5.000 und 7.000 Menschen kamen.", "5.000 und 7.000 = 5000..7000"),
    ("5.000 bis 7.000 Menschen kamen.", "5.000 bis 7.000 = 5000..7000"),
    ("Zwei oder drei Busse kamen.", "Zwei oder drei = 2..3"),
    ("Ein Drittel der Mieter antwortete.", "Ein Drittel = 0.33333333"),
    ("Zwei Drittel der Mieter antworteten.", "Zwei Drittel = 0.66666666"),
    ("Die Hälfte der Mieter antwortete.", "Hälfte = 0.5"),
    ("Vier von zehn Mietern antworteten.", "Vier von zehn = 0.4"),
    ("Die Zahl der Fälle hat sich verdoppelt.", "verdoppelt = 2"),
    ("Ein Dutzend Mieter antwortete.", "Ein Dutzend = 12"),
    ("Hunderte Mieter antworteten.", "Hunderte = 100..1000"),
    ("Zehntausende Mieter antworteten.", "Zehntausende = 10000..100000"),
    ("Mehrere tausend Mieter antworteten.", "Mehrere tausend = 1000..10000"),
    ("3 von 14 Betten sind frei.", "3 = 3", "14 = 14"),
    ("Ein Mann und eine Frau leben hier.",),
    ("Die Achtung der Einheit ist einfach.",),
]


@pytest.mark.parametrize("case", NUMBERS, ids=lambda case: case[0].encode("ascii", "replace").decode())
def test_reads_every_figure_as_written(case: tuple[str, ...]) -> None:
    sentence, *wanted = case
    found = [one[: one.index(".") + 9] if ".6666" in one or ".3333" in one else one for one in kept("de", sentence)]
    assert found == wanted


REFUSALS = [
    ("Am 3. Mai 2016 kamen 300 Menschen.", "3 date; 2016 date", "300"),
    ("Am 12.03.2020 kamen 300 Menschen.", "12.03.2020 date", "300"),
    ("Im Jahr 2015 kamen 46 Boote.", "2015 year", "46"),
    ("2015 kamen 46 Boote.", "2015 year", "46"),
    ("Um 17.30 Uhr kamen 46 Boote.", "17.30 time", "46"),
    ("Um 9 Uhr kamen 46 Boote.", "9 time", "46"),
    ("In den letzten 3 Monaten kamen 46 Boote.", "3 Monaten period", "46"),
    ("Vor fünf Jahren kamen 46 Boote.", "fünf Jahren period", "46"),
    ("Artikel 50 und § 12 gelten.", "50 article; 12 article", ""),
    ("Siehe Seite 12.", "12 page", ""),
    ("Siehe Tabelle 4.", "4 list_number", ""),
    ("Das 3. Treffen war in der Hauptstraße 12.", "3. ordinal; 12 address", ""),
    ("Die dritte Sitzung war kurz.", "dritte ordinal", ""),
    ("Max Müller (45) verlor 3 Ziegen.", "45 age", "3"),
    ("COVID-19 tötete 40 Menschen.", "19 name", "40"),
    ("Phase 3 umfasst 300 Firmen.", "3 name", "300"),
    ("Der Plan hat drei Säulen.", "drei structure", ""),
    ("Es gibt vier Gründe.", "vier structure", ""),
    ("Die Inzidenz liegt bei 62 pro 100.000 Einwohner.", "100.000 rate", "62"),
    ("Lesezeit: 3 Minuten", "3 Minuten reading_time", ""),
    ("Telefon: 030 1234567", "030 phone; 1234567 phone", ""),
    ("2019 Menschen kamen.", "", "2019"),
    ("Hochgerechnet1 auf alle entspricht das 308 Besuchen.", "1 footnote", "308"),
    ("Es sind 40 Fälle. 1 Die Hochrechnung ist grob.", "1 list_marker", "40"),
    ("Die Altersspanne betrug 32 bis 101 Jahre.", "", "32 bis 101 Jahre"),
]


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case[0].encode("ascii", "replace").decode())
def test_refuses_what_is_no_figure_and_says_why(case: tuple[str, str, str]) -> None:
    sentence, refused, surfaces = case
    found = read("de", sentence)
    assert "; ".join(f"{one.surface} {one.why}" for one in found.refused) == refused
    assert ";".join(one.surface for one in found.kept) == surfaces


HEDGES = [
    ("Etwa 300 Menschen kamen.", Quantifier.APPROXIMATELY),
    ("Rund 300 Menschen kamen.", Quantifier.APPROXIMATELY),
    ("Fast 300 Menschen kamen.", Quantifier.NEARLY),
    ("Knapp 300 Menschen kamen.", Quantifier.NEARLY),
    ("Mehr als 300 Menschen kamen.", Quantifier.MORE_THAN),
    ("Weniger als 300 Menschen kamen.", Quantifier.LESS_THAN),
    ("Mindestens 300 Menschen kamen.", Quantifier.AT_LEAST),
    ("Bis zu 300 Menschen kamen.", Quantifier.AT_MOST),
    ("300 Menschen kamen.", Quantifier.EXACT),
]


@pytest.mark.parametrize(("sentence", "quantifier"), HEDGES)
def test_hedges(sentence: str, quantifier: Quantifier) -> None:
    (figure,) = read("de", sentence).kept
    assert figure.quantifier is quantifier
    assert figure.counts.startswith("Menschen")


def test_a_part_of_a_total() -> None:
    total, part = read("de", "Etwa 7.000 Menschen warten, davon 1.200 Kinder.").kept
    assert (total.role, part.role, part.counts) == (Role.TOTAL, Role.SUBSET, "Kinder")
