"""Sheets: which rows are tables, what heads each of their cells, and what stands around them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from extract_fakes import lines
from office_fakes import Share, Values, ods, xlsx

from monitor.errors import ExtractError
from monitor.extract import read
from monitor.model import BlockKind, Page, Text

Headed = dict[str, tuple[tuple[str, ...], tuple[str, ...], str]]  # cell -> row headers, column headers, caption
N31, S45 = ((("North",), ("Tents",), ""), (("South",), ("Tents",), ""))


def headed(text: Text) -> Headed:
    """Return what heads the cells of the bodies of the tables of *text*."""
    return {
        text.of(block): (block.cell.row_headers, block.cell.column_headers, block.cell.caption)
        for block in text.blocks
        if block.cell is not None and not block.cell.header
    }


TABLES: dict[str, tuple[Values, Headed]] = {
    "a head and a name": (
        [["Region", "Tents"], ["North", 31], ["South", 45]],
        {"31": (("North",), ("Tents",), ""), "45": (("South",), ("Tents",), "")},
    ),
    "notes, a gap and a title above": (
        [["Made by the office"], [], ["Tents by region"], ["(thousands)"], ["Region", "Tents"], ["North", 31.5]],
        {"31.5": (("North",), ("Tents",), "Tents by region, thousands")},
    ),
    "a note between the title and its unit": (
        [["Tents by region"], ["Provisional"], ["(thousands)"], ["Region", "Tents"], ["North", 31.5]],
        {"31.5": (("North",), ("Tents",), "Tents by region, thousands")},
    ),
    "several rows of heads, a group over two columns": (
        [["Region", "Men", None, "Women"], [None, "Cases", "Deaths", "Cases"], ["North", 1, 2, 3]],
        {
            "1": (("North",), ("Men", "Cases"), ""),
            "2": (("North",), ("Men", "Deaths"), ""),
            "3": (("North",), ("Women", "Cases"), ""),
        },
    ),
    "years head columns": (
        [["Region", 2018, 2019], ["North", 12, 13], ["South", 2001, 15]],
        {
            "12": (("North",), ("2018",), ""),
            "13": (("North",), ("2019",), ""),
            "2001": (("South",), ("2018",), ""),
            "15": (("South",), ("2019",), ""),
        },
    ),
    "years and weeks head rows": (
        [["Year", "Tents"], [2018, 12], [2019, 13], [2020, 14]],
        {"12": (("2018",), ("Tents",), ""), "13": (("2019",), ("Tents",), ""), "14": (("2020",), ("Tents",), "")},
    ),
    "days head rows": (
        [["Date", "Tents"], [date(2020, 3, 2), 31]],
        {"31": (("2020-03-02",), ("Tents",), "")},
    ),
    "sections, and names said once": (
        [["", "Sex", "Cases"], ["North"], ["Urban", "men", 1], [None, "women", 2], ["South"], ["Urban", "men", 3]],
        {
            "1": (("North", "Urban", "men"), ("Cases",), ""),
            "2": (("North", "Urban", "women"), ("Cases",), ""),
            "3": (("South", "Urban", "men"), ("Cases",), ""),
        },
    ),
    "a gap inside, and a note at the end": (
        [["Region", "Tents"], ["North", 31], [], ["South", 45], ["Counts may differ."]],
        {"31": (("North",), ("Tents",), ""), "45": (("South",), ("Tents",), "")},
    ),
    "two tables": (
        [["Region", "Tents"], ["North", 31], [], ["Camps"], ["Place", "Camps"], ["East", 7]],
        {"31": (("North",), ("Tents",), ""), "7": (("East",), ("Camps",), "Camps")},
    ),
    "marks for what is not given": (
        [["Region", "Tents", "Beds"], ["North", "*", "n/a"], ["South", 45, "-"]],
        {
            "*": (("North",), ("Tents",), ""),
            "n/a": (("North",), ("Beds",), ""),
            "45": (("South",), ("Tents",), ""),
            "-": (("South",), ("Beds",), ""),
        },
    ),
    "codes name nothing": (
        [["Code", "Region", "Tents"], ["E4001", "North", 31]],
        {"31": (("North",), ("Tents",), "")},
    ),
    "no head, a name far from its value": (
        [["Summary"], [None], [None, "Tents", None, None, 31], [None, "Beds", None, None, 45]],
        {"31": (("Tents",), (), "Summary"), "45": (("Beds",), (), "Summary")},
    ),
    "one row of numbers": ([["Tents", "Beds"], [31, 45]], {"31": ((), ("Tents",), ""), "45": ((), ("Beds",), "")}),
}


@pytest.mark.parametrize("make", [xlsx, ods], ids=["xlsx", "ods"])
@pytest.mark.parametrize("case", TABLES)
def test_what_heads_a_cell(case: str, make: object) -> None:
    rows, expected = TABLES[case]
    assert callable(make)
    assert headed(read(make({"Sheet1": rows}))) == expected


def test_lines_titles_and_sheets_by_name() -> None:
    rows: Values = [
        ["Made by the office"],
        [],
        ["Tents by region"],
        ["Region", "Tents"],
        ["North", 31],
        [],
        ["A note."],
    ]
    text = read(xlsx({"First": rows, "Empty": [], "Second": [["Beds"], [5]]}))
    kinds = [(block.kind.value, block.level, text.of(block)) for block in text.blocks if block.cell is None]
    assert kinds == [
        ("heading", 1, "First"),
        ("paragraph", 0, "Made by the office"),
        ("heading", 2, "Tents by region"),
        ("paragraph", 0, "A note."),
        ("heading", 1, "Second"),
    ]
    assert [block.cell.caption for block in text.blocks if block.cell and not block.cell.header] == [
        "Tents by region",
        "Second",
    ]


def test_numbers_are_written_as_the_language_of_the_sheet_writes_them() -> None:
    note = "Bei den Gesamtzahlen in dieser Tabelle kann es zu Abweichungen kommen, wegen fehlender Angaben der Kantone."
    text = read(
        xlsx({"Kantone": [[note], [], ["Kanton", "Inzidenz"], ["Genf", 906.5], ["Bern", 0.1 + 0.2], ["Zug", 1234]]})
    )
    assert text.language == "de"
    assert [text.of(block) for block in text.blocks if block.cell and not block.cell.header] == ["906,5", "0,3", "1234"]


def test_a_long_remark_beside_the_numbers_is_prose() -> None:
    remark = "Includes five tents that were counted by the office in the week before, late."
    text = read(xlsx({"Sheet1": [["Region", "Tents", "Remark"], ["North", 31, remark]]}))
    assert [block.kind for block in text.blocks if text.of(block) == remark] == [BlockKind.PARAGRAPH]


def test_hidden_sheets_are_not_read_and_their_numbers_counted() -> None:
    text = read(xlsx({"Shown": [["Tents"], [5]], "Work": [["Draft"], [6], [7]]}, hidden=["Work"]))
    assert lines(text) == ["Tents", "5"]
    assert ("hidden_text" in text.notes, text.hidden) == (True, 2)


@pytest.mark.parametrize("book", [xlsx, ods])
def test_a_share_that_shows_as_a_percentage_is_one(book: Callable[[dict[str, Values]], bytes]) -> None:
    rows: Values = [[], [None, "Region", "Tents", "Full"], [None, "North", 31, Share(0.104)], [None, "South", 45, 0.5]]
    assert list(headed(read(book({"Notes": [["See below"]], "Sheet1": rows})))) == ["31", "10.4%", "45", "0.5"]


def test_percentages_of_rows_and_cells_that_an_open_document_says_once_are_all_found() -> None:
    rows: Values = [["North", Share(0.12), 0.12], ["South", 0.5, Share(0.5)]]
    shown = lines(read(ods({"Sheet1": rows}, repeated=2)))
    assert [text for text in shown if text[0].isdigit()] == ["12%", "0.12"] * 2 + ["0.5", "50%"] * 2


def test_a_formula_is_what_it_came_to() -> None:
    text = read(xlsx({"Sheet1": [["Region", "Tents"], ["North", 31], ["All", "=SUM(B2:B2)=31.5"], ["None", "=B9"]]}))
    assert headed(text) == {"31": (("North",), ("Tents",), ""), "31.5": (("All",), ("Tents",), "")}


FILES: dict[str, tuple[str, str | None, Headed]] = {
    "commas, and thousands in quotes": (
        'Region,Tents\nNorth,"1,031"\nSouth,  45\n',
        None,
        {"1,031": (("North",), ("Tents",), ""), "45": (("South",), ("Tents",), "")},
    ),
    "semicolons": ("Region;Tents\nNorth;31\nSouth;45\n", None, {"31": N31, "45": S45}),
    "tabs": ("Region\tTents\nNorth\t31\nSouth\t45\n", None, {"31": N31, "45": S45}),
    "two lines, by what the server says": ("Region,Tents\nNorth,31\n", "text/csv; charset=utf-8", {"31": N31}),
    "whole numbers with a point": ("Region,Tents\nNorth,31.0\nSouth,45.50\n", None, {"31": N31, "45.5": S45}),
    "names that pandas made up": ("Unnamed: 0,Tents\nNorth,31\nSouth,45\n", None, {"31": N31, "45": S45}),
    "codes of places, days with a time": (
        "dep;jour;hosp\n01;2020-03-18T00:00:00+01:00;31\n75;2020-03-18T00:00:00+01:00;45\n2A;2020-03-18T08:30:00Z;7\n",
        None,
        {
            "31": (("01", "2020-03-18"), ("hosp",), ""),
            "45": (("75", "2020-03-18"), ("hosp",), ""),
            "7": (("2A", "2020-03-18 08:30"), ("hosp",), ""),
        },
    ),
    "a line break in a field": ('Region,Tents\n"No\nrth",31\n', "text/csv", {"31": (("No rth",), ("Tents",), "")}),
}


@pytest.mark.parametrize("case", FILES)
def test_separated_values(case: str) -> None:
    written, media, expected = FILES[case]
    text = read(written.encode(), content_type=media)
    assert (text.kind, headed(text)) == ("csv", expected)


NO_RECORDS = [
    "In May, 5 people came.\nIn June, 6 people came.\nIn July, 7 people came.\n",  # three sentences with a comma
    "Tents: 5\nBeds: 6\nCamps: 7\n",
    "5 people, 6 tents\n",
    "Dear all,\nwe met,\nas ever,\n",
]


@pytest.mark.parametrize("written", NO_RECORDS)
def test_prose_with_commas_is_no_sheet(written: str) -> None:
    assert read(written.encode(), content_type="text/plain").kind == "text"


def test_a_person_s_decimals_stand_as_written() -> None:
    head = "Region;Anteil der Menschen, die in einem der Lager des Landes und nicht zu Hause sind"
    text = read(f"{head}\nNord;1.234,5\nWest;12,5\n".encode(), content_type="text/csv")
    assert text.language == "de"
    assert list(headed(text)) == ["1.234,5", "12,5"]


PAGE = Page(id="a", url="https://a.example/")
DATA = {
    "lastUpdated": "2020-04-15",
    "data": {
        "total": {"newCases": 31, "population_size": 7, "id": 400},
        "regions": [
            {"id": 1, "name": "North", "tents": {"large": 5, "small": 1.5}},
            {"id": 2, "name": "South", "tents": {"large": 6, "small": None}},
        ],
    },
}
NORTH, SOUTH, TITLE = ("North",), ("South",), "data regions"
TOTAL: Headed = {"31": (("data total", "new Cases"), (), "")}
REGIONS: Headed = {
    "5": (NORTH, ("tents large",), TITLE),
    "1.5": (NORTH, ("tents small",), TITLE),
    "6": (SOUTH, ("tents large",), TITLE),
}
SELECTED: list[tuple[str | None, tuple[str, ...], Headed]] = [
    (None, (), TOTAL | REGIONS),
    ("$.data.regions", (), REGIONS),
    ("$['data'].total", (), {"31": (("data total", "new Cases"), (), "")}),
    ("$.data.regions", ("$.data.regions[*].tents.small", "$.data.regions[1]"), {"5": (NORTH, ("tents large",), TITLE)}),
    (
        "$.data.regions[0].tents",
        (),
        {"5": (("data regions [0] tents", "large"), (), ""), "1.5": (("data regions [0] tents", "small"), (), "")},
    ),
]


NESTED = {
    "camps": [
        {"name": "North", "beds": [{"kind": "adult", "free": 31}, {"kind": "child", "free": 12}], "tents": [4, 9]},
        {"name": "South", "beds": [{"kind": "adult", "free": 21}], "tents": [7]},
    ]
}


def test_a_list_of_records_in_records_is_a_table_whose_rows_begin_with_their_names() -> None:
    assert headed(read(json.dumps(NESTED).encode())) == {
        "4": (NORTH, ("tents [0]",), "camps"),
        "9": (NORTH, ("tents [1]",), "camps"),
        "7": (SOUTH, ("tents [0]",), "camps"),
        "31": (("North", "adult"), ("free",), "camps beds"),
        "12": (("North", "child"), ("free",), "camps beds"),
        "21": (("South", "adult"), ("free",), "camps beds"),
    }


@pytest.mark.parametrize(("select", "ignore", "expected"), SELECTED)
def test_data_by_path(select: str | None, ignore: tuple[str, ...], expected: Headed) -> None:
    text = read(json.dumps(DATA).encode(), page=replace(PAGE, select=select, ignore=ignore))
    assert (text.kind, headed(text)) == ("json", expected)


@pytest.mark.parametrize(
    ("select", "reason"), [("$.gone", "nothing_selected"), ("main p", "bad_selector"), ("$..x", "bad_selector")]
)
def test_a_path_that_leads_nowhere(select: str, reason: str) -> None:
    with pytest.raises(ExtractError) as caught:
        read(b'{"people": 5}', page=replace(PAGE, select=select))
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("select", "has_places", "has_people"),
    [
        (None, False, True),
        ("$.features[*].geometry.coordinates", True, False),
        ("$.features[*].properties", False, True),
    ],
)
def test_places_on_a_map_are_read_where_they_are_selected(
    select: str | None, has_places: bool, has_people: bool
) -> None:
    place = {"properties": {"name": "Arden", "coordinates": 71}, "geometry": {"coordinates": [2.1, 48.2]}}
    body = json.dumps({"type": "FeatureCollection", "features": [place], "bbox": [3.5, 7.5]}).encode()
    text = read(body, page=Page(id="a", url="https://a.example/", select=select))
    assert ("48.2" in text.content, "71" in text.content, "7.5" in text.content) == (has_places, has_people, False)


@pytest.mark.parametrize(
    ("note", "language"),
    [("Arden", "en"), ("Les bénévoles du port ont compté les tentes et les lits dans la cour de la mairie.", "fr")],
)
def test_the_language_of_json_is_that_of_its_words_and_not_of_its_names(note: str, language: str) -> None:
    names = ["geometry", "properties", "feature_type", "new_people_tested_by_publish_date", "het_van_de_een"]
    body = json.dumps({"rows": [dict.fromkeys(names, 5) | {"note": note}]}).encode()
    assert read(body).language == language
