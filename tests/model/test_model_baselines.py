"""A baseline comes back from its bytes as it was, to the last digit, whatever stands in it."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import (
    Baseline,
    Block,
    BlockKind,
    Cell,
    Direction,
    Dropped,
    Figure,
    Region,
    Role,
    Text,
    Tracked,
    Where,
)
from monitor.model.baseline_codec import decode, encode
from monitor.model.packed_columns import columns_of, listed, made, unlisted

WORDS = st.text(max_size=12)
PLACE = st.integers(0, 60)
NUMBERS = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=2) | st.just(Decimal("1.0"))
TEXTS = st.lists(WORDS, max_size=3).map(tuple)
CELLS = st.builds(Cell, table=PLACE, row=PLACE, column=PLACE, row_headers=TEXTS, column_headers=TEXTS, caption=WORDS)
BLOCKS = st.builds(
    Block, kind=st.sampled_from(BlockKind), start=PLACE, end=PLACE, region=st.sampled_from(Region), level=PLACE,
    lead=st.none() | PLACE, heading=st.none() | PLACE, cell=st.none() | CELLS,
    marks=st.lists(st.tuples(PLACE, PLACE), max_size=2).map(tuple), quote=st.booleans(),
)  # fmt: skip
FIGURES = st.builds(
    Figure, value=NUMBERS, low=NUMBERS, high=NUMBERS, surface=WORDS, start=PLACE, end=PLACE, sentence=WORDS,
    sentence_start=PLACE, counts=WORDS, unit=st.none() | WORDS, role=st.sampled_from(Role),
    direction=st.none() | st.sampled_from(Direction), time=st.none() | WORDS,
    since=st.none() | st.just(date(2020, 3, 18)),
    attribution=st.none() | WORDS, where=st.sampled_from(Where), headers=TEXTS, main=st.booleans(), block=PLACE,
)  # fmt: skip
BASELINES = st.builds(
    Baseline,
    text=st.builds(
        Text, content=st.text(max_size=60), blocks=st.lists(BLOCKS, max_size=4).map(tuple), title=WORDS,
        updated=st.none() | WORDS, notes=TEXTS,
    ),
    tracked=st.lists(
        st.builds(
            Tracked, series=PLACE, figure=FIGURES, absent=PLACE, earlier=TEXTS, last_told_value=NUMBERS, template=WORDS
        ),
        max_size=4,
    ).map(tuple),
    next_series=PLACE, engine=WORDS, reader=WORDS,
    dropped=st.lists(st.builds(Dropped, value=NUMBERS, surface=WORDS, start=PLACE, end=PLACE, why=WORDS), max_size=4)
    .map(tuple),
)  # fmt: skip


@settings(max_examples=60)
@given(baseline=BASELINES)
def test_any_baseline_comes_back(baseline: Baseline) -> None:
    assert repr(decode(encode(baseline))) == repr(baseline)


def test_what_the_text_says_of_a_figure_comes_back() -> None:
    content = "Beds by site North quay 1,160 beds are free. \ud800"
    blocks = (
        Block(kind=BlockKind.TABLE_CELL, start=24, end=44,
              cell=Cell(table=0, row=1, column=1, row_headers=("North quay",), column_headers=("Beds",))),
    )  # fmt: skip
    figure = Figure(
        value=Decimal(1160), surface="1,160", start=24, end=29, sentence="1,160 beds are free.", sentence_start=24,
        counts="North quay: Beds", headers=("North quay", "Beds"), where=Where.TABLE,
    )  # fmt: skip
    tracked = tuple(Tracked(series=number, figure=figure) for number in range(1, 40))
    baseline = Baseline(text=Text(content=content, blocks=blocks), tracked=tracked, next_series=40, engine="1")
    encoded = encode(baseline)
    assert decode(encoded) == baseline
    assert len(encoded) < 400


@given(column=st.lists(st.none() | st.sampled_from(Region) | st.integers(0, 9) | WORDS, max_size=200))
@settings(max_examples=60)
def test_any_column_comes_back_from_json(column: list[object]) -> None:
    assert unlisted(json.loads(json.dumps(listed(column, None))), None) == column


def test_a_column_that_gives_numbers_for_its_values_as_baselines_did_is_read() -> None:
    assert unlisted({"of": ["main", "footer"], "at": [0, 1, 1, 0]}, Region) == [
        Region.MAIN, Region.FOOTER, Region.FOOTER, Region.MAIN,
    ]  # fmt: skip


def test_a_column_of_more_values_than_there_are_characters_comes_back() -> None:
    column = [*range(60_000)] * 3
    assert unlisted(json.loads(json.dumps(listed(column, None))), None) == column


def test_what_is_made_of_columns_is_what_calling_its_class_gives_and_as_frozen() -> None:
    called = [Block(kind=BlockKind.PARAGRAPH, start=place, end=place + 2) for place in range(3)]
    columns = columns_of(Block, called)
    assert made(Block, columns) == called
    assert made(Block, {name: columns[name] for name in ("kind", "start", "end")}) == called
    assert made(Block, {}) == []
    (one,) = made(Cell, {"table": [0], "row": [1], "column": [2]})
    assert (type(one), one) == (Cell, Cell(table=0, row=1, column=2))
    with pytest.raises(FrozenInstanceError):
        one.row = 2  # type: ignore[misc]
