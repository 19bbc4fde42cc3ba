"""What is done with those counted, put before their noun: "wurden 38 Beamte verletzt" counts "verletzte Beamte"."""

from __future__ import annotations

from monitor.figures import free_order, noun_phrases
from monitor.figures.forms import FINITE
from monitor.figures.grammar import Is
from monitor.figures.tokens import Sentence

_PASSIVE = int(Is.BE | Is.AUXILIARY)


def deed(sentence: Sentence, number: int, left: int, end: int) -> str:
    """Return the participle that is said of the number at word *number*, whose phrase ends at *end*; or nothing.

    *left* is the word before its hedges: what a preposition governs is neither the subject nor the object.
    """
    if _governed(sentence, left):
        return ""
    begin, close = free_order.bounds(sentence, number)
    found = _participle(sentence, begin, max(end, number + 1), close) or _verb(sentence, number, begin, close)
    return "" if found.rpartition(" ")[2] in sentence.grammar.phrases.idle else found


def _governed(sentence: Sentence, left: int) -> bool:
    while sentence.flag(left) & Is.DETERMINER and left >= 0 and not sentence.flag(left) & Is.OF:
        left -= 1
    return left >= 0 and bool(sentence.flag(left) & (Is.PREPOSITION | Is.OF | Is.BY))


def _participle(sentence: Sentence, begin: int, after: int, close: int) -> str:
    """Return the participle of the clause's compound verb: its last word, or its first ("Gezählt wurden")."""
    finite = next((at for at in range(begin, close) if sentence.flags[at] & FINITE), None)
    if finite is None:
        return ""
    opened = noun_phrases.participle(sentence, begin)
    if opened and finite == begin + 1:
        return opened
    for at in range(after, close):
        closing = at + 1 >= close or sentence.flag(at + 1) & (FINITE | Is.AND | Is.MARK)
        word = noun_phrases.participle(sentence, at)
        if word and closing:
            negated = sentence.word(at - 1) in sentence.grammar.phrases.negations
            word = f"{sentence.low[at - 1]} {word}" if negated else word
            return word if _said_of(sentence, begin, after, close) else ""
    return _predicate(sentence, finite, after, close)


def _predicate(sentence: Sentence, finite: int, after: int, close: int) -> str:
    """Return the adjective that "to be" says of the number, at the end of its clause: "waren 41 minderjährig"."""
    at = close - 1
    if at < after or not sentence.flags[finite] & Is.BE or sentence.flags[at] & ~int(Is.ADJECTIVE):
        return ""
    word = sentence.low[at]
    lower = not sentence.capital(at) and not sentence.flag(at - 1) & (Is.PREPOSITION | Is.DETERMINER)
    return word if lower and word.endswith(sentence.grammar.phrases.predicates or "\0") else ""


def _said_of(sentence: Sentence, begin: int, after: int, close: int) -> bool:
    """Whether the participle is said of the number: passively, or with "have" of its object, where a subject stands."""
    if any(sentence.flags[at] & _PASSIVE for at in range(begin, close)):
        return True
    number = next((at for at in range(begin, after) if sentence.flags[at] & Is.NUMBER), after)
    if any(sentence.low[at] in sentence.grammar.phrases.reflexive for at in range(begin, close)):
        return False
    return _has_subject(sentence, begin, number)


def _has_subject(sentence: Sentence, begin: int, number: int) -> bool:
    """Whether somebody else than those counted does it: named before the number, or in the clause before "and"."""
    if sentence.flag(begin - 1) & Is.AND and begin > 0:
        return True
    if any(not one.preposition for one in free_order.phrases(sentence, begin, number)):
        return True
    pronouns = sentence.grammar.attribution.pronoun_subjects
    return any(sentence.low[at] in pronouns for at in range(begin, number))


def _verb(sentence: Sentence, number: int, begin: int, close: int) -> str:
    """Return the participle of the clause's finite verb, with the prefix that stands at its end: "nahm … fest"."""
    words, last = sentence.grammar.phrases, sentence.low[close - 1]
    prefix = last if last in words.prefixes and close - 1 > number else ""
    for at in range(begin, close):
        stem = words.done_by.get(sentence.low[at], "")
        if not stem and at < number and _has_subject(sentence, begin, number):
            stem = words.done_to.get(sentence.low[at], "")
        if stem and (prefix or stem not in words.needs_prefix):
            return prefix + stem
    return ""
