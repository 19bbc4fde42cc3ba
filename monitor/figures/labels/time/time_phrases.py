"""The phrases of a sentence that say when: "since the beginning of this year", "as of 9am on 18 March"."""

from __future__ import annotations

from typing import NamedTuple

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.time.phrase_words import is_year
from monitor.figures.labels.time.time_anchors import ago, anchors, is_date, is_small

MOST_WORDS = 16  #: "entre el 28 de diciembre de 2019 y el 3 de enero de 2020" has thirteen
_GLUE = int(Is.TIME | Is.DIGITS)
_ANCHOR = int(Is.TIME | Is.DIGITS | Is.TIME_PHRASE)
_ANCHORS = _ANCHOR.__and__


class TimePhrase(NamedTuple):
    """A time phrase: the words from ``begin`` up to ``end`` of its sentence."""

    begin: int
    end: int


def find(sentence: Sentence) -> list[TimePhrase]:
    """Return the time phrases of *sentence*, in order; found once."""
    found: list[TimePhrase] | None = sentence.cache.get("moments")
    if found is not None:
        return found
    made: list[TimePhrase] = []
    taken = 0
    for at in sentence.places(_ANCHORS) if sentence.classes & _ANCHOR else ():
        if at < taken or not anchors(sentence, at):
            continue
        moment = _spread(sentence, at, taken)
        if moment.end > moment.begin:
            made.append(moment)
            taken = moment.end
    if len(made) > 1:
        made = _joined(_apposed(sentence, made))
    sentence.cache["moments"] = made
    return made


def _joined(made: list[TimePhrase]) -> list[TimePhrase]:
    """Join phrases that touch: "so far" and "this year"."""
    joined: list[TimePhrase] = []
    for moment in made:
        if joined and joined[-1].end == moment.begin and moment.end - joined[-1].begin <= MOST_WORDS:
            joined[-1] = TimePhrase(joined[-1].begin, moment.end)
        else:
            joined.append(moment)
    return joined


def _apposed(sentence: Sentence, made: list[TimePhrase]) -> list[TimePhrase]:
    """Join a day of the week and its date, a date and its hour: "Am Montag, dem 3. Februar", "Monday (March 2)"."""
    joined: list[TimePhrase] = []
    for moment in made:
        if joined and _stands_beside(sentence, joined[-1], moment):
            closed = sentence.word(moment.begin - 1) == "(" and sentence.word(moment.end) == ")"
            joined[-1] = TimePhrase(joined[-1].begin, moment.end + closed)
        else:
            joined.append(moment)
    return joined


def _stands_beside(sentence: Sentence, one: TimePhrase, other: TimePhrase) -> bool:
    """Whether the second of two phrases tells the first more exactly: its date, or its hour."""
    if other.end - one.begin > MOST_WORDS:
        return False
    if _is_hour(sentence, other):
        begin = one.end + (sentence.word(one.end) == ",")
        small = all(flag & (_SMALL_WORDS | Is.ADVERB) for flag in sentence.flags[begin : other.begin])
        return small and other.begin - begin <= _PART_WORDS and _names_day(sentence, one)
    parted = other.begin == one.end + 1 and sentence.word(one.end) in (",", "(")
    if not parted:
        return False
    grammar, last = sentence.grammar, sentence.low[one.end - 1]
    names_day = last in grammar.calendar.weekdays or grammar.time.deictic.get(last, "").startswith("day")
    opening = grammar.time_prepositions.at(sentence.low, other.begin)
    return names_day and _is_dated(sentence, other) and opening in (None, (1, "at"))


def _is_dated(sentence: Sentence, moment: TimePhrase) -> bool:
    months = sentence.grammar.calendar.months
    return any(word in months or is_date(word) for word in sentence.low[moment.begin : moment.end])


def _names_day(sentence: Sentence, moment: TimePhrase) -> bool:
    weekdays = sentence.grammar.calendar.weekdays
    words = sentence.low[moment.begin : moment.end]
    return _is_dated(sentence, moment) or any(word in weekdays for word in words)


def _is_hour(sentence: Sentence, moment: TimePhrase) -> bool:
    """Whether the phrase is of hours of the clock and no more: "18 Uhr", "entre 14 h et 18 h"."""
    grammar, time = sentence.grammar, sentence.grammar.time
    words = sentence.low[moment.begin : moment.end]
    others = (grammar.calendar.names, time.deictic.keys() - time.clock, grammar.calendar.coded)
    if any(word in names for word in words for names in others) or any(map(is_year, words)):
        return False
    if any(word in time.units and word not in time.clock for word in words) or any(map(is_date, words)):
        return False
    ends = (word.lstrip("0123456789:.") for word in words)
    return any(end and (end in time.clock or end.rstrip("0123456789") in time.hour_sign) for end in ends)


def is_rate(sentence: Sentence, at: int) -> bool:
    """Whether words that say how often begin at *at*: "a day", "chaque semaine", "par mois"."""
    if sentence.word(at) not in sentence.grammar.time.each:
        return False
    return sentence.word(at + 1) in sentence.grammar.time.units and at not in covered(sentence)


def is_aside(sentence: Sentence, at: int) -> bool:
    """Whether words begin at *at* that tell no row from another: "on average", "de media", "por cada 100.000"."""
    before = sentence.grammar.before
    hit = before.at(sentence.low, at) if sentence.low[at] in before.first_words else None
    if hit is not None and hit[1] == "SKIP" and hit[0] > 1 and not sentence.flag(at + hit[0]) & Is.NUMBER:
        return True
    rates = sentence.grammar.numbers.rates.per
    if sentence.low[at] not in rates:
        return False
    based = at + 1
    while sentence.word(based) in rates:
        based += 1
    return bool(sentence.flag(based) & (Is.NUMBER | Is.DIGITS))


def covered(sentence: Sentence) -> frozenset[int]:
    """Return the indices of the words that time phrases cover."""
    found = sentence.covered
    if found is None:
        moments = find(sentence)
        found = sentence.covered = frozenset(at for one in moments for at in range(one.begin, one.end))
    return found


def is_past(sentence: Sentence, moment: TimePhrase) -> bool:
    """Whether the phrase says how long ago: "three years ago", "il y a dix ans"."""
    return not sentence.grammar.time.ago.isdisjoint(sentence.low[moment.begin : moment.end])


def _spread(sentence: Sentence, at: int, floor: int) -> TimePhrase:
    """Return the phrase around the anchor *at*, which begins at *floor* or later."""
    grammar = sentence.grammar
    phrase = grammar.time_phrases.at(sentence.low, at)
    if phrase:
        return TimePhrase(at, at + phrase[0])
    if sentence.low[at] in grammar.time.deictic:
        return _with_part_of_day(sentence, _with_preposition(sentence, at, floor))
    began = ago(sentence, at)
    if began is not None and began >= floor:
        since = grammar.time_prepositions.ending(sentence.low, began - 1)  # "desde hace tres meses"
        return TimePhrase(began - since[0] if since and began - since[0] >= floor else began, at + 1)
    return _tidy(sentence, _spread_left(sentence, at, floor), _spread_right(sentence, at + 1))


def _spread_left(sentence: Sentence, at: int, floor: int) -> int:
    begin = at
    while begin > floor and at - begin < MOST_WORDS and _leads(sentence, begin - 1):
        opening = sentence.grammar.time_prepositions.ending(sentence.low, begin - 1)
        begin -= opening[0] if opening and begin - opening[0] >= floor else 1
    return begin


def _spread_right(sentence: Sentence, begin: int) -> int:
    end, most = begin, min(len(sentence), begin - 1 + MOST_WORDS)
    while end < most and _continues(sentence, end):
        end += 1
    return end


def _with_preposition(sentence: Sentence, at: int, floor: int) -> TimePhrase:
    before = sentence.grammar.time_prepositions.ending(sentence.low, at - 1)
    begin = at - before[0] if before and at - before[0] >= floor else at
    return TimePhrase(begin, at + 1)


def _with_part_of_day(sentence: Sentence, day: TimePhrase) -> TimePhrase:
    """Return *day* with the part of it that is said: "yesterday evening", "hier soir", "ayer por la tarde"."""
    end = day.end
    while end < len(sentence) and end - day.end < _PART_WORDS and sentence.flags[end] & _SMALL_WORDS:
        end += 1
    is_part = sentence.grammar.time.units.get(sentence.word(end)) == "day"
    return TimePhrase(day.begin, end + 1) if is_part else day


_PART_WORDS = 2  #: before a part of the day: "por la" tarde, "au" soir
_SMALL_WORDS = int(Is.PREPOSITION | Is.DETERMINER | Is.BY)


def _says_when(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* belongs to a time phrase on either side of its anchor: digits, a month, "end"."""
    time, word, flag = sentence.grammar.time, sentence.low[at], sentence.flags[at]
    if flag & Is.DIGITS or word in time.inside or word in time.terms:
        return True
    return bool(flag & Is.TIME) and word not in time.deictic


def _leads(sentence: Sentence, at: int) -> bool:
    """Whether the word *at*, left of a time phrase, begins it earlier."""
    flag = sentence.flags[at]
    if flag & Is.NUMBER or (sentence.low[at] == "," and not (_is_day(sentence, at - 1) and _is_day(sentence, at + 1))):
        return False
    if sentence.low[at] == ",":
        return True  # "13, 14 and 15 May"
    if sentence.low[at] in sentence.grammar.time.onto and sentence.flag(at - 1) & _GLUE:
        return True  # "in der Nacht auf Sonntag", "vom 3. auf den 4. März"
    return _says_when(sentence, at) or bool(flag & Is.OF) or _leads_to_unit(sentence, at)


def _is_day(sentence: Sentence, at: int) -> bool:
    """Whether digits that may be a day of the month stand *at*."""
    return bool(sentence.flag(at) & Is.DIGITS) and len(sentence.word(at)) <= 2


def _leads_to_unit(sentence: Sentence, at: int) -> bool:
    """Whether a preposition of time stands *at*, or the number before a unit: "[three] years ago"."""
    grammar = sentence.grammar
    if sentence.low[at].endswith(grammar.time.dated) and sentence.flag(at + 1) & Is.DIGITS:
        return True
    if is_small(sentence, at) and _counts_units(sentence, at + 1):
        return True
    prepositions = grammar.time_prepositions
    return prepositions.ending(sentence.low, at) is not None or prepositions.at(sentence.low, at) is not None


def _counts_units(sentence: Sentence, at: int) -> bool:
    """Whether a unit of time follows from *at* on, perhaps after its adjective: "[douze] derniers mois"."""
    time = sentence.grammar.time
    return sentence.word(at) in time.units or (sentence.word(at) in time.inside and sentence.word(at + 1) in time.units)


def _continues(sentence: Sentence, at: int) -> bool:
    """Whether the word *at*, right of a time phrase, goes on with it."""
    flag, following = sentence.flags[at], sentence.flag(at + 1)
    if flag & Is.NUMBER:
        return False
    if sentence.low[at] == ",":
        return bool(following & Is.DIGITS) and len(sentence.word(at + 1)) == 4
    if _says_when(sentence, at):
        return True
    if flag & Is.OF:
        return bool(following & _GLUE) or sentence.word(at + 1) in sentence.grammar.time.inside
    grammar = sentence.grammar
    leads = sentence.low[at] in grammar.time.onto or grammar.time_prepositions.at(sentence.low, at) is not None
    return bool(following & _GLUE) and leads


def _tidy(sentence: Sentence, begin: int, end: int) -> TimePhrase:
    """Begin at the preposition, end at the last word that says something."""
    begin = next((at for at in range(begin, end) if _may_begin(sentence, at)), begin)
    flags = sentence.flags
    while (
        end > begin + 1
        and not _opens(sentence, begin)
        and flags[begin] & _BEFORE_OPENING
        and _opens(sentence, begin + 1)
    ):
        begin += 1  # "die im September"
    while end > begin and flags[end - 1] & _LOOSE and not flags[end - 1] & Is.TIME:
        end -= 1
    while end > begin and flags[begin] & _JOINING and not _opens(sentence, begin):
        begin += 1
    return TimePhrase(begin, min(end, begin + MOST_WORDS))


_LOOSE = int(Is.PREPOSITION | Is.OF | Is.AND | Is.DETERMINER | Is.MARK | Is.BY)
_BEFORE_OPENING = int(Is.DETERMINER | Is.PRONOUN | Is.SUBORDINATOR | Is.RELATIVE)
_JOINING = int(Is.AND | Is.MARK | Is.OF)


def _may_begin(sentence: Sentence, at: int) -> bool:
    flag = sentence.flags[at]
    return bool(flag & _GLUE) or not flag & (_JOINING | Is.ADVERB) or _opens(sentence, at)


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether a preposition of time begins *at*."""
    return bool(sentence.grammar.time_prepositions.at(sentence.low, at))
