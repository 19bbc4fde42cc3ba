"""Who states a figure: the source named in its sentence, the speaker of its quotation, the list's introduction."""

from __future__ import annotations

from monitor.figures import forms, moments, reported, subjects
from monitor.figures.grammar import Is
from monitor.figures.sources import MOST_WORDS, Source
from monitor.figures.tokens import Sentence

_FINITE = int(Is.BE | Is.HAVE | Is.AUXILIARY)
_QUOTES = {"“": "”", "«": "»", '"': '"', "„": "“"}


def sources(sentence: Sentence) -> list[Source]:
    """Return the sources that *sentence* names, in order; found once."""
    found = sentence.cache.get("sources")
    if isinstance(found, list):
        return found
    made: list[Source] = []
    for at, flag in enumerate(sentence.flags):
        if not flag & (Is.SAYS | Is.SOURCE):
            continue
        source = _source(sentence, at, flag)
        if source is not None and not (made and source.name and made[-1].at >= at):
            made.append(source)
    sentence.cache["sources"] = made
    return made


def _source(sentence: Sentence, at: int, flag: int) -> Source | None:
    grammar = sentence.grammar
    if grammar.phrases.attributes:
        return reported.source(sentence, at, flag)
    if flag & Is.SOURCE:
        if grammar.unnamed.at(sentence.low, at):
            return Source(at, None)
        hit = grammar.according.at(sentence.low, at)
        if hit:
            name = right_phrase(sentence, at + hit[0])
            return Source(at, name) if name else None
    return _said(sentence, at) if flag & Is.SAYS else None


def right_phrase(sentence: Sentence, begin: int) -> str:
    """Return the noun phrase that begins at *begin*: up to a mark, a finite verb, a number or a time."""
    grammar = sentence.grammar
    end = begin
    while end < min(len(sentence), begin + MOST_WORDS):
        flag, word = sentence.flags[end], sentence.low[end]
        if flag & (Is.NUMBER | Is.SUBORDINATOR | _FINITE) or (flag & Is.MARK and word not in "()’'\"“”«».&"):
            break
        if flag & Is.MARK and word in '."“«»”' and end > begin:
            break
        if (
            end > begin
            and flag & (Is.SAYS | Is.VERB)
            and not flag & (Is.TIME)
            and sentence.flag(end - 1) & ~int(Is.DETERMINER)
        ):
            break
        if end > begin and end in moments.covered(sentence):
            break
        if (
            flag & Is.PREPOSITION
            and end > begin
            and not (word in grammar.words.name_links and _name_follows(sentence, end))
        ):
            break
        end += 1
    while end > begin and sentence.flag(end - 1) & (
        Is.PREPOSITION | Is.OF | Is.DETERMINER | Is.AND | Is.ADVERB | Is.BY
    ):
        end -= 1
    while begin < end and sentence.low[begin] in grammar.words.articles:
        begin += 1
    if begin < end and sentence.flag(begin) & (Is.PRONOUN | Is.DIGITS):
        return ""
    return forms.clipped(sentence.text(begin, end), MOST_WORDS)


def _name_follows(sentence: Sentence, at: int) -> bool:
    """Whether the preposition at *at* is part of a name: "Office for National Statistics"."""
    return sentence.capital(at + 1) or (bool(sentence.flag(at + 1) & Is.DETERMINER) and sentence.capital(at + 2))


def _said(sentence: Sentence, at: int) -> Source | None:
    """Return the speaker of the verb of saying at *at*, if it does speak here."""
    grammar = sentence.grammar
    if sentence.flag(at - 1) & (Is.BE | Is.DETERMINER):
        return None  # "was reported", "the reports"
    if sentence.low[at] in grammar.attribution.says_participles and not _perfect(sentence, at):
        return None
    verb = at
    while verb > 0 and sentence.flag(verb - 1) & (Is.HAVE | Is.AUXILIARY | Is.ADVERB):
        verb -= 1
    closed = _closed(sentence, verb)
    inverted = closed and _names(sentence, at + 1)
    if not inverted and not _speaks(sentence, at) and not _after_quote(sentence, verb):
        return None
    if closed and (inverted or subjects.subject(sentence, verb)[0] >= subjects.subject(sentence, verb)[1]):
        if sentence.flag(at + 1) & Is.PRONOUN and sentence.word(at + 1) in grammar.attribution.pronoun_subjects:
            return Source(at, None, pronoun=True, after=True)
        name = right_phrase(sentence, at + 1)
        return Source(at, name, after=True) if name else None
    return _subject(sentence, at, verb)


def _speaks(sentence: Sentence, at: int) -> bool:
    """Whether what follows the verb is what is said: "announced that", "a annoncé que", "reported 500 deaths"."""
    attribution, word = sentence.grammar.attribution, sentence.low[at]
    if word not in attribution.says_that or sentence.word(at + 1) in attribution.that:
        return True
    if _that_later(sentence, at):
        return True
    if word not in attribution.says_number:
        return False
    hedge = int(Is.OF | Is.PREPOSITION | Is.ADVERB | Is.DETERMINER)
    here = at + 1
    while here - at < 5 and (sentence.flag(here) & hedge or sentence.grammar.before.ending(sentence.low, here)):
        here += 1
    return bool(sentence.flag(here) & Is.NUMBER)


def _that_later(sentence: Sentence, at: int) -> bool:
    """Whether what is said follows whom it is said to, and when: "told members on Tuesday that"."""
    closing = int(Is.MARK | Is.NUMBER | Is.BE | Is.HAVE | Is.AUXILIARY)
    for here in range(at + 1, min(len(sentence), at + 8)):
        if sentence.low[here] in sentence.grammar.attribution.that_word:
            return True
        if sentence.flags[here] & closing:
            return False
    return False


def _after_quote(sentence: Sentence, verb: int) -> bool:
    """Whether a quotation ends before the verb's subject: “…”, the minister told reporters."""
    begin, end = subjects.subject(sentence, verb)
    marks = '”»"'
    return (
        begin < end
        and sentence.word(begin - 1) in ("”", "»", '"', ",")
        and any(word in marks for word in sentence.low[max(0, begin - 3) : begin])
    )


def _subject(sentence: Sentence, at: int, verb: int) -> Source | None:
    pronouns = sentence.grammar.attribution.pronoun_subjects
    begin, end = subjects.subject(sentence, verb)
    if begin >= end:
        return Source(at, None, pronoun=True) if sentence.word(verb - 1) in pronouns else None
    if end - begin == 1 and sentence.low[begin] in pronouns:
        return Source(at, None, pronoun=True)
    if sentence.flag(begin - 1) & Is.NUMBER or sentence.flag(begin) & (Is.OF | Is.PREPOSITION):
        return None
    return Source(at, _name(sentence, begin, end))


def _names(sentence: Sentence, at: int) -> bool:
    """Whether a speaker may be named at *at*: a name or "the ..."; "announced reinforcements" names nobody."""
    return sentence.capital(at) or sentence.word(at) in sentence.grammar.words.named


def _perfect(sentence: Sentence, at: int) -> bool:
    """Whether the participle at *at* has its auxiliary before it: "a indiqué", "avait déjà annoncé"."""
    here = at - 1
    while here >= 0 and at - here < 4 and sentence.flag(here) & (Is.ADVERB | Is.PRONOUN):
        here -= 1
    return bool(sentence.flag(here) & Is.HAVE) and here >= 0


def _closed(sentence: Sentence, verb: int) -> bool:
    """Whether a mark stands before the verb: “…”, said the mayor; « … », a indiqué la préfète."""
    return verb == 0 or sentence.word(verb - 1) in ',”»"’–—)' or sentence.word(verb - 1) == ""


def _name(sentence: Sentence, begin: int, end: int) -> str:
    while begin < end - 1 and sentence.low[begin] in sentence.grammar.words.articles:
        begin += 1
    if end - begin > MOST_WORDS:
        begin = end - MOST_WORDS
    return forms.clipped(sentence.text(begin, end), MOST_WORDS)


def announcement(sentence: Sentence) -> str | None:
    """Return who issued a document that *sentence* tells of: "The two governments issued a joint statement"."""
    grammar, low = sentence.grammar, sentence.low
    for at, word in enumerate(low):
        if word not in grammar.attribution.issued:
            continue
        for here in range(at + 1, min(at + 8, len(low))):
            if low[here] in grammar.attribution.documents:
                return _issuer(sentence, at)
            if sentence.flags[here] & (Is.MARK | Is.SUBORDINATOR | Is.NUMBER):
                break
        if sentence.flag(at - 1) & Is.BE and any(w in grammar.attribution.documents for w in low[max(0, at - 8) : at]):
            by = next((k for k in range(at + 1, min(at + 6, len(low))) if sentence.flags[k] & Is.BY), None)
            if by is not None:
                return right_phrase(sentence, by + 1) or None
    return None


def _issuer(sentence: Sentence, verb: int) -> str | None:
    while verb > 0 and sentence.flag(verb - 1) & (Is.HAVE | Is.AUXILIARY | Is.ADVERB):
        verb -= 1
    begin, end = subjects.subject(sentence, verb)
    return _name(sentence, begin, end) if begin < end else None


def governing(sentence: Sentence, at: int) -> Source | None:
    """Return the source that governs the number at word *at*."""
    found = sources(sentence)
    if any(source.name for source in found):
        found = [source for source in found if source.name or source.pronoun]  # "are thought to ..., charities say"
    if len(found) < 2:
        return found[0] if found else None
    following = next((number for number in sentence.numbers if number > at), len(sentence))
    for source in found:
        if at < source.at < following and _same_part(sentence, at, source.at):
            return source
    before = [source for source in found if source.at < at and not source.after]
    return before[-1] if before else found[-1]


def _same_part(sentence: Sentence, at: int, end: int) -> bool:
    return not any(sentence.low[here] in ";:" for here in range(at, end))


def quotations(content: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the quotations in ``content[start:end]``; an unclosed one runs to the end."""
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for at in range(start, end):
        char = content[at]
        if opened is None:
            if char in _QUOTES and (char != '"' or _opens(content, at, start)):
                opened = (at, _QUOTES[char])
        elif char == opened[1]:
            spans.append((opened[0], at + 1))
            opened = None
    if opened is not None and (opened[1] != '"'):
        spans.append((opened[0], end))
    return spans


def _opens(content: str, at: int, start: int) -> bool:
    return at == start or content[at - 1].isspace() or content[at - 1] in "([—–-:"
