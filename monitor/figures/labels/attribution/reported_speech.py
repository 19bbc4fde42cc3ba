"""Who speaks in a language whose verb of saying may stand anywhere, with its subject before or after it.

And what only reports: a sentence in the mood of reported speech is still said by whoever spoke before.
"""

from __future__ import annotations

from collections.abc import Callable

from monitor.figures.labels.attribution.speaker_phrases import (
    MOST_WORDS,
    Scope,
    Source,
    is_named_like_time,
    is_place_counting,
)
from monitor.figures.labels.syntax import clause_bounds, free_word_order, noun_phrases
from monitor.figures.labels.text import label_length
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence

_QUOTES = '“”»«"„'


def source(sentence: Sentence, at: int, flag: int) -> Source | None:
    """Return the source at the word *at*, whose classes are *flag*, if it is one."""
    grammar, word = sentence.grammar, sentence.low[at]
    if flag & Is.SOURCE:
        unnamed = grammar.unnamed.at(sentence.low, at)
        if unnamed:
            return _told_out(sentence, at, at + unnamed[0])
        hit = grammar.according.at(sentence.low, at) or _document(sentence, at)
        found = according(sentence, at, at + hit[0]) if hit else None
        if found is not None:
            return found
    if word in grammar.attribution.after_name:
        return following(sentence, at)
    if word in grammar.attribution.asides:
        return aside(sentence, at)
    return said(sentence, at) if flag & Is.SAYS else None


def _told(at: int, name: str | None, *, after: bool = False, pronoun: bool = False) -> Source:
    return Source(at, name, Scope.REPORTING if after else Scope.ACCORDING, at, pronoun=pronoun)


def _document(sentence: Sentence, at: int) -> tuple[int, str] | None:
    """Return the phrase at *at* that cites the document after it: "nach der Hausordnung"."""
    hit = sentence.grammar.according_documents.at(sentence.low, at)
    endings = sentence.grammar.attribution.document_endings
    return hit if hit and sentence.word(at + hit[0]).endswith(endings) else None


def _told_out(sentence: Sentence, at: int, begin: int) -> Source:
    """Return the source of ", heißt es aus dem Ministerium"; nobody is named where it ends there."""
    if sentence.word(begin) not in sentence.grammar.attribution.said_out:
        return _told(at, None, after=True)
    stop = name_end(sentence, begin + 1)
    return _told(at, _named(sentence, begin + 1, stop) or None, after=True)


def said(sentence: Sentence, at: int) -> Source | None:
    """Return the speaker of the verb of saying at *at*, if it speaks here: its subject, before it or after."""
    begin, close = clause_bounds.span(sentence, at)
    if _describes(sentence, at, begin) or not _speaks(sentence, at, begin, close):
        return None
    if _has_said(sentence, begin, close):
        return None
    placed = "" if begin == at else _subject(sentence, begin, at)
    if placed:
        return None if is_place_counting(sentence, at, placed) else _told(at, placed)
    return _said_beside(sentence, at, (begin, close))


def _said_beside(sentence: Sentence, at: int, clause: tuple[int, int]) -> Source | None:
    """Return the speaker of the verb at *at* that is a pronoun beside it or stands after it; None: the page's voice."""
    attribution, (begin, close) = sentence.grammar.attribution, clause
    after = begin == at
    beside = [sentence.low[k] for k in range(begin, min(close, at + 2)) if k != at]
    if not attribution.ours.isdisjoint(beside):
        return None  # "Wir haben 1.340 Straftaten registriert": the page's own voice, or the quotation's
    if not attribution.pronoun_subjects.isdisjoint(beside):
        return _told(at, None, after=after, pronoun=True)
    name = _subject(sentence, at + 1, close)
    return _told(at, name, after=after) if name else None


def _describes(sentence: Sentence, at: int, begin: int) -> bool:
    """Whether the word *at* is no verb: a noun inside its clause, or an attribute: "64 [bestätigte] Fälle"."""
    if sentence.capital(at) and at != begin:
        return True
    return bool(sentence.flag(at - 1) & (Is.NUMBER | Is.DETERMINER)) and noun_phrases.is_noun(sentence, at + 1)


def _speaks(sentence: Sentence, at: int, begin: int, close: int) -> bool:
    """Whether the verb at *at* is finite, or a participle of "have", and says something here."""
    attribution, word = sentence.grammar.attribution, sentence.low[at]
    said = word in attribution.says_participles
    if said or noun_phrases.participle(sentence, at):
        auxiliaries = range(begin, close)
        if any(_makes_done(sentence, here) for here in auxiliaries):
            return False
        if said:
            return any(sentence.flags[here] & Is.HAVE for here in auxiliaries)
    parts = attribution.split.get(word)
    if parts is not None and frozenset(parts).isdisjoint(_rest(sentence, at)):
        return False
    return word not in attribution.says_that or _is_told(sentence, at, begin, close)


def _has_said(sentence: Sentence, begin: int, close: int) -> bool:
    """Whether a clause that hangs on another tells that somebody said something, and not what: "obwohl er es sagte"."""
    opening = begin if sentence.flag(begin) & Is.SUBORDINATOR else begin - 1
    if not sentence.flag(opening) & Is.SUBORDINATOR or sentence.word(opening) in sentence.grammar.words.as_said:
        return False
    goes_on = close < len(sentence) and sentence.low[close] in ",:"
    return not goes_on and not sentence.has(begin, close, Is.NUMBER | Is.DIGITS)


def _makes_done(sentence: Sentence, at: int) -> bool:
    """Whether an auxiliary stands at *at* with which a participle does not say: of the passive, "habe bestätigt"."""
    if sentence.flags[at] & (Is.BE | Is.AUXILIARY):
        return True
    return bool(sentence.flags[at] & Is.HAVE) and sentence.low[at] in sentence.grammar.attribution.reporting


def _is_told(sentence: Sentence, at: int, begin: int, close: int) -> bool:
    """Whether something is said around the verb at *at*: a quotation before it, a clause after it, a number."""
    if sentence.word(begin - 1) in _QUOTES or sentence.word(begin - 2) in _QUOTES:
        return True
    if sentence.word(begin) in sentence.grammar.words.as_said:
        return True
    if close < len(sentence) and sentence.low[close] in ",:":
        return True
    return any(sentence.flags[here] & (Is.NUMBER | Is.DIGITS) for here in range(at, close))


def _rest(sentence: Sentence, at: int) -> list[str]:
    """Return the words after *at* to the end of its part of the sentence: a clause may part a verb from its prefix."""
    end = next((k for k in range(at, len(sentence)) if sentence.low[k] in ";:"), len(sentence))
    return sentence.low[at + 1 : end]


def _subject(sentence: Sentence, begin: int, end: int) -> str:
    """Return the first noun phrase between *begin* and *end* that no preposition governs, with its names."""
    at = begin
    while at < end:
        flag = sentence.flags[at]
        if flag & Is.NUMBER:
            return ""  # those whom a number counts are no speaker
        if flag & (Is.PREPOSITION | Is.BY) or sentence.low[at] in sentence.grammar.phrases.oblique:
            at = _past(sentence, at + 1)
            continue
        stop = name_end(sentence, at)
        if stop > at:
            return _named(sentence, at, min(stop, end))
        at += 1
    return ""


def _past(sentence: Sentence, at: int) -> int:
    """Return where the noun phrase ends that a preposition governs, so that none of it is a subject."""
    at = sentence.over(at, Is.DETERMINER)
    phrase = noun_phrases.read(sentence, at)
    return phrase.end if phrase is not None else at


def name_end(sentence: Sentence, begin: int) -> int:
    """Return where the name or noun phrase ends that begins at *begin* with its article; *begin* without one."""
    at = sentence.over(begin, Is.DETERMINER)
    while noun_phrases.is_attribute(sentence, at):
        at += 1
    first = at
    while _is_name(sentence, at):
        at += 2 if sentence.word(at + 1) == "." and sentence.low[at] in sentence.grammar.abbreviations.words else 1
    if at == first:
        return begin
    return _linked(sentence, at, single=at - first == 1)


def _is_name(sentence: Sentence, at: int) -> bool:
    if not sentence.capital(at):
        return False
    if is_named_like_time(sentence, at, max(0, at - 1)):
        return True  # "Jan Koch"
    titled = sentence.low[at] in sentence.grammar.abbreviations.words and sentence.word(at + 1) == "."
    return (titled and _is_name(sentence, at + 2)) or (sentence.content_word(at) and noun_phrases.is_noun(sentence, at))


def _linked(sentence: Sentence, at: int, *, single: bool) -> int:
    """Return the end of a name with what belongs to it: "Sprecher der Stadt", "Birgit Sarnow von der Hilfe"."""
    words = sentence.grammar
    for _ in range(2):
        genitive = sentence.word(at) in words.phrases.possessors
        if not (genitive and single) and (genitive or sentence.word(at) not in words.words.name_links):
            break
        stop = name_end(sentence, at + 1)
        if stop == at + 1 or (genitive and sentence.low[stop - 1].endswith(words.attribution.hearers)):
            break
        at, single = stop, True
    return at


def _named(sentence: Sentence, begin: int, end: int) -> str:
    while begin < end - 1 and sentence.low[begin] in sentence.grammar.words.articles:
        begin += 1
    return label_length.clipped(sentence.text(begin, end), MOST_WORDS)


def according(sentence: Sentence, at: int, begin: int) -> Source | None:
    """Return the source that is named from *begin*, after "laut" at *at*; "nach eigenen Angaben" means the subject."""
    if " ".join(sentence.low[at:begin]) in sentence.grammar.attribution.own:
        clause = clause_bounds.span(sentence, at)
        own = _subject(sentence, clause[0], at) or _subject(sentence, begin, clause[1])
        return _told(at, own) if own else None
    stop = name_end(sentence, begin)
    return _told(at, _named(sentence, begin, stop)) if stop > begin else None


def following(sentence: Sentence, at: int) -> Source | None:
    """Return the source named before the word *at* that follows it: "dem Ministerium [zufolge]", ", [so] Krause"."""
    found = [
        one
        for one in free_word_order.phrases(sentence, clause_bounds.span(sentence, at)[0], at)
        if one.phrase.end == at
    ]
    if not found:
        return None
    begin = found[-1].phrase.begin
    return _told(at, _named(sentence, begin, at))


def aside(sentence: Sentence, at: int) -> Source | None:
    """Return the source of ", so Krause," or ", heißt es aus dem Ministerium": nothing else is between the marks."""
    if sentence.word(at - 1) not in (",", "“", "»", '"', "–"):
        return None
    stop = name_end(sentence, at + 1)
    closed = stop >= len(sentence) or sentence.flags[stop] & Is.MARK
    return _told(at, _named(sentence, at + 1, stop), after=True) if stop > at + 1 and closed else None


def is_reported(sentence: Sentence) -> bool:
    """Whether the sentence has the mood of reported speech: "Es seien 300 Menschen gekommen."."""
    found = sentence.cache.get("reported")
    if found is None:
        found = sentence.cache["reported"] = _has_reporting(sentence)
    return bool(found)


def _has_reporting(sentence: Sentence) -> bool:
    moods = sentence.grammar.attribution.reporting
    return bool(moods) and (
        not moods.isdisjoint(sentence.low) or any(map(_ends_reporting(sentence), range(1, len(sentence))))
    )


def _ends_reporting(sentence: Sentence) -> Callable[[int], bool]:
    """Return what tells a verb of reported speech: at a clause's end, "die sie berate,", or second, "Er plane 300"."""
    words = sentence.grammar.attribution

    def tells(at: int) -> bool:
        word = sentence.low[at]
        ended = at + 1 >= len(sentence) or sentence.flags[at + 1] & Is.MARK
        shaped = word.endswith(words.reporting_ending) and not word.endswith(words.reporting_not)
        placed = (ended and _is_verbal(sentence, at)) or _is_second(sentence, at)
        return bool(placed and shaped and not sentence.flags[at] and not sentence.capital(at))

    return tells


def _is_second(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* stands right after a subject, and before no noun, which it could describe."""
    subject = noun_phrases.is_noun(sentence, at - 1) or sentence.low[at - 1] in (
        sentence.grammar.attribution.pronoun_subjects
    )
    return subject and at + 1 < len(sentence) and not sentence.content_word(at + 1)


def _is_verbal(sentence: Sentence, at: int) -> bool:
    """Whether no number or article stands before the word *at*, which would make it an adjective."""
    return not sentence.flag(at - 1) & (Is.NUMBER | Is.DIGITS | Is.DETERMINER | Is.MARK | Is.AND)
