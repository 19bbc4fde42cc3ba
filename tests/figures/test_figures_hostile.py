"""Text made to hurt: nothing raises, and four times the text takes about four times as long, never sixteen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from figures_read import read

SEEDS = [
    "1", "1 ", "1,", "1.", "1, ", "1-", "1–", "1/", "1:", "1'", "(", "(1", "1)", "( 1", "[1]", "1(2)", " ", "\t", "a",
    "A", "é", "one ", "one-", "twenty-", "million ", "un ", "vingt et ", "cent mille ", "ein", "einund", "hundert",
    "€", "€1", "-", "-1 ", "+1", "% ", "1% ", "1 of ", "one in ", "between 1 and ", "entre 1 et ", "1 to 2 to ",
    "1 or ", "and a half ", "half ", "dozens of thousands of ", "½", "1½", "10⁶", "1 x 10 ", "http://1.", "a@1.",
    "No. 1 ", "article 1, ", "§1 ", "1 January ", "1st ", "2020-", "2020/", "+44 ", "1 234 ", "1234 5678 ", "\u202e1",
    "\u200b1", "١", "1\u0301", "𝟏", "\ud800", "12,34,", "0.", "000", "Mr. 1. ", "; ", "1 people who said that ",
]  # fmt: skip
SMALL = 1_500
LANGUAGES = ("en", "fr", "de")
#: the texts that are tried at every run of the tests: every fourth, in a language; all in each where there is time
OFTEN = {(seed, LANGUAGES[n % 3]) for n, seed in enumerate(SEEDS[::4])}
EACH = [
    pytest.param(language, seed, id=f"{seed!a}-{language}", marks=() if (seed, language) in OFTEN else pytest.mark.slow)
    for seed in SEEDS
    for language in LANGUAGES
]


@pytest.mark.parametrize(("language", "seed"), EACH)
def test_time_grows_with_the_text_and_no_faster(language: str, seed: str, costs_at_most: Callable[..., bool]) -> None:
    content = seed * (SMALL // len(seed))
    read(language, content)  # the words of the language are loaded
    assert costs_at_most(9, lambda: read(language, content * 4), lambda: read(language, content))


@pytest.mark.parametrize("after", [" people", "/8 pound"])
@pytest.mark.parametrize("digits", [30, 31, 5_000])
def test_a_row_of_digits_is_no_quantity_when_nothing_has_that_many(digits: int, after: str) -> None:
    found = read("en", f"The tally is {'7' * digits}{after}.")
    assert not found.kept


@pytest.mark.parametrize(
    ("content", "surface"),
    [
        ("The tally is 1\u202e06 people.", "1"),
        ("The tally is 1\u200b160 people.", "1"),
        ("The tally is 1١60 people.", "1"),
    ],
)
def test_a_number_that_may_look_like_another_is_refused(content: str, surface: str) -> None:
    found = read("en", content)
    assert not found.kept
    assert found.refused[0].surface == surface
    assert {number.why for number in found.refused} == {"suspicious_chars"}


@pytest.mark.parametrize("content", ["half of", "Half of the", "3 % of", "2 tonnes of the", "Most left, half of"])
def test_a_part_of_nothing_is_read(content: str) -> None:
    assert len(read("en", content).kept) == 1


@pytest.mark.parametrize("content", ["2 of the census will", "It has 15 rooms, of which no more than four may"])
def test_a_verb_that_is_cut_off_is_read(content: str) -> None:
    assert read("en", content).kept
