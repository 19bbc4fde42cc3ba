"""The words beside a number that tell what it is: a plural noun that it counts, adjectives before that noun."""

from __future__ import annotations

from monitor.figures.numbers.lexer import Line
from monitor.language import Language

_MOST_ADJECTIVES = 2
_WEIGHING = 7  #: lexemes from "weighs" to its unit


def is_adjective(line: Line, at: int, language: Language) -> bool:
    """Whether a declined adjective stands *at* ("warme", "erfahrenen"), where nouns are told by their capitals."""
    if not language.nouns.capital or not line.is_word(at) or line.capital(at):
        return False
    word, words = line.texts[at], language.words
    if not word.endswith(language.nouns.declined) or word in language.refusals.words.function:
        return False
    others = (words.be, words.have, words.auxiliaries, words.prepositions, words.determiners, words.pronouns)
    return not any(word in known for known in others)


def past_adjectives(line: Line, at: int, language: Language) -> int:
    """Return the first lexeme from *at* on that is no declined adjective."""
    end = at + _MOST_ADJECTIVES
    while at < end and is_adjective(line, at, language):
        at += 1
    return at


def plural_follows(line: Line, at: int, language: Language) -> bool:
    """Whether a plural noun, and no name, stands *at*, perhaps after adjectives: what stands before it counts it."""
    if line.text(at) in language.refusals.words.plurals and line.capital(at) == language.nouns.capital:
        return True
    at = past_adjectives(line, at, language)
    if not line.is_word(at) or line.capital(at) != language.nouns.capital:
        return False
    word = line.texts[at]
    if word in language.refusals.words.plurals:
        return True
    if len(word) <= 3 or word in language.refusals.words.not_plurals:
        return False
    return word.endswith(language.refusals.words.plural_endings)


def is_weight(line: Line, at: int, language: Language) -> bool:
    """Whether a word of money *at* is a weight: "It weighs 25 [pounds]", not "weighs 25 pounds, costs 40 pounds"."""
    units = language.units
    if line.texts[at] not in units.weights:
        return False
    for here in range(at - 1, max(-1, at - 1 - _WEIGHING), -1):
        if line.texts[here] in units.weighing:
            return True
        if line.texts[here] in _PARTS or line.texts[here] in units.weights:
            return False
    return False


_PARTS = frozenset(",;")
