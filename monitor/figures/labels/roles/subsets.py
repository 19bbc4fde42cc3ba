"""Whether a number counts a part of others: "of which 12", "Parmi les blessés", "twelve of the 17 wells"."""

from __future__ import annotations

from monitor.figures.labels.syntax import named_groups
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is, May
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, clause_begin
from monitor.model import Role

_COUNTED = int(Is.NUMBER | Is.DIGITS)


def is_part(sentence: Sentence, new: Draft, topic: Draft | None, *, moves: bool) -> bool:
    """Return whether *new* counts some of those named before it, or of the *topic* of a sentence before.

    It *moves* where a change of it is told.
    """
    if not new.measured and _counts_some(sentence, new, topic):
        return True
    whole = _partitive(sentence, new) or _of_whole(sentence, new)
    return whole or (not moves and _of_group(sentence, new.at, elliptical=new.elliptical))


def _counts_some(sentence: Sentence, new: Draft, topic: Draft | None) -> bool:
    return _of_which(sentence, new.cues.left) or _opens_part(sentence, new) or _some_were(sentence, new, topic)


def _of_which(sentence: Sentence, left: int) -> bool:
    """Whether the number's clause begins with "of which": "13,480 cases, of which judges granted 4,044"."""
    for at in range(left, max(-1, left - 8), -1):
        if sentence.flags[at] & (Is.NUMBER | Is.MARK):
            return False
        if not sentence.flags[at] & Is.RELATIVE:
            continue
        hit = sentence.grammar.before.ending(sentence.low, at)
        if hit is not None and hit[1] == "SUBSET" and hit[0] > 1:
            return bool(sentence.flag(at - hit[0]) & (Is.MARK | Is.AND))
    return False


def _opens_part(sentence: Sentence, new: Draft) -> bool:
    """Whether the clause of a number without a noun begins with "of them": "[davon] wurden 4.980 abgelehnt"."""
    begin = clause_begin(sentence, new.at)
    hit = sentence.grammar.before.at(sentence.low, begin)
    if hit is None or hit[1] != "SUBSET" or sentence.flags[begin] & Is.RELATIVE:
        return False
    return not any(flag & (Is.NUMBER | Is.MARK) for flag in sentence.flags[begin + hit[0] : new.at])


def _some_were(sentence: Sentence, new: Draft, topic: Draft | None) -> bool:
    """Whether the number stands for some of those that were counted before: "41 wells. Twelve were dry."."""
    if topic is None or not new.elliptical or topic.measured or not sentence.flag(new.at + 1) & FINITE:
        return False
    opens = sentence.flag(new.cues.left) & (Is.MARK | Is.AND)
    fewer = topic.token.value is not None and new.token.value is not None and new.token.value < topic.token.value
    return bool(opens and fewer and topic.role in (Role.TOTAL, Role.SUBSET))


def _partitive(sentence: Sentence, new: Draft) -> bool:
    """Whether what it is a part of follows: "twelve of the 17 recommendations", "81 of the deaths"."""
    here = _all_of(sentence, new.at)
    all_ = sentence.grammar.of_all
    hit = all_.at(sentence.low, here) if sentence.word(here) in all_.first_words else None
    if hit is not None:
        return bool(sentence.flag(sentence.over(here + hit[0], Is.DETERMINER)) & _COUNTED)
    if here > new.at + 1 or not sentence.flag(here) & Is.OF:
        return False
    if not new.measured and sentence.word(here + 1) in sentence.grammar.words.definite:
        return True
    here = sentence.over(here + 1, Is.DETERMINER)
    return bool(sentence.flag(here) & _COUNTED) and sentence.content_word(here + 1)


def _all_of(sentence: Sentence, number: int) -> int:
    """Return where "of all" may stand after the *number*, seen over its noun."""
    here, grammar = number + 1, sentence.grammar
    while here < number + 4 and sentence.content_word(here):
        if grammar.may(sentence.low[here]) & May.ALL and grammar.of_all.at(sentence.low, here):
            break
        here += 1
    return here


def _of_whole(sentence: Sentence, new: Draft) -> bool:
    """Whether a whole stands beside the number: "zwei seiner Leute", "Von 24 Projekten wurden sieben gestrichen"."""
    whole = sentence.grammar.phrases.possessors
    if sentence.word(new.cues.right) in whole or _among(sentence, new):
        return True
    if not whole or not new.elliptical or new.measured:
        return False
    begin = clause_begin(sentence, new.at)
    return any(sentence.flags[at] & Is.NUMBER and _after_group(sentence, at) for at in range(begin, new.at))


def _among(sentence: Sentence, new: Draft) -> bool:
    """Whether the clause begins with the group that the number is a part of: "Unter den Geretteten sind 22 Frauen"."""
    words, begin = sentence.grammar.phrases, clause_begin(sentence, new.at)
    if not words.dative_plural:
        return _among_known(sentence, begin, new)
    if new.measured or begin + 2 >= new.at or sentence.word(begin + 1) not in words.dative_plural:
        return False
    within = words.among if not new.elliptical else words.among | sentence.grammar.roles.group
    return sentence.low[begin] in within and sentence.capital(begin + 2) and not sentence.flag(begin + 2) & Is.TIME


def _among_known(sentence: Sentence, begin: int, new: Draft) -> bool:
    """Whether the clause begins with those that are known, of whom the number counts some: "Parmi les blessés"."""
    if new.measured or sentence.low[begin] not in sentence.grammar.roles.among:
        return False
    words, first = sentence.grammar.words, sentence.word(begin + 1)
    if first not in words.definite and first not in words.demonstratives:
        return False
    between = sentence.flags[begin + 2 : new.at]
    plural = begin + 2 < new.at and (sentence.plural(begin + 2) or not sentence.content_word(begin + 2))
    return plural and not any(flag & (Is.AND | Is.NUMBER | Is.TIME) for flag in between)


def _after_group(sentence: Sentence, number: int) -> bool:
    at = number - 1
    while sentence.flag(at) & (Is.DETERMINER | Is.ADVERB) and sentence.word(at) not in sentence.grammar.roles.group:
        at -= 1
    if not sentence.flag(at) & Is.OF and not sentence.flag(number - 1) & Is.DETERMINER:
        return False  # "unter 25 Jahren", but "unter den 40 Gästen"
    return at >= 0 and sentence.word(at) in sentence.grammar.roles.group and sentence.content_word(number + 1)


def _of_group(sentence: Sentence, at: int, *, elliptical: bool) -> bool:
    """Whether the number is a part of a group that its clause begins with: "Of the 430 reports, 108 were late"."""
    begin = named_groups.opening(sentence, at)
    if begin is None or not any(sentence.low[k] == "," for k in range(begin, at)):
        return False
    return elliptical or any(sentence.flags[k] & Is.NUMBER for k in range(begin, at))
