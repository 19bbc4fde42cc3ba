"""Numbers in tables: what heads a row or a column orders the table, and is no claim."""

from __future__ import annotations

import pytest
from figures_read import read, written

from monitor.model import BlockKind, Cell

CASES = [
    # language, cell, column header, heads others, kept, refused
    ("en", "2019", "Cases", False, "2019 = 2019", ""),
    ("en", "2019", "Cases in London", False, "2019 = 2019", ""),
    ("en", "2019", "Year", False, "", "2019 year"),
    ("en", "2019", "", True, "", "2019 year"),
    ("fr", "1957", "Année", False, "", "1957 year"),
    ("fr", "1957", "Tests", False, "1957 = 1957", ""),
    ("en", "2020-21", "", True, "", "2020 year; 21 year"),
    ("en", "20-29", "", True, "", "20-29 age"),
    ("en", "65+", "", True, "", "65 age"),
    ("en", "5-9", "Age group", False, "", "5-9 age"),
    ("fr", "18-24", "Âge", False, "", "18-24 age"),
    ("en", "5-9", "Deaths", False, "5-9 = 5..9", ""),
    ("en", "1,160", "", True, "1,160 = 1160", ""),
    ("en", "beds [0] count", "", True, "", "0 footnote"),
    ("en", "[2]", "", True, "", "2 list_number"),
    ("en", "12 (3.4%)", "Deaths", False, "12 = 12; 3.4% = 3.4 %", ""),
    ("fr", "3,4 %", "Taux", False, "3,4 % = 3.4 %", ""),
    ("fr", "1 160", "2020", False, "1 160 = 1160", ""),
    ("en", "12 March 2020", "Date", False, "", "12 date; 2020 date"),
    ("en", "01/02/2020", "Date", False, "", "01 date; 02 date; 2020 date"),
    ("en", "0.75", "Rate", False, "0.75 = 0.75", ""),
    ("en", "–", "Deaths", False, "", ""),
]


@pytest.mark.parametrize(("language", "content", "column", "heads", "kept", "refused"), CASES)
def test_reads_a_cell_by_its_headers(
    language: str, content: str, column: str, heads: bool, kept: str, refused: str
) -> None:
    headers = (column,) if column else ()
    cell = Cell(table=0, row=1, column=1, header=heads, row_headers=("Lille",), column_headers=headers)
    found = read(language, content, kind=BlockKind.TABLE_CELL, cell=cell)
    assert "; ".join(written(one) for one in found.kept) == kept
    assert "; ".join(f"{one.surface} {one.why}" for one in found.refused) == refused


@pytest.mark.parametrize(
    ("kind", "content", "kept", "refused"),
    [
        (BlockKind.HEADING, "Arrivals (thousands)", "", "thousands structure"),
        (BlockKind.HEADING, "Arrivals, thousands", "", "thousands structure"),
        (BlockKind.PARAGRAPH, "Arrivals by month, thousands", "", "thousands structure"),
        (BlockKind.HEADING, "Arrivals [thousands] by region", "", "thousands structure"),
        (BlockKind.PARAGRAPH, "(thousands)", "", "thousands structure"),
        (BlockKind.PARAGRAPH, "Arrivals by month (thousands)", "", "thousands structure"),
        # controls: how many there are
        (BlockKind.HEADING, "In their hundreds, thousands arrive", "hundreds = 100..1000; thousands = 1000..10000", ""),
        (BlockKind.PARAGRAPH, "They came in hundreds, thousands.", "hundreds = 100..1000; thousands = 1000..10000", ""),
        (BlockKind.HEADING, "Thousands arrive", "Thousands = 1000..10000", ""),
        (BlockKind.HEADING, "Camps (thousands of people wait)", "thousands = 1000..10000", ""),
        (BlockKind.PARAGRAPH, "Many people (thousands) arrived.", "thousands = 1000..10000", ""),
        (BlockKind.PARAGRAPH, "Many people arrived (thousands).", "thousands = 1000..10000", ""),
    ],
)
def test_a_title_says_in_which_unit_its_table_is(kind: BlockKind, content: str, kept: str, refused: str) -> None:
    found = read("en", content, kind=kind)
    assert "; ".join(written(one) for one in found.kept) == kept
    assert "; ".join(f"{one.surface} {one.why}" for one in found.refused) == refused
