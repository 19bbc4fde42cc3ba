"""Puts the labels on the numbers of a text: what each counts, its hedge, its role, when, by whom, who says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from monitor.figures import leads, tables
from monitor.figures.drafts import Draft
from monitor.figures.forms import Counted, clipped
from monitor.figures.grammar import Grammar
from monitor.figures.leads import Lead
from monitor.figures.prose import Context, Prose
from monitor.figures.quantities import Token
from monitor.figures.voices import Voices
from monitor.model import Block, BlockKind, Figure, Text

_LABEL_WORDS = 12  #: a line above a number that has more words is a sentence, no label


class Labeller:
    """Labels the numbers of one text, block after block; remembers what later blocks need of earlier ones."""

    def __init__(self, text: Text, grammar: Grammar, speaker: str | None) -> None:
        self._text = text
        self._grammar = grammar
        self._speaker = speaker
        self._page = _day(text.updated) or _day(text.published)
        self._last: dict[int, Draft] = {}  #: block index: the figure that it is mainly of
        self._leads: dict[int, Lead] = {}
        self._days: dict[str, tuple[date | None, date | None]] = {}

    def block(self, index: int, tokens: Sequence[Token]) -> list[Figure]:
        """Return the figures that the kept *tokens* of block *index* state."""
        text, block = self._text, self._text.blocks[index]
        if block.cell is not None and not block.cell.header:
            return [
                tables.figure(text, index, token, self._grammar, page=self._page, speaker=self._speaker)
                for token in tokens
            ]
        lead = self._lead(block)
        prose = Prose(
            Context(
                content=text.content,
                block=block,
                index=index,
                grammar=self._grammar,
                page=self._page,
                lead=lead,
                voices=Voices(text, index, self._grammar, lead=lead.speaker, publisher=self._speaker),
                label=self._label(index, tokens),
                earlier=self._earlier(index),
                days=self._days,
            )
        )
        figures = prose.read(tokens)
        if prose.last is not None:
            self._last[index] = prose.last
        return figures

    def _lead(self, block: Block) -> Lead:
        """Return what the block that introduces *block* says for it."""
        index = block.lead
        if block.kind is not BlockKind.LIST_ITEM or index is None or not 0 <= index < len(self._text.blocks):
            return Lead()
        found = self._leads.get(index)
        if found is None:
            found = self._leads[index] = leads.read(self._text, self._grammar, index)
            figure = self._last.get(index)
            if figure is not None:
                found.counted, found.time = figure.counted, figure.time
            elif found.subset and not found.counted.core:
                found.counted = self._earlier(index)
        return found

    def _earlier(self, index: int) -> Counted:
        """Return what the block before counts, for "of these" at the beginning of a new one."""
        figure = self._last.get(index - 1)
        return figure.counted if figure is not None else Counted()

    def _label(self, index: int, tokens: Sequence[Token]) -> str:
        """Return what stands above a block that is a number alone: its heading, or the short line before it."""
        text, block = self._text, self._text.blocks[index]
        if len(tokens) != 1 or block.end - block.start - (tokens[0].end - tokens[0].start) > 2:
            return ""
        above = block.heading
        if index and text.blocks[index - 1].kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            above = index - 1 if above is None or above < index - 1 else above
        words = " ".join(text.of(text.blocks[above]).split()) if above is not None else ""
        return clipped(words) if len(words.split()) <= _LABEL_WORDS and not words.endswith(".") else ""


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None
