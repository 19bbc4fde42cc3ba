"""What a verb of limiting holds to a number: "caps [repairs] at £900 a household", "limit [visits] to two a week"."""

from __future__ import annotations

from monitor.figures.labels.counted.measuring_verbs import is_passive, subject_of
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import hollow, named_thing
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted

_MOST = 5  #: words of what is limited: "caps [the rent of all council flats] at"
_BREAKS = FINITE | int(Is.MARK | Is.NUMBER | Is.DIGITS | Is.SUBORDINATOR | Is.PRONOUN)


def limited(sentence: Sentence, new: Draft, right: Counted) -> Counted | None:
    """Return what the verb before *new* limits to it; None where the noun after it, *right*, is what is counted."""
    left, grammar = new.cues.left, sentence.grammar
    if sentence.word(new.at - 2) in grammar.verbs.limiting and not right.core:
        return _in_headline(sentence, new)
    counts = right.core and not new.measured
    return _before(sentence, left) if sentence.word(left) in grammar.change_ends and not counts else None


def _before(sentence: Sentence, left: int) -> Counted | None:
    """Return what a verb of limiting before the word *left* limits to the number after that."""
    grammar = sentence.grammar
    for verb in range(left - 1, max(-1, left - _MOST - 2), -1):
        if sentence.low[verb] in grammar.verbs.limiting:
            found = _limited_by(sentence, verb, left)
            return None if found is None or hollow(sentence, found) else found
        if sentence.flags[verb] & _BREAKS:
            return None
    return None


def _in_headline(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the words that open a line and end before a participle that limits them: "[Field trips] capped at two"."""
    end = new.at - 2
    opens = new.cues.left == end - 1 and sentence.word(new.at - 1) in sentence.grammar.change_ends
    plain = opens and all(sentence.content_word(at) for at in range(end))
    return named_thing(sentence, 0, end) if plain and end <= _MOST else None


def _limited_by(sentence: Sentence, verb: int, left: int) -> Counted | None:
    """Return the object between the *verb* and the word *left*, or the subject of which the verb says it."""
    begin = sentence.over(verb + 1, Is.DETERMINER)
    if begin < left:
        return None if is_passive(sentence, verb) else named_thing(sentence, begin, left)
    return subject_of(sentence, verb)
