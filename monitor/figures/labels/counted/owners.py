"""Whose a price, a size or a part is of which a sentence tells: "dont le coût", "tiene un descuento de 5 %"."""

from __future__ import annotations

from collections.abc import Callable

from monitor.figures.labels.counted import deed_nouns
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.noun_spans import nearest
from monitor.figures.labels.syntax.subjects import subject
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted
from monitor.figures.labels.time import time_phrases

_NO_OWNER = int(Is.PRONOUN | Is.MARK | Is.NUMBER | Is.PREPOSITION | Is.SUBORDINATOR | Is.TIME | Is.CONTAINER)


def owned(sentence: Sentence, begin: int, found: Counted) -> Counted:
    """Return *found*, whose words begin at *begin*, with what has it: by a relative pronoun, or as subject of "have".

    A noun that "of" narrows already stands as it is; so does one whose owner is a pronoun or has no article.
    """
    grammar = sentence.grammar
    if (
        grammar.terms.contact
        or not grammar.terms.of_articles
        or not found.core
        or not grammar.words.of.isdisjoint(found.core.lower().split())
    ):
        return found
    article = begin - bool(sentence.flag(begin - 1) & Is.DETERMINER) if begin else begin
    if sentence.word(article - 1) in grammar.words.whose or sentence.word(article) in grammar.words.whose:
        pronoun = article - (sentence.word(article) not in grammar.words.whose)
        return _with(sentence, found, *_before(sentence, pronoun))
    if article < begin and (sentence.flag(article - 1) & Is.HAVE or sentence.word(article - 1) in grammar.verbs.having):
        return _with(sentence, found, *_subject(sentence, article - 1))
    return found


def of_topic(sentence: Sentence, number: int, found: Counted, sentence_before: Callable[[], Sentence]) -> Counted:
    """Return *found*, before the *number*, with what a possessive means that stands before it: "[Son] coût".

    That is the noun which opens the sentence before: what is told on of it.
    """
    possessives = sentence.grammar.words.possessives
    if not possessives or found.core != found.head or possessives.isdisjoint(sentence.low[:number]):
        return found
    head = found.head.lower()
    if not any(sentence.low[at] == head and sentence.word(at - 1) in possessives for at in range(1, number)):
        return found
    before = sentence_before()
    return _with(before, found, *_opening(before))


def _opening(before: Sentence) -> tuple[int, int]:
    """Return the noun phrase that opens the sentence *before*, with its article; an empty span where none does."""
    begin = before.over(0, Is.MARK | Is.ADVERB)
    if before.word(begin) not in before.grammar.words.articles:
        return begin, begin
    end = begin + 1
    while before.content_word(end) and group_at(before, end) is None:
        end += 1
    return begin, end


def _before(sentence: Sentence, pronoun: int) -> tuple[int, int]:
    """Return the noun phrase that the possessive *pronoun* follows, perhaps after a comma."""
    end = pronoun - (sentence.word(pronoun - 1) == ",")
    begin = end
    while begin > 0 and not sentence.flags[begin - 1] & (Is.MARK | Is.SUBORDINATOR | FINITE | Is.NUMBER):
        begin -= 1
    begin = nearest(sentence, begin, end)
    return begin, end


def _subject(sentence: Sentence, have: int) -> tuple[int, int]:
    """Return the subject of the verb *have*, with its article."""
    return subject(sentence, sentence.back_over(have - 1, FINITE | Is.ADVERB) + 1)


def _with(sentence: Sentence, found: Counted, begin: int, end: int) -> Counted:
    """Return *found* with its owner, the words from *begin* to *end*, if it is a noun with its article and fits."""
    if begin < end and sentence.flag(begin - 1) & Is.DETERMINER and not sentence.flags[begin] & Is.DETERMINER:
        begin -= 1
    first = begin + bool(sentence.flag(begin) & Is.DETERMINER)
    covered = time_phrases.covered(sentence)
    if first >= end or first in covered or sentence.has(first, end, _NO_OWNER):
        return found
    article = sentence.low[begin] if first > begin else ""
    owner = f"{_definite(sentence.grammar, article, sentence.low[first])} {sentence.text(first, end)}"
    owner = owner.replace("' ", "'").strip()
    words = f"{found.core} {deed_nouns.of_thing(sentence.grammar, owner)}"
    return found._replace(core=words) if not words.endswith(" ") and len(words.split()) <= MOST_WORDS else found


def _definite(grammar: Grammar, article: str, noun: str) -> str:
    """Return the *article* of a thing that was told before, "un" as "le", before its *noun*: elided before a vowel."""
    terms = grammar.terms
    known = terms.known.get(article)
    if known is None or noun[:1] not in terms.elided_before:
        return known or article
    return next((one for one in terms.of_articles if one.endswith("'")), known)
