"""The verbs of a sentence: where a verb group begins, of which kind it is, and which one a noun phrase belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, WINDOW, infinitive, is_participle, is_quote, is_verb
from monitor.figures.labels.time import time_phrases

_CLOSED = int(
    Is.NUMBER | Is.DIGITS | Is.MARK | Is.DETERMINER | Is.PREPOSITION | Is.OF | Is.BY | Is.AND | Is.SUBORDINATOR
    | Is.PRONOUN
)  # fmt: skip
_BEFORE_NOUN = int(Is.DETERMINER | Is.OF | Is.BY | Is.PREPOSITION | Is.PRENOMINAL)  #: no finite verb comes right after
_AFTER_VERB = int(Is.DETERMINER | Is.PREPOSITION | Is.PRONOUN | Is.NUMBER | Is.ADVERB)
_BEFORE_STEM = int(Is.NUMBER | Is.PRONOUN | Is.ADVERB | Is.AND | Is.SUBORDINATOR | Is.MARK)
_OPENS_ASIDE = int(Is.RELATIVE | Is.PREPOSITION | Is.NUMBER | Is.HAVE)


class Kind(StrEnum):
    """What a verb group says of its subject."""

    PASSIVE = "passive"  #: what was done to it: "were arrested"; and what it was doing: "were sleeping"
    LINKING = "linking"  #: what or where it is: "are empty", "are in hospital"
    PERFECT = "perfect"  #: what it has done: "have left"
    MODAL = "modal"  #: what it would do: "would close"
    ACTIVE = "active"  #: what it does or did: "depend", "died"


@dataclass(frozen=True, slots=True)
class Group:
    """A verb group: its first word, its main word (participle, verb, first word of the predicate), its kind."""

    begin: int
    main: int
    kind: Kind
    negated: bool = False


def group_at(sentence: Sentence, at: int) -> Group | None:
    """Return the verb group that begins at *at*."""
    begin, last, negated = at, -1, False
    negations = sentence.grammar.verbs.negations
    while at - begin < 6 and sentence.flag(at) & (FINITE | Is.ADVERB) and not sentence.flag(at) & Is.ADJECTIVE:
        negates = sentence.low[at] in negations
        negated = negated or negates
        if sentence.flags[at] & FINITE and not (negates and last >= 0):
            last = at
        at += 1
    if is_quote(sentence, at):
        at += 1  # "were “taken into care”"
    if last < 0 or not sentence.flags[last] & Is.BE:
        at = _over_clitics(sentence, at)
    if last < 0:
        return Group(begin, at, Kind.ACTIVE, negated) if is_finite(sentence, at) else None
    return _with_auxiliary(sentence, Group(begin, at, Kind.LINKING, negated), last)


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
    while sentence.word(here) in clitics and here - at < 2:
        here += 1
    verbal = here > at and (is_participle(sentence, here) or is_verb(sentence, here))
    return here if verbal else at


def is_finite(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a finite verb without an auxiliary: by the lists, by its ending, or by its object."""
    word, flag = sentence.word(at), sentence.flag(at)
    if not word or flag & (_CLOSED | FINITE) or (at > 0 and sentence.flag(at - 1) & _BEFORE_NOUN):
        return _after_others(sentence, at) and _is_active(sentence, at)
    if sentence.capital(at) and at > 0:
        return False
    verbs, nouns = sentence.grammar.verbs, sentence.grammar.nouns
    if word in verbs.pasts or nouns.adjectives_follow:
        return word in verbs.pasts or _is_active(sentence, at)
    if is_participle(sentence, at):
        return _has_object(sentence, at)
    if is_verb(sentence, at) and word not in verbs.stems:
        return True
    return _is_present(sentence, at)


def _after_others(sentence: Sentence, at: int) -> bool:
    """Whether the word before *at* stands for those counted: "900 [autres] attendent une place"."""
    return bool(sentence.flag(at - 1) & Is.PRONOUN and sentence.flag(at - 2) & Is.NUMBER)


def _is_present(sentence: Sentence, at: int) -> bool:
    """Whether the word *at*, which may be a noun as well, is a verb that agrees with what stands before it."""
    if at < 1:
        return False
    stems, before = sentence.grammar.verbs.stems, sentence.flags[at - 1]
    if sentence.low[at] in stems:
        if before & Is.NUMBER and not sentence.flag(at + 1) & _AFTER_VERB:
            return False  # "30 work permits", but "30 work in the kitchen"
        return sentence.plural(at - 1) or bool(before & _BEFORE_STEM)
    if before & Is.NUMBER or sentence.grammar.nouns.forms.singular(sentence.low[at]) not in stems:
        return False
    led = before & (Is.RELATIVE_SUBJECT | Is.PRONOUN | Is.ADVERB)
    return bool(led) or (sentence.content_word(at - 1) and not sentence.plural(at - 1))


def _is_active(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* has the ending of a finite verb, which no noun or adjective beside it would have."""
    if sentence.flag(at) & (Is.ADVERB | Is.ADJECTIVE | Is.PARTICIPLE | Is.PRENOMINAL):
        return False
    counted = sentence.flag(at - 1) & Is.NUMBER and sentence.low[at].endswith(sentence.grammar.verbs.counted_endings)
    if is_verb(sentence, at) or (counted and not sentence.flags[at]):
        return True
    if sentence.flag(at) or sentence.word(at) in sentence.grammar.nouns.nouns or sentence.plural(at):
        return False
    agreed = at > 0 and (sentence.plural(at - 1) or bool(sentence.flags[at - 1] & (Is.NUMBER | Is.PRONOUN)))
    return agreed and active(sentence, at) is not None


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


def _has_object(sentence: Sentence, at: int) -> bool:
    """Whether the form that may be past or participle has an object, which a participle cannot have."""
    if sentence.word(at).endswith(sentence.grammar.nouns.progressive_endings):
        return False
    following = sentence.flag(at + 1)
    if infinitive(sentence, at + 1):  # "attempted to free the whale", if it is the clause's only verb
        return not any(flag & FINITE for flag in sentence.flags[at + 2 :])
    if at + 1 in time_phrases.covered(sentence):
        return False
    return bool(following & (Is.DETERMINER | Is.PRONOUN | Is.NUMBER)) or _has_bare_object(sentence, at)


def _has_bare_object(sentence: Sentence, at: int) -> bool:
    """Whether a plural noun without an article is the object of the form: "officers [suffered] minor injuries"."""
    compound = sentence.flag(at - 1) & Is.NUMBER or not sentence.plural(at - 1)  # "lab confirmed cases"
    if compound or sentence.low[at] in sentence.grammar.verbs.two_objects:
        return False
    end = at + 1
    while end < at + 4 and sentence.content_word(end) and not sentence.flags[end] & (Is.ADVERB | Is.TIME | Is.SAYS):
        if is_participle(sentence, end) or sentence.capital(end):
            return False
        if sentence.grammar.nouns.forms.singular(sentence.low[end]) in sentence.grammar.verbs.stems:
            return False  # "fish caught comes from the hatchery"
        end += 1
    return end > at + 1 and sentence.plural(end - 1) and not sentence.flags[end - 1] & (Is.ADJECTIVE | Is.NOT_PLURAL)


def main_verb(sentence: Sentence, at: int) -> Group | None:
    """Return the verb group whose subject ends before *at*, found across what describes the subject."""
    covered = time_phrases.covered(sentence)
    here, end = at, min(len(sentence), at + WINDOW)
    while here < end:
        if here in covered:
            here += 1
            continue
        flag = sentence.flags[here]
        if flag & Is.RELATIVE_SUBJECT:
            inner = group_at(sentence, here + 1)
            here = inner.main + 1 if inner is not None else here + 1
            continue
        if flag & Is.MARK:
            here = _over_aside(sentence, here)
            if here < 0:
                return None
            continue
        if flag & Is.SUBORDINATOR or (flag & Is.NUMBER and not sentence.flag(here - 1) & (Is.PREPOSITION | Is.OF)):
            return None
        found = group_at(sentence, here)
        if found is not None:
            return found
        if flag & Is.AND and group_at(sentence, here + 1) is not None:
            return None  # another deed of whoever did the first
        here += 1
    return None


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
    if sentence.flag(left + 1) & Is.MARK:
        return None  # "People rescued: 643"
    if sentence.flag(at) & Is.PREPOSITION and sentence.low[at] in sentence.grammar.agents.particles:
        at -= 1  # "carried out 12 rescues"
    if at < 0 or sentence.flag(at) & (_CLOSED | FINITE):
        return None
    if sentence.word(at) in sentence.grammar.verbs.pasts:
        return at
    return at if is_participle(sentence, at) and not sentence.flag(at - 1) & (Is.BE | Is.DETERMINER) else None


def is_subject(sentence: Sentence, number: int) -> bool:
    """Whether the *number* belongs to the subject of its clause: no verb or preposition comes before it there."""
    key = f"subject {number}"
    found = sentence.cache.get(key)
    if found is None:
        found = sentence.cache[key] = _is_subject(sentence, number)
    return bool(found)


def _is_subject(sentence: Sentence, number: int) -> bool:
    left, covered = beside(sentence, number), time_phrases.covered(sentence)
    ranged = left >= 0 and sentence.low[left] in sentence.grammar.numbers.ranges.between  # "between 200 and 250"
    if sentence.flag(left) & (Is.PREPOSITION | Is.OF | Is.BY) and left not in covered and not ranged:
        return False
    for here in range(left, max(-1, left - WINDOW), -1):
        flag = sentence.flags[here]
        if here in covered:
            continue
        if flag & (Is.MARK | Is.SUBORDINATOR | Is.AND) and not is_quote(sentence, here):
            return True
        if flag & FINITE or is_finite(sentence, here) or governor(sentence, here) == here:
            return bool(flag & Is.SAYS)  # "officials say 12 have died"
    return True


def beside(sentence: Sentence, number: int) -> int:
    """Return the word before the *number* and its hedges: "in", "carried out"; -1 where the sentence begins."""
    left = number - 1
    while left >= 0:
        hit = sentence.grammar.before.ending(sentence.low, left)
        if hit is None or sentence.flags[left] & Is.MARK:
            return left
        left -= hit[0]
    return left
