"""Whether a form that may be a noun or a participle as well is a verb, told by the object that follows it."""

from __future__ import annotations

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, clause_begin, infinitive, is_participle
from monitor.figures.labels.time import time_phrases

_MOST_OBJECT = 4  #: words from a verb to the end of an object without an article
_MOST_PHRASE = 6  #: words from a noun over the phrase that belongs to it to the verb
_NO_OBJECT = int(Is.ADVERB | Is.TIME | Is.SAYS)
_OPENS = int(Is.MARK | Is.AND | Is.SUBORDINATOR)  #: what a clause begins after


def has_object(sentence: Sentence, at: int) -> bool:
    """Whether the form that may be past or participle has an object, which a participle cannot have."""
    if sentence.word(at).endswith(sentence.grammar.nouns.progressive_endings):
        return False
    following = sentence.flag(at + 1)
    if infinitive(sentence, at + 1):  # "attempted to free the whale", if it is the clause's only verb
        return not any(flag & FINITE for flag in sentence.flags[at + 2 :])
    if at + 1 in time_phrases.covered(sentence):
        return False
    if sentence.low[at] in sentence.grammar.verbs.taking and counts_nothing(sentence, at):
        return True
    return bool(following & (Is.DETERMINER | Is.PRONOUN | Is.NUMBER)) or _has_bare_object(sentence, at)


def _has_bare_object(sentence: Sentence, at: int) -> bool:
    """Whether a plural noun without an article is the object of the form: "officers [suffered] minor injuries"."""
    compound = sentence.flag(at - 1) & Is.NUMBER or not sentence.plural(at - 1)  # "lab confirmed cases"
    if compound or sentence.low[at] in sentence.grammar.verbs.two_objects:
        return False
    end = at + 1
    while end < at + _MOST_OBJECT and sentence.content_word(end) and not sentence.flags[end] & _NO_OBJECT:
        if _is_other_verb(sentence, end):
            return False
        end += 1
    return end > at + 1 and sentence.plural(end - 1) and not sentence.flags[end - 1] & (Is.ADJECTIVE | Is.NOT_PLURAL)


def _is_other_verb(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a name, or the clause's own verb: "fish caught [comes] from the hatchery"."""
    if is_participle(sentence, at) or sentence.capital(at):
        return True
    return sentence.grammar.nouns.forms.singular(sentence.low[at]) in sentence.grammar.verbs.stems


def counts_nothing(sentence: Sentence, at: int) -> bool:
    """Whether the number before the word *at* opens its clause and no noun follows that it can count.

    More than one are counted in the plural: "11 lack running water", but "30 work permits"; then the word is a verb.
    """
    number = at - 1
    if not sentence.flag(number) & Is.NUMBER or is_one(sentence, number) or not sentence.content_word(at + 1):
        return False
    if not _opens_clause(sentence, number):
        return False
    end = at + 1
    while sentence.content_word(end):
        if sentence.plural(end):
            return False
        end += 1
    return not sentence.flag(at + 1) & (_NO_OBJECT | Is.ADJECTIVE) and at + 1 not in time_phrases.covered(sentence)


def _opens_clause(sentence: Sentence, number: int) -> bool:
    """Whether nothing but hedges stands between the *number* and the beginning of its clause."""
    before = number - 1
    if sentence.flag(before) & Is.DETERMINER:
        return False  # "a £2 pay rise"
    while before >= 0 and not sentence.flags[before] & _OPENS:
        hit = sentence.grammar.before.ending(sentence.low, before)
        if hit is None:
            return False
        before -= hit[0]
    return True


def is_one(sentence: Sentence, number: int) -> bool:
    """Whether the *number* counts a single thing."""
    written = sentence.original(number).lower()
    return written == "1" or written in sentence.grammar.numbers.one


def ends_movement(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* ends what moved by a share, and the clause with it: "a 12% drop in milk [yields]"."""
    flags, moved = int(Is.UP | Is.DOWN), at - 3
    if not (sentence.flag(at - 2) & Is.PREPOSITION and sentence.flag(moved) & flags):
        return False
    closed = at + 1 >= len(sentence) or sentence.flags[at + 1] & Is.MARK
    return bool(closed) and bool(sentence.flag(moved - 1) & Is.NUMBER or sentence.word(moved - 1) == "%")


def heads_subject(sentence: Sentence, at: int) -> bool:
    """Whether the clause's verb follows a phrase after the noun *at*: "Repair [costs] for schools rose"."""
    if not sentence.flag(at + 1) & Is.PREPOSITION:
        return False
    moves, here = int(Is.UP | Is.DOWN | Is.MOVED), at + 2
    while here < at + _MOST_PHRASE and (sentence.content_word(here) or sentence.flag(here) & Is.DETERMINER):
        if sentence.flags[here] & moves and sentence.flag(here + 1) & (Is.PREPOSITION | Is.BY | Is.NUMBER):
            return here > at + 2
        here += 1
    return here > at + 2 and bool(sentence.flag(here) & (Is.BE | Is.HAVE))


def follows_deed(sentence: Sentence, at: int) -> bool:
    """Whether a deed that opens the clause is the subject of the verb *at*: "Travelling at weekends [adds] 10 %"."""
    begin = clause_begin(sentence, at)
    if not sentence.low[begin].endswith(sentence.grammar.nouns.progressive_endings or "\0"):
        return False
    return bool(sentence.flag(at + 1) & (Is.DETERMINER | Is.NUMBER)) and not sentence.has(begin, at, FINITE)
