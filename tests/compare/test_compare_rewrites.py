"""A hundred pages rewritten with their values kept, and a hundred with one value moved, in each of two languages."""

from __future__ import annotations

import random

import pytest
from compare_fakes import brief, changes, page, told
from compare_sentences import lines, values
from hypothesis import given, settings
from hypothesis import strategies as st

SEEDS = range(100)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_rewrite_that_keeps_the_values_tells_nothing(seed: int, language: str) -> None:
    dice = random.Random(seed)
    said = values(dice)
    old, new = (page(*lines(said, language, dice), language=language) for _ in range(2))
    found = changes(old, new)
    assert [brief(one) for one in found if one.kind.value not in ("REWORDED", "MOVED")] == []
    assert told(found) == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_rewrite_that_moves_one_value_tells_just_that(seed: int, language: str) -> None:
    dice = random.Random(1_000 + seed)
    before = values(dice)
    fact = dice.choice(list(before))
    after = {**before, fact: round(before[fact] * dice.choice((0.7, 0.9, 1.1, 1.4))) + 1}
    old, new = (page(*lines(said, language, dice), language=language) for said in (before, after))
    assert told(changes(old, new)) == [f"CHANGED {before[fact]} -> {after[fact]}"]


@settings(max_examples=40)
@given(st.integers(0, 10**9), st.sampled_from(["en", "fr"]))
def test_a_page_compared_with_itself_has_not_changed(seed: int, language: str) -> None:
    dice = random.Random(seed)
    reading = page(*lines(values(dice), language, dice), language=language)
    assert changes(reading, reading) == []
