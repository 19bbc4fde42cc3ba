"""What the words before a number say is counted, or the verb after it: "a fine of N", "N is the total of tests"."""

from __future__ import annotations

from monitor.figures.labels.syntax.clauses import group_at, is_finite
from monitor.figures.labels.syntax.subjects import hollow, modifies, named, subject, trimmed
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, MOST_WORDS, Counted, is_participle
from monitor.figures.labels.time import time_phrases

_LABELS = (":", "(", "=")


def before(sentence: Sentence, left: int, right: int) -> Counted | None:
    """Return what the words before the number say is counted; *left* is the word just before its hedges.

    "a fine of N", "the number of tests is N", "arrivals rose to N", "deaths: N", "men (N)", "bringing deaths to N".
    """
    if left < 0:
        return None
    left_of = left + bool(sentence.flag(left + 1) & Is.OF)  # a hedge may hold the "of": "une amende d'au moins"
    if sentence.flag(left_of) & Is.OF and _is_noun_of(sentence, left_of - 1):
        begin = left = left_of
        while begin > 0 and left - begin < 5 and _belongs(sentence, begin - 1):
            begin -= 1
        found = named(sentence, begin, left) if begin < left else None
        if found is not None and not hollow(sentence, found):
            return found
    if sentence.flag(left + 1) & Is.NUMBER and _multiplies(sentence, left + 1):
        begin, end = subject(sentence, left + 1)
        return named(sentence, begin, end) if begin < end else None
    found = _apposed(sentence, left_of) or label(sentence, left) or _carried(sentence, left)
    if found is not None:
        return found
    verb = _copula(sentence, left)
    if verb is not None:
        return stated(sentence, verb)
    if sentence.content_word(left) and (
        _bounded(sentence, left) or sentence.grammar.comparatives.at(sentence.low, right)
    ):
        begin = left
        while begin > 0 and left - begin < 4 and _belongs(sentence, begin - 1):
            begin -= 1
        return named(sentence, begin, left + 1)
    return None


def _apposed(sentence: Sentence, of: int) -> Counted | None:
    """Return the noun that a measure is set beside: "La tasa, de 2,1 por cada mil", "Le budget, de 3 millions"."""
    if not sentence.grammar.nouns.adjectives_follow or not sentence.flag(of) & Is.OF:
        return None
    comma = of - 1
    while sentence.flag(comma) & Is.ADVERB and comma > 0:
        comma -= 1
    if sentence.word(comma) != ",":
        return None
    begin = comma
    while begin > 0 and (sentence.content_word(begin - 1) or sentence.flag(begin - 1) & Is.OF):
        begin -= 1
    return named(sentence, begin, comma) if begin < comma and sentence.flag(begin - 1) & Is.DETERMINER else None


def hedge_verb(sentence: Sentence, left: int, number: int) -> int | None:
    """Return the verb among the words of a hedge, whose subject is bounded: "no podrá [superar] las tres horas"."""
    kinds = int(Is.BE | Is.AUXILIARY | Is.VERB | Is.MEASURE | Is.UP | Is.DOWN)
    for at in range(left + 1, number):
        if sentence.flags[at] & kinds and not sentence.flags[at] & (Is.DETERMINER | Is.PREPOSITION | Is.NUMBER):
            return at if sentence.grammar.verbs.plural_of else None
    return None


def listed(sentence: Sentence, left: int, right: int) -> Counted | None:
    """Return the name after a number that opens its line: "83 %: ropa, leña y comida"."""
    if left >= 0 or sentence.word(right) != ":":
        return None
    end = len(sentence)
    while end > right and sentence.flags[end - 1] & Is.MARK:
        end -= 1
    rest = range(right + 1, end)
    if not rest or any(sentence.flags[at] & (FINITE | Is.NUMBER | Is.SUBORDINATOR) for at in rest):
        return None
    if end - right - 1 > MOST_WORDS:
        end = phrase_end(sentence, right + 1)
    found = named(sentence, right + 1, end)
    return Counted(core=sentence.text(right + 1, end), head=found.head, end=end) if found.core else None


def _belongs(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* goes on with the noun phrase after it: no verb, and "of" only between two nouns."""
    flag = sentence.flag(at)
    if flag & Is.OF:
        return sentence.grammar.nouns.adjectives_follow and at > 0 and _belongs(sentence, at - 1)
    if not sentence.content_word(at) or flag & Is.ADVERB or is_finite(sentence, at):
        return False
    return sentence.low[at] not in sentence.grammar.roles.imperatives


def _is_noun_of(sentence: Sentence, at: int) -> bool:
    """Whether the word *at*, before "of" and a number, can name what is counted: no verb, nor "Doté de"."""
    if sentence.flag(at) & Is.SAYS or _verb_of(sentence, at):
        return False
    alone = at == 0 or bool(sentence.flag(at - 1) & Is.MARK)
    return not (alone and (is_participle(sentence, at) or initial(sentence, at)))


def initial(sentence: Sentence, at: int) -> bool:
    """Whether a sentence begins with a participle, written with a capital there: "Doté de", "Priced at"."""
    endings = sentence.grammar.nouns.participle_endings
    return at == 0 and sentence.word(at).endswith(endings) and sentence.word(at) not in sentence.grammar.nouns.nouns


def stated(sentence: Sentence, verb: int) -> Counted | None:
    """Return the subject of the *verb*, if it is more than a pronoun: "the number of tests is N"."""
    begin, end = subject(sentence, verb)
    if begin >= end and sentence.word(verb - 1) == "," and is_participle(sentence, verb):
        begin, end = subject(sentence, verb - 1)  # "The cost, estimated at 80 million,"
    pronoun = end - begin == 1 and sentence.flags[begin] & Is.PRONOUN
    return named(sentence, begin, end) if begin < end and not pronoun else None


def _multiplies(sentence: Sentence, number: int) -> bool:
    """Whether the number is a verb: "has doubled", "a triplé"."""
    if sentence.original(number).lower() not in sentence.grammar.roles.multiple_verbs:
        return False
    return not sentence.flag(number - 1) & (Is.DETERMINER | Is.OF | Is.PREPOSITION | Is.MARK)


def _bounded(sentence: Sentence, left: int) -> bool:
    """Whether the number bounds the noun *left* of its hedge: "children under 10"."""
    hit = sentence.grammar.before.at(sentence.low, left + 1)
    hedged = hit is not None and hit[0] == 1 and hit[1] in ("MORE_THAN", "LESS_THAN")
    return hedged and sentence.plural(left) and not is_participle(sentence, left)


def label(sentence: Sentence, left: int) -> Counted | None:
    """Return the label before a colon or a bracket: "Deaths: N", "men (N)", "In intensive care (at noon): N"."""
    if sentence.word(left) not in _LABELS:
        left += 1  # the cues may have passed over the mark
        if sentence.word(left) not in _LABELS or sentence.flag(left - 1) & Is.NUMBER:
            return None
    if sentence.word(left - 1) == ")":
        opening = left - 2
        while opening > 0 and sentence.low[opening] != "(":
            opening -= 1
        left = opening
    begin = left
    while (
        begin > 0
        and left - begin < 2 * MOST_WORDS
        and not (
            sentence.flag(begin - 1) & (Is.MARK | FINITE) and sentence.word(begin - 1) not in _inside_label(sentence)
        )
        and not (sentence.flag(begin - 1) & Is.NUMBER and not modifies(sentence, begin - 1))
    ):
        begin -= 1
    verb = next((at for at in range(begin, left) if group_at(sentence, at) is not None), None)
    if verb is not None:
        return stated(sentence, verb)  # "Arrivals go on: 318 on Sunday"
    first, end = trimmed(sentence, begin, left)
    if sentence.flag(first) & Is.OF:
        return None  # "87 de plus qu'en mai (+8,3 %)"
    if first >= end and begin < left:
        first, end = begin + bool(sentence.flags[begin] & Is.PREPOSITION), left  # "In intensive care: 12"
    return named(sentence, first, end) if first < end else None


def _inside_label(sentence: Sentence) -> str:
    return "’'/&" if sentence.grammar.words.elided else "'/&"


def _carried(sentence: Sentence, left: int) -> Counted | None:
    """Return the object of a verb that carries it to the number: "bringing the total to N", "portant le bilan à N"."""
    grammar = sentence.grammar
    if sentence.word(left) not in grammar.roles.change_to | grammar.roles.change_by:
        return None
    for at in range(left - 1, max(-1, left - 2 * MOST_WORDS), -1):
        if sentence.low[at] in grammar.roles.carry and not sentence.flag(at - 1) & Is.BE:
            first = at + 1
            while first < left and sentence.flag(first) & Is.ADVERB:
                first += 1
            return named(sentence, first, left) if first < left else None
        if sentence.flags[at] & (Is.MARK | Is.NUMBER | Is.SUBORDINATOR):
            return None
    return None


def _verb_of(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a verb that links to its number by "of": "ont augmenté de 12 %"."""
    if not sentence.flag(at) & (Is.UP | Is.DOWN | Is.MOVED | Is.MEASURE | Is.BE | Is.ADVERB):
        return False
    if sentence.flag(at) & Is.MOVED:
        return True
    while at > 0 and sentence.flag(at) & Is.ADVERB:
        at -= 1
    if sentence.flag(at) & (Is.BE | Is.HAVE):
        return True
    preceding = sentence.flag(at - 1)
    return at > 0 and not preceding & (Is.DETERMINER | Is.PREPOSITION | Is.OF | Is.PRENOMINAL | Is.MARK)


def _copula(sentence: Sentence, left: int) -> int | None:
    """Return the verb that makes its subject the thing counted: "is N", "rose by N", "stood at N", "reached N"."""
    kinds = int(Is.BE | Is.UP | Is.DOWN | Is.MEASURE | Is.MOVED)
    passing = int(
        Is.PREPOSITION | Is.BY | Is.ADVERB | Is.OF | Is.DETERMINER | Is.AUXILIARY | Is.NUMBER | Is.UP | Is.DOWN
    )
    at, verb = left, None
    covered = time_phrases.covered(sentence)
    if sentence.word(left) in sentence.grammar.roles.change_to and sentence.word(left - 1) == ",":
        at = left - 2  # "fares would rise by a quarter, to £3.75"
    for _ in range(8):
        flag = sentence.flag(at)
        if at in covered:
            at -= 1
            continue
        if at < 1 or flag & (Is.MARK | Is.AND | Is.SUBORDINATOR):
            break
        to_be = sentence.word(at - 1) in sentence.grammar.words.purpose and sentence.flag(at - 3) & Is.BE
        if flag & kinds and (to_be or not sentence.flag(at - 1) & (Is.DETERMINER | Is.PREPOSITION)):
            verb = at
            break
        if not flag & passing:
            break
        at -= 1
    if verb is None:
        return None
    if sentence.flag(verb) & Is.PREPOSITION and sentence.content_word(verb - 1):
        verb -= 1  # "go up by", "run down to"
    if sentence.word(verb - 1) in sentence.grammar.words.purpose and sentence.flag(verb - 3) & Is.BE:
        verb -= 2  # "is due to fall", "is expected to rise"
    while verb > 0 and sentence.flag(verb - 1) & (FINITE | Is.ADVERB):
        verb -= 1
    return verb


def identified(sentence: Sentence, at: int) -> Counted | None:
    """Return what "N is the total of tests" says, or "N, c'est le nombre de tests": the phrase after the verb."""
    if sentence.word(at) in (",", ":", "–", "—") and sentence.flag(at + 1) & (Is.PRONOUN | Is.DETERMINER | Is.BE):
        at += 1
        if sentence.flag(at) & (Is.PRONOUN | Is.DETERMINER):
            at += 1
    if not sentence.flag(at) & Is.BE or not sentence.flag(at + 1) & Is.DETERMINER:
        return None
    return named(sentence, at + 1, phrase_end(sentence, at + 1))


def phrase_end(sentence: Sentence, at: int) -> int:
    """Return where the phrase begun at *at* ends: at a mark, a number, a finite verb, a conjunction."""
    end, covered = at, time_phrases.covered(sentence)
    closing = Is.MARK | Is.NUMBER | Is.SUBORDINATOR | FINITE
    while end < min(len(sentence), at + 12) and not sentence.flags[end] & closing and end not in covered:
        end += 1
    return end
