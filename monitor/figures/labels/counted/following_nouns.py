"""What a figure counts, where the noun phrase follows the number; a bounded window of words is looked at."""

from __future__ import annotations

from monitor.figures.labels.counted.modifiers import Asked, narrowing
from monitor.figures.labels.counted.verb_complements import over_name
from monitor.figures.labels.syntax.clauses import group_at, is_finite
from monitor.figures.labels.text.grammar import Grammar, Is, May
from monitor.figures.labels.text.label_length import MOST_WORDS, clipped
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import (
    FINITE,
    NOTHING,
    STOP,
    VERBAL,
    Counted,
    head,
    is_participle,
    is_quote,
    is_verb,
)
from monitor.figures.labels.time import time_phrases

_DESCRIBES = int(Is.ADJECTIVE | Is.ADVERB | Is.VERB | Is.UP | Is.DOWN)
_MOST_NARROWING = 3  #: words that narrow a subject: "sin plaza fija"
_MOST_OF = 3  #: words from "of" on, in which its noun must come: "of all the children"
_MOST_JOINED_TO = 4  #: words of a phrase to which "and" can still join another noun
_MOST_JOINED = 3  #: words that "and" can join to a noun


def after(sentence: Sentence, begin: int, asked: Asked, *, many: bool) -> Counted:
    """Return the noun phrase that begins at *begin*, right after the number *asked* about (*many*: it is not one)."""
    begin = _skip_of(sentence, begin)
    while sentence.flag(begin) & Is.HOLLOW and sentence.content_word(begin + 1):
        begin += 1
    if group_at(sentence, begin) is not None:
        return Counted(end=begin)  # "three supply the hospital"
    end = _core_end(sentence, begin, many=many)
    if end == begin:
        return Counted(end=begin)
    end = _coordinated(sentence, begin, end)
    return shortened(sentence, NOTHING, (begin, end), end, asked)


def shortened(sentence: Sentence, counted: Counted, span: tuple[int, int], following: int, asked: Asked) -> Counted:
    """Return *counted* with the words of *span* as its core, and narrowed by what follows *following*."""
    begin, end = span
    noun = head(sentence, _past_modifier(sentence, begin), end) if end > begin else counted.head
    return Counted(
        core=clipped(sentence.text(begin, end)),
        head=noun,
        more=narrowing(sentence, following, (end - begin, noun.lower()), asked),
        end=end,
        size=end - begin,
    )


def elliptical(sentence: Sentence, begin: int, end: int, *, many: bool) -> bool:
    """Whether the words from *begin* to *end* only describe those counted: "confirmed positive", "dead"."""
    if begin == end:
        return True
    if sentence.grammar.nouns.adjectives_follow:
        return _begins_described(sentence, begin, end, many=many)
    if many and any(sentence.plural(at) and not sentence.flags[at] & Is.VERB for at in range(begin, end)):
        return False
    return bool(sentence.flag(begin) & _DESCRIBES) or is_participle(sentence, begin)


def _begins_described(sentence: Sentence, begin: int, end: int, *, many: bool) -> bool:
    """Whether no noun opens the words from *begin* to *end*, in a language that puts its adjectives after them."""
    nouns, first = sentence.grammar.nouns, sentence.flag(begin)
    if first & Is.PRENOMINAL and end > begin + 1:
        return False  # "cuatro recién nacidos"
    if nouns.agree and many and not sentence.plural(begin) and not sentence.capital(begin):
        return True  # a noun counted by more than one is in the plural
    if sentence.low[begin] in nouns.persons:
        return False
    done = not first & Is.PLURAL and is_participle(sentence, begin)
    return bool(first & Is.ADJECTIVE) or (done and not _noun_later(sentence, begin + 1, end))


def _noun_later(sentence: Sentence, begin: int, end: int) -> bool:
    return any(
        not sentence.flag(at) & Is.ADJECTIVE and not is_participle(sentence, at) and sentence.content_word(at)
        for at in range(begin, end)
    )


def _skip_of(sentence: Sentence, begin: int) -> int:
    """Return where the noun begins after what joins it to its number: "as many", "of the", "the", a quotation mark."""
    linked = sentence.grammar.may(sentence.word(begin)) & May.LINK
    hit = sentence.grammar.measure_links.at(sentence.low, begin) if linked else None
    # "twice as many families", "deux fois plus de familles"
    return begin + hit[0] if hit is not None else _past_of(sentence, begin)


def _past_of(sentence: Sentence, begin: int) -> int:
    if sentence.flag(begin) & Is.OF:  # "2 millions de personnes", "half of the camp"
        begin = sentence.over(begin + 1, Is.DETERMINER)
        for at in (begin, begin + 1):  # "twelve of the 17 recommendations", "three of the county's seven clinics"
            if sentence.flag(at) & (Is.NUMBER | Is.DIGITS) and sentence.content_word(at + 1):
                return at + 1
    elif sentence.flag(begin) & Is.DETERMINER and _is_whole(sentence, begin + 1):
        begin += 1  # "half the camp", "double the population"
    return begin + 1 if is_quote(sentence, begin) and sentence.content_word(begin + 1) else begin


def _is_whole(sentence: Sentence, at: int) -> bool:
    """Whether the word *at*, after an article, is what the number is a part of, and does not say when."""
    return sentence.content_word(at) and not sentence.flags[at] & Is.TIME and at not in time_phrases.covered(sentence)


def _lacks_noun(sentence: Sentence, begin: int, at: int, *, many: bool) -> bool:
    """Whether the plural noun that a number asks for has not come before *at*: "1,525 Scottish [tests]" is no verb."""
    number = begin - 1 - bool(sentence.flag(begin - 1) & Is.OF)  # "thousands of COVID-19 [tests]"
    counted = many and bool(sentence.flag(number) & Is.NUMBER)
    return counted and not any(sentence.plural(here) for here in range(begin, at))


def _past_modifier(sentence: Sentence, begin: int) -> int:
    """Step over several words that describe the noun after them: "30 [out of hours] calls"."""
    if not sentence.grammar.may(sentence.word(begin)) & May.DESCRIBE:
        return begin
    hit = sentence.grammar.modifiers.at(sentence.low, begin)
    return begin + hit[0] if hit and sentence.content_word(begin + hit[0]) else begin


def _core_end(sentence: Sentence, begin: int, *, many: bool) -> int:
    """Return where the noun phrase ends that begins at *begin*; *begin* itself where none does."""
    at, last = _past_modifier(sentence, begin), min(len(sentence), begin + MOST_WORDS)
    while at < last:
        following = _over_initials(sentence, at) or _over_word(sentence, begin, at, many=many)
        if following == at:
            break
        at = following
    return at


def _over_initials(sentence: Sentence, at: int) -> int:
    """Return where a noun follows the initials at *at* and their last point: "347 [U.S.] soldiers"; 0 without them."""
    pointed = "." in sentence.low[at] and sentence.word(at + 1) == "." and sentence.capital(at)
    return at + 2 if pointed and sentence.content_word(at + 2) and not sentence.capital(at + 2) else 0


def _over_word(sentence: Sentence, begin: int, at: int, *, many: bool) -> int:
    """Return where the phrase begun at *begin* goes on after the word *at*; *at* itself where it ends before it."""
    if at == begin:
        return at if _stops(sentence, at) else at + 1
    if sentence.low[at - 1].endswith(sentence.grammar.words.possessive) and not _stops(sentence, at):
        return at + 1  # "the city's budget": what is owned is a noun, whatever else it can be
    if is_finite(sentence, at) and not _lacks_noun(sentence, begin, at, many=many):
        return at  # "income comes from"
    if sentence.flags[at] & Is.OF:
        return _over_of(sentence, at)
    if is_quote(sentence, at) and sentence.content_word(at + 1) and sentence.content_word(at - 1):
        return at + 1
    return at if _stops(sentence, at) or _closes(sentence, at, many=many) else at + 1


def _over_of(sentence: Sentence, of: int) -> int:
    """Return where the phrase goes on after "of" and its noun; *of* itself where none follows that belongs to it."""
    if sentence.grammar.comparatives.at(sentence.low, of):
        return of  # "baigneurs de moins"
    noun = sentence.over(of + 1, Is.DETERMINER, of + _MOST_OF)
    belongs = sentence.content_word(noun) and noun not in time_phrases.covered(sentence)
    return over_name(sentence, noun + 1) if belongs and not time_phrases.is_aside(sentence, of) else of


def _stops(sentence: Sentence, at: int) -> bool:
    """Whether no noun phrase holds the word *at*: a function word, a time, an adverb of nothing that follows."""
    flag = sentence.flags[at]
    if (flag & STOP and not flag & Is.PLURAL) or at in time_phrases.covered(sentence):
        return True
    return bool(flag & Is.ADVERB) and not sentence.content_word(at + 1)


def _closes(sentence: Sentence, at: int, *, many: bool) -> bool:
    """Whether the noun phrase is complete before the word *at*."""
    if sentence.grammar.nouns.adjectives_follow:
        return _closes_after_noun(sentence, at, many=many)
    flag, before = sentence.flags[at], at - 1
    if flag & Is.ADVERB and not flag & Is.ADJECTIVE:
        return True
    if sentence.plural(before) and (many or not sentence.flags[before] & Is.NOT_PLURAL):
        # The plural noun that a number counts ends its phrase, unless another plural follows ("sales figures").
        return not sentence.plural(at) or bool(flag & VERBAL) or is_participle(sentence, at)
    if not many and not sentence.content_word(at + 1) and _has_participle_form(sentence, at):
        return True  # "one bus stopped"
    acts = flag & Is.VERB and not is_participle(sentence, before)
    return bool(acts) or _is_running(sentence, at)


def _has_participle_form(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* ends as participles do, those that are adjectives too: "one farm [closed]"."""
    return sentence.low[at].endswith(sentence.grammar.nouns.participle_endings) or is_participle(sentence, at)


def _is_running(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* says what those before it are doing, as the last word of its phrase: "people [queuing]"."""
    progressive = sentence.grammar.nouns.progressive_endings
    if not sentence.low[at].endswith(progressive or "\0"):
        return False
    return not sentence.content_word(at + 1) or sentence.low[at + 1] in sentence.grammar.numbers.compared


def _closes_after_noun(sentence: Sentence, at: int, *, many: bool) -> bool:
    """Whether the phrase is complete before the word *at*, in a language that puts adjectives after their noun."""
    flag, before = sentence.flags[at], at - 1
    if flag & Is.ADVERB and not flag & Is.ADJECTIVE:
        return not _qualified(sentence, at)
    if sentence.flag(before) & (Is.OF | Is.DETERMINER):
        return False
    if is_verb(sentence, at) and not flag & Is.PARTICIPLE:
        return True
    if sentence.low[at] in sentence.grammar.nouns.apposed:
        return False  # "camiones [cisterna]"
    # After a plural noun, what would have to agree and has no plural form is a verb or an adverb.
    return sentence.grammar.nouns.agree and many and sentence.plural(before) and not sentence.plural(at)


def _qualified(sentence: Sentence, adverb: int) -> bool:
    """Whether the adverb qualifies an adjective of the phrase: "mineurs non accompagnés", "personnes très âgées"."""
    following = adverb + 1
    return (
        sentence.content_word(following)
        and sentence.plural(following)
        and bool(sentence.flags[following] & Is.ADJECTIVE or is_participle(sentence, following))
    )


def _coordinated(sentence: Sentence, begin: int, end: int) -> int:
    """Take "and gendarmes" into "police and gendarmes"."""
    if not sentence.flag(end) & Is.AND or end - begin > _MOST_JOINED_TO:
        return end
    at = _joined_end(sentence, end + 1)
    if not any(sentence.plural(k) for k in range(end + 1, at)) or is_participle(sentence, at - 1):
        return end
    acts = sentence.flag(at) & FINITE and is_participle(sentence, end + 1)
    return end if sentence.flag(at) & Is.NUMBER or acts else at  # "14 measures and earmarks 35 million"


def _joined_end(sentence: Sentence, begin: int) -> int:
    """Return where the words end from *begin* on that "and" can join to a noun, the first plural the last of them."""
    at = begin
    while sentence.content_word(at) and at - begin < _MOST_JOINED:
        if sentence.flags[at] & (Is.VERB | Is.TIME | Is.ADVERB):
            break
        if at > begin and sentence.plural(at - 1) and not sentence.plural(at):
            break
        at += 1
    return at


def adjectival(phrase: str, grammar: Grammar) -> str:
    """Return *phrase* if it is short enough to narrow a subject; a relative clause has a verb besides."""
    words = phrase.split()
    relative = bool(words) and grammar.flags.get(words[0].lower(), 0) & Is.RELATIVE
    return phrase if len(words) <= _MOST_NARROWING + bool(relative) else ""
