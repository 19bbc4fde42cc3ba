"""A figure in the making: its number, the words beside it, and the labels it has been given so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.figures.labels.text.cues import Cues
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import HYPHENS, Sentence
from monitor.figures.labels.text.word_forms import NOTHING, Counted
from monitor.figures.labels.time import time_phrases
from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.scanner import Token
from monitor.model import Direction, Quantifier, Role

_NUMBERS = frozenset({Form.DIGITS, Form.WORDS, Form.MIXED, Form.RANGE})  #: forms that leave a unit out
_SHARES = frozenset({"percent", "points", "times"})  #: kinds of units of what is no size: "up 4 % to 310"
_FAR = 24  #: words between two numbers that can still be one enumeration
_OPENS = (",", "(")
_PARTS = (";", ":")
_MOST_IN_SPAN = 6  #: words from one end of a span to the other
_MOST_MOVING = 5  #: words that say how a number moves, before it
_MOVING = int(Is.UP | Is.DOWN | Is.OF | Is.PREPOSITION | Is.DETERMINER | Is.AND | Is.BY)


@dataclass(slots=True)
class Draft:
    """A figure in the making."""

    token: Token
    at: int  #: index of its word in the sentence
    cues: Cues
    before: Draft | None = None  #: the number before it in the sentence
    aged: bool = False  #: it says how old people are
    subject: bool = False  #: it belongs to the subject of its clause
    meant: Counted = NOTHING  #: what a pronoun means that is the subject of its clause
    pointed: Counted = NOTHING  #: what "en" means, of which it tells how many: "il en a vu 12"
    counted: Counted = NOTHING
    members: Counted = NOTHING  #: those of whom a size is told, with whom a later sentence goes on
    counts: str = ""
    head: str = ""
    role: Role = Role.TOTAL
    direction: Direction | None = None
    time: str | None = None
    agent: str | None = None
    elliptical: bool = False
    parallel: bool = False  #: it measures as the number before does, told apart from it by its own words
    identified: bool = False  #: it counts what those are said to be: "284 are women"; another number counts those
    linked: bool = False  #: joined to the number before it by "and", a comma or a subset word
    measured: bool = field(init=False)  #: it has a unit, so that the words after it need not be what is counted
    many: bool = field(init=False)  #: more than one is counted

    def __post_init__(self) -> None:
        """Tell what the number alone says: a ratio such as "three times" has a unit, and measures nothing."""
        unit, value = self.token.unit, self.token.value
        self.measured = unit is not None and unit != "time"
        self.many = value is None or abs(value) != 1

    @property
    def linked_by_relative(self) -> bool:
        """Whether it is a part of the number before it: "of whom 12 died"."""
        return self.cues.subset and self.linked

    @property
    def sized(self) -> bool:
        """Whether it measures what it is of, by its unit or that of the number before it: "18 months, then 30"."""
        if self.measured or not self.elliptical or self.before is None:
            return self.measured
        first, own = self.before.counted, self.counted
        same = own.core == first.core or self.parallel or self.token.form is Form.MULTIPLE
        return self.before.sized and same

    def sizes_another(self, before: Draft) -> bool:
        """Whether it says how large another thing of the kind is, or a part: "190 hectares of pine and 62 of oak"."""
        if not self.elliptical or not before.sized or not before.counted.core or not self.counted.core:
            return False
        has_price = before.token.kind == "currency"  # "a bin is £30, and a household can have four": bins, no pounds
        return (before.head == self.head and not has_price) or (self.linked and not self.cues.subset)

    @property
    def of_some(self) -> bool:
        """Whether it counts some of those named before, or tells their share, and is no measure."""
        return not self.measured or self.token.unit == "%"

    @property
    def is_part(self) -> bool:
        """Whether it counts a part of those named, told by their deed alone: "6 % of the anglers had"."""
        return self.cues.subset or self.token.unit == "%" or self.token.form is Form.FRACTION


def linked(sentence: Sentence, new: Draft, previous: Draft) -> bool:
    """Whether the number is joined to the one before: by "and", a comma, a bracket, ", en hausse de", a subset word."""
    if new.cues.subset:
        return True
    left = _before_movement(sentence, new.cues.left, previous.at)
    if not _joins(sentence, left):
        return sentence.word(left + 1) == "(" and left > previous.at  # the cues may have passed over the bracket
    covered = time_phrases.covered(sentence)
    between = [at for at in range(previous.at + 1, left) if at not in covered]
    return len(between) <= _FAR and not any(_parts(sentence, at) for at in between)


def _before_movement(sentence: Sentence, left: int, earlier: int) -> int:
    """Return the comma or bracket before the words that say how a number moves, not before the number *earlier*.

    *left* itself where no such words stand between them: ", [en hausse de] 12 %".
    """
    at = left
    while at > earlier + 1 and left - at < _MOST_MOVING and sentence.flag(at) & _MOVING:
        if sentence.flag(at) & Is.AND:
            break
        at -= 1
    return at if sentence.word(at) in _OPENS else left


def _joins(sentence: Sentence, at: int) -> bool:
    return bool(sentence.flag(at) & Is.AND) or sentence.word(at) in _OPENS


def _parts(sentence: Sentence, at: int) -> bool:
    """Whether what stands before the word *at* and what comes after it are no enumeration: another clause begins."""
    flag = sentence.flags[at]
    return bool(flag & Is.SUBORDINATOR and not flag & Is.RELATIVE) or sentence.low[at] in _PARTS


def unit(sentence: Sentence, new: Draft) -> tuple[str | None, str | None]:
    """Return the symbol and name of a number's unit, or of the one that it leaves out: "3 tonnes of rye, 2 of oats"."""
    token, before = new.token, new.before
    if token.unit is not None or before is None or before.token.kind in _SHARES:
        return token.unit, token.unit_name
    if new.linked_by_relative and token.scaled and before.token.kind == "currency":
        return unit(sentence, before)  # "dont 2 millions pour"
    return unit(sentence, before) if _leaves_unit_out(sentence, new, before) else (None, None)


def _leaves_unit_out(sentence: Sentence, new: Draft, before: Draft) -> bool:
    """Whether *new* is a size as *before* is, whose unit it has: "[3 tonnes of rye,] 2 of oats"."""
    goes_on = new.token.form in _NUMBERS and (new.sized or new.sizes_another(before)) and not new.cues.of_them
    return goes_on and not _counts_others(sentence, new) and not _has_another(sentence, new, before)


def _has_another(sentence: Sentence, new: Draft, before: Draft) -> bool:
    """Whether what *new* is of has no such unit: things told before, of which it is a part, or another's number.

    "80 cars in a two-day check, of which 14", "12 euros, and the seats, 30 more than before", "a [20]-page limit".
    """
    if sentence.word(new.at + 1) in HYPHENS and sentence.ends[new.at] == sentence.starts[new.at + 1]:
        return True
    if new.linked_by_relative and before.before is not None and not before.before.measured:
        return True
    if new.cues.quantifier is not Quantifier.EXACT and _begins_span(sentence, new):
        return True
    between = range(before.at + 1, new.at)
    if new.cues.comparative is not None and any(sentence.flags[at] & Is.AND for at in between):
        return True
    numbered = (at for at in range(before.at) if sentence.low[at] == new.head.lower() and sentence.flag(at - 1) & Is.OF)
    return any(sentence.flag(at - 2) & Is.CONTAINER and sentence.plural(at) for at in numbered)  # "the number of boats"


def _begins_span(sentence: Sentence, new: Draft) -> bool:
    """Whether "and" leads right on to the other end of a span, which has the unit: "at least 50 and at most £90"."""
    at = new.at + 1
    if not sentence.flag(at) & Is.AND:
        return False
    end = next((here for here in range(at, at + _MOST_IN_SPAN) if sentence.flag(here) & (Is.NUMBER | Is.MARK)), at)
    return bool(sentence.flag(end) & Is.NUMBER)


def _counts_others(sentence: Sentence, new: Draft) -> bool:
    """Whether a verb of its own tells of those counted: "It took 40 minutes, 12 were hurt", "3 days and killed 12"."""
    right = new.cues.right
    right += sentence.word(right) in sentence.grammar.words.clitics  # "12 [y] participent"
    if sentence.flag(right) & _VERBAL and not new.cues.subset and new.cues.comparative is None:
        return True
    left, grammar = new.cues.left, sentence.grammar
    has = Is.HAVE if new.before is not None and new.before.token.kind == "currency" else 0  # nobody has a price
    if sentence.flag(left) & (Is.BY | has):
        return True
    states = sentence.flag(left) & (Is.MEASURE | Is.BE) or sentence.word(left) in grammar.verbs.lasting
    return not states and not new.token.scaled and sentence.content_word(left)


_VERBAL = int(Is.BE | Is.HAVE | Is.AUXILIARY | Is.VERB | Is.PARTICIPLE)
