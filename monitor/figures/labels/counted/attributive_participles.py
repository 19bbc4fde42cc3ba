"""What is done with those counted, put before their noun: "wurden 38 Beamte verletzt" counts "verletzte Beamte"."""

from __future__ import annotations

from collections.abc import Collection

from monitor.figures.labels.syntax import clause_bounds, free_word_order, noun_phrases
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE

_PASSIVE = int(Is.BE | Is.AUXILIARY)


def deed(sentence: Sentence, number: int, left: int, end: int, *, idle: Collection[str] | None = None) -> str:
    """Return the participle that is said of the number at word *number*, whose phrase ends at *end*; or nothing.

    *left* is the word before its hedges: what a preposition governs is neither the subject nor the object. *idle*
    participles tell no deed; without them those that tell none of things.
    """
    if free_word_order.governed(sentence, left):
        return ""
    begin, close = clause_bounds.span(sentence, number)
    found = _participle(sentence, begin, max(end, number + 1), close) or _verb(sentence, number, begin, close)
    if not found:
        begin, close = free_word_order.resumed(sentence, close)
        found = _participle(sentence, begin, begin, close) or _verb(sentence, begin - 1, begin, close)
    idle = sentence.grammar.phrases.idle if idle is None else idle
    return "" if found in idle else found


def announced(sentence: Sentence, left: int) -> str:
    """Return the adjective that announces the number after the word *left*: "[anwesend]: 137", "[Gestorben]: 12"."""
    at = left - 1 if sentence.word(left) == ":" else left
    if sentence.word(at + 1) != ":" or not sentence.flag(at - 1) & Is.MARK or not sentence.word(at):
        return ""
    if noun_phrases.is_noun(sentence, at) or sentence.flag(at) & ~int(Is.ADJECTIVE | Is.PARTICIPLE):
        return ""
    word = noun_phrases.participle(sentence, at)
    return word or (sentence.low[at] if sentence.low[at].endswith(sentence.grammar.phrases.predicates) else "")


def _participle(sentence: Sentence, begin: int, after: int, close: int) -> str:
    """Return the participle of the clause's compound verb: its last word, or its first ("Gezählt wurden")."""
    finite = next((at for at in range(begin, close) if sentence.flags[at] & FINITE or _lingers(sentence, at)), None)
    if finite is None:
        return _alone(sentence, begin, after, close)
    opened = noun_phrases.participle(sentence, begin) if finite == begin + 1 else ""
    said = opened or _shared(sentence, finite, after, close)
    if said:
        return said
    forced = _forced(sentence, finite, close)
    if forced and _has_subject(sentence, begin, _number(sentence, begin, after)):
        return forced
    last = _closing(sentence, after, close)
    if last is not None:
        return _completed(sentence, last, after) if _said_of(sentence, begin, after, close) else ""
    last = close - 1 if finite < close - 1 else close - 2  # "dass 112 Haftbefehle offen seien"
    return _predicate(sentence, finite, last) if last >= after else ""


def _forced(sentence: Sentence, finite: int, close: int) -> str:
    """Return the participle of what had to be done, or could: "mussten 12 Teiche räumen", "haben … räumen müssen"."""
    words, last = sentence.grammar.phrases, close - 1
    if sentence.flags[finite] & Is.HAVE and sentence.low[last] in words.had_to:
        last -= 1
    elif sentence.low[finite] not in words.had_to:
        return ""
    word = sentence.low[last]
    prefix = next(
        (one for one in words.prefixes if word.startswith(one) and word[len(one) :] in words.participle_of), ""
    )
    made = words.participle_of.get(word[len(prefix) :], "")
    return prefix + made


def _alone(sentence: Sentence, begin: int, after: int, close: int) -> str:
    """Return the participle that ends a clause without a verb, right after those counted: "davon 405 [belegt]"."""
    last = _closing(sentence, after, close)
    if (
        last is None
        or last - after > 1
        or any(sentence.content_word(at) for at in range(begin, _number(sentence, begin, after)))
    ):
        return ""
    if (
        last > after
        and sentence.low[after] not in sentence.grammar.phrases.telling | sentence.grammar.phrases.negations
    ):
        return ""
    return _completed(sentence, last, after)


def _shared(sentence: Sentence, finite: int, at: int, close: int) -> str:
    """Return the adjective at *at* whose verb "and" gives to another one, too: "sind 560 [tot] und 3.100 verletzt"."""
    joined = at + 1 < close and sentence.flag(at + 1) & Is.AND
    return _predicate(sentence, finite, at) if joined else ""


def _closing(sentence: Sentence, after: int, close: int) -> int | None:
    """Return the first participle from *after* on that ends its clause or a part of it, before *close*."""
    for at in range(after, close):
        ends = at + 1 >= close or sentence.flag(at + 1) & (FINITE | Is.AND | Is.MARK)
        if ends and noun_phrases.participle(sentence, at):
            return at
    return None


def _predicate(sentence: Sentence, finite: int, at: int) -> str:
    """Return the adjective that "to be" says of the number, at the end of its clause: "waren 41 minderjährig"."""
    if not (sentence.flags[finite] & Is.BE or (finite < at and _lingers(sentence, finite))) or sentence.flag(at) & ~int(
        Is.ADJECTIVE
    ):
        return ""
    word = sentence.low[at]
    lower = not sentence.capital(at) and not sentence.flag(at - 1) & (Is.PREPOSITION | Is.DETERMINER)
    return word if lower and word.endswith(sentence.grammar.phrases.predicates or "\0") else ""


def _lingers(sentence: Sentence, at: int) -> bool:
    """Whether a verb at *at* says that something still is what its participle tells: "[bleiben] geschlossen"."""
    return sentence.low[at] in sentence.grammar.phrases.lingering and not sentence.capital(at)


def _completed(sentence: Sentence, at: int, after: int) -> str:
    """Return the participle at *at* with what it says nothing without: "nicht", "positiv", "in Gewahrsam"."""
    words, word, before = sentence.grammar.phrases, noun_phrases.participle(sentence, at), sentence.word(at - 1)
    if at > after and before in words.negations | words.telling:
        return f"{before} {word}"
    if word not in words.needs_place:
        return word
    place = _place_before(sentence, after, at)
    return f"{place} {word}" if place else ""


def _place_before(sentence: Sentence, after: int, end: int) -> str:
    """Return the phrase with a preposition that ends at *end*: "[ins Krankenhaus] gebracht"."""
    end = next((at for at in range(after, end) if sentence.flags[at] & Is.NUMBER), end)  # that is another one's place
    end -= end > after and bool(sentence.flag(end - 1) & Is.AND)
    found = [one for one in free_word_order.phrases(sentence, after, end) if one.preposition and one.phrase.end == end]
    if not found:
        return ""
    begin = found[-1].phrase.begin
    while begin > after and (
        sentence.flag(begin) & Is.DETERMINER or not sentence.flag(begin) & (Is.PREPOSITION | Is.OF)
    ):
        begin -= 1
    return sentence.text(begin, end)


def _said_of(sentence: Sentence, begin: int, after: int, close: int) -> bool:
    """Whether the participle is said of the number: passively, or with "have" of its object, where a subject stands."""
    if any(sentence.flags[at] & _PASSIVE or _lingers(sentence, at) for at in range(begin, close)):
        return True
    number = _number(sentence, begin, after)
    if _is_reflexive(sentence, begin, close):
        done = any(sentence.low[at] in sentence.grammar.phrases.reflexive_done for at in range(after, close))
        return done and not _has_subject(sentence, begin, number)
    return _has_subject(sentence, begin, number)


def _is_reflexive(sentence: Sentence, begin: int, close: int) -> bool:
    return any(sentence.low[at] in sentence.grammar.phrases.reflexive for at in range(begin, close))


def _number(sentence: Sentence, begin: int, after: int) -> int:
    """Return the first number between *begin* and *after*; *after* where there is none."""
    return next((at for at in range(begin, after) if sentence.flags[at] & Is.NUMBER), after)


def _has_subject(sentence: Sentence, begin: int, number: int) -> bool:
    """Whether somebody else than those counted does it: named before the number, or in the clause before "and"."""
    if begin > 0 and (sentence.flag(begin - 1) & Is.AND or _goes_on(sentence, begin)):
        return True
    if any(not one.preposition for one in free_word_order.phrases(sentence, begin, number)):
        return True
    pronouns = sentence.grammar.attribution.pronoun_subjects
    return any(sentence.low[at] in pronouns for at in range(begin, number))


def _goes_on(sentence: Sentence, begin: int) -> bool:
    """Whether a clause goes on with its verb, after one inside it: "Der Sturm, der am Mittag kam, [zerstörte]"."""
    return sentence.low[begin - 1] == "," and bool(sentence.flags[begin] & (FINITE | Is.VERB))


def _verb(sentence: Sentence, number: int, begin: int, close: int) -> str:
    """Return the participle of the clause's finite verb, with the prefix that stands at its end: "nahm … fest"."""
    words, last = sentence.grammar.phrases, sentence.low[close - 1]
    prefix = last if last in words.prefixes and close - 1 > number else ""
    late = _acted_late(sentence, (begin, close), number)
    if late and late not in words.needs_prefix:
        return late
    for at in range(begin, close):
        stem = _stem(sentence, at, (begin, close), number) if at == begin or not sentence.capital(at) else ""
        stop = at if at == close - 1 else close
        place = _place_before(sentence, number + 1, stop) if stem in words.takes_place | words.needs_place else ""
        if place and not prefix:
            return f"{place} {stem}"
        if stem and (prefix or stem not in words.needs_prefix):
            return prefix + stem
    return ""


def _stem(sentence: Sentence, at: int, clause: tuple[int, int], number: int) -> str:
    """Return the participle of the verb at *at*, without a prefix, where it was done by those counted or to them."""
    words, word, (begin, close) = sentence.grammar.phrases, sentence.low[at], clause
    done = words.done_by.get(word, "")
    if not done and words.done_to.get(word) in words.reflexive_done and _is_reflexive(sentence, begin, close):
        return "" if _has_subject(sentence, begin, number) else words.done_to[word]
    undergone = not done and at < number and word in words.done_to
    return _stem_done_to(sentence, at, begin, number) if undergone else done


def _stem_done_to(sentence: Sentence, at: int, begin: int, number: int) -> str:
    """Return that participle where it was done to those counted: no attribute, and another is the clause's subject."""
    if sentence.flag(at - 1) & Is.DIGITS and noun_phrases.is_attribute(sentence, at):
        return ""  # "die 2018 eröffnete Schule"
    return sentence.grammar.phrases.done_to[sentence.low[at]] if _has_subject(sentence, begin, number) else ""


def _acted_late(sentence: Sentence, clause: tuple[int, int], number: int) -> str:
    """Return the participle of the verb that ends a clause whose subject stands first: "der 300 Leute beschäftigte".

    A relative pronoun is the subject of a verb in the singular, which those counted cannot be.
    """
    words, (begin, close) = sentence.grammar.phrases, clause
    last = close - 1
    done = words.done_to.get(sentence.low[last], "") if last > number else ""
    related = sentence.word(begin - 1) == "," and sentence.low[begin] in sentence.grammar.words.relative_subjects
    single = related and not sentence.low[last].endswith(words.weak)
    if not done or sentence.has(begin, last, FINITE) or _is_reflexive(sentence, begin, close):
        return ""
    introduced = related or (begin > 0 and sentence.flags[begin - 1] & Is.SUBORDINATOR)
    named = any(not one.preposition for one in free_word_order.phrases(sentence, begin, number))
    return done if single or (introduced and named) else ""
