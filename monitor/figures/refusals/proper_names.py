"""Numbers that proper names hold: "NHS 111", "la calle Mil Flores", „Marisol 2“."""

from __future__ import annotations

from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.measures import find
from monitor.figures.refusals.candidates import Candidate
from monitor.figures.refusals.gapped_clauses import is_gapped, is_handed
from monitor.model import BlockKind

_NAMED = 2999  #: the greatest number that names: years, models, helplines


def called(number: Candidate) -> str | None:
    """Tell a proper name that ends with a number: a capital before it, nothing counted after ("NHS 111")."""
    value = number.token.value
    if value is None or not _follows_capital(number) or _is_said_of(number) or not _may_be_proper(number):
        return None
    if value > _NAMED:
        return "name" if _is_register(number) else None
    return "name" if _is_acronym(number) or _is_proper_name(number) else None


def _follows_capital(number: Candidate) -> bool:
    """Whether a bare number stands behind a word with a capital, and apart from it."""
    line, first = number.line, number.first
    return line.capital(first - 1) and number.bare and not line.glued(first)


def _may_be_proper(number: Candidate) -> bool:
    """Whether the word before a number can be a name: no word that opens sentences, no month, no unit."""
    if number.before in number.refusals.words.sentence_starts or number.before in number.language.calendar.months:
        return False
    return find(number.language.units.after, number.line, number.first - 1) is None


def _is_said_of(number: Candidate) -> bool:
    """Whether what follows is counted, or said of several."""
    if number.counts or number.after in number.refusals.words.plural_verbs:
        return True
    return is_handed(number) or is_gapped(number, number.first - 1)


def _is_acronym(number: Candidate) -> bool:
    """Whether capitals stand before a number: "NHS 111", "P&O 2"."""
    line, first = number.line, number.first
    return line.original(first - 1).isupper() and (len(number.before) >= 2 or line.text(first - 2) == "&")


def _is_register(number: Candidate) -> bool:
    """Whether a register's number stands after its letters, inside the sentence: "Vereinsregister VR 7731"."""
    return _is_acronym(number) and not _begins_with_name(number) and number.word.isdecimal()


def _is_proper_name(number: Candidate) -> bool:
    """Whether the capital before a number makes a name, where nouns have none: not a sentence's first word, no town."""
    if _begins_with_name(number) or number.language.nouns.capital:
        return False
    placed = number.line.text(number.first - 2) in number.refusals.dates.places
    return not (placed and number.line.is_word(number.last))


_BEGINNINGS = frozenset({".", "!", "?", ":", "•", "-", "–", "“", "«"})


def _begins_with_name(number: Candidate) -> bool:
    """Whether the word before a number opens a sentence or a line."""
    return number.first == 1 or number.line.text(number.first - 2) in _BEGINNINGS


def capital(number: Candidate) -> str | None:
    """Tell a number's word that a name inside a sentence holds: "la calle Mil Flores", "Straße der Vier Winde"."""
    line, first, nouns = number.line, number.first, number.language.nouns
    if not line.capital(first) or first == 0 or number.before in _OPENS:
        return None
    if number.where.kind is BlockKind.HEADING or not _precedes_capital(number):
        return None
    if nouns.capital and not _is_small_and_definite(number):
        return None  # "Hundert" is a noun, too
    return None if _is_title_case(line, number.language.words.prepositions) else "name"


def _precedes_capital(number: Candidate) -> bool:
    """Whether a word with a capital follows, which may be what was read as a unit: "Three Mile Island"."""
    following = number.last if number.token.unit is None else number.last - 1
    return number.line.is_word(following) and number.line.capital(following)


def _is_small_and_definite(number: Candidate) -> bool:
    """Whether a small number has the definite article: "Straße der Vier Winde"."""
    small = number.top is not None and number.top <= _LAST_SMALL
    return small and number.before in number.language.words.definite


_OPENS = _BEGINNINGS | frozenset("\"'(„‚‘*…·¡¿|/;")
_LAST_SMALL = 12
_LONG = 4  #: letters of words that have a capital in every title, if they are no prepositions


def _is_title_case(line: Line, small: frozenset[str]) -> bool:
    """Whether all words of a line have capitals, but for *small* ones: "Three Men Held After Two Fires"."""
    words = [at for at in range(len(line)) if line.is_word(at) and len(line.texts[at]) >= _LONG]
    return all(line.capital(at) or line.texts[at] in small for at in words)


_OPENING = frozenset('"“„«‚‘»')
_CLOSING = frozenset("\"“”»«‘’'")


def titled(number: Candidate) -> str | None:
    """Tell a number that ends a quoted name: „Marisol 2“."""
    line, first = number.line, number.first
    if number.after not in _CLOSING or not number.touches or not number.bare:
        return None
    for at in range(first - 1, max(-1, first - 5), -1):
        if line.text(at) in _OPENING and line.glued(at + 1):
            return "name" if at < first - 1 else None
        if not line.capital(at):
            return None
    return None
