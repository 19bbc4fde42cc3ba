"""The words right beside a number: hedges ("around"), and cues of what it does ("including", "another")."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.figures.labels.text.grammar import Is, May
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import clause_begin, is_participle
from monitor.figures.numbers.scanner import Token
from monitor.model import Direction, Quantifier

_MOST_BEFORE = 8  #: cues before a number that are taken, one before the other
_MOST_AFTER = 3  #: cues after it, one after the other


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

    def hedge(self, quantifier: Quantifier) -> None:
        """Take the *quantifier*, unless one nearer to the number is taken."""
        if self.quantifier is Quantifier.EXACT:
            self.quantifier = quantifier


def cues(sentence: Sentence, at: int, number: Token) -> Cues:
    """Return the cues beside the number at word *at*."""
    found = Cues(left=at - 1, right=at + 1)
    if number.low is None:
        _look_left(sentence, found, number)
    else:
        _look_left_of_range(sentence, found, number)
    _look_right(sentence, found)
    if not number.surface.isdecimal() and _is_rounded(sentence, number):
        found.hedge(Quantifier.APPROXIMATELY)  # "une centaine"
    beside = "(" if sentence.word(found.left + 1) == "(" else sentence.word(found.left)
    found.other = beside in sentence.grammar.words.alternative
    found.alternative = found.other or beside in ("(", ",")
    return found


def _look_left_of_range(sentence: Sentence, found: Cues, number: Token) -> None:
    """Take the cues before a range, and the word that opens it: "a fine of [between] 60 and 90 euros"."""
    between = sentence.grammar.numbers.ranges.between
    found.left -= sentence.word(found.left) in between
    _look_left(sentence, found, number)
    found.left -= sentence.word(found.left) in between


def _is_rounded(sentence: Sentence, number: Token) -> bool:
    return not sentence.grammar.roles.rounded.isdisjoint(number.surface.lower().split())


def _look_left(sentence: Sentence, found: Cues, number: Token) -> None:
    """Take the cues before the number, which stand one before the other, up to "including" or "compared with"."""
    grammar = sentence.grammar
    for _ in range(_MOST_BEFORE):
        if not grammar.may(sentence.word(found.left)) & May.CUE:
            return
        hit = grammar.before.ending(sentence.low, found.left)
        if hit is None:
            return
        size, kind = hit
        if kind in ("SUBSET", "REFERENCE"):
            found.subset, found.reference = kind == "SUBSET", kind == "REFERENCE"
            found.left -= size
            return
        if kind == "INCREMENT":
            found.increment = size > 1 or not _is_governed(sentence, found.left)  # "il manque [encore] 40 lits"
        elif kind != "SKIP":
            if _hedges_nothing(sentence, found.left, hit, number):
                return
            if hit[0] == 1 and _compares(sentence, found):
                found.reference = True
                found.left -= size
                return
            found.hedge(Quantifier(kind))
        found.left -= size


def _hedges_nothing(sentence: Sentence, left: int, hit: tuple[int, str], number: Token) -> bool:
    """Whether the words of the *hit* that end at *left* have another sense there than that of a hedge."""
    if hit[0] == 1 and _is_governed(sentence, left):
        return True
    return number.kind == "time" and _places(sentence, left, hit)


def _compares(sentence: Sentence, found: Cues) -> bool:
    """Whether a preposition compares with a known number that is a goal, and hedges none: "below the 95% needed"."""
    if not sentence.flags[found.left] & Is.PREPOSITION:
        return False
    after, words = found.right, sentence.grammar
    if sentence.word(after - 2) not in words.words.definite:
        return False
    return sentence.word(after) in words.roles.goals or is_participle(sentence, after)


def _places(sentence: Sentence, left: int, hit: tuple[int, str]) -> bool:
    """Whether the words of the *hit* say of a time how long or until when: "over 24 hours"."""
    size, kind = hit
    if kind in ("MORE_THAN", "LESS_THAN"):
        return size == 1 and bool(sentence.flags[left] & Is.PREPOSITION)
    # "dans les 15 jours", where "dans les 500 personnes" hedges
    return kind == "APPROXIMATELY" and sentence.grammar.deadlines.ending(sentence.low, left) is not None


def _is_governed(sentence: Sentence, at: int) -> bool:
    """Whether a verb of the clause takes the preposition at *at*, which then hedges nothing: "entschied über 300"."""
    verbs = sentence.grammar.roles.governed.get(sentence.low[at])
    if verbs is None:
        return False
    begin = clause_begin(sentence, at)
    end = next((here for here in range(at, len(sentence)) if sentence.low[here] in ",;:."), len(sentence))
    return not frozenset(verbs).isdisjoint(sentence.low[begin:end])


def _look_right(sentence: Sentence, found: Cues) -> None:
    """Take the cues after the number, up to a comparative."""
    grammar = sentence.grammar
    for _ in range(_MOST_AFTER):
        if not grammar.may(sentence.word(found.right)) & May.QUALIFY:
            return
        if grammar.thresholds.at(sentence.low, found.right):
            found.threshold = True
        compared = _comparative(sentence, found.right)
        hit = grammar.after.at(sentence.low, found.right)
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
        else:
            found.hedge(Quantifier(kind))
        found.right += size


def _comparative(sentence: Sentence, at: int) -> tuple[int, str] | None:
    """Return the comparative at *at*: how many words, and the way; none in "7 % de moins de 65 ans", a hedge there."""
    hit = sentence.grammar.comparatives.at(sentence.low, at)
    if hit and sentence.flag(at) & Is.OF and sentence.flag(at + hit[0]) & Is.OF:
        return None
    return hit
