"""Numbers that say how old people are: one person's age, a group named by its ages, and limits that a page prescribes.

One rule holds for all languages: an age is refused, since it counts nothing, unless a page's terms depend on it
("children under 8 must ...", "reserved for people of 60 or over"): that limit is a figure, and a rule.
"""

from __future__ import annotations

from collections.abc import Collection

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.measures import find
from monitor.figures.numbers.scanner import Token
from monitor.figures.refusals.candidates import Candidate
from monitor.language import Language
from monitor.language.phrases import among_lexemes

_OLDEST = 120
_REACH = 6  # lexemes from "aged" or "children" to the number
_SENTENCE = 40  # lexemes on both sides in which a page's terms are looked for
_CLOSING = {",": ",", "(": ")"}
_DESCRIBED = 3  #: words that describe a person, at most, after an article or a number
_MOST_LISTED = 6  #: ages of one list
_STOPS = frozenset(".;:!?•|")


def refused(number: Candidate) -> str | None:
    """Refuse an age that limits nothing, and is that of somebody: an average is nobody's."""
    token, language = number.token, number.language
    if not is_told(token, language) or _is_limit(token, language) or is_average(token, language):
        return None
    return "age"


def is_told(token: Token, language: Language) -> bool:
    """Whether the number says how old people are."""
    in_parts = _in_years_and_months(token, language)
    if not _may_be_years(token, months=in_parts):
        return False
    if token.kind == "age":
        return True
    if token.unit == "year" or in_parts:
        told = _people_before(token, language, people=language.refusals.ages.people) or _had(token, language)
        return told or _is_set_off(token, language)
    return token.unit is None and _is_age_without_unit(token, language)


def _in_years_and_months(token: Token, language: Language) -> bool:
    """Whether the number is told in years and months, and so in months: "aged 3 years and 4 months"."""
    if token.unit != "month" or token.last - token.first < _IN_PARTS:
        return False
    unit = find(language.units.after, token.line, token.first + 1)
    return unit is not None and unit[1].symbol == "year"


_IN_PARTS = 4  #: lexemes of a time in two parts, at least
_MONTHS = 12  #: of a year


def _may_be_years(token: Token, *, months: bool) -> bool:
    top = token.value if token.value is not None else token.high
    if top is None or top > _OLDEST * (_MONTHS if months else 1) or token.scaled or not token.integer:
        return False
    return not token.sign and not token.rate


def _is_age_without_unit(token: Token, language: Language) -> bool:
    if _people_before(token, language, people=frozenset()) or _sided(token, language):
        return True
    return _shares_unit(token, language) or _turning(token, language) or _is_set_off(token, language)


def _people_before(token: Token, language: Language, *, people: frozenset[str]) -> bool:
    """Whether only small words part the number from "aged", or from *people*: "enfants de 6 à 11 ans"."""
    line, ages = token.line, language.refusals.ages
    first = token.first
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = line.texts[at]
        if word in ages.before:
            return not _is_averaged(line, at, language)
        if word in people:
            return at < first - 1 and not _is_average_of(line, at, language)
        if people and word in ages.groups:
            return at == first - 1 or line.text(at + 1) in ages.hedges
        if not (word in ages.between or word in ages.hedges or _in_list(line, at, language)):
            return False
    return False


def is_average(token: Token, language: Language) -> bool:
    """Whether a word of averages stands beside the age: "im Median 82 Jahre alt", "aged 82 on average"."""
    line, ages = token.line, language.refusals.ages
    if line.is_word(token.last) and line.text(token.last + 1) in ages.averages:
        return True
    small = (ages.between, ages.before, ages.hedges, language.refusals.words.of, language.refusals.dates.copulas)
    for at in range(token.first - 1, max(-1, token.first - 1 - _REACH), -1):
        word = line.texts[at]
        if word in ages.averages:
            return True
        if word != "," and not any(word in words for words in small):
            return False
    return False


def _is_averaged(line: Line, at: int, language: Language) -> bool:
    """Whether the word of age *at* is that of a statistic: "median age", "âge moyen", "Durchschnittsalter"."""
    return not language.refusals.ages.averages.isdisjoint((line.text(at - 1), line.texts[at], line.text(at + 1)))


def _is_average_of(line: Line, people: int, language: Language) -> bool:
    """Whether a statistic of ages is told of the *people*: "the median age of the patients was 80 years"."""
    for at in range(people - 1, max(-1, people - 1 - _REACH), -1):
        if line.texts[at] in _STOPS:
            return False
        if line.texts[at] in language.refusals.ages.before:
            return _is_averaged(line, at, language)
    return False


def _in_list(line: Line, at: int, language: Language) -> bool:
    """Whether another number of one list stands *at*: "between the ages of five and eleven"."""
    if line.texts[at] == ",":  # "im Alter von 19, 24 und 31 Jahren", "El conductor, de 45 años,"
        return line.is_number(at - 1) or line.text(at + 1) in language.refusals.ages.between
    return (
        line.is_number(at)
        or line.texts[at] in language.numbers.small
        or line.texts[at] in language.refusals.words.listing
    )


def _sided(token: Token, language: Language) -> bool:
    """Whether a bare number stands on one side of an age: "children under eight", "if they are under 26"."""
    line, ages, at = token.line, language.refusals.ages, token.first - 1
    at -= line.text(at) in ages.than
    if line.text(at) not in ages.sides or token.form not in {Form.DIGITS, Form.WORDS}:
        return False
    before = line.text(at - 1)
    if before in language.refusals.dates.copulas:
        before = line.text(at - 2)
    return before in ages.people or before in ages.persons


def _is_set_off(token: Token, language: Language) -> bool:
    """Whether commas or brackets set ages off behind whose they are: "a man, 34, was", "two men (24 and 31)".

    One age is one person's; of several there are as many as people are told. So "patients (24)" counts them.
    """
    line, listing = token.line, language.refusals.words.listing
    first, last, count = token.first, token.last, 1
    while count < _MOST_LISTED and _links(line, first - 1, listing) and line.is_number(first - 2):
        first, count = first - 2, count + 1
    while count < _MOST_LISTED and _links(line, last, listing) and line.is_number(last + 1):
        last, count = last + 2, count + 1
    unit = find(language.units.after, line, last)
    if unit is not None and unit[1].symbol == "year":
        last = unit[0]
    whose = line.text(first - 2)
    closes = _CLOSING.get(line.text(first - 1)) == line.text(last)
    if not closes or whose not in language.refusals.ages.people:
        return False
    if count == 1:
        return unit is not None or _is_somebody(line, first - 2, language)
    return _are_told(line, first - 2, count, language)


def _links(line: Line, at: int, listing: Collection[str]) -> bool:
    return line.text(at) == "," or line.text(at) in listing


def _is_somebody(line: Line, noun: int, language: Language) -> bool:
    """Whether one person is named at *noun*: a singular behind its article, or first in its sentence."""
    if line.texts[noun] in language.nouns.plurals or language.nouns.forms.is_plural(line.texts[noun]):
        return False
    words = language.words
    if line.text(noun - 1) in language.refusals.ages.nobody:
        return False
    before = [line.text(at) for at in range(max(0, noun - _DESCRIBED), noun)]
    return noun == 0 or any(word in words.articles or word in words.determiners for word in before)


def _are_told(line: Line, noun: int, count: int, language: Language) -> bool:
    """Whether so many people are told at *noun*, in digits or in a word: "two young men"."""
    for at in range(noun - 1, max(-1, noun - 1 - _DESCRIBED), -1):
        word = line.texts[at]
        if word == str(count) or language.numbers.small.get(word) == count:
            return True
        if word in language.refusals.words.of:
            return False  # "two groups of men"
    return False


def _had(token: Token, language: Language) -> bool:
    """Whether somebody has so many years: "tienen más de 65 años", but not years of something, or for it."""
    line, ages, at = token.line, language.refusals.ages, token.first - 1
    while line.text(at) in ages.hedges or line.text(at) in ages.than or line.text(at) in ages.between:
        at -= 1
    ago = among_lexemes(language.refusals.periods.ago).ending(line.texts, at)  # "il y a cinq ans"
    if line.text(at) not in ages.having or ago is not None:
        return False
    following = line.text(token.last)
    return following not in language.refusals.words.of and following not in language.agents.purposes


def _turning(token: Token, language: Language) -> bool:
    """Whether somebody becomes as old as the number, which counts nothing: "who turn 12", not "turned 40 boats"."""
    line = token.line
    turning = line.text(token.first - 1) in language.refusals.ages.turning
    return turning and not plural_follows(line, token.last, language)


def _shares_unit(token: Token, language: Language) -> bool:
    """Whether a number shares the unit of the age after it: "16- and 17-year-olds", "deux hommes de 24 et 31 ans"."""
    line, at = token.line, token.last
    hangs = line.text(at) in HYPHENS and line.glued(at) and not line.glued(at + 1)
    at += hangs
    for _ in range(_MOST_LISTED):
        if not (line.text(at) == "," or line.text(at) in language.refusals.words.listing) or not line.is_number(at + 1):
            return False
        at += 2
        unit = find(language.units.after, line, at + 1 if line.text(at) in HYPHENS else at)
        if unit is not None:
            of_people = unit[1].symbol == "year" and not hangs
            return unit[1].kind == "age" or (
                of_people and _people_before(token, language, people=language.refusals.ages.people)
            )
    return False


def _is_limit(token: Token, language: Language) -> bool:
    """Whether a page's terms depend on the age: it is a bound, and its sentence speaks of what is allowed.

    A range names a group ("les 18-25 ans"), whatever is said of it.
    """
    if token.form is Form.RANGE or not _bounded(token, language):
        return False
    line, terms = token.line, language.refusals.ages.terms
    begin = end = token.first
    while begin > 0 and token.first - begin < _SENTENCE and line.texts[begin - 1] not in _STOPS:
        begin -= 1
    while end < len(line) and end - token.first < _SENTENCE and line.texts[end] not in _STOPS:
        end += 1
    return not terms.isdisjoint(line.texts[begin:end])


def _bounded(token: Token, language: Language) -> bool:
    line, ages = token.line, language.refusals.ages
    if line.text(token.first - 1) in ages.turning:
        return True
    before = {line.text(token.first - 1), line.text(token.first - 2)}
    if not before.isdisjoint(ages.sides) or not before.isdisjoint(ages.hedges):
        return True
    return line.text(token.last) in ages.joined and line.text(token.last + 1) in ages.beyond
