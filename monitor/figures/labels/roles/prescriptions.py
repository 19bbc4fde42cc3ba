"""Whether a page prescribes a number rather than counts with it: "stay at home for 14 days", "a fine of 100 euros"."""

from __future__ import annotations

from itertools import pairwise

from monitor.figures.labels.text import word_forms
from monitor.figures.labels.text.cues import Cues
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import clause_begin
from monitor.figures.numbers.scanner import Token
from monitor.figures.refusals import ages
from monitor.model import Quantifier

_QUOTES = frozenset('«»„“”"')
_REACH = 14  #: words after a number in which its clause can still tell the past
_SHORT = 12  #: words of an order in the infinitive
_LIMITS = frozenset({Quantifier.AT_LEAST, Quantifier.AT_MOST})
_BOUNDS = _LIMITS | {Quantifier.LESS_THAN, Quantifier.MORE_THAN}
_MEASURES = frozenset({"length", "temperature", "age", "speed", "mass", "volume"})
_MEASURED = _MEASURES | {"time"}
_FINITE = int(Is.BE | Is.HAVE | Is.AUXILIARY | Is.VERB | Is.MEASURE | Is.SAYS | Is.UP | Is.DOWN)


def is_rule(sentence: Sentence, at: int, found: Cues, number: Token, *, aged: bool, lead: bool, plans: bool) -> bool:
    """Whether the page prescribes the number rather than counts with it.

    *aged*: it says how old people are; *lead*: the list that the sentence stands in is introduced as a rule ("You
    must:"); *plans*: as what somebody is going to do ("They agreed to:").
    """
    if _limits(sentence, at, found, number, aged=aged):
        return True
    if _definite(sentence, at):
        return False
    if _demanded(sentence, found.left) or (not plans and _commanded(sentence, at, found)):
        return True
    measured = number.kind in _MEASURED
    if lead and (measured or found.threshold or not _past(sentence, at)):
        return True
    return (measured or number.unit is not None) and _demanded_after(sentence, at)


def _limits(sentence: Sentence, at: int, found: Cues, number: Token, *, aged: bool) -> bool:
    """Whether the number is a limit by what it measures, by its hedge, or as the time that is given for a deed."""
    if found.threshold and number.kind in _MEASURES:
        return True
    if aged:
        return not ages.is_average(number, sentence.grammar.language)  # others that limit nothing are refused
    return (
        _bounded(sentence, at, found, number)
        or _hedged(sentence, found.left, at)
        or is_deadline(sentence, at, found.left, number)
    )


def _demanded(sentence: Sentence, left: int) -> bool:
    """Whether the words up to *left* say that it is a rule: "a fine of", "you must", "Maximum"."""
    opens = sentence.low[0] in sentence.grammar.roles.rule_openings
    return opens or _rule_noun(sentence, left) or _obliged(sentence, left)


def _commanded(sentence: Sentence, at: int, found: Cues) -> bool:
    """Whether the sentence is an order, by a verb at its beginning, or at its end where the number is a limit."""
    return _ordered(sentence, at) or (_limited(sentence, found) and _ordered_late(sentence))


def is_term(sentence: Sentence, at: int, found: Cues, number: Token) -> bool:
    """Whether a number under a heading of rules is one: measured or bounded, and of no past and no "would"."""
    if found.subset and found.quantifier not in _LIMITS:
        return False
    if not (number.unit or found.quantifier in _BOUNDS) or (number.unit == "%" and sentence.flag(at + 1) & Is.OF):
        return False
    begin = clause_begin(sentence, at)
    clause = sentence.low[begin : at + _REACH]
    told = sentence.grammar.words.past | sentence.grammar.attribution.reporting  # "die Gebühren brächten 19.000 Euro"
    if not told.isdisjoint(clause) or _is_said(sentence, at) or _happened(sentence, at):
        return False
    return not any(sentence.grammar.counterfactual.at(sentence.low, here) for here in range(begin, at))


def _is_quoted(sentence: Sentence, at: int) -> bool:
    """Whether a quotation is open at the word *at*: what somebody says there is no rule of the page."""
    before = sum(word in _QUOTES for word in sentence.low[:at])
    after = sum(word in _QUOTES for word in sentence.low[at:])
    return before % 2 == 1 or after % 2 == 1


def _is_said(sentence: Sentence, at: int) -> bool:
    """Whether a verb of saying stands before the word *at*, or a quotation is open: it is somebody else's words."""
    return _is_quoted(sentence, at) or any(
        sentence.flags[here] & Is.SAYS and not sentence.flag(here - 1) & (Is.DETERMINER | Is.OF) for here in range(at)
    )


def _demanded_after(sentence: Sentence, at: int) -> bool:
    """Whether the words after the number at *at* say that it is a rule."""
    return _ruled_after(sentence, at) or is_to_be_done(sentence, at)


def _bounded(sentence: Sentence, at: int, found: Cues, number: Token) -> bool:
    """Whether a bound is a rule by its place: "Speed: at most 20 mph", "Children under eight must"."""
    if number.unit and found.quantifier in _LIMITS and sentence.word(found.left) == ":":
        return True
    if found.quantifier not in _BOUNDS:
        return False
    return bool(sentence.grammar.rules_after.at(sentence.low, at + 1)) or _permitted(sentence, at, found)


def _permitted(sentence: Sentence, at: int, found: Cues) -> bool:
    """Whether so many at most or at least may or must: "No more than two may enter", not "up to 40 may be lost"."""
    grammar = sentence.grammar
    if found.quantifier not in _LIMITS or not grammar.numbers.ranges.to.isdisjoint(sentence.low[found.left + 1 : at]):
        return False
    verb = at + 1
    while verb < at + _SUBJECT and (sentence.content_word(verb) or sentence.flag(verb) & _NOMINAL):
        if grammar.rules_after.at(sentence.low, verb):
            break
        verb += 1
    if sentence.flag(verb + 1) & (Is.BE | Is.HAVE):
        return False
    return sentence.word(verb) in grammar.roles.binding or bool(grammar.rules_after.at(sentence.low, verb))


_SUBJECT = 9  #: words from a number to the verb that its noun is the subject of
_NOMINAL = int(Is.OF | Is.BY | Is.AND | Is.DETERMINER | Is.PREPOSITION)


def _ruled_after(sentence: Sentence, at: int) -> bool:
    """Whether the clause goes on with what makes it a rule: "2 metres apart", "60 Minuten gestattet"."""
    grammar, low = sentence.grammar, sentence.low
    if grammar.ruling.isdisjoint(low[at + 1 : at + 8]):
        return False
    for here in range(at + 1, min(len(sentence), at + 8)):
        if low[here] == "," and grammar.words.comma_clauses:
            return False
        if low[here] in grammar.ruling and grammar.rules_after.at(low, here):
            return True
    return False


def is_to_be_done(sentence: Sentence, at: int) -> bool:
    """Whether the clause says what is to be done, by "to be" and an infinitive: "ist vier Wochen vorher zu melden"."""
    words = sentence.grammar.roles
    if not words.to_be or words.to_be.isdisjoint(sentence.low[clause_begin(sentence, at) : at]):
        return False
    close = next((k for k in range(at, len(sentence)) if sentence.flags[k] & Is.MARK), len(sentence)) - 1
    verb = sentence.word(close)
    led = (
        sentence.word(close - 1) in words.to_do
        or verb.partition(words.to_do_inside)[0] in sentence.grammar.phrases.prefixes
    )
    return led and verb.endswith(words.order_endings) and verb not in words.to_do_not and close > at


def is_deadline(sentence: Sentence, at: int, left: int, number: Token) -> bool:
    """Whether the number is the time within which something is to be done, rather than was: "binnen 14 Tagen"."""
    grammar = sentence.grammar
    units = grammar.time.units
    if number.kind != "time" and sentence.word(at + 1) not in units and sentence.word(at + 2) not in units:
        return False
    coming = at - 1 - (sentence.word(at - 1) in grammar.coming)
    opening = coming - bool(sentence.flag(coming) & Is.DETERMINER)
    if not any(grammar.deadlines.ending(sentence.low, end) for end in (left, at - 1, coming, opening)):
        return False
    clause = sentence.low[clause_begin(sentence, at) : at + _REACH]
    return grammar.words.past.isdisjoint(clause) and not _happened(sentence, at)


def _happened(sentence: Sentence, at: int) -> bool:
    """Whether a verb of the clause tells the past by its form: "Help arrived within ten minutes"."""
    if not sentence.grammar.nouns.progressive_endings:
        return False  # forms like these are participles there, and need an auxiliary
    open_ = int(Is.BE | Is.DETERMINER | Is.HAVE | Is.MARK)
    return any(
        word_forms.is_participle(sentence, here)
        and not sentence.flag(here - 1) & open_
        and not sentence.low[here].endswith(sentence.grammar.nouns.progressive_endings)
        for here in range(clause_begin(sentence, at) + 1, at)
    )


def _obliged(sentence: Sentence, left: int) -> bool:
    """Whether the clause up to *left* addresses the reader or says "must"."""
    grammar, low = sentence.grammar, sentence.low
    if grammar.obliging.isdisjoint(low[: left + 1]) and grammar.rule_pairs.isdisjoint(pairwise(low[: left + 2])):
        return False
    for here in range(left, clause_begin(sentence, left) - 1, -1):
        if low[here] in grammar.roles.second_person and grammar.words.past.isdisjoint(low[here : left + _REACH]):
            return True  # but "thanks to your gifts, 300 were bought"
        hit = grammar.rules.at(low, here)
        if sentence.word(here - 1) in grammar.words.past:
            continue  # "402 were allowed and 587 dismissed"
        if hit and not _foretells(sentence, here, here + hit[0]):
            return True
    return False


def _hedged(sentence: Sentence, left: int, at: int) -> bool:
    """Whether the number's hedge says that it must not be passed: "[no podrá superar las] tres horas"."""
    if left + 1 == at or sentence.grammar.rule_pairs.isdisjoint(pairwise(sentence.low[left + 1 :])):
        return False
    hits = (sentence.grammar.rules.at(sentence.low, here) for here in range(left + 1, at))
    return any(hit is not None and hit[0] > 1 for hit in hits)


def _definite(sentence: Sentence, at: int) -> bool:
    """A definite article presupposes what it counts: "must house the 5,000 people" prescribes no number."""
    return bool(sentence.flag(at - 1) & Is.DETERMINER) and sentence.word(at - 1) in sentence.grammar.words.definite


def _ordered(sentence: Sentence, at: int) -> bool:
    """Whether the sentence is an order: it begins with a bare verb and no finite verb stands before the number."""
    begin = 0 if not sentence.flags[0] & Is.MARK else sentence.over(0, Is.MARK, at)
    if not _is_imperative(sentence, begin) or any(mark in ":;" for mark in sentence.low[begin + 1 : at]):
        return False
    return not _past(sentence, at, begin + 1) and at - begin < 2 * _REACH


def _is_imperative(sentence: Sentence, at: int) -> bool:
    roles, word = sentence.grammar.roles, sentence.word(at)
    if word in roles.imperatives:
        return True
    shaped = len(word) > 4 and word.endswith(roles.imperative_endings)
    return shaped and not sentence.flag(at) & (Is.PREPOSITION | Is.ADVERB | Is.DETERMINER)


def _limited(sentence: Sentence, found: Cues) -> bool:
    """Whether a hedge or preposition before the number bounds what may be done: "unter 25 Grad lagern"."""
    return found.quantifier is not Quantifier.EXACT or bool(sentence.flag(found.left) & Is.PREPOSITION)


def _ordered_late(sentence: Sentence) -> bool:
    """Whether the sentence is an order in the infinitive: "Arzneimittel unter 25 Grad lagern." has no other verb."""
    if not sentence.grammar.roles.order_endings:
        return False
    end = sentence.back_over(len(sentence) - 1, Is.MARK, 1)
    if not 1 <= end <= _SHORT or not _is_order(sentence, end):
        return False
    return not any(_breaks_order(sentence, at) for at in range(end))


def _is_order(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is an infinitive that orders, by its ending: no noun, participle or other word."""
    roles, word = sentence.grammar.roles, sentence.low[at]
    if not word.endswith(roles.order_endings) or word in roles.order_not or sentence.capital(at):
        return False
    described = sentence.flags[at] & (Is.PARTICIPLE | Is.ADVERB | Is.ADJECTIVE)
    return not described and not word.startswith(sentence.grammar.phrases.participle_openings)


def _breaks_order(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* opens another clause, or is a finite verb: the sentence then is no order."""
    if sentence.flags[at] & Is.SUBORDINATOR or sentence.low[at] == ",":
        return True
    return bool(sentence.flags[at] & _FINITE) and not sentence.capital(at)


def _past(sentence: Sentence, at: int, begin: int = 0) -> bool:
    for here in range(begin, at):
        flag = sentence.flags[here]
        if flag & (Is.BE | Is.AUXILIARY) or (flag & Is.HAVE and here > begin):
            return True
    return False


def _rule_noun(sentence: Sentence, left: int) -> bool:
    if not sentence.flag(left) & (Is.OF | Is.BE | Is.PREPOSITION) and sentence.word(left) != ":":
        return False
    first, words = max(0, left - 3), sentence.grammar.roles.rule_nouns
    if words.isdisjoint(sentence.low[first:left]):
        return False
    if not sentence.grammar.words.past.isdisjoint(sentence.low[clause_begin(sentence, left) : left]):
        return False  # "was handed a fine of 100 euros"
    # "12 fines worth 1 million" counts fines.
    return any(sentence.word(here) in words and not sentence.flag(here - 1) & Is.NUMBER for here in range(first, left))


def _foretells(sentence: Sentence, modal: int, at: int) -> bool:
    """Whether "should" only foretells: "should reach 10,000", "should have been": it orders nothing."""
    flag = sentence.flag(sentence.over(at, Is.ADVERB))
    if flag & Is.HAVE:
        return True
    moves = flag & (Is.UP | Is.DOWN) or (flag & Is.MEASURE and not flag & Is.BE)
    return bool(moves) and sentence.low[modal] not in sentence.grammar.roles.binding  # "may not exceed 500"
