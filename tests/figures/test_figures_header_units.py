"""What the headers of a table multiply its numbers by, and how cells hedge and sign them."""

from __future__ import annotations

import pytest
from figures_read import read, written

from monitor.model import BlockKind, Cell, Direction, Quantifier

# language, header, the number below it, what it comes to, what it counts
HEADERS = [
    ("de", "Ausgaben in Mio. €", "12", "12 = 12000000 EUR", "Ausgaben"),
    ("de", "Ausgaben Mio. €", "12", "12 = 12000000 EUR", "Ausgaben"),
    ("de", "Ausgaben (Mrd. EUR)", "12", "12 = 12000000000 EUR", "Ausgaben"),
    ("de", "Menge in 1.000 t", "12", "12 = 12000 t", "Menge"),
    ("de", "Menge (Tsd. t)", "12", "12 = 12000 t", "Menge"),
    ("de", "Personen (in 1.000)", "12", "12 = 12000", "Personen"),
    ("de", "Preis €", "12", "12 = 12 EUR", "Preis"),
    ("de", "Höhe in m", "12", "12 = 12 m", "Höhe"),
    ("en", "Output (thousand tonnes)", "12", "12 = 12000 t", "Output"),
    ("en", "Spending £m", "12", "12 = 12000000 GBP", "Spending"),
    ("en", "Geese ('000)", "12", "12 = 12000", "Geese"),
    ("en", "Millions of geese", "12", "12 = 12000000", "geese"),
    ("en", "Output in kt", "12", "12 = 12 kt", "Output"),
    ("fr", "Production (milliers de tonnes)", "12", "12 = 12000 t", "Production"),
    ("es", "Producción (miles de toneladas)", "12", "12 = 12000 t", "Producción"),
    ("es", "Millones de ocas", "12", "12 = 12000000", "ocas"),
]


@pytest.mark.parametrize(("language", "header", "content", "value", "counts"), HEADERS)
def test_headers_say_what_their_numbers_are_told_in(
    language: str, header: str, content: str, value: str, counts: str
) -> None:
    cell = Cell(table=0, row=1, column=1, column_headers=(header,))
    (figure,) = read(language, content, kind=BlockKind.TABLE_CELL, cell=cell).kept
    assert (written(figure), figure.counts) == (value, counts)


@pytest.mark.parametrize(
    ("language", "header"),
    [("de", "Menge in 1.000 t"), ("en", "Spend (£000s)"), ("en", "Geese (000s)"), ("de", "Personen (in 1.000)")],
)
def test_the_thousand_of_a_header_is_no_figure(language: str, header: str) -> None:
    cell = Cell(table=0, row=0, column=1, header=True)
    assert read(language, header, kind=BlockKind.TABLE_CELL, cell=cell).kept == ()


# language, column, row, the number there, what it comes to, what it counts
NO_FACTORS = [
    ("en", "Staff", "1,000 to 4,999", "12 = 12", "1,000 to 4,999: Staff"),
    ("en", "1,000 and over", "Farms", "12 = 12", "Farms: 1,000 and over"),
    ("en", "Copies", "1,000", "12 = 12", "1,000: Copies"),
    ("en", "1,000", "Copies", "12 = 12", "Copies: 1,000"),
    ("en", "Geese", "1000 m", "12 = 12", "1000 m: Geese"),
    ("en", "Geese", "Thousand Oaks", "12 = 12", "Thousand Oaks: Geese"),
    ("en", "Million pound homes", "Kent", "12 = 12", "Kent: Million pound homes"),
    ("es", "Ocas", "Mil Palmeras", "12 = 12", "Ocas de Mil Palmeras"),
    ("en", "£ per 1,000 litres", "Oil", "12 = 12", "Oil: £ per 1,000 litres"),
    ("de", "Preis in € / 1.000 l", "Heizöl", "12 = 12", "Heizöl: Preis in € / 1.000 l"),
    ("en", "Thousand persons", "Kent", "12 = 12000", "Kent: persons"),
    ("de", "1.000 Personen", "Hessen", "12 = 12000", "Hessen: Personen"),
    ("de", "Mio. volle Flaschen", "Hessen", "12 = 12000000", "Hessen: volle Flaschen"),
]


@pytest.mark.parametrize(("language", "column", "row", "value", "counts"), NO_FACTORS)
def test_sizes_and_names_multiply_nothing(language: str, column: str, row: str, value: str, counts: str) -> None:
    cell = Cell(table=0, row=1, column=1, column_headers=(column,), row_headers=(row,))
    (figure,) = read(language, "12", kind=BlockKind.TABLE_CELL, cell=cell).kept
    assert (written(figure), figure.counts) == (value, counts)


def test_a_headline_over_a_table_multiplies_nothing() -> None:
    cell = Cell(table=0, row=1, column=1, column_headers=("Geese",), row_headers=("Kent",), caption="Thousands of jobs")
    (figure,) = read("en", "12", kind=BlockKind.TABLE_CELL, cell=cell).kept
    assert written(figure) == "12 = 12"


HEDGES = [
    ("<5", Quantifier.LESS_THAN),
    ("about 300", Quantifier.APPROXIMATELY),
    ("10+", Quantifier.AT_LEAST),
    ("5 or fewer", Quantifier.AT_MOST),
    ("≥20", Quantifier.AT_LEAST),
    ("300*", Quantifier.EXACT),
    ("1,204", Quantifier.EXACT),
]


@pytest.mark.parametrize(("content", "hedge"), HEDGES)
def test_cells_hedge_as_sentences_do(content: str, hedge: Quantifier) -> None:
    cell = Cell(table=0, row=1, column=1, column_headers=("Geese",))
    (figure,) = read("en", content, kind=BlockKind.TABLE_CELL, cell=cell).kept
    assert figure.quantifier is hedge


@pytest.mark.parametrize(
    ("content", "value", "direction"),
    [("▲ 3", "3", Direction.UP), ("▼ 2.1%", "2.1", Direction.DOWN), ("+5", "5", Direction.UP), ("3", "3", None)],
)
def test_arrows_are_signs(content: str, value: str, direction: Direction | None) -> None:
    cell = Cell(table=0, row=1, column=1, column_headers=("Change",))
    (figure,) = read("en", content, kind=BlockKind.TABLE_CELL, cell=cell).kept
    assert (str(figure.value), figure.direction) == (value, direction)


@pytest.mark.parametrize(
    ("language", "content", "kept"),
    [
        ("en", "The estimate is 320 (95% CI: 290–350).", ["320", "290–350"]),
        ("de", "Es sind 320 (95 %-KI 290–350).", ["320", "290–350"]),
        ("en", "Some 95% of the geese left.", ["95%"]),
        ("en", "The 320 are sure at the 95% confidence level.", ["320"]),
        ("en", "The estimate is 320 (95% credible interval 290–350).", ["320", "290–350"]),
        ("fr", "On en compte 320 (intervalle de confiance à 95 % : 290–350).", ["320", "290–350"]),
        ("es", "Son 320 (intervalo de confianza del 95 %: 290–350).", ["320", "290–350"]),
        ("en", "They have 90% confidence in the police.", ["90%"]),
        ("en", "Confidence 80%, trust 90%", ["80%", "90%"]),
        ("fr", "Confiance 80 %", ["80 %"]),
        ("es", "Confianza 80 %", ["80 %"]),
        ("de", "Dort sind 80 % KI-Texte.", ["80 %"]),
    ],
)
def test_how_sure_a_statistic_is_is_no_figure(language: str, content: str, kept: list[str]) -> None:
    assert [figure.surface for figure in read(language, content).kept] == kept
