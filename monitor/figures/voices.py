"""Who states the figures of a block: the source in the sentence, the speaker of a quotation, the list's lead-in."""

from __future__ import annotations

import re

from monitor.figures import reported, sentences, speakers
from monitor.figures.grammar import Grammar
from monitor.figures.sources import Source
from monitor.figures.tokens import Sentence
from monitor.model import Block, BlockKind, Text

_QUOTE_MARKS = re.compile(r"[“«\"„]")
_FAR = 4  #: sentences back that "he added" may look for a name


class Voices:
    """The speakers of one block; sentences are read once."""

    def __init__(self, text: Text, index: int, before: int | None, grammar: Grammar, *, default: str | None) -> None:
        self._text = text
        self._block: Block = text.blocks[index]
        self._before = text.blocks[before] if before is not None else None
        self._grammar = grammar
        self._default = default  #: who speaks where nothing in the block says so
        self._spans: list[tuple[int, int]] = []
        self._read: dict[int, list[Source]] = {}
        self._quotes: list[tuple[int, int]] | None = None

    def begin(self, spans: list[tuple[int, int]]) -> None:
        """Take the *spans* of the block's sentences."""
        self._spans = spans

    def of(self, sentence: Sentence, number: int, at: int) -> str | None:
        """Return who states the number at word *at* of *sentence*, the block's sentence *number*."""
        source = speakers.governing(sentence, at)
        if source is not None:
            if source.name:
                return source.name
            return self._spoken_of(number) if source.pronoun else None
        quote = self._quotation(sentence.starts[at])
        if quote is not None:
            return self._quoted(quote)
        return (self._spoken_of(number) if reported.is_reported(sentence) else None) or self._default

    def _sources(self, place: int) -> list[Source]:
        found = self._read.get(place)
        if found is None:
            sentence = Sentence(self._text.content, *self._spans[place], self._grammar)
            found = self._read[place] = speakers.sources(sentence)
        return found

    def _quotation(self, start: int) -> tuple[int, int] | None:
        """Return the quotation of five words or more that *start* stands in; shorter ones are words picked out."""
        content, block = self._text.content, self._block
        if self._quotes is None:
            marked = _QUOTE_MARKS.search(content, block.start, block.end)
            self._quotes = speakers.quotations(content, block.start, block.end) if marked else []
        for first, last in self._quotes:
            if first <= start < last:
                return (first, last) if content.count(" ", first, last) >= 4 else None
        return (block.start, block.end) if block.quote else None

    def _quoted(self, quote: tuple[int, int]) -> str | None:
        """Return the speaker of *quote*: named in a sentence that touches it, or before the colon that opens it."""
        for place, (start, end) in enumerate(self._spans):
            if end < quote[0] - 2 or start > quote[1] + 2:
                continue
            name = self._outside(quote, place)
            if name:
                return name
        if quote[0] <= self._block.start + 1 and self._before is not None:
            return self._introduced(self._before)
        # A quotation that goes on after "…, said the mayor.": the same speaker, where nobody else is named.
        first = next((place for place, (_, end) in enumerate(self._spans) if end > quote[0]), 0)
        return self._named_before(first)

    def _outside(self, quote: tuple[int, int], place: int) -> str | None:
        for source in self._sources(place):
            if source.name:
                return source.name
            if source.pronoun:
                return self._spoken_of(place)
        # The reporting clause may begin after the quotation's last sentence: "… ." said the mayor.
        following = self._spans[place + 1] if place + 1 < len(self._spans) else None
        if following and following[0] - quote[1] in (0, 1, 2):
            for source in self._sources(place + 1):
                if source.name and source.after:
                    return source.name
        return None

    def _introduced(self, earlier: Block) -> str | None:
        """Return the speaker named in the block before, if that ends with a colon."""
        content = self._text.content
        tail = content[max(earlier.start, earlier.end - 3) : earlier.end].rstrip()
        if not tail.endswith(":") and not self._block.quote:
            return None
        spans = sentences.split(content, earlier.start, earlier.end, self._grammar.abbreviations)
        for span in spans[-1:]:
            sentence = Sentence(content, *span, self._grammar)
            for source in speakers.sources(sentence):
                if source.name:
                    return source.name
            return speakers.announcement(sentence)
        return None

    def _spoken_of(self, number: int) -> str | None:
        """Return whom "he added" in sentence *number* means: the last speaker named, here or in the block before."""
        return self._named_before(number) or self._earlier_block() or self._default

    def _named_before(self, number: int) -> str | None:
        for place in range(number - 1, max(-1, number - 1 - _FAR), -1):
            for source in reversed(self._sources(place)):
                if source.name:
                    return source.name
            name = speakers.announcement(Sentence(self._text.content, *self._spans[place], self._grammar))
            if name:
                return name
        return None

    def _earlier_block(self) -> str | None:
        """Return the last speaker named in the paragraph before: "He added" may begin a new one."""
        block = self._before
        if block is None or block.kind is not BlockKind.PARAGRAPH:
            return None
        spans = sentences.split(self._text.content, block.start, block.end, self._grammar.abbreviations)
        for span in reversed(spans[-_FAR:]):
            for source in reversed(speakers.sources(Sentence(self._text.content, *span, self._grammar))):
                if source.name:
                    return source.name
        return None
