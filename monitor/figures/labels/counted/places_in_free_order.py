"""Where those counted are, or what they share, in a language of free word order: "in der Halle", "je Dusche"."""

from __future__ import annotations

from monitor.figures.labels.syntax import clause_bounds, free_word_order, noun_phrases
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.noun_phrases import NounPhrase
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.time import time_phrases


def past_standing(sentence: Sentence, at: int) -> int:
    """Return where the words begin that say how they are: "1.000 Haushalte sind [ohne Strom]"; *at* without such."""
    here, covered = at, time_phrases.covered(sentence)
    while sentence.flag(here) & (Is.BE | Is.ADVERB) or sentence.word(here) in sentence.grammar.phrases.standing:
        here += 1
    while here > at and here in covered:
        here += 1  # "waren [am Sonntag] ohne Strom"
    return here if noun_phrases.placed(sentence, here) > here else at


def told(sentence: Sentence, new: Draft, phrase: NounPhrase) -> str:
    """Return where those are whose *phrase* says no more; perhaps nothing."""
    if sentence.low[phrase.noun] not in sentence.grammar.nouns.general:
        return ""
    return _before(sentence, new.at) or _related(sentence, new.at)


def _before(sentence: Sentence, number: int) -> str:
    """Return the place that opens the clause before its verb of being somewhere: "[Im Lager] leben Menschen"."""
    begin = clause_bounds.span(sentence, number)[0]
    end = noun_phrases.placed(sentence, begin)
    verb = noun_phrases.joined(sentence, end) if end > begin else end  # "In der Halle am Kai leben"
    if end == begin or verb >= number or sentence.low[verb] not in sentence.grammar.phrases.standing:
        return ""
    text = sentence.text(begin, end)
    return text[:1].lower() + text[1:]


def _related(sentence: Sentence, number: int) -> str:
    """Return where those are whom a relative clause counts, by the noun it is said of: "Ein Bus, in dem 48 saßen"."""
    begin, close = clause_bounds.span(sentence, number)
    words = sentence.grammar.phrases
    place = words.relative_places.get(f"{sentence.low[begin]} {sentence.word(begin + 1)}", "")
    found = free_word_order.antecedent(sentence, begin) if place else None
    if found is None or not found.article or not _stays(sentence, begin, close):
        return ""
    noun = sentence.original(found.phrase.noun)
    many = sentence.low[begin + 1] in words.relative_many
    return f"{place} {words.cases.dative(noun) if many else noun}"


def _stays(sentence: Sentence, begin: int, close: int) -> bool:
    """Whether a verb of the clause says that somebody is somewhere."""
    return not sentence.grammar.phrases.standing.isdisjoint(sentence.low[begin:close])


def shared(sentence: Sentence, new: Draft) -> str:
    """Return the one thing on which so many come: "Auf eine Dusche kommen 60 Bewohner": "je Dusche"."""
    words = sentence.grammar.phrases
    begin, close = clause_bounds.span(sentence, new.at)
    if words.falling.isdisjoint(sentence.low[begin:close]) or not words.each_name:
        return ""
    one = next(
        (
            one
            for one in free_word_order.phrases(sentence, begin, close)
            if one.preposition in words.fallen_on and one.article in sentence.grammar.numbers.one
        ),
        None,
    )
    return f"{words.each_name} {sentence.text(one.phrase.begin, one.phrase.tail)}" if one is not None else ""
