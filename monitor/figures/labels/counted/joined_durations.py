"""What a length of time is of, where the language joins it to its unit: "horas de estancia", "días para resolver".

Only for languages whose file says how (`verbs.term_of`, `verbs.term_for`); others name the thing alone.
"""

from __future__ import annotations

from monitor.figures.labels.counted.deeds import complement_end
from monitor.figures.labels.counted.governing_words import hedge_verb
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import hollow, named, subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, WINDOW, Counted, infinitive
from monitor.figures.labels.time import time_phrases

_MOST_OBJECT = 4  #: words of what is to be done with: "para firmar los convenios"


def of(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return what the time *new*, whose *unit* is so called, is of: its purpose, a deadline's deed, what lasts."""
    verbs = sentence.grammar.verbs
    if not verbs.term_of or new.token.kind != "time":
        return None
    if infinitive(sentence, new.cues.right):
        return _counted(f"{unit} {_purpose(sentence, new.cues.right)}")
    deadline = _deadline(sentence, new.cues.left)
    if deadline:
        return _counted(f"{verbs.term} {verbs.term_for} {deadline}")
    if is_told(sentence, new):
        return None
    thing = _noun_of(sentence, new.cues.left) or _lasting(sentence, new)
    return _counted(f"{unit} {verbs.term_of} {thing}") if thing else None


def is_told(sentence: Sentence, new: Draft) -> bool:
    """Whether the words after the unit say what the time is of: "años de cárcel"."""
    right = new.cues.right
    return (
        bool(sentence.grammar.verbs.term_of)
        and new.token.kind == "time"
        and bool(sentence.flag(right) & Is.OF)
        and sentence.content_word(right + 1)
        and not sentence.flag(right + 1) & Is.TIME
    )


def _counted(core: str) -> Counted:
    return Counted(core=core, head=core.split(maxsplit=1)[0])


def _purpose(sentence: Sentence, at: int) -> str:
    """Return "para resolver" and its object, from its preposition *at*."""
    end = complement_end(sentence, at + 2)
    return sentence.text(at, min(end, at + 2 + _MOST_OBJECT))


def _deadline(sentence: Sentence, left: int) -> str:
    """Return what is to be done within the time, in the infinitive: "avisar", "justificar las ausencias"."""
    verbs, at = sentence.grammar.verbs, left
    if sentence.flag(at) & Is.OF:
        at -= 1
    at -= sentence.word(at - 1) == verbs.term  # "en el plazo máximo de"
    said = sentence.word(at) == verbs.term
    if said:
        at -= 1
        while sentence.flag(at) & Is.DETERMINER:
            at -= 1
    if sentence.word(at) not in verbs.term_in:
        return ""
    return _to_do(sentence, at - 1, said=said)


def _to_do(sentence: Sentence, last: int, *, said: bool) -> str:
    """Return the deed that the clause of the word *last* demands; with a term *said*, any deed."""
    covered = time_phrases.covered(sentence)
    endings = sentence.grammar.nouns.infinitive_endings or ("\0",)
    for at in range(last, max(-1, last - WINDOW // 2), -1):
        flag, word = sentence.flags[at], sentence.low[at]
        if flag & (Is.MARK | Is.SUBORDINATOR) or at in covered:
            return ""
        if word.endswith(endings) and (said or sentence.grammar.rules.ending(sentence.low, at - 1)):
            return sentence.text(at, min(last + 1, complement_end(sentence, at + 1)))
        made = sentence.grammar.verbs.infinitive_of.get(word)
        if made is not None:
            return _of_object(sentence, at, made) if said or _is_demanded(sentence, at) else ""
    return ""


def _is_demanded(sentence: Sentence, verb: int) -> bool:
    """Whether something is to be done: in the future, or after "that" and in no past."""
    verbs, word = sentence.grammar.verbs, sentence.word(verb)
    if word.endswith(verbs.future_endings or "\0"):
        return True
    return not word.endswith(verbs.past_endings or "\0") and sentence.word(verb - 1) in verbs.reflexive


def _of_object(sentence: Sentence, verb: int, made: str) -> str:
    """Return the infinitive *made* of the *verb* with what is to be done to its subject, where "se" says so."""
    reflexive = sentence.word(verb - 1) in sentence.grammar.verbs.reflexive
    begin, end = subject(sentence, verb - 1) if reflexive else (0, 0)
    return f"{made} {_lower(sentence, begin, end)}".strip() if end - begin <= _MOST_OBJECT else made


def _lower(sentence: Sentence, begin: int, end: int) -> str:
    """Return the words from *begin* to *end*, without the capital of an article that opens the sentence."""
    text = sentence.text(begin, end)
    return text[:1].lower() + text[1:] if sentence.flag(begin) & Is.DETERMINER else text


def _noun_of(sentence: Sentence, left: int) -> str:
    """Return the one noun that "of" joins to its time: "[expulsión] de 3 días"; a term is named by itself."""
    noun = left - 1
    if not sentence.flag(left) & Is.OF or not sentence.content_word(noun) or sentence.content_word(noun - 1):
        return ""
    other = Is.OF | Is.UP | Is.DOWN | Is.MOVED | Is.MEASURE | Is.CONTAINER | Is.TIME | Is.ADJECTIVE
    word = sentence.word(noun)
    if sentence.flags[noun] & other or word in sentence.grammar.verbs.infinitive_of:
        return ""
    if sentence.flag(noun - 1) & Is.OF or word == sentence.grammar.verbs.term:
        return ""
    return sentence.text(noun, noun + 1).lower()


def _lasting(sentence: Sentence, new: Draft) -> str:
    """Return what lasts, the subject of the verb that bounds the time or says that it goes on."""
    verb = hedge_verb(sentence, new.cues.left, new.at)
    if verb is None and sentence.word(new.cues.left) in sentence.grammar.verbs.lasting:
        verb = new.cues.left
    if verb is None:
        return ""
    while sentence.flag(verb - 1) & (FINITE | Is.ADVERB):
        verb -= 1
    begin, end = subject(sentence, verb)
    if begin >= end or sentence.flags[begin] & Is.PRONOUN or group_at(sentence, begin) is not None:
        return ""
    found = named(sentence, begin, end)
    if not found.core or hollow(sentence, found):
        return ""
    plural = sentence.flags[begin] & Is.DETERMINER and sentence.plural(begin + 1)
    return _lower(sentence, begin, end) if plural else found.core
