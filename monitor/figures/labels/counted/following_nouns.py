"""What a figure counts, where the noun phrase follows the number; a bounded window of words is looked at."""

from __future__ import annotations

from monitor.figures.labels.counted.modifiers import Asked, narrowing
from monitor.figures.labels.syntax.clauses import group_at, is_finite
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import (
    FINITE,
    MOST_WORDS,
    STOP,
    VERBAL,
    Counted,
    clipped,
    head,
    is_participle,
    is_quote,
    is_verb,
)
from monitor.figures.labels.time import time_phrases


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
    return shortened(sentence, Counted(), (begin, end), end, asked)


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
    first = sentence.flag(begin)
    if sentence.grammar.nouns.adjectives_follow:
        if sentence.grammar.nouns.agree and many and not sentence.plural(begin) and not sentence.capital(begin):
            return True  # a noun counted by more than one is in the plural
        if sentence.low[begin] in sentence.grammar.nouns.persons:
            return False
        return bool(first & Is.ADJECTIVE) or (
            not first & Is.PLURAL and is_participle(sentence, begin) and not _noun_later(sentence, begin + 1, end)
        )
    if many and any(sentence.plural(at) and not sentence.flags[at] & Is.VERB for at in range(begin, end)):
        return False
    described = Is.ADJECTIVE | Is.ADVERB | Is.VERB | Is.UP | Is.DOWN
    return bool(first & described) or is_participle(sentence, begin)


def _noun_later(sentence: Sentence, begin: int, end: int) -> bool:
    return any(
        not sentence.flag(at) & Is.ADJECTIVE and not is_participle(sentence, at) and sentence.content_word(at)
        for at in range(begin, end)
    )


def _skip_of(sentence: Sentence, begin: int) -> int:
    hit = sentence.grammar.measure_links.at(sentence.low, begin)
    if hit:
        return begin + hit[0]  # "twice as many families", "deux fois plus de familles"
    if sentence.flag(begin) & Is.OF:  # "2 millions de personnes", "half of the camp"
        begin += 1
        while sentence.flag(begin) & Is.DETERMINER:
            begin += 1
        for at in (begin, begin + 1):  # "twelve of the 17 recommendations", "three of the county's seven clinics"
            if sentence.flag(at) & (Is.NUMBER | Is.DIGITS) and sentence.content_word(at + 1):
                return at + 1
    elif (
        sentence.flag(begin) & Is.DETERMINER
        and sentence.content_word(begin + 1)
        and not _says_when(sentence, begin + 1)
    ):
        begin += 1  # "half the camp", "double the population"
    return begin + 1 if is_quote(sentence, begin) and sentence.content_word(begin + 1) else begin


def _says_when(sentence: Sentence, at: int) -> bool:
    return bool(sentence.flags[at] & Is.TIME) or at in time_phrases.covered(sentence)


def _lacks_noun(sentence: Sentence, begin: int, at: int, *, many: bool) -> bool:
    """Whether the plural noun that a number asks for has not come before *at*: "1,525 Scottish [tests]" is no verb."""
    counted = many and bool(sentence.flag(begin - 1) & Is.NUMBER)
    return counted and not any(sentence.plural(here) for here in range(begin, at))


def _past_modifier(sentence: Sentence, begin: int) -> int:
    """Step over several words that describe the noun after them: "30 [out of hours] calls"."""
    hit = sentence.grammar.modifiers.at(sentence.low, begin)
    return begin + hit[0] if hit and sentence.content_word(begin + hit[0]) else begin


def _core_end(sentence: Sentence, begin: int, *, many: bool) -> int:
    at, last = _past_modifier(sentence, begin), min(len(sentence), begin + MOST_WORDS)
    covered = time_phrases.covered(sentence)
    while at < last:
        flag = sentence.flags[at]
        if at > begin and (
            (is_finite(sentence, at) and not _lacks_noun(sentence, begin, at, many=many))
            or (flag & Is.OF and sentence.grammar.comparatives.at(sentence.low, at))
        ):
            break  # "income comes from", "baigneurs de moins"
        if flag & Is.OF and at > begin:
            after_of = at + 1
            while sentence.flag(after_of) & Is.DETERMINER and after_of - at < 3:
                after_of += 1
            if not sentence.content_word(after_of) or after_of in covered or time_phrases.is_aside(sentence, at):
                break
            at = after_of + 1
            continue
        if is_quote(sentence, at) and at > begin and sentence.content_word(at + 1) and sentence.content_word(at - 1):
            at += 1
            continue
        if (flag & STOP and not flag & Is.PLURAL) or at in covered:
            break
        if at > begin and _closes(sentence, at, many=many):
            break
        if flag & Is.ADVERB and not sentence.content_word(at + 1):
            break
        at += 1
    return at


def _closes(sentence: Sentence, at: int, *, many: bool) -> bool:
    """Whether the noun phrase is complete before the word *at*."""
    flag, before = sentence.flags[at], at - 1
    if sentence.grammar.nouns.adjectives_follow:
        if flag & Is.ADVERB and not flag & Is.ADJECTIVE:
            return not _qualified(sentence, at)
        if sentence.flag(before) & (Is.OF | Is.DETERMINER):
            return False
        if is_verb(sentence, at) and not flag & Is.PARTICIPLE:
            return True
        # After a plural noun, what would have to agree and has no plural form is a verb or an adverb.
        return sentence.grammar.nouns.agree and many and sentence.plural(before) and not sentence.plural(at)
    if flag & Is.ADVERB and not flag & Is.ADJECTIVE:
        return True
    if sentence.plural(before) and (many or not sentence.flags[before] & Is.NOT_PLURAL):
        # The plural noun that a number counts ends its phrase, unless another plural follows ("sales figures").
        return not sentence.plural(at) or bool(flag & VERBAL) or is_participle(sentence, at)
    progressive = sentence.grammar.nouns.progressive_endings
    running = sentence.low[at].endswith(progressive or "\0") and not sentence.content_word(at + 1)
    return running or (bool(flag & Is.VERB) and not is_participle(sentence, before))


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
    at = end
    if not sentence.flag(at) & Is.AND or end - begin > 4:
        return end
    at += 1
    size = 0
    while sentence.content_word(at) and size < 3:
        flag = sentence.flags[at]
        if flag & (Is.VERB | Is.TIME | Is.ADVERB) or (size and sentence.plural(at - 1) and not sentence.plural(at)):
            break
        at += 1
        size += 1
    if not size or not any(sentence.plural(k) for k in range(end + 1, at)) or is_participle(sentence, at - 1):
        return end
    if sentence.flag(at) & Is.NUMBER or (sentence.flag(at) & FINITE and is_participle(sentence, end + 1)):
        return end  # "14 measures and earmarks 35 million"
    return at


def adjectival(phrase: str) -> str:
    """Return *phrase* if it is short enough to narrow a subject."""
    return phrase if len(phrase.split()) <= 3 else ""
