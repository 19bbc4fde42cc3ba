"""Tables: which are tables, and what heads each cell."""

from __future__ import annotations

import pytest
from extract_fakes import block_of, text_of

from monitor.model import BlockKind, Cell

MARKED = """<table><caption>Tests by day</caption><thead><tr><th>Day</th><th>Tests</th><th>Deaths</th></tr></thead>
<tbody><tr><th scope=row>Monday</th><td>1,160</td><td>7</td></tr>
<tr><th scope=row>Tuesday</th><td>1,200</td><td>9</td></tr>
</tbody></table>"""
BARE = """<table><tr><td>Area</td><td>Cases</td></tr><tr><td>Fife</td><td>8</td></tr>
<tr><td>Tayside</td><td>24</td></tr></table>"""
PAIRS = "<table><tr><td>Tested</td><td>6,091</td></tr><tr><td>Positive</td><td>227</td></tr></table>"
SPANS = """<table><tr><th rowspan=2>Area</th><th colspan=2>Adults</th></tr><tr><th>In camps</th><th>Outside</th></tr>
<tr><td rowspan=2>North</td><td>11</td><td>12</td></tr><tr><td>13</td><td>14</td></tr></table>"""
BANNERS = """<table><tr><th>Place</th><th>People</th></tr><tr><th colspan=2>England</th></tr>
<tr><td>Leeds</td><td>31</td></tr><tr><th colspan=2>Wales</th></tr><tr><td>Cardiff</td><td>32</td></tr></table>"""
YEARS = "<table><tr><td></td><td>2019</td><td>2020</td></tr><tr><td>Arrivals</td><td>41</td><td>42</td></tr></table>"
RANKED = """<table><tr><td>Rank</td><td>Country</td><td>People</td></tr><tr><td>1</td><td>Mali</td><td>51</td></tr>
<tr><td>2</td><td>Chad</td><td>52</td></tr></table>"""
DAYS = "<table><tr><td>18 March</td><td>61</td></tr><tr><td>19 March</td><td>62</td></tr></table>"
AGES = "<table><tr><td>Age</td><td>0-9</td><td>10-19</td></tr><tr><td>Cases</td><td>71</td><td>72</td></tr></table>"
REGIONS = """<table><tr><td>Nation</td><td>City</td><td>People</td></tr><tr><td>Wales</td><td>Barry</td><td>81</td></tr>
<tr><td>Wales</td><td>Neath</td><td>82</td></tr><tr><td>Wales</td><td>Rhyl</td><td>83</td></tr></table>"""
LISTED = """<table><tr><th>Chapter</th><th>2023</th></tr><tr><td>1. Staff</td><td>91</td></tr>
<tr><td>2.1 - Repairs</td><td>92</td></tr></table>"""
SIZED = """<table><tr><th>Size</th><th>Price</th></tr><tr><td>12 litres</td><td>93</td></tr>
<tr><td>2.5 kg</td><td>94</td></tr></table>"""

HEADS = [
    (LISTED, "91", ("1. Staff",), ("2023",)),
    (LISTED, "92", ("2.1 - Repairs",), ("2023",)),
    (SIZED, "94", (), ("Price",)),
    (MARKED, "1,160", ("Monday",), ("Tests",)),
    (MARKED, "9", ("Tuesday",), ("Deaths",)),
    (BARE, "24", ("Tayside",), ("Cases",)),
    (PAIRS, "6,091", ("Tested",), ()),
    (PAIRS, "227", ("Positive",), ()),
    (SPANS, "11", ("North",), ("Adults", "In camps")),
    (SPANS, "14", ("North",), ("Adults", "Outside")),
    (BANNERS, "31", ("England", "Leeds"), ("People",)),
    (BANNERS, "32", ("Wales", "Cardiff"), ("People",)),
    (YEARS, "42", ("Arrivals",), ("2020",)),
    (RANKED, "52", ("Chad",), ("People",)),
    (DAYS, "62", ("19 March",), ()),
    (AGES, "72", ("Cases",), ("10-19",)),
    (REGIONS, "83", ("Wales", "Rhyl"), ("People",)),
]


def cell_of(body: str, words: str) -> Cell:
    text = text_of(body)
    cell = next(block for block in text.blocks if text.of(block) == words).cell
    assert cell is not None
    return cell


@pytest.mark.parametrize(("body", "words", "rows", "columns"), HEADS)
def test_what_heads_a_cell(body: str, words: str, rows: tuple[str, ...], columns: tuple[str, ...]) -> None:
    cell = cell_of(body, words)
    assert (cell.header, cell.row_headers, cell.column_headers) == (False, rows, columns)


ARE_HEADERS = [
    (MARKED, "Tests"),
    (MARKED, "Monday"),
    (BARE, "Cases"),
    (BARE, "Fife"),
    (SPANS, "In camps"),
    (BANNERS, "Wales"),
]


@pytest.mark.parametrize(("body", "words"), ARE_HEADERS)
def test_headers_are_marked(body: str, words: str) -> None:
    assert cell_of(body, words).header


def test_the_corner_of_dated_columns_is_the_tables_title() -> None:
    dated = """<table><thead><tr><th>Deaths in custody</th><th>2023</th><th>March 2024</th></tr></thead>
    <tbody><tr><td>Illness</td><td>61</td><td>54</td></tr></tbody></table>"""
    assert cell_of(dated, "61").caption == "Deaths in custody"
    assert cell_of(dated.replace("March 2024", "Change"), "61").caption == ""  # what it counts, that column says itself
    assert cell_of(dated.replace("<table>", "<table><caption>Custody</caption>"), "61").caption == "Custody"
    assert cell_of(dated.replace("Deaths in custody", "2022"), "61").caption == ""


def test_caption_is_told_and_kept_as_a_block() -> None:
    text = text_of(MARKED)
    assert text.of(text.blocks[0]) == "Tests by day"
    assert cell_of(MARKED, "1,160").caption == "Tests by day"


def test_places_and_ordinals() -> None:
    text = text_of(PAIRS + "<p>between</p>" + BARE)
    places = [(b.cell.table, b.cell.row, b.cell.column) for b in text.blocks if b.cell is not None]
    assert places == [
        (0, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
        (0, 1, 1),
        (1, 0, 0),
        (1, 0, 1),
        (1, 1, 0),
        (1, 1, 1),
        (1, 2, 0),
        (1, 2, 1),
    ]


def test_rows_are_lines_of_the_content() -> None:
    assert text_of(PAIRS).content == "Tested\t6,091\nPositive\t227"


NESTED = """<table><tr><td>7 people</td><td><table><tr><td>x</td><td>1</td></tr><tr><td>y</td><td>2</td></tr></table>
</td></tr></table>"""
LAYOUTS = [
    '<table role="presentation"><tr><td>7 people</td><td>8 tents</td></tr><tr><td>a</td><td>b</td></tr></table>',
    "<table><tr><td>7 people</td></tr></table>",
    "<table><tr><td>7 people</td><td>side</td></tr></table>",
    "<table><tr><td><h2>Camp</h2><p>7 people</p></td><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
    NESTED,
]


@pytest.mark.parametrize("body", LAYOUTS)
def test_tables_for_layout_are_prose(body: str) -> None:
    block = block_of(text_of(body), "7 people")
    assert (block.kind, block.cell) == (BlockKind.PARAGRAPH, None)


def test_a_table_within_a_layout_table_is_a_table() -> None:
    cell = block_of(text_of(NESTED), "y").cell
    assert cell is not None
    assert cell.table == 0


def test_footnote_marks_are_no_part_of_headers() -> None:
    body = "<table><tr><th>Area</th><th>Cases<sup>1</sup></th></tr><tr><td>Fife</td><td>8</td></tr></table>"
    assert cell_of(body, "8").column_headers == ("Cases",)


def test_spans_past_reason_cost_nothing() -> None:
    row = "<tr><th colspan=1000 rowspan=65000>a</th><td colspan=99999999>1</td></tr>"
    assert len(text_of(f"<table>{row * 400}</table>").blocks) == 800
