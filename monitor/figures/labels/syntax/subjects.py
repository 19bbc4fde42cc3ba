"""What a figure counts, where the words before the number say it: a subject, a label, "a fine of", "of those ..."."""

from __future__ import annotations

from monitor.figures.labels.syntax.clauses import is_finite
from monitor.figures.labels.syntax.noun_spans import ends_age, nearest
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS, clipped
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, STOP, WINDOW, Counted, head, is_participle
from monitor.figures.labels.time import time_phrases

_OPENING, _CLOSING = "(“‘«", ")”’»"
_AUXILIARY = int(Is.ADVERB | Is.HAVE | Is.AUXILIARY)
_CLAUSE_EDGES = FINITE | int(Is.MARK | Is.SUBORDINATOR)
_OPENERS = int(Is.ADVERB | Is.AND | Is.MARK)
_NAMES_NUMBER = int(Is.CONTAINER | Is.UP | Is.DOWN | Is.DETERMINER | Is.PRONOUN | Is.ADVERB | Is.NUMBER)
_LOOSE = int(Is.PREPOSITION | Is.OF | Is.DETERMINER | Is.AND | Is.ADVERB | Is.NUMBER)
_MOST_SAYING = 3  #: words between commas that only say who speaks: "añadió", "dit-il", "dijo la alcaldesa"
_BEFORE_VERB = FINITE | int(Is.ADVERB | Is.PRONOUN) & ~int(Is.RELATIVE_SUBJECT)
_AFTER_NOUN = (STOP & ~int(Is.DETERMINER)) | Is.OF


def subject(sentence: Sentence, verb: int) -> tuple[int, int]:
    """Return the span of the noun phrase that ends just before the *verb*, empty if there is none.

    It is cut at the clause's beginning: a mark, a conjunction that begins a clause, another finite verb. A number
    inside a modifier ("children under 10") is passed over.
    """
    earlier = _joined_verb(sentence, verb)
    if earlier is not None:
        return subject(sentence, earlier)
    end = verb
    while end > 0 and sentence.flag(end - 1) & _AUXILIARY and not _noun_like(sentence, end - 1):
        if ends_age(sentence, end) or ends_deed(sentence, end):
            break
        end -= 1
    last = _over_verb(sentence, end)
    noun = _antecedent(sentence, last)
    end = _over_aside(sentence, noun)
    begin, end = trimmed(sentence, _first(sentence, end), end)
    return (nearest(sentence, begin, end), end) if noun < last else (begin, end)


def ends_deed(sentence: Sentence, end: int) -> bool:
    """Whether the adverb before *end* says how a deed is done that is the clause's subject: "Paying [monthly]"."""
    deed = end - 2
    if deed < 0 or not sentence.flags[end - 1] & Is.ADVERB or not _is_deed(sentence, deed):
        return False
    return deed == 0 or bool(sentence.flags[deed - 1] & (Is.MARK | Is.AND | Is.SUBORDINATOR))


def _joined_verb(sentence: Sentence, verb: int) -> int | None:
    """Return the verb to which "and" joins this one, whose subject it has: "The bus [carries] 30 and costs £4"."""
    if not sentence.flag(verb - 1) & Is.AND or not sentence.grammar.terms.contact:
        return None
    for at in range(verb - 2, max(0, verb - WINDOW), -1):
        if sentence.flags[at] & (Is.MARK | Is.SUBORDINATOR | Is.AND):
            return None
        if sentence.flags[at] & FINITE or is_finite(sentence, at):
            return at
    return None


def _first(sentence: Sentence, end: int) -> int:
    """Return the first word of the clause of which the words up to *end* can be the subject.

    Brackets are passed over, and quotations that close inside the clause.
    """
    closing, passed = False, end
    for at in range(end - 1, max(-1, end - 1 - WINDOW), -1):
        flag = sentence.flags[at]
        if at >= passed:
            continue
        if flag & Is.MARK and _closes(sentence, at):
            closing = True
        elif flag & Is.MARK and closing and sentence.low[at] in _OPENING:
            closing = False
        elif (not closing and _cuts(sentence, at, end)) or (flag & Is.NUMBER and not modifies(sentence, at)):
            passed = _relative_begin(sentence, at)
            if passed == at:
                return at + 1
    return max(0, end - WINDOW)


def _relative_begin(sentence: Sentence, verb: int) -> int:
    """Return the pronoun of the relative clause that the word *verb* is the verb of; *verb* where it is of none.

    A noun stands before that pronoun: "menores [que llegaron] solos", but no verb: "[dice] que llegaron".
    """
    if not (sentence.flags[verb] & FINITE or is_finite(sentence, verb)):
        return verb
    here = sentence.back_over(verb - 1, _BEFORE_VERB)
    if here < 1 or not sentence.flags[here] & Is.RELATIVE_SUBJECT:
        return verb
    noun = sentence.content_word(here - 1) and not sentence.flags[here - 1] & (Is.SAYS | Is.ADVERB)
    return here if noun and not is_finite(sentence, here - 1) else verb


def _closes(sentence: Sentence, at: int) -> bool:
    """Whether a bracket closes at *at*, or a quotation whose last word stands right before its mark."""
    if sentence.low[at] not in _CLOSING:
        return False
    return sentence.low[at] == ")" or not sentence.flag(at - 1) & Is.MARK


def _counts_others(sentence: Sentence, at: int) -> bool:
    return bool(sentence.flags[at] & Is.NUMBER) and not modifies(sentence, at)


def _antecedent(sentence: Sentence, end: int) -> int:
    """Step over "which" and a time after it, to the noun that a relative clause is about: "a river, which now"."""
    covered, here = time_phrases.covered(sentence), end
    while here > 0 and (here - 1 in covered or sentence.flags[here - 1] & Is.ADVERB):
        here -= 1
    if _is_circumstance(sentence, here - 2):
        here -= 2
    if here < 1 or not sentence.flags[here - 1] & Is.RELATIVE_SUBJECT:
        return end
    here -= 1
    return _over_saying(sentence, here - 1) if sentence.word(here - 1) == "," else here


def _is_circumstance(sentence: Sentence, at: int) -> bool:
    """Whether a word and its preposition stand between "which" and its verb: "a fund, which [by law] must hold"."""
    led = sentence.flag(at) & (Is.BY | Is.PREPOSITION) and sentence.flag(at - 1) & Is.RELATIVE_SUBJECT
    return at > 0 and bool(led) and sentence.content_word(at + 1) and not sentence.grammar.nouns.adjectives_follow


def _over_saying(sentence: Sentence, comma: int) -> int:
    """Step over who speaks, said before the *comma*: "La frecuencia, añadió, que es de doce minutos"."""
    first = comma
    while first > 0 and comma - first < _MOST_SAYING and not sentence.flags[first - 1] & Is.MARK:
        first -= 1
    said = sentence.flag(first) & Is.SAYS and sentence.word(first - 1) == ","
    return first - 1 if said else comma


def _over_verb(sentence: Sentence, end: int) -> int:
    """Step over a verb that has the same subject: "La maire a réagi et [a déclaré]"; and over what follows it."""
    if not sentence.flag(end - 1) & Is.AND:
        return end
    for at in range(end - 2, max(0, end - WINDOW), -1):
        if sentence.flags[at] & (Is.MARK | Is.SUBORDINATOR | Is.NUMBER):
            return end
        if sentence.flags[at] & FINITE or is_finite(sentence, at):
            return sentence.back_over(at, FINITE | Is.ADVERB) + 1 if sentence.flags[at] & FINITE else at
    return end


def _over_aside(sentence: Sentence, end: int) -> int:
    """Step over an aside between commas: "The ministry, which runs the scheme, said"; and over clitics."""
    end = _over_clitics(sentence, end)
    if sentence.word(end - 1) != ",":
        return end
    comma = next((at for at in range(end - 3, max(0, end - WINDOW), -1) if sentence.low[at] == ","), None)
    return comma if comma is not None and _opens_aside(sentence, comma + 1, end - 2) else end


def _over_clitics(sentence: Sentence, end: int) -> int:
    clitics = sentence.grammar.words.clitics
    while end > 1 and sentence.low[end - 1] in clitics and _may_carry(sentence, end - 2):
        end -= 1
    return end


def _may_carry(sentence: Sentence, at: int) -> bool:
    """Whether a clitic can follow the word *at*, so that it is the verb's and no noun."""
    return sentence.content_word(at) or sentence.low[at] == ","


def _opens_aside(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words between commas, from *first* to *end*, tell of the noun before them by the way."""
    if sentence.flags[first] & (Is.RELATIVE | Is.SOURCE | Is.PREPOSITION):
        return True
    if sentence.flags[first] & Is.PRONOUN and end - first < _MOST_SAYING:
        return True  # "Social care, they show, swallows"
    if sentence.flags[first] & Is.SAYS and end - first <= _MOST_SAYING and not sentence.has(first, end, Is.NUMBER):
        return True  # "La espera, reconoció, se ha duplicado"
    if any(_counts_others(sentence, at) and not _valued(sentence, at) for at in range(first, end)):
        return False
    return is_participle(sentence, first) or sentence.word(first) in sentence.grammar.words.aside


def _valued(sentence: Sentence, number: int) -> bool:
    return bool(sentence.flag(number - 1) & (Is.PREPOSITION | Is.OF | Is.ADVERB))


def _cuts(sentence: Sentence, at: int, end: int) -> bool:
    """Whether the subject that is read back from *end* begins after the word *at*, which is no part of it."""
    flag = sentence.flags[at]
    if flag & Is.MARK and _is_possessive(sentence, at):
        return False
    if flag & _CLAUSE_EDGES and not _noun_like(sentence, at):
        return True
    if flag & Is.SAYS and at + 1 < end and sentence.flags[at + 1] & Is.DETERMINER:
        return True  # "Campaigners say the figure ..."
    return at + 1 < end and (is_finite(sentence, at) or _joins_clauses(sentence, at))


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


def _joins_clauses(sentence: Sentence, at: int) -> bool:
    """Whether "and" stands at *at* and joins clauses: a finite verb stands before it in its clause."""
    if not sentence.flags[at] & Is.AND:
        return False
    for here in range(at - 1, max(-1, at - 10), -1):
        flag = sentence.flags[here]
        if flag & (FINITE | Is.VERB):
            return True
        if flag & (Is.MARK | Is.SUBORDINATOR):
            return False
    return False


def trimmed(sentence: Sentence, begin: int, end: int) -> tuple[int, int]:
    """Leave out words that open a sentence without being part of its subject, and a leading time or place."""
    begin = _over_opening(sentence, begin, end)
    while end > begin and sentence.flag(end - 1) & (Is.ADVERB | Is.MARK) and sentence.low[end - 1] not in ")”»":
        if ends_age(sentence, end):
            break
        if end - 2 == begin and _is_deed(sentence, begin):
            break  # "Paying monthly"
        end -= 1
    begin, end = _without_time(sentence, begin, end)
    if begin < end and sentence.flag(begin) & (Is.PREPOSITION | Is.BY):
        begin = _over_place(sentence, begin, end)
    return begin, end


def _is_deed(sentence: Sentence, at: int) -> bool:
    return sentence.low[at].endswith(sentence.grammar.nouns.progressive_endings or "\0")


def _over_opening(sentence: Sentence, begin: int, end: int) -> int:
    leading = sentence.grammar.time.leading
    while begin < end and not sentence.flag(begin) & Is.ADJECTIVE:
        if not (sentence.flag(begin) & _OPENERS or sentence.low[begin] in leading):
            break
        begin += 1
    return begin


def _without_time(sentence: Sentence, begin: int, end: int) -> tuple[int, int]:
    covered = time_phrases.covered(sentence)
    while end > begin and end - 1 in covered:
        end -= 1
    while begin < end and (begin in covered or (sentence.flag(begin) & Is.MARK and begin - 1 in covered)):
        begin += 1
    return begin, end


def _over_place(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the subject begins after a place, at its last determiner: "In Calais [the prefect]"."""
    return next((at for at in range(end - 1, begin + 1, -1) if sentence.flag(at) & Is.DETERMINER), end)


def named(sentence: Sentence, begin: int, end: int, most: int = MOST_WORDS) -> Counted:
    """Return the phrase from *begin* to *end*, seen through "the number of": what is counted comes after it."""
    at = _through_containers(sentence, begin, end)
    at = sentence.over(at, Is.DETERMINER | Is.OF, end - 1)
    stop = _last(sentence, at, end, most)
    if at >= stop:
        return Counted(end=end)
    core = clipped(sentence.text(at, stop), most)
    return Counted(core=core, head=head(sentence, at, _core_end(sentence, at, stop)), end=end)


def _last(sentence: Sentence, at: int, end: int, most: int) -> int:
    """Return where the phrase from *at* ends: after *most* words, or at *end*, and after no loose word."""
    end = _before_bound(sentence, at, end)
    if end <= at + most and _ends_well(sentence, at, end):
        return end - _has_dated_deed(sentence, at, end)
    return sentence.back_over(min(end, at + most) - 1, _LOOSE | Is.DIGITS, at + 1) + 1


def _before_bound(sentence: Sentence, at: int, end: int) -> int:
    """Return *end* before another number that bounds a deed: "booking cancelled [less than 48 hours ago]"."""
    number = next((here for here in range(at + 1, end) if sentence.flags[here] & Is.NUMBER), None)
    hedge = sentence.grammar.before.ending(sentence.low, number - 1) if number is not None else None
    if number is None or hedge is None or number - hedge[0] <= at:
        return end
    last = number - hedge[0]
    if not is_participle(sentence, last - 1):
        return end
    return last - (_is_deed(sentence, last - 1) and last - 1 > at)  # "pools holding more than 10 m³"


def _ends_well(sentence: Sentence, at: int, end: int) -> bool:
    """Whether the phrase from *at* to *end* has no loose word at its end; "carried out" is whole."""
    if end <= at + 1 or not sentence.flag(end - 1) & _LOOSE or ends_age(sentence, end):
        return True
    if end == at + 2 and _is_deed(sentence, at) and sentence.flag(end - 1) & Is.ADVERB:
        return True
    return bool(sentence.flag(end - 1) & Is.PREPOSITION) and is_participle(sentence, end - 2)


def _has_dated_deed(sentence: Sentence, at: int, end: int) -> bool:
    """Whether the phrase from *at* ends with a deed of which the time follows: "the march held [on Saturday]"."""
    if end <= at + 1 or end not in time_phrases.covered(sentence):
        return False
    return is_participle(sentence, end - 1) and not sentence.plural(end - 1)


def _core_end(sentence: Sentence, at: int, stop: int) -> int:
    """Return where the noun of the phrase from *at* to *stop* ends, before what narrows it."""
    end = at + 1
    while end < stop and not sentence.flag(end) & _AFTER_NOUN:
        described = is_participle(sentence, end) or sentence.flag(end) & Is.ADVERB
        if described and sentence.plural(end - 1):
            break
        end += 1
    return end


def _through_containers(sentence: Sentence, begin: int, end: int) -> int:
    """Return where what is counted begins behind the words that only name a number: "the total number of [visits]"."""
    at, inside = begin, _inside_container(sentence, begin, end)
    while inside > at:
        at, inside = inside, _inside_container(sentence, inside, end)
    return at


def _inside_container(sentence: Sentence, at: int, end: int) -> int:
    """Return where what the container at *at* holds begins; *at* itself where none stands there."""
    counts, here = sentence.grammar.nouns.count_adjectives, at
    while here < end and (sentence.low[here] in counts or sentence.flag(here) & Is.DETERMINER):
        here += 1
    if here >= end or not sentence.flag(here) & Is.CONTAINER:
        return at
    here += 1
    while here < end and sentence.low[here] in counts and not sentence.flag(here) & Is.DETERMINER:
        here += 1  # "le nombre total de"
    if here < end and sentence.flag(here) & (Is.OF | Is.PREPOSITION):
        here = sentence.over(here + 1, Is.DETERMINER, end)
        return here if here < end else at
    return at


def hollow(sentence: Sentence, counted: Counted) -> bool:
    """Whether the phrase only names a number ("the total", "le bilan") or its change ("une hausse"), or is empty."""
    flags, counts = sentence.grammar.flags, sentence.grammar.nouns.count_adjectives
    for word in counted.core.lower().split():
        if not flags.get(word, 0) & _NAMES_NUMBER and word not in counts:
            return False
    return True


def named_thing(sentence: Sentence, begin: int, end: int) -> Counted | None:
    """Return the phrase as `named` does; None where it is empty or `hollow`."""
    found = named(sentence, begin, end)
    return None if hollow(sentence, found) else found
