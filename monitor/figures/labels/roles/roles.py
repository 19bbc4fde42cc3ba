"""What a figure does in its sentence, read from the words beside the number."""

from __future__ import annotations

from monitor.figures.labels.attribution.list_leads import Lead
from monitor.figures.labels.roles import prescriptions, references, subsets
from monitor.figures.labels.roles.movements import fallen, movement, within
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is, May
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import clause_begin, infinitive
from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.scanner import Token
from monitor.model import Direction, Quantifier, Role

_MOVES = int(Is.UP | Is.DOWN)


def give(sentence: Sentence, new: Draft, previous: Draft | None, lead: Lead, topic: Draft | None = None) -> None:
    """Give *new* its role and, for a CHANGE, its direction; *previous* is the number before it in the sentence.

    *lead* introduces the list that the sentence stands in ("You must:", "Of these:"); *topic* is what a sentence before
    is mainly of.
    """
    moved = _movement(sentence, new)
    if _is_rule(sentence, new, lead):
        new.role = Role.RULE
    elif (way := _told_change(sentence, new)) is not None:
        new.role, new.direction = Role.CHANGE, way
    elif _is_reference(sentence, new, previous or topic):
        new.role = Role.REFERENCE
    elif moved is not None and moved[0] == "by" and not new.cues.increment:
        new.role, new.direction = Role.CHANGE, moved[1]
    elif previous is not None:
        new.role = _standing(sentence, new, None, moved=moved, lead_subset=False)
    else:
        new.role = _standing(sentence, new, topic, moved=moved, lead_subset=lead.subset)
    if previous is not None:
        _inherit(sentence, new, previous)


def _movement(sentence: Sentence, new: Draft) -> tuple[str, Direction] | None:
    """Return how the number moves; money that is brought in does not: "has raised $3 million"."""
    left = new.cues.left
    if within(sentence, new) is not None or fallen(sentence, new):
        return None
    if new.token.kind == "currency" and sentence.word(left) in sentence.grammar.verbs.paid:
        return None
    moved = movement(sentence, left)
    return ("to", moved[1]) if moved is not None and _is_reached(sentence, new) else moved


def _is_reached(sentence: Sentence, new: Draft) -> bool:
    """Whether the words of the hedge say that the number is where a movement ends: "bajó [hasta los] 118"."""
    left = new.cues.left
    if new.cues.quantifier is not Quantifier.EXACT or left + 1 >= new.at:
        return False
    return sentence.low[left + 1] in sentence.grammar.roles.change_to


def _is_rule(sentence: Sentence, new: Draft, lead: Lead) -> bool:
    if new.token.moves and not new.token.parts:
        return False  # "la tarifa baja [de 0,18] a 0,15 euros"
    prescribed = prescriptions.is_rule(
        sentence, new.at, new.cues, new.token, aged=new.aged, lead=lead.rule, plans=lead.plans
    )
    return prescribed or _prescribed(sentence, new)


def _is_reference(sentence: Sentence, new: Draft, before: Draft | None) -> bool:
    if new.token.moves or references.is_reference(sentence, new.cues, new.at):
        return new.cues.reference or not new.cues.increment  # "il en faudrait 600 de plus"
    return references.is_earlier(sentence, new, before)


def _told_change(sentence: Sentence, new: Draft) -> Direction | None:
    """Return the way of a change that the number's sign tells, a comparative beside it, or the noun after it."""
    sign = _sign(sentence, new) if new.token.kind != "temperature" else ""
    if sign:
        return Direction.UP if sign == "+" else Direction.DOWN
    return new.cues.comparative or _named_change(sentence, new)


def _sign(sentence: Sentence, new: Draft) -> str:
    """Return the sign of a number that changed; below nought is none: "the balance was -5"."""
    sign = new.token.sign or _loose_sign(sentence, new.at)
    below = sign == "-" and sentence.flag(new.cues.left) & (Is.BE | Is.PREPOSITION | Is.OF)
    return "" if below else sign


def _named_change(sentence: Sentence, new: Draft) -> Direction | None:
    """Return the way of a change whose noun stands last after a share: "a 4.99% Council Tax rise"."""
    at = new.cues.right
    if new.token.kind != "percent" or not sentence.flag(new.at - 1) & Is.DETERMINER:
        return None
    while sentence.content_word(at + 1) and at < new.cues.right + 3 and not sentence.flag(at) & _MOVES:
        at += 1
    flag = sentence.flag(at)
    if at == new.cues.right or not flag & _MOVES or sentence.content_word(at + 1):
        return None
    return Direction.UP if flag & Is.UP else Direction.DOWN


def _prescribed(sentence: Sentence, new: Draft) -> bool:
    """Whether what is measured is a fee, a deadline, a limit: "Die Gebühr beträgt N Euro"; its change is none."""
    heads = sentence.grammar.roles.rule_heads
    if _to_be_done(sentence, new):
        return True
    if not heads or not new.measured or new.token.unit == "%" or not new.head.lower().endswith(heads):
        return False
    if not sentence.grammar.words.past.isdisjoint(sentence.low[clause_begin(sentence, new.at) : new.at]):
        return False  # "were handed a fine of 900 euros"
    moved = movement(sentence, new.cues.left)
    return moved is None or moved[0] == "to"


def _to_be_done(sentence: Sentence, new: Draft) -> bool:
    """Whether the number is the time that is given for a deed: "da 60 días para firmar"; not one that was taken."""
    if new.token.kind != "time" or not infinitive(sentence, new.cues.right):
        return False
    verbs, clause = sentence.grammar.verbs, sentence.low[clause_begin(sentence, new.at) : new.at]
    if not sentence.grammar.words.past.isdisjoint(clause):
        return False
    if not sentence.grammar.terms.joins:
        return not sentence.grammar.terms.giving.isdisjoint(clause)
    return not any(word.endswith(verbs.past_endings) and word in verbs.infinitive_of for word in clause)


def _standing(
    sentence: Sentence, new: Draft, topic: Draft | None, *, moved: tuple[str, Direction] | None, lead_subset: bool
) -> Role:
    """Return the role of a number that no change is told by; *topic* is what a sentence before is of."""
    cues = new.cues
    if new.token.unit == "%" and not cues.subset:
        return _of_percentage(sentence, new, moved)
    if cues.increment:
        return Role.INCREMENT
    if moved is not None and moved[0] == "from":
        return Role.REFERENCE
    by_words = of_words(sentence, new.at, new.token)
    if by_words is not None and not (cues.subset and not cues.of_them):
        return by_words  # "half of them"; but "including half of the camp"
    if cues.subset or lead_subset:
        return Role.SUBSET
    return Role.SUBSET if subsets.is_part(sentence, new, topic, moves=moved is not None) else Role.TOTAL


def _of_percentage(sentence: Sentence, new: Draft, moved: tuple[str, Direction] | None) -> Role:
    """Return whether a percentage is a share, a rate that stands by itself, or where it came from."""
    if moved is not None:
        return Role.REFERENCE if moved[0] == "from" else Role.SHARE
    return Role.TOTAL if new.head.lower() in sentence.grammar.roles.rates else Role.SHARE


def _inherit(sentence: Sentence, new: Draft, previous: Draft) -> None:
    """Give a number joined to the one before its role: "of whom 12 men and 5 women", "by 600 jobs or 2 per cent"."""
    if new.role in (Role.TOTAL, Role.SHARE) and _goes_on(sentence, new, previous):
        new.role, new.direction = previous.role, previous.direction


def _goes_on(sentence: Sentence, new: Draft, previous: Draft) -> bool:
    """Whether the number does what the one before it does."""
    cues, before = new.cues, previous.role
    if before is Role.CHANGE and sentence.word(cues.left) in sentence.grammar.roles.change_by:
        return True  # "prices rose by 4 %, wages by 2 %"
    if not new.linked or _is_reached(sentence, new):
        return False
    if before is Role.CHANGE:
        return cues.alternative and bool(new.token.unit or cues.other)
    if before is Role.SUBSET:
        return new.role is Role.TOTAL
    # "a fine of 1,500 euros, or 3,000 for a second offence"
    return before is Role.RULE and cues.other and new.token.unit == previous.token.unit


def _loose_sign(sentence: Sentence, at: int) -> str:
    """Return the sign that stands apart from its number, after a bracket or at the beginning: "(+ 32 en 24 h)"."""
    sign = sentence.word(at - 1)
    if sign not in ("+", "-", "−", "–") or sentence.word(at - 2) not in ("(", "[", ""):
        return ""
    return "+" if sign == "+" else "-"


def points_back(sentence: Sentence, at: int) -> bool:
    """Whether a pronoun beside the number means what was told before: "some of them", "d'entre eux", "others"."""
    words = sentence.grammar.roles.pointing
    return not words.isdisjoint(sentence.low[max(0, at - 4) : at + 5])


def of_words(sentence: Sentence, at: int, number: Token) -> Role | None:
    """Return SHARE or MULTIPLE when the number itself says so: "half", "one in five", "double", "12 %"."""
    words = number.surface.lower().replace("-", " ").split()
    if _is_multiple(sentence, at, number, words):
        return Role.MULTIPLE
    small = number.value is None or abs(number.value) < 1
    if small and not sentence.grammar.roles.share_words.isdisjoint(words):
        return Role.SHARE
    return Role.SHARE if number.unit == "%" else None


def _is_multiple(sentence: Sentence, at: int, number: Token, words: list[str]) -> bool:
    multiple = sentence.grammar.roles.multiple_words
    if number.form is Form.MULTIPLE or number.unit == "time" or not multiple.isdisjoint(words):
        return True
    if sentence.word(at + 1) in multiple:
        return True
    sizes = sentence.grammar.may(sentence.word(at - 1)) & May.SIZE
    return bool(sizes and sentence.grammar.multiplied.ending(sentence.low, at - 1))
