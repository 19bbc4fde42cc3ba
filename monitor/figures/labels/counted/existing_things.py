"""What there is so many of, where the clause before names it: "It was the third fire; last year there were [seven]"."""

from __future__ import annotations

from collections.abc import Callable

from monitor.figures.labels.counted import measures_in_free_order
from monitor.figures.labels.counted.stated_subjects import stated
from monitor.figures.labels.syntax import free_word_order, noun_phrases
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import hollow
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, NOTHING, Counted
from monitor.figures.labels.time import time_phrases

_PARTS = (";", ":")
_CLOSES = int(Is.MARK | Is.ADVERB | Is.SUBORDINATOR | Is.AND | Is.VERB | Is.PARTICIPLE)
_MOST = 4  #: words from "there" or "es gab" to its number


def meant(sentence: Sentence, new: Draft, sentence_before: Callable[[], Sentence | None]) -> Counted:
    """Return what there is so many of, which the clause or the sentence before names and does not count."""
    if new.measured or not _is_there(sentence, new) or not _stands_alone(sentence, new):
        return NOTHING
    end = _earlier_end(sentence, new.at)
    before = sentence if end else sentence_before()
    if before is None or any(number < (end or len(before)) for number in before.numbers):
        return NOTHING
    return _named_in(before, end or len(before))


def _is_there(sentence: Sentence, new: Draft) -> bool:
    """Whether the words around the number say no more than that there are so many: "there were", "hatte es gegeben"."""
    there = sentence.grammar.words.there
    beside = range(max(0, new.cues.left - _MOST), min(len(sentence), new.cues.right + 1))
    return any(sentence.low[at] in there for at in beside)


def _stands_alone(sentence: Sentence, new: Draft) -> bool:
    """Whether no noun comes after the number."""
    right = new.cues.right
    if right >= len(sentence) or right in time_phrases.covered(sentence):
        return True
    if sentence.flags[right] & Is.PREPOSITION:  # "after ten in May", but "two on board"
        return bool(sentence.flag(right + 1) & Is.NUMBER)
    return bool(sentence.flags[right] & _CLOSES) or sentence.low[right] in sentence.grammar.words.there


def _earlier_end(sentence: Sentence, number: int) -> int:
    """Return the mark that parts the number's clause from the one before it; 0 where it has none."""
    for at in range(number - 1, 0, -1):
        if sentence.low[at] in _PARTS:
            return at
        if sentence.low[at] == "," and (sentence.flag(at + 1) & Is.SUBORDINATOR or _is_main(sentence, at, number)):
            return at
    return 0


def _is_main(sentence: Sentence, comma: int, number: int) -> bool:
    """Whether a clause with a verb of its own stands on either side of the *comma*."""
    return sentence.has(0, comma, FINITE) and sentence.has(comma, number, FINITE)


def _named_in(before: Sentence, end: int) -> Counted:
    """Return the subject of the first clause up to *end*, in the plural; what a pronoun is said to be stands for it."""
    if before.grammar.phrases.attributes:
        return _named_in_free_order(before, end)
    verb = next((at for at in range(1, end) if group_at(before, at) is not None), None)
    if verb is None:
        return NOTHING
    found = stated(before, verb)
    if found is None:
        return _predicate(before, verb)
    if hollow(before, found) or not before.grammar.nouns.forms.is_plural(found.head.lower()):
        return NOTHING  # "The bridge is old. There were two."
    opens = before.low[0] == found.core.partition(" ")[0].lower()
    return found._replace(core=found.core[:1].lower() + found.core[1:]) if opens else found


def _predicate(before: Sentence, verb: int) -> Counted:
    """Return in the plural what the subject is said to be, by an ordinal: "It was [the third fire] at the depot"."""
    begin = before.over(verb, FINITE | Is.DETERMINER)
    if before.word(begin) not in before.grammar.numbers.ordinals:
        return NOTHING
    last = begin + 1
    while before.content_word(last) and not before.flags[last] & Is.ADVERB:
        last += 1
    many = before.grammar.nouns.forms.plural(before.low[last - 1]) if last > begin + 1 else ""
    return Counted(core=many, head=many) if many.isalpha() else NOTHING


def _named_in_free_order(before: Sentence, end: int) -> Counted:
    found = next((one for one in free_word_order.phrases(before, 0, end) if not one.preposition), None)
    if found is None or found.counted:
        return NOTHING
    phrase = found.phrase
    if measures_in_free_order.contains(before, phrase.noun):
        return noun_phrases.counted(before, phrase.owner) if phrase.owner is not None else NOTHING
    if before.low[phrase.begin] in before.grammar.numbers.ordinals:  # "der dritte [schwere Unfall]"
        rest = noun_phrases.read(before, phrase.begin + 1) or phrase
        return noun_phrases.in_plural(before, noun_phrases.counted(before, rest))
    return noun_phrases.counted(before, phrase) if not found.article else NOTHING
