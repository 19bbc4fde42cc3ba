"""Puts the labels on the numbers of a block: what each counts, its hedge, its role, when, by whom, who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from monitor.figures import agents, nouns, roles, sentences, speakers, tables, times
from monitor.figures.grammar import Grammar, Is
from monitor.figures.nouns import Counted
from monitor.figures.quantities import Token
from monitor.figures.tokens import Sentence
from monitor.model import Block, BlockKind, Direction, Figure, Quantifier, Region, Role, Text, Where

_SPACE = re.compile(r"\s+")
_WHERE = {
    BlockKind.HEADING: Where.HEADING,
    BlockKind.PARAGRAPH: Where.PROSE,
    BlockKind.LIST_ITEM: Where.LIST,
    BlockKind.TABLE_CELL: Where.TABLE,
}
_QUOTE_MARKS = re.compile(r"[“«\"„]")


@dataclass(slots=True)
class Labelled:
    """A figure in the making: the number, its word, and the labels so far."""

    token: Token
    at: int
    cues: roles.Cues
    counted: Counted = field(default_factory=Counted)
    counts: str = ""
    head: str = ""
    role: Role = Role.TOTAL
    direction: Direction | None = None
    time: str | None = None
    agent: str | None = None
    elliptical: bool = False
    linked: bool = False  #: joined to the number before it by "and", a comma or a subset word


@dataclass(slots=True)
class Lead:
    """What the block that introduces a list says for its items."""

    text: str = ""
    counted: Counted = field(default_factory=Counted)
    time: str | None = None
    speaker: str | None = None
    subset: bool = False
    rule: bool = False


class Labeller:
    """Labels the numbers of one text, block after block; remembers what later blocks need of earlier ones."""

    def __init__(self, text: Text, grammar: Grammar, speaker: str | None) -> None:
        self._text = text
        self._grammar = grammar
        self._speaker = speaker
        self._page = _day(text.updated) or _day(text.published)
        self._last: dict[int, Labelled] = {}  #: block index: its last figure
        self._leads: dict[int, Lead] = {}

    def block(self, index: int, tokens: Sequence[Token]) -> list[Figure]:
        """Return the figures that the kept *tokens* of block *index* state."""
        block = self._text.blocks[index]
        if block.cell is not None and not block.cell.header:
            return [self._cell(index, block, token) for token in tokens]
        return _Prose(self, index, block).read(tokens)

    def lead(self, block: Block) -> Lead:
        """Return what the block that introduces *block* says for it."""
        if block.lead is None or not 0 <= block.lead < len(self._text.blocks):
            return Lead()
        found = self._leads.get(block.lead)
        if found is None:
            found = self._leads[block.lead] = self._read_lead(block.lead)
        return found

    def _read_lead(self, index: int) -> Lead:
        text, grammar = self._text, self._grammar
        block = text.blocks[index]
        spans = sentences.split(text.content, block.start, block.end, grammar.abbreviations, grammar.may_end)
        if not spans:
            return Lead()
        last = Sentence(text.content, *spans[-1], grammar)
        lead = Lead(text=_SPACE.sub(" ", text.content[last.start : last.end]))
        lead.subset = grammar.before.at(last.low, 0) == (len(last) - 1, "SUBSET") or _all_subset(last)
        lead.rule = _prescribes(last)
        sources = speakers.sources(last)
        lead.speaker = sources[-1].name if sources else None
        if lead.speaker is None:
            lead.speaker = self._announcer(index)
        figure = self._last.get(index)
        if figure is not None:
            lead.counted, lead.time = figure.counted, figure.time
        moments = times.moments(last)
        if moments and lead.time is None:
            lead.time = last.text(moments[0].begin, moments[0].end)
        return lead

    def _announcer(self, index: int) -> str | None:
        """Return who issued the document that the list reports: told in the lead, or in the block before it."""
        for place in (index, index - 1):
            if place < 0 or self._text.blocks[place].kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
                continue
            block = self._text.blocks[place]
            for span in sentences.split(
                self._text.content, block.start, min(block.end, block.start + 2000), self._grammar.abbreviations, self._grammar.may_end
            ):
                name = speakers.announcement(Sentence(self._text.content, *span, self._grammar))
                if name:
                    return name
        return None

    def _cell(self, index: int, block: Block, token: Token) -> Figure:
        cell = block.cell
        assert cell is not None  # noqa: S101 (the caller has looked)
        heads = tables.heads(cell, self._grammar)
        sentence = _SPACE.sub(" ", self._text.of(block)).strip()
        role = Role.SHARE if (token.unit or heads.unit) == "%" else Role.TOTAL
        direction = None
        if token.sign:
            role, direction = Role.CHANGE, Direction.UP if token.sign == "+" else Direction.DOWN
        scaled = heads.factor != 1 and token.unit is None and not token.scaled
        factor = Decimal(heads.factor if scaled else 1)
        since, until = self.resolve(heads.time)
        return Figure(
            value=_times(token.value, factor),
            low=_times(token.low, factor),
            high=_times(token.high, factor),
            surface=token.surface,
            start=block.start + token.start,
            end=block.start + token.end,
            sentence=sentence,
            sentence_start=block.start,
            counts=heads.counts,
            head=heads.head,
            unit=token.unit or heads.unit,
            unit_name=token.unit_name or heads.unit_name,
            role=role,
            direction=direction,
            time=heads.time,
            since=since,
            until=until,
            attribution=self._speaker,
            where=Where.TABLE,
            headers=(*cell.row_headers, *cell.column_headers),
            main=block.region is Region.MAIN,
            block=index,
        )

    def resolve(self, phrase: str | None) -> tuple[date | None, date | None]:
        """Return the days that the time *phrase* comes to."""
        if not phrase:
            return None, None
        return times.resolved(Sentence(phrase, 0, len(phrase), self._grammar).low, self._grammar, self._page)

    @property
    def text(self) -> Text:
        """The text being read."""
        return self._text

    @property
    def grammar(self) -> Grammar:
        """The words of its language."""
        return self._grammar

    @property
    def speaker(self) -> str | None:
        """Who speaks where nobody is named."""
        return self._speaker

    def remember(self, index: int, figure: Labelled) -> None:
        """Keep the last figure of block *index* for the list that it may introduce."""
        self._last[index] = figure


class _Prose:
    """The numbers of one block of running text."""

    def __init__(self, labeller: Labeller, index: int, block: Block) -> None:
        self._labeller = labeller
        self._index = index
        self._block = block
        self._grammar = labeller.grammar
        self._content = labeller.text.content
        self._lead = labeller.lead(block) if block.kind is BlockKind.LIST_ITEM else Lead()
        self._quotes: list[tuple[int, int]] | None = None
        self._spans: list[tuple[int, int]] = []
        self._before: Labelled | None = None  #: last figure of an earlier sentence

    def read(self, tokens: Sequence[Token]) -> list[Figure]:
        """Return the figures of *tokens*, whose offsets count from the block's start."""
        block, grammar = self._block, self._grammar
        self._spans = sentences.split(self._content, block.start, block.end, grammar.abbreviations, grammar.may_end)
        figures: list[Figure] = []
        place = 0
        for number, (start, end) in enumerate(self._spans):
            inside: list[Token] = []
            while place < len(tokens) and block.start + tokens[place].start < end:
                inside.append(tokens[place])
                place += 1
            if inside:
                figures.extend(self._sentence(number, start, end, inside))
            if place == len(tokens):
                break
        return figures

    def _sentence(self, number: int, start: int, end: int, tokens: list[Token]) -> list[Figure]:
        offset = self._block.start
        spans = [(offset + token.start, offset + token.end) for token in tokens]
        sentence = Sentence(self._content, start, max(end, spans[-1][1]), self._grammar, spans)
        folded = _SPACE.sub(" ", self._content[start:end])
        previous: Labelled | None = None
        figures: list[Figure] = []
        for place, token in enumerate(tokens):
            labelled = self._label(sentence, place, token, previous)
            figures.append(self._figure(sentence, number, labelled, folded))
            previous = labelled
        if previous is not None:
            self._before = previous
            self._labeller.remember(self._index, previous)
        return figures

    # -- one number ---------------------------------------------------------------------------------------------------

    def _label(self, sentence: Sentence, place: int, token: Token, previous: Labelled | None) -> Labelled:
        at = sentence.numbers[place]
        labelled = Labelled(token=token, at=at, cues=roles.cues(sentence, at, token))
        labelled.linked = previous is not None and _linked(sentence, labelled, previous)
        self._count(sentence, labelled, previous)
        self._give_role(sentence, labelled, previous)
        self._give_time(sentence, labelled, previous)
        self._give_agent(sentence, labelled, previous)
        return labelled

    def _count(self, sentence: Sentence, new: Labelled, previous: Labelled | None) -> None:
        many = new.token.value is None or abs(new.token.value) != 1
        right = self._right(sentence, new, many=many)
        measured = new.token.unit is not None
        told = self._told(sentence, new, many=many)
        if told is not None and told.core:
            new.counted = told
        elif not measured and right.core and not nouns.elliptical(sentence, *_span(new, right), many=many):
            new.counted = right
        elif measured and sentence.flag(new.cues.right) & Is.OF and right.core:
            new.counted = right
        else:
            new.elliptical = True
            new.counted = self._understood(sentence, new, right, previous)
        new.counts = new.counted.phrase
        new.head = new.counted.head
        if not new.counts and new.token.unit:
            new.counts = new.head = _unit_words(new.token)
            new.counts = nouns.clipped(f"{new.counts} {nouns.narrowing(sentence, new.cues.right)}")

    def _right(self, sentence: Sentence, new: Labelled, *, many: bool) -> Counted:
        """Return the noun phrase after the number; "additional" in it is a cue, no part of what is counted."""
        right = nouns.after(sentence, new.cues.right, many=many)
        begin, end = _span(new, right)
        while end > begin:
            hit = self._grammar.after.ending(sentence.low, end - 1)
            if hit is None or hit[1] != "INCREMENT" or end - hit[0] <= begin:
                break
            end -= hit[0]
            new.cues.increment = True
        hit = self._grammar.after.at(sentence.low, right.end)
        if hit and hit[1] == "INCREMENT" and right.core:
            new.cues.increment = True
            return nouns.shortened(sentence, right, begin, end, right.end + hit[0])
        return nouns.shortened(sentence, right, begin, end, right.end) if end < right.end else right

    def _told(self, sentence: Sentence, new: Labelled, *, many: bool) -> Counted | None:
        """Return what the words around say outright: "N is the total of tests", "a 12 % rise in arrivals"."""
        right = new.cues.right
        if new.cues.comparative is not None:
            hit = self._grammar.comparatives.at(sentence.low, right)
            size = hit[0] if hit else 1
            following = right + size
            if sentence.flag(following) & (Is.OF | Is.PREPOSITION) and sentence.content_word(right):
                found = nouns.after(sentence, following + 1, many=many)
                if found.core and not sentence.flag(following + 1) & Is.TIME:
                    return found
            return nouns.before(sentence, new.cues.left, right)
        if sentence.flag(right) & Is.DETERMINER and sentence.flag(right + 1) & Is.CONTAINER:
            return nouns.named(sentence, right, nouns.phrase_end(sentence, right))
        return nouns.identified(sentence, right)

    def _understood(self, sentence: Sentence, new: Labelled, right: Counted, previous: Labelled | None) -> Counted:
        """Return what an elliptical or measured number counts: its subject, or what the number before it counts."""
        left = new.cues.left
        narrowing = right.phrase or nouns.narrowing(sentence, new.cues.right)
        group = nouns.group(sentence, new.at, left) if not new.token.unit else None
        if group is not None:
            return _joined(group, narrowing)
        named = nouns.before(sentence, left, new.cues.right) if not (new.linked and not new.token.unit) else None
        if named is not None and named.core and not (right.core and sentence.grammar.flags.get(named.head.lower(), 0) & Is.CONTAINER):
            return _joined(named, "" if new.token.unit else nouns.adjectival(narrowing))
        if named is not None and named.core:
            return right
        antecedent = self._antecedent(new, previous)
        if new.token.unit and not (previous and new.linked):
            return Counted()
        return _joined(antecedent, narrowing) if antecedent.core else right

    def _antecedent(self, new: Labelled, previous: Labelled | None) -> Counted:
        if previous is not None and (previous.counted.core or not new.cues.subset):
            return previous.counted
        if self._before is not None and self._before.counted.core:
            return self._before.counted
        return self._lead.counted

    def _give_role(self, sentence: Sentence, new: Labelled, previous: Labelled | None) -> None:
        cues, token = new.cues, new.token
        moved = roles.movement(sentence, cues.left)
        by_words = roles.of_words(sentence, new.at, token)
        if roles.is_rule(sentence, new.at, cues, token, lead=self._lead.rule):
            new.role = Role.RULE
        elif token.sign and token.kind != "temperature":
            new.role, new.direction = Role.CHANGE, Direction.UP if token.sign == "+" else Direction.DOWN
        elif cues.comparative is not None:
            new.role, new.direction = Role.CHANGE, cues.comparative
        elif token.moves or roles.is_reference(sentence, cues):
            new.role = Role.REFERENCE
        elif cues.increment:
            new.role = Role.INCREMENT
        elif moved is not None and moved[0] == "by":
            new.role, new.direction = Role.CHANGE, moved[1]
        elif moved is not None and moved[0] == "from":
            new.role = Role.REFERENCE
        elif cues.subset or (self._lead.subset and previous is None):
            new.role = Role.SUBSET
        elif by_words is not None:
            new.role = by_words
        elif moved is not None:
            new.direction = moved[1]
        elif roles.of_group(sentence, new.at, elliptical=new.elliptical):
            new.role = Role.SUBSET
        self._inherit_role(new, previous)
        if previous is not None and previous.token.moves and new.direction is None and new.role is Role.TOTAL:
            new.direction = _compared(previous.token, token)

    def _inherit_role(self, new: Labelled, previous: Labelled | None) -> None:
        if previous is None or not new.linked or new.role not in (Role.TOTAL, Role.SHARE):
            return
        if previous.role is Role.SUBSET and new.role is Role.TOTAL:
            new.role = Role.SUBSET
        elif previous.role is Role.CHANGE and new.token.unit and previous.token.unit:
            new.role, new.direction = Role.CHANGE, previous.direction

    def _give_time(self, sentence: Sentence, new: Labelled, previous: Labelled | None) -> None:
        moment = times.of(sentence, new.at)
        if moment is not None:
            new.time = sentence.text(moment.begin, moment.end)
        elif previous is not None and (new.role in (Role.SUBSET, Role.INCREMENT) or new.linked):
            new.time = previous.time
        elif previous is None:
            new.time = self._lead.time

    def _give_agent(self, sentence: Sentence, new: Labelled, previous: Labelled | None) -> None:
        if new.role in (Role.REFERENCE, Role.RULE) or (new.role is Role.CHANGE and new.token.unit == "%"):
            return
        new.agent = agents.passive(sentence, new.at) or agents.active(sentence, new.cues.left)
        if new.agent is None and previous is not None and new.linked:
            new.agent = previous.agent
        if new.agent is None and self._before is not None and agents.points_back(sentence):
            new.agent = self._before.agent

    # -- who says so --------------------------------------------------------------------------------------------------

    def _attribution(self, sentence: Sentence, number: int, at: int) -> str | None:
        source = speakers.governing(sentence, at)
        if source is not None:
            if source.name:
                return source.name
            return self._spoken_of(number) if source.pronoun else None
        start = sentence.starts[at]
        quote = self._quotation(start)
        if quote is not None:
            return self._quoted(quote)
        if self._lead.speaker:
            return self._lead.speaker
        return self._labeller.speaker

    def _quotation(self, start: int) -> tuple[int, int] | None:
        """Return the quotation of five words or more that *start* stands in; shorter ones are words picked out."""
        if self._quotes is None:
            block = self._block
            marked = _QUOTE_MARKS.search(self._content, block.start, block.end)
            self._quotes = speakers.quotations(self._content, block.start, block.end) if marked else []
        for first, last in self._quotes:
            if first <= start < last:
                return (first, last) if self._content.count(" ", first, last) >= 4 else None
        return (self._block.start, self._block.end) if self._block.quote else None

    def _quoted(self, quote: tuple[int, int]) -> str | None:
        """Return the speaker of *quote*: named in a sentence that touches it, or before the colon that opens it."""
        for place, (start, end) in enumerate(self._spans):
            if end < quote[0] - 2 or start > quote[1] + 2:
                continue
            name = self._outside(start, end, quote, place)
            if name:
                return name
        if quote[0] <= self._block.start + 1 and self._index > 0:
            return self._introduced()
        return None

    def _outside(self, start: int, end: int, quote: tuple[int, int], place: int) -> str | None:
        for source in speakers.sources(Sentence(self._content, start, end, self._grammar)):
            if source.name:
                return source.name
            if source.pronoun:
                return self._spoken_of(place)
        # The reporting clause may begin after the quotation's last sentence: "… ." said the mayor.
        following = self._spans[place + 1] if place + 1 < len(self._spans) else None
        if following and following[0] - quote[1] in (0, 1, 2):
            for source in speakers.sources(Sentence(self._content, *following, self._grammar)):
                if source.name and source.after:
                    return source.name
        return None

    def _introduced(self) -> str | None:
        blocks = self._labeller.text.blocks
        earlier = blocks[self._index - 1]
        tail = self._content[max(earlier.start, earlier.end - 3) : earlier.end].rstrip()
        if not tail.endswith(":"):
            return None
        spans = sentences.split(
            self._content, earlier.start, earlier.end, self._grammar.abbreviations, self._grammar.may_end
        )
        for span in spans[-1:]:
            for source in speakers.sources(Sentence(self._content, *span, self._grammar)):
                if source.name:
                    return source.name
        return None

    def _spoken_of(self, number: int) -> str | None:
        """Return the last speaker named in the block before sentence *number*: whom "he added" means."""
        for start, end in reversed(self._spans[max(0, number - 4) : number]):
            sentence = Sentence(self._content, start, end, self._grammar)
            for source in reversed(speakers.sources(sentence)):
                if source.name:
                    return source.name
            name = speakers.announcement(sentence)
            if name:
                return name
        return self._labeller.speaker

    def _figure(self, sentence: Sentence, number: int, new: Labelled, folded: str) -> Figure:
        block, token = self._block, new.token
        since, until = self._labeller.resolve(new.time)
        return Figure(
            value=token.value,
            low=token.low,
            high=token.high,
            surface=token.surface,
            start=block.start + token.start,
            end=block.start + token.end,
            sentence=folded,
            sentence_start=sentence.start,
            counts=new.counts,
            head=new.head,
            unit=token.unit,
            unit_name=token.unit_name,
            quantifier=new.cues.quantifier,
            role=new.role,
            direction=new.direction,
            time=new.time,
            since=since,
            until=until,
            agent=new.agent,
            attribution=self._attribution(sentence, number, new.at),
            where=_WHERE[block.kind],
            headers=(self._lead.text,) if self._lead.text else (),
            main=block.region is Region.MAIN,
            block=self._index,
        )


def _linked(sentence: Sentence, new: Labelled, previous: Labelled) -> bool:
    """Whether the number is joined to the one before it: by "and", a comma, a bracket or a subset word."""
    if new.cues.subset:
        return True
    left = new.cues.left
    if not sentence.flag(left) & Is.AND and sentence.word(left) not in (",", "("):
        return False
    between = range(previous.at + 1, left)
    return len(between) <= 24 and not any(
        sentence.flags[k] & Is.SUBORDINATOR and not sentence.flags[k] & Is.RELATIVE or sentence.low[k] in ";:" for k in between
    )


def _compared(old: Token, new: Token) -> Direction | None:
    if old.value is None or new.value is None or old.value == new.value:
        return None
    return Direction.UP if new.value > old.value else Direction.DOWN


def _span(new: Labelled, right: Counted) -> tuple[int, int]:
    return right.end - right.size, right.end


def _joined(counted: Counted, more: str) -> Counted:
    return Counted(core=counted.core, head=counted.head, more=more, end=counted.end, size=counted.size)


def _unit_words(token: Token) -> str:
    words = token.line.string[token.number_end : token.end].strip()
    words = words.rpartition("'")[2].rpartition("’")[2]
    if words[:1].isalpha():
        return words.split(" ", 1)[-1] if words.startswith("de ") else words
    return f"{token.unit_name}" if token.unit_name else ""


def _all_subset(sentence: Sentence) -> bool:
    hit = sentence.grammar.before.at(sentence.low, 0)
    return bool(hit and hit[1] == "SUBSET" and hit[0] >= len(sentence) - 1)


def _prescribes(sentence: Sentence) -> bool:
    """Whether a list's introduction makes rules of its items: "You must:", "if you have either:"."""
    if not sentence.low or sentence.low[-1] != ":":
        return False
    grammar = sentence.grammar
    return any(
        word in grammar.sets["roles.second_person"] or grammar.rules.at(sentence.low, at)
        for at, word in enumerate(sentence.low)
    )


def _times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else value if factor == 1 else value * factor


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None
