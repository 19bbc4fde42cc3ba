"""When a figure holds: the time phrase of its clause, and the days it comes to when the page says what day it was."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from monitor.figures.labels.text.grammar import Grammar, Is, May
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.time import date_resolution
from monitor.figures.labels.time.time_phrases import TimePhrase, find
from monitor.language import dates
from monitor.model import Text


def of(sentence: Sentence, at: int) -> TimePhrase | None:
    """Return the time phrase that governs the number at word *at*."""
    found = _of_numbers(sentence)
    if sentence.classes & Is.SAYS:
        found = [moment for moment in found if not _of_saying(sentence, moment, at)]
    if not found:
        return None
    preceding, following = _neighbours(sentence, at)
    before = _last_between(found, preceding, at)
    if before is not None and before.begin > 0 and _beside(sentence, before.end, at):
        return before
    own = [moment for moment in found if not _of_next(sentence, at, moment, following)]
    after = next((moment for moment in own if at < moment.begin < following), None)
    return after or before or _shared(sentence, at, own)


def _last_between(found: list[TimePhrase], preceding: int, at: int) -> TimePhrase | None:
    """Return the last phrase that stands between two numbers."""
    return next((moment for moment in reversed(found) if preceding < moment.begin and moment.end <= at), None)


def _neighbours(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return where the numbers before and after the one *at* stand; the sentence's bounds where there is none."""
    numbers = sentence.numbers
    place = numbers.index(at)
    following = numbers[place + 1] if place + 1 < len(numbers) else len(sentence)
    return numbers[place - 1] if place else -1, following


def _of_numbers(sentence: Sentence) -> list[TimePhrase]:
    """Return the time phrases of *sentence* but for those that date what its numbers are compared with; found once."""
    found: list[TimePhrase] | None = sentence.cache.get("of numbers")
    if found is None:
        found = [moment for moment in find(sentence) if not compares(sentence, moment.begin)]
        sentence.cache["of numbers"] = found
    return found


def compares(sentence: Sentence, begin: int) -> bool:
    """Whether the phrase only names what is compared with: "than in 2018", "par rapport à l'an dernier"."""
    grammar, before = sentence.grammar, sentence.word(sentence.back_over(begin - 1, Is.ADVERB))
    if sentence.word(begin) in grammar.roles.than or before in grammar.roles.than:
        return True
    if _compares_period(sentence, begin) or _compares_year(sentence, begin):
        return True
    if not sentence.may(May.COMPARE):
        return False
    if grammar.compared.last_words.isdisjoint(sentence.low[max(0, begin - 1) : begin + 1]):
        return False
    return any(grammar.compared.ending(sentence.low, last) is not None for last in (begin, begin - 1))


_LONGEST_PERIOD = 5  #: words of "the same period"


def _compares_period(sentence: Sentence, begin: int) -> bool:
    """Whether the phrase ends a period that is compared with: "up 18 % on the same period last year"."""
    grammar, period = sentence.grammar, begin - 1
    while period > 0 and begin - period <= _LONGEST_PERIOD and sentence.low[period] in grammar.time.period:
        period -= 1
    if period >= begin - 1:
        return False
    word = sentence.word(period)
    return word in grammar.roles.than_year or word in grammar.roles.than


def _compares_year(sentence: Sentence, begin: int) -> bool:
    """Whether the phrase is a year that is compared with: "down 6 points on 2015"."""
    year = sentence.word(begin + 1)
    return len(year) == 4 and year.isdecimal() and sentence.word(begin) in sentence.grammar.roles.than_year


def _of_saying(sentence: Sentence, moment: TimePhrase, number: int) -> bool:
    """Whether the phrase dates the saying, not what is said: "announced on Tuesday that", "said on Friday."."""
    for at in range(moment.begin - 1, max(-1, moment.begin - 4), -1):
        flag = sentence.flags[at]
        if flag & (Is.NUMBER | Is.MARK):
            return False
        if flag & Is.SAYS and not _passive(sentence, at):
            between = range(moment.end, number)
            parted = Is.SUBORDINATOR | Is.MARK
            return number < at or any(sentence.flags[k] & parted for k in between)
    return False


def _passive(sentence: Sentence, at: int) -> bool:
    """Whether the verb is said of what is counted: "were reported yesterday", "ont été signalés hier"."""
    while at > 0 and sentence.flags[at - 1] & (Is.ADVERB | Is.HAVE):
        at -= 1
    return bool(sentence.flag(at - 1) & Is.BE) and at > 0


def _of_next(sentence: Sentence, at: int, moment: TimePhrase, following: int) -> bool:
    """Whether *moment* belongs to the next number: it opens its clause, or stands in a subordinate one with it."""
    if following >= len(sentence):
        return False
    between = sentence.low[at : moment.begin]
    if ";" in between or _is_subordinate(sentence, at, moment.begin):
        return True
    if not _PARTING.isdisjoint(between) and _PARTING.isdisjoint(sentence.low[moment.end : following]):
        return True
    return _beside(sentence, moment.end, following) and _apart(sentence, moment.begin)


_PARTING = frozenset({",", "–", "—"})  #: marks between a number and a phrase that opens the next clause


def _is_subordinate(sentence: Sentence, at: int, begin: int) -> bool:
    """Whether a clause that says something new begins between *at* and *begin*."""
    if not sentence.classes & Is.SUBORDINATOR:
        return False
    return any(
        flag & Is.SUBORDINATOR and not flag & Is.RELATIVE_SUBJECT for flag in sentence.flags[at : max(at, begin)]
    )


def _shared(sentence: Sentence, at: int, found: list[TimePhrase]) -> TimePhrase | None:
    """Return the phrase that the sentence begins with, or the one at the end of a coordination."""
    if not found:
        return None
    opening = found[0]
    if opening.end <= at and _opens(sentence, opening.begin):
        return opening
    later = next((moment for moment in found if moment.begin > at), None)
    return later if later is not None and _coordinates(sentence, at, later) else None


def _coordinates(sentence: Sentence, at: int, moment: TimePhrase) -> bool:
    """Whether what is coordinated with the number *at* has the phrase: "37 killed and 112 injured in 2019"."""
    if any(_parts(sentence, k) for k in range(at + 1, moment.begin)):
        return False
    nearest = max(number for number in sentence.numbers if number < moment.begin)
    if nearest == at:
        return True
    return any(flag & Is.AND for flag in sentence.flags[max(at, nearest - _COORDINATION) : nearest])


_COORDINATION = 5  #: words before a number in which "and" joins it to the one before


def _parts(sentence: Sentence, at: int) -> bool:
    """Whether a new clause or a comparison begins at *at*, so that what follows is said of something else."""
    if sentence.flags[at] & Is.SUBORDINATOR or sentence.low[at] in ";:":
        return True
    hit = sentence.grammar.before.at(sentence.low, at)
    return bool(hit and hit[1] == "REFERENCE")


def _opens(sentence: Sentence, begin: int) -> bool:
    """Whether only small words stand before *begin*: "But in 2019"."""
    return begin <= 3 and all(flag & _SMALL for flag in sentence.flags[:begin])


_SMALL = int(Is.ADVERB | Is.MARK | Is.AND | Is.PREPOSITION)


def _beside(sentence: Sentence, end: int, at: int) -> bool:
    """Whether only marks, hedges and articles stand between *end* and the number *at*."""
    if not 0 <= at - end <= 6:
        return False
    skip = int(Is.MARK | Is.DETERMINER | Is.ADVERB)
    return all(
        sentence.flags[k] & skip
        or sentence.grammar.before.ending(sentence.low, k)
        or sentence.grammar.before.at(sentence.low, k)
        for k in range(end, at)
    )


def _apart(sentence: Sentence, begin: int) -> bool:
    """Whether a mark or "and" parts the phrase from what stands before it."""
    return begin == 0 or bool(sentence.flag(begin - 1) & (Is.MARK | Is.AND | Is.SUBORDINATOR))


def page_day(text: Text) -> date | None:
    """Return the day on which the page was updated, or else published."""
    return _day(text.updated) or _day(text.published)


def _day(stamp: str | None) -> date | None:
    """Return the day of *stamp*; None for what no page can be of, such as "0001-01-01" of a field that is not set."""
    try:
        found = date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None
    return found if found is not None and found.year in dates.YEARS else None


class Days:
    """The days that time phrases come to on a page of one day."""

    def __init__(self, grammar: Grammar, page: date | None, order: str = "DMY") -> None:
        """*page* is the day on which the page was updated or published, *order* that of its dates in digits."""
        self.page = page
        self._order = order
        self._grammar = grammar

    def of(self, phrase: str | None) -> tuple[date | None, date | None]:
        """Return the first and the last day of the time *phrase*."""
        return _resolved(phrase, self._grammar, self.page, self._order) if phrase else (None, None)


@lru_cache(maxsize=2048)  # a page's figures share a few phrases, and its next version has them again
def _resolved(phrase: str, grammar: Grammar, page: date | None, order: str) -> tuple[date | None, date | None]:
    """Return the days of the time *phrase* on the day of its *page*, whose dates in digits have this *order*."""
    return date_resolution.resolved(Sentence(phrase, 0, len(phrase), grammar).low, grammar, page, order)
