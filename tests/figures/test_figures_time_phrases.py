"""How bulletins, releases and budgets say when a figure holds, on a page of Wednesday, 18 March 2020.

Each sentence states the one figure 40; beside it stand the words that say when and the days that they come to, ".."
where the days cannot be known.
"""

from __future__ import annotations

import pytest
from figures_labels import page

from monitor import figures

ENGLISH = [
    (
        "The shelter took in 40 women between 8am and 6pm on 9 March.",
        "between 8am and 6pm on 9 March = 2020-03-09..2020-03-09",
    ),
    ("Officers made 40 stops on Thursday, March 12, 2020.", "on Thursday, March 12, 2020 = 2020-03-12..2020-03-12"),
    ("On Thursday (12 March) officers made 40 stops.", "On Thursday (12 March) = 2020-03-12..2020-03-12"),
    ("As of 2019-11-30, 40 beds were free.", "As of 2019-11-30 = 2019-11-30..2019-11-30"),
    ("In Q2 2019 the office settled 40 claims.", "In Q2 2019 = 2019-04-01..2019-06-30"),
    ("In Q4, 40 claims were settled.", "In Q4 = 2019-10-01..2019-12-31"),
    ("In 2H19 the office settled 40 claims.", "In 2H19 = 2019-07-01..2019-12-31"),
    (
        "In the second quarter of last year 40 claims were settled.",
        "In the second quarter of last year = 2019-04-01..2019-06-30",
    ),
    ("In the fourth quarter, 40 claims were settled.", "In the fourth quarter = 2019-10-01..2019-12-31"),
    ("In the last quarter of 2019, 40 claims were settled.", "In the last quarter of 2019 = 2019-10-01..2019-12-31"),
    ("In FY2019 the office settled 40 claims.", "In FY2019 = .."),
    ("In 2017/18 the office settled 40 claims.", "In 2017/18 = .."),
    ("In the 2017/18 financial year the office settled 40 claims.", "In the 2017/18 financial year = .."),
    ("In 2014-18, the office settled 40 claims.", "In 2014-18 = 2014-01-01..2018-12-31"),
    ("In mid-January, 40 people slept there.", "In mid-January = 2020-01-11..2020-01-20"),
    ("In early February 2020, 40 people slept there.", "In early February 2020 = 2020-02-01..2020-02-10"),
    ("In late 2018, 40 people slept there.", "In late 2018 = 2018-09-01..2018-12-31"),
    ("At end-June 2019, 40 people slept there.", "At end-June 2019 = 2019-06-30..2019-06-30"),
    (
        "In the six months to June 2019, 40 people slept there.",
        "In the six months to June 2019 = 2019-01-01..2019-06-30",
    ),
    ("In the week ending 13 March, 40 people slept there.", "In the week ending 13 March = 2020-03-07..2020-03-13"),
    ("In the week of 9 March, 40 people slept there.", "In the week of 9 March = 2020-03-09..2020-03-15"),
    (
        "In the week commencing 9 March, 40 people slept there.",
        "In the week commencing 9 March = 2020-03-09..2020-03-15",
    ),
    (
        "In the first six months of 2019, 40 people slept there.",
        "In the first six months of 2019 = 2019-01-01..2019-06-30",
    ),
    (
        "In the second half of February, 40 people slept there.",
        "In the second half of February = 2020-02-16..2020-02-29",
    ),
    ("In the last week of February, 40 people slept there.", "In the last week of February = .."),
    ("Over the weekend, 40 people slept there.", "Over the weekend = 2020-03-14..2020-03-15"),
    ("In winter 2019, 40 people slept there.", "In winter 2019 = .."),
    (
        "Between December and January 2020, 40 people slept there.",
        "Between December and January 2020 = 2019-12-01..2020-01-31",
    ),
    ("From Monday to Friday 40 people came.", "From Monday to Friday = .."),
    ("By yesterday evening 40 people had come.", "By yesterday evening = ..2020-03-17"),
    ("Until 30 April, 40 places are free.", "Until 30 April = .."),
    ("In the week before 3 March, 40 people came.", "the week before 3 March = .."),
    ("In Oct-Dec 2018, 40 people came.", "In Oct-Dec 2018 = 2018-10-01..2018-12-31"),
    (
        "From January 1 through June 30, 2019, 40 people came.",
        "From January 1 through June 30, 2019 = 2019-01-01..2019-06-30",
    ),
    ("From early 2018 to mid-2019, 40 people came.", "From early 2018 to mid-2019 = 2018-01-01..2019-08-31"),
    (
        "At the end of the third quarter of 2019, 40 people were there.",
        "At the end of the third quarter of 2019 = 2019-09-30..2019-09-30",
    ),
    ("In the 48 hours to Monday, 40 people came.", "In the 48 hours to Monday = 2020-03-14..2020-03-16"),
    ("Before 1 March 2020, 40 people came.", "Before 1 March 2020 = ..2020-02-29"),
    ("Over the same weekend last year, 40 people came.", "Over the same weekend last year = .."),
    ("In the past weeks, 40 people came.", "In the past weeks = .."),
    ("From September, 40 people will work there.", "From September = .."),
    ("By the end of the month 40 people will work there.", "By the end of the month = ..2020-03-31"),
    ("In the first half of 2017/18, 40 people came.", "In the first half of 2017/18 = .."),
    (
        "In the second and third quarters of 2019, 40 people came.",
        "In the second and third quarters of 2019 = 2019-04-01..2019-09-30",
    ),
    ("Between Q2 2018 and Q3 2019, 40 people came.", "Between Q2 2018 and Q3 2019 = 2018-04-01..2019-09-30"),
    ("In the decade to 2018, 40 people came.", "In the decade to 2018 = 2009-01-01..2018-12-31"),
    ("By Friday 40 people had come.", "By Friday = .."),
    ("In December last year, 40 people came.", "In December last year = 2019-12-01..2019-12-31"),
    ("On 13/03, 40 people came.", "On 13/03 = 2020-03-13..2020-03-13"),
    ("On 3/4 March 40 people came.", "On 3/4 March = 2020-03-03..2020-03-04"),
    ("The 24/7 line took 40 calls.", " = .."),
    ("On 13, 14 and 15 March 40 people came.", "On 13, 14 and 15 March = 2020-03-13..2020-03-15"),
    ("Overnight on Friday 40 people came.", "Overnight on Friday = 2020-03-13..2020-03-13"),
    ("Some 40 people came on Monday of last week.", "on Monday of last week = 2020-03-09..2020-03-09"),
]
GERMAN = [
    ("Am 5.11.2019 lagen 40 Boote dort.", "Am 5.11.2019 = 2019-11-05..2019-11-05"),
    ("Bis 5. 11. 2019 kamen 40 Boote.", "Bis 5. 11. 2019 = ..2019-11-05"),
    ("Am 5.11. lagen 40 Boote dort.", "Am 5.11. = 2019-11-05..2019-11-05"),
    ("Vom 1.2. bis 30.4.2019 kamen 40 Boote.", "Vom 1.2. bis 30.4.2019 = 2019-02-01..2019-04-30"),
    ("Vom 6.–9. März wurden 40 Boote gezählt.", "Vom 6.–9. März = 2020-03-06..2020-03-09"),
    ("Am Freitag, dem 6. März, wurden 40 Boote gezählt.", "Am Freitag, dem 6. März = 2020-03-06..2020-03-06"),
    ("Am Freitagabend wurden 40 Boote gezählt.", "Am Freitagabend = 2020-03-13..2020-03-13"),
    ("In der Nacht zum 6. März wurden 40 Boote gezählt.", "In der Nacht zum 6. März = 2020-03-05..2020-03-06"),
    ("In der Nacht auf Samstag wurden 40 Boote gezählt.", "In der Nacht auf Samstag = 2020-03-13..2020-03-14"),
    ("Anfang Februar wurden 40 Boote gezählt.", "Anfang Februar = 2020-02-01..2020-02-10"),
    ("Seit Mitte Januar wurden 40 Boote gezählt.", "Seit Mitte Januar = 2020-01-11..2020-03-18"),
    ("Seit Jahresbeginn wurden 40 Boote gezählt.", "Seit Jahresbeginn = 2020-01-01..2020-03-18"),
    ("Zum Jahresende 2018 wurden 40 Boote gezählt.", "Zum Jahresende 2018 = 2018-12-31..2018-12-31"),
    ("Im zweiten Quartal 2019 wurden 40 Boote gezählt.", "Im zweiten Quartal 2019 = 2019-04-01..2019-06-30"),
    ("Im 2. Quartal 2019 wurden 40 Boote gezählt.", "Im 2. Quartal 2019 = 2019-04-01..2019-06-30"),
    ("Im 2. Halbjahr 2019 wurden 40 Boote gezählt.", "Im 2. Halbjahr 2019 = 2019-07-01..2019-12-31"),
    ("Im Schuljahr 2017/18 wurden 40 Lehrer gesucht.", "Im Schuljahr 2017/18 = .."),
    ("In KW 9 wurden 40 Boote gezählt.", "In KW 9 = 2020-02-24..2020-03-01"),
    ("In der 9. Kalenderwoche wurden 40 Boote gezählt.", "In der 9. Kalenderwoche = 2020-02-24..2020-03-01"),
    ("Am Wochenende wurden 40 Boote gezählt.", "Am Wochenende = 2020-03-14..2020-03-15"),
    ("Im laufenden Jahr wurden 40 Boote gezählt.", "Im laufenden Jahr = 2020-01-01..2020-03-18"),
    ("Zum Stichtag 30.6.2019 wurden 40 Boote gezählt.", "Zum Stichtag 30.6.2019 = 2019-06-30..2019-06-30"),
    ("Ab 1. April gelten 40 Regeln.", "Ab 1. April = .."),
    ("Um 3.10 Uhr lagen 40 Boote dort.", "Um 3.10 Uhr = .."),
    ("Vor drei Wochen kamen 40 Boote.", "Vor drei Wochen = 2020-02-26..2020-02-26"),
    (
        "Von Anfang Januar bis Mitte Februar kamen 40 Boote.",
        "Von Anfang Januar bis Mitte Februar = 2020-01-01..2020-02-20",
    ),
    ("Im vierten Quartal des Vorjahres kamen 40 Boote.", "Im vierten Quartal des Vorjahres = 2019-10-01..2019-12-31"),
    ("Im III. Quartal 2019 kamen 40 Boote.", "Im III. Quartal 2019 = 2019-07-01..2019-09-30"),
    ("Bis einschließlich 20.12.2019 kamen 40 Boote.", "Bis einschließlich 20.12.2019 = ..2019-12-20"),
    ("Seit Zähltag 10.12.2019 kamen 40 Boote.", "Seit Zähltag 10.12.2019 = 2019-12-10..2020-03-18"),
    ("Am Morgen kamen 40 Boote.", "Am Morgen = .."),
    ("In den vergangenen Tagen kamen 40 Boote.", "In den vergangenen Tagen = .."),
    ("Die Boote, die im Januar kamen, waren 40.", "im Januar = 2020-01-01..2020-01-31"),
    (
        "In den ersten beiden Monaten des Jahres 2020 kamen 40 Boote.",
        "In den ersten beiden Monaten des Jahres 2020 = 2020-01-01..2020-02-29",
    ),
    ("In der zweiten Jahreshälfte 2018 kamen 40 Boote.", "In der zweiten Jahreshälfte 2018 = 2018-07-01..2018-12-31"),
    ("In den Kalenderwochen 9 und 10 kamen 40 Boote.", "In den Kalenderwochen 9 und 10 = 2020-02-24..2020-03-08"),
    ("Bis Sonntag kamen 40 Boote.", "Bis Sonntag = .."),
    ("Am 3./4. März kamen 40 Boote.", "Am 3./4. März = 2020-03-03..2020-03-04"),
    ("Es kamen 40 Boote (Stand: 3.11.).", "Stand: 3.11. = 2019-11-03..2019-11-03"),
    ("Zwischen dem 28.2. und dem 3.3. kamen 40 Boote.", "Zwischen dem 28.2. und dem 3.3. = 2020-02-28..2020-03-03"),
    ("Am 3. März gegen 14 Uhr kamen 40 Boote.", "Am 3. März gegen 14 Uhr = 2020-03-03..2020-03-03"),
    ("2018 kamen 40 Boote.", "2018 = 2018-01-01..2018-12-31"),
    ("Am 15. März 2020, Stand 12 Uhr, lagen 40 Boote dort.", "Am 15. März 2020, Stand 12 Uhr = 2020-03-15..2020-03-15"),
]
FRENCH = [
    ("À la mi-janvier, 40 lits étaient libres.", "À la mi-janvier = 2020-01-11..2020-01-20"),
    ("Début février, 40 lits étaient libres.", "Début février = 2020-02-01..2020-02-10"),
    ("Au T2 2019, 40 lits étaient libres.", "Au T2 2019 = 2019-04-01..2019-06-30"),
    ("Au S2 2019, 40 lits étaient libres.", "Au S2 2019 = 2019-07-01..2019-12-31"),
    ("Au troisième trimestre, 40 lits étaient libres.", "Au troisième trimestre = 2019-07-01..2019-09-30"),
    (
        "Sur les neuf premiers mois de 2019, 40 lits ont été ouverts.",
        "Sur les neuf premiers mois de 2019 = 2019-01-01..2019-09-30",
    ),
    (
        "Au cours des six derniers mois, 40 lits ont été ouverts.",
        "Au cours des six derniers mois = 2019-09-18..2020-03-18",
    ),
    ("Pour l'année scolaire 2017-2018, 40 classes ont ouvert.", "Pour l'année scolaire 2017-2018 = .."),
    ("La semaine du 9 mars, 40 cas ont été signalés.", "La semaine du 9 mars = 2020-03-09..2020-03-15"),
    ("La semaine du 9 au 13 mars, 40 cas ont été signalés.", "La semaine du 9 au 13 mars = 2020-03-09..2020-03-13"),
    ("En semaine 9-2020, 40 cas ont été signalés.", "En semaine 9-2020 = 2020-02-24..2020-03-01"),
    ("Le week-end du 14 mars, 40 cas ont été signalés.", "Le week-end du 14 mars = 2020-03-14..2020-03-15"),
    (
        "Dans la nuit de vendredi à samedi, 40 personnes ont été secourues.",
        "Dans la nuit de vendredi à samedi = 2020-03-13..2020-03-14",
    ),
    ("Hier soir, 40 personnes ont été secourues.", "Hier soir = 2020-03-17..2020-03-17"),
    ("Sur douze mois glissants, 40 lits ont été ouverts.", "Sur douze mois glissants = .."),
    ("Au troisième trimestre de grossesse, 40 femmes étaient suivies.", " = .."),
    ("Au T1, 40 voyageurs attendaient.", " = .."),
    ("Du lundi au vendredi, 40 agents sont présents.", "Du lundi au vendredi = .."),
    ("Au cours des derniers mois, 40 lits ont été ouverts.", "Au cours des derniers mois = .."),
    ("Avant 2019, 40 lits ont été ouverts.", "Avant 2019 = ..2018-12-31"),
    ("D'ici au 15 décembre, 40 lits seront ouverts.", "D'ici au 15 décembre = .."),
    ("Sur les douze mois de 2019, 40 lits ont été ouverts.", "Sur les douze mois de 2019 = 2019-01-01..2019-12-31"),
    ("Le 12/03, 40 lits étaient libres.", "Le 12/03 = 2020-03-12..2020-03-12"),
    ("Du 12/03 au 15/03/2019, 40 lits étaient libres.", "Du 12/03 au 15/03/2019 = 2019-03-12..2019-03-15"),
    ("Le 12 mars, vers 6 h, 40 lits étaient libres.", "Le 12 mars, vers 6 h = 2020-03-12..2020-03-12"),
    (
        "Samedi 14 mars, entre 14 h et 18 h, 40 agents étaient là.",
        "Samedi 14 mars, entre 14 h et 18 h = 2020-03-14..2020-03-14",
    ),
    ("D'ici à 2025, 40 lits seront ouverts.", "D'ici à 2025 = ..2025-12-31"),
]
SPANISH = [
    ("A mediados de enero había 40 camas.", "A mediados de enero = 2020-01-11..2020-01-20"),
    ("A finales de 2018 había 40 camas.", "A finales de 2018 = 2018-09-01..2018-12-31"),
    ("Al cierre de 2018 había 40 camas.", "Al cierre de 2018 = 2018-12-31..2018-12-31"),
    ("En lo que va de año se abrieron 40 camas.", "En lo que va de año = 2020-01-01..2020-03-18"),
    ("En el 2T 2019 se abrieron 40 camas.", "En el 2T 2019 = 2019-04-01..2019-06-30"),
    ("En el 2.º trimestre de 2019 se abrieron 40 camas.", "En el 2.º trimestre de 2019 = 2019-04-01..2019-06-30"),
    (
        "En los seis primeros meses de 2019 se abrieron 40 camas.",
        "En los seis primeros meses de 2019 = 2019-01-01..2019-06-30",
    ),
    ("En el curso 2017-2018 se abrieron 40 aulas.", "En el curso 2017-2018 = .."),
    ("El martes, 10 de marzo, se abrieron 40 camas.", "El martes, 10 de marzo = 2020-03-10..2020-03-10"),
    ("A fecha 05-11-2019 había 40 camas.", "A fecha 05-11-2019 = 2019-11-05..2019-11-05"),
    ("El pasado fin de semana se abrieron 40 camas.", "El pasado fin de semana = 2020-03-14..2020-03-15"),
    ("En la semana del 9 de marzo se abrieron 40 camas.", "En la semana del 9 de marzo = 2020-03-09..2020-03-15"),
    ("En la semana 9 se abrieron 40 camas.", "En la semana 9 = .."),
    ("Ayer por la tarde se abrieron 40 camas.", "Ayer por la tarde = 2020-03-17..2020-03-17"),
    ("La línea T1 tiene 40 paradas.", " = .."),
    (
        "Entre el 28 de diciembre de 2019 y el 3 de enero de 2020 llegaron 40 barcos.",
        "Entre el 28 de diciembre de 2019 y el 3 de enero de 2020 = 2019-12-28..2020-01-03",
    ),
    (
        "En los doce meses hasta junio de 2019 llegaron 40 barcos.",
        "En los doce meses hasta junio de 2019 = 2018-07-01..2019-06-30",
    ),
    ("En el II trimestre de 2019 llegaron 40 barcos.", "En el II trimestre de 2019 = 2019-04-01..2019-06-30"),
    ("Los sábados llegan 40 barcos.", "Los sábados = .."),
    ("En la Avenida 9 de Julio hay 40 barcos.", " = .."),
    ("Desde hace tres meses hay 40 barcos.", "Desde hace tres meses = 2019-12-18..2020-03-18"),
    ("En el curso académico 2017/2018 hubo 40 aulas.", "En el curso académico 2017/2018 = .."),
    (
        "En el último trimestre del año pasado llegaron 40 barcos.",
        "En el último trimestre del año pasado = 2019-10-01..2019-12-31",
    ),
    ("Los días 13, 14 y 15 de marzo llegaron 40 barcos.", "Los días 13, 14 y 15 de marzo = 2020-03-13..2020-03-15"),
]


def _when(tag: str, sentence: str) -> str:
    (figure,) = figures.find(page(tag, ("paragraph", sentence)))[0]
    assert figure.surface == "40"
    return f"{figure.time or ''} = {figure.since or ''}..{figure.until or ''}"


@pytest.mark.parametrize(("sentence", "when"), ENGLISH)
def test_english(sentence: str, when: str) -> None:
    assert _when("en", sentence) == when


@pytest.mark.parametrize(("sentence", "when"), GERMAN)
def test_german(sentence: str, when: str) -> None:
    assert _when("de", sentence) == when


@pytest.mark.parametrize(("sentence", "when"), FRENCH)
def test_french(sentence: str, when: str) -> None:
    assert _when("fr", sentence) == when


@pytest.mark.parametrize(("sentence", "when"), SPANISH)
def test_spanish(sentence: str, when: str) -> None:
    assert _when("es", sentence) == when


NO_TIME = [
    "In Q3 of the survey, 40 people said yes.",
    "In the third quarter of the match 40 fans fell.",
    "The ratio of 2018/19 cars is 40.",
    "The route from A1 to H1 has 40 stops.",
    "They may have 40 beds.",
    "A weekend ticket costs 40.",
]


@pytest.mark.parametrize("sentence", NO_TIME)
def test_what_says_no_time(sentence: str) -> None:
    assert _when("en", sentence) == " = .."


FIGURES = [
    ("en", "Terms rose from three months to six months.", ["three months", "six months"]),
    ("en", "In the 24 hours to 5pm, 40 people came.", ["40"]),
    ("en", "The work takes three months to complete.", ["three months"]),
    ("de", "In den zwölf Monaten bis März 2019 kamen 40 Boote.", ["40"]),
    ("de", "Die Gebühr beträgt 3.10 Euro.", ["3.10 Euro"]),
    ("de", "Das galt bis zum 3.10.", []),
    ("de", "Die Note liegt bei 3.10.", ["3.10"]),
]


@pytest.mark.parametrize(("tag", "sentence", "surfaces"), FIGURES)
def test_a_period_is_no_figure_and_a_length_of_time_is(tag: str, sentence: str, surfaces: list[str]) -> None:
    assert [figure.surface for figure in figures.find(page(tag, ("paragraph", sentence)))[0]] == surfaces
