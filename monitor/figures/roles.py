"""What a figure does in its sentence, and how the prose hedges it: read from the words beside the number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.figures import nouns
from monitor.figures.grammar import Grammar, Is
from monitor.figures.quantities import Token
from monitor.figures.tokens import Sentence
from monitor.model import Direction, Quantifier, Role

_REACH = 14
_MEASURES = frozenset({"length", "temperature", "age", "speed", "mass", "volume"})


@dataclass(slots=True)
class Cues:
    """What stands beside a number: its hedge, cue words, and the words where the cues stop on both sides."""

    left: int  #: index of the first word to the left that is no cue
    right: int  #: index of the first word to the right that is no cue
    quantifier: Quantifier = Quantifier.EXACT
    increment: bool = False
    subset: bool = False
    reference: bool = False
    threshold: bool = False
    comparative: Direction | None = None


def cues(sentence: Sentence, at: int, number: Token) -> Cues:
    """Return the cues beside the number at word *at*."""
    found = Cues(left=at - 1, right=at + 1)
    _look_left(sentence, found, number)
    _look_right(sentence, found)
    return found


def _look_left(sentence: Sentence, found: Cues, number: Token) -> None:
    spoken = number.kind == "time"
    for _ in range(8):
        hit = sentence.grammar.before.ending(sentence.low, found.left)
        if hit is None:
            return
        size, kind = hit
        if kind == "SUBSET":
            found.subset = True
            found.left -= size
            return
        if kind == "REFERENCE":
            found.reference = True
            found.left -= size
            return
        if kind == "INCREMENT":
            found.increment = True
        elif kind != "SKIP":
            if spoken and size == 1 and sentence.flags[found.left] & Is.PREPOSITION and kind in ("MORE_THAN", "LESS_THAN"):
                return  # "over 24 hours" is a time, not a hedge
            if found.quantifier is Quantifier.EXACT:
                found.quantifier = Quantifier(kind)
        found.left -= size


def _look_right(sentence: Sentence, found: Cues) -> None:
    for _ in range(3):
        if sentence.grammar.thresholds.at(sentence.low, found.right):
            found.threshold = True
        compared = sentence.grammar.comparatives.at(sentence.low, found.right)
        hit = sentence.grammar.after.at(sentence.low, found.right)
        if compared and (hit is None or compared[0] >= hit[0]):
            found.comparative = Direction(compared[1])
            return
        if hit is None:
            return
        size, kind = hit
        if kind == "INCREMENT":
            found.increment = True
        elif found.quantifier is Quantifier.EXACT:
            found.quantifier = Quantifier(kind)
        found.right += size


def movement(sentence: Sentence, left: int) -> tuple[str, Direction] | None:
    """Return how a number after the word *left* moves: ``by`` or ``to`` or ``from``, and the way; None if it does not.

    "fell 7 %", "rose by 12 %", "an increase of 5 %": by. "rose to 1,160", "down 4 % to 300": to.
    """
    grammar, low = sentence.grammar, sentence.low
    if left < 0:
        return None
    way = _way(sentence, left)
    if way is not None:
        return "by", way
    word = low[left]
    kind = "by"
    if word in grammar.sets["roles.change_to"]:
        kind = "to"
    elif word in grammar.sets["roles.change_from"] and grammar.change_links.ending(low, left) is None:
        kind = "from"
    elif grammar.change_links.ending(low, left) is None:
        return None
    at = left - 1
    for _ in range(10):
        if at < 0 or sentence.flags[at] & (Is.SUBORDINATOR | Is.PRONOUN) or low[at] in ".;:!?":
            return None
        way = _way(sentence, at)
        if way is not None:
            return kind, way
        if kind == "by" and not (sentence.flags[at] & (Is.ADVERB | Is.NUMBER) or left - at <= 3):
            return None
        if sentence.flags[at] & (Is.BE | Is.HAVE | Is.AUXILIARY):
            return None
        at -= 1
    return None


def _way(sentence: Sentence, at: int) -> Direction | None:
    flag = sentence.flag(at)
    if flag & Is.UP:
        return Direction.UP
    return Direction.DOWN if flag & Is.DOWN else None


def of_words(sentence: Sentence, at: int, number: Token) -> Role | None:
    """Return SHARE or MULTIPLE when the number itself says so: "half", "one in five", "double", "12 %"."""
    words = number.surface.lower().replace("-", " ").split()
    grammar = sentence.grammar
    if any(word in grammar.sets["roles.multiple_words"] for word in words) or number.unit == "time":
        return Role.MULTIPLE
    if sentence.word(at + 1) in grammar.sets["roles.multiple_words"]:
        return Role.MULTIPLE
    small = number.value is None or abs(number.value) < 1
    if small and any(word in grammar.sets["roles.share_words"] for word in words):
        return Role.SHARE
    return Role.SHARE if number.unit == "%" else None


def of_group(sentence: Sentence, at: int, *, elliptical: bool) -> bool:
    """Whether the number is a part of a group that its clause begins with: "Of the 430 reports, 108 were late"."""
    begin = nouns.group_begin(sentence, at)
    if begin is None or not any(sentence.low[k] == "," for k in range(begin, at)):
        return False
    return elliptical or any(sentence.flags[k] & Is.NUMBER for k in range(begin, at))


def is_reference(sentence: Sentence, found: Cues) -> bool:
    """Whether the number is one to compare with: a target, a counterfactual, an earlier value."""
    if found.reference:
        return True
    grammar, low = sentence.grammar, sentence.low
    begin = clause_begin(sentence, found.left)
    for at in range(found.left, begin - 1, -1):
        if grammar.counterfactual.at(low, at):
            return True
        if low[at] in grammar.sets["roles.goals"] and not _said_later(sentence, at, found.left):
            return True
    return False


def _said_later(sentence: Sentence, at: int, left: int) -> bool:
    return any(sentence.flags[k] & (Is.SUBORDINATOR | Is.NUMBER) for k in range(at + 1, left + 1))


def clause_begin(sentence: Sentence, at: int) -> int:
    """Return where the clause around word *at* begins: after a mark or a conjunction that opens a clause."""
    begin = at
    while begin > 0 and at - begin < 2 * _REACH:
        flag = sentence.flags[begin - 1]
        if flag & Is.SUBORDINATOR or sentence.low[begin - 1] in ";:.!?":
            break
        if flag & Is.AND and sentence.word(begin - 2) == ",":
            break
        begin -= 1
    return max(begin, 0)


def is_rule(sentence: Sentence, at: int, found: Cues, number: Token, *, lead: bool) -> bool:
    """Whether the page prescribes the number rather than counts with it.

    *lead*: the list that the sentence stands in is introduced as a rule ("You must:").
    """
    grammar, low = sentence.grammar, sentence.low
    measured = number.kind in _MEASURES or number.kind == "time"
    if found.threshold and number.kind in _MEASURES:
        return True
    if sentence.word(at - 1) in grammar.sets["roles.aged"]:
        return True
    if _definite(sentence, at):
        return False
    if _ordered(sentence, at) or _rule_noun(sentence, found.left):
        return True
    if lead and (measured or found.threshold or not _past(sentence, at)):
        return True
    begin = clause_begin(sentence, found.left)
    for here in range(found.left, begin - 1, -1):
        if low[here] in grammar.sets["roles.second_person"]:
            return True
        hit = grammar.rules.at(low, here)
        if hit and not _foretells(sentence, here + hit[0]):
            return True
    if measured or number.unit:
        return any(grammar.rules_after.at(low, here) for here in range(at + 1, min(len(low), at + 8)))
    return False


def _definite(sentence: Sentence, at: int) -> bool:
    """A definite article presupposes what it counts: "must house the 5,000 people" prescribes no number."""
    return bool(sentence.flag(at - 1) & Is.DETERMINER) and sentence.word(at - 1) in sentence.grammar.sets["words.definite"]


def _ordered(sentence: Sentence, at: int) -> bool:
    """Whether the sentence is an order: it begins with a bare verb and no finite verb stands before the number."""
    begin = 0
    while begin < at and sentence.flags[begin] & Is.MARK:
        begin += 1
    order = sentence.grammar.sets["roles.imperatives"]
    word = sentence.word(begin)
    if word not in order and not (
        sentence.grammar.imperative_endings
        and word.endswith(sentence.grammar.imperative_endings)
        and len(word) > 4
        and not sentence.flag(begin) & (Is.PREPOSITION | Is.ADVERB | Is.DETERMINER)
    ):
        return False
    if any(mark in ":;" for mark in sentence.low[begin + 1 : at]):
        return False
    return not _past(sentence, at, begin + 1) and at - begin < 2 * _REACH


def _past(sentence: Sentence, at: int, begin: int = 0) -> bool:
    for here in range(begin, at):
        flag = sentence.flags[here]
        if flag & (Is.BE | Is.AUXILIARY) or (flag & Is.HAVE and here > begin):
            return True
    return False


def _rule_noun(sentence: Sentence, left: int) -> bool:
    if not sentence.flag(left) & (Is.OF | Is.BE | Is.PREPOSITION) and sentence.word(left) != ":":
        return False
    words = sentence.grammar.sets["roles.rule_nouns"]
    return any(sentence.word(here) in words for here in range(max(0, left - 3), left))


def _foretells(sentence: Sentence, at: int) -> bool:
    """ "should reach 10,000", "should have been": says what will be or would have been, and orders nothing."""
    while sentence.flag(at) & Is.ADVERB:
        at += 1
    flag = sentence.flag(at)
    return bool(flag & (Is.HAVE | Is.UP | Is.DOWN)) or bool(flag & Is.MEASURE and not flag & Is.BE)


def moving_parts(number: Token, words: Grammar) -> tuple[Token, ...]:
    """Return the two ends of "rose from A to B" apart, for they are two claims; else *number* alone, a range."""
    if not number.moves or len(number.parts) != 2:
        return (number,)
    moved = int(Is.UP | Is.DOWN | Is.MOVED)
    texts = number.line.texts
    before = texts[max(0, number.first - 8) : number.first]
    if not any(words.flags.get(word, 0) & moved for word in before):
        return (number,)
    return replace(number.parts[0], moves=True), number.parts[1]
