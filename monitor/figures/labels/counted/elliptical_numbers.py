"""What a number counts that has no noun of its own: its clause names it, or it goes on with what was counted before."""

from __future__ import annotations

from monitor.figures.labels.counted import (
    ellipsis,
    following_nouns,
    governing_words,
    intervals,
    measured_things,
    money,
    parallel_phrases,
    stated_subjects,
)
from monitor.figures.labels.counted.modifiers import for_whom
from monitor.figures.labels.roles import movements
from monitor.figures.labels.syntax import clauses, named_groups, subjects
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, NOTHING, Counted, clause_begin
from monitor.figures.numbers.cardinals import Form

_SHARES = ("%", "pp", "point")  #: units that measure anything


class _Known:
    """What is known of a number without a noun of its own, before it is decided what it counts."""

    def __init__(self, sentence: Sentence, new: Draft, right: Counted, antecedent: Counted) -> None:
        self._sentence, self._new = sentence, new
        self._narrow: str | None = None
        self.right = right  #: the words after it, which only describe those counted, or tell its unit
        self.antecedent = antecedent  #: what was counted before and it may go on with
        #: it says how the number before moved: "7,000, up by 12 %"
        self.moving = new.linked and movements.movement(sentence, new.cues.left) is not None

    @property
    def narrow(self) -> str:
        """What tells it from the numbers before: the words after it, or its deed; read when that is first asked."""
        if self._narrow is None:
            self._narrow = _narrowed_by(self._sentence, self._new, self.right, self.antecedent)
        return self._narrow


def understood(sentence: Sentence, new: Draft, right: Counted, topic: Counted) -> Counted:
    """Return what an elliptical or measured number counts: its subject, or what the number before it counts."""
    known = _Known(sentence, new, right, ellipsis.antecedent(sentence, new, topic))
    return _in_its_clause(sentence, new, known) or _again(sentence, new, known)


def _narrowed_by(sentence: Sentence, new: Draft, right: Counted, antecedent: Counted) -> str:
    """Return what tells an elliptical number from the others: the words after it, or the deed."""
    parted = sentence.word(new.cues.right) in sentence.grammar.numbers.parts_after  # "una cuarta parte"
    linked = not parted and sentence.grammar.measure_links.at(sentence.low, new.cues.right)
    if new.cues.comparative is not None or linked:
        return ""  # "1.7% less", "twice as many"
    if new.cues.of_them and sentence.flag(new.cues.right) & Is.OF:
        return sentence.text(new.cues.right, right.end)  # "once de ellos [de gemelos]"
    if right.size and sentence.flag(right.end - right.size) & (Is.UP | Is.DOWN | Is.MOVED):
        return ""  # "children under 10 rose"
    return right.phrase or ellipsis.own_deed(sentence, new, antecedent)


def _in_its_clause(sentence: Sentence, new: Draft, known: _Known) -> Counted | None:
    """Return what the number's own sentence says that it counts; None where it can only go on with what was told."""
    group = named_groups.find(sentence, new.at, new.cues.left) if not new.measured else None
    if group is not None:
        return group.narrowed(known.narrow)
    if intervals.is_told(sentence, new):
        return NOTHING  # the words after its unit say it
    found = _next_to_another(sentence, new, known) or _bounded(sentence, new, known.right)
    continues = known.moving or (new.linked and not new.measured and known.antecedent.core)
    pointing = new.cues.of_them and sentence.flag(new.cues.left) & Is.PREPOSITION  # "power is back for half of them"
    others = new.cues.increment and not new.measured  # "y tiene otros 150 en vivero"
    continues = continues or (known.antecedent.core if pointing or others else False)
    if found is None and (not continues or _has_own_subject(sentence, new)):
        found = _before(sentence, new, known)
    return found or _thing(sentence, new, moving=known.moving)


def _next_to_another(sentence: Sentence, new: Draft, known: _Known) -> Counted | None:
    """Return what a number counts that is set beside another one: a part of it, its other, or its next measure."""
    found = money.of_part(sentence, new) or _other_best(sentence, new) or _gapped(sentence, new, known.right)
    return found or measured_things.before_rate(sentence, new) or parallel_phrases.of_another(sentence, new)


def _other_best(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the other one of several that a superlative tells without a verb: "..., [the highest] £3m"."""
    left, endings = new.cues.left, sentence.grammar.nouns.superlatives
    if not endings or not sentence.word(left).endswith(endings) or not sentence.flag(left - 1) & Is.DETERMINER:
        return None
    if new.before is None or not sentence.flag(left - 2) & (Is.MARK | Is.AND):
        return None
    first = new.before.counted
    several = sentence.grammar.nouns.forms.is_plural(first.head.lower())
    best = " " in first.core and first.core.partition(" ")[0].endswith(endings)
    return _with_noun(sentence, Counted(core=sentence.low[left]), first) if several or best else None


def _gapped(sentence: Sentence, new: Draft, right: Counted) -> Counted | None:
    """Return the subject of a clause that leaves out its verb: "Un bracelet coûte 11 euros, [une cellule] 110".

    The number before it is of its own subject, too: "Le nord compte 30 lits, le sud 12" counts beds.
    """
    before, left = new.before, new.cues.left
    if before is None or (right.core and not new.measured) or not before.counted.head:
        return None
    omitted = sentence.word(left) == "," and sentence.grammar.nouns.agree and sentence.has(before.at, left, Is.MARK)
    left -= omitted  # "el seguro, 2"
    begin = left
    while begin > before.at and (sentence.content_word(begin) or sentence.flags[begin] & Is.OF):
        begin -= 1
    opened = sentence.word(begin) in sentence.grammar.words.articles and sentence.flag(begin - 1) & (Is.MARK | Is.AND)
    if not opened or begin == left or sentence.has(begin, left + 1, Is.TIME | Is.ADVERB):
        return None
    if before.counted.head.lower() not in sentence.low[: _first_alike(before).at]:
        return None
    if sentence.flag(left + 1) & Is.MARK and not omitted:
        return None
    return subjects.named_thing(sentence, begin, left + 1)


_MOST_ALIKE = 40  #: numbers that are looked back over: each of a list of thousands would look over all before


def _first_alike(draft: Draft) -> Draft:
    """Return the first of the numbers up to *draft* that count the same: "le nord a 30 lits, le sud 12 et l'est 9"."""
    for _ in range(_MOST_ALIKE):
        if draft.before is None or draft.before.counted.head != draft.counted.head:
            break
        draft = draft.before
    return draft


def _has_own_subject(sentence: Sentence, new: Draft) -> bool:
    """Whether a clause of its own says what is measured: "..., and [no shed may be] higher than 2 metres"."""
    begin = clause_begin(sentence, new.at)
    linking = next((at for at in range(new.cues.left, begin, -1) if sentence.flags[at] & Is.BE), None)
    return linking is not None and begin > 0 and new.measured and bool(sentence.flag(begin) & Is.DETERMINER)


def _bounded(sentence: Sentence, new: Draft, right: Counted) -> Counted | None:
    """Return the subject of the verb in the number's hedge, where no noun follows: "el coste ronda los 85 €"."""
    if right.core and not new.measured:
        return None
    verb = governing_words.hedge_verb(sentence, new.cues.left, new.at)
    found = stated_subjects.stated(sentence, verb) if verb is not None else None
    return found if found is not None and not subjects.hollow(sentence, found) else None


def _before(sentence: Sentence, new: Draft, known: _Known) -> Counted | None:
    """Return what the words before the number say is counted; a number's name stands for its antecedent."""
    if new.token.kind == "currency" and sentence.word(new.cues.left) in sentence.grammar.verbs.paid:
        return None  # "needs £14m": the money has a name of its own
    found = governing_words.before(sentence, new.cues.left, new.cues.right)
    if found is None or not found.core:
        return None
    if subjects.hollow(sentence, found) or _is_own_count(sentence, new, found):
        if known.antecedent.core:
            return known.antecedent.narrowed("")
        return known.right if known.right.core else found.narrowed(_for_whom(sentence, new, found))
    if _is_superlative(sentence, found) and known.antecedent.core:
        return _with_noun(sentence, found, known.antecedent)
    if known.right.core and sentence.grammar.flags.get(found.head.lower(), 0) & Is.CONTAINER:
        return known.right
    if new.measured:
        return found.narrowed(_for_whom(sentence, new, found))
    return found.narrowed(following_nouns.adjectival(known.narrow, sentence.grammar))


def _is_own_count(sentence: Sentence, new: Draft, found: Counted) -> bool:
    """Whether the subject only says whose count it is: "Our [own count] came to 90", "[the council's estimate]"."""
    if new.measured or new.before is not None:
        return False
    *whose, last = found.core.lower().split()
    words, flags = sentence.grammar.words, sentence.grammar.flags
    told = all(word in words.own or word.endswith(words.possessive) for word in whose)
    return bool(whose) and told and bool(words.possessive) and bool(flags.get(last, 0) & Is.CONTAINER)


def _for_whom(sentence: Sentence, new: Draft, found: Counted) -> str:
    return for_whom(sentence, new.cues.right, len(found.core.split())) if new.measured else ""


def _is_superlative(sentence: Sentence, found: Counted) -> bool:
    """Whether one adjective stands for what is counted: "the [lowest] being £90"; its noun is understood."""
    endings = sentence.grammar.nouns.superlatives
    return bool(endings) and " " not in found.core and found.core.lower().endswith(endings)


def _with_noun(sentence: Sentence, found: Counted, antecedent: Counted) -> Counted:
    """Return the noun of the *antecedent*, in the singular, after the adjective *found*: "lowest bid"."""
    noun = sentence.grammar.nouns.forms.singular(antecedent.head.lower())
    return Counted(core=f"{found.core.lower()} {noun}", head=noun)


def _thing(sentence: Sentence, new: Draft, *, moving: bool) -> Counted | None:
    """Return the thing that a measure is of, said in its own clause or by the measure before it."""
    found = money.given(sentence, new)
    if found is not None or not new.measured or new.cues.subset or moving:
        return found
    found = parallel_phrases.again(sentence, new) or measured_things.of(sentence, new)
    if found is not None or money.priced(sentence, new):
        return found  # none: "costs £4 a ride"
    return _thing_before(sentence, new)


def _thing_before(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the measure before is of, for others, where this one goes on with it; None where it does not."""
    before = ellipsis.gone_before(sentence, new)
    if new.before is not None and before is not None and ellipsis.goes_on(sentence, new, new.before):
        return ellipsis.for_others(sentence, new, before)
    return None


def _again(sentence: Sentence, new: Draft, known: _Known) -> Counted:
    """Return what the number goes on with, all of it or the part that its own words tell; else the words after it."""
    right, antecedent = known.right, known.antecedent
    if right.core and antecedent.core and _describes(sentence, antecedent):
        return right  # "23 dead, 60 injured": no noun is understood
    if new.measured and not _measures_again(new, known) and not _restates(sentence, new):
        return NOTHING
    if not antecedent.core:
        return right  # "22 are missing; others speak of 40"
    if _is_same(sentence, new, known) or _tells_nothing_else(sentence, new, known.narrow):
        return antecedent
    return ellipsis.part(sentence, new, antecedent, known.narrow)


def _describes(sentence: Sentence, counted: Counted) -> bool:
    """Whether what is counted is named by an adjective or participle alone: "23 dead", "60 blessés"."""
    grammar, word = sentence.grammar, counted.core.lower()
    flag = grammar.flags.get(word, 0)
    if flag:
        return bool(flag & Is.ADJECTIVE)
    one = " " not in word and word not in grammar.nouns.nouns
    return one and word.endswith(grammar.nouns.participle_endings)


def _measures_again(new: Draft, known: _Known) -> bool:
    """Whether a measure goes on with what was told: it says how that moved, is a share of it or its next measure."""
    if known.moving or _is_same_kind(new, new.before):
        return True
    if _comes_on_top(new):
        return True
    again = new.cues.of_them or bool(new.subject and known.narrow) or _after_share(new)
    return new.token.unit == "%" and again


def _comes_on_top(new: Draft) -> bool:
    """Whether a measure adds to the one before it: "1,8 kilómetros de tubería; [otros] 900 metros"."""
    before = new.before
    if before is None or not new.cues.increment:
        return False
    return before.token.kind == new.token.kind and bool(before.counted.core)


def _restates(sentence: Sentence, new: Draft) -> bool:
    """Whether the number says the one before it otherwise: "la mitad de la entrada, es decir, 2,25 €"."""
    at = new.cues.left - (sentence.word(new.cues.left) == ",")
    return new.before is not None and sentence.word(at) in sentence.grammar.words.restating


def _is_same_kind(new: Draft, previous: Draft | None) -> bool:
    """Whether a measure may be of what the number before it counts: a share of it, or the same measure of it."""
    if previous is None or not new.linked:
        return False
    return new.token.unit in _SHARES or new.token.unit == previous.token.unit


def _after_share(new: Draft) -> bool:
    """Whether a share comes before this one in its sentence: "those who did 46 %, those who did not 9 %"."""
    return new.before is not None and (new.before.token.unit == "%" or _after_share(new.before))


def _is_same(sentence: Sentence, new: Draft, known: _Known) -> bool:
    """Whether the number is of all that was told: it moves, compares or repeats it, or is the first of its sentence."""
    if known.moving or new.cues.comparative is not None:
        return True
    first = new.before is None and bool(sentence.grammar.verbs.plural_of)
    return not known.narrow and (new.cues.reference or first or _is_share_of_all(sentence, new))


def _is_share_of_all(sentence: Sentence, new: Draft) -> bool:
    """Whether a share says between marks how large what was told is: "se perdieron 1.200 libros, uno de cada 50"."""
    closed = sentence.word(new.cues.left) == "," and sentence.flag(new.cues.right) & Is.MARK
    return bool(closed) and new.token.form is Form.FRACTION and not new.cues.subset


def _tells_nothing_else(sentence: Sentence, new: Draft, narrow: str) -> bool:
    """Whether no word beside the number tells it from what was told: a verb of its own does, "and now shelters N"."""
    left = new.cues.left
    if narrow or new.cues.subset or new.measured or sentence.flag(left) & Is.PREPOSITION:
        return False
    return clauses.group_at(sentence, left) is None or bool(sentence.flag(left) & (Is.SAYS | FINITE))
