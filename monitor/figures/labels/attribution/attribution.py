"""Who states the figures of a block: the source in the sentence, the speaker of a quotation, the list's lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.figures.labels.attribution import reported_speech, speakers
from monitor.figures.labels.attribution.speaker_phrases import Scope, Source, actor
from monitor.figures.labels.text import quotation_bounds, sentence_bounds
from monitor.figures.labels.text.block_context import Around
from monitor.figures.labels.text.grammar import Grammar
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.model import Block, BlockKind, Text

_QUOTE_MARKS = re.compile(r"[“«»\"„]")
_FAR = 4  #: sentences back that "he added" may look for a name


class Voices:
    """The speakers of one block; sentences are read once."""

    def __init__(self, text: Text, index: int, beside: Around, grammar: Grammar, *, default: str | None) -> None:
        self._text = text
        self._block: Block = text.blocks[index]
        self._beside = beside
        self._before = text.blocks[beside.before] if beside.before is not None else None
        self._grammar = grammar
        self._default = default  #: who speaks where nothing in the block says so
        self._spans: list[tuple[int, int]] = []
        self._read: dict[int, Sentence] = {}
        self._quotes: list[tuple[int, int]] | None = None

    def begin(self, spans: list[tuple[int, int]]) -> None:
        """Take the *spans* of the block's sentences."""
        self._spans = spans

    def of(self, sentence: Sentence, number: int, at: int) -> str | None:
        """Return who states the number at word *at* of *sentence*, the block's sentence *number*."""
        source = speakers.governing(sentence, at)
        if source is not None:
            return source.name or (self._meant(sentence, source, number) if source.pronoun else None)
        quote = self._quotation(sentence.starts[at])
        if quote is not None:
            return self._quoted(quote)
        return (
            self._reporting(sentence, number, at) if reported_speech.is_reported(sentence) else None
        ) or self._default

    def _reporting(self, sentence: Sentence, number: int, at: int) -> str | None:
        """Return who speaks in a *sentence* whose mood reports: who acts in it, or spoke before."""
        name, end = actor(sentence)
        return name if name and end <= at else self._earlier(number)

    def ends(self) -> str | None:
        """Return who speaks in the quotation that is open at the block's end."""
        last = self._quotation(self._block.end - 1)
        return self._quoted(last) if last is not None else None

    def _sentence(self, place: int) -> Sentence:
        found = self._read.get(place)
        if found is None:
            found = self._read[place] = Sentence(self._text.content, *self._spans[place], self._grammar)
        return found

    def _quotation(self, start: int) -> tuple[int, int] | None:
        """Return the quotation that *start* stands in, unless it is only words that are picked out."""
        content, block = self._text.content, self._block
        if self._quotes is None:
            marked = _QUOTE_MARKS.search(content, block.start, block.end)
            self._quotes = quotation_bounds.quotations(content, block.start, block.end) if marked else []
        for first, last in self._quotes:
            if first <= start < last:
                return (first, last) if self._is_speech(first, last) else None
        return (block.start, block.end) if block.quote else None

    def _is_speech(self, first: int, last: int) -> bool:
        """Whether five words or more stand between the marks, or whole sentences."""
        if self._text.content.count(" ", first, last) >= 4:
            return True
        return any(start == first for start, _ in self._spans) and any(end == last for _, end in self._spans)

    def _quoted(self, quote: tuple[int, int]) -> str | None:
        """Return the speaker of *quote*: named in a sentence that touches it, or before the colon that opens it."""
        name = next(filter(None, (self._outside(quote, place) for place in self._touching(quote))), None)
        if name:
            return name
        if quote[0] <= self._block.start + 1 and self._before is not None:
            return self._introduced(self._before) or self._going_on() or self._alone(quote)
        # A quotation that goes on after "…, said the mayor.": the same speaker, where nobody else is named.
        first = next((place for place, (_, end) in enumerate(self._spans) if end > quote[0]), 0)
        return self._named_before(first)

    def _touching(self, quote: tuple[int, int]) -> Iterator[int]:
        """Yield the places of the sentences that *quote* stands in or beside, over a mark and a space."""
        for place, (start, end) in enumerate(self._spans):
            if end >= quote[0] - 2 and start <= quote[1] + 2:
                yield place

    def _alone(self, quote: tuple[int, int]) -> str | None:
        """Return the speaker of a *quote* that is a paragraph of nothing else: whoever spoke in the one before."""
        alone = quote[1] >= self._block.end - 1 and not self._block.quote
        return self._earlier_block() if alone else None

    def _outside(self, quote: tuple[int, int], place: int) -> str | None:
        """Return who speaks *quote*, as the block's sentence *place* says outside of it, or the one after."""
        sentence = self._sentence(place)
        source = next((one for one in speakers.sources(sentence) if self._tells(one, sentence, quote)), None)
        if source is not None:
            return source.name or self._meant(sentence, source, place)
        return self._opening(quote, sentence) or self._closing(quote, place)

    def _tells(self, source: Source, sentence: Sentence, quote: tuple[int, int]) -> bool:
        """Whether *source* speaks, and stands outside the *quote*: who is cited in it does not speak it."""
        if not source.name and not source.pronoun:
            return False
        return not quote[0] <= sentence.starts[source.at] < quote[1] - 1

    def _opening(self, quote: tuple[int, int], sentence: Sentence) -> str | None:
        """Return who acts before the colon that opens *quote*: "The councillor defended the rise: “…”"."""
        before = self._text.content[sentence.start : quote[0]]
        return actor(sentence)[0] if before.rstrip().endswith(":") else None

    def _closing(self, quote: tuple[int, int], place: int) -> str | None:
        """Return who is named right after *quote*, where the sentence ends with it: "… ." said the mayor."""
        following = self._spans[place + 1] if place + 1 < len(self._spans) else None
        if following is None or following[0] - quote[1] not in (0, 1, 2):
            return None
        found = speakers.sources(self._sentence(place + 1))
        names = (one.name for one in found if one.scope is Scope.REPORTING and one.begin <= 1)
        return next(filter(None, names), None)

    def _going_on(self) -> str | None:
        """Return the speaker of the quotation that began in a paragraph before and goes on in this one."""
        first = self._beside.quoted
        if first is None:
            return None
        block = self._text.blocks[first]
        earlier = Voices(
            self._text, first, Around(before=self._beside.before_quoted), self._grammar, default=self._default
        )
        earlier.begin(self._split(block))
        return earlier.ends()

    def _split(self, block: Block) -> list[tuple[int, int]]:
        return sentence_bounds.split(self._text.content, block.start, block.end, self._grammar.abbreviations)

    def _introduced(self, earlier: Block) -> str | None:
        """Return the speaker named in the block before, if that ends with a colon."""
        content = self._text.content
        tail = content[max(earlier.start, earlier.end - 3) : earlier.end].rstrip()
        if not tail.endswith(":") and not self._block.quote:
            return None
        for span in self._split(earlier)[-1:]:
            sentence = Sentence(content, *span, self._grammar)
            for source in speakers.sources(sentence):
                if source.name:
                    return source.name
            return speakers.announcement(sentence)
        return None

    def _meant(self, sentence: Sentence, source: Source, number: int) -> str | None:
        """Return whom "he added" in *sentence*, the block's sentence *number*, means: the last one who was named."""
        for earlier in reversed(speakers.sources(sentence)):
            if earlier.at < source.at and earlier.name:
                return earlier.name
        name, end = actor(sentence)
        if name and end <= source.begin:
            return name
        return self._earlier(number) or self._default

    def _earlier(self, number: int) -> str | None:
        return self._named_before(number) or self._earlier_block()

    def _named_before(self, number: int) -> str | None:
        """Return the last speaker named in the few sentences before; where none is, who acted in them."""
        near = range(number - 1, max(-1, number - 1 - _FAR), -1)
        for place in near:
            name = self._told(self._sentence(place))
            if name:
                return name
        return next((name for name, _ in (actor(self._sentence(place)) for place in near) if name), None)

    def _earlier_block(self) -> str | None:
        """Return the last speaker named in the paragraph before: "He added" may begin a new one."""
        block = self._before
        if block is None or block.kind is not BlockKind.PARAGRAPH:
            return None
        for span in reversed(self._split(block)[-_FAR:]):
            name = self._told(Sentence(self._text.content, *span, self._grammar))
            if name:
                return name
        return None

    def _told(self, sentence: Sentence) -> str | None:
        """Return whom *sentence* leaves to be meant: its speaker; who acted, where a verb does without a subject."""
        acted = self._grammar.attribution.drops_subjects and actor(sentence)[0]
        return _speaker(sentence) or acted or None


def _speaker(sentence: Sentence) -> str | None:
    """Return the last one whom *sentence* names as a speaker, or as who issued a document."""
    for source in reversed(speakers.sources(sentence)):
        if source.name:
            return source.name
    return speakers.announcement(sentence)
