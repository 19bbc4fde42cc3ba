"""The words that narrow what a figure counts: a participle, "without housing", "who tested positive", a predicate."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.figures.labels.counted.deeds import passes_number, said, tidied, unnumbered
from monitor.figures.labels.syntax.clauses import group_at, is_subject, main_verb
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, MOST_WORDS, infinitive, is_participle
from monitor.figures.labels.time import time_phrases

_OPENS = int(Is.PREPOSITION | Is.BY | Is.RELATIVE | Is.ADJECTIVE | Is.OF)
_CLOSES = int(Is.MARK | Is.NUMBER | Is.DIGITS | Is.SUBORDINATOR | Is.PRONOUN | Is.AND) | FINITE
_LOOSE = int(Is.PREPOSITION | Is.OF | Is.DETERMINER | Is.BY | Is.RELATIVE | Is.ADVERB)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which number's words are narrowed, and whether it counts a part of those named, told by a deed alone."""

    number: int  #: index of its word
    telling: bool


def narrowing(sentence: Sentence, at: int, core: tuple[int, str], asked: Asked) -> str:
    """Return what tells the *core*, so many words with a noun that end before *at*: what describes it, its deed.

    Their deed counts in any case where it was done to them or would be theirs, and only if *asked* for it where they
    did it: "divers" of "60 divers attempted ...", but "divers who drowned" of "3 % of the divers drowned".
    """
    size, noun = core
    verb = main_verb(sentence, at) if is_subject(sentence, asked.number) else None
    described = "" if verb is not None and verb.begin == at else fitting(sentence, _described(sentence, at), size)
    deed = said(sentence, verb, noun, telling=asked.telling) if verb is not None else ""
    if not deed:
        return described
    if sentence.flag(at) & Is.RELATIVE_SUBJECT:
        described = ""  # one relative clause is enough: "patients who tested positive have died"
    room = MOST_WORDS - size - len(deed.split())
    if room < 0:
        return described or fitting(sentence, deed, size)
    return f"{described} {deed}".strip() if len(described.split()) <= room else deed


def _described(sentence: Sentence, at: int) -> str:
    """Return the words from *at* that describe the noun before them; perhaps nothing."""
    flag = sentence.flag(at)
    if flag & (FINITE | Is.MARK | Is.NUMBER | Is.AND | Is.DIGITS) or at in time_phrases.covered(sentence):
        return ""
    if not (flag & _OPENS or is_participle(sentence, at)) or infinitive(sentence, at) or _ends(sentence, at):
        return ""
    if flag & Is.SAYS and sentence.flag(at + 1) & (Is.PRONOUN | Is.SUBORDINATOR):
        return ""  # "respondents said they ..."
    first = at + 1 + bool(sentence.flag(at + 1) & (Is.DETERMINER | Is.NUMBER))
    earlier = sentence.grammar.time.ago | sentence.grammar.roles.formerly
    if flag & Is.OF and sentence.flag(first) & Is.TIME and sentence.word(first + 1) in earlier:
        return ""  # "los 57.900 de un año antes"
    if sentence.low[at] in sentence.grammar.words.as_:
        plain = sentence.flag(at + 1) & Is.ADJECTIVE and sentence.low[at] != sentence.word(at + 2)  # no "as old as"
        return sentence.text(at + 1, at + 2) if plain else ""  # "22 as missing"
    return unnumbered(sentence, at, modifier_end(sentence, at))


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
    if hit and hit[1] == "REFERENCE" and not noun:
        return True
    than = sentence.word(at) in sentence.grammar.roles.than
    return than and not (sentence.flags[at] & Is.RELATIVE_SUBJECT and group_at(sentence, at + 1) is not None)


def modifier_end(sentence: Sentence, at: int) -> int:
    """Return where one modifier ends: it has one preposition at most, and no time, mark, number or finite verb."""
    end, preposed = at, False
    covered = time_phrases.covered(sentence)
    if sentence.flag(at) & Is.RELATIVE:
        end = at + 1
        while sentence.flag(end) & FINITE:
            end += 1
    while end < min(len(sentence), at + MOST_WORDS):
        flag = sentence.flags[end]
        if flag & Is.PREPOSITION:
            flag &= ~Is.PRONOUN  # "en": "dont 9 en réanimation"
        if preposed and passes_number(sentence, end):
            end += 1
            continue
        if flag & _CLOSES or end in covered or (end > at and _ends(sentence, end)):
            break
        if flag & (Is.PREPOSITION | Is.BY):
            if preposed or infinitive(sentence, end):
                break
            preposed = True
        elif flag & Is.VERB and preposed:
            break
        end += 1
    return tidied(sentence, at, end)


def _ends(sentence: Sentence, at: int) -> bool:
    if sentence.flags[at] & Is.SOURCE and sentence.grammar.according.at(sentence.low, at):
        return True
    temporal = sentence.low[at] in sentence.grammar.words.temporal or time_phrases.is_aside(sentence, at)
    return temporal or compared(sentence, at) or time_phrases.is_rate(sentence, at)
