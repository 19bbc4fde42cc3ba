"""How a number moves, read from the words before it: "rose by 12 %", "fell to 300", "von 310 auf 420"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from monitor.figures.labels.syntax import clause_bounds, free_word_order
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Grammar, Is, May
from monitor.figures.labels.text.tokenizer import Sentence, remembered
from monitor.figures.numbers.scanner import Token
from monitor.model import Direction

_REACH = 14  #: words after a number in which a verb at the end of its clause comes
_BEFORE = 10  #: words before the link to a number in which its movement stands
_BESIDE = 3  #: those of them in which any word may stand between a movement and "by"
_WIDE = 3  #: times the lower end that the upper one of a range never is
_MOVES = int(Is.UP | Is.DOWN)
_FALLING = frozenset({"length", "volume", "rate"})  #: kinds of units that rain and snow are measured in
_NO_PARTS: Mapping[str, str] = {}


@remembered
def movement(sentence: Sentence, left: int) -> tuple[str, Direction] | None:
    """Return how a number after the word *left* moves: ``by`` or ``to`` or ``from``, and the way; None if it does not.

    "fell 7 %", "rose by 12 %", "an increase of 5 %": by. "rose to 1,160", "down 4 % to 300": to.
    """
    low = sentence.low
    if left < 0:
        return None
    way = _way(sentence, left)
    if way is not None:
        return "by", way
    if low[left] in sentence.grammar.roles.change_from and _moved(sentence, left - 1):
        return "from", Direction.UP  # "est passé de 15 500 en 2018": which way, only the next number tells
    kind = _link(sentence, left)
    late = _late(sentence, left) if kind and sentence.grammar.roles.late and _may_move(sentence, left, kind) else None
    return (kind, late) if late is not None else _moved_before(sentence, left, kind)


def within(sentence: Sentence, new: Draft) -> Direction | None:
    """Return the way in which the number before moved in the length of time *new*: "a augmenté de 3 % [en dix ans]"."""
    before, terms = new.before, sentence.grammar.terms
    if before is None or new.token.kind != "time" or before.token.kind == "time" or not terms.moving:
        return None
    if sentence.word(new.cues.left) not in terms.within or before.cues.right < new.cues.left:
        return None
    moved = movement(sentence, before.cues.left)
    return moved[1] if moved is not None else None


def fallen(sentence: Sentence, new: Draft) -> bool:
    """Whether what is measured fell itself, as rain does: "Il est tombé 96 mm de pluie"; "bajó 40 cm" is a change."""
    if new.token.kind not in _FALLING or not sentence.flag(new.cues.left) & Is.DOWN:
        return False
    after = new.at + 1
    if sentence.grammar.nouns.capital:
        return sentence.capital(after) and sentence.content_word(after)
    return bool(sentence.flag(after) & Is.OF) and sentence.content_word(after + 1)


def _may_move(sentence: Sentence, left: int, kind: str) -> bool:
    """Whether "from" has its "to": only then does a verb at the end of the clause move the number."""
    if kind != "from":
        return True
    to = sentence.grammar.roles.change_to
    return any(sentence.low[at] in to for at in range(left + 2, min(len(sentence), left + 6)))


def _late(sentence: Sentence, left: int) -> Direction | None:
    """Return the way that the verb at the end of the clause moves the number: "um 12 Prozent gestiegen"."""
    for at in range(left + 1, min(len(sentence), left + _REACH)):
        opens = sentence.flags[at] & Is.SUBORDINATOR and not sentence.flag(at + 1) & Is.NUMBER  # "mehr als N"
        if opens or sentence.low[at] in ",.;:!?":
            return None
        way = _way(sentence, at)
        if way is not None and not sentence.capital(at):
            return way
    return None


def _moved_before(sentence: Sentence, left: int, kind: str) -> tuple[str, Direction] | None:
    """Return how a verb or noun before the word *left* moves the number, which *kind* of link there leads to it."""
    if not kind:
        return None
    for at in range(left - 1, max(-1, left - 1 - _BEFORE), -1):
        if _ends_reach(sentence, at):
            return None
        way = _way(sentence, at)
        if way is not None:
            return kind, way
        if kind == "by" and left - at > _BESIDE and not sentence.flags[at] & (Is.ADVERB | Is.NUMBER):
            return None
        if sentence.flags[at] & (Is.BE | Is.HAVE | Is.AUXILIARY):
            return None
    return None


def _ends_reach(sentence: Sentence, at: int) -> bool:
    """Whether a mark, a conjunction or a pronoun at *at* parts the number from a movement before it."""
    if sentence.low[at] in ".;:!?":
        return True
    parts = sentence.flags[at] & (Is.SUBORDINATOR | Is.PRONOUN)
    return bool(parts) and sentence.low[at] not in sentence.grammar.words.clitics


def _link(sentence: Sentence, left: int) -> str:
    """Return what the word *left* makes of the number after it: ``to``, ``from``, ``by``, or nothing."""
    grammar, word = sentence.grammar, sentence.low[left]
    if word in grammar.roles.change_to:
        return "to"
    sizes = grammar.may(word) & May.SIZE and grammar.change_links.ending(sentence.low, left) is not None
    if sizes or _sizes(sentence, left):
        return "by"
    return "from" if word in grammar.roles.change_from else ""


def _sizes(sentence: Sentence, left: int) -> bool:
    """Whether "von" gives the size of the noun before it: "ein Plus von 14 Prozent", not "stieg von 310 auf 420"."""
    grammar = sentence.grammar
    if not grammar.nouns.capital or sentence.low[left] not in grammar.roles.change_from:
        return False
    return bool(_way(sentence, left - 1)) and sentence.capital(left - 1)


def _moved(sentence: Sentence, at: int) -> bool:
    while sentence.flag(at) & Is.ADVERB and at > 0:
        at -= 1
    return bool(sentence.flag(at) & Is.MOVED)


def _way(sentence: Sentence, at: int) -> Direction | None:
    """Return the way that the word *at* says a number moves; None if it says none."""
    flag, grammar = sentence.flag(at), sentence.grammar
    parted = grammar.parted.get(sentence.word(at), _NO_PARTS) if grammar.parted else _NO_PARTS
    for prefix, way in parted.items():
        if _parted(sentence, at, prefix):
            return Direction(way)
    if not flag and grammar.nouns.capital and sentence.capital(at):
        return _compound_way(sentence, at)
    if not flag & _MOVES or _has_other_sense(sentence, at):
        return None
    return Direction.UP if flag & Is.UP else Direction.DOWN


def _has_other_sense(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* moves nothing with what stands beside it: a verb's other part, "[made] up 4 %"."""
    if any(_parted(sentence, at, one) for one in sentence.grammar.phrases.turning):
        return True
    if sentence.word(at) in sentence.grammar.roles.noting:
        return bool(sentence.flag(at + 1) & Is.NUMBER)
    return sentence.word(at - 1) in sentence.grammar.roles.still_parts


def _compound_way(sentence: Sentence, at: int) -> Direction | None:
    """Return the way that the last part of a compound noun tells: "Umsatz[einbussen]", "Preis[anstieg]"."""
    words, word = sentence.grammar.roles, sentence.low[at]
    if word.endswith(words.up_endings):
        return Direction.UP
    return Direction.DOWN if word.endswith(words.down_endings) else None


def _parted(sentence: Sentence, at: int, prefix: str) -> bool:
    """Whether the verb at *at* has its first part at the end of its clause: "fielen … an", "brach … ein"."""
    if sentence.capital(at):
        return False
    for here in range(at + 1, min(len(sentence), at + 2 * _REACH)):
        if sentence.low[here] == prefix and (here + 1 >= len(sentence) or sentence.flags[here + 1] & Is.MARK):
            return True
        if sentence.low[here] in ",;:.":
            return False
    return False


def moving_parts(number: Token, words: Grammar) -> tuple[Token, ...]:
    """Return the two ends of "rose from A to B" apart, for they are two claims; else *number* alone, a range."""
    if len(number.parts) != 2:
        return (number,)
    before = number.line.texts[max(0, number.first - 8) : number.first]
    if not any(_moves(word, words) or word in words.roles.multiple_words for word in before):
        return (number,)
    low, high = number.parts
    if number.moves:
        return replace(low, moves=True), high
    # "rose by 40 to 310", and in headings "to rise £900,000 to £6.4m"
    by = bool(before) and (before[-1] in words.roles.change_by or _moves(before[-1], words))
    return (low, high) if by and _is_wide(low, high) else (number,)


def _moves(word: str, words: Grammar) -> bool:
    return words.flags.get(word, 0) & (_MOVES | Is.MOVED) != 0


def _is_wide(low: Token, high: Token) -> bool:
    """Whether the ends lie too far apart for a range of sizes, so that the first is the change to the other."""
    if not low.value or not high.value:
        return False
    return abs(high.value) >= _WIDE * abs(low.value)


def is_stated(sentence: Sentence, left: int) -> bool:
    """Whether a verb that states or moves a number governs it: "beträgt N", "stieg auf N", "lag bei N"."""
    begin = clause_bounds.span(sentence, left + 1)[0]
    return free_word_order.facts(sentence, begin).states or movement(sentence, left) is not None
