"""Puts the labels on the numbers of a text: what each counts, its hedge, its role, when, by whom, who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.figures.labels import table_cells
from monitor.figures.labels.attribution import list_leads
from monitor.figures.labels.attribution.attribution import Voices
from monitor.figures.labels.attribution.list_leads import Lead
from monitor.figures.labels.prose import BlockContext, Prose
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.block_context import LABEL_WORDS, Around, around, in_body, is_alone
from monitor.figures.labels.text.grammar import Grammar
from monitor.figures.labels.text.label_length import clipped
from monitor.figures.labels.text.word_forms import NOTHING, Counted
from monitor.figures.labels.time.time_references import Days
from monitor.figures.numbers.scanner import Token
from monitor.model import Figure, Text

_WORD = re.compile(r"\w+")


class Labeller:
    """Labels the numbers of one text, block after block; remembers what later blocks need of earlier ones."""

    def __init__(self, text: Text, grammar: Grammar, days: Days, speaker: str | None) -> None:
        self._text = text
        self._content = _without_marks(text)
        self._grammar = grammar
        self._days = days
        self._speaker = speaker
        self._last: dict[int, Draft] = {}  #: block index: the figure that it is mainly of
        self._leads: dict[int, Lead] = {}
        self._terms: dict[int, bool] = {}  #: heading: whether it is of rules

    def block(self, index: int, tokens: Sequence[Token]) -> list[Figure]:
        """Return the figures that the kept *tokens* of block *index* state."""
        text, block = self._text, self._text.blocks[index]
        if in_body(block):
            return [
                table_cells.figure(text, index, token, self._grammar, days=self._days, speaker=self._speaker)
                for token in tokens
            ]
        beside = around(text, index, alone=is_alone(block, [(token.start, token.end) for token in tokens]))
        lead = self._lead(beside)
        prose = Prose(
            BlockContext(
                content=self._content,
                block=block,
                index=index,
                grammar=self._grammar,
                days=self._days,
                lead=lead,
                voices=Voices(text, index, beside, self._grammar, default=lead.speaker or self._speaker),
                label=self._label(beside),
                earlier=self._earlier(beside.before),
                ruled=self._of_rules(beside.heading) or self._of_rules(beside.title),
            )
        )
        figures = prose.read(tokens)
        if prose.last is not None:
            self._last[index] = prose.last
        return figures

    def _lead(self, beside: Around) -> Lead:
        """Return what the block that introduces a list says for its items."""
        index = beside.lead
        if index is None:
            return Lead()
        found = self._leads.get(index)
        if found is None:
            found = self._leads[index] = list_leads.read(self._text, self._grammar, index, beside.before_lead)
            figure = self._last.get(index)
            if figure is not None:
                found.counted, found.time = figure.counted, figure.time
            elif found.subset and not found.counted.core:
                found.counted = self._earlier(beside.before_lead)
        return found

    def _of_rules(self, heading: int | None) -> bool:
        """Return whether a *heading* says that rules stand below it: "Terms and charges", "Tarifs et règlement"."""
        if heading is None:
            return False
        if heading not in self._terms:
            words = _WORD.findall(self._text.of(self._text.blocks[heading]).lower())
            self._terms[heading] = not self._grammar.roles.rule_titles.isdisjoint(words)
        return self._terms[heading]

    def _earlier(self, before: int | None) -> Counted:
        """Return what the block *before* counts, for "of these" at the beginning of a new one."""
        figure = self._last.get(before) if before is not None else None
        return figure.counted if figure is not None else NOTHING

    def _label(self, beside: Around) -> str:
        """Return what names a block that is a number alone, if it is short and states no figure of its own."""
        if beside.label is None or beside.label in self._last:
            return ""
        words = " ".join(self._text.of(self._text.blocks[beside.label]).split())
        return clipped(words) if len(words.split()) <= LABEL_WORDS and not words.endswith(".") else ""


def _without_marks(text: Text) -> str:
    """Return the content of *text*, of the same length, with white space for footnote marks: they are no words."""
    marks = [mark for block in text.blocks for mark in block.marks]
    if not marks:
        return text.content
    pieces, last = [], 0
    for start, end in marks:
        pieces += [text.content[last:start], " " * (end - start)]
        last = end
    return "".join([*pieces, text.content[last:]])
