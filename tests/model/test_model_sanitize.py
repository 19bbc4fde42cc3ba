"""A text of a page, a server or a user is made harmless in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.characters import clean
from monitor.model.sanitize import is_hiding, shortened, visible

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@given(ANY)
def test_what_is_shown_hides_nothing(text: str) -> None:
    assert not is_hiding(visible(text))
    assert not is_hiding(shortened(text))


@given(ANY, st.integers(min_value=4, max_value=150))
def test_a_shortened_text_is_short_and_says_that_it_is_cut(text: str, most: int) -> None:
    line = shortened(text, most)
    assert len(line) <= most
    assert line == visible(text) or line.endswith("...")


@pytest.mark.parametrize("text", ["a" * 120, "a" * 121, "\u202e" * 120, "\u00ad" * 500 + "a", ""])
def test_the_limit_counts_what_is_shown(text: str) -> None:
    assert len(shortened(text)) <= 120


@given(ANY)
def test_controls_and_noncharacters_that_reading_takes_out_are_those_that_are_shown(text: str) -> None:
    cleaned, had = clean(text)
    assert len(cleaned) == len(text)
    assert had == (cleaned != text)
    assert not had or is_hiding(text)
    left = {char for char in cleaned if is_hiding(char)}
    assert all(char in "\t\n\r" or not char.isspace() for char in left)
    assert clean(cleaned) == (cleaned, False)
