"""Where a number is of that goes on with one of another place: "91 % in Leeds, compared with 94 % [statewide]"."""

from __future__ import annotations

from monitor.figures.labels.counted.verb_complements import complement_end
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.time import time_phrases


def label(sentence: Sentence, new: Draft) -> str:
    """Return the label of *new* with the place after it instead of the one before; nothing where it has none."""
    words = sentence.grammar.words
    other = _of_other(sentence, new)
    if other or not words.everywhere or not _goes_on(new):
        return other
    place = _place(sentence, new.cues.right)
    named = f"{_without_place(sentence, new.counts)} {place}"
    return named if place and len(named.split()) <= MOST_WORDS else ""


def _goes_on(new: Draft) -> bool:
    """Whether *new* is compared with the number before it, or joined to it, and of the same thing."""
    first = new.before
    if first is None or not new.counts or not (new.cues.reference or new.linked):
        return False
    return bool(first.counted.core) and new.counted.head == first.counted.head and (new.elliptical or new.measured)


def _of_other(sentence: Sentence, new: Draft) -> str:
    """Return what was told before, as it is of somebody else: "cover of staff is 83 %, [that of residents] 91 %"."""
    first, those = new.before, sentence.grammar.words.those
    if first is None or not new.measured or first.token.kind != new.token.kind or not first.counts:
        return ""
    that = next((at for at in range(first.at, new.at - 1) if sentence.low[at] in those), None)
    if that is None or not sentence.flag(that + 1) & Is.OF:
        return ""
    end = _noun_end(sentence, that + 2, new.at)
    named = first.counts.partition(f" {sentence.low[that + 1]} ")[0]
    return f"{named} {sentence.text(that + 1, end)}" if end > that + 2 else ""


def _noun_end(sentence: Sentence, begin: int, number: int) -> int:
    """Return where the noun phrase ends that begins at *begin*, before a verb or the *number*."""
    end = begin
    while end < number and (sentence.content_word(end) or sentence.flags[end] & Is.DETERMINER):
        if group_at(sentence, end) is not None:
            break
        end += 1
    return end


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
