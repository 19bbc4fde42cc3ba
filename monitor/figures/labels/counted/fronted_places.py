"""Where those are who are counted, said before the verb that says that they are there: "En el patio hay 30 coches"."""

from __future__ import annotations

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted, clause_begin, is_participle
from monitor.figures.labels.time import time_phrases

_MOST_BETWEEN = 10  #: words between the place and its verb
_PASSES = int(Is.ADVERB | Is.PRONOUN | Is.HAVE)


def read(sentence: Sentence, left: int, right: Counted) -> str:
    """Return the place that opens the clause of those counted, *right*, whose verb of being there ends at *left*."""
    grammar = sentence.grammar
    if sentence.word(left) not in grammar.verbs.existing:
        return ""
    begin = clause_begin(sentence, left)
    while begin < left and sentence.flags[begin] & (Is.MARK | Is.ADVERB | Is.AND):
        begin += 1
    verb = sentence.back_over(left - 1, _PASSES) + 1
    covered = time_phrases.covered(sentence)
    if sentence.word(begin) not in grammar.words.places or begin in covered or begin + 1 in covered:
        return ""
    known = sentence.word(begin + 1) in grammar.words.articles or sentence.capital(begin + 1)
    end = _place_end(sentence, begin, verb)
    if not known or verb - begin > _MOST_BETWEEN or right.size + end - begin > MOST_WORDS or begin + 1 >= end:
        return ""
    if not grammar.words.not_places.isdisjoint(sentence.low[begin:end]):
        return ""
    return f"{sentence.low[begin]} {sentence.text(begin + 1, end)}"


def _place_end(sentence: Sentence, begin: int, verb: int) -> int:
    """Return where the place ends: before a second preposition, a participle, a mark, or the *verb*."""
    end = sentence.over(begin + 1, Is.DETERMINER, verb)
    first = end
    while end < verb and (sentence.content_word(end) or sentence.flags[end] & (Is.OF | Is.DETERMINER | Is.DIGITS)):
        if end > first and is_participle(sentence, end):
            break
        end += 1
    return sentence.back_over(end - 1, Is.OF | Is.DETERMINER, begin) + 1
