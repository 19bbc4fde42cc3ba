"""The one of several that a superlative tells, in a language of free word order: "Das teuerste von vier Angeboten"."""

from __future__ import annotations

from monitor.figures.labels.syntax import clause_bounds, noun_phrases
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted


def told(sentence: Sentence, new: Draft) -> Counted | None:
    """Return which one of several has the measure *new*: "teuerstes Angebot"; None where none opens its clause.

    Another one without a noun is one of those before: "..., das billigste auf 2 Millionen".
    """
    if not sentence.grammar.nouns.superlatives or not _measures(new):
        return None
    begin = clause_bounds.span(sentence, new.at)[0]
    at = begin + 1
    article = sentence.word(begin)
    ending = sentence.grammar.phrases.singular.get(article)
    if not _stands_alone(sentence, at) or ending is None or at >= new.at:
        return None
    attribute = sentence.grammar.phrases.cases.attribute(sentence.low[at], ending)
    noun = _several(sentence, at + 1, new.at) or (_before(sentence, new) if new.cues.left <= at + 1 else "")
    return Counted(core=f"{attribute} {noun}", head=noun) if noun else None


def _stands_alone(sentence: Sentence, at: int) -> bool:
    """Whether a superlative without its noun stands *at*: "das [teuerste] von vier Angeboten"."""
    endings = sentence.grammar.nouns.superlatives
    return (
        sentence.word(at).endswith(endings) and not sentence.capital(at) and not noun_phrases.is_noun(sentence, at + 1)
    )


def _measures(new: Draft) -> bool:
    """Whether the number is a measure, or in millions after one: "..., das teuerste auf 2 Millionen"."""
    return new.measured or (new.token.scaled and new.before is not None and new.before.measured)


def _several(sentence: Sentence, at: int, number: int) -> str:
    """Return, in the singular, those of whom it is one, from the word *at* on: "[von vier Angeboten]"."""
    if not sentence.flag(at) & Is.OF and sentence.word(at) not in sentence.grammar.phrases.possessors:
        return ""
    begin = sentence.over(at + 1, Is.DETERMINER | Is.NUMBER)
    found = noun_phrases.read(sentence, begin) if begin < number else None
    if found is None:
        return ""
    return sentence.grammar.phrases.cases.singular(noun_phrases.counted(sentence, found, short=True).head)


def _before(sentence: Sentence, new: Draft) -> str:
    """Return the noun of the one before, which a superlative told, too."""
    first = new.before
    if first is None:
        return ""
    stem = sentence.grammar.phrases.cases.attribute(first.counted.core.partition(" ")[0], "")
    best = stem.endswith(tuple(ending[:-1] for ending in sentence.grammar.nouns.superlatives))
    return first.counted.head if best else ""
