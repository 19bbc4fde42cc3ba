"""What follows a verb of saying: whether it is what is said, or nothing of that follows."""

from __future__ import annotations

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE
from monitor.figures.labels.time import time_phrases

_HEDGE = int(Is.OF | Is.PREPOSITION | Is.ADVERB | Is.DETERMINER)
_COUNTED = int(Is.NUMBER | Is.DIGITS)
_ENDS = (",", "”", "»", "“", '"', "–", "—", ")", ";", ":", ".", "!", "?", "…", "")


def speaks(sentence: Sentence, at: int) -> bool:
    """Whether what follows the verb is what is said: "announced that", "a annoncé que", "reported 500 deaths"."""
    attribution, word = sentence.grammar.attribution, sentence.low[at]
    if always_says(sentence, at):
        return True
    if word in attribution.says_that and (_opens_what_is_said(sentence, at + 1) or _that_later(sentence, at)):
        return True
    if word in attribution.says_number and _is_counted(sentence, at + 1):
        return True
    return word in attribution.says_at and _puts(sentence, at)


def _opens_what_is_said(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* opens what is said, or to whom: not "a répondu [à] 40 appels", "s'établit [à] 40"."""
    if sentence.word(at) not in sentence.grammar.attribution.that:
        return False
    return sentence.word(at) not in sentence.grammar.roles.change_to or not _is_counted(sentence, at + 1)


def always_says(sentence: Sentence, at: int) -> bool:
    """Whether whatever follows the verb is what is said: "said 20 had left"."""
    attribution, word = sentence.grammar.attribution, sentence.low[at]
    return word in attribution.says and word not in attribution.says_that


def _is_counted(sentence: Sentence, at: int) -> bool:
    """Whether a number stands at *at*, or after words that hedge it: "reported at least 500 deaths"."""
    here = at
    while here - at < 4 and (sentence.flag(here) & _HEDGE or sentence.grammar.before.ending(sentence.low, here)):
        here += 1
    return bool(sentence.flag(here) & _COUNTED)


def _puts(sentence: Sentence, at: int) -> bool:
    """Whether the verb puts something at a number: "puts the losses at 20 million", "évalue à 900 000 le besoin"."""
    if _is_counted(sentence, at + 1) and not sentence.grammar.roles.change_to & {sentence.word(at + 1)}:
        return False  # "will put £4.8 million into repairing"
    for here in range(at + 1, min(len(sentence), at + 12)):
        if sentence.flags[here] & (Is.MARK | Is.SUBORDINATOR | FINITE):
            return False
        if sentence.low[here] in sentence.grammar.roles.change_to and _is_counted(sentence, here + 1):
            return True
    return False


def _that_later(sentence: Sentence, at: int) -> bool:
    """Whether what is said follows whom it is said to, when, or what about: "told members on Tuesday that"."""
    closing, bracketed = int(Is.MARK | Is.NUMBER | FINITE), False
    for here in range(at + 1, min(len(sentence), at + 10)):
        word = sentence.low[here]
        if word == ":" or word in sentence.grammar.attribution.that_word:
            return True
        bracketed = word == "(" or (bracketed and word != ")")
        if sentence.flags[here] & closing and not bracketed and word != ")":
            return False
    return False


def ends_clause(sentence: Sentence, at: int) -> bool:
    """Whether nothing that is said follows: "…, she said.", "…, the clinic writes in its annual review."."""
    covered = time_phrases.covered(sentence)
    inside = False  #: a phrase with a preposition: "in its annual review"
    for here in range(at, min(len(sentence) + 1, at + 10)):
        word, flag = sentence.word(here), sentence.flag(here)
        if word in _ENDS:
            return True
        inside = inside or bool(flag & (Is.PREPOSITION | Is.OF)) or word in sentence.grammar.words.purpose
        loose = here in covered or flag & (Is.TIME | Is.ADVERB | Is.DIGITS | Is.PRONOUN)
        if not loose and not (inside and not flag & (Is.NUMBER | Is.SUBORDINATOR | FINITE)):
            return False
    return False


def after_quote(sentence: Sentence, begin: int) -> bool:
    """Whether a quotation ends before the verb's subject: “…”, the minister told reporters."""
    marks = '”»"'
    return sentence.word(begin - 1) in ("”", "»", '"', ",") and any(
        word in marks for word in sentence.low[max(0, begin - 3) : begin]
    )
