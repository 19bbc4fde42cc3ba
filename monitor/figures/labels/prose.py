"""The figures of a block of running text: each number labelled in its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.figures.labels.attribution import agents
from monitor.figures.labels.attribution.attribution import Voices
from monitor.figures.labels.attribution.list_leads import Lead
from monitor.figures.labels.counted import counting, existing_things, owners
from monitor.figures.labels.roles import prescriptions, roles
from monitor.figures.labels.syntax import clauses, figure_draft, pronouns
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.people import named as named_people
from monitor.figures.labels.syntax.subjects import named
from monitor.figures.labels.text import cues, sentence_bounds
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.label_length import clipped
from monitor.figures.labels.text.tokenizer import Sentence, folded
from monitor.figures.labels.text.word_forms import NOTHING, Counted
from monitor.figures.labels.time import time_references
from monitor.figures.labels.time.time_references import Days
from monitor.figures.numbers.scanner import Token
from monitor.figures.refusals import ages
from monitor.model import Block, BlockKind, Figure, Region, Role, Where
from monitor.model.packed_columns import thawed

_UNRULED = (Role.TOTAL, Role.SHARE, Role.INCREMENT, Role.SUBSET)  #: what a number under a heading of rules is taken for
_PARTS = (Role.SUBSET, Role.SHARE)
_FIGURE = thawed(Figure)  #: filled in a third of the time
_WHERE = {
    BlockKind.HEADING: Where.HEADING,
    BlockKind.PARAGRAPH: Where.PROSE,
    BlockKind.LIST_ITEM: Where.LIST,
    BlockKind.TABLE_CELL: Where.TABLE,
}


@dataclass(slots=True, kw_only=True)
class BlockContext:
    """What a block's numbers may need to know of the text around it."""

    content: str
    block: Block
    index: int
    grammar: Grammar
    days: Days
    lead: Lead
    voices: Voices
    label: str = ""  #: what the heading or line above says, for a block that is a number alone
    earlier: Counted = NOTHING  #: what the block before counts
    ruled: bool = False  #: a heading above says that rules stand here


class Prose:
    """The numbers of one block of running text."""

    def __init__(self, context: BlockContext) -> None:
        self._context = context
        self._grammar = context.grammar
        self._headers = (context.lead.text,) if context.lead.text else ()
        self._topic: Draft | None = None  #: what an earlier sentence is mainly of
        self._whole: Draft | None = None  #: the last of them that is no part of another
        self._things: Draft | None = None  #: the last of them that counts things, and measures none
        self._uncounted: Sentence | None = None  #: the sentence before, where it counts nothing: it may name people
        self._spans: list[tuple[int, int]] = []  #: of the block's sentences
        self.last: Draft | None = None

    def read(self, tokens: Sequence[Token]) -> list[Figure]:
        """Return the figures of *tokens*, whose offsets count from the block's start."""
        block, grammar = self._context.block, self._grammar
        spans = sentence_bounds.split(self._context.content, block.start, block.end, grammar.abbreviations)
        self._spans = spans
        self._context.voices.begin(spans)
        figures: list[Figure] = []
        place = 0
        for number, (start, end) in enumerate(spans):
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
        content, offset = self._context.content, self._context.block.start
        spans = [(offset + token.start, offset + token.end) for token in tokens]
        sentence = Sentence(content, start, max(end, spans[-1][1]), self._grammar, spans)
        written = folded(content[start:end])
        previous: Draft | None = None
        made: list[Draft] = []
        figures: list[Figure] = []
        for place, token in enumerate(tokens):
            draft = self._label(sentence, number, place, token, previous)
            figures.append(self._figure(sentence, number, draft, written))
            made.append(draft)
            previous = draft
        topic = main(sentence, made)
        self._uncounted = sentence if topic is None or topic.sized else None
        self._topic = topic or self._topic
        if topic is not None and not topic.measured:
            self._things = topic
        if topic is not None and topic.role not in _PARTS:
            self._whole = topic
        self.last = self._topic or previous
        return figures

    def _label(self, sentence: Sentence, number: int, place: int, token: Token, previous: Draft | None) -> Draft:
        at = sentence.numbers[place]
        aged = ages.is_told(token, self._grammar.language)
        draft = Draft(token=token, at=at, cues=cues.cues(sentence, at, token), before=previous, aged=aged)
        draft.subject = clauses.is_subject(sentence, at)
        draft.linked = previous is not None and figure_draft.linked(sentence, draft, previous)
        if draft.measured and (number or ":" in sentence.low or ";" in sentence.low):
            draft.meant = pronouns.thing(sentence, draft.at, lambda: self._plain(number - 1) if number else None)
        elif not draft.measured:
            earlier = previous.at if previous is not None else -1
            draft.pointed = self._pointed(sentence, draft, number, earlier)
        counting.count(sentence, draft, self._understood_topic(sentence, draft))
        if draft.measured and number:
            owned = owners.of_topic(sentence, draft.at, draft.counted, lambda: self._plain(number - 1))
            draft.counts = owned.core if owned is not draft.counted else draft.counts
        if draft.measured and self._grammar.words.objects:
            self._name_done_to(draft, previous, number)
        self._name_from_around(sentence, draft, first=place == 0)
        roles.give(sentence, draft, previous, self._context.lead, self._topic)
        if (
            self._context.ruled
            and draft.role in _UNRULED
            and prescriptions.is_term(sentence, draft.at, draft.cues, token)
        ):
            draft.role, draft.direction = Role.RULE, None
        self._give_time(sentence, draft, previous)
        if _can_have_agent(draft):
            draft.agent = self._agent(sentence, draft, previous)
        return draft

    def _pointed(self, sentence: Sentence, draft: Draft, number: int, earlier: int) -> Counted:
        """Return what "en" means of which *draft* tells how many, or what there is so many of: "there were seven"."""

        def before() -> Sentence | None:
            return self._plain(number - 1) if number else None

        found = pronouns.of_them(sentence, draft.at, earlier, before)
        return found if found.core else existing_things.meant(sentence, draft, before)

    def _name_done_to(self, draft: Draft, previous: Draft | None, number: int) -> None:
        """Name what a deed is done to that costs money, and is the subject: "Replacing [it] would cost £90,000"."""
        counted = previous.counted if previous is not None else self._topic.counted if self._topic else NOTHING
        draft.counts = pronouns.done_to(
            self._grammar, draft.counts, counted, lambda: self._plain(number - 1) if number else None
        )

    def _name_from_around(self, sentence: Sentence, draft: Draft, *, first: bool) -> None:
        """Take what is counted from the heading above, or the list's lead-in, where the sentence says too little.

        *first* of its sentence, a number may have a label before it that tells only whose it is.
        """
        label = "" if draft.counted.core else self._context.label
        if label:
            whole = Sentence(label, 0, len(label), self._grammar)
            draft.counts, draft.head = label, named(whole, 0, len(whole)).head or label
            draft.counted = Counted(core=draft.counts, head=draft.head)
        elif first and self._context.lead.group and sentence.word(draft.cues.left + 1) == ":":
            self._of_group(draft)

    def _plain(self, number: int) -> Sentence:
        """Return the block's sentence *number*, of which only the words are asked."""
        return Sentence(self._context.content, *self._spans[number], self._grammar)

    def _of_group(self, draft: Draft) -> None:
        """Say of whom a bare label tells: "North: 120" in the list "Patients in hospital:"."""
        word, grammar = draft.counted.head.lower(), self._grammar
        if draft.counted.core and not (
            word.endswith(grammar.nouns.plural_endings) or grammar.flags.get(word, 0) & Is.PLURAL
        ):
            draft.counts = clipped(f"{self._context.lead.group}, {draft.counted.core}")
            draft.head = self._context.lead.group.split()[0]

    def _understood_topic(self, sentence: Sentence, draft: Draft) -> Counted:
        """Return what a number counts that leaves it out: the topic here, of the lead-in, or of the block before."""
        people = self._people(draft)
        if people.core:
            return people
        topic = self._topic_of(draft)
        if topic is not None and topic.counted.core:
            return topic.members if topic.members.core else topic.counted
        if self._context.lead.counted.core:
            return self._context.lead.counted
        moves = bool(draft.token.sign) and draft.cues.left < 0  # "+120 since yesterday", below the number that moved
        points_back = draft.cues.subset or draft.cues.increment or moves or roles.points_back(sentence, draft.at)
        return self._context.earlier if points_back else NOTHING

    def _topic_of(self, draft: Draft) -> Draft | None:
        """Return what a sentence before is mainly of; the whole told last, where *draft* is no part of a part."""
        if self._is_beyond(draft):
            return self._whole or self._topic
        if draft.cues.of_them and self._topic is not None and self._topic.measured:
            return self._things or self._topic  # "127 d'entre eux": of those counted, not of their share
        return self._topic

    def _people(self, draft: Draft) -> Counted:
        """Return the people that the sentence before names and does not count, of whom *draft* counts some."""
        if self._uncounted is None or not draft.of_some:
            return NOTHING
        return named_people(self._uncounted, len(self._uncounted))

    def _is_beyond(self, draft: Draft) -> bool:
        """Return whether *draft* is no part of the part told last: it comes on top, or is more than that."""
        topic, value = self._topic, draft.token.value
        if topic is None or topic.role not in _PARTS or topic.sized or draft.measured:
            return False
        more = topic.role is Role.SUBSET and value is not None and (topic.token.value or value) < value
        return draft.cues.increment or more

    def _give_time(self, sentence: Sentence, new: Draft, previous: Draft | None) -> None:
        moment = time_references.of(sentence, new.at)
        if moment is not None:
            new.time = sentence.text(moment.begin, moment.end)
        elif previous is not None and (new.role in (Role.SUBSET, Role.INCREMENT) or new.linked):
            new.time = previous.time if new.role is not Role.REFERENCE else None
        elif previous is None:
            new.time = self._context.lead.time

    def _agent(self, sentence: Sentence, new: Draft, previous: Draft | None) -> str | None:
        """Return who provides or does what is counted, as told beside it, with the number before, or around."""
        agent = agents.passive(sentence, new.at) or agents.active(sentence, new.cues.left)
        if agent is None and previous is not None and (new.linked or agents.shared(sentence, new.cues.left)):
            agent = previous.agent
        return agent or self._agent_around(sentence, new)

    def _agent_around(self, sentence: Sentence, new: Draft) -> str | None:
        """Return who does what the lead-in plans, or what the sentence before tells of: "They agreed to:"."""
        lead = self._context.lead
        if lead.plans and lead.speaker and _planned(sentence, new.at):
            return lead.speaker
        if self._topic is not None and agents.points_back(sentence):
            return self._topic.agent
        return None

    def _figure(self, sentence: Sentence, number: int, new: Draft, written: str) -> Figure:
        context, token = self._context, new.token
        block = context.block
        since, until = context.days.of(new.time)
        unit, unit_name = figure_draft.unit(sentence, new)
        made: Figure = _FIGURE(
            value=token.value,
            low=token.low,
            high=token.high,
            surface=token.surface,
            start=block.start + token.start,
            end=block.start + token.end,
            sentence=written,
            sentence_start=sentence.start,
            counts=new.counts,
            head=new.head,
            unit=unit,
            unit_name=unit_name,
            quantifier=new.cues.quantifier,
            role=new.role,
            direction=new.direction,
            time=new.time,
            since=since,
            until=until,
            agent=new.agent,
            attribution=context.voices.of(sentence, number, new.at),
            where=_WHERE[block.kind],
            headers=self._headers,
            main=block.region is Region.MAIN,
            block=context.index,
            page=None,
            folded=False,
        )
        made.__class__ = Figure
        return made


def _planned(sentence: Sentence, at: int) -> bool:
    """Whether the number stands in the infinitive that goes on from "They agreed to:", not in a sentence of its own."""
    finite = Is.BE | Is.HAVE | Is.AUXILIARY
    return not any(sentence.flags[k] & finite or sentence.low[k] == ":" for k in range(len(sentence)) if k != at)


def _can_have_agent(new: Draft) -> bool:
    """Whether somebody can have done what is counted: not what is compared or prescribed, nor a change in per cent."""
    if new.role in (Role.REFERENCE, Role.RULE):
        return False
    return new.role is not Role.CHANGE or new.token.unit != "%"


def main(sentence: Sentence, made: Sequence[Draft]) -> Draft | None:
    """Return the figure that the sentence is mainly of: its first count that is no mere circumstance."""
    counts = [draft for draft in made if draft.counted.core]
    counts = [draft for draft in counts if not draft.sized] or counts
    first = counts[0] if counts else None
    return next((draft for draft in counts if not _is_circumstance(sentence, draft)), first)


def _is_circumstance(sentence: Sentence, draft: Draft) -> bool:
    if draft.sized or draft.role in (Role.REFERENCE, Role.RULE):
        return True
    return bool(sentence.flag(draft.cues.left) & Is.PREPOSITION)
