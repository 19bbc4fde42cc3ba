"""The verbs of a sentence: where a verb group begins, of which kind it is, and which one a noun phrase belongs to."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from monitor.figures.labels.syntax import verb_objects
from monitor.figures.labels.syntax.people import is_person
from monitor.figures.labels.text.grammar import Is, May
from monitor.figures.labels.text.tokenizer import Sentence, remembered
from monitor.figures.labels.text.word_forms import FINITE, WINDOW, is_participle, is_quote, is_verb
from monitor.figures.labels.time import time_phrases

_CLOSED = int(
    Is.NUMBER | Is.DIGITS | Is.MARK | Is.DETERMINER | Is.PREPOSITION | Is.OF | Is.BY | Is.AND | Is.SUBORDINATOR
    | Is.PRONOUN
)  # fmt: skip
_BEFORE_NOUN = int(Is.DETERMINER | Is.OF | Is.BY | Is.PREPOSITION | Is.PRENOMINAL)  #: no finite verb comes right after
_AFTER_VERB = int(Is.DETERMINER | Is.PREPOSITION | Is.PRONOUN | Is.NUMBER | Is.ADVERB)
_BEFORE_STEM = int(Is.NUMBER | Is.PRONOUN | Is.ADVERB | Is.AND | Is.SUBORDINATOR | Is.MARK)
_NO_VERB = _CLOSED | FINITE
_LEADING = FINITE | int(Is.ADVERB)
_OPENS_GROUP = _LEADING | int(Is.MARK)  #: but for a verb itself and its clitics, which `May.ACT` tells
_MOST_AUXILIARIES = 6  #: with their adverbs: "have not yet been"
_MOST_OF_ONE = 4  #: words from "one in three" to its verb
_OPENS_ASIDE = int(Is.RELATIVE | Is.PREPOSITION | Is.NUMBER | Is.HAVE | Is.SAYS)


class Kind(StrEnum):
    """What a verb group says of its subject."""

    PASSIVE = "passive"  #: what was done to it: "were arrested"; and what it was doing: "were sleeping"
    LINKING = "linking"  #: what or where it is: "are empty", "are in hospital"
    PERFECT = "perfect"  #: what it has done: "have left"
    MODAL = "modal"  #: what it would do: "would close"
    ACTIVE = "active"  #: what it does or did: "depend", "died"


class Group(NamedTuple):
    """A verb group: its first word, its main word (participle, verb, first word of the predicate), its kind."""

    begin: int
    main: int
    kind: Kind
    negated: bool = False


def group_at(sentence: Sentence, at: int) -> Group | None:
    """Return the verb group that begins at *at*."""
    if sentence.flag(at) & _OPENS_GROUP or sentence.grammar.may(sentence.word(at)) & May.ACT:
        return _group(sentence, at)
    return None  # nearly always, told fastest


@remembered
def _group(sentence: Sentence, at: int) -> Group | None:
    main, last, negated = _auxiliaries(sentence, at)
    if is_quote(sentence, main):
        main += 1  # "were “taken into care”"
    if last < 0 or not sentence.flags[last] & Is.BE:
        main = _over_clitics(sentence, main)
    if last < 0:
        return Group(at, main, Kind.ACTIVE, negated) if is_finite(sentence, main) else None
    return _with_auxiliary(sentence, Group(at, main, Kind.LINKING, negated), last)


def _auxiliaries(sentence: Sentence, begin: int) -> tuple[int, int, bool]:
    """Return where the auxiliaries and adverbs from *begin* end, the last auxiliary or -1, and whether one negates."""
    at, last, negated = begin, -1, False
    negations = sentence.grammar.verbs.negations
    flag = sentence.flag(at)
    while at - begin < _MOST_AUXILIARIES and flag & _LEADING and not flag & Is.ADJECTIVE:
        negates = sentence.low[at] in negations
        negated = negated or negates
        if flag & FINITE and not (negates and last >= 0):
            last = at
        at = _over_due(sentence, at, _over_inserted(sentence, at + 1))
        flag = sentence.flag(at)
    return at, last, negated


def _over_due(sentence: Sentence, auxiliary: int, at: int) -> int:
    """Step from *at* over "to" between the *auxiliary* and a passive that had to come: "had [to] be culled"."""
    due = sentence.flags[auxiliary] & Is.HAVE and sentence.word(at) in sentence.grammar.words.purpose
    return at + 1 if due and sentence.flag(at + 1) & Is.BE and is_participle(sentence, at + 2) else at


def _over_inserted(sentence: Sentence, at: int) -> int:
    """Step over a phrase before the verb that says nothing of the deed: "ont [par ailleurs] quitté"."""
    hit = sentence.grammar.inserted.at(sentence.low, at)
    return at + hit[0] if hit is not None else at


def _with_auxiliary(sentence: Sentence, group: Group, last: int) -> Group:
    """Return the *group* with the kind that its last auxiliary gives it."""
    flag, main = sentence.flags[last], group.main
    if flag & Is.BE:
        done = is_participle(sentence, main) or _has_form(sentence, main)
        return Group(group.begin, main, Kind.PASSIVE if done else Kind.LINKING, group.negated)
    if flag & Is.HAVE:
        if is_participle(sentence, main) or sentence.flag(main) & Is.VERB:
            return Group(group.begin, main, Kind.PERFECT, group.negated)
        return Group(group.begin, last, Kind.ACTIVE, group.negated)
    kind = Kind.PASSIVE if is_participle(sentence, main) and _takes_participle(sentence) else Kind.MODAL
    return Group(group.begin, main, kind, group.negated)


def _has_form(sentence: Sentence, at: int) -> bool:
    """Whether a noun that has a participle's form is one, right after "to be": "95 sont arrivées"."""
    nouns = sentence.grammar.nouns
    return sentence.word(at) in nouns.nouns and sentence.word(at).endswith(nouns.participle_endings)


def _takes_participle(sentence: Sentence) -> bool:
    """Whether an auxiliary before a participle makes a passive, "gets reported": not where it is an infinitive's."""
    return not sentence.grammar.nouns.infinitive_endings


def _over_clitics(sentence: Sentence, at: int) -> int:
    clitics, here = sentence.grammar.words.clitics, at
    if sentence.word(at) not in clitics:
        return at  # nearly always, told fastest
    while sentence.word(here) in clitics and here - at < 2:
        here += 1
    verbal = here > at and (is_participle(sentence, here) or is_verb(sentence, here))
    return here if verbal else at


def is_finite(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a finite verb without an auxiliary: by the lists, by its ending, or by its object."""
    if not sentence.grammar.may(sentence.word(at)) & May.ACT:
        return False  # nearly always, told fastest
    before = sentence.flag(at - 1)
    if before & _BEFORE_NOUN or sentence.flag(at) & _NO_VERB:
        return before & Is.PRONOUN != 0 and _after_others(sentence, at) and _is_active(sentence, at)
    if sentence.capital(at) and at > 0 and not is_quote(sentence, at - 1):
        return False
    verbs, word = sentence.grammar.verbs, sentence.low[at]
    if word in verbs.pasts or (word in verbs.personal and at > 0 and is_person(sentence, sentence.low[at - 1])):
        return True
    if sentence.grammar.nouns.adjectives_follow:
        return _is_active(sentence, at)
    if is_participle(sentence, at):
        comes = word in sentence.grammar.words.origins and sentence.plural(at - 1)  # as nobody is described: "come"
        return comes or verb_objects.has_object(sentence, at)
    return (is_verb(sentence, at) and word not in verbs.stems) or _is_present(sentence, at)


def _after_others(sentence: Sentence, at: int) -> bool:
    """Whether the pronoun before *at* stands for those counted: "900 [autres] attendent une place"."""
    return bool(sentence.flag(at - 2) & Is.NUMBER)


def _is_present(sentence: Sentence, at: int) -> bool:
    """Whether the word *at*, which may be a noun as well, is a verb that agrees with what stands before it."""
    if at < 1:
        return False
    stems, before = sentence.grammar.verbs.stems, sentence.flags[at - 1]
    if sentence.low[at] in stems:
        return _is_present_of_many(sentence, at)
    if _is_of_one(sentence, at):
        return True
    of_group = before & Is.NUMBER and sentence.flag(at - 2) & Is.OF and sentence.flag(at + 1) & Is.NUMBER
    if of_group and sentence.grammar.nouns.forms.singular(sentence.low[at]) in stems:
        return True  # "a family of four pays £38"
    if before & Is.NUMBER or sentence.grammar.nouns.forms.singular(sentence.low[at]) not in stems:
        return False
    if verb_objects.heads_subject(sentence, at) or verb_objects.ends_movement(sentence, at):
        return False
    led = before & (Is.RELATIVE_SUBJECT | Is.PRONOUN | Is.ADVERB)
    singular = sentence.content_word(at - 1) and (
        not sentence.plural(at - 1) or verb_objects.follows_deed(sentence, at)
    )
    return bool(led) or singular


def _is_present_of_many(sentence: Sentence, at: int) -> bool:
    """Whether the stem of a verb *at* is one, as it stands with several: "30 work in the yard", "one train stopped"."""
    before = sentence.flags[at - 1]
    if before & Is.NUMBER and verb_objects.is_one(sentence, at - 1):
        return False
    if before & Is.NUMBER and not sentence.flag(at + 1) & _AFTER_VERB:
        return verb_objects.counts_nothing(sentence, at)  # "30 work permits", but "30 work in the kitchen"
    return sentence.plural(at - 1) or bool(before & _BEFORE_STEM)


def _is_of_one(sentence: Sentence, at: int) -> bool:
    """Whether the verb *at*, in the singular, agrees with one of several: "one in three visitors [comes]"."""
    grammar, number = sentence.grammar, at - 1
    while sentence.content_word(number) and at - number <= _MOST_OF_ONE:
        number -= 1
    if not sentence.flag(number) & Is.NUMBER or number < 0:
        return False
    words = sentence.original(number).lower().split()
    if len(words) < 2 or words[0] not in grammar.numbers.one or sentence.plural(at - 1) == (at - 1 == number):
        return False
    if at - 1 == number and _acts_next(sentence, at + 1):
        return False  # "one in three trains stops here"
    return _is_third_person(sentence, at)


def _is_third_person(sentence: Sentence, at: int) -> bool:
    """Whether a verb's stem with the ending of the singular stands *at*, which a plural noun may have as well."""
    stems = sentence.grammar.verbs.stems
    return sentence.grammar.nouns.forms.singular(sentence.word(at)) in stems and sentence.word(at) not in stems


def _acts_next(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is the verb of what stands before it, which then is a noun."""
    acts = sentence.flag(at) & (Is.BE | Is.HAVE | Is.AUXILIARY | Is.VERB) or is_participle(sentence, at)
    return bool(acts) or _is_third_person(sentence, at)


def _is_active(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* has the ending of a finite verb, which no noun or adjective beside it would have."""
    flag, word = sentence.flag(at), sentence.word(at)
    if flag & (Is.ADVERB | Is.ADJECTIVE | Is.PARTICIPLE | Is.PRENOMINAL):
        return False
    if is_verb(sentence, at):
        return True
    if flag:
        return False
    if sentence.flag(at - 1) & Is.NUMBER and word.endswith(sentence.grammar.verbs.counted_endings):
        return True
    if word in sentence.grammar.nouns.nouns or sentence.plural(at):
        return False
    if sentence.grammar.verbs.plural_of and sentence.content_word(at - 1) and sentence.plural(at - 1):
        return word.endswith(sentence.grammar.verbs.counted_endings)  # an adjective would be in the plural, too
    return _agrees(sentence, at) and active(sentence, at) is not None


def _agrees(sentence: Sentence, at: int) -> bool:
    """Whether what stands before the word *at* can be the subject of a verb in the plural."""
    return at > 0 and (sentence.plural(at - 1) or bool(sentence.flags[at - 1] & (Is.NUMBER | Is.PRONOUN)))


def active(sentence: Sentence, at: int) -> str | None:
    """Return the present participle of the finite verb *at*, where an ending makes it: "vivent" -> "vivant"."""
    verbs, word = sentence.grammar.verbs, sentence.word(at)
    known = verbs.active_irregular.get(word)
    if known is not None:
        return known
    for finite, participle in verbs.active:
        if word.endswith(finite):
            return word[: len(word) - len(finite)] + participle if participle else None
    return None


def main_verb(sentence: Sentence, at: int) -> Group | None:
    """Return the verb group whose subject ends before *at*, found across what describes the subject."""
    covered = time_phrases.covered(sentence)
    here, end = at, min(len(sentence), at + WINDOW)
    while here < end:
        flag = sentence.flags[here]
        if here in covered:
            here += 1
        elif flag & Is.RELATIVE_SUBJECT:
            here = _over_relative(sentence, here)
        elif flag & Is.MARK:
            here = _over_aside(sentence, here)
            if here < 0:
                return None
        elif _leaves(sentence, here):
            return None
        else:
            found = group_at(sentence, here)
            if found is not None:
                return found
            if flag & Is.AND and group_at(sentence, here + 1) is not None:
                return None  # another deed of whoever did the first
            here += 1
    return None


def _over_relative(sentence: Sentence, pronoun: int) -> int:
    """Return where the sentence goes on after the verb of the relative clause that the *pronoun* opens."""
    inner = group_at(sentence, pronoun + 1)
    return inner.main + 1 if inner is not None else pronoun + 1


def _leaves(sentence: Sentence, at: int) -> bool:
    """Whether another clause, or another number's phrase, begins at *at*."""
    if sentence.flags[at] & Is.SUBORDINATOR:
        return True
    return bool(sentence.flags[at] & Is.NUMBER) and not sentence.flag(at - 1) & (Is.PREPOSITION | Is.OF)


def _over_aside(sentence: Sentence, mark: int) -> int:
    """Return where the sentence goes on after the aside that the *mark* opens; -1 if it opens none."""
    if is_quote(sentence, mark):
        return mark + 1
    closing = {"(": ")", ",": ",", "–": "–", "—": "—"}.get(sentence.low[mark])
    opened = sentence.flag(mark + 1) & _OPENS_ASIDE or is_participle(sentence, mark + 1)
    if closing is None or (closing == "," and not opened):
        return -1
    for here in range(mark + 2, min(len(sentence), mark + WINDOW)):
        if sentence.low[here] == closing:
            return here + 1
    return -1


def governor(sentence: Sentence, left: int) -> int | None:
    """Return the verb of which the number after the word *left* is the object; None if it is none's."""
    at = left
    if sentence.flag(left + 1) & Is.MARK and not (sentence.grammar.verbs.agreements and sentence.low[left + 1] == ","):
        return None  # "People rescued: 643", but "a arrêté, lundi, 12"
    if sentence.flag(at) & Is.PREPOSITION and sentence.low[at] in sentence.grammar.agents.particles:
        at -= 1  # "carried out 12 rescues"
    if at < 0 or sentence.flag(at) & (_CLOSED | FINITE):
        return None
    if sentence.word(at) in sentence.grammar.verbs.pasts:
        return at
    return at if is_participle(sentence, at) and not sentence.flag(at - 1) & (Is.BE | Is.DETERMINER) else None


@remembered
def is_subject(sentence: Sentence, number: int) -> bool:
    """Whether the *number* belongs to the subject of its clause: no verb or preposition comes before it there."""
    left, covered, may = beside(sentence, number), time_phrases.covered(sentence), sentence.grammar.may
    if left not in covered and _is_governed(sentence, left):
        return False
    for here in range(left, max(-1, left - WINDOW), -1):
        flag = sentence.flags[here]
        if here in covered:
            continue
        if flag & (Is.MARK | Is.SUBORDINATOR | Is.AND) and not is_quote(sentence, here):
            return True
        if flag & FINITE or (may(sentence.low[here]) & May.ACT and _is_verb(sentence, here)):
            return bool(flag & Is.SAYS)  # "officials say 12 have died"
    return True


def _is_verb(sentence: Sentence, at: int) -> bool:
    return is_finite(sentence, at) or governor(sentence, at) == at


def _is_governed(sentence: Sentence, left: int) -> bool:
    """Whether the word *left* is a preposition that governs the number after it; not of "between 200 and 250"."""
    if not sentence.flag(left) & (Is.PREPOSITION | Is.OF | Is.BY):
        return False
    return sentence.low[left] not in sentence.grammar.numbers.ranges.between


def beside(sentence: Sentence, number: int) -> int:
    """Return the word before the *number* and its hedges: "in", "carried out"; -1 where the sentence begins."""
    left, grammar = number - 1, sentence.grammar
    while left >= 0 and grammar.may(sentence.low[left]) & May.CUE:
        hit = grammar.before.ending(sentence.low, left)
        if hit is None or sentence.flags[left] & Is.MARK:
            return left
        left -= hit[0]
    return left
