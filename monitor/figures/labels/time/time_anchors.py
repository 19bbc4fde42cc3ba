"""The words that place something in time, from which a time phrase spreads: a month, a year, "ago", "Q3", "last"."""

from __future__ import annotations

import re

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import HYPHENS, Sentence
from monitor.figures.labels.time.phrase_words import CODE, TWO_YEARS, counts_units, is_year

_WHOLE_DATE = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}(?:-\d{1,2}-|\.[ \u00a0]\d{1,2}\.[ \u00a0])\d{4}|\d{4}-\d\d-\d\d"
)
_SHORT_DATE = re.compile(r"\d{1,2}([/.])\d{1,2}\1\d{2}")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})([/.])(\d{1,2})")
_WEEK_OF_YEAR = re.compile(r"\d{1,2}(?:/\d{4})?")
_OPENINGS = frozenset({"during", "since", "from", "until", "between"})  #: prepositions of what a code of a period names


def anchors(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* places something in time, so that a phrase may spread from it."""
    grammar, word = sentence.grammar, sentence.low[at]
    if word in grammar.calendar.coded:
        return _code_anchor(sentence, at)
    if sentence.flags[at] & Is.DIGITS:
        return _digits_anchor(sentence, at)
    if word in grammar.calendar.months:
        return _month_anchor(sentence, at)
    if (
        word in grammar.calendar.weekdays
        or word in grammar.time.deictic
        or (sentence.flags[at] & Is.TIME_PHRASE and grammar.time_phrases.at(sentence.low, at) is not None)
    ):
        return True
    if word in grammar.time.units:
        return ago(sentence, at) is not None or _unit_anchor(sentence, at)
    if word in grammar.calendar.numbered:
        return bool(sentence.flag(at - 1) & Is.DIGITS)  # "in der 10. Kalenderwoche"
    if word in grammar.time.read_as and sentence.flags[at] & Is.TIME:
        return _follows_preposition(sentence, at)  # "zum Jahresende"
    return word in grammar.time.clock and bool(sentence.flag(at - 1) & Is.DIGITS)


def _month_anchor(sentence: Sentence, at: int) -> bool:
    """A month places something in time beside digits, or after a preposition, in capitals where months have them."""
    grammar = sentence.grammar
    if _is_name(sentence, at) or counts_units(sentence.low, at, grammar):
        return False
    if (sentence.flag(at - 1) | sentence.flag(at + 1)) & Is.DIGITS:
        return True
    if grammar.calendar.capital and not sentence.capital(at):
        return False
    return sentence.word(at - 1) in grammar.time.inside or _follows_preposition(sentence, at)


def _is_name(sentence: Sentence, at: int) -> bool:
    """Whether a month with a capital is part of a street's or a day's name where months have none: "9 de Julio"."""
    if sentence.grammar.calendar.capital or not at or not sentence.capital(at) or sentence.original(at).isupper():
        return False
    of = sentence.grammar.calendar.of
    after = at + 2 if sentence.word(at + 1) in of else at + 1
    return sentence.word(at - 1) in of and not is_year(sentence.word(after))


def _follows_preposition(sentence: Sentence, at: int) -> bool:
    return sentence.grammar.time_prepositions.ending(sentence.low, at - 1) is not None


def _digits_anchor(sentence: Sentence, at: int) -> bool:
    word, time = sentence.low[at], sentence.grammar.time
    if sentence.word(at - 1) in sentence.grammar.calendar.numbered:
        return _WEEK_OF_YEAR.fullmatch(word) is not None
    if word.isdecimal():
        return is_year(word) and _year_anchor(sentence, at)
    years = TWO_YEARS.fullmatch(word)
    if years is not None:
        return is_year(years[1]) and _years_anchor(sentence, at)
    code = CODE.fullmatch(word)
    if code is not None and code[2] in sentence.grammar.calendar.coded:
        return True  # "1H19": a year is part of it
    tail = word.lstrip("0123456789:.")
    if tail in time.clock or tail.rstrip("0123456789") in time.hour_sign:
        return True
    return is_date(word) or _is_short_date(sentence, at)


def is_date(word: str) -> bool:
    """Whether *word* is a whole date in digits: "2020-03-18", "18/03/2020"."""
    return _WHOLE_DATE.fullmatch(word) is not None


def _is_short_date(sentence: Sentence, at: int) -> bool:
    """Whether a date without its century, or without its year, stands after a word of time: "am 3.10.", "le 12/03"."""
    word = sentence.low[at]
    parts = _DAY_AND_MONTH.fullmatch(word)
    if parts is not None:
        valid = 1 <= int(parts[1]) <= 31 and 1 <= int(parts[3]) <= 31 and min(int(parts[1]), int(parts[3])) <= 12
        if not valid or (parts[2] == "." and not _is_pointed(sentence, at)):
            return False
    elif not _SHORT_DATE.fullmatch(word):
        return False
    if sentence.flag(at - 1) & Is.TIME:
        return True
    prepositions = sentence.grammar.time_prepositions
    before = prepositions.ending(sentence.low, at - 1)
    if before is None and sentence.flag(at - 1) & Is.DETERMINER:
        before = prepositions.ending(sentence.low, at - 2)
    return before is not None and before[1] != "during"


def _is_pointed(sentence: Sentence, at: int) -> bool:
    end = sentence.ends[at]
    return bool(sentence.grammar.numbers.ordinal_points) and "." in sentence.content[end - 1 : end + 1]


def _code_anchor(sentence: Sentence, at: int) -> bool:
    """Whether "Q3" or "T1" is of a year that stands beside it; some are in prose without one: "in Q3"."""
    grammar, word = sentence.grammar, sentence.low[at]
    after = at + 2 if sentence.word(at + 1) in grammar.calendar.of else at + 1
    before = at - 2 if sentence.word(at - 1) in HYPHENS else at - 1
    if is_year(sentence.word(after)) or is_year(sentence.word(before)) or sentence.flag(after) & Is.TIME:
        return True
    opening = grammar.time_prepositions.ending(sentence.low, at - 1)
    alone = not grammar.calendar.codes_alone.isdisjoint(word) and after == at + 1
    return alone and opening is not None and opening[1] in _OPENINGS


def _year_anchor(sentence: Sentence, at: int) -> bool:
    """A year places something in time after a preposition, a word of time or a bracket."""
    before = sentence.word(at - 1)
    if before == "(" or before in sentence.grammar.time.inside or (not at and sentence.grammar.calendar.bare_years):
        return True
    return bool(sentence.flag(at - 1) & Is.TIME) or _follows_preposition(sentence, at)


def _years_anchor(sentence: Sentence, at: int) -> bool:
    """Two years tied to one place something in time as a year does, but not after "of": "2018/19" may be a ratio."""
    time, before, after = sentence.grammar.time, sentence.word(at - 1), sentence.word(at + 1)
    if before == "(" or before in time.terms or after in time.terms or after in time.units:
        return True
    if before in sentence.grammar.calendar.of and (
        sentence.word(at - 2) in time.parts or sentence.flag(at - 2) & Is.TIME
    ):
        return True  # "the first half of 2019/20"
    return bool(sentence.flag(at - 1) & Is.TIME) or _follows_preposition(sentence, at)


def _unit_anchor(sentence: Sentence, at: int) -> bool:
    """A unit of time places something in time only when it is said which: "last year", "cette semaine"."""
    unit = sentence.grammar.time.units[sentence.low[at]]
    if unit in _ALONE:
        opening = sentence.grammar.time_prepositions.ending(sentence.low, _past_article(sentence, at - 1, unit))
        if opening is not None and opening[1] in ("during", "since", "at"):
            return True  # "in spring", "au printemps", "over the weekend"
    if unit in _PARTS and _is_ordered(sentence, at):
        return True
    need = sentence.grammar.time.anchors_need
    for here in range(max(0, at - 3), min(len(sentence), at + 3)):
        if here != at and sentence.low[here] in need:
            between = range(min(here, at) + 1, max(here, at))
            if all(not sentence.flags[k] & (Is.MARK | Is.NUMBER) for k in between):
                return True
    return False


_ALONE = frozenset({"season", "weekend"})
_PARTS = frozenset({"quarter", "semester"})


def _past_article(sentence: Sentence, at: int, unit: str) -> int:
    return at - 1 if unit == "weekend" and sentence.flag(at) & Is.DETERMINER else at


def _is_ordered(sentence: Sentence, at: int) -> bool:
    """Whether it is said which part of a year it is: "in the third quarter", "im 3. Quartal", "au T3", "quarter 3"."""
    grammar = sentence.grammar
    before = sentence.word(at - 1)
    if is_year(sentence.word(at + 1)):
        return True
    ordinal = before in grammar.time.ordinals or bool(sentence.flag(at - 1) & Is.DIGITS)
    opens = at - 3 if sentence.word(at - 2) in grammar.time.inside else at - 2
    if not ordinal or (sentence.flag(at + 1) & Is.OF and not _says_time(sentence, at + 2)):
        return False  # "the third quarter of the match"
    hits = (grammar.time_prepositions.ending(sentence.low, place) for place in (opens, at - 2))
    return any(hit is not None for hit in hits)


def _says_time(sentence: Sentence, at: int) -> bool:
    """Whether time is told at *at*, small words left out: "of the year 2019", "of last year"."""
    while sentence.word(at) in sentence.grammar.time.inside:
        at += 1
    return bool(sentence.flag(at) & (Is.TIME | Is.DIGITS))


def ago(sentence: Sentence, at: int) -> int | None:
    """Return where "il y a dix ans" begins, whose unit of time stands *at*."""
    if sentence.low[at] not in sentence.grammar.time.units or not is_small(sentence, at - 1):
        return None
    opening = sentence.grammar.ago_before.ending(sentence.low, at - 2)
    return None if opening is None else at - 1 - opening[0]


def is_small(sentence: Sentence, at: int) -> bool:
    """Whether a number stands *at*, in digits or one word."""
    return bool(sentence.flag(at) & Is.DIGITS) or sentence.word(at) in sentence.grammar.language.numbers.small
