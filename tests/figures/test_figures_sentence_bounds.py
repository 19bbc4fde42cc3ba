"""Where sentences end: after a point that no abbreviation, initial or ordinal holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import language
from monitor.figures.labels.text import sentence_bounds
from monitor.figures.labels.text.grammar import load

CASES = [
    ("en", ["It rained.", "40 came."]),
    ("en", ["Mr. Smith left at 5 p.m.", "Nobody saw him."]),
    ("en", ["J. Smith left.", "M. Detry stayed."]),
    ("en", ["It costs 5.", "Nothing else."]),
    ("en", ["He won the no. 5 seat, approx. forty."]),
    ("en", ["“Go!” she said.", "“No.”", "He left."]),
    ("en", ["Version 2.5 is out!!", "Get it..."]),
    ("fr", ["« Combien ? » demande-t-il.", "Personne ne sait."]),
    ("de", ["Am 31. Januar kamen 40.", "Im Mai nicht."]),
    ("de", ["Es sind 12 km.", "Danach folgt z. B. Wien."]),
]


def split(content: str, code: str) -> list[tuple[int, int]]:
    return sentence_bounds.split(content, 0, len(content), load(language.load(code)).abbreviations)


@pytest.mark.parametrize(("code", "sentences"), CASES)
def test_a_sentence_ends_where_a_reader_ends_it(code: str, sentences: list[str]) -> None:
    content = " ".join(sentences)
    assert [content[begin:end] for begin, end in split(content, code)] == sentences


@given(st.text(alphabet="aB1. !?…»”\n", max_size=60))
def test_sentences_hold_all_of_a_text_but_white_space(content: str) -> None:
    held = {at for begin, end in split(content, "en") for at in range(begin, end)}
    assert all(at in held or char.isspace() for at, char in enumerate(content))
