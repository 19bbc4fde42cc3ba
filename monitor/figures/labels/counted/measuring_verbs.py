"""The verb that a measure belongs to, with its object and its subject: "awarded [the contract] for £4m"."""

from __future__ import annotations

from monitor.figures.labels.counted.stated_subjects import apposed
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.subjects import ends_deed, named, named_thing, subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, WINDOW, Counted, initial, is_participle
from monitor.figures.labels.time import time_phrases

_LINKS = int(Is.PREPOSITION | Is.OF | Is.BY | Is.ADVERB | Is.DETERMINER)
_WORTH = int(Is.MEASURE | Is.PREPOSITION)  #: "invoices worth £18,700"
_BREAKS = int(Is.MARK | Is.SUBORDINATOR)


def measuring_verb(sentence: Sentence, left: int) -> int | None:
    """Return the main word of the nearest verb before the word after *left* in its clause; the words between link."""
    covered, passed = time_phrases.covered(sentence), False
    for here in range(left, max(-1, left - WINDOW), -1):
        if here in covered:
            continue
        flag = sentence.flags[here]
        if flag & (_BREAKS | (Is.AND if passed else Is.NUMBER)):
            return None
        if _can_have_measure(sentence, here):
            return here
        passed = passed or not flag & _LINKS
    return None


def _can_have_measure(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a verb, or the "worth" of "invoices worth £18,700"."""
    flag, word, verbs = sentence.flags[at], sentence.low[at], sentence.grammar.verbs
    if flag & FINITE or flag & _WORTH == _WORTH or word in verbs.paid or word in verbs.lasting:
        return True
    return is_verb_form(sentence, at) or initial(sentence, at)


def is_verb_form(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a verb in any form that can have a measure: finite, participle, infinitive."""
    grammar = sentence.grammar
    before = sentence.flag(at - 1)
    if before & (Is.DETERMINER | Is.OF | Is.NUMBER | Is.PRENOMINAL) or not sentence.content_word(at):
        return False
    if is_participle(sentence, at):
        return not (sentence.content_word(at + 1) and sentence.plural(at + 1))
    group = group_at(sentence, at)
    if group is not None and group.main == at:
        return True
    infinitives = grammar.nouns.infinitive_endings
    led = before & (Is.AUXILIARY | FINITE) or sentence.word(at - 1) in grammar.agents.infinitive
    return bool(led) and (
        sentence.word(at).endswith(infinitives) if infinitives else sentence.word(at) in grammar.verbs.stems
    )


def object_of(sentence: Sentence, verb: int, left: int) -> Counted | None:
    """Return the object between an active *verb* and its measure: "awarded the contract to a firm for £4m"."""
    if left <= verb or is_passive(sentence, verb):
        return None
    begin = _over_particles(sentence, verb, left)
    begin += _is_led_infinitive(sentence, begin, verb)
    begin = sentence.over(begin, Is.DETERMINER | Is.ADVERB)
    end = begin
    while end <= left and not sentence.flag(end) & (Is.PREPOSITION | Is.BY | Is.MARK | Is.NUMBER):
        end += 1
    timed = sentence.word(begin) in sentence.grammar.time.last or begin in time_phrases.covered(sentence)
    return None if timed or sentence.flag(begin) & (Is.PRONOUN | Is.OF) else named_thing(sentence, begin, end)


def _is_led_infinitive(sentence: Sentence, at: int, verb: int) -> bool:
    """Whether the word *at* is the infinitive that the *verb* leads to: "peut leur [rapporter] jusqu'à 900 euros"."""
    endings = sentence.grammar.nouns.infinitive_endings
    if not endings or not sentence.word(at).endswith(endings):
        return False
    passed = int(Is.PRONOUN | Is.ADVERB | (Is.DETERMINER if sentence.flags[verb] & Is.AUXILIARY else 0))
    return all(flag & passed for flag in sentence.flags[verb + 1 : at])


def _over_particles(sentence: Sentence, verb: int, left: int) -> int:
    """Return where the object of the *verb* begins: after its particle, the article, other numbers before *left*."""
    counted = [at for at in sentence.numbers if verb < at < left]
    begin = counted[-1] + 1 if counted else verb + 1
    particles = sentence.grammar.agents.particles
    while begin <= left and (sentence.flag(begin) & (Is.DETERMINER | Is.ADVERB) or sentence.low[begin] in particles):
        begin += 1
    return begin


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the *verb* has no object after it: "was let for", "an estimate fixed at"."""
    at = verb - 1
    while sentence.flag(at) & Is.ADVERB:
        at -= 1
    if sentence.flag(at) & Is.BE:
        return True
    if not is_participle(sentence, verb) or sentence.flag(at) & Is.HAVE:
        return False
    return bool(sentence.flag(verb + 1) & (Is.PREPOSITION | Is.BY | Is.ADVERB))


def subject_of(sentence: Sentence, verb: int) -> Counted | None:
    """Return the subject of the *verb*, or the noun that it describes; None where a pronoun stands for it."""
    first, end = subject_span(sentence, verb)
    found = named_thing(sentence, first, end) if first < end else None
    return apposed(sentence, end, found) if found is not None else None


def subject_span(sentence: Sentence, verb: int) -> tuple[int, int]:
    """Return the first word of the subject of the *verb* and where it ends; an empty span as `subject_of`."""
    begin = _chain(sentence, verb)
    begin -= _is_apposed(sentence, begin, verb)
    first, end = subject(sentence, begin)
    that = sentence.grammar.attribution.that_word
    if first >= end or _stands_for_noun(sentence, first, end):
        return end, end
    if sentence.flag(first - 1) & Is.RELATIVE and sentence.word(first - 1) not in that:
        return end, end  # "overtime, of which the state refunds 80 %"
    return first, end


def _is_apposed(sentence: Sentence, begin: int, verb: int) -> bool:
    """Whether a comma parts the verbs begun at *begin* from the noun they describe: "The cost, estimated at N"."""
    bare = is_participle(sentence, verb) or sentence.flag(verb) & Is.PREPOSITION
    return bool(bare) and not sentence.has(begin, verb, FINITE) and sentence.word(begin - 1) == ","


def _stands_for_noun(sentence: Sentence, first: int, end: int) -> bool:
    """Whether no noun stands from *first* to *end*: a pronoun, or one bare infinitive ("rester isolé 10 jours")."""
    if sentence.flags[first] & Is.PRONOUN:
        return True
    endings = sentence.grammar.nouns.infinitive_endings
    return end - first == 1 and bool(endings) and sentence.low[first].endswith(endings)


def announced(sentence: Sentence, verb: int) -> Counted | None:
    """Return the subject that a participle before it describes: "Built for £3m, the pier ..."."""
    if verb > 0 and not sentence.flag(verb - 1) & Is.MARK:
        return None
    spans = [
        (comma + 1, _phrase_end(sentence, comma + 1))
        for comma in range(verb, min(len(sentence), verb + WINDOW))
        if sentence.low[comma] == "," and sentence.flag(comma + 1) & Is.DETERMINER
    ]
    acting = [span for span in spans if group_at(sentence, span[1]) is not None]  # not "Norway" of who gave it
    return named(sentence, *(acting or spans)[0]) if spans else None


def _phrase_end(sentence: Sentence, begin: int) -> int:
    end = begin + 1
    while sentence.content_word(end) and group_at(sentence, end) is None:
        end += 1
    return end


def _chain(sentence: Sentence, verb: int) -> int:
    """Return where the chain of verbs begins that ends with *verb*: "was meant to take"."""
    begin = verb
    while begin > 0 and not ends_deed(sentence, begin):
        before = begin - 1
        led = sentence.low[before] in sentence.grammar.words.clitics and sentence.flag(before - 1) & FINITE
        if led or sentence.flag(before) & (FINITE | Is.ADVERB):
            begin = before  # "Ce service pourra vous être facturé"
        elif sentence.word(before) in sentence.grammar.agents.infinitive and is_verb_form(sentence, before - 1):
            begin = before - 1
        else:
            break
    return begin
