"""Noun phrases of a language that writes nouns with a capital: where they end, and how a row's name puts them.

A phrase is what describes its noun, the noun, and what belongs to it: "neue Fälle der Krankheit", "Kinder aus Syrien".
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.label_length import MOST_WORDS, clipped
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import WINDOW, Counted
from monitor.figures.labels.time import time_phrases

_MOST_ATTRIBUTES = 4  #: words that describe one noun
_MOST_JOINED = 2  #: nouns that "and" joins to the first
_SHORTEST_PARTICIPLE = 5  #: letters of a participle that only its form tells
_OPENINGS = "„“«»\"'‚‘›‹"


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """The words of a noun phrase: described from ``begin``, its noun at ``noun``, whose own words end at ``tail``."""

    begin: int
    noun: int
    end: int  #: after all that belongs to it
    tail: int  #: after the noun, or the nouns joined to it
    owner: NounPhrase | None = None  #: the noun that it belongs to: the cases of "the number of cases"


def is_noun(sentence: Sentence, at: int) -> bool:
    """Whether a noun stands at *at*: a capital inside the sentence, or at its beginning and in no list."""
    if not sentence.content_word(at) or not sentence.capital(at) or sentence.flags[at] & Is.ADVERB:
        return False
    grammar, word = sentence.grammar, sentence.low[at]
    if at in time_phrases.covered(sentence) or word in grammar.calendar.names or word in grammar.abbreviations.words:
        return False
    return not _opens(sentence, at) or not (
        sentence.flags[at] & (Is.VERB | Is.PARTICIPLE | Is.ADJECTIVE)
        or (sentence.flag(at + 1) & (Is.BE | Is.HAVE | Is.AUXILIARY) and participle(sentence, at))
    )


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* has its capital from the beginning of a sentence or quotation."""
    return at == 0 or sentence.low[at - 1] in _OPENINGS or sentence.low[at - 1] == ":"


def _has_own_capital(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is written with a capital wherever it stands, as nouns and names are."""
    return sentence.capital(at) and not _opens(sentence, at)


def participle(sentence: Sentence, at: int) -> str:
    """Return the participle at *at*, in lower case, or nothing where there is none."""
    words, word = sentence.grammar.phrases, sentence.word(at)
    if word in words.no_participles or _has_own_capital(sentence, at):
        return ""
    if sentence.flag(at) & Is.PARTICIPLE or word.endswith(words.participle_marks):
        return word
    return word if has_participle_form(sentence.grammar, word) else ""


def has_participle_form(grammar: Grammar, word: str) -> bool:
    """Whether a *word* in no list has the beginning and the end of a participle: "[ge]mel[det]", "[ver]haf[tet]"."""
    words = grammar.phrases
    if len(word) < _SHORTEST_PARTICIPLE or not word.endswith(words.participle_endings):
        return False
    if word.startswith(words.participle_openings):
        return True
    return word.startswith(words.participle_closed) and word.endswith(words.participle_endings[0])


def is_attribute(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* describes the noun after it, by its ending and place: "[neue] Fälle"."""
    return _described(sentence, at, _MOST_ATTRIBUTES)


def _described(sentence: Sentence, at: int, most: int) -> bool:
    if not most or not _may_describe(sentence, at):
        return False
    words = sentence.grammar.phrases
    if _has_own_capital(sentence, at):
        named = sentence.low[at].endswith(words.origins) or sentence.low[at] in words.names
        return named and is_noun(sentence, at + 1)
    if _opens(sentence, at) and is_noun(sentence, at):
        return False
    if sentence.low[at].endswith(words.attributes) and is_noun(sentence, at + 1):
        return True
    return _described(sentence, at + 1, most - 1)


def describes(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* has the form of an attribute, whatever stands after it."""
    low = not sentence.capital(at) and _may_describe(sentence, at)
    return low and sentence.low[at].endswith(sentence.grammar.phrases.attributes)


def _may_describe(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* can be part of a noun phrase, and is no time and no finite verb."""
    if not sentence.content_word(at) or at in time_phrases.covered(sentence):
        return False
    flag = sentence.flags[at]
    if flag & Is.ADVERB and not flag & Is.ADJECTIVE:
        return False  # "hatten wieder Strom"
    return not flag & Is.VERB or bool(flag & Is.ADJECTIVE) or _is_done(sentence, at)


def _is_done(sentence: Sentence, at: int) -> bool:
    """Whether a form that a verb and its participle share is the participle: "in den 14 [untersuchten] Proben"."""
    words, word = sentence.grammar.phrases, sentence.low[at]
    done = words.done_to.get(word)
    if done is None or not words.weak:
        return False
    if word == f"{done}{words.plural}":
        dated = (
            sentence.flag(at - 1) & Is.DIGITS and sentence.flag(at - 2) & Is.DETERMINER
        )  # "die 2018 [eröffnete] Schule"
        return bool(dated or sentence.flag(at - 1) & Is.NUMBER) and at + 1 < len(sentence) and sentence.capital(at + 1)
    weak = word == f"{done}{words.weak[0]}"
    return weak and bool(sentence.flag(at - 1) & (Is.NUMBER | Is.DETERMINER | Is.ADJECTIVE))


def read(sentence: Sentence, begin: int) -> NounPhrase | None:
    """Return the noun phrase that begins at *begin*, after its article or number, if there is one."""
    at = begin
    while is_attribute(sentence, at):
        at += 1
    if at < len(sentence) and sentence.low[at] in _OPENINGS and is_noun(sentence, at + 1):
        at += 1
    if not is_noun(sentence, at):
        return None
    while _is_acronym(sentence, at) and is_noun(sentence, at + 1):
        at += 1  # "COVID-19 Konsultationen"
    tail = _joined(sentence, at)
    owner = _owner(sentence, tail)
    end = owner.end if owner is not None else tail
    return NounPhrase(begin, at, narrowed(sentence, end), tail, owner)


def _is_acronym(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is written in capitals, so that a noun after it is what it tells more of."""
    word = sentence.original(at)
    return len(word) > 1 and word[:2].isupper()


def _joined(sentence: Sentence, noun: int) -> int:
    """Return the end of the nouns that "and" joins to the one at *noun*: "Soldaten und Polizisten"."""
    end = noun + 1
    for _ in range(_MOST_JOINED):
        joined = sentence.flag(end) & Is.AND and is_noun(sentence, end + 1)
        acts = sentence.flag(end + 2) & (Is.BE | Is.HAVE | Is.AUXILIARY | Is.VERB)
        if not joined or (acts and _follows_verb(sentence, noun)):
            break
        end += 2
    return end


def _follows_verb(sentence: Sentence, noun: int) -> bool:
    """Whether the clause has its verb before the *noun*, or a subject: what "and" opens then is another clause."""
    for at in range(noun - 1, max(-1, noun - WINDOW), -1):
        flag = sentence.flags[at]
        if flag & (Is.BE | Is.HAVE | Is.AUXILIARY | Is.VERB) and not sentence.capital(at):
            return True
        if flag & (Is.MARK | Is.SUBORDINATOR):
            break
    return False


def _owner(sentence: Sentence, at: int) -> NounPhrase | None:
    """Return the phrase in the genitive at *at*, or what "von" puts in its place: "Zahl [der Fälle]"."""
    words = sentence.grammar.phrases
    if sentence.word(at) in words.possessors:
        begin = at + 1
    elif sentence.flag(at) & Is.OF and not sentence.flag(at) & Is.DETERMINER:
        begin = sentence.over(at + 1, Is.DETERMINER)
    elif at < len(sentence) and _attributive(sentence, at):
        begin = at  # "die Zahl neuer Fälle"
    else:
        return None
    return read(sentence, begin)


def _attributive(sentence: Sentence, at: int) -> bool:
    ending = sentence.grammar.phrases.origins
    return (
        bool(ending) and not sentence.capital(at) and sentence.low[at].endswith(ending) and is_attribute(sentence, at)
    )


def narrowed(sentence: Sentence, at: int) -> int:
    """Return where the phrase ends with what narrows it: "aus der Ukraine", "pro Kopf und Tag"."""
    begin = _governed(sentence, at, sentence.grammar.phrases.narrowing)
    if begin is None or sentence.flag(begin) & (Is.NUMBER | Is.DIGITS):
        return at
    narrow = _plain(sentence, begin)
    return narrow if narrow > begin else at


def _governed(sentence: Sentence, at: int, prepositions: Container[str]) -> int | None:
    """Return where the phrase begins, after its article, that one of the *prepositions* governs; None without one."""
    if sentence.word(at) not in prepositions or at in time_phrases.covered(sentence):
        return None
    return sentence.over(at + 1, Is.DETERMINER)


def _plain(sentence: Sentence, begin: int) -> int:
    at = begin
    while is_attribute(sentence, at):
        at += 1
    if at < len(sentence) and sentence.low[at] in sentence.grammar.time.units and sentence.capital(at):
        return at + 1
    return _joined(sentence, at) if is_noun(sentence, at) else begin


def placed(sentence: Sentence, at: int, *, short: bool = False, whither: bool = False) -> int:
    """Return where the phrase at *at* ends that says where or why: "in der Turnhalle"; *at* itself without one.

    *short* leaves out what belongs to its noun; one that says *whither* counts as well where it is asked for.
    """
    words = sentence.grammar.phrases
    begin = _governed(sentence, at, words.placing | words.into if whither else words.placing)
    found = read(sentence, begin) if begin is not None else None
    if begin is None or found is None or sentence.flags[found.noun] & (Is.CONTAINER | Is.TIME | Is.UP | Is.DOWN):
        return at
    if sentence.low[found.noun].endswith(tuple(sentence.grammar.time.units)):
        return at
    if sentence.flag(found.tail) & Is.OF and any(
        sentence.flag(here) & (Is.NUMBER | Is.DIGITS) for here in range(found.tail + 1, found.tail + 4)
    ):
        return at  # "im Abstand von mindestens vier Wochen"
    if not whither and not _rests(sentence, at, begin, found):
        return at
    return found.end if not short else found.tail


def _rests(sentence: Sentence, at: int, begin: int, found: NounPhrase) -> bool:
    """Whether the phrase says where, and not where to: its article, if it has one, is of the dative."""
    article = sentence.low[begin - 1] if begin > at + 1 else ""
    words = sentence.grammar.phrases
    if not article or article in words.dative:
        return True
    return article in words.dative_plural and sentence.low[found.noun].endswith(words.dative_endings)


def joined(sentence: Sentence, at: int) -> int:
    """Return where the phrases end that prepositions join one after another from *at*: "ins Festnetz"."""
    for _ in range(2):
        if not sentence.flag(at) & Is.PREPOSITION or at >= len(sentence):
            break
        found = read(sentence, sentence.over(at + 1, Is.DETERMINER))
        if found is None:
            break
        at = found.end
    return at


def possessed(sentence: Sentence, word: str) -> str:
    """Return the noun *word* without the ending of the genitive singular."""
    ending = next((one for one in sentence.grammar.phrases.genitive if word.endswith(one)), "")
    return word[: len(word) - len(ending)]


def worded(sentence: Sentence, phrase: NounPhrase, *, article: str = "", deed: str = "", short: bool = False) -> str:
    """Return the *phrase* as a row's name: in the nominative, after the participle *deed*.

    Where an *article* in the singular stood before it, its attributes take the article's ending; else they are those
    of a plural. *short* leaves out all but the noun.
    """
    words = sentence.grammar.phrases
    rest = sentence.text(phrase.tail, phrase.end) if not short else ""
    if article in words.singular_genitive:  # of which gender the noun is, the genitive does not tell
        return clipped(f"{possessed(sentence, sentence.original(phrase.noun))} {rest}")
    ending = words.singular.get(article, words.plural) if not _plural(sentence, phrase) else words.plural
    own = article in words.indefinite
    parts = [] if short else [_attribute(sentence, at, ending, own=own) for at in range(phrase.begin, phrase.noun)]
    parts += [sentence.joined_number(at) + _noun(sentence, at) for at in range(phrase.noun, phrase.tail)]
    first = f"{deed}{words.plural} " if deed and f"{deed}{words.plural}" not in parts else ""
    return clipped(f"{first}{' '.join(parts)} {rest}")


def in_plural(sentence: Sentence, counted: Counted) -> Counted:
    """Return what is *counted* with its noun, a singular, in the plural: "jeder zweite [Haushalt]"."""
    head = sentence.grammar.phrases.cases.plural(counted.head)
    return counted._replace(core=counted.core.replace(counted.head, head, 1), head=head)


def _plural(sentence: Sentence, phrase: NounPhrase) -> bool:
    return _noun(sentence, phrase.noun) != sentence.original(phrase.noun)


def _attribute(sentence: Sentence, at: int, ending: str, *, own: bool) -> str:
    """Return the attribute at *at* with *ending*; with its *own* one, or where that tells a neuter, as it stands."""
    word, words = sentence.original(at), sentence.grammar.phrases
    if sentence.low[at] in _OPENINGS:
        return ""
    if _has_own_capital(sentence, at):
        return word
    inflected = at + 1 >= len(sentence) or is_noun(sentence, at + 1) or is_attribute(sentence, at + 1)
    low = word[:1].lower() + word[1:]
    neuter = bool(words.neuter) and ending == words.plural and low.endswith(words.neuter)
    return words.cases.attribute(low, ending) if inflected and not own and not neuter else low


def _noun(sentence: Sentence, at: int) -> str:
    word = sentence.original(at)
    return sentence.grammar.phrases.cases.noun(word) if sentence.capital(at) else word


def counted(
    sentence: Sentence, phrase: NounPhrase, *, article: str = "", deed: str = "", short: bool = False
) -> Counted:
    """Return the *phrase* as what a figure counts; the words for it are as `worded` puts them."""
    return Counted(
        core=worded(sentence, phrase, article=article, deed=deed, short=short),
        head=_noun(sentence, phrase.noun),
        end=phrase.end,
        size=min(phrase.end - phrase.begin, MOST_WORDS),
    )
