"""Where a number is of that goes on with one of another place: "91 % in Leeds, compared with 94 % [statewide]"."""

from __future__ import annotations

from monitor.figures.labels.counted.verb_complements import complement_end
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.time import time_phrases


def label(sentence: Sentence, new: Draft) -> str:
    """Return the label of *new* with the place after it instead of the one before; nothing where it has none."""
    words = sentence.grammar.words
    again = new.before is not None and new.before.counted.core and new.counts and (new.elliptical or new.measured)
    if not words.everywhere or not again or new.before is None:
        return ""
    place = _place(sentence, new.cues.right)
    same = new.counted.head == new.before.counted.head
    if not place or not same or not (new.cues.reference or new.linked):
        return ""
    named = f"{_without_place(sentence, new.counts)} {place}"
    return named if len(named.split()) <= MOST_WORDS else ""


def _place(sentence: Sentence, at: int) -> str:
    """Return the place that the words from *at* on tell: "statewide", "in the south"; no time."""
    words = sentence.grammar.words
    if sentence.word(at) in words.everywhere:
        return sentence.low[at]
    noun = sentence.over(at + 1, Is.DETERMINER)
    if sentence.word(at) not in words.whereabouts or at in time_phrases.covered(sentence):
        return ""
    if not sentence.content_word(noun) or noun in time_phrases.covered(sentence) or sentence.flags[noun] & Is.TIME:
        return ""
    return f"{sentence.low[at]} {sentence.text(at + 1, complement_end(sentence, at))}"


def _without_place(sentence: Sentence, counts: str) -> str:
    """Return the label *counts* without the place that it ends with."""
    parts = counts.split()
    cut = next((at for at in range(1, len(parts)) if parts[at].lower() in sentence.grammar.words.whereabouts), None)
    return " ".join(parts[:cut])
