"""When a figure holds: the time phrase of its clause, and the days it comes to when the page says what day it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitor.figures import days
from monitor.figures.grammar import Grammar, Is
from monitor.figures.tokens import Sentence

MOST_WORDS = 12
_GLUE = int(Is.TIME | Is.DIGITS)
_ANCHOR = int(Is.TIME | Is.DIGITS | Is.TIME_PHRASE)
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time phrase: the words from ``begin`` up to ``end`` of its sentence."""

    begin: int
    end: int


def moments(sentence: Sentence) -> list[Moment]:
    """Return the time phrases of *sentence*, in order; found once."""
    found = sentence.cache.get("moments")
    if isinstance(found, list):
        return found
    made: list[Moment] = []
    taken = 0
    for at, flag in enumerate(sentence.flags):
        if at < taken or not flag & _ANCHOR or not _anchors(sentence, at):
            continue
        moment = _spread(sentence, at, taken)
        if moment.end > moment.begin:
            made.append(moment)
            taken = moment.end
    made = _joined(made)
    sentence.cache["moments"] = made
    return made


def _joined(made: list[Moment]) -> list[Moment]:
    """Join phrases that touch: "so far" and "this year"."""
    joined: list[Moment] = []
    for moment in made:
        if joined and joined[-1].end == moment.begin and moment.end - joined[-1].begin <= MOST_WORDS:
            joined[-1] = Moment(joined[-1].begin, moment.end)
        else:
            joined.append(moment)
    return joined


def is_rate(sentence: Sentence, at: int) -> bool:
    """Whether words that say how often begin at *at*: "a day", "chaque semaine", "par mois"."""
    if sentence.word(at) not in sentence.grammar.sets["time.each"]:
        return False
    return sentence.word(at + 1) in sentence.grammar.time_units and at not in covered(sentence)


def covered(sentence: Sentence) -> frozenset[int]:
    """Return the indices of the words that time phrases cover."""
    found = sentence.cache.get("covered")
    if isinstance(found, frozenset):
        return found
    made = frozenset(at for moment in moments(sentence) for at in range(moment.begin, moment.end))
    sentence.cache["covered"] = made
    return made


def _anchors(sentence: Sentence, at: int) -> bool:
    grammar, word, flag = sentence.grammar, sentence.low[at], sentence.flags[at]
    if flag & Is.DIGITS:
        return _digits_anchor(sentence, at)
    if word in grammar.months:
        beside = (sentence.flag(at - 1) | sentence.flag(at + 1)) & Is.DIGITS
        placed = sentence.word(at - 1) in grammar.sets["time.inside"] or grammar.time_prepositions.ending(
            sentence.low, at - 1
        )
        return bool(beside) or bool(placed and (grammar.adjectives_follow or sentence.capital(at)))
    if word in grammar.weekdays or word in grammar.deictic:
        return True
    if grammar.time_phrases.at(sentence.low, at):
        return True
    if word in grammar.time_units:
        return _unit_anchor(sentence, at)
    return word in grammar.sets["time.clock"] and bool(sentence.flag(at - 1) & Is.DIGITS)


def _digits_anchor(sentence: Sentence, at: int) -> bool:
    word = sentence.low[at]
    if word.isdigit():
        if len(word) != 4 or int(word) not in _YEARS:
            return False
        before = sentence.grammar.time_prepositions.ending(sentence.low, at - 1)
        return (
            bool(before)
            or sentence.word(at - 1) in sentence.grammar.sets["time.inside"]
            or sentence.word(at - 1) == "("
        )
    tail = word.lstrip("0123456789:.h")
    if tail in sentence.grammar.sets["time.clock"] or (tail == "" and "h" in word):
        return True
    return word.count("/") == 2 or (word.count("-") == 2 and len(word) == 10)


def _unit_anchor(sentence: Sentence, at: int) -> bool:
    """A unit of time places something in time only when it is said which: "last year", "cette semaine"."""
    need = sentence.grammar.sets["time.anchors_need"]
    for here in range(max(0, at - 3), min(len(sentence), at + 3)):
        if here != at and sentence.low[here] in need:
            between = range(min(here, at) + 1, max(here, at))
            if all(not sentence.flags[k] & (Is.MARK | Is.NUMBER) for k in between):
                return True
    return False


def _spread(sentence: Sentence, at: int, floor: int) -> Moment:
    grammar = sentence.grammar
    begin, end = at, at + 1
    phrase = grammar.time_phrases.at(sentence.low, at)
    if phrase:
        return Moment(at, at + phrase[0])
    if sentence.low[at] in grammar.deictic:
        return _with_preposition(sentence, at, floor)
    while begin > floor and at - begin < MOST_WORDS and _inside(sentence, begin - 1, left=True):
        begin -= 1
    while end < len(sentence) and end - at < MOST_WORDS and _inside(sentence, end, left=False):
        end += 1
    return _tidy(sentence, begin, end)


def _with_preposition(sentence: Sentence, at: int, floor: int) -> Moment:
    before = sentence.grammar.time_prepositions.ending(sentence.low, at - 1)
    begin = at - before[0] if before and at - before[0] >= floor else at
    return Moment(begin, at + 1)


def _inside(sentence: Sentence, at: int, *, left: bool) -> bool:
    grammar, word, flag = sentence.grammar, sentence.low[at], sentence.flags[at]
    if flag & Is.NUMBER:
        return False
    if word == ",":
        return not left and bool(sentence.flag(at + 1) & Is.DIGITS) and len(sentence.word(at + 1)) == 4
    if flag & Is.DIGITS or (flag & Is.TIME and word not in grammar.deictic) or word in grammar.sets["time.inside"]:
        return True
    if left and grammar.time_prepositions.ending(sentence.low, at) is not None:
        return True
    if left and grammar.time_prepositions.at(sentence.low, at) is not None:
        return True
    if flag & Is.OF:
        return left or bool(sentence.flag(at + 1) & _GLUE or sentence.word(at + 1) in grammar.sets["time.inside"])
    if not left and grammar.time_prepositions.at(sentence.low, at) is not None:
        return bool(sentence.flag(at + 1) & _GLUE)
    return False


def _tidy(sentence: Sentence, begin: int, end: int) -> Moment:
    """Begin at the preposition, end at the last word that says something."""
    prepositions = sentence.grammar.time_prepositions
    for at in range(begin, end):
        if (
            prepositions.at(sentence.low, at)
            or sentence.flags[at] & _GLUE
            or not sentence.flags[at] & (Is.OF | Is.AND | Is.MARK | Is.ADVERB)
        ):
            begin = at
            break
    loose = int(Is.PREPOSITION | Is.OF | Is.AND | Is.DETERMINER | Is.MARK | Is.BY)
    while end > begin and sentence.flags[end - 1] & loose and not sentence.flags[end - 1] & Is.TIME:
        end -= 1
    while (
        end > begin and sentence.flags[begin] & (Is.AND | Is.MARK | Is.OF) and not prepositions.at(sentence.low, begin)
    ):
        begin += 1
    return Moment(begin, min(end, begin + MOST_WORDS))


def of(sentence: Sentence, at: int) -> Moment | None:
    """Return the time phrase that governs the number at word *at*."""
    found = [
        moment
        for moment in moments(sentence)
        if not compares(sentence, moment.begin) and not _of_saying(sentence, moment, at)
    ]
    if not found:
        return None
    numbers = sentence.numbers
    place = numbers.index(at)
    following = numbers[place + 1] if place + 1 < len(numbers) else len(sentence)
    preceding = numbers[place - 1] if place else -1
    before = [moment for moment in found if preceding < moment.begin and moment.end <= at]
    if before and _beside(sentence, before[-1].end, at) and before[-1].begin > 0:
        return before[-1]
    for moment in found:
        if at < moment.begin < following and not _of_next(sentence, at, moment, following):
            return moment
    if before:
        return before[-1]
    return _shared(sentence, at, found)


def compares(sentence: Sentence, begin: int) -> bool:
    """Whether the phrase only names what is compared with: "than in 2018", "par rapport à l'an dernier"."""
    grammar = sentence.grammar
    if sentence.word(begin) in grammar.sets["roles.than"] or sentence.word(begin - 1) in grammar.sets["roles.than"]:
        return True
    period = begin - 1
    while period > 0 and begin - period < 6 and sentence.low[period] in grammar.sets["time.period"]:
        period -= 1
    if period < begin - 1 and sentence.word(period) in grammar.sets["roles.than_year"] | grammar.sets["roles.than"]:
        return True  # "up 18 % on the same period last year"
    if sentence.word(begin) in grammar.sets["roles.than_year"] and sentence.word(begin + 1).isdigit():
        return len(sentence.word(begin + 1)) == 4  # "down 6 points on 2015"
    for last in (begin, begin - 1):
        hit = grammar.compared.ending(sentence.low, last)
        if hit is not None:
            return True
    return False


def _of_saying(sentence: Sentence, moment: Moment, number: int) -> bool:
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


def _of_next(sentence: Sentence, at: int, moment: Moment, following: int) -> bool:
    """Whether *moment* belongs to the next number: it opens its clause, or stands in a subordinate one with it."""
    if following >= len(sentence):
        return False
    if any(
        sentence.flags[k] & Is.SUBORDINATOR and not sentence.flags[k] & Is.RELATIVE_SUBJECT
        for k in range(at, moment.begin)
    ):
        return True
    parted = any(sentence.low[k] == "," for k in range(at, moment.begin))
    return _beside(sentence, moment.end, following) and (parted or _apart(sentence, moment.begin))


def _shared(sentence: Sentence, at: int, found: list[Moment]) -> Moment | None:
    """Return the phrase that the sentence begins with, or the one at the end of a coordination."""
    opening = found[0]
    if opening.end <= at and (opening.begin == 0 or _opens(sentence, opening.begin)):
        return opening
    later = next((moment for moment in found if moment.begin > at), None)
    if later is None or any(_parts(sentence, k) for k in range(at + 1, later.begin)):
        return None
    nearest = max(number for number in sentence.numbers if number < later.begin)
    # "37 killed and 112 injured in 2019": only what is coordinated shares a time.
    joined = any(sentence.flags[k] & Is.AND for k in range(max(at, nearest - 5), nearest))
    return later if joined or nearest == at else None


def _parts(sentence: Sentence, at: int) -> bool:
    """Whether a new clause or a comparison begins at *at*, so that what follows is said of something else."""
    if sentence.flags[at] & Is.SUBORDINATOR or sentence.low[at] in ";:":
        return True
    hit = sentence.grammar.before.at(sentence.low, at)
    return bool(hit and hit[1] == "REFERENCE")


def _opens(sentence: Sentence, begin: int) -> bool:
    return begin <= 3 and all(sentence.flags[k] & (Is.ADVERB | Is.MARK | Is.AND | Is.PREPOSITION) for k in range(begin))


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


def resolve(phrase: str, grammar: Grammar, page: date | None) -> tuple[date | None, date | None]:
    """Return the first and the last day of the time *phrase*; *page* is the day on which the page was published."""
    return days.resolved(Sentence(phrase, 0, len(phrase), grammar).low, grammar, page)
