"""Whether a number is one to compare with: a target, what would have been, an earlier value."""

from __future__ import annotations

from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text import word_forms
from monitor.figures.labels.text.cues import Cues
from monitor.figures.labels.text.grammar import Is, May
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, clause_begin
from monitor.figures.labels.time import time_phrases, time_references

_BEYOND = May.SUPPOSE | May.DATE_BACK | May.UPDATE
_REACH = 14  #: words after a number in which its clause ends
_NEAR = 4  #: words between an earlier time and the number that is of it


def is_reference(sentence: Sentence, found: Cues, number: int) -> bool:
    """Whether the *number* is one to compare with: a target, a counterfactual, an earlier value."""
    if found.reference:
        return sentence.word(found.left) not in sentence.grammar.roles.votes  # "by 28 votes against 10"
    return (
        (sentence.may(_BEYOND) and _is_of_else(sentence, found.left, number))
        or _against(sentence, found.left)
        or _instead(sentence, found.left)
        or _was_once(sentence, found.left, number)
    )


def _is_of_else(sentence: Sentence, left: int, number: int) -> bool:
    """Whether words of the clause, up to *left* before the *number* or after it, say that it is not of now."""
    begin = clause_begin(sentence, left)
    return (
        _counterfactual(sentence, begin, number)
        or _names_other(sentence, begin, left)
        or _is_over(sentence, begin, number)
    )


def _is_over(sentence: Sentence, begin: int, number: int) -> bool:
    """Whether it was so till now: "El saco [costaba] 30 euros y [ahora] pasa de 50"; from *begin* on its clause."""
    grammar = sentence.grammar
    now = next((at for at in range(number + 1, len(sentence)) if sentence.low[at] in grammar.roles.nowadays), None)
    if now is None or not sentence.has(now, len(sentence), Is.NUMBER):
        return False
    if not sentence.has(number + 1, now, Is.MARK | Is.AND):
        return False  # "annonçait que 1 160 policiers sont désormais déployés"
    verbal = FINITE | Is.VERB | Is.MEASURE
    return any(
        sentence.flags[at] & verbal
        and not sentence.flags[at] & Is.SAYS
        and sentence.low[at].endswith(grammar.verbs.imperfect_endings or "\0")
        for at in range(begin, number)
    )


def _names_other(sentence: Sentence, begin: int, left: int) -> bool:
    """Whether a word from *begin* to *left*, before a number, says that it is of an earlier time, or a goal."""
    roles, words = sentence.grammar.roles, sentence.low[begin : left + 1]
    for at, word in enumerate(words, begin):
        if word in roles.formerly and left - at < _NEAR and not _compared(sentence, at):
            return True
        if word not in roles.goals or _said_later(sentence, at, left) or _compared(sentence, at):
            continue
        if not _only_tells_which(sentence, at, left):
            return True
    return False


def _only_tells_which(sentence: Sentence, at: int, left: int) -> bool:
    """Whether a participle at *at* says which are meant, and another verb follows: "Those [aimed] at Jews were"."""
    if sentence.flag(at - 1) & (Is.BE | Is.HAVE | Is.MARK) or not word_forms.is_participle(sentence, at):
        return False
    verbs = sentence.has(at + 1, left + 1, FINITE | Is.VERB | Is.MEASURE)
    return verbs or any(word_forms.is_participle(sentence, here) for here in range(at + 2, left + 1))


def is_earlier(sentence: Sentence, new: Draft, previous: Draft | None) -> bool:
    """Whether the number says of an earlier time what the one before says of now: "91 (2021: 74)"."""
    if previous is None or new.measured != previous.measured:
        return False
    if new.elliptical and new.token.unit == previous.token.unit and _opens_before(sentence, new.at):
        return True
    if previous is not new.before:
        return False
    if new.elliptical:
        return _is_of_before(sentence, new) or _follows_year(sentence, new.at)
    return _follows_year(sentence, new.at)


def _is_of_before(sentence: Sentence, new: Draft) -> bool:
    """Whether words beside a number without a noun say that it is earlier: "up from the year before's 74"."""
    if sentence.grammar.earlier.ending(sentence.low, new.cues.left):
        return True
    moment = time_references.of(sentence, new.at)
    return moment is not None and moment.begin > new.at and time_phrases.is_past(sentence, moment)


def _follows_year(sentence: Sentence, at: int) -> bool:
    """Whether a year and a colon stand before the number at *at*, in a bracket: "(2021: 74)"."""
    return sentence.word(at - 1) == ":" and bool(sentence.flag(at - 2) & Is.DIGITS) and sentence.word(at - 3) == "("


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
    if not sentence.flag(left) & Is.OF or not sentence.may(May.COMPARE):
        return False
    passing = int(Is.OF | Is.DETERMINER)
    for at in range(left, max(-1, left - 6), -1):
        hit = sentence.grammar.compared.ending(sentence.low, at)
        if hit is not None and sentence.word(at) not in sentence.grammar.roles.than:
            return True
        if not sentence.flags[at] & passing and not sentence.content_word(at):
            return False
    return False


def _instead(sentence: Sentence, left: int) -> bool:
    """Whether an article and a participle stand between a comparison and the number: "instead of the [planned] ten"."""
    if not sentence.flag(left - 1) & Is.DETERMINER or not sentence.grammar.may(sentence.word(left - 2)) & May.CUE:
        return False
    hit = sentence.grammar.before.ending(sentence.low, left - 2)
    if hit is None or hit[1] != "REFERENCE":
        return False
    described = sentence.grammar.nouns.capital and sentence.content_word(left) and not sentence.capital(left)
    return bool(described) or word_forms.is_participle(sentence, left)


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
        joined = sentence.flags[end] & Is.AND and begin <= number < end  # "there are 18 and there should have been 90"
        if low[end] in ",;:." or joined:
            break
        end += 1
    return any(begin <= at < end and (at == number or not sentence.flags[at] & Is.NUMBER) for at in supposed)


def _supposed(sentence: Sentence) -> tuple[int, ...]:
    """Return where words of *sentence* end that say what would have been, or used to be; found once."""
    found: tuple[int, ...] | None = sentence.cache.get("supposed")
    if found is not None:
        return found
    grammar, low = sentence.grammar, sentence.low
    conditioned = not grammar.roles.condition.isdisjoint(low)
    made = []
    for at, word in enumerate(low):
        if not grammar.may(word) & May.SUPPOSE:
            continue
        hit = grammar.counterfactual.at(low, at) if sentence.word(at + 2) != "to" else None
        if hit is None and conditioned:
            hit = grammar.conditional.at(low, at)
        if hit is None and sentence.flag(at - 1) & Is.PRONOUN:
            hit = grammar.formerly.at(low, at)  # "we used to have eight"
        if hit is not None or word.endswith(grammar.roles.supposed_endings):
            made.append(at + (hit[0] if hit is not None else 1) - 1)
    found = sentence.cache["supposed"] = tuple(made)
    return found


def _said_later(sentence: Sentence, at: int, left: int) -> bool:
    return any(sentence.flags[k] & (Is.SUBORDINATOR | Is.NUMBER) for k in range(at + 1, left + 1))
