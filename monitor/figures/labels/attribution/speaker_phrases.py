"""A place in a sentence that says who speaks, and the noun phrases that name a speaker."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from monitor.figures.labels.text import label_length, word_forms
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence, remembered
from monitor.figures.labels.time import time_phrases

MOST_WORDS = 12  #: of a speaker's name; of a longer one the last
_OFFICE_AND_NAME = 3  #: words with capitals at least that begin a sentence: "Kämmerer Dieter Röwekamp"
_OFFICE = 4  #: words of an office before a name
NOWHERE = (0, 0)
_FINITE = int(Is.BE | Is.HAVE | Is.AUXILIARY)
_ENDS_PHRASE = int(Is.NUMBER | Is.SUBORDINATOR) | _FINITE
_MARKS_INSIDE = "()’'&"  #: of a name, after its first word
_MARKS_AT_FIRST = _MARKS_INSIDE + '."“«»”'
_LOOSE = int(Is.PREPOSITION | Is.OF | Is.DETERMINER | Is.AND | Is.ADVERB | Is.BY)


class Scope(Enum):
    """Which numbers of its sentence a source governs."""

    FOLLOWING = "following"  #: "the mayor said that ...": those after it, and those of its own clause before it
    REPORTING = "reporting"  #: "..., said the mayor": all that it is set off from
    ACCORDING = "according"  #: "according to the mayor": those of its own part of the sentence


class Source(NamedTuple):
    """A place in a sentence that says who speaks: ``name`` is None where it says that nobody is named."""

    at: int  #: its verb, or the first word of its phrase
    name: str | None
    scope: Scope = Scope.ACCORDING
    begin: int = 0  #: its first word
    end: int = 0  #: after its last word, where the name stands after the verb
    pronoun: bool = False  #: the name stands earlier: "he said", "in his view"
    aside: tuple[int, int] = NOWHERE  #: words that tell of the speaker by the way: ", which runs three clinics,"


def right_phrase(sentence: Sentence, begin: int) -> str:
    """Return the noun phrase that begins at *begin*: up to a mark, a finite verb, a number or a time."""
    return name(sentence, begin, right_end(sentence, begin))


@remembered
def right_end(sentence: Sentence, begin: int) -> int:
    """Return where the noun phrase ends that begins at *begin*."""
    end = begin
    while end < min(len(sentence), begin + MOST_WORDS) and not _closes(sentence, begin, end):
        end += 1
    return sentence.back_over(end - 1, _LOOSE, begin) + 1


def _closes(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether the word at *end* is no part of the noun phrase that begins at *begin*."""
    flag, word = sentence.flags[end], sentence.low[end]
    if flag & Is.TIME and is_named_like_time(sentence, end, begin):
        return False
    inside = _MARKS_INSIDE if end > begin else _MARKS_AT_FIRST
    if flag & _ENDS_PHRASE or (flag & Is.MARK and word not in inside):
        return True
    if end == begin:
        return False
    if end in time_phrases.covered(sentence) or _is_verb(sentence, end):
        return True
    return bool(flag & Is.PREPOSITION) and not _is_link(sentence, end)


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Whether a verb stands at *at*, after more than an article, with which it would be a noun."""
    flag = sentence.flags[at]
    if not flag & (Is.SAYS | Is.VERB) or flag & Is.TIME:
        return False
    return sentence.flag(at - 1) & ~int(Is.DETERMINER) != 0


def _is_link(sentence: Sentence, at: int) -> bool:
    """Whether the preposition at *at* is part of a name: "Office [for] National Statistics"."""
    if sentence.low[at] not in sentence.grammar.words.name_links:
        return False
    return sentence.capital(at + 1) or (bool(sentence.flag(at + 1) & Is.DETERMINER) and sentence.capital(at + 2))


def is_named_like_time(sentence: Sentence, at: int, begin: int = -1) -> bool:
    """Whether the month at *at* is part of a person's name: "April Jones", "Theresa May".

    The word after it has a capital, too; or the word before, where that is part of the name that began at *begin*.
    """
    if sentence.low[at] not in sentence.grammar.calendar.months or not sentence.capital(at):
        return False
    if sentence.flag(at + 1) & Is.DIGITS:
        return False
    return _is_name(sentence, at + 1) or (at - 1 >= begin >= 0 and _is_name(sentence, at - 1))


def _is_name(sentence: Sentence, at: int) -> bool:
    return sentence.capital(at) and sentence.content_word(at) and not sentence.flag(at) & Is.TIME


def name(sentence: Sentence, begin: int, end: int) -> str:
    """Return the words from *begin* to *end* as a name: without an article, nothing where they are no name."""
    while begin < end and sentence.low[begin] in sentence.grammar.words.articles:
        begin += 1
    if begin < end and sentence.flag(begin) & (Is.PRONOUN | Is.DIGITS):
        return ""
    if end - begin > MOST_WORDS:
        begin = end - MOST_WORDS
    return label_length.clipped(sentence.text(begin, end), MOST_WORDS)


def is_place_counting(sentence: Sentence, verb: int, subject: str) -> bool:
    """Whether the *verb* says what a place has, which tells nothing: "Der Bezirk zählt 64 Schulen"."""
    attribution = sentence.grammar.attribution
    return sentence.low[verb] in attribution.counting and subject.lower().endswith(attribution.areas)


def past_title(sentence: Sentence, at: int) -> int:
    """Return where the name begins: after a title that is written without a capital, "don" or "maître"."""
    return at + (sentence.word(at) in sentence.grammar.words.titles)


def told_by_the_way(sentence: Sentence, end: int) -> tuple[int, int]:
    """Return the words that tell of the name ending at *end*: ", which runs three of the clinics"."""
    if sentence.word(end) != "," or sentence.flag(end + 1) & Is.SAYS:
        return NOWHERE
    if not (sentence.flag(end + 1) & Is.RELATIVE or word_forms.is_participle(sentence, end + 1)):
        return NOWHERE
    return end + 1, next((at for at in range(end + 1, len(sentence)) if sentence.low[at] in ",;:"), len(sentence))


def actor(sentence: Sentence) -> tuple[str, int]:
    """Return who is named at the sentence's beginning, and where that ends: "Sheriff Dana Whitlock credited".

    A name of two words with capitals, or a name or office with another between commas: "Mahdi, a baker, carried".
    """
    begin = sentence.over(0, Is.MARK | Is.DETERMINER)
    if not sentence.content_word(begin) or begin in time_phrases.covered(sentence):
        return "", 0
    if sentence.grammar.nouns.capital:  # nouns tell no names, but three of them are an office and a name
        end = _office_holder(sentence) if begin == 0 else 0
    else:
        end = _titled(sentence, begin) or _person(sentence, begin)
    return (name(sentence, begin, end), end) if end else ("", 0)


def _office_holder(sentence: Sentence) -> int:
    """Return where an office and a name end that open the sentence: "Kämmerer Dieter Röwekamp"; 0 without them."""
    end = 0
    while _is_name(sentence, end) and not sentence.flags[end] & Is.ADVERB:
        end += 1
    return end if end >= _OFFICE_AND_NAME else 0


def _person(sentence: Sentence, begin: int) -> int:
    """Return where a name of two words ends, or one that another stands beside between commas; 0 without them."""
    capitals = _capitals(sentence, begin)
    several = capitals - begin > 1
    if sentence.word(capitals) == "," or not several:
        return _apposed(sentence, begin) or (capitals if several else 0)
    return capitals


def _titled(sentence: Sentence, begin: int) -> int:
    """Return where an office with the name of who holds it ends: "[El] regidor Saturnino Pech"; 0 if it is none."""
    first = begin
    while first - begin < _OFFICE and not sentence.capital(first) and sentence.content_word(first):
        first += 1
    led = sentence.flag(begin - 1) & Is.DETERMINER and begin < first < begin + _OFFICE
    end = _capitals(sentence, first) if led else 0
    return end if end - first > 1 and not sentence.flag(begin) & Is.TIME else 0


def _capitals(sentence: Sentence, begin: int) -> int:
    """Return where the run of words with capitals ends that begins at *begin*: "Court of Auditors"."""
    end = begin
    links = int(Is.OF | Is.AND)
    while _is_name(sentence, end) or (end > begin and sentence.flag(end) & links and _is_name(sentence, end + 1)):
        end += 1
    return end


def _apposed(sentence: Sentence, begin: int) -> int:
    """Return where "the leader of the opposition, Bashir Rahmani," ends, or "Mahdi, a baker": 0 if it is neither."""
    comma = begin
    while sentence.content_word(comma) or sentence.flag(comma) & (Is.OF | Is.DETERMINER):
        comma += 1
    if sentence.word(comma) != ",":
        return 0
    first = past_title(sentence, comma + 1)
    end = _capitals(sentence, first)
    if end > first and sentence.word(end) == ",":
        return end
    office = sentence.word(comma + 1) in sentence.grammar.words.articles
    return comma if office and _capitals(sentence, begin) == comma else 0
