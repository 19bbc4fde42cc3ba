"""The group that a number is a part of, named before it: "Of those in hospital, 12 have died"."""

from __future__ import annotations

from monitor.figures.labels.text.grammar import Is, May
from monitor.figures.labels.text.label_length import clipped
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, STOP, WINDOW, Counted

_MOST = 6  #: words of a group's name


def find(sentence: Sentence, at: int, left: int) -> Counted | None:
    """Return the group that the number is a part of: "Of those in hospital, 12 have died"; None if none is named.

    A group that is itself counted ("Of the 430 reports, 108") is left to the figure that counts it.
    """
    begin = opening(sentence, at) if sentence.word(left) == "," else None
    if begin is None or sentence.has(begin, left, Is.NUMBER):
        return None
    end = begin + 1
    while end < left and sentence.low[end] not in ",;:":
        end += 1
    first = begin + 1
    first = sentence.over(first, Is.DETERMINER, end - 1) if sentence.grammar.nouns.agree else first
    while first < end - 1 and sentence.low[first] in sentence.grammar.words.articles:
        first += 1
    if sentence.low[first] in sentence.grammar.words.alls and sentence.flag(first + 1) & Is.OF:
        first = sentence.over(first + 2, Is.DETERMINER, end - 1)  # "Parmi l'ensemble des apprentis"
    plain = first > begin + 1 and sentence.content_word(first) and sentence.plural(first)  # "De los detenidos, cinco"
    if (end - first < 2 and not plain) or all(flag & STOP for flag in sentence.flags[first:end]):
        return None
    core = clipped(sentence.text(first, min(end, first + _MOST)), _MOST)
    return Counted(core=core, head=sentence.original(first), end=end, size=end - first)


def opening(sentence: Sentence, at: int) -> int | None:
    """Return where the phrase "of those ..." begins that opens the number's clause, if it does."""
    if not sentence.may(May.GROUP):
        return None
    words, alls = sentence.grammar.roles.group, sentence.grammar.words.alls
    for here in range(at - 1, max(-1, at - WINDOW), -1):
        if sentence.low[here - 1] in alls:
            continue
        if sentence.low[here] in words and (
            here == 0 or sentence.low[here - 1] in ',:;•*-–—“«»„"' or sentence.flags[here - 1] & Is.ADVERB
        ):
            return here
        beside = here >= at - 2 and sentence.grammar.verbs.plural_of  # "De los 58 puestos, están ocupados 41"
        finite = sentence.flags[here] & FINITE and not sentence.flag(here - 1) & Is.RELATIVE and not beside
        if finite or sentence.low[here] in ";:.":
            return None
    return None
