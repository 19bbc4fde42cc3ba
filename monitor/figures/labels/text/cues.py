"""The words right beside a number: hedges ("around"), and cues of what it does ("including", "another")."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import clause_begin
from monitor.figures.numbers.scanner import Token
from monitor.model import Direction, Quantifier


@dataclass(slots=True)
class Cues:
    """What stands beside a number: its hedge, cue words, and the words where the cues stop on both sides."""

    left: int  #: index of the first word to the left that is no cue
    right: int  #: index of the first word to the right that is no cue
    quantifier: Quantifier = Quantifier.EXACT
    increment: bool = False
    subset: bool = False
    of_them: bool = False  #: the subset word follows: "12 of them"
    reference: bool = False
    threshold: bool = False
    comparative: Direction | None = None
    added: str = ""  #: the adjective after its noun that says so: "supplémentaires"
    other: bool = False  #: after "or"
    alternative: bool = False  #: after "or", a comma or a bracket: the same thing said otherwise


def cues(sentence: Sentence, at: int, number: Token) -> Cues:
    """Return the cues beside the number at word *at*."""
    ranged = number.low is not None and sentence.word(at - 1) in sentence.grammar.numbers.ranges.between
    found = Cues(left=at - 1 - ranged, right=at + 1)
    _look_left(sentence, found, number)
    if number.low is not None and sentence.word(found.left) in sentence.grammar.numbers.ranges.between:
        found.left -= 1  # "a fine of between 60 and 90 euros"
    _look_right(sentence, found)
    if found.quantifier is Quantifier.EXACT and any(
        word in sentence.grammar.roles.rounded for word in number.surface.lower().split()
    ):
        found.quantifier = Quantifier.APPROXIMATELY  # "une centaine"
    beside = sentence.word(found.left + 1) if sentence.word(found.left + 1) == "(" else sentence.word(found.left)
    found.other = beside in sentence.grammar.words.alternative
    found.alternative = found.other or beside in ("(", ",")
    return found


def _look_left(sentence: Sentence, found: Cues, number: Token) -> None:
    spoken = number.kind == "time"
    for _ in range(8):
        hit = sentence.grammar.before.ending(sentence.low, found.left)
        if hit is None:
            return
        size, kind = hit
        if kind in ("SUBSET", "REFERENCE"):
            found.subset = kind == "SUBSET"
            found.reference = kind == "REFERENCE"
            found.left -= size
            return
        if kind == "INCREMENT":
            found.increment = True
        elif kind != "SKIP":
            if size == 1 and _is_governed(sentence, found.left):
                return
            lasting = spoken and size == 1 and sentence.flags[found.left] & Is.PREPOSITION
            if lasting and kind in ("MORE_THAN", "LESS_THAN"):
                return  # "over 24 hours" is a time, not a hedge
            if spoken and kind == "APPROXIMATELY" and sentence.grammar.deadlines.ending(sentence.low, found.left):
                return  # "dans les 15 jours", where "dans les 500 personnes" hedges
            if found.quantifier is Quantifier.EXACT:
                found.quantifier = Quantifier(kind)
        found.left -= size


def _is_governed(sentence: Sentence, at: int) -> bool:
    """Whether a verb of the clause takes the preposition at *at*, which then hedges nothing: "entschied über 300"."""
    verbs = sentence.grammar.roles.governed.get(sentence.low[at])
    if verbs is None:
        return False
    begin = clause_begin(sentence, at)
    end = next((here for here in range(at, len(sentence)) if sentence.low[here] in ",;:."), len(sentence))
    return not frozenset(verbs).isdisjoint(sentence.low[begin:end])


def _look_right(sentence: Sentence, found: Cues) -> None:
    for _ in range(3):
        if sentence.grammar.thresholds.at(sentence.low, found.right):
            found.threshold = True
        compared = sentence.grammar.comparatives.at(sentence.low, found.right)
        hit = sentence.grammar.after.at(sentence.low, found.right)
        if compared and sentence.flag(found.right + compared[0]) & Is.OF and sentence.flag(found.right) & Is.OF:
            compared = None  # "7 % de moins de 65 ans": a hedge of the next number
        if compared and (hit is None or compared[0] >= hit[0]):
            found.comparative = Direction(compared[1])
            return
        if hit is None:
            return
        size, kind = hit
        if kind == "INCREMENT":
            found.increment = True
        elif kind == "SUBSET":
            found.subset = found.of_them = True
        elif found.quantifier is Quantifier.EXACT:
            found.quantifier = Quantifier(kind)
        found.right += size
