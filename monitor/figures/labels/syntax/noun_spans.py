"""Where a noun phrase begins or ends that stands among other words: the last of several, or one with an age."""

from __future__ import annotations

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence

_GOVERNS_NOUN = int(Is.PREPOSITION | Is.OF | Is.BY | Is.DETERMINER)


def nearest(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the last noun phrase begins that ends at *end*: "supera este invierno [el umbral de alerta]"."""
    at = end - 1
    while at > begin:
        governed = sentence.flags[at - 1] & _GOVERNS_NOUN
        if sentence.flags[at] & Is.DETERMINER and not governed and at + 1 < end:
            return at
        at -= 1
    return begin


def ends_age(sentence: Sentence, end: int) -> bool:
    """Whether an age ends there that goes on upwards or downwards: "les 65 ans [et plus]", "de 70 años [o más]"."""
    beyond = sentence.grammar.language.refusals.ages.beyond
    if sentence.word(end - 1) not in beyond or not sentence.flag(end - 2) & Is.AND or end < 4:
        return False
    return bool(sentence.flag(end - 3) & Is.TIME and sentence.flag(end - 4) & (Is.DIGITS | Is.NUMBER))
