"""What a block's words hold is remembered: it is what is found in them afresh, whatever was read before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_figures_gate import PAGES, page

from monitor import language
from monitor.figures import block_numbers
from monitor.figures.numbers.scanner import scan
from monitor.figures.refusals.reasons import Context, why
from monitor.model import Block, BlockKind, Cell, Region

#: Words that say one thing here and another there: by their language, their block, their cell, its headers, a mark.
WORDS = (
    "2020",
    "65",
    "20-29",
    "1.234",
    "thousands",
    "12 [1] dogs",
    "7",
    "24 April 2020",
    "un mort",
    "Arrivals (thousands)",
)
DATES = (
    (1, 2020),
    (3, 1500),
    (9, 1999),
    (11, 2001),
    (14, 2199),
    (24, 2020),
    ("08", 2021),
    (31, 1900),
    (32, 2020),
    (7, 2200),
)
CELLS = (
    None,
    Cell(table=0, row=1, column=1),
    Cell(table=0, row=1, column=1, header=True),
    Cell(table=0, row=1, column=1, column_headers=("Year",)),
    Cell(table=0, row=1, column=1, row_headers=("North", "Age")),
    Cell(table=0, row=1, column=1, row_headers=("Age", "North")),
)
LINES = [line for path in PAGES for line in page(path).text.content.splitlines() if line]
MARKED = ((), ((0, 1),), ((3, 6),))


@st.composite
def blocks(draw: st.DrawFn) -> tuple[str, str, Block]:
    words = draw(st.sampled_from(WORDS) | st.sampled_from(LINES))
    cell = draw(st.sampled_from(CELLS))
    start = draw(st.integers(0, 3))
    block = Block(
        kind=BlockKind.TABLE_CELL if cell else draw(st.sampled_from(BlockKind)),
        start=start,
        end=start + len(words),
        region=draw(st.sampled_from((Region.MAIN, Region.MARGIN))),
        cell=cell,
        marks=tuple((start + begin, start + end) for begin, end in draw(st.sampled_from(MARKED)) if end <= len(words)),
    )
    return draw(st.sampled_from(("en", "fr", "de", "en-US"))), words, block


@settings(max_examples=50)
@given(st.lists(blocks(), min_size=1, max_size=12))
def test_what_is_remembered_is_what_is_found_afresh(read: list[tuple[str, str, Block]]) -> None:
    for tag, words, block in read:
        known = language.load(tag)
        kept, refused = block_numbers.find(words, block, known)
        marks = [(start - block.start, end - block.start) for start, end in block.marks]
        where = _where(block, known)
        tokens = [(token, why(token, where)) for token in scan(words, known, marks)]
        assert kept == tuple(token for token, reason in tokens if reason is None)
        told = [(number.value, number.surface, number.start, number.end, number.why) for number in refused]
        assert [one for one in told if not any(start <= one[2] < end for start, end in marks)] == [
            (token.value, token.surface, token.start, token.end, reason) for token, reason in tokens if reason
        ]


@pytest.mark.parametrize("tag", [*language.languages(), "und", "en-US", "it"])
def test_a_line_that_is_nothing_but_a_date_is_read_as_all_rules_read_it(tag: str) -> None:
    known = language.load(tag)
    where = Context(language=known)
    dates = [
        form.format(day, written, year)
        for month in sorted(known.calendar.months)
        for written in {month, month.capitalize()}
        for day, year in DATES
        for form in ("{0} {1} {2}", "{0}. {1} {2}", "{1} {2}")
    ]
    for string in dates:
        block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(string))
        told = [(token.value, token.surface, token.start, why(token, where)) for token in scan(string, known)]
        kept, refused = block_numbers.find(string, block, known)
        refusals = [(one.value, one.surface, one.start, one.why) for one in refused]
        assert [one for one in told if one[-1] is not None] == refusals
        assert [one[:-1] for one in told if one[-1] is None] == [(one.value, one.surface, one.start) for one in kept]


def test_the_place_of_a_block_is_no_part_of_what_its_words_hold() -> None:
    here, there = Block(kind=BlockKind.PARAGRAPH, start=0, end=13), Block(kind=BlockKind.PARAGRAPH, start=90, end=103)
    english = language.load("en")
    assert block_numbers.find("24 April 2020", here, english) == block_numbers.find("24 April 2020", there, english)


def _where(block: Block, known: language.Language) -> Context:
    where = Context(language=known, kind=block.kind, margin=block.region is Region.MARGIN)
    cell = block.cell
    if cell is None:
        return where
    return replace(where, header=cell.header, headers=(*cell.row_headers[-1:], *cell.column_headers))
