"""Wherever a sentence is cut off, or goes on as another: its numbers are read, each is kept or refused once."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from fuzz_driver import fuzz
from hypothesis import strategies as st

from monitor import figures
from monitor.model import Block, BlockKind, Dropped, Figure, Text

pytestmark = pytest.mark.slow
GOLD = Path(__file__).parents[1] / "gold" / "open"
LANGUAGES = ("en", "fr", "de", "es")
MOST = 16  # words of a piece


def _texts(language: str) -> list[list[str]]:
    lines = (GOLD / f"{language}.jsonl").read_text("utf-8").splitlines()
    return [re.sub(r"<[^>]+>", " ", json.loads(line)["html"]).split() for line in lines]


TEXTS = {language: _texts(language) for language in LANGUAGES}


@st.composite
def _piece(draw: st.DrawFn, language: str) -> str:
    words = draw(st.sampled_from(TEXTS[language]))
    first = draw(st.integers(0, len(words) - 1))
    return " ".join(words[first : first + draw(st.integers(1, MOST))])


@st.composite
def _cut(draw: st.DrawFn) -> tuple[str, str]:
    """Return a language and words of one of its texts, or of two, the one in the middle of the other."""
    language = draw(st.sampled_from(LANGUAGES))
    pieces = draw(st.lists(_piece(language), min_size=1, max_size=2))
    return language, draw(st.sampled_from((" ", "\n", ", "))).join(pieces)


def test_any_part_of_a_text_is_read() -> None:
    def check(cut: tuple[str, str]) -> None:
        language, content = cut
        block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(content))
        kept, refused = figures.find(Text(content=content, blocks=(block,), language=language))
        found: list[Figure | Dropped] = [*kept, *refused]
        numbers = sorted((one.start, one.end, one.surface) for one in found)
        assert [content[start:end] for start, end, _ in numbers] == [surface for *_, surface in numbers]
        assert all(end <= start for (_, end, _), (start, *_) in pairwise(numbers))  # each is told once

    fuzz(check, examples=1_000, cut=_cut())
