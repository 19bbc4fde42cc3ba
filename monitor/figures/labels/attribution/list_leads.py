"""What the block that introduces a list says for its items: "Of these:", "The two governments announced:"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.figures.labels.attribution import speakers
from monitor.figures.labels.syntax.subjects import hollow, named, trimmed
from monitor.figures.labels.text import sentence_bounds
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, NOTHING, Counted
from monitor.figures.labels.time import time_phrases
from monitor.model import BlockKind, Text

_SPACE = re.compile(r"\s+")
_LONGEST = 2000  #: characters of the block before that are searched for who issued a document


@dataclass(slots=True)
class Lead:
    """What an introduction says for its items."""

    text: str = ""
    counted: Counted = NOTHING
    time: str | None = None
    speaker: str | None = None
    subset: bool = False
    rule: bool = False
    plans: bool = False  #: its items go on after "to": "They agreed to:", so that they are no orders
    group: str = ""  #: those of whom the items are parts: "Patients in hospital:" of "North: 120"


def read(text: Text, grammar: Grammar, index: int, before: int | None) -> Lead:
    """Return what block *index* of *text*, which comes after *before*, says for the list that it introduces."""
    block = text.blocks[index]
    spans = sentence_bounds.split(text.content, block.start, block.end, grammar.abbreviations)
    if not spans:
        return Lead()
    last = Sentence(text.content, *spans[-1], grammar)
    lead = Lead(text=_SPACE.sub(" ", text.content[last.start : last.end]))
    lead.subset = _all_subset(last)
    lead.rule = _prescribes(last)
    named_sources = [source.name for source in speakers.sources(last) if source.name]
    lead.speaker = named_sources[-1] if named_sources else _announcer(text, grammar, index, before)
    when = time_phrases.find(last)
    if when:
        lead.time = last.text(when[0].begin, when[0].end)
    lead.counted = _counted(last)
    lead.plans = _plans(last)
    lead.group = _group(last)
    return lead


def _plans(last: Sentence) -> bool:
    """Whether the introduction ends with the word before an infinitive: "agreed to:", "s'engagent à :"."""
    marks = last.grammar.agents.infinitive
    return len(last) > 2 and last.low[-1] == ":" and last.low[-2] in marks


def _group(last: Sentence) -> str:
    """Return the plural noun phrase that is the whole introduction: "Patients currently in hospital:"."""
    end = len(last) - 1
    if end < 1 or last.low[-1] != ":" or any(flag & (FINITE | Is.NUMBER | Is.SUBORDINATOR) for flag in last.flags):
        return ""
    full = named(last, *trimmed(last, 0, end))
    documents = last.grammar.attribution.documents
    head = full.head.lower()
    if not head or hollow(last, full) or head in documents or not last.plural(last.low.index(head)):
        return ""
    return full.core


def _counted(last: Sentence) -> Counted:
    """Return what "The number of visits by month:" counts: only a phrase that names a number says so."""
    end = len(last)
    while end and last.low[end - 1] in ":;,":
        end -= 1
    full = named(last, 0, end)
    plain = last.text(0, end)
    if not full.core or hollow(last, full) or full.core == plain or not plain.lower().endswith(full.core.lower()):
        return NOTHING
    return full


def _announcer(text: Text, grammar: Grammar, index: int, before: int | None) -> str | None:
    """Return who issued the document that the list reports: told in the lead, or in the block before it."""
    for place in (index, before):
        if place is None or text.blocks[place].kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        block = text.blocks[place]
        end = min(block.end, block.start + _LONGEST)
        if not _may_announce(text.content[block.start : end].lower(), grammar):
            continue
        for span in sentence_bounds.split(text.content, block.start, end, grammar.abbreviations):
            name = speakers.announcement(Sentence(text.content, *span, grammar))
            if name:
                return name
    return None


def _may_announce(words: str, grammar: Grammar) -> bool:
    """Whether a verb by which documents are issued stands in *words*: in few, so that most are never cut."""
    return any(verb in words for verb in grammar.attribution.issued)


def _all_subset(sentence: Sentence) -> bool:
    """Whether the introduction is a subset word or ends with one: "Of these:", "It is full, including:"."""
    grammar, low = sentence.grammar, sentence.low
    end = len(low)
    while end and low[end - 1] in ":,;-–—…":
        end -= 1
    if not end or end == len(low):
        return False
    hit = grammar.before.ending(low, end - 1) or grammar.after.ending(low, end - 1)
    return bool(hit and hit[1] == "SUBSET")


def _prescribes(sentence: Sentence) -> bool:
    """Whether a list's introduction makes rules of its items: "You must:", "if you have either:"."""
    if not sentence.low or sentence.low[-1] != ":":
        return False
    grammar = sentence.grammar
    return any(
        word in grammar.roles.second_person or grammar.rules.at(sentence.low, at)
        for at, word in enumerate(sentence.low)
    )
