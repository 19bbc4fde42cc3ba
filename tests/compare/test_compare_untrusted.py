"""Whatever the parts before hand over, comparing gives an answer, and the same one again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from compare_fakes import first, page
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import compare
from monitor.model import Baseline, Block, BlockKind, Dropped, Figure, Quantifier, Reading, Role, Text, Where

numbers = st.none() | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=2
)
words = st.text(max_size=30)
places = st.integers(0, 60)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    start = draw(places)
    return Figure(
        value=draw(numbers),
        low=draw(numbers),
        high=draw(numbers),
        surface=draw(words),
        start=start,
        end=start + draw(st.integers(0, 9)),
        sentence=draw(words),
        sentence_start=draw(places),
        counts=draw(words),
        head=draw(words),
        unit=draw(st.sampled_from([None, "%", "EUR"])),
        quantifier=draw(st.sampled_from(list(Quantifier))),
        role=draw(st.sampled_from(list(Role))),
        time=draw(st.none() | words),
        where=draw(st.sampled_from(list(Where))),
        headers=tuple(draw(st.lists(words, max_size=3))),
        main=draw(st.booleans()),
        block=draw(st.integers(-1, 4)),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    content = draw(st.text(max_size=60))
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(content), heading=draw(st.sampled_from([None, 0, 9])))
    dropped = draw(st.lists(st.tuples(places, places), max_size=3))
    return Reading(
        text=Text(content=content, blocks=(block,), language=draw(words), updated=draw(st.none() | words)),
        figures=tuple(draw(st.lists(figures(), max_size=5))),
        dropped=tuple(Dropped(value=None, surface="", start=a, end=b, why="date") for a, b in dropped),
        engine="fuzz",
    )


@settings(max_examples=100)
@given(readings(), readings())
def test_any_reading_can_be_compared(old: Reading, new: Reading) -> None:
    baseline = compare.compare(None, old).baseline
    comparison = compare.compare(baseline, new)
    assert comparison == compare.compare(baseline, new)
    present = [one for one in comparison.baseline.tracked if not one.absent]
    assert [one.figure for one in present] == list(new.figures)
    assert len({one.series for one in comparison.baseline.tracked}) == len(comparison.baseline.tracked)
    compare.judge(baseline, new)


def test_numbers_of_any_size() -> None:
    huge = page("There are {1} stars.").figures[0]
    for value in (Decimal("1E+5000"), Decimal("-1E-5000"), Decimal(0)):
        old = page("There are {1} stars.")
        new = Reading(text=old.text, figures=(replace(huge, value=value),), engine="fuzz")
        assert [c.kind.value for c in compare.compare(first(old), new).changes] == ["CHANGED"]


def test_a_baseline_without_templates_is_still_compared() -> None:
    baseline: Baseline = first(page("There are {40} buses."))
    bare = replace(baseline, tracked=tuple(replace(one, template="", place="") for one in baseline.tracked))
    compare.compare(bare, page("There are {44} buses."))
