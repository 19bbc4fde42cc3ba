"""What a figure does in its sentence, read from the words beside the number."""

from __future__ import annotations

from dataclasses import replace

from monitor.figures import groups, moments, rules, times
from monitor.figures.cardinals import Form
from monitor.figures.cues import Cues
from monitor.figures.drafts import Draft
from monitor.figures.forms import FINITE, clause_begin, infinitive
from monitor.figures.grammar import Grammar, Is
from monitor.figures.leads import Lead
from monitor.figures.quantities import Token
from monitor.figures.tokens import Sentence
from monitor.model import Direction, Role

_REACH = 14
_MOVES = int(Is.UP | Is.DOWN)


def give(sentence: Sentence, new: Draft, previous: Draft | None, lead: Lead, topic: Draft | None = None) -> None:
    """Give *new* its role and, for a CHANGE, its direction; *previous* is the number before it in the sentence.

    *lead* introduces the list that the sentence stands in ("You must:", "Of these:"); *topic* is what a sentence before
    is mainly of.
    """
    cues, token = new.cues, new.token
    moved = movement(sentence, cues.left)
    signed = token.sign or _loose_sign(sentence, new.at)
    if signed == "-" and sentence.flag(cues.left) & (Is.BE | Is.PREPOSITION | Is.OF):
        signed = ""  # "the balance was -5": below nought, not a change
    if rules.is_rule(sentence, new.at, cues, token, lead=lead.rule, plans=lead.plans) or _prescribed(sentence, new):
        new.role = Role.RULE
    elif signed and token.kind != "temperature":
        new.role, new.direction = Role.CHANGE, Direction.UP if signed == "+" else Direction.DOWN
    elif (way := cues.comparative or _named_change(sentence, new)) is not None:
        new.role, new.direction = Role.CHANGE, way
    elif token.moves or is_reference(sentence, cues, new.at) or _of_before(sentence, new, previous or topic):
        new.role = Role.REFERENCE
    elif moved is not None and moved[0] == "by" and not cues.increment:
        new.role, new.direction = Role.CHANGE, moved[1]
    else:
        new.role = _standing(
            sentence, new, None if previous else topic, moved=moved, lead_subset=lead.subset and not previous
        )
    _inherit(sentence, new, previous)


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


def _of_before(sentence: Sentence, new: Draft, previous: Draft | None) -> bool:
    """Whether the number says of an earlier time what the one before says of now: "91 (2021: 74)"."""
    if previous is None or new.measured != previous.measured:
        return False
    if new.elliptical and new.token.unit == previous.token.unit and _opens_before(sentence, new.at):
        return True
    if previous is not new.before:
        return False
    at = new.at
    if sentence.grammar.earlier.ending(sentence.low, new.cues.left) and new.elliptical:
        return True
    if sentence.word(at - 1) == ":" and sentence.flag(at - 2) & Is.DIGITS and sentence.word(at - 3) == "(":
        return True
    moment = times.of(sentence, at)
    if moment is None or not new.elliptical or not moment.begin > at:
        return False
    return moments.is_past(sentence, moment)


def _opens_before(sentence: Sentence, number: int) -> bool:
    """Whether the number's clause opens with an earlier time: "Im Vorjahr seien es 1.180", "El año pasado eran 60"."""
    begin, words = clause_begin(sentence, number), sentence.grammar
    if any(flag & Is.NUMBER for flag in sentence.flags[begin:number]):
        return False
    end = next((at for at in range(begin, number) if sentence.flags[at] & (FINITE | Is.VERB)), number)
    opening = sentence.low[begin:end]
    if not words.roles.formerly.isdisjoint(opening):
        return True
    last = sentence.flag(end) & (Is.BE | Is.HAVE) and not words.time.last.isdisjoint(opening)
    return bool(last) and any(word in words.time.units for word in opening)


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
        return Role.REFERENCE if moved is not None and moved[0] == "from" else Role.SHARE
    if cues.increment:
        return Role.INCREMENT
    if moved is not None and moved[0] == "from":
        return Role.REFERENCE
    by_words = of_words(sentence, new.at, new.token)
    if by_words is not None and not (cues.subset and not cues.of_them):
        return by_words  # "half of them"; but "including half of the camp"
    if cues.subset or lead_subset:
        return Role.SUBSET
    part = _of_which(sentence, cues.left) or _opens_part(sentence, new) or _some_were(sentence, new, topic)
    if not new.measured and part:
        return Role.SUBSET
    if (
        _partitive(sentence, new)
        or _of_whole(sentence, new)
        or (moved is None and of_group(sentence, new.at, elliptical=new.elliptical))
    ):
        return Role.SUBSET
    return Role.TOTAL


def _of_which(sentence: Sentence, left: int) -> bool:
    """Whether the number's clause begins with "of which": "13,480 cases, of which judges granted 4,044"."""
    for at in range(left, max(-1, left - 8), -1):
        if sentence.flags[at] & (Is.NUMBER | Is.MARK):
            return False
        hit = sentence.grammar.before.ending(sentence.low, at)
        if hit is not None and hit[1] == "SUBSET" and hit[0] > 1 and sentence.flags[at] & Is.RELATIVE:
            return bool(sentence.flag(at - hit[0]) & (Is.MARK | Is.AND))
    return False


def _opens_part(sentence: Sentence, new: Draft) -> bool:
    """Whether the clause of a number without a noun begins with "of them": "[davon] wurden 4.980 abgelehnt"."""
    begin = clause_begin(sentence, new.at)
    hit = sentence.grammar.before.at(sentence.low, begin)
    if hit is None or hit[1] != "SUBSET" or sentence.flags[begin] & Is.RELATIVE:
        return False
    return not any(flag & (Is.NUMBER | Is.MARK) for flag in sentence.flags[begin + hit[0] : new.at])


def _some_were(sentence: Sentence, new: Draft, topic: Draft | None) -> bool:
    """Whether the number stands for some of those that were counted before: "41 wells. Twelve were dry."."""
    if topic is None or not new.elliptical or topic.measured or not sentence.flag(new.at + 1) & FINITE:
        return False
    opens = sentence.flag(new.cues.left) & (Is.MARK | Is.AND)
    fewer = topic.token.value is not None and new.token.value is not None and new.token.value < topic.token.value
    return bool(opens and fewer and topic.role in (Role.TOTAL, Role.SUBSET))


def _partitive(sentence: Sentence, new: Draft) -> bool:
    """Whether what it is a part of follows: "twelve of the 17 recommendations", "81 of the deaths"."""
    at, here = new.at, new.at + 1
    while here < at + 4 and sentence.content_word(here) and not sentence.grammar.of_all.at(sentence.low, here):
        here += 1
    hit = sentence.grammar.of_all.at(sentence.low, here)
    if hit is None and not (here == at + 1 and sentence.flag(here) & Is.OF):
        return False
    here += hit[0] if hit else 1
    if hit is None and not new.measured and sentence.word(here) in sentence.grammar.words.definite:
        return True
    while sentence.flag(here) & Is.DETERMINER:
        here += 1
    return bool(sentence.flag(here) & (Is.NUMBER | Is.DIGITS)) and (hit is not None or sentence.content_word(here + 1))


def _of_whole(sentence: Sentence, new: Draft) -> bool:
    """Whether a whole stands beside the number: "zwei seiner Leute", "Von 24 Projekten wurden sieben gestrichen"."""
    whole = sentence.grammar.phrases.possessors
    if sentence.word(new.cues.right) in whole or _among(sentence, new):
        return True
    if not whole or not new.elliptical or new.measured:
        return False
    begin = clause_begin(sentence, new.at)
    return any(sentence.flags[at] & Is.NUMBER and _after_group(sentence, at) for at in range(begin, new.at))


def _among(sentence: Sentence, new: Draft) -> bool:
    """Whether the clause begins with the group that the number is a part of: "Unter den Geretteten sind 22 Frauen"."""
    words, begin = sentence.grammar.phrases, clause_begin(sentence, new.at)
    if not words.dative_plural:
        return _among_known(sentence, begin, new)
    if new.measured or begin + 2 >= new.at or sentence.word(begin + 1) not in words.dative_plural:
        return False
    within = words.among if not new.elliptical else words.among | sentence.grammar.roles.group
    return sentence.low[begin] in within and sentence.capital(begin + 2) and not sentence.flag(begin + 2) & Is.TIME


def _among_known(sentence: Sentence, begin: int, new: Draft) -> bool:
    """Whether the clause begins with those that are known, of whom the number counts some: "Parmi les blessés"."""
    known = sentence.grammar.words.definite | sentence.grammar.words.demonstratives
    if new.measured or sentence.low[begin] not in sentence.grammar.roles.among or sentence.word(begin + 1) not in known:
        return False
    between = sentence.flags[begin + 2 : new.at]
    plural = begin + 2 < new.at and (sentence.plural(begin + 2) or not sentence.content_word(begin + 2))
    return plural and not any(flag & (Is.AND | Is.NUMBER | Is.TIME) for flag in between)


def _after_group(sentence: Sentence, number: int) -> bool:
    at = number - 1
    while sentence.flag(at) & (Is.DETERMINER | Is.ADVERB) and sentence.word(at) not in sentence.grammar.roles.group:
        at -= 1
    if not sentence.flag(at) & Is.OF and not sentence.flag(number - 1) & Is.DETERMINER:
        return False  # "unter 25 Jahren", but "unter den 40 Gästen"
    return at >= 0 and sentence.word(at) in sentence.grammar.roles.group and sentence.content_word(number + 1)


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
    low = sentence.low
    at = left - 1 if kind else -1
    for _ in range(10):
        if (
            at < 0
            or low[at] in ".;:!?"
            or (sentence.flags[at] & (Is.SUBORDINATOR | Is.PRONOUN) and low[at] not in sentence.grammar.words.clitics)
        ):
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


def _link(sentence: Sentence, left: int) -> str:
    """Return what the word *left* makes of the number after it: ``to``, ``from``, ``by``, or nothing."""
    grammar, word = sentence.grammar, sentence.low[left]
    if word in grammar.roles.change_to:
        return "to"
    if grammar.change_links.ending(sentence.low, left) is not None or _sizes(sentence, left):
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
    flag = sentence.flag(at)
    for prefix, way in sentence.grammar.parted.get(sentence.word(at), {}).items():
        if _parted(sentence, at, prefix):
            return Direction(way)
    if flag & (Is.UP | Is.DOWN) and any(_parted(sentence, at, one) for one in sentence.grammar.phrases.turning):
        return None
    if not flag and sentence.capital(at) and sentence.grammar.nouns.capital:
        return _compound_way(sentence, at)
    if flag & Is.UP:
        return Direction.UP
    return Direction.DOWN if flag & Is.DOWN else None


def _compound_way(sentence: Sentence, at: int) -> Direction | None:
    """Return the way that the last part of a compound noun tells: "Umsatz[einbussen]", "Preis[anstieg]"."""
    words, word = sentence.grammar.roles, sentence.low[at]
    if word.endswith(words.up_endings or "\0"):
        return Direction.UP
    return Direction.DOWN if word.endswith(words.down_endings or "\0") else None


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


def of_group(sentence: Sentence, at: int, *, elliptical: bool) -> bool:
    """Whether the number is a part of a group that its clause begins with: "Of the 430 reports, 108 were late"."""
    begin = groups.opening(sentence, at)
    if begin is None or not any(sentence.low[k] == "," for k in range(begin, at)):
        return False
    return elliptical or any(sentence.flags[k] & Is.NUMBER for k in range(begin, at))


def is_reference(sentence: Sentence, found: Cues, number: int) -> bool:
    """Whether the *number* is one to compare with: a target, a counterfactual, an earlier value."""
    if found.reference:
        return sentence.word(found.left) not in sentence.grammar.roles.votes  # "by 28 votes against 10"
    grammar, low = sentence.grammar, sentence.low
    begin = clause_begin(sentence, found.left)
    if _counterfactual(sentence, begin, number):
        return True
    if _against(sentence, found.left) or _was_once(sentence, found.left, number):
        return True
    for at in range(found.left, begin - 1, -1):
        if low[at] in grammar.roles.formerly and found.left - at < 4 and not _compared(sentence, at):
            return True
        if low[at] in grammar.roles.goals and not _said_later(sentence, at, found.left):
            return True
    return False


def _was_once(sentence: Sentence, left: int, number: int) -> bool:
    """Whether something was so long ago: "there were 60 ten years ago"; a deed of that time is no earlier value."""
    at = left - 1 if sentence.flag(left) & Is.PRONOUN else left
    if not sentence.flag(at) & (Is.BE | Is.HAVE):
        return False
    moment = times.of(sentence, number)
    return moment is not None and moments.is_past(sentence, moment)


def _compared(sentence: Sentence, at: int) -> bool:
    """Whether an earlier time at *at* is only compared with: "gegenüber dem Vorjahr"."""
    while at > 0 and sentence.flag(at - 1) & (Is.DETERMINER | Is.PREPOSITION):
        if sentence.grammar.compared.ending(sentence.low, at - 1):
            return True
        at -= 1
    return bool(sentence.grammar.compared.ending(sentence.low, at - 1))


def _against(sentence: Sentence, left: int) -> bool:
    """Whether a comparison opens the phrase before the number: "against an official count of 3,300"."""
    if not sentence.flag(left) & Is.OF:
        return False
    passing = int(Is.OF | Is.DETERMINER)
    for at in range(left, max(-1, left - 6), -1):
        hit = sentence.grammar.compared.ending(sentence.low, at)
        if hit is not None and sentence.word(at) not in sentence.grammar.roles.than:
            return True
        if not sentence.flags[at] & passing and not sentence.content_word(at):
            return False
    return False


def _counterfactual(sentence: Sentence, begin: int, number: int) -> bool:
    """Whether the number's clause says what would have been: "would have reached", "auraient dû être".

    A conditional that is also used for hearsay ("trois personnes auraient disparu") counts only where a condition is
    told: "sans", "si", "en l'absence de".
    """
    supposed = _supposed(sentence)
    if not supposed:
        return False
    low, end = sentence.low, number + 1
    while end < min(len(low), number + _REACH) and not sentence.flags[end] & (Is.NUMBER | Is.SUBORDINATOR):
        if low[end] in ",;:.":
            break
        end += 1
    return any(begin <= at < end and (at == number or not sentence.flags[at] & Is.NUMBER) for at in supposed)


def _supposed(sentence: Sentence) -> tuple[int, ...]:
    """Return where the words of *sentence* say what would have been, or used to be; found once."""
    found = sentence.cache.get("supposed")
    if isinstance(found, tuple):
        return found
    grammar, low = sentence.grammar, sentence.low
    conditioned = not grammar.roles.condition.isdisjoint(low)
    made = tuple(
        at
        for at in range(len(low))
        if (grammar.counterfactual.at(low, at) and sentence.word(at + 2) != "to")
        or (grammar.formerly.at(low, at) and sentence.flag(at - 1) & Is.PRONOUN)  # "we used to have eight"
        or (conditioned and grammar.conditional.at(low, at))
    )
    sentence.cache["supposed"] = made
    return made


def _said_later(sentence: Sentence, at: int, left: int) -> bool:
    return any(sentence.flags[k] & (Is.SUBORDINATOR | Is.NUMBER) for k in range(at + 1, left + 1))


def moving_parts(number: Token, words: Grammar) -> tuple[Token, ...]:
    """Return the two ends of "rose from A to B" apart, for they are two claims; else *number* alone, a range."""
    if len(number.parts) != 2:
        return (number,)
    moved = int(Is.UP | Is.DOWN | Is.MOVED)
    before = number.line.texts[max(0, number.first - 8) : number.first]
    multiples = words.roles.multiple_words
    if not any(words.flags.get(word, 0) & moved or word in multiples for word in before):
        return (number,)
    low, high = number.parts
    if number.moves:
        return replace(low, moves=True), high
    # "rose by 40 to 310", and in headings "to rise £900,000 to £6.4m"
    said = bool(before) and (before[-1] in words.roles.change_by or words.flags.get(before[-1], 0) & moved)
    by = said and low.value is not None and high.value is not None
    # "rose by 40 to 310": a range of sizes would not be as wide.
    if by and low.value and high.value and abs(high.value) >= 3 * abs(low.value):
        return low, high
    return (number,)
