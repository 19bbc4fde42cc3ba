"""The words that narrow what a figure counts: a participle, "without housing", "who tested positive", a predicate."""

from __future__ import annotations

from typing import NamedTuple

from monitor.figures.labels.counted.deeds import said
from monitor.figures.labels.counted.verb_complements import (
    LOOSE,
    complement_end,
    is_aside,
    joined,
    passes_number,
    tidied,
    unnumbered,
)
from monitor.figures.labels.syntax.clauses import group_at, is_finite, is_subject, main_verb
from monitor.figures.labels.syntax.noun_spans import ends_age
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, infinitive, is_participle
from monitor.figures.labels.time import time_phrases

_OPENS = int(Is.PREPOSITION | Is.BY | Is.RELATIVE | Is.ADJECTIVE | Is.OF)
_CLOSES = int(Is.MARK | Is.NUMBER | Is.DIGITS | Is.SUBORDINATOR | Is.PRONOUN | Is.AND) | FINITE
_NEVER_OPENS = int(FINITE | Is.MARK | Is.NUMBER | Is.AND | Is.DIGITS)
_BARE = 2  #: words of a relative clause that has nothing but its verb
_LEADS = int(Is.PREPOSITION | Is.BY)
_NO_SECOND = int(_LEADS | Is.VERB)  #: ends a modifier that has its preposition already


class Asked(NamedTuple):
    """Which number's words are narrowed, and whether it counts a part of those named, told by a deed alone."""

    number: int  #: index of its word
    telling: bool


def narrowing(sentence: Sentence, at: int, core: tuple[int, str], asked: Asked) -> str:
    """Return what tells the *core*, so many words with a noun that end before *at*: what describes it, its deed.

    Their deed counts in any case where it was done to them or would be theirs, and only if *asked* for it where they
    did it: "divers" of "60 divers attempted ...", but "divers who drowned" of "3 % of the divers drowned".
    """
    size, noun = core
    acting = is_subject(sentence, asked.number) and not _is_having(sentence, at)
    verb = main_verb(sentence, at) if acting else None
    described = "" if verb is not None and verb.begin == at else fitting(sentence, _described(sentence, at), size)
    deed = said(sentence, verb, noun, telling=asked.telling) if verb is not None else ""
    if not deed:
        return described
    if sentence.flag(at) & Is.RELATIVE_SUBJECT:
        described = ""  # one relative clause is enough: "patients who tested positive have died"
    if described and len(deed.split()) == _BARE and deed.startswith(f"{sentence.grammar.verbs.relative or chr(0)} "):
        return described  # "pacientes con fiebre [que acuden]"
    room = MOST_WORDS - size - len(deed.split())
    if room < 0:
        return described or fitting(sentence, deed, size)
    return f"{described} {deed}".strip() if len(described.split()) <= room else deed


def for_whom(sentence: Sentence, at: int, size: int) -> str:
    """Return those, named from *at* right after a measure, of whom alone it is true: "15 € [pour les élèves]".

    Nothing where a label of *size* words has no room for it.
    """
    grammar = sentence.grammar
    while sentence.flag(at) & Is.ADVERB:
        at += 1
    if not grammar.nouns.agree or sentence.word(at) not in grammar.agents.purposes or at + 2 >= len(sentence):
        return ""
    if not sentence.flags[at + 1] & Is.DETERMINER or not sentence.low[at + 1].endswith(grammar.nouns.plural_endings):
        return ""
    end = max(complement_end(sentence, at), at + 3)  # "pour les autres", too
    return sentence.text(at, end) if size + end - at <= MOST_WORDS else ""


def _described(sentence: Sentence, at: int) -> str:
    """Return the words from *at* that describe the noun before them; perhaps nothing."""
    if not _opens(sentence, at) or _reports(sentence, at) or _dates(sentence, at):
        return ""
    if sentence.low[at] in sentence.grammar.words.as_:
        plain = sentence.flag(at + 1) & Is.ADJECTIVE and sentence.low[at] != sentence.word(at + 2)  # no "as old as"
        return sentence.text(at + 1, at + 2) if plain else ""  # "22 as missing"
    aged = _age_end(sentence, at)
    return sentence.text(at, aged) if aged else unnumbered(sentence, at, modifier_end(sentence, at))


def _age_end(sentence: Sentence, at: int) -> int:
    """Return where the age of those before *at* ends that "of" joins to them, or 0: "mayores [de 75 años]"."""
    number = sentence.over(at, Is.OF | Is.ADVERB)
    aged = sentence.flag(number) & Is.DIGITS and sentence.flag(number + 1) & Is.TIME
    if not sentence.flag(at) & Is.OF or not aged:
        return 0
    return number + 4 if ends_age(sentence, number + 4) else number + 2


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether a modifier can begin at *at*: a preposition, a relative word, an adjective or a participle; no time."""
    flag = sentence.flag(at)
    if _is_having(sentence, at):
        return True
    if flag & _NEVER_OPENS or at in time_phrases.covered(sentence) or _is_asked(sentence, at):
        return False
    opens = flag & _OPENS or is_participle(sentence, at)
    finite = sentence.low[at] in sentence.grammar.verbs.pasts or sentence.low[at] in sentence.grammar.words.origins
    if not opens or finite:  # "delegates from 31 countries [met]", "400 refugees [come] from Syria"
        return False
    return not infinitive(sentence, at) and not _is_other(sentence, at)


def _is_having(sentence: Sentence, at: int) -> bool:
    """Whether a participle says at *at* what those before have done: "dont trois [ayant donné pouvoir]"."""
    running = sentence.flag(at) & Is.HAVE and sentence.word(at).endswith(sentence.grammar.nouns.present_endings or "\0")
    return bool(running) and is_participle(sentence, at + 1)


def _is_asked(sentence: Sentence, at: int) -> bool:
    """Whether an infinitive begins at *at* that people are asked for: "obliga a los 12 socios [a renovar]"."""
    marks = sentence.grammar.verbs.object_marks
    if sentence.low[at] not in marks or not sentence.word(at + 1).endswith(sentence.grammar.nouns.infinitive_endings):
        return False
    return not marks.isdisjoint(sentence.low[max(0, at - MOST_WORDS) : at])


def _reports(sentence: Sentence, at: int) -> bool:
    """Whether those counted say something: "respondents said they ..."."""
    return bool(sentence.flag(at) & Is.SAYS and sentence.flag(at + 1) & (Is.PRONOUN | Is.SUBORDINATOR))


def _dates(sentence: Sentence, at: int) -> bool:
    """Whether "of" joins an earlier time to those counted: "los 57.900 de un año antes"."""
    if not sentence.flag(at) & Is.OF:
        return False
    first = at + 1 + bool(sentence.flag(at + 1) & (Is.DETERMINER | Is.NUMBER))
    earlier = sentence.grammar.time.ago | sentence.grammar.roles.formerly
    return bool(sentence.flag(first) & Is.TIME) and sentence.word(first + 1) in earlier


def fitting(sentence: Sentence, more: str, size: int) -> str:
    """Return as much of *more* as fits after *size* words, without words that would dangle: "work at the"."""
    words, room = more.split(), MOST_WORDS - size
    if len(words) <= room:
        return more
    flags = sentence.grammar.flags
    while room > 0 and flags.get(words[room - 1].lower(), 0) & LOOSE:
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
    end = sentence.over(at + 1, FINITE) if sentence.flag(at) & Is.RELATIVE else at + _is_having(sentence, at)
    last, preposed = min(len(sentence), at + MOST_WORDS), False
    while end < last:
        if not preposed or not passes_number(sentence, end):
            if _closes(sentence, end, preposed=preposed) or (end > at and _is_other(sentence, end)):
                break
            preposed = preposed or bool(sentence.flags[end] & _LEADS)
        end += 1
    cut = sentence.flag(at) & Is.RELATIVE and sentence.flag(end) & Is.NUMBER and is_finite(sentence, end - 1)
    if cut:
        return at  # "que comparten [un baño]": without its object it says nothing
    if sentence.low[at] in sentence.grammar.words.whose:
        return _whose_end(sentence, at, end)
    return joined(sentence, at, tidied(sentence, at, end))


def _whose_end(sentence: Sentence, at: int, end: int) -> int:
    """Return where the clause that "whose" opens at *at* is whole; *at* itself where *end* cuts it before its verb."""
    if not sentence.flag(end) & FINITE:
        return end
    group = group_at(sentence, end)
    return group.main + 1 if group is not None and group.main - at < MOST_WORDS else at


def _closes(sentence: Sentence, at: int, *, preposed: bool) -> bool:
    """Whether no modifier holds the word *at*, or none that has its preposition already."""
    flag = sentence.flags[at]
    closes = _CLOSES | _NO_SECOND if preposed else _CLOSES
    if sentence.flag(at - 1) & Is.OF:
        closes &= ~Is.VERB  # "en lista de espera": a noun
    if flag & Is.PREPOSITION:
        closes &= ~Is.PRONOUN  # "en" is both: "9 en réanimation"
    if flag & closes or at in time_phrases.covered(sentence):
        return True
    return bool(flag & _LEADS) and infinitive(sentence, at)


def _is_other(sentence: Sentence, at: int) -> bool:
    """Whether words begin at *at* that say nothing of those counted: a time, a source, a rate, a comparison."""
    return is_aside(sentence, at) or compared(sentence, at)
