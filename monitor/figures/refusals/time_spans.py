"""Periods ("the last 3 months", "two years ago"), deadlines, and ages between commas: "Smith, 45, said"."""

from __future__ import annotations

from monitor.figures.numbers.cardinals import HYPHENS
from monitor.figures.numbers.measures import find
from monitor.figures.refusals import calendar, personal_names
from monitor.figures.refusals.candidates import Candidate, is_year
from monitor.language.phrases import among_lexemes

_LINKS = frozenset({",", "/", "-", "–", "&"})
_STOPS = frozenset(".!?")
_LAST_WEEK = 53  #: of a year, in ISO 8601
_LONGEST_END = 6  #: words up to the month or the year of an end: "to the end of March"
_TENS = frozenset(range(10, 100, 10))
_DUTY_REACH = 9  #: lexemes from "must" to the number
_WINDOW_REACH = 3  #: lexemes from "7-day" to its statistic
_OLDEST = 110  #: years of age of somebody who is named


def period_or_age(number: Candidate) -> str | None:
    """Tell "the last 3 months", "two years ago", and the age of a person who is named between commas."""
    if number.token.kind == "time":
        return None if _is_deadline(number) else "period" if _is_window(number) else _period(number)
    if number.token.kind == "" and number.after in number.refusals.periods.before:
        return "period" if _is_measured_after(number) else None
    if number.bare and number.token.value in _TENS:
        return _tens(number)
    return "age" if _is_age_in_commas(number) else None


def _tens(number: Candidate) -> str | None:
    """Tell a decade ("les années 90", "en los años ochenta"), and about how old somebody is ("Mitte 30")."""
    unit = number.language.units.words.get(number.before)
    if unit is not None and unit.symbol == "year" and not number.counts:
        return "period"
    if number.before in number.refusals.periods.edges and not number.line.is_word(number.last):
        return "age"
    return "age" if _is_age_in_commas(number) else None


def numbered_period(number: Candidate) -> str | None:
    """Tell the number of a week of the year: "in week 12", "en semaine 12"."""
    value = number.token.value
    is_week = number.bare and value is not None and 1 <= value <= _LAST_WEEK
    return "period" if is_week and number.before in number.language.calendar.numbered else None


def _is_measured_after(number: Candidate) -> bool:
    """Whether a unit of time that it can count follows "last": "the 3 last months", not "103 last month"."""
    timed = find(number.language.units.after, number.line, number.last + 1)
    if timed is None or timed[1].kind != "time":
        return False
    return number.token.value == 1 or number.language.nouns.forms.is_plural(number.line.texts[timed[0] - 1])


def _period(number: Candidate) -> str | None:
    periods = number.refusals.periods
    if number.before in periods.before:
        return None if _lasts(number) else "period"
    if number.after == "'":
        return "period" if number.line.text(number.last + 1) in periods.possessed else None
    if _is_gone(number) or _runs_up_to(number):
        return "period"
    if number.after in periods.relative:
        return "period" if _is_told_after(number) else _method(number)
    return "age" if number.token.unit == "year" and _between_commas(number) else None


def _lasts(number: Candidate) -> bool:
    """Whether the word before is a verb: "Visits [last] 45 minutes.", not "Cases last 7 days", which heads a column."""
    line, language = number.line, number.language
    if number.before not in language.verbs.lasting:
        return False
    subject = line.text(number.first - 2)
    if subject in language.words.auxiliaries:
        return True
    return language.nouns.forms.is_plural(subject) and line.texts[-1] in _STOPS


def _is_window(number: Candidate) -> bool:
    """Whether a statistic is taken over that time: "the 7-day rolling average", "7-Tage-Inzidenz", "sur 7 jours"."""
    line, words = number.line, number.refusals.periods.statistics
    if line.text(number.last - 2) in HYPHENS:
        behind = line.texts[number.last : number.last + _WINDOW_REACH]
        return any(word in words for word in behind)
    return number.before in number.refusals.periods.windows and line.text(number.first - 2) in words


def _is_gone(number: Candidate) -> bool:
    """Whether words around it say how long ago: "two years ago", "il y a dix ans"."""
    periods, texts = number.refusals.periods, number.line.texts
    if among_lexemes(periods.after).at(texts, number.last):
        return number.after not in periods.relative or not _is_demanded(number)
    if number.before in number.language.time.after and number.after in number.refusals.words.of:
        return False  # "tras 14 horas de búsqueda": that it lasted
    return among_lexemes(periods.ago).ending(texts, number.first - 1) is not None


def _is_demanded(number: Candidate) -> bool:
    """Whether a word of duty stands before: a notice "doit être donné 60 jours avant l'échéance"."""
    rules, texts = among_lexemes(number.language.roles.rule_before), number.line.texts
    return any(rules.at(texts, at) for at in range(max(0, number.first - _DUTY_REACH), number.first))


def _runs_up_to(number: Candidate) -> bool:
    """Whether the day on which it ends follows: "the three months to March 2019", "the 24 hours to 5pm"."""
    line, time, last = number.line, number.language.time, number.last
    if number.after in number.language.calendar.of and is_year(line.text(last + 1)):
        return True  # "les douze mois de 2019"
    if number.after not in time.closing:
        return False
    for at in range(last + 1, last + _LONGEST_END):
        if calendar.is_month(line, at, number.language) or is_year(line.text(at)) or line.text(at) in time.clock:
            return True
        if line.text(at) in number.language.calendar.weekdays:
            return True
        if not line.is_number(at) and line.text(at) not in time.inside:
            return False
    return False


def _is_told_after(number: Candidate) -> bool:
    """Whether a period before "after" stands apart: "cinq ans après, ...", "Two years after the flood, ..."."""
    line, words = number.line, number.language.words
    alone = not line.is_word(number.last + 1)
    if alone and number.after in number.language.phrases.prefixes:
        return False  # "sieht sechs Wochen [vor]": the other part of its verb
    if number.first == 0 or number.before in _LINKS or alone:
        return True
    placed = number.before in words.determiners and line.texts[number.last + 1] in words.determiners
    return placed and line.is_number(number.last + 2)  # "in den sieben Tagen vor dem 15. März"


def _method(number: Candidate) -> str | None:
    """Tell the period of a text's own method: "28 days after a positive test"."""
    line, last, method = number.line, number.last, number.refusals.structure.method
    return "structure" if line.text(last + 1) in method or line.text(last + 2) in method else None


def _is_deadline(number: Candidate) -> bool:
    """Whether something is to be done in that time: "within the next 20 days", "trois jours ouvrés plus tard"."""
    texts, first, periods = number.line.texts, number.first, number.refusals.periods
    deadlines = among_lexemes(number.language.roles.deadlines)
    if not periods.prescribed.isdisjoint(texts[first : number.last]):
        return True
    if number.before in periods.coming:
        return any(deadlines.ending(texts, first - back) is not None for back in (2, 3))
    return number.before not in periods.before and deadlines.ending(texts, first - 2) is not None


def _between_commas(number: Candidate) -> bool:
    """Whether a name stands before the comma before the number: "Jean Dupont, 45 ans, ..."."""
    line, first = number.line, number.first
    initial = line.text(first - 2) == "." and line.glued(first - 2)
    return number.before in {",", "("} and line.capital(first - 3 if initial else first - 2)


def _is_age_in_commas(number: Candidate) -> bool:
    """Whether "Smith, 45, said" gives an age: a name before, nothing counted after."""
    line, first, value = number.line, number.first, number.token.value
    if number.before not in {",", "("} or number.after not in {",", ")"} or not number.bare:
        return False
    if value is None or not 1 <= value <= _OLDEST or not line.capital(first - 2):
        return False
    if not line.capital(first - 3):
        return _is_surname_alone(number)
    return personal_names.can_be(line, first - 1, number.language)


def _is_surname_alone(number: Candidate) -> bool:
    """Whether a single name opens its sentence, which goes on behind the age: "Smith, 45, said"."""
    line, first, last = number.line, number.first, number.last
    if first != 2 and line.text(first - 3) != ".":
        return False
    if line.texts[first - 2] in number.refusals.ages.people:
        return False  # "Children, 24, and": `ages` tells whose ages are set off
    return number.after == "," and line.is_word(last + 1) and not line.capital(last + 1)
