"""What a figure does in its sentence, read from the words beside the number."""

from __future__ import annotations

from monitor.figures.labels.attribution.list_leads import Lead
from monitor.figures.labels.roles import prescriptions, references, subsets
from monitor.figures.labels.roles.movements import movement
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import clause_begin, infinitive
from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.scanner import Token
from monitor.model import Direction, Role

_MOVES = int(Is.UP | Is.DOWN)


def give(sentence: Sentence, new: Draft, previous: Draft | None, lead: Lead, topic: Draft | None = None) -> None:
    """Give *new* its role and, for a CHANGE, its direction; *previous* is the number before it in the sentence.

    *lead* introduces the list that the sentence stands in ("You must:", "Of these:"); *topic* is what a sentence before
    is mainly of.
    """
    cues, token = new.cues, new.token
    brings = token.kind == "currency" and sentence.word(cues.left) in sentence.grammar.verbs.paid
    moved = movement(sentence, cues.left) if not brings else None  # "has raised $3 million"
    signed = token.sign or _loose_sign(sentence, new.at)
    if signed == "-" and sentence.flag(cues.left) & (Is.BE | Is.PREPOSITION | Is.OF):
        signed = ""  # "the balance was -5": below nought, not a change
    if prescriptions.is_rule(sentence, new.at, cues, token, lead=lead.rule, plans=lead.plans) or _prescribed(
        sentence, new
    ):
        new.role = Role.RULE
    elif signed and token.kind != "temperature":
        new.role, new.direction = Role.CHANGE, Direction.UP if signed == "+" else Direction.DOWN
    elif (way := cues.comparative or _named_change(sentence, new)) is not None:
        new.role, new.direction = Role.CHANGE, way
    elif token.moves or _is_reference(sentence, new, previous or topic):
        new.role = Role.REFERENCE
    elif moved is not None and moved[0] == "by" and not cues.increment:
        new.role, new.direction = Role.CHANGE, moved[1]
    else:
        new.role = _standing(
            sentence, new, None if previous else topic, moved=moved, lead_subset=lead.subset and not previous
        )
    _inherit(sentence, new, previous)


def _is_reference(sentence: Sentence, new: Draft, before: Draft | None) -> bool:
    return references.is_reference(sentence, new.cues, new.at) or references.is_earlier(sentence, new, before)


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
    if not verbs.term_of:
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


def _inherit(sentence: Sentence, new: Draft, previous: Draft | None) -> None:
    """Give a number joined to the one before its role: "of whom 12 men and 5 women", "by 600 jobs or 2 per cent"."""
    if previous is None or new.role not in (Role.TOTAL, Role.SHARE):
        return
    if previous.role is Role.CHANGE and sentence.word(new.cues.left) in sentence.grammar.roles.change_by:
        new.role, new.direction = Role.CHANGE, previous.direction  # "prices rose by 4 %, wages by 2 %"
    if not new.linked:
        return
    if previous.role is Role.SUBSET and new.role is Role.TOTAL:
        new.role = Role.SUBSET
    elif previous.role is Role.RULE and new.cues.other and new.token.unit == previous.token.unit:
        new.role = Role.RULE  # "a fine of 1,500 euros, or 3,000 for a second offence"
    elif previous.role is Role.CHANGE and new.cues.alternative and (new.token.unit or new.cues.other):
        new.role, new.direction = Role.CHANGE, previous.direction


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
    grammar = sentence.grammar
    told = number.form is Form.MULTIPLE or any(word in grammar.roles.multiple_words for word in words)
    if told or number.unit == "time" or grammar.multiplied.ending(sentence.low, at - 1):
        return Role.MULTIPLE
    if sentence.word(at + 1) in grammar.roles.multiple_words:
        return Role.MULTIPLE
    small = number.value is None or abs(number.value) < 1
    if small and any(word in grammar.roles.share_words for word in words):
        return Role.SHARE
    return Role.SHARE if number.unit == "%" else None
