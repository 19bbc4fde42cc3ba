"""Timelines: pictures as a person last looked at them, and what holds of every picture whatever was stated."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from timeline_fakes import BEGAN, DAY, hedges, line, people, run, speakers, timeline, units

from monitor.model import Quantifier
from monitor.report.clock import Clock
from monitor.report.timelines import NARROW, WIDE, Line, Shape, Timeline, Unseen, csv_of, standalone, svg
from monitor.report.timelines.end_labels import spread
from monitor.report.timelines.extents import Extent, extent_of
from monitor.report.timelines.thinning import thinned
from monitor.report.timelines.time_axis import time_axis
from monitor.report.timelines.value_axis import label, value_axis

NAMED = {"hedges": hedges(), "speakers": speakers(), "units": units()}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
PLACED = re.compile(r"[MLHV]([^a-zMLHV]*)")


@pytest.mark.parametrize("name", NAMED)
def test_a_picture_as_it_was_looked_at(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"timeline-{name}.svg", standalone(NAMED[name]))


def test_a_picture_for_a_telephone(golden: Callable[[str, str], None]) -> None:
    golden("timeline-narrow.svg", standalone(speakers(), NARROW))


def test_a_table_of_the_same(golden: Callable[[str, str], None]) -> None:
    golden("timeline.csv", csv_of(hedges()))


def classes(picture: str) -> list[str]:
    return [str(one.get("class")) for one in etree.fromstring(picture).iter() if one.get("class")]


HEDGES = [
    (Quantifier.EXACT, {"stroke"}, set()),
    (Quantifier.APPROXIMATELY, {"stroke rough", "band"}, {"arrow"}),
    (Quantifier.NEARLY, {"stroke rough", "band"}, {"arrow"}),
    (Quantifier.MORE_THAN, {"stroke", "band", "arrow"}, {"stroke rough"}),
    (Quantifier.AT_LEAST, {"stroke", "band", "arrow"}, {"stroke rough"}),
    (Quantifier.LESS_THAN, {"stroke", "band", "arrow"}, {"stroke rough"}),
    (Quantifier.AT_MOST, {"stroke", "band", "arrow"}, {"stroke rough"}),
]  # fmt: skip


@pytest.mark.parametrize(("hedge", "drawn", "missing"), HEDGES, ids=[case[0].value for case in HEDGES])
def test_each_hedge_looks_its_own_way(hedge: Quantifier, drawn: set[str], missing: set[str]) -> None:
    found = set(classes(svg(timeline(Line(name="camp", runs=(run(0, None, people("900", "900", quantifier=hedge)),))))))
    assert drawn <= found
    assert not missing & found


def test_a_range_has_both_its_ends_and_an_open_one_an_arrow() -> None:
    both = extent_of(people("1 to 2", None, low=Decimal(1), high=Decimal(2)))
    assert both == Extent(Decimal(1), Decimal(2))
    assert extent_of(people("2", None, low=Decimal(2))) == Extent(Decimal(2), Decimal(2), open_above=True)
    assert extent_of(people("2", None, high=Decimal(2))) == Extent(Decimal(2), Decimal(2), open_below=True)
    assert extent_of(people("none", None)) is None


def test_what_was_withdrawn_ends_with_a_mark_and_what_still_stands_does_not() -> None:
    assert classes(svg(timeline(line(5, 6, 7, ends=3)))).count("end") == 1
    assert classes(svg(timeline(line(5, 6, 7)))).count("end") == 0


def test_a_line_is_dotted_while_its_page_is_not_seen() -> None:
    unseen = (Unseen(since=BEGAN + DAY, until=BEGAN + 5 * DAY, why="the server answered 503"),)
    seen = timeline(line(5))
    found = svg(replace(seen, lines=(replace(seen.lines[0], unseen=unseen),)))
    assert {"spell", "stroke unseen"} <= set(classes(found))
    assert "Not seen from 2 March 2031, 09:00 until 6 March 2031, 09:00: the server answered 503" in found
    assert not {"spell", "stroke unseen"} & set(classes(svg(seen)))


def test_another_unit_is_another_panel() -> None:
    texts = [one.text for one in etree.fromstring(svg(units())).iter("{*}text")]
    assert texts.index("GBP") < texts.index("EUR")  # what is stated now comes first


def test_speakers_differ_in_colour_and_in_the_shape_of_their_marks() -> None:
    marks = [one for one in etree.fromstring(svg(speakers())).iter("{*}path") if one.get("class") == "mark"]
    shapes = {re.sub(r"M[\d. ]+", "", str(one.get("d"))).partition("z")[0] for one in marks}
    assert len(shapes) == 4


def test_hostile_names_are_text() -> None:
    root = etree.fromstring(svg(speakers()))
    assert "script" not in {etree.QName(one).localname for one in root.iter()}
    assert any("<script>" in (one.text or "") for one in root.iter("{*}title"))
    assert "\u202e" not in svg(timeline(line(1, 2, name="a\u202eb"), line(1, 2, name="\x00")))


def test_a_picture_is_named_for_those_who_cannot_see_it() -> None:
    assert etree.fromstring(svg(hedges())).get("aria-label") == (
        "people in the camp: 1,000 on 2031-03-01 to less than 1,400 on 2031-04-05; 8 values"
    )


def test_without_a_value_the_picture_says_so() -> None:
    assert "No value that a chart can show." in svg(timeline(Line(name="camp", runs=())))
    endless = run(0, None, people("9" * 60, "9" * 60))
    assert "No value that a chart can show." in svg(timeline(Line(name="camp", runs=(endless,))))


def test_thousands_of_values_stay_small_and_keep_their_extremes() -> None:
    values = [1000 + (place * 7919) % 500 for place in range(5000)]
    values[2500], values[3777] = 9999, 3
    long = line(*values)
    kept = {one.figure.value for one in thinned(long.runs, WIDE.runs)}
    assert {Decimal(9999), Decimal(3), Decimal(values[0]), Decimal(values[-1])} <= kept
    assert len(thinned(long.runs, WIDE.runs)) <= WIDE.runs * 1.1
    assert sum(one.hidden + 1 for one in thinned(long.runs, WIDE.runs)) == 5000
    assert len(svg(timeline(long, days=5000))) + len(svg(timeline(long, days=5000), NARROW)) < 150_000
    assert csv_of(timeline(long)).count("\r\n") == 5001


def test_a_formula_in_a_name_is_disarmed_in_the_table() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of(timeline(line(1, 2, name="=cmd()"))))))
    assert [row["who"] for row in rows] == ["'=cmd()", "'=cmd()"]
    assert [row["value"] for row in rows] == ["1", "2"]


TICKS = [
    (timedelta(hours=5), "UTC", ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00"]),
    (timedelta(days=5), "UTC", ["2 Mar 2031", "3 Mar", "4 Mar", "5 Mar", "6 Mar"]),
    (timedelta(days=40), "UTC", ["3 Mar 2031", "10 Mar", "17 Mar", "24 Mar", "31 Mar", "7 Apr"]),
    (timedelta(days=365), "UTC", ["Apr", "Jul", "Oct", "Jan 2032"]),
    (timedelta(days=3000), "UTC", ["2032", "2034", "2036", "2038"]),
]  # fmt: skip


@pytest.mark.parametrize(("span", "zone", "labels"), TICKS, ids=str)
def test_round_times_are_written_beneath(span: timedelta, zone: str, labels: list[str]) -> None:
    found = [label for _, label in time_axis(BEGAN, BEGAN + span, Clock(zone), 7).ticks]
    assert found[1:] == labels[1:]
    assert found[0].startswith(labels[0]) or found[0] == "1 Mar 2031"


@pytest.mark.parametrize(("seconds", "begins"), [(0, -120), (30, -90), (120, 0), (3600, 0)])
def test_an_axis_is_long_enough_for_a_tick_and_no_longer(seconds: int, begins: int) -> None:
    axis = time_axis(BEGAN, BEGAN + timedelta(seconds=seconds), Clock("UTC"), 7)
    assert (axis.begins - BEGAN, axis.ends - BEGAN) == (timedelta(seconds=begins), timedelta(seconds=seconds))
    assert axis.ticks


def test_days_begin_where_the_reader_is() -> None:
    ticks = time_axis(BEGAN, BEGAN + 5 * DAY, Clock("Europe/Paris"), 7).ticks
    assert ticks[0][0] == datetime(2031, 3, 1, 23, tzinfo=UTC)


AXES = [
    (["1000", "1600"], ["800", "1,000", "1,200", "1,400", "1,600", "1,800"]),
    (["3", "3"], ["2.6", "2.8", "3", "3.2", "3.4"]),
    (["0", "0"], ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
    (["2", "10"], ["0", "2.5", "5", "7.5", "10", "12.5"]),
    (["1e29", "1e29"], ["9.00E+28", "9.50E+28", "1.00E+29", "1.05E+29", "1.10E+29"]),
]  # fmt: skip


@pytest.mark.parametrize(("values", "ticks"), AXES, ids=str)
def test_round_numbers_are_written_beside(values: list[str], ticks: list[str]) -> None:
    axis = value_axis([Extent(Decimal(value), Decimal(value)) for value in values])
    assert [label(tick) for tick in axis.ticks] == ticks


@settings(max_examples=50)
@given(st.lists(st.floats(0, 200), max_size=8), st.floats(1, 20))
def test_names_stand_apart_in_the_order_of_their_lines(wanted: list[float], gap: float) -> None:
    found = spread(wanted, gap, 0, 200)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    assert all(found[after] - found[before] >= gap - 1e-6 for before, after in pairwise(order))
    assert all(-1e-6 <= height <= 200 + 1e-6 for height in found)


stated = st.builds(
    lambda value, high, hedge, unit: people(
        "some", None if high else str(value), low=value if high else None, high=value + high if high else None,
        quantifier=hedge, unit=unit,
    ),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.none() | st.decimals(0, 10**9, allow_nan=False),
    st.sampled_from(Quantifier),
    st.sampled_from([None, "%", "<&\x00\ud800"]),
)  # fmt: skip
spans = st.tuples(st.floats(-400000, 400000), st.floats(0, 5000))
runs = st.lists(st.tuples(spans, st.booleans(), stated), max_size=8).map(
    lambda found: tuple(
        run(begins, None if lasts else begins + length, one)
        for (begins, length), lasts, one in sorted(found, key=lambda each: each[0][0])
    )
)
spells = st.lists(spans, max_size=5).map(
    lambda found: tuple(
        Unseen(since=BEGAN + begins * DAY, until=BEGAN + (begins + length) * DAY, why="<\x08&")
        for begins, length in sorted(found)
    )
)
lines = st.lists(st.builds(Line, name=st.text(max_size=40), runs=runs, unseen=spells), max_size=11)


@settings(max_examples=25)  # each is a whole picture
@given(lines, st.sampled_from([WIDE, NARROW]))
def test_whatever_was_stated_the_picture_is_whole(found: list[Line], shape: Shape) -> None:
    ends = [one.until or one.since for each in found for one in each.runs]
    made = Timeline(title="\ufffe<&", lines=tuple(found), until=max([BEGAN, *ends]), time_zone="Asia/Kolkata")
    root = etree.fromstring(svg(made, shape))
    width, height = map(float, str(root.get("viewBox")).split()[2:])
    placed = [str(value) for one in root.iter() for name, value in one.items() if name not in {"class", "aria-label"}]
    assert not [value for value in placed if re.search(r"\b(nan|inf)\b", value.lower())]
    for one in root.iter("{*}path"):
        for command in re.finditer(r"([MLHV])([-\d. ]+)", str(one.get("d"))):
            numbers = [float(number) for number in NUMBER.findall(command[2])]
            across = {"M": numbers[:1], "L": numbers[:1], "H": numbers, "V": []}[command[1]]
            down = {"M": numbers[1:], "L": numbers[1:], "H": [], "V": numbers}[command[1]]
            assert all(-1 <= x <= width for x in across), one.get("d")
            assert all(-1 <= y <= height for y in down), one.get("d")
    assert csv_of(made)
