"""Figures in tables: what a cell counts is what its headers say; units and times may stand there too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.figures import nouns, times
from monitor.figures.grammar import Grammar
from monitor.figures.tokens import Sentence
from monitor.model import Cell

_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Heads:
    """What the headers of a cell say."""

    counts: str
    head: str
    time: str | None
    unit: str | None
    unit_name: str | None
    factor: int
    rows: tuple[str, ...]


def heads(cell: Cell, grammar: Grammar) -> Heads:
    """Return what the headers of *cell* say: what is counted, when, and in which unit."""
    texts: list[str] = []
    time: str | None = None
    unit: tuple[str | None, str | None, int] = (None, None, 1)
    for header in (*cell.column_headers, *cell.row_headers, cell.caption):
        words = _plain(header)
        found = grammar.header_unit(words)
        bracket = _BRACKET.search(words)
        if bracket and grammar.header_unit(bracket.group(1)):
            words, found = words[: bracket.start()], grammar.header_unit(bracket.group(1))
        if found and unit[0] is None and unit[2] == 1:
            unit = found
        when = _time(words, grammar)
        if when and time is None:
            time = when
        if words and not when and words != cell.caption:
            texts.append(words)
    if not texts and cell.caption:
        texts.append(_plain(cell.caption))
    counts = nouns.clipped(", ".join(dict.fromkeys(texts)))
    head = counts.split(",")[0].split()[-1] if counts else ""
    return Heads(counts=counts, head=head, time=time, unit=unit[0], unit_name=unit[1], factor=unit[2], rows=())


def _plain(header: str) -> str:
    return " ".join(header.split())[:200]


def _time(words: str, grammar: Grammar) -> str | None:
    """Return *words* if they say when and nothing else: "2019", "March 2020", "T1 2021"."""
    if re.fullmatch(r"(?:19|20)\d\d(?:[-/–](?:19|20)?\d\d)?", words):
        return words
    if not words or len(words) > 60:
        return None
    sentence = Sentence(words, 0, len(words), grammar)
    found = times.moments(sentence)
    if found and found[0].begin == 0 and found[0].end >= len(sentence):
        return words
    return None
