"""What a figure counts, where the words before the number say it: a subject, a label, "a fine of", "of those ..."."""

from __future__ import annotations

from monitor.figures.labels.syntax.clauses import is_finite
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import (
    FINITE,
    MOST_WORDS,
    STOP,
    WINDOW,
    Counted,
    clipped,
    head,
    is_participle,
)
from monitor.figures.labels.time import time_phrases

_OPENING, _CLOSING = "(“‘«", ")”’»"


def subject(sentence: Sentence, verb: int) -> tuple[int, int]:
    """Return the span of the noun phrase that ends just before the *verb*, empty if there is none.

    It is cut at the clause's beginning: a mark, a conjunction that begins a clause, another finite verb. A number
    inside a modifier ("children under 10") is passed over.
    """
    end = verb
    while (
        end > 0 and sentence.flag(end - 1) & (Is.ADVERB | Is.HAVE | Is.AUXILIARY) and not _noun_like(sentence, end - 1)
    ):
        end -= 1
    end = _over_aside(sentence, _antecedent(sentence, _over_verb(sentence, end)))
    begin = end
    closing = None
    while begin > 0 and end - begin < WINDOW:
        at = begin - 1
        flag, word = sentence.flags[at], sentence.low[at]
        if word in _CLOSING and (word == ")" or not sentence.flag(at - 1) & Is.MARK):
            closing = at
        elif word in _OPENING and closing is not None:
            closing = None
        elif (closing is None and _cuts(sentence, at, begin, end)) or (flag & Is.NUMBER and not modifies(sentence, at)):
            break
        begin = at
    return trimmed(sentence, begin, end)


def _antecedent(sentence: Sentence, end: int) -> int:
    """Step over "which" and a time after it, to the noun that a relative clause is about: "a river, which now"."""
    covered, here = time_phrases.covered(sentence), end
    while here > 0 and (here - 1 in covered or sentence.flags[here - 1] & Is.ADVERB):
        here -= 1
    if here < 1 or not sentence.flags[here - 1] & Is.RELATIVE_SUBJECT:
        return end
    here -= 1
    return here - 1 if sentence.word(here - 1) == "," else here


def _over_verb(sentence: Sentence, end: int) -> int:
    """Step over a verb that has the same subject: "La maire a réagi et [a déclaré]"."""
    if not sentence.flag(end - 1) & Is.AND or not is_participle(sentence, end - 2):
        return end
    before = end - 2
    while before > 0 and sentence.flag(before - 1) & (FINITE | Is.ADVERB):
        before -= 1
    return before if before < end - 2 else end


def _over_aside(sentence: Sentence, end: int) -> int:
    """Step over an aside between commas: "The ministry, which runs the scheme, said"; and over clitics."""
    clitics = sentence.grammar.words.clitics
    while (
        end > 1
        and sentence.low[end - 1] in clitics
        and (sentence.content_word(end - 2) or sentence.low[end - 2] == ",")
    ):
        end -= 1
    if sentence.word(end - 1) != ",":
        return end
    counted = False
    for at in range(end - 3, max(0, end - WINDOW), -1):
        if sentence.flags[at] & Is.NUMBER and not modifies(sentence, at) and not _valued(sentence, at):
            counted = True
        if sentence.low[at] == ",":
            if sentence.flags[at + 1] & (Is.RELATIVE | Is.SOURCE | Is.PREPOSITION):
                return at
            opens = not counted and is_participle(sentence, at + 1)
            if counted:
                return end
            return at if opens or sentence.word(at + 1) in sentence.grammar.words.aside else end
    return end


def _valued(sentence: Sentence, number: int) -> bool:
    return bool(sentence.flag(number - 1) & (Is.PREPOSITION | Is.OF | Is.ADVERB))


def _cuts(sentence: Sentence, at: int, begin: int, end: int) -> bool:
    flag = sentence.flags[at]
    if flag & Is.MARK and _is_possessive(sentence, at):
        return False
    if flag & (Is.MARK | Is.SUBORDINATOR | FINITE) and not _noun_like(sentence, at):
        return True
    if begin < end and is_finite(sentence, at):
        return True
    if flag & Is.SAYS and at + 1 < end and sentence.flags[at + 1] & Is.DETERMINER:
        return True  # "Campaigners say the figure ..."
    return bool(flag & Is.AND) and begin < end and _begins_clause(sentence, at)


def modifies(sentence: Sentence, number: int) -> bool:
    """Whether the number stands inside a modifier: "children under 10", "enfants de moins de 10 ans"."""
    if number < 2 or not sentence.flag(number - 1) & (Is.PREPOSITION | Is.OF):
        return False
    return sentence.content_word(number - 2) and not is_participle(sentence, number - 2)


def _noun_like(sentence: Sentence, at: int) -> bool:
    """Whether an auxiliary is a month or a name: "Theresa May said"."""
    return bool(sentence.flag(at) & Is.TIME and sentence.capital(at))


def _is_possessive(sentence: Sentence, at: int) -> bool:
    """Whether the apostrophe at *at* belongs to the plural before it: "the growers' league"."""
    touches = at > 0 and sentence.ends[at - 1] == sentence.starts[at]
    return touches and sentence.low[at] in ("'", "’") and sentence.low[at - 1].endswith("s")


def _begins_clause(sentence: Sentence, at: int) -> bool:
    """Whether "and" at *at* joins clauses: a finite verb stands before it in its clause."""
    for here in range(at - 1, max(-1, at - 10), -1):
        flag = sentence.flags[here]
        if flag & (FINITE | Is.VERB):
            return True
        if flag & (Is.MARK | Is.SUBORDINATOR):
            return False
    return False


def trimmed(sentence: Sentence, begin: int, end: int) -> tuple[int, int]:
    """Leave out words that open a sentence without being part of its subject, and a leading time or place."""
    leading = sentence.grammar.time.leading
    loose = int(Is.ADVERB | Is.AND | Is.MARK)
    while (
        begin < end
        and (sentence.flag(begin) & loose or sentence.low[begin] in leading)
        and not sentence.flag(begin) & Is.ADJECTIVE
    ):
        begin += 1
    while end > begin and (sentence.flag(end - 1) & (Is.ADVERB | Is.MARK)) and sentence.low[end - 1] not in ")”»":
        end -= 1
    covered = time_phrases.covered(sentence)
    while end > begin and end - 1 in covered:
        end -= 1
    while begin < end and (begin in covered or (sentence.flag(begin) & Is.MARK and begin - 1 in covered)):
        begin += 1
    if begin < end and sentence.flag(begin) & (Is.PREPOSITION | Is.BY):
        # "In Calais the prefect": the subject begins at the last determiner, if there is one.
        for at in range(end - 1, begin + 1, -1):
            if sentence.flag(at) & Is.DETERMINER:
                return at, end
        return end, end
    return begin, end


def named(sentence: Sentence, begin: int, end: int, most: int = MOST_WORDS) -> Counted:
    """Return the phrase from *begin* to *end*, seen through "the number of": what is counted comes after it."""
    at = _through_containers(sentence, begin, end)
    while at < end - 1 and sentence.flags[at] & (Is.DETERMINER | Is.OF):
        at += 1
    stop = min(end, at + most)
    loose = int(Is.PREPOSITION | Is.OF | Is.DETERMINER | Is.AND | Is.ADVERB | Is.NUMBER)
    while stop > at + 1 and sentence.flag(stop - 1) & (loose | (Is.DIGITS if stop < end else 0)):
        if stop == end and sentence.flag(stop - 1) & Is.PREPOSITION and is_participle(sentence, stop - 2):
            break  # "carried out"
        stop -= 1
    dated = stop > at + 1 and stop == end and end in time_phrases.covered(sentence)
    if dated and is_participle(sentence, stop - 1) and not sentence.plural(stop - 1):
        stop -= 1  # "the march held [on Saturday]"
    if at >= stop:
        return Counted(end=end)
    core_end = at + 1
    while core_end < stop and not sentence.flag(core_end) & (STOP & ~int(Is.DETERMINER) | Is.OF):
        described = is_participle(sentence, core_end) or sentence.flag(core_end) & Is.ADVERB
        if described and sentence.plural(core_end - 1):
            break
        core_end += 1
    return Counted(core=clipped(sentence.text(at, stop), most), head=head(sentence, at, core_end), end=end)


def _through_containers(sentence: Sentence, begin: int, end: int) -> int:
    at, counts = begin, sentence.grammar.nouns.count_adjectives
    while at < end:
        here = at
        while here < end and (sentence.low[here] in counts or sentence.flag(here) & Is.DETERMINER):
            here += 1
        if here >= end or not sentence.flag(here) & Is.CONTAINER:
            break
        here += 1
        while here < end and sentence.low[here] in counts and not sentence.flag(here) & Is.DETERMINER:
            here += 1  # "le nombre total de"
        if here + 1 > end or not sentence.flag(here) & (Is.OF | Is.PREPOSITION):
            break
        here += 1
        while here < end and sentence.flag(here) & Is.DETERMINER:
            here += 1
        if here >= end:
            break
        at = here
    return at if at < end else begin


def hollow(sentence: Sentence, counted: Counted) -> bool:
    """Whether the phrase only names a number ("the total", "le bilan") or its change ("une hausse"), or is empty."""
    words = counted.core.lower().split()
    grammar = sentence.grammar
    mask = int(Is.CONTAINER | Is.UP | Is.DOWN | Is.DETERMINER | Is.PRONOUN | Is.ADVERB | Is.NUMBER)
    counts = grammar.nouns.count_adjectives
    return all(grammar.flags.get(word, 0) & mask or word in counts for word in words)


def named_thing(sentence: Sentence, begin: int, end: int) -> Counted | None:
    """Return the phrase as `named` does; None where it is empty or `hollow`."""
    found = named(sentence, begin, end)
    return None if hollow(sentence, found) else found
