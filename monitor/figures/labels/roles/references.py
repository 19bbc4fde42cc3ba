"""Whether a number is one to compare with: a target, what would have been, an earlier value."""

from __future__ import annotations

from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.cues import Cues
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, clause_begin
from monitor.figures.labels.time import time_phrases, time_references

_REACH = 14


def is_reference(sentence: Sentence, found: Cues, number: int) -> bool:
    """Whether the *number* is one to compare with: a target, a counterfactual, an earlier value."""
    if found.reference:
        return sentence.word(found.left) not in sentence.grammar.roles.votes  # "by 28 votes against 10"
    grammar, low = sentence.grammar, sentence.low
    begin = clause_begin(sentence, found.left)
    if _counterfactual(sentence, begin, number):
        return True
    if _against(sentence, found.left) or _was_once(sentence, found.left, number):
        return True
    for at in range(found.left, begin - 1, -1):
        if low[at] in grammar.roles.formerly and found.left - at < 4 and not _compared(sentence, at):
            return True
        if low[at] in grammar.roles.goals and not _said_later(sentence, at, found.left):
            return True
    return False


def is_earlier(sentence: Sentence, new: Draft, previous: Draft | None) -> bool:
    """Whether the number says of an earlier time what the one before says of now: "91 (2021: 74)"."""
    if previous is None or new.measured != previous.measured:
        return False
    if new.elliptical and new.token.unit == previous.token.unit and _opens_before(sentence, new.at):
        return True
    if previous is not new.before:
        return False
    at = new.at
    if sentence.grammar.earlier.ending(sentence.low, new.cues.left) and new.elliptical:
        return True
    if sentence.word(at - 1) == ":" and sentence.flag(at - 2) & Is.DIGITS and sentence.word(at - 3) == "(":
        return True
    moment = time_references.of(sentence, at)
    if moment is None or not new.elliptical or not moment.begin > at:
        return False
    return time_phrases.is_past(sentence, moment)


def _opens_before(sentence: Sentence, number: int) -> bool:
    """Whether the number's clause opens with an earlier time: "Im Vorjahr seien es 1.180", "El año pasado eran 60"."""
    begin, words = clause_begin(sentence, number), sentence.grammar
    if any(flag & Is.NUMBER for flag in sentence.flags[begin:number]):
        return False
    end = next((at for at in range(begin, number) if sentence.flags[at] & (FINITE | Is.VERB)), number)
    opening = sentence.low[begin:end]
    if not words.roles.formerly.isdisjoint(opening):
        return True
    last = sentence.flag(end) & (Is.BE | Is.HAVE) and not words.time.last.isdisjoint(opening)
    return bool(last) and any(word in words.time.units for word in opening)


def _was_once(sentence: Sentence, left: int, number: int) -> bool:
    """Whether something was so long ago: "there were 60 ten years ago"; a deed of that time is no earlier value."""
    at = left - 1 if sentence.flag(left) & Is.PRONOUN else left
    if not sentence.flag(at) & (Is.BE | Is.HAVE):
        return False
    moment = time_references.of(sentence, number)
    return moment is not None and time_phrases.is_past(sentence, moment)


def _compared(sentence: Sentence, at: int) -> bool:
    """Whether an earlier time at *at* is only compared with: "gegenüber dem Vorjahr"."""
    while at > 0 and sentence.flag(at - 1) & (Is.DETERMINER | Is.PREPOSITION):
        if sentence.grammar.compared.ending(sentence.low, at - 1):
            return True
        at -= 1
    return bool(sentence.grammar.compared.ending(sentence.low, at - 1))


def _against(sentence: Sentence, left: int) -> bool:
    """Whether a comparison opens the phrase before the number: "against an official count of 3,300"."""
    if not sentence.flag(left) & Is.OF:
        return False
    passing = int(Is.OF | Is.DETERMINER)
    for at in range(left, max(-1, left - 6), -1):
        hit = sentence.grammar.compared.ending(sentence.low, at)
        if hit is not None and sentence.word(at) not in sentence.grammar.roles.than:
            return True
        if not sentence.flags[at] & passing and not sentence.content_word(at):
            return False
    return False


def _counterfactual(sentence: Sentence, begin: int, number: int) -> bool:
    """Whether the number's clause says what would have been: "would have reached", "auraient dû être".

    A conditional that is also used for hearsay ("trois personnes auraient disparu") counts only where a condition is
    told: "sans", "si", "en l'absence de".
    """
    supposed = _supposed(sentence)
    if not supposed:
        return False
    low, end = sentence.low, number + 1
    while end < min(len(low), number + _REACH) and not sentence.flags[end] & (Is.NUMBER | Is.SUBORDINATOR):
        if low[end] in ",;:.":
            break
        end += 1
    return any(begin <= at < end and (at == number or not sentence.flags[at] & Is.NUMBER) for at in supposed)


def _supposed(sentence: Sentence) -> tuple[int, ...]:
    """Return where the words of *sentence* say what would have been, or used to be; found once."""
    found = sentence.cache.get("supposed")
    if isinstance(found, tuple):
        return found
    grammar, low = sentence.grammar, sentence.low
    conditioned = not grammar.roles.condition.isdisjoint(low)
    made = tuple(
        at
        for at in range(len(low))
        if (grammar.counterfactual.at(low, at) and sentence.word(at + 2) != "to")
        or (grammar.formerly.at(low, at) and sentence.flag(at - 1) & Is.PRONOUN)  # "we used to have eight"
        or (conditioned and grammar.conditional.at(low, at))
    )
    sentence.cache["supposed"] = made
    return made


def _said_later(sentence: Sentence, at: int, left: int) -> bool:
    return any(sentence.flags[k] & (Is.SUBORDINATOR | Is.NUMBER) for k in range(at + 1, left + 1))
