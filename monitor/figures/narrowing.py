"""The words that narrow what a figure counts: a participle, "without housing", "who tested positive", a predicate."""

from __future__ import annotations

from monitor.figures import moments
from monitor.figures.forms import FINITE, MOST_WORDS, STOP, infinitive, is_participle
from monitor.figures.grammar import Is
from monitor.figures.tokens import Sentence

_OPENS = int(Is.PREPOSITION | Is.BY | Is.RELATIVE | Is.VERB | Is.ADJECTIVE | Is.OF)
_CLOSES = int(Is.MARK | Is.NUMBER | Is.DIGITS | Is.SUBORDINATOR | Is.PRONOUN | Is.AND) | FINITE
_LOOSE = int(Is.PREPOSITION | Is.OF | Is.DETERMINER | Is.BY | Is.RELATIVE | Is.ADVERB)


def narrowing(sentence: Sentence, at: int) -> str:
    """Return what follows the core and narrows it, or the predicate: "[have been] disrupted"; perhaps nothing."""
    flag = sentence.flag(at)
    if flag & FINITE:
        return predicate(sentence, at)
    if flag & (Is.MARK | Is.NUMBER | Is.AND | Is.DIGITS) or at >= len(sentence):
        return _later_predicate(sentence, at)
    if at in moments.covered(sentence) or not (flag & _OPENS or is_participle(sentence, at)):
        return _passed(sentence, at)
    if flag & Is.SAYS and sentence.flag(at + 1) & (Is.PRONOUN | Is.SUBORDINATOR):
        return ""  # "respondents said they ..."
    if infinitive(sentence, at) or _ends(sentence, at):
        return ""
    end = modifier_end(sentence, at)
    more = sentence.text(at, end)
    if sentence.flag(end) & FINITE:
        more = f"{more} {predicate(sentence, end)}"
    return more


def fitting(sentence: Sentence, more: str, size: int) -> str:
    """Return as much of *more* as fits after *size* words, without words that would dangle: "work at the"."""
    words, room = more.split(), MOST_WORDS - size
    if len(words) <= room:
        return more
    flags = sentence.grammar.flags
    while room > 0 and flags.get(words[room - 1].lower(), 0) & _LOOSE:
        room -= 1
    return " ".join(words[: max(0, room)])


def compared(sentence: Sentence, at: int) -> bool:
    """Whether a comparison begins at *at*: "compared with", "than", "par rapport à"."""
    hit = sentence.grammar.before.at(sentence.low, at)
    noun = sentence.content_word(at) and not sentence.flags[at] & (Is.UP | Is.DOWN)  # "le seuil de pauvreté"
    return bool(hit and hit[1] == "REFERENCE" and not noun) or sentence.word(at) in sentence.grammar.roles.than


def _passed(sentence: Sentence, at: int) -> str:
    """Return the predicate after an adverb or a time: "tests yesterday were positive"."""
    covered = moments.covered(sentence)
    here = at
    while here < min(len(sentence), at + 8) and (sentence.flags[here] & Is.ADVERB or here in covered):
        here += 1
    return predicate(sentence, here) if here > at and sentence.flag(here) & FINITE else ""


def _later_predicate(sentence: Sentence, at: int) -> str:
    """After a bracketed remark: "patients (over 65) have died"."""
    if sentence.word(at) != "(":
        return ""
    for here in range(at + 1, min(at + 8, len(sentence))):
        if sentence.low[here] == ")":
            return predicate(sentence, here + 1) if sentence.flag(here + 1) & FINITE else ""
    return ""


def modifier_end(sentence: Sentence, at: int) -> int:
    """Return where one modifier ends: it has one preposition at most, and no time, mark, number or finite verb."""
    end, preposed = at, False
    covered = moments.covered(sentence)
    if sentence.flag(at) & Is.RELATIVE:
        end = at + 1
        while sentence.flag(end) & FINITE:
            end += 1
    while end < min(len(sentence), at + MOST_WORDS):
        flag = sentence.flags[end]
        if flag & Is.PREPOSITION:
            flag &= ~Is.PRONOUN  # "en": "dont 9 en réanimation"
        if flag & _CLOSES or end in covered or (end > at and _ends(sentence, end)):
            break
        if flag & (Is.PREPOSITION | Is.BY):
            if preposed or infinitive(sentence, end):
                break
            preposed = True
        elif flag & Is.VERB and preposed:
            break
        end += 1
    while end > at and sentence.flag(end - 1) & _LOOSE:
        end -= 1
    return end


def _ends(sentence: Sentence, at: int) -> bool:
    if sentence.flags[at] & Is.SOURCE and sentence.grammar.according.at(sentence.low, at):
        return True
    return compared(sentence, at) or moments.is_rate(sentence, at)


def predicate(sentence: Sentence, at: int) -> str:
    """Return what a finite verb at *at* says of those counted.

    The participle or adjective after "to be": "confirmed negative". What an active verb did, with its object: "lost
    their homes", "ont signé la lettre"; where adjectives follow nouns, the auxiliary is kept, for a bare participle
    would be read as a passive one.
    """
    begin, passive = at, False
    while (
        begin < min(len(sentence), at + 6)
        and sentence.flags[begin] & (FINITE | Is.ADVERB)
        and not sentence.flags[begin] & Is.ADJECTIVE
    ):
        passive = passive or bool(sentence.flags[begin] & Is.BE)
        begin += 1
    if not passive and sentence.flag(begin - 1) & (Is.HAVE | Is.AUXILIARY):
        done = sentence.flag(begin - 1) & Is.HAVE and (sentence.flag(begin) & Is.VERB or is_participle(sentence, begin))
        return _done(sentence, begin) if done else ""
    return sentence.text(begin, _predicate_end(sentence, begin))


def _predicate_end(sentence: Sentence, begin: int) -> int:
    end, covered = begin, moments.covered(sentence)
    while end < min(len(sentence), begin + 3):
        flag = sentence.flags[end]
        described = flag & Is.ADJECTIVE or is_participle(sentence, end)
        if end > begin and sentence.word(end) in sentence.grammar.words.as_:  # "confirmed as positive"
            return end + 2 if sentence.flag(end + 1) & Is.ADJECTIVE else end
        if (flag & (STOP | Is.OF) and not flag & Is.ADJECTIVE) or end in covered:
            break
        if flag & Is.ADVERB and not flag & Is.ADJECTIVE:
            break
        if not described and (end > begin or not _describes(sentence, end)):
            break
        end += 1
    return end


def _describes(sentence: Sentence, at: int) -> bool:
    """Whether the word right after "is" describes: an adjective that no list has; a noun would need an article."""
    return not sentence.flags[at] & (Is.VERB | Is.TIME | Is.UP | Is.DOWN | Is.MEASURE)


def _done(sentence: Sentence, participle: int) -> str:
    """Return an active participle with its object, if it has one: "lost their homes", "ont demandé l'asile"."""
    begin = participle - 1 if sentence.grammar.nouns.adjectives_follow else participle
    end, covered = participle + 1, moments.covered(sentence)
    closing = int(Is.MARK | Is.NUMBER | Is.DIGITS | Is.SUBORDINATOR | Is.AND | Is.PRONOUN) | FINITE
    preposed = False
    while end < min(len(sentence), begin + MOST_WORDS - 1) and not sentence.flags[end] & closing and end not in covered:
        if sentence.flags[end] & (Is.PREPOSITION | Is.BY) and (
            preposed
            or infinitive(sentence, end)
            or (end == participle + 1 and sentence.low[end] not in sentence.grammar.agents.through)
        ):
            break  # where and how are not what: "tests have concluded across the country"
        preposed = preposed or bool(sentence.flags[end] & (Is.PREPOSITION | Is.BY))
        end += 1
    while end > participle + 1 and sentence.flag(end - 1) & _LOOSE:
        end -= 1
    return sentence.text(begin, end)
