"""Sentences for tests of what is read in their words: every number in digits is one that is kept."""

from __future__ import annotations

import re

from monitor import language
from monitor.figures.labels.text.grammar import load
from monitor.figures.labels.text.tokenizer import Sentence

_NUMBER = re.compile(r"\b\d[\d,.]*\b")


def sentence(content: str, code: str = "en") -> Sentence:
    """Return *content*, in the language *code*, cut into words."""
    spans = [match.span() for match in _NUMBER.finditer(content)]
    return Sentence(content, 0, len(content), load(language.load(code)), spans)
