"""Verbs of saying: who says something in a sentence."""

from __future__ import annotations

from typing import NamedTuple

from monitor.figures.labels.attribution import reported_clauses
from monitor.figures.labels.attribution.speaker_phrases import (
    NOWHERE,
    Scope,
    Source,
    actor,
    is_named_like_time,
    is_place_counting,
    name,
    past_title,
    right_end,
    right_phrase,
    told_by_the_way,
)
from monitor.figures.labels.syntax import subjects
from monitor.figures.labels.text import word_forms
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.time import time_phrases

_FAR = 24  #: words between a verb and a subject that an aside parts from it
_OFFICE = 8  #: words of an aside that names who speaks: "the leader of the opposition, Bashir Rahmani, said"
_MOST_OFFICE = 4  #: words of an office before the name: "said deputy site manager Omar Haddad"
_QUOTED = 4  #: words at least of a quotation: fewer are words picked out
_COUNTED = int(Is.NUMBER | Is.DIGITS)
_CHAIN = int(Is.HAVE | Is.AUXILIARY | Is.ADVERB)
_CLOSING = ("”", "»", '"')  #: marks that end a quotation
_SET_OFF = (",", "”", "»", "“", '"', "’", "–", "—", "-", ")", "(", ";", ":", "")


class _Subject(NamedTuple):
    """Who says it: a name, or a pronoun for one; empty where nobody stands before the verb."""

    begin: int = 0
    end: int = 0
    name: str = ""
    pronoun: bool = False
    aside: tuple[int, int] = NOWHERE

    @property
    def empty(self) -> bool:
        return not self.name and not self.pronoun


def said(sentence: Sentence, at: int) -> Source | None:
    """Return the speaker of the verb of saying at *at*, if it does speak here."""
    if not _is_finite(sentence, at):
        return _participial(sentence, at)
    verb = _chain(sentence, at)
    subject = _subject(sentence, verb)
    inverted = _inverted(sentence, verb, at)
    if inverted is not None and _is_inverted(sentence, inverted, subject):
        return inverted
    if subject.empty:
        return _unsaid(sentence, verb, at) if sentence.grammar.attribution.drops_subjects else None
    return _stated(sentence, subject, at)


def _stated(sentence: Sentence, subject: _Subject, at: int) -> Source | None:
    """Return the *subject* as the speaker of the verb at *at*, if something is said with it."""
    if is_place_counting(sentence, at, subject.name):
        return None
    apart = _is_apart(sentence, subject, at)
    if not (apart or reported_clauses.speaks(sentence, at) or reported_clauses.after_quote(sentence, subject.begin)):
        return None
    scope = Scope.REPORTING if apart else Scope.FOLLOWING
    name = subject.name or None
    return Source(at, name, scope, subject.begin, pronoun=subject.pronoun, aside=subject.aside)


def _unsaid(sentence: Sentence, verb: int, at: int) -> Source | None:
    """Return the speaker told before, where a verb needs no subject: "Añadió que", ", precisó,", "y recuerda que"."""
    set_off = sentence.word(verb - 1) in _SET_OFF
    if verb > 0 and set_off and reported_clauses.ends_clause(sentence, at + 1):
        return Source(at, None, Scope.REPORTING, verb, pronoun=True)
    if (set_off or sentence.flag(verb - 1) & Is.AND) and reported_clauses.speaks(sentence, at):
        return Source(at, None, Scope.FOLLOWING, verb, pronoun=True)
    return None


def after_quotation(sentence: Sentence, at: int) -> Source | None:
    """Return who speaks where any verb follows the quotation that ends at *at*: « … », relate le commissaire."""
    if not _is_quotation(sentence, at):
        return None
    begin = at + 1 + (sentence.word(at + 1) == ",")
    verb = begin
    while sentence.word(verb) in sentence.grammar.words.clitics:
        verb += 1
    if sentence.capital(verb) or not sentence.content_word(verb) or sentence.flag(verb) & Is.SAYS:
        return None
    return _inverted(sentence, begin, verb)


def _is_quotation(sentence: Sentence, at: int) -> bool:
    """Whether the closing mark at *at* ends what somebody says: words enough, with a comma or an end beside it."""
    beside = (",", "?", "!", "…")
    if sentence.word(at - 1) not in beside and sentence.word(at + 1) not in beside:
        return False
    opening = at - 1
    while opening > 0 and sentence.low[opening] not in ("“", "«", "„"):
        opening -= 1
    return at - opening > _QUOTED


def _is_finite(sentence: Sentence, at: int) -> bool:
    """Whether the verb of saying at *at* has a subject: not "was reported", "the reports", "to add", "adding"."""
    grammar = sentence.grammar
    if sentence.flag(at - 1) & (Is.BE | Is.DETERMINER) or sentence.word(at - 1) in grammar.agents.infinitive:
        return False
    if sentence.low[at].endswith(grammar.attribution.adding_endings):
        return False
    return not _is_participle(sentence, at) or _perfect(sentence, at)


def _is_apart(sentence: Sentence, subject: _Subject, at: int) -> bool:
    """Whether subject and verb stand by themselves, set off from what is said: ", she said,", ", the mayor said."."""
    if sentence.word(subject.begin - 1) not in _SET_OFF or sentence.flag(at) & Is.AUXILIARY:
        return False
    named = sentence.capital(subject.begin) or sentence.flag(subject.begin) & Is.DETERMINER
    several = sentence.plural(subject.end - 1)  # "union leaders say"
    return bool(subject.pronoun or named or several) and reported_clauses.ends_clause(sentence, at + 1)


def _is_participle(sentence: Sentence, at: int) -> bool:
    """Whether the verb of saying at *at* speaks only after "have", where participles differ from the past."""
    attribution, word = sentence.grammar.attribution, sentence.low[at]
    return word in attribution.says_participles or word.endswith(attribution.participle_endings)


def _perfect(sentence: Sentence, at: int) -> bool:
    """Whether the participle at *at* has its auxiliary before it: "a indiqué", "avait déjà annoncé"."""
    here = at - 1
    while here >= 0 and at - here < 4 and sentence.flag(here) & (Is.ADVERB | Is.PRONOUN):
        here -= 1
    return bool(sentence.flag(here) & Is.HAVE) and here >= 0


def _chain(sentence: Sentence, at: int) -> int:
    """Return where the verb of saying begins, with its auxiliaries and the pronouns that go with it."""
    words = sentence.grammar.words
    speakers = sentence.grammar.attribution.pronoun_subjects
    while at > 0 and not is_named_like_time(sentence, at - 1, max(0, at - 2)):
        clitic = sentence.low[at - 1] in words.clitics and sentence.low[at - 1] not in speakers
        if not (clitic or sentence.flag(at - 1) & _CHAIN):
            break
        at -= 1
    return at


def _subject(sentence: Sentence, verb: int) -> _Subject:
    """Return who stands before the *verb*: a pronoun, a noun phrase, one that an aside parts from it."""
    words, before = sentence.grammar.words, sentence.word(verb - 1)
    if before in sentence.grammar.attribution.pronoun_subjects:
        inverted = bool(sentence.flag(verb - 2) & Is.HAVE) and before in words.hyphenated  # "a-t-il ajouté"
        return _Subject(verb - 1 - inverted, verb, pronoun=True)
    if before in words.relative_subjects:
        verb -= 1 + (sentence.word(verb - 2) == ",")  # "Ann Li, who has warned that"
    parted = _over_aside(sentence, verb)
    if not parted.empty or (sentence.word(verb - 1) == "," and sentence.word(verb - 2) in _CLOSING):
        return parted
    begin, end = subjects.subject(sentence, verb)
    if begin >= end or _is_no_speaker(sentence, begin, end) or _has_other_subject(sentence, verb):
        return _Subject()
    aside = (end + 1, verb - 1) if sentence.word(end) == "," else NOWHERE
    return _Subject(begin, end, name(sentence, begin, end), aside=aside)


def _is_no_speaker(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether the noun phrase from *begin* to *end* is the page itself ("our volunteers"), counted, or governed.

    Nor is one that names a count, as rows of lists do: "Number of laboratory [confirmed cases]".
    """
    if sentence.low[begin] in sentence.grammar.attribution.ours:
        return True
    if begin == 0 and sentence.flag(0) & Is.CONTAINER and sentence.flag(1) & Is.OF:
        return True
    if end - begin == 1 and sentence.flags[begin] & Is.PRONOUN:
        return True
    return bool(sentence.flag(begin - 1) & Is.NUMBER or sentence.flag(begin) & (Is.OF | Is.PREPOSITION))


def _has_other_subject(sentence: Sentence, verb: int) -> bool:
    """Whether the *verb* is joined to one before it, whose object stands between: "la muerte de dos e informó"."""
    return sentence.grammar.attribution.drops_subjects and bool(sentence.flag(verb - 1) & Is.AND)


def _over_aside(sentence: Sentence, verb: int) -> _Subject:
    """Return the subject before an aside: "The clinic, for its part, says", "The leader, Bashir Rahmani, says"."""
    if sentence.word(verb - 1) != ",":
        return _Subject()
    found = _Subject()
    for at in range(verb - 2, max(0, verb - _FAR), -1):
        if sentence.low[at] in ';:"“”«»':
            break
        if sentence.low[at] != ",":
            continue
        begin, end = subjects.subject(sentence, at)
        if begin < end == at and _opens_clause(sentence, begin):
            found = _Subject(begin, end, _full_name(sentence, begin, end, verb - 1), aside=(end + 1, verb - 1))
    return found


def _opens_clause(sentence: Sentence, begin: int) -> bool:
    """Whether a clause begins at *begin*: not "In the camp, the", nor a noun phrase inside another."""
    flag = sentence.flag(begin - 1)
    if sentence.flags[begin] & (Is.OF | Is.PREPOSITION | Is.PRONOUN) or word_forms.is_participle(sentence, begin):
        return False
    return bool(flag & (Is.MARK | Is.AND | Is.SUBORDINATOR)) and not flag & Is.RELATIVE


def _full_name(sentence: Sentence, begin: int, end: int, until: int) -> str:
    """Return the name with the one that follows it between commas: "leader of the opposition, Bashir Rahmani"."""
    first = end + 1
    named = (
        sentence.capital(past_title(sentence, first))
        and until - first <= _OFFICE
        and not sentence.flag(first) & (Is.TIME | Is.RELATIVE)
    )
    counted = any(sentence.flags[at] & _COUNTED for at in range(first, until))
    return name(sentence, begin, until if named and not counted else end)


def _inverted(sentence: Sentence, verb: int, at: int) -> Source | None:
    """Return the speaker who stands after the verb: ", said the mayor", ", ont annoncé lundi les ministres"."""
    if sentence.word(verb - 1) not in _SET_OFF or sentence.low[verb] in sentence.grammar.attribution.then:
        return None
    here = at + 1 + (sentence.word(at + 1) in sentence.grammar.attribution.with_)
    if sentence.word(here) in sentence.grammar.attribution.pronoun_subjects:
        return Source(at, None, Scope.REPORTING, verb, pronoun=True)
    here = _over_time(sentence, here)
    here = _over_hearers(sentence, here)
    named = sentence.capital(here) or sentence.word(here) in sentence.grammar.words.named
    if not named and not _is_office(sentence, here):
        return None  # "announced reinforcements" names nobody
    subject = right_phrase(sentence, here)
    if not subject:
        return None
    end = right_end(sentence, here)
    return Source(at, subject, Scope.REPORTING, verb, end=end, aside=told_by_the_way(sentence, end))


def _is_office(sentence: Sentence, begin: int) -> bool:
    """Whether an office without an article stands before a name of two words: "warned [site manager] Omar Haddad"."""
    at = begin
    while at < begin + _MOST_OFFICE and sentence.content_word(at) and not sentence.capital(at):
        at += 1
    return at > begin and sentence.capital(at) and sentence.capital(at + 1)


def _is_inverted(sentence: Sentence, inverted: Source, subject: _Subject) -> bool:
    """Whether the phrase after the verb is who speaks and not what is spoken of.

    Where a subject stands before it ("The list, made yesterday, says the mayor, is"; "The board, led by Ann Li, accepts
    the plan"), a verb that needs no object tells, set off by itself.
    """
    alone = inverted.pronoun or reported_clauses.ends_clause(sentence, inverted.end)
    if subject.empty:
        return (
            alone
            or reported_clauses.always_says(sentence, inverted.at)
            or reported_clauses.after_quote(sentence, inverted.begin)
        )
    return subject.aside != NOWHERE and alone and reported_clauses.always_says(sentence, inverted.at)


def _over_hearers(sentence: Sentence, at: int) -> int:
    """Step over whom it was said to: "a précisé devant la presse la maire de Lens"."""
    if not sentence.flag(at) & Is.PREPOSITION:
        return at
    here = at + 1 + (sentence.flag(at + 1) & Is.DETERMINER > 0)
    first = here
    while sentence.content_word(here) and (here == first or not sentence.capital(here)):
        here += 1  # "lamentó ayer en Villaumbría la jefa"
    return here if here > first and sentence.word(here) in sentence.grammar.words.named else at


def _over_time(sentence: Sentence, at: int) -> int:
    """Step over when it was said: "a annoncé jeudi 9 mai la mairie", "ont annoncé ce lundi les ministres"."""
    covered = time_phrases.covered(sentence)
    while at < len(sentence) and not is_named_like_time(sentence, at):
        flag = sentence.flags[at]
        dated = flag & Is.DIGITS and sentence.flag(at - 1) & Is.TIME
        leads = flag & Is.DETERMINER and sentence.flag(at + 1) & Is.TIME
        if not (at in covered or flag & (Is.TIME | Is.ADVERB) or dated or leads):
            break
        at += 1
    return at


def _participial(sentence: Sentence, at: int) -> Source | None:
    """Return the speaker of "..., adding that", "..., précisant que": whoever spoke or acted before."""
    adding = sentence.low[at].endswith(sentence.grammar.attribution.adding_endings)
    if not adding or sentence.word(at - 1) != "," or not reported_clauses.speaks(sentence, at):
        return None
    return Source(at, actor(sentence)[0] or None, Scope.FOLLOWING, at, pronoun=True)
