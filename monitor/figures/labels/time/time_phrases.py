"""The phrases of a sentence that say when: "since the beginning of this year", "as of 9am on 18 March"."""

from __future__ import annotations

from typing import NamedTuple

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence

MOST_WORDS = 12
_GLUE = int(Is.TIME | Is.DIGITS)
_ANCHOR = int(Is.TIME | Is.DIGITS | Is.TIME_PHRASE)
_YEARS = range(1900, 2101)


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
    anchors = enumerate(sentence.flags) if sentence.classes & _ANCHOR else ()
    for at, flag in anchors:
        if at < taken or not flag & _ANCHOR or not _anchors(sentence, at):
            continue
        moment = _spread(sentence, at, taken)
        if moment.end > moment.begin:
            made.append(moment)
            taken = moment.end
    made = _joined(made)
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
    found: frozenset[int] | None = sentence.cache.get("covered")
    if found is not None:
        return found
    made = frozenset(at for moment in find(sentence) for at in range(moment.begin, moment.end))
    sentence.cache["covered"] = made
    return made


def is_past(sentence: Sentence, moment: TimePhrase) -> bool:
    """Whether the phrase says how long ago: "three years ago", "il y a dix ans"."""
    return not sentence.grammar.time.ago.isdisjoint(sentence.low[moment.begin : moment.end])


def _anchors(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* places something in time, so that a phrase may spread from it."""
    grammar, word = sentence.grammar, sentence.low[at]
    if sentence.flags[at] & Is.DIGITS:
        return _digits_anchor(sentence, at)
    if word in grammar.calendar.months:
        return _month_anchor(sentence, at)
    if word in grammar.calendar.weekdays or word in grammar.time.deictic:
        return True
    if grammar.time_phrases.at(sentence.low, at):
        return True
    if word in grammar.time.units:
        return _ago(sentence, at) is not None or _unit_anchor(sentence, at)
    return word in grammar.time.clock and bool(sentence.flag(at - 1) & Is.DIGITS)


def _month_anchor(sentence: Sentence, at: int) -> bool:
    """A month places something in time beside digits, or after a preposition, in capitals where months have them."""
    if (sentence.flag(at - 1) | sentence.flag(at + 1)) & Is.DIGITS:
        return True
    grammar = sentence.grammar
    if grammar.calendar.capital and not sentence.capital(at):
        return False
    return sentence.word(at - 1) in grammar.time.inside or _follows_preposition(sentence, at)


def _follows_preposition(sentence: Sentence, at: int) -> bool:
    return sentence.grammar.time_prepositions.ending(sentence.low, at - 1) is not None


def _digits_anchor(sentence: Sentence, at: int) -> bool:
    word, time = sentence.low[at], sentence.grammar.time
    if sentence.word(at - 1) in sentence.grammar.calendar.numbered:
        return word.isdecimal() and len(word) <= 2
    if word.isdecimal():
        return len(word) == 4 and int(word) in _YEARS and _year_anchor(sentence, at)
    tail = word.lstrip("0123456789:.")
    if tail in time.clock or tail.rstrip("0123456789") in time.hour_sign:
        return True
    return word.count("/") == 2 or (word.count("-") == 2 and len(word) == 10)


def _year_anchor(sentence: Sentence, at: int) -> bool:
    """A year places something in time after a preposition, a word of time or a bracket."""
    before = sentence.word(at - 1)
    if before == "(" or before in sentence.grammar.time.inside:
        return True
    return bool(sentence.flag(at - 1) & Is.TIME) or _follows_preposition(sentence, at)


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


def _spread(sentence: Sentence, at: int, floor: int) -> TimePhrase:
    """Return the phrase around the anchor *at*, which begins at *floor* or later."""
    grammar = sentence.grammar
    phrase = grammar.time_phrases.at(sentence.low, at)
    if phrase:
        return TimePhrase(at, at + phrase[0])
    if sentence.low[at] in grammar.time.deictic:
        return _with_preposition(sentence, at, floor)
    ago = _ago(sentence, at)
    if ago is not None and ago >= floor:
        return TimePhrase(ago, at + 1)
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


def _says_when(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* belongs to a time phrase on either side of its anchor: digits, a month, "end"."""
    time, word, flag = sentence.grammar.time, sentence.low[at], sentence.flags[at]
    return bool(flag & Is.DIGITS or (flag & Is.TIME and word not in time.deictic) or word in time.inside)


def _leads(sentence: Sentence, at: int) -> bool:
    """Whether the word *at*, left of a time phrase, begins it earlier."""
    flag = sentence.flags[at]
    if flag & Is.NUMBER or sentence.low[at] == ",":
        return False
    return _says_when(sentence, at) or bool(flag & Is.OF) or _leads_to_unit(sentence, at)


def _leads_to_unit(sentence: Sentence, at: int) -> bool:
    """Whether a preposition of time stands *at*, or the number before a unit: "[three] years ago"."""
    grammar = sentence.grammar
    if _is_small(sentence, at) and sentence.word(at + 1) in grammar.time.units:
        return True
    prepositions = grammar.time_prepositions
    return prepositions.ending(sentence.low, at) is not None or prepositions.at(sentence.low, at) is not None


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
    return bool(following & _GLUE) and sentence.grammar.time_prepositions.at(sentence.low, at) is not None


def _tidy(sentence: Sentence, begin: int, end: int) -> TimePhrase:
    """Begin at the preposition, end at the last word that says something."""
    begin = next((at for at in range(begin, end) if _may_begin(sentence, at)), begin)
    flags = sentence.flags
    while end > begin and flags[end - 1] & _LOOSE and not flags[end - 1] & Is.TIME:
        end -= 1
    while end > begin and flags[begin] & _JOINING and not _opens(sentence, begin):
        begin += 1
    return TimePhrase(begin, min(end, begin + MOST_WORDS))


_LOOSE = int(Is.PREPOSITION | Is.OF | Is.AND | Is.DETERMINER | Is.MARK | Is.BY)
_JOINING = int(Is.AND | Is.MARK | Is.OF)


def _may_begin(sentence: Sentence, at: int) -> bool:
    flag = sentence.flags[at]
    return bool(flag & _GLUE) or not flag & (_JOINING | Is.ADVERB) or _opens(sentence, at)


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether a preposition of time begins *at*."""
    return bool(sentence.grammar.time_prepositions.at(sentence.low, at))
