"""Where the clause begins and ends that a word stands in, where word order leaves it open and nouns have a capital."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from monitor.figures.labels.syntax import noun_phrases
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE

MARKS = frozenset(",;:[]–—„“”«»!?.")  #: between clauses
_BRACKETS = frozenset("()")
_VERBS = FINITE | int(Is.VERB | Is.MEASURE)


def span(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return the span of the clause around the word *at*: marks and conjunctions that open one are its ends.

    Every figure of a sentence asks for its own several times: they are kept with the sentence, for all words of one.
    """
    kept = cast("dict[int, tuple[int, int]]", sentence.cache.setdefault("clauses", {}))
    found = kept.get(at)
    if found is None:
        found = kept[at] = _bounds(sentence, at)
        if at < len(sentence) and not _parts(sentence, at):
            kept.update(dict.fromkeys(_outside_brackets(sentence, *found), found))
    return found


def _outside_brackets(sentence: Sentence, begin: int, end: int) -> Iterator[int]:
    """Yield the words between *begin* and *end* that stand in no bracket: they have one clause in common."""
    at = begin
    while at < end:
        closed = closing(sentence, at)
        if closed == at and sentence.low[at] not in _BRACKETS:
            yield at
        at = closed + 1


def _bounds(sentence: Sentence, at: int) -> tuple[int, int]:
    begin, end = at, at + 1
    while begin > 0 and not _starts(sentence, begin):
        passed = bracket(sentence, begin - 1)
        if passed == begin - 1 and _parts(sentence, passed):
            break
        begin = passed
    while end < len(sentence) and not _starts(sentence, end):
        passed = closing(sentence, end)
        if passed == end and _parts(sentence, end):
            break
        end = passed + 1
    return begin, end


def bracket(sentence: Sentence, at: int) -> int:
    """Return *at*, or where the bracket opens that closes there: what stands in brackets parts no clause."""
    if sentence.low[at] != ")":
        return at
    return next((here for here in range(at - 1, -1, -1) if sentence.low[here] == "("), at)


def closing(sentence: Sentence, at: int) -> int:
    """Return *at*, or where the bracket closes that opens there."""
    if sentence.low[at] != "(":
        return at
    return next((here for here in range(at + 1, len(sentence)) if sentence.low[here] == ")"), at)


def _parts(sentence: Sentence, at: int) -> bool:
    if sentence.low[at] == "." and (
        sentence.word(at - 1) in sentence.grammar.abbreviations.words or sentence.flag(at - 1) & Is.DIGITS
    ):
        return False  # "mit 1. Jänner"
    if sentence.low[at] in _BRACKETS:
        return True  # a bracket that was not passed over: the clause stands inside it
    if sentence.low[at] in MARKS or (sentence.flags[at] & Is.SUBORDINATOR and _subordinates(sentence, at)):
        return True
    return bool(sentence.flags[at] & Is.AND) and _begins(sentence, at + 1)


def _subordinates(sentence: Sentence, at: int) -> bool:
    """Whether the conjunction *at* opens a clause: a comma or "and" stands before it, or it compares.

    "Eingetrieben werden [aber] nur 15 Euro" is one clause.
    """
    if sentence.flag(at + 1) & Is.NUMBER:
        return False
    before = sentence.back_over(at - 1, Is.ADVERB, 1)
    opens = before < 0 or sentence.flag(before) & (Is.MARK | Is.AND | Is.SUBORDINATOR)
    return bool(opens) or sentence.low[at] in sentence.grammar.roles.than


def _starts(sentence: Sentence, at: int) -> bool:
    """Whether a small word with a capital begins a sentence at *at*, after a heading without a point."""
    small = sentence.flags[at] & (Is.DETERMINER | Is.PREPOSITION | Is.ADVERB) and sentence.capital(at)
    return bool(small) and not sentence.flag(at - 1) & (Is.DETERMINER | Is.PREPOSITION)  # "am Morgen"


def _begins(sentence: Sentence, at: int) -> bool:
    """Whether a clause of its own begins at *at*, after "and": its finite verb comes second."""
    if at < len(sentence) and sentence.flags[at] & _VERBS and not sentence.capital(at):
        return True
    if not sentence.flag(at) and not sentence.capital(at) and sentence.flag(at + 1) & (Is.NUMBER | Is.DETERMINER):
        return True  # "und sprach 45 Verbote aus": no attribute stands before a number or an article
    at = sentence.over(at, Is.DETERMINER | Is.NUMBER | Is.PREPOSITION | Is.ADVERB)
    phrase = noun_phrases.read(sentence, at)
    after = phrase.end if phrase is not None else at
    return bool(sentence.flag(after) & (FINITE | Is.VERB)) and after < len(sentence)
