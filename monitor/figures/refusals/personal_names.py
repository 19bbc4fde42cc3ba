"""Whether capitals before a bracket can be somebody's name, whose age the bracket holds, or name a place or a body."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.figures.numbers.lexer import Line
from monitor.language import Language

_MOST_WORDS = 5  #: of a name with its title: "the Rt Hon Maria Anna Reed"
_MOST_LISTED = 8  #: names of one list
_FULL_NAME = 2  #: words of a first name and a surname
_SHORTEST = 3  #: letters of an acronym; two are initials, too: "JK Reed"
_OLDEST = 110  #: years of age of somebody who is named


def can_be(line: Line, end: int, language: Language) -> bool:
    """Whether the words that end before the lexeme *end*, at least two with a capital, can be a person's name.

    None is whose last two words hold one of places and bodies, or capitals alone ("HMP Marsh"), or that stands in a
    place, or after an article without a title. Nor is one of a list of which a mate has a number that no age is, or
    stands in a place.
    """
    for _ in range(_MOST_LISTED):
        begin = _begin(line, end)
        if not _is_personal(line, begin, end, language):
            return False
        mate = _mate(line, begin, language)
        if mate is None:
            return True
        if not line.capital(mate - 1) or (line.values[mate + 1] or 0) > _OLDEST:
            return False
        end = mate
    return True


def _begin(line: Line, end: int) -> int:
    begin = end - 1
    while begin > 0 and end - begin < _MOST_WORDS and line.capital(begin - 1):
        begin -= 1
    return begin


def _is_personal(line: Line, begin: int, end: int, language: Language) -> bool:
    ages, words = language.refusals.ages, language.words
    name, core = line.texts[begin:end], range(max(begin, end - _FULL_NAME), end)
    if _names_place(name, language) or any(_is_acronym(line, at) for at in core):
        return False
    if not words.articles.isdisjoint((name[0], line.text(begin - 1))):
        described = language.nouns.capital and end - begin - (name[0] in words.articles) > _FULL_NAME
        return described or not ages.titles.isdisjoint(name)  # "Der Täter Hans Meier (24)"
    if name[0] in words.determiners or name[0] in words.prepositions:
        return False  # "In Bayern (24)": the word that opens a sentence is no first name
    return line.text(begin - 1) not in language.refusals.dates.places


def _names_place(name: Sequence[str], language: Language) -> bool:
    ages = language.refusals.ages
    begins = name[0] in ages.begin_places
    return begins or not ages.no_names.isdisjoint(name[-_FULL_NAME:]) or " ".join(name[-2:]) in ages.countries


def _is_acronym(line: Line, at: int) -> bool:
    return line.original(at).isupper() and len(line.texts[at]) >= _SHORTEST and not line.string.isupper()


def _mate(line: Line, begin: int, language: Language) -> int | None:
    """Return the bracket of the number before *begin* in one list: "Reed Cross (31) and", "Reed Cross (31), "."""
    at = begin - 1
    at -= line.text(at) in language.words.articles
    at -= line.text(at) in language.refusals.words.listing
    at -= line.text(at) == ","
    listed = at < begin - 1 and line.text(at) == ")" and line.is_number(at - 1) and line.text(at - 2) == "("
    return at - 2 if listed else None
