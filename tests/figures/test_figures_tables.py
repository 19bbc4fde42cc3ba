"""Figures in tables: row and column headers, captions, units and times that stand there."""

from __future__ import annotations

import pytest
from figures_labels import cell, page, told

from monitor import examine, figures

CASES: list[tuple[str, str, tuple[str, ...], tuple[str, ...], str, str, str]] = [
    # language, cell, row headers, column headers, caption: what is told, and the value in full
    (
        "en",
        "1,204",
        ("Brittany",),
        ("Beds", "2019"),
        "Hospital capacity",
        "1,204 | Brittany: Beds (Beds) | 2019 = 2019-01-01..2019-12-31",
        "1204",
    ),
    (
        "en",
        "3.4",
        ("Housing",),
        ("Spending (£ million)",),
        "Budget 2020",
        "3.4 | Housing: Spending (Spending) | GBP",
        "3400000.0",
    ),
    (
        "en",
        "57",
        ("Women",),
        ("2018",),
        "Prison population by sex",
        "57 | Prison population by sex: Women (Women) | 2018 = 2018-01-01..2018-12-31",
        "57",
    ),
    (
        "en",
        "12.5",
        ("Unemployment rate (%)",),
        ("March 2020",),
        "",
        "12.5 | Unemployment rate (rate) | % | SHARE | March 2020 = 2020-03-01..2020-03-31",
        "12.5",
    ),
    ("en", "+14", ("Arrests",), ("Change",), "", "+14 | Arrests: Change (Arrests) | CHANGE UP", "14"),
    (
        "en",
        "540",
        ("Total",),
        ("Number",),
        "Asylum applications",
        "540 | Total: Number, Asylum applications (applications)",
        "540",
    ),
    (
        "en",
        "88",
        ("Homes built, thousands",),
        ("2019",),
        "",
        "88 | Homes built (Homes) | 2019 = 2019-01-01..2019-12-31",
        "88000",
    ),
    (
        "en",
        "1.1",
        ("North",),
        ("Women",),
        "Arrivals (thousands), Provisional",
        "1.1 | North: Women (Women)",
        "1100.0",
    ),
    (
        "en",
        "1.1",
        ("North",),
        ("2019",),
        "Aid (€ million), Source: Ministry",
        "1.1 | North: Aid, Source: Ministry (North) | EUR | 2019 = 2019-01-01..2019-12-31",
        "1100000.0",
    ),
    (
        "en",
        "1.1",
        ("North",),
        ("Women",),
        "Arrivals, thousands, Provisional",
        "1.1 | North: Women (Women)",
        "1100.0",
    ),
    (
        "en",
        "12",
        ("North",),
        ("Women",),
        "Arrivals, by sex, Provisional",
        "12 | North: Women (Women)",
        "12",
    ),
    (
        "en",
        "31",
        ("North",),
        ("beds [0] count",),
        "",
        "31 | North: beds count (count)",
        "31",
    ),
    (
        "en",
        "12",
        ("totals", "[2]"),
        (),
        "",
        "12 | totals (totals)",
        "12",
    ),
    (
        "en",
        "12",
        ("North",),
        ("Women",),
        "Arrivals (provisional), by sex",
        "12 | North: Women (Women)",
        "12",
    ),
    (
        "en",
        "61%",
        ("Turnout",),
        ("May 2015",),
        "",
        "61% | Turnout (Turnout) | % | SHARE | May 2015 = 2015-05-01..2015-05-31",
        "61",
    ),
    (
        "en",
        "9,300",
        ("Deaths to 31 March 2020",),
        (),
        "",
        "9,300 | Deaths (Deaths) | to 31 March 2020 = ..2020-03-31",
        "9300",
    ),
    (
        "fr",
        "1 204",
        ("Bretagne",),
        ("Lits occupés", "2019"),
        "Capacité hospitalière",
        "1 204 | Bretagne : Lits occupés (Lits) | 2019 = 2019-01-01..2019-12-31",
        "1204",
    ),
    (
        "fr",
        "3,4",
        ("Logement",),
        ("Dépenses (M€)",),
        "Budget 2020",
        "3,4 | Logement : Dépenses (Dépenses) | EUR",
        "3400000.0",
    ),
    (
        "fr",
        "57",
        ("Femmes",),
        ("2018",),
        "Population carcérale par sexe",
        "57 | Population carcérale par sexe : Femmes (Femmes) | 2018 = 2018-01-01..2018-12-31",
        "57",
    ),
    (
        "fr",
        "12,5",
        ("Taux de chômage (en %)",),
        ("Mars 2020",),
        "",
        "12,5 | Taux de chômage (Taux) | % | SHARE | Mars 2020 = 2020-03-01..2020-03-31",
        "12.5",
    ),
    (
        "fr",
        "+14",
        ("Interpellations",),
        ("Évolution",),
        "",
        "+14 | Interpellations : Évolution (Interpellations) | CHANGE UP",
        "14",
    ),
    (
        "fr",
        "540",
        ("Total",),
        ("Nombre",),
        "Demandes d'asile",
        "540 | Total : Nombre, Demandes d'asile (Demandes)",
        "540",
    ),
    (
        "fr",
        "88",
        ("Logements construits, en milliers",),
        ("2019",),
        "",
        "88 | Logements construits (Logements) | 2019 = 2019-01-01..2019-12-31",
        "88000",
    ),
    (
        "fr",
        "61 %",
        ("Participation",),
        ("Mai 2015",),
        "",
        "61 % | Participation (Participation) | % | SHARE | Mai 2015 = 2015-05-01..2015-05-31",
        "61",
    ),
    (
        "fr",
        "9 300",
        ("Décès au 31 mars 2020",),
        (),
        "",
        "9 300 | Décès (Décès) | au 31 mars 2020 = 2020-03-31..2020-03-31",
        "9300",
    ),
    # a kind of what the column counts comes after it; a place comes before, and what moved before its movement
    ("fr", "61", ("Retrait partiel",), ("Permis",), "", "61 | Permis : Retrait partiel (Permis)", "61"),
    ("fr", "61", ("Val-Perdu",), ("Permis",), "", "61 | Val-Perdu : Permis (Permis)", "61"),
    ("fr", "61", ("Reims",), ("Permis",), "", "61 | Reims : Permis (Permis)", "61"),
    ("fr", "61", ("Le Bourg",), ("Permis",), "", "61 | Le Bourg : Permis (Permis)", "61"),
    # the mark of a list is no part of a row's name; before a point it may be an ordinal
    ("es", "61", ("3. Obras",), ("2024",), "", "61 | Obras (Obras) | 2024 = 2024-01-01..2024-12-31", "61"),
    ("fr", "61", ("2.1 - Achats",), ("2024",), "", "61 | Achats (Achats) | 2024 = 2024-01-01..2024-12-31", "61"),
    ("es", "61", ("b) Obras",), ("2024",), "", "61 | Obras (Obras) | 2024 = 2024-01-01..2024-12-31", "61"),
    ("de", "61", ("1. Klasse",), ("Plätze",), "", "61 | 1. Klasse: Plätze (Plätze)", "61"),
]


@pytest.mark.parametrize(("language", "words", "rows", "columns", "caption", "line", "value"), CASES)
def test_a_cell_counts_what_its_headers_say(
    language: str, words: str, rows: tuple[str, ...], columns: tuple[str, ...], caption: str, line: str, value: str
) -> None:
    (figure,), _ = figures.find(page(language, ("table", words, cell(rows, columns, caption))))
    assert (told(figure), str(figure.value)) == (line, value)
    assert figure.headers == (*rows, *columns)
    assert figure.where == "table"


def test_numbers_that_only_name_rows_and_columns_are_no_figures() -> None:
    sheet = b"Week,Deaths,Tests\n1,31,400\n2,45,500\n3,50,600\n"
    found = examine.read(sheet, content_type="text/csv")
    assert [figure.surface for figure in found.figures] == ["31", "400", "45", "500", "50", "600"]
    assert [(number.surface, number.why) for number in found.dropped] == [(week, "list_number") for week in "123"]
