"""The phrases of a sentence that say when: "since the beginning of this year", "as of 9am on 18 March"."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence

MOST_WORDS = 12
_GLUE = int(Is.TIME | Is.DIGITS)
_ANCHOR = int(Is.TIME | Is.DIGITS | Is.TIME_PHRASE)
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time phrase: the words from ``begin`` up to ``end`` of its sentence."""

    begin: int
    end: int


def find(sentence: Sentence) -> list[Moment]:
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
    if sentence.word(at) not in sentence.grammar.time.each:
        return False
    return sentence.word(at + 1) in sentence.grammar.time.units and at not in covered(sentence)


def is_aside(sentence: Sentence, at: int) -> bool:
    """Whether words begin at *at* that tell no row from another: "on average", "de media", "por cada 100.000"."""
    hit = sentence.grammar.before.at(sentence.low, at)
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
    found = sentence.cache.get("covered")
    if isinstance(found, frozenset):
        return found
    made = frozenset(at for moment in find(sentence) for at in range(moment.begin, moment.end))
    sentence.cache["covered"] = made
    return made


def is_past(sentence: Sentence, moment: Moment) -> bool:
    """Whether the phrase says how long ago: "three years ago", "il y a dix ans"."""
    return not sentence.grammar.time.ago.isdisjoint(sentence.low[moment.begin : moment.end])


def _anchors(sentence: Sentence, at: int) -> bool:
    grammar, word, flag = sentence.grammar, sentence.low[at], sentence.flags[at]
    if flag & Is.DIGITS:
        return _digits_anchor(sentence, at)
    if word in grammar.calendar.months:
        beside = (sentence.flag(at - 1) | sentence.flag(at + 1)) & Is.DIGITS
        placed = sentence.word(at - 1) in grammar.time.inside or grammar.time_prepositions.ending(sentence.low, at - 1)
        return bool(beside) or bool(placed and (not grammar.calendar.capital or sentence.capital(at)))
    if word in grammar.calendar.weekdays or word in grammar.time.deictic:
        return True
    if grammar.time_phrases.at(sentence.low, at):
        return True
    if word in grammar.time.units:
        return _ago(sentence, at) is not None or _unit_anchor(sentence, at)
    return word in grammar.time.clock and bool(sentence.flag(at - 1) & Is.DIGITS)


def _digits_anchor(sentence: Sentence, at: int) -> bool:
    word = sentence.low[at]
    if word.isdecimal():
        if len(word) != 4 or int(word) not in _YEARS:
            return False
        before = sentence.grammar.time_prepositions.ending(sentence.low, at - 1) or sentence.flag(at - 1) & Is.TIME
        return bool(before) or sentence.word(at - 1) in sentence.grammar.time.inside or sentence.word(at - 1) == "("
    time = sentence.grammar.time
    tail = word.lstrip("0123456789:.")
    if tail in time.clock or tail.rstrip("0123456789") in time.hour_sign:
        return True
    return word.count("/") == 2 or (word.count("-") == 2 and len(word) == 10)


def _unit_anchor(sentence: Sentence, at: int) -> bool:
    """A unit of time places something in time only when it is said which: "last year", "cette semaine"."""
    if sentence.grammar.time.units[sentence.low[at]] == "season":
        opening = sentence.grammar.time_prepositions.ending(sentence.low, at - 1)
        if opening is not None and opening[1] in ("during", "since", "at"):
            return True  # "in spring", "au printemps"
    need = sentence.grammar.time.anchors_need
    for here in range(max(0, at - 3), min(len(sentence), at + 3)):
        if here != at and sentence.low[here] in need:
            between = range(min(here, at) + 1, max(here, at))
            if all(not sentence.flags[k] & (Is.MARK | Is.NUMBER) for k in between):
                return True
    return False


def _ago(sentence: Sentence, at: int) -> int | None:
    """Return where "il y a dix ans" begins, whose unit of time stands *at*."""
    if sentence.low[at] not in sentence.grammar.time.units or not _is_small(sentence, at - 1):
        return None
    opening = sentence.grammar.ago_before.ending(sentence.low, at - 2)
    return None if opening is None else at - 1 - opening[0]


def _is_small(sentence: Sentence, at: int) -> bool:
    """Whether a number stands *at*, in digits or one word."""
    return bool(sentence.flag(at) & Is.DIGITS) or sentence.word(at) in sentence.grammar.language.numbers.small


def _spread(sentence: Sentence, at: int, floor: int) -> Moment:
    grammar = sentence.grammar
    begin, end = at, at + 1
    phrase = grammar.time_phrases.at(sentence.low, at)
    if phrase:
        return Moment(at, at + phrase[0])
    if sentence.low[at] in grammar.time.deictic:
        return _with_preposition(sentence, at, floor)
    ago = _ago(sentence, at)
    if ago is not None and ago >= floor:
        return Moment(ago, at + 1)
    while begin > floor and at - begin < MOST_WORDS and _inside(sentence, begin - 1, left=True):
        opening = grammar.time_prepositions.ending(sentence.low, begin - 1)
        begin -= opening[0] if opening and begin - opening[0] >= floor else 1
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
    if flag & Is.DIGITS or (flag & Is.TIME and word not in grammar.time.deictic) or word in grammar.time.inside:
        return True
    if left and _leads(sentence, at):
        return True
    if flag & Is.OF:
        return left or bool(sentence.flag(at + 1) & _GLUE or sentence.word(at + 1) in grammar.time.inside)
    if not left and grammar.time_prepositions.at(sentence.low, at) is not None:
        return bool(sentence.flag(at + 1) & _GLUE)
    return False


def _leads(sentence: Sentence, at: int) -> bool:
    """Whether a preposition of time stands *at*, or the number before a unit: "[three] years ago"."""
    grammar = sentence.grammar
    if _is_small(sentence, at) and sentence.word(at + 1) in grammar.time.units:
        return True
    prepositions = grammar.time_prepositions
    return prepositions.ending(sentence.low, at) is not None or prepositions.at(sentence.low, at) is not None


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
