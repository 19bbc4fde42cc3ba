"""Who states a figure: the sources that its sentence names, and the one of them that governs a number."""

from __future__ import annotations

from monitor.figures.labels.attribution import reported_speech, reporting_verbs
from monitor.figures.labels.attribution.speaker_phrases import (
    Scope,
    Source,
    name,
    right_end,
    right_phrase,
    told_by_the_way,
)
from monitor.figures.labels.syntax import subjects
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence

_NAMES = int(Is.SAYS | Is.SOURCE)
_NAMED = _NAMES.__and__
_MAY_TELL = int(_NAMES | Is.MARK).__and__  #: of the marks those that end a quotation
_CLOSING = frozenset("”»")
_PARTS = ";:"  #: marks between the parts of a sentence that each have a speaker of their own


def sources(sentence: Sentence) -> list[Source]:
    """Return the sources that *sentence* names, in order; found once."""
    found: list[Source] | None = sentence.cache.get("sources")
    if found is not None:
        return found
    made: list[Source] = []
    flags, low = sentence.flags, sentence.low
    closed = not _CLOSING.isdisjoint(low)
    may = sentence.places(_MAY_TELL if closed else _NAMED) if closed or sentence.classes & _NAMES else ()
    for at in may:
        if flags[at] & Is.MARK and low[at] not in _CLOSING:
            continue
        source = _source(sentence, at, flags[at])
        if source is not None and not _is_nested(sentence, source, made):
            made.append(source)
    sentence.cache["sources"] = made
    return made


def _is_nested(sentence: Sentence, source: Source, made: list[Source]) -> bool:
    """Whether *source* is what another one speaks of: "he says that the plan foresees 240 guards"."""
    if made and made[-1].scope is Scope.REPORTING and source.begin < made[-1].at < source.at:
        return True  # "leaders reported in a joint note": the noun is no verb
    if source.scope is not Scope.FOLLOWING or not made or made[-1].scope is not Scope.FOLLOWING:
        return False
    before = source.begin - 1 - (sentence.flag(source.begin - 1) & Is.DETERMINER > 0)
    return sentence.word(before) in sentence.grammar.attribution.that_word


def _source(sentence: Sentence, at: int, flag: int) -> Source | None:
    if sentence.grammar.phrases.attributes:
        return reported_speech.source(sentence, at, flag)
    if flag & Is.SOURCE:
        unnamed = sentence.grammar.unnamed
        if sentence.low[at] in unnamed.first_words and unnamed.at(sentence.low, at):
            return Source(at, None, begin=at)
        hit = sentence.grammar.according.at(sentence.low, at)
        if hit:
            return _according(sentence, at, *hit)
    if flag & Is.MARK:
        return reporting_verbs.after_quotation(sentence, at)
    return reporting_verbs.said(sentence, at) if flag & Is.SAYS else None


def _according(sentence: Sentence, at: int, size: int, kind: str) -> Source | None:
    """Return the source of the phrase at *at*: "according to the mayor", "à ses yeux", "selon elle"."""
    begin, attribution = at + size, sentence.grammar.attribution
    if kind == "BACK" or sentence.word(begin) in attribution.possessives or sentence.flag(begin) & Is.PRONOUN:
        return Source(at, None, begin=at, pronoun=True)
    source = right_phrase(sentence, begin)
    if not source or (kind == "BY" and _is_method(sentence, begin)):
        return None
    return Source(at, source, begin=at, aside=told_by_the_way(sentence, right_end(sentence, begin)))


def _is_method(sentence: Sentence, begin: int) -> bool:
    """Whether the noun after "confirmed by" says how: those who confirm have an article, a plural or a capital."""
    return not (sentence.flag(begin) & Is.DETERMINER or sentence.capital(begin) or sentence.plural(begin))


def announcement(sentence: Sentence) -> str | None:
    """Return who issued a document that *sentence* tells of: "The two governments issued a joint statement"."""
    issued = sentence.grammar.attribution.issued
    for at, word in enumerate(sentence.low):
        if word not in issued:
            continue
        if _is_document_after(sentence, at):
            return _issuer(sentence, at)
        by = _issued_by(sentence, at)
        if by is not None:
            return right_phrase(sentence, by + 1) or None
    return None


def _is_document_after(sentence: Sentence, verb: int) -> bool:
    """Whether what the *verb* issues is a document: "issued a joint statement"."""
    documents = sentence.grammar.attribution.documents
    for here in range(verb + 1, min(verb + 8, len(sentence))):
        if sentence.low[here] in documents:
            return True
        if sentence.flags[here] & (Is.MARK | Is.SUBORDINATOR | Is.NUMBER):
            return False
    return False


def _issued_by(sentence: Sentence, verb: int) -> int | None:
    """Return where "by" stands after a document that was issued: "The statement was issued [by] the two"."""
    if not sentence.flag(verb - 1) & Is.BE:
        return None
    if sentence.grammar.attribution.documents.isdisjoint(sentence.low[max(0, verb - 8) : verb]):
        return None
    return next((at for at in range(verb + 1, min(verb + 6, len(sentence))) if sentence.flags[at] & Is.BY), None)


def _issuer(sentence: Sentence, verb: int) -> str | None:
    verb = sentence.back_over(verb - 1, Is.HAVE | Is.AUXILIARY | Is.ADVERB) + 1
    begin, end = subjects.subject(sentence, verb)
    return name(sentence, begin, end) if begin < end else None


def governing(sentence: Sentence, at: int) -> Source | None:
    """Return the source that governs the number at word *at*."""
    told = sources(sentence)
    found = _candidates(told, at) if told else []
    if not found:
        return None
    if any(_by_the_way(source, at, found) for source in found):
        return Source(at, None)  # the page itself tells who it is that speaks
    later = next((source for source in found if source.at > at and _looks_back(sentence, source, at)), None)
    earlier = _last_before(found, at)
    if earlier is not None and _has_own_teller(sentence, earlier, at):
        earlier = None
    if earlier is None or later is None:
        return earlier or later
    return later if _is_nearer(sentence, later, at, earlier) else earlier


def _before_name(sentence: Sentence, source: Source, at: int) -> int:
    """Return the word before the phrase that ends before the number *at*, no further back than *source*."""
    begin = sentence.back_over(at - 1, Is.OF)
    while begin > source.at and (sentence.content_word(begin) or sentence.flags[begin] & Is.OF):
        begin -= 1
    return begin - (sentence.flag(begin) & Is.DETERMINER > 0)


def _is_name(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether the phrase has a word, and begins with an article or a capital."""
    return begin < end and bool(sentence.flag(begin) & Is.DETERMINER or sentence.capital(begin))


def _has_own_teller(sentence: Sentence, source: Source, at: int) -> bool:
    """Whether another stands in the place of *source* in the number's clause: "Lyon reported 40 cases, Lille 55"."""
    if sentence.low[source.at] not in sentence.grammar.attribution.says_number:
        return False
    if at + 1 < len(sentence) and not sentence.flags[at + 1] & (Is.MARK | Is.AND):
        return False
    begin = _before_name(sentence, source, at)
    if begin <= source.at or sentence.low[begin] != "," or not _is_name(sentence, begin + 1, at):
        return False
    between = sentence.flags[source.at + 1 : begin]
    return any(flag & Is.NUMBER for flag in between) and not any(flag & _CLAUSES for flag in between)


_CLAUSES = int(Is.BE | Is.HAVE | Is.AUXILIARY | Is.VERB | Is.SUBORDINATOR | Is.MARK)


def _candidates(told: list[Source], at: int) -> list[Source]:
    """Return those of the sources *told* that may govern the number at *at*, no part of them: "A team of 40 said".

    Those that name nobody do so only where none is named: "are thought to be, charities say".
    """
    found = [source for source in told if not source.begin < at < source.at]
    named = [source for source in found if source.name]
    return [source for source in found if source.name or source.pronoun] if named else found


def _last_before(found: list[Source], at: int) -> Source | None:
    """Return the last source before the word *at*; one that looks back to what it is set off from, if no other."""
    spoken = [source for source in reversed(found) if source.at < at]
    nearest = spoken[0] if spoken else None
    return next((source for source in spoken if source.scope is not Scope.REPORTING), nearest)


def _by_the_way(source: Source, at: int, found: list[Source]) -> bool:
    """Whether the number at *at* is told of *source* by the way, by nobody who speaks there: ", who claims 80"."""
    first, end = source.aside
    return first <= at < end and not any(first <= other.at < at for other in found)


def _is_nearer(sentence: Sentence, later: Source, at: int, earlier: Source) -> bool:
    """Whether the *later* source takes the number at *at* from the *earlier* one."""
    if not _same_part(sentence, at, later.begin):
        return False
    following = next((number for number in sentence.numbers if number > at), len(sentence))
    beside = later.scope is not Scope.FOLLOWING and later.at < following
    return beside or not _same_part(sentence, earlier.at, at)


def _looks_back(sentence: Sentence, source: Source, at: int) -> bool:
    """Whether *source* governs what stands before it, to the number at *at*."""
    if source.scope is Scope.REPORTING or _same_part(sentence, at, source.begin):
        begins = sentence.flag(source.begin - 1) & (Is.AND | Is.SUBORDINATOR)
        return source.scope is not Scope.FOLLOWING or not begins
    return source.scope is Scope.ACCORDING and sentence.word(source.begin - 1) not in _PARTS


def _same_part(sentence: Sentence, at: int, end: int) -> bool:
    return not any(sentence.low[here] in _PARTS for here in range(at, end))
