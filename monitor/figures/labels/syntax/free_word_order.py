"""The noun phrases of a clause, and its subject, where word order leaves them open and nouns have a capital."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from monitor.figures.labels.syntax import clause_bounds, noun_phrases
from monitor.figures.labels.syntax.noun_phrases import NounPhrase
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, WINDOW

_PARTS = ";:.!?"  #: marks between parts that have no subject in common
_MOST_BEFORE = 3  #: clauses that are looked back at for a subject
_STATING = int(Is.MEASURE | Is.UP | Is.DOWN | Is.MOVED)


#: What stands before a noun phrase: its article, the preposition that governs it, and whether a number does.
_Opening = tuple[str, str, bool]
_NO_OPENING: _Opening = ("", "", False)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the words of a clause tell of it."""

    pronouns: list[int]  #: indexes of pronouns that may be its subject
    moves: bool  #: a word of it moves a number
    states: bool  #: a verb of it states or moves a number


@dataclass(frozen=True, slots=True)
class Placed:
    """A noun phrase of a clause: with the article before it, and whether a preposition governs it."""

    phrase: NounPhrase
    article: str = ""
    preposition: str = ""
    counted: bool = False  #: by a number before it: it is what another figure counts


def resumed(sentence: Sentence, end: int) -> tuple[int, int]:
    """Return where a clause goes on with its verb after a relative clause at its *end*; an empty span if it does not.

    "70 Prozent der Familien, die sie berate, [lebten von Bürgergeld]".
    """
    opening = end + 1 + bool(sentence.flag(end + 1) & Is.PREPOSITION)
    if sentence.word(end) != "," or not sentence.flag(opening) & Is.RELATIVE:
        return end, end
    begin = clause_bounds.span(sentence, opening)[1] + 1
    if sentence.word(begin - 1) != "," or begin >= len(sentence) or not sentence.flags[begin] & (FINITE | Is.VERB):
        return end, end
    return begin, clause_bounds.span(sentence, begin)[1]


def phrases(sentence: Sentence, begin: int, end: int) -> list[Placed]:
    """Return the noun phrases between *begin* and *end*, in order; those of a clause are read once."""
    if begin >= end:
        return []
    clause = clause_bounds.span(sentence, begin)
    if begin != clause[0] or not begin < end <= clause[1]:
        return _phrases(sentence, begin, end)
    kept = cast("dict[int, list[Placed]]", sentence.cache.setdefault("phrases", {}))
    found = kept.get(begin)
    if found is None:
        found = kept[begin] = _phrases(sentence, *clause)
    return [one for one in found if one.phrase.noun < end]


def _phrases(sentence: Sentence, begin: int, end: int) -> list[Placed]:
    found: list[Placed] = []
    at, opening = begin, _NO_OPENING
    while at < end:
        if sentence.low[at] == "(":
            at = clause_bounds.closing(sentence, at) + 1
            continue
        opened = _opened(sentence, at, opening)
        if opened is not None:
            at, opening = at + 1, opened
            continue
        if opening[1] and _hedges(sentence, at):
            at += 1
            continue
        phrase = _readable(sentence, at, inflected=opening != _NO_OPENING) if sentence.content_word(at) else None
        if phrase is not None and phrase.noun < end:
            if opening == _NO_OPENING and found and _is_apposed(sentence, found, phrase):
                opening = "", found[-1].preposition, found[-1].counted
            found.append(Placed(_first_constituent(sentence, begin, phrase, end), *opening))
            at = max(phrase.end, at + 1)
        else:
            at += 1
        opening = _NO_OPENING
    return found


def _hedges(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* stands between a preposition and its number: "mit [etwa] zehn", "in [mehr] [als] 20"."""
    return bool(sentence.flags[at] & Is.ADVERB) or sentence.low[at] in sentence.grammar.roles.than


def _is_apposed(sentence: Sentence, found: list[Placed], phrase: NounPhrase) -> bool:
    """Whether the *phrase* is the name of the noun *found* last: "laut Direktorin [Dr. Hemma Lackner]".

    After a place it is one only where both open the clause, for one constituent alone stands before its verb: "Am Pegel
    [Dornau] wurden", but "kann beim Amt Rekurs erhoben werden".
    """
    before, titles = found[-1], sentence.grammar.abbreviations.words
    if before.preposition in sentence.grammar.phrases.placing:
        opens = len(found) == 1 and not sentence.has(0, before.phrase.begin, FINITE | Is.VERB)
        if not opens or not sentence.flag(phrase.end) & FINITE:
            return False
    return all(sentence.low[at] == "." or sentence.low[at] in titles for at in range(before.phrase.end, phrase.begin))


def _opened(sentence: Sentence, at: int, opening: _Opening) -> _Opening | None:
    """Return the *opening* of a phrase with the small word at *at*; None if a word of another kind stands there."""
    flag, (article, preposition, numbered) = sentence.flags[at], opening
    if flag & Is.DETERMINER:
        words, word = sentence.grammar.phrases, sentence.low[at]
        owned = numbered and word in words.possessors  # "19 der 21 Räte", but "von denen 17 einen Verlust meldeten"
        return (word if word in words.oblique or not article else article), preposition, owned
    if flag & (Is.PREPOSITION | Is.OF | Is.BY):
        return "", sentence.low[at], numbered
    if flag & (Is.NUMBER | Is.DIGITS):
        return "", preposition, True
    return None


def _readable(sentence: Sentence, at: int, *, inflected: bool) -> NounPhrase | None:
    """Return the phrase at *at*; uninflected, a weak ending tells a verb: "erhielten Familien"."""
    weak = sentence.grammar.phrases.weak
    if not inflected and not sentence.capital(at) and not _has_verb(sentence, at):
        if noun_phrases.is_noun(sentence, at - 1):
            return None  # "Der Rat billigte Ausgaben": no attribute stands right after a noun
        if sentence.low[at].endswith(weak):
            return None
    return noun_phrases.read(sentence, at)


def _has_verb(sentence: Sentence, at: int) -> bool:
    """Whether the clause has its verb before the word *at*, which then is none: "erhielten 410 Kranke [warme] Kost"."""
    for here in range(at - 1, max(-1, at - WINDOW), -1):
        if sentence.low[here] in clause_bounds.MARKS:
            return False
        if sentence.flags[here] & (FINITE | Is.VERB) and not sentence.capital(here):
            return True
    return False


def _first_constituent(sentence: Sentence, begin: int, phrase: NounPhrase, close: int) -> NounPhrase:
    """Take all before the finite verb into a *phrase* that opens a main clause: "Eine Minute ins Festnetz kostet"."""
    opens = all(sentence.flags[at] & (Is.DETERMINER | Is.ADVERB) for at in range(begin, phrase.begin))
    end = noun_phrases.joined(sentence, phrase.end)
    if not opens or end == phrase.end or end >= min(close, len(sentence)):
        return phrase
    return replace(phrase, end=end) if sentence.flags[end] & (FINITE | Is.VERB | Is.MEASURE) else phrase


def subject(sentence: Sentence, at: int) -> Placed | None:
    """Return the subject of the clause around *at*, or of one before it; a relative pronoun stands for a noun."""
    end = at
    for _ in range(_MOST_BEFORE):
        begin = clause_bounds.span(sentence, min(at, end - 1))[0] if end > 0 else 0
        if shares_subject(sentence, begin) and begin > 1:
            end = at = begin - 1
            continue
        found = _first(sentence, phrases(sentence, begin, end))
        if found is not None:
            return found
        if begin == 0 or sentence.low[begin - 1] in _PARTS or _pronoun(sentence, begin, end):
            return None
        relative = antecedent(sentence, begin)
        if relative is not None:
            return relative
        end = at = begin - 1
    return None


def shares_subject(sentence: Sentence, begin: int) -> bool:
    """Whether "and" joins the verb that begins a clause to one before, whose subject it has: "gilt und [kostet]"."""
    verb = sentence.flag(begin) & (FINITE | Is.VERB | Is.MEASURE) and not sentence.capital(begin)
    return bool(verb) and begin > 0 and bool(sentence.flags[begin - 1] & Is.AND)


def names(sentence: Sentence, at: int) -> bool:
    """Whether the clause around the word *at* has a noun of its own."""
    return bool(phrases(sentence, *clause_bounds.span(sentence, at)))


def moved_object(sentence: Sentence, at: int) -> Placed | None:
    """Return the object of the clause around *at*, if its verb moves a number: "Den Satz will man auf N anheben"."""
    begin = clause_bounds.span(sentence, at)[0]
    if not facts(sentence, begin).moves:
        return None
    return next((one for one in phrases(sentence, begin, at) if not one.preposition and not one.counted), None)


def governed(sentence: Sentence, left: int) -> bool:
    """Whether a preposition governs what stands after the word *left*."""
    while left >= 0 and (
        (sentence.flag(left) & Is.DETERMINER and not sentence.flag(left) & Is.OF) or _inflected(sentence, left)
    ):
        left -= 1
    return left >= 0 and bool(sentence.flag(left) & (Is.PREPOSITION | Is.OF | Is.BY))


def _inflected(sentence: Sentence, at: int) -> bool:
    """Whether an attribute stands at *at* before a number: "die [nächsten] zwei Heimspiele"."""
    plain = sentence.content_word(at) and not sentence.flags[at] and not sentence.capital(at)
    return plain and sentence.low[at].endswith(sentence.grammar.phrases.attributes)


def has_pronoun(sentence: Sentence, at: int) -> bool:
    """Whether a pronoun is the subject of the clause around *at*."""
    return _pronoun(sentence, *clause_bounds.span(sentence, at))


def _pronoun(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a pronoun is the clause's subject: what it means stands before the sentence, not in the clause before."""
    return any(at < end for at in facts(sentence, begin).pronouns) if begin < end else False


def facts(sentence: Sentence, begin: int) -> Facts:
    """Return what every figure of the clause that begins at *begin* asks of its words."""
    kept = cast("dict[int, Facts]", sentence.cache.setdefault("facts", {}))
    found = kept.get(begin)
    if found is None:
        pronouns, flags, clause = (
            sentence.grammar.attribution.pronoun_subjects,
            sentence.flags,
            clause_bounds.span(sentence, begin),
        )
        span = range(begin, clause[1])
        found = kept[begin] = Facts(
            pronouns=[at for at in span if sentence.low[at] in pronouns and (at == 0 or not sentence.capital(at))],
            moves=any(flags[at] & (Is.UP | Is.DOWN | Is.MOVED) for at in span),
            states=any(flags[at] & _STATING and not flags[at] & Is.BE and not sentence.capital(at) for at in span),
        )
    return found


def antecedent(sentence: Sentence, begin: int) -> Placed | None:
    """Return the noun that a relative clause begun at *begin* is said of: it stands just before the comma."""
    opening = begin + (not sentence.flag(begin) & Is.RELATIVE and bool(sentence.flag(begin) & (Is.PREPOSITION | Is.OF)))
    if sentence.word(begin - 1) != "," or not sentence.flag(opening) & Is.RELATIVE or begin < 2:
        return None
    last = clause_bounds.span(sentence, begin)[1] - 1
    if sentence.capital(last) or sentence.flags[last] & (Is.NUMBER | Is.DIGITS):
        return None  # a relative clause ends with its verb: no "für das zweite 90 Euro"
    before = phrases(sentence, clause_bounds.span(sentence, begin - 2)[0], begin - 1)
    return before[-1] if before else None


def _first(sentence: Sentence, found: list[Placed]) -> Placed | None:
    """Return the first phrase that no preposition governs and no article of another case opens."""
    free = (one for one in found if not one.preposition and not one.counted)
    return next((one for one in free if not _oblique(sentence, one)), None)


def _oblique(sentence: Sentence, one: Placed) -> bool:
    """Whether an article that no subject has stands before the phrase: "dem", "den", "des"."""
    words = sentence.grammar.phrases
    return bool(one.article) and one.article in words.oblique
