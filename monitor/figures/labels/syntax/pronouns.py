"""What a pronoun means that is the subject of a measure: "They approved the budget. [It] totals £146 million"."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from monitor.figures.labels.syntax import clause_bounds, free_word_order, noun_phrases
from monitor.figures.labels.syntax.clauses import group_at, is_finite
from monitor.figures.labels.syntax.subjects import hollow, named, subject
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.label_length import clipped
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import NOTHING, Counted, clause_begin, is_participle, is_verb

_MOST_AFTER = 6  #: words from "en" to its number: "en abrite aujourd'hui plus de 300"
_STATES = int(Is.MEASURE | Is.UP | Is.DOWN | Is.MOVED)
_PARTS = (":", ";")  #: marks before which a clause names what the pronoun after them means
_GOVERNS = int(Is.PREPOSITION | Is.OF | Is.BY)


class _Noun(NamedTuple):
    """A noun with the article before it, which tells its gender and number."""

    article: str
    counted: Counted
    governed: bool = False  #: by a preposition


def thing(sentence: Sentence, number: int, sentence_before: Callable[[], Sentence | None]) -> Counted:
    """Return what the pronoun means in whose clause the *number* stands: a noun of the sentence before, perhaps none.

    After a colon it is a noun before that. It agrees with the pronoun as its article tells; no preposition governs it,
    unless all of them are governed. Of several the last one with a definite article counts: what is said of it there
    is gone on with here.
    """
    articles = _agreeing(sentence, number)
    if not articles:
        return NOTHING
    colon = next((at for at in range(number - 1, 0, -1) if sentence.low[at] in _PARTS), 0)
    before = sentence if colon else sentence_before()
    if before is None:
        return NOTHING
    found = [one for one in _nouns(before) if one.article in articles and not 0 < colon < one.counted.end]
    free = [one for one in found if not one.governed]
    known = [one for one in free if one.article in before.grammar.words.definite]
    return (known or free or found)[-1].counted if found else NOTHING


def done_to(grammar: Grammar, deed: str, counted: Counted, sentence_before: Callable[[], Sentence | None]) -> str:
    """Return the *deed*, which is a label, with a noun for its pronoun: "replacing [them]", after 40 were *counted*.

    "It" means a noun of the sentence before, as in `thing`. Where no noun is known, the pronoun stays.
    """
    verb, _, pronoun = deed.partition(" ")
    subject_form = grammar.words.objects.get(pronoun)
    if subject_form is None or not verb.endswith(grammar.nouns.progressive_endings):
        return deed
    if pronoun != subject_form:
        noun = counted.core if grammar.nouns.forms.is_plural(counted.head.lower()) else ""
    else:
        before = sentence_before()
        noun = _last_known(before, grammar.attribution.means.get(pronoun, ())) if before is not None else ""
    return clipped(f"{verb} {noun}") if noun else deed


def _last_known(before: Sentence, articles: Container[str]) -> str:
    """Return the last noun of *before* that has one of the *articles*: with its own, if any is definite."""
    free = [one for one in _nouns(before) if one.article in articles and not one.governed]
    known = [one for one in free if one.article in before.grammar.words.definite]
    if known:
        return f"{known[-1].article} {known[-1].counted.core}"
    return free[-1].counted.core if free else ""


def of_them(sentence: Sentence, number: int, earlier: int, sentence_before: Callable[[], Sentence | None]) -> Counted:
    """Return the noun that "en" before a verb means, of which the *number* tells how many: "J'[en] ai vu 7".

    It stands after the number at word *earlier* of the sentence, or, without one (-1), after the last of the sentence
    before: what is counted there is meant else, and is not returned.
    """
    here = _partitive(sentence, number, earlier)
    if here < 0:
        return NOTHING
    found = _last_named(sentence, earlier + 1, here)
    if found.core or earlier >= 0:
        return found
    before = sentence_before()
    if before is None:
        return NOTHING
    last = next((at for at in range(len(before) - 1, -1, -1) if before.flags[at] & (Is.NUMBER | Is.DIGITS)), -1)
    return _last_named(before, last + 1, len(before))


def _partitive(sentence: Sentence, number: int, earlier: int) -> int:
    """Return where "en" stands that means some of those named, before the verb of the *number*; -1 without one."""
    partitives, clitics = sentence.grammar.words.partitives, sentence.grammar.words.clitics
    if partitives and not partitives.isdisjoint(sentence.low[:number]):
        for at in range(number - 2, max(earlier, number - _MOST_AFTER - 1), -1):
            led = sentence.word(at - 1) in clitics or sentence.flag(at + 1) & Is.HAVE
            if sentence.low[at] in partitives and (led or group_at(sentence, at + 1) is not None):
                return at
    return -1


def _last_named(sentence: Sentence, begin: int, end: int) -> Counted:
    """Return the last noun in the plural from *begin* to *end* that no preposition governs."""
    for at in range(end - 2, begin - 1, -1):
        if not sentence.content_word(at + 1) or not sentence.plural(at + 1) or is_participle(sentence, at + 1):
            continue
        if _opens_plural(sentence, at) and not sentence.capital(at + 1):
            return named(sentence, at + 1, min(end, _noun_end(sentence, at + 1)))
    return NOTHING


def _opens_plural(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is the article of a noun that no preposition governs: "des" after a noun is "of the"."""
    if sentence.flags[at] & Is.OF:  # "a demandé des tablettes", "Des loups rôdent", "beaucoup d'appels"
        several = at == 0 or sentence.word(at - 1) in sentence.grammar.words.amounts
        verb = is_participle(sentence, at - 1) or is_verb(sentence, at - 1) or is_finite(sentence, at - 1)
        return several or verb or bool(sentence.flag(at - 1) & Is.MARK)
    return bool(sentence.flags[at] & Is.DETERMINER) and not sentence.flag(at - 1) & _GOVERNS


def _agreeing(sentence: Sentence, number: int) -> tuple[str, ...]:
    """Return the articles of nouns that the pronoun of the number's clause may mean; none where it has a subject."""
    opening, means = clause_begin(sentence, number), sentence.grammar.attribution.means
    begin = _after_comma(sentence, opening, number)
    clause = sentence.low[begin:number]
    if "" not in means and means.keys().isdisjoint(clause):
        return ()  # nearly always, told fastest
    if not sentence.grammar.verbs.paid.keys().isdisjoint(clause):
        return ()  # "It received £3m" tells of the money
    drops = "" in means and begin == opening  # "En once centros supera el 150 %": a verb without a subject
    for at in range(begin, number):
        if sentence.low[at] in means and _is_pronoun(sentence, at, begin):
            return means[sentence.low[at]] if _acts(sentence, at) else ()
        if drops and _is_stating(sentence, at):
            return means[""] if _is_dropped(sentence, begin, at) else ()
    return ()


def _is_pronoun(sentence: Sentence, at: int, begin: int) -> bool:
    """Whether the word *at* is no name; at the *begin* of the clause a capital tells nothing."""
    return at == begin or not sentence.capital(at)


def _after_comma(sentence: Sentence, opening: int, number: int) -> int:
    """Return where the words before the *number* begin after the last comma of its clause, or else at its *opening*."""
    return next((at + 1 for at in range(number - 1, opening, -1) if sentence.low[at] == ","), opening)


def _is_stating(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a verb that says how much, or which way it moves."""
    noun = sentence.flag(at - 1) & (Is.DETERMINER | Is.PREPOSITION)
    return bool(sentence.flags[at] & _STATES) and not noun


def _is_dropped(sentence: Sentence, begin: int, verb: int) -> bool:
    """Whether the *verb* has no subject before it, or only words that say where: "En once centros supera"."""
    first, end = subject(sentence, verb)
    if first >= end:
        return True
    return bool(sentence.flag(begin) & Is.PREPOSITION) and not sentence.has(begin + 2, verb, Is.DETERMINER)


def _acts(sentence: Sentence, pronoun: int) -> bool:
    """Whether a verb stands beside the *pronoun*, which is its subject: no "replacing it will cost"."""
    if sentence.grammar.phrases.attributes:
        return True
    clitics, at = sentence.grammar.words.clitics, pronoun + 1
    while sentence.word(at) in clitics:
        at += 1
    running = sentence.word(pronoun - 1).endswith(sentence.grammar.nouns.progressive_endings or "\0")
    opens = pronoun == 0 or not (running or sentence.flag(pronoun - 1) & _GOVERNS)
    return opens and (bool(sentence.flag(at) & _STATES) or group_at(sentence, at) is not None)


def _nouns(sentence: Sentence) -> Iterator[_Noun]:
    """Yield the nouns of *sentence* that have an article, in order; governed ones only where nouns have a capital."""
    if sentence.grammar.phrases.attributes:
        yield from _capitalised(sentence)
        return
    for at in range(len(sentence)):
        governed = at > 0 and sentence.flags[at - 1] & _GOVERNS
        if sentence.low[at] not in sentence.grammar.words.articles or governed or not sentence.content_word(at + 1):
            continue
        one = named(sentence, at + 1, _noun_end(sentence, at + 1))
        if one.core and not hollow(sentence, one):
            yield _Noun(sentence.low[at], one)


def _noun_end(sentence: Sentence, begin: int) -> int:
    end = begin + 1
    while not sentence.flag(end) & _STATES and group_at(sentence, end) is None:
        if sentence.flag(end) & Is.OF and sentence.content_word(end + 1):
            end += 1
        elif not sentence.content_word(end):
            break
        end += 1
    return end


def _capitalised(sentence: Sentence) -> Iterator[_Noun]:
    at = 0
    while at < len(sentence):
        begin, end = clause_bounds.span(sentence, at)
        for one in free_word_order.phrases(sentence, begin, end):
            if one.article and not one.counted:
                said = noun_phrases.counted(sentence, one.phrase, article=one.article)
                yield _Noun(one.article, said, bool(one.preposition))
        at = max(end, at + 1)
