"""What is told of a number or a line before the stages read it: they would find the same."""

from __future__ import annotations

from itertools import accumulate
from operator import itemgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import language
from monitor.figures.numbers import bare_numbers
from monitor.figures.numbers.lexer import OUTSIDE, Line
from monitor.figures.numbers.presence import lines_with_one
from monitor.figures.numbers.scanner import quantity

LANGUAGES = ("en", "fr", "de", "es", "en-US")
NUMBERS = ("24", "2020", "3", "10", "1,234", "1.234", "0", "007", "1 000", "100", "5,2", "½", "10⁶", "1/2")
MARKS = (*".,;:!?()[]/-–—+±−%$£€×x'’\"•~", "US$", "c.", "″")
GAPS = ("", " ", " ", " ")


def words_of(tag: str) -> tuple[str, ...]:
    """Return the words that a language's tables put beside numbers, and some that they do not."""
    known = language.load(tag)
    numbers, ranges, rates = known.numbers, known.numbers.ranges, known.numbers.rates
    tables = (
        numbers.starters, numbers.scales, numbers.scale_marks, numbers.joiners, numbers.half_suffix, numbers.minus,
        numbers.of, numbers.ordinal_suffixes, numbers.articles, numbers.ordinal_points, numbers.new, numbers.counted,
        ranges.to, ranges.upward, ranges.onto, ranges.or_, ranges.from_, ranges.between, ranges.and_, rates.per,
        rates.each, numbers.out_of, numbers.out_of_phrases, known.units.symbols, known.units.words,
        known.currencies.words, known.currencies.symbols, known.currencies.codes, known.currencies.parts,
        known.calendar.months,
    )  # fmt: skip
    beside = {word for table in tables for word in table}
    return (*sorted(beside), "people", "Tents", "warme", "Personen", "de", "in", "said", "12th")


WORDS = {tag: words_of(tag) for tag in LANGUAGES}


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, str]:
    tag = draw(st.sampled_from(LANGUAGES))
    part = st.sampled_from(NUMBERS) | st.sampled_from(WORDS[tag]) | st.sampled_from(MARKS)
    parts = draw(st.lists(part, max_size=3)), draw(st.sampled_from(NUMBERS)), draw(st.lists(part, max_size=5))
    return tag, "".join(one + draw(st.sampled_from(GAPS)) for one in (*parts[0], parts[1], *parts[2]))


def test_outside_of_a_line_there_is_no_lexeme() -> None:
    for string in ("", "3", "The 12 wells were dry."):
        line = Line(string, language.load("en").numbers)
        assert [line.text(at) for at in range(len(line))] == line.texts
        assert {line.text(at) for at in (-OUTSIDE, -1, len(line), len(line) + OUTSIDE - 1)} == {""}


@settings(max_examples=100)
@given(lines())
def test_it_is_read_as_by_all_stages(written: tuple[str, str]) -> None:
    tag, string = written
    known = language.load(tag)
    line = Line(string, known.numbers)
    for at in line.candidates:
        read = bare_numbers.read(line, at, known)
        assert read is None or read == quantity(line, at, at, known), string[line.starts[at] :]


ODD = st.sampled_from(("½", "⅓", "٣", "²", "’", "“", "É", "œ", "ẞ", "İ", "?", "1"))
PAGES = st.lists(
    st.lists(ODD | st.text(max_size=3) | lines().map(itemgetter(1)) | st.sampled_from(("", "tents")), max_size=4).map(
        "".join
    ),
    max_size=4,
)


@settings(max_examples=100)
@given(st.sampled_from(LANGUAGES), PAGES)
def test_a_line_that_is_passed_over_holds_no_number(tag: str, page: list[str]) -> None:
    numbers, known = language.load(tag).numbers, language.load(tag)
    starts = [0, *accumulate(len(string) + 1 for string in page)][: len(page)]
    told = lines_with_one("\n".join(page), starts, numbers)
    assert told == {at for at, string in enumerate(page) if lines_with_one(string, [0], numbers)}
    for string in (string for at, string in enumerate(page) if at not in told):
        line = Line(string, numbers)
        assert all(quantity(line, at, at, known) is None for at in line.candidates)


@pytest.mark.parametrize(
    ("tag", "string"),
    [
        ("en", "Updated on 24 April 2020."),
        ("en", "There were 7,314 people in the camp."),
        ("fr", "Le 24 avril, 40 tentes."),
        ("de", "Es kamen 300 Personen an."),
    ],
)
def test_most_numbers_are_bare(tag: str, string: str) -> None:
    known = language.load(tag)
    line = Line(string, known.numbers)
    assert all(bare_numbers.read(line, at, known) for at in line.candidates)
