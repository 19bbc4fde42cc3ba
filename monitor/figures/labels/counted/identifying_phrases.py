"""The phrase that says what a number is, after its verb: "N is the total of tests"."""

from __future__ import annotations

from monitor.figures.labels.syntax.subjects import named
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted
from monitor.figures.labels.time import time_phrases

_MOST_CLAUSE = 2 * MOST_WORDS  #: words of a relative clause between commas


def identified(sentence: Sentence, at: int) -> Counted | None:
    """Return what "N is the total of tests" says, or "N, c'est le nombre de tests": the phrase after the verb."""
    if not sentence.classes & Is.BE:
        return None
    if sentence.word(at) == "," and _closes_relative(sentence, at):
        return None
    if sentence.word(at) in (",", ":", "–", "—") and sentence.flag(at + 1) & (Is.PRONOUN | Is.DETERMINER | Is.BE):
        at += 1
        if sentence.flag(at) & (Is.PRONOUN | Is.DETERMINER):
            at += 1
    if not sentence.flag(at) & Is.BE or not sentence.flag(at + 1) & Is.DETERMINER:
        return None
    return named(sentence, at + 1, phrase_end(sentence, at + 1))


def _closes_relative(sentence: Sentence, comma: int) -> bool:
    """Whether the *comma* ends a relative clause between commas: "La obra, que cuesta 3 millones[,] es la segunda"."""
    for at in range(comma - 1, max(0, comma - _MOST_CLAUSE), -1):
        if sentence.low[at] == ",":
            return bool(sentence.flag(at + 1) & Is.RELATIVE)
    return False


def phrase_end(sentence: Sentence, at: int) -> int:
    """Return where the phrase begun at *at* ends: at a mark, a number, a finite verb, a conjunction."""
    end, covered = at, time_phrases.covered(sentence)
    closing = Is.MARK | Is.NUMBER | Is.SUBORDINATOR | FINITE
    while end < min(len(sentence), at + 12) and not sentence.flags[end] & closing and end not in covered:
        end += 1
    return end
