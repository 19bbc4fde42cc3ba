"""What those counted have, or do without, put after their noun: "sieben Familien haben keinen Ofen"."""

from __future__ import annotations

from monitor.figures.labels.syntax import clause_bounds, free_word_order, noun_phrases
from monitor.figures.labels.syntax.free_word_order import Placed
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence


def said(sentence: Sentence, number: int, left: int, end: int) -> str:
    """Return "ohne Ofen", "mit Duldung" of the number at word *number*, whose phrase ends at *end*; or nothing.

    *left* is the word before its hedges. They must be the subject: no preposition governs them, nobody stands before.
    """
    if not sentence.grammar.phrases.having:
        return ""
    begin, close = clause_bounds.span(sentence, number)
    if free_word_order.governed(sentence, left):
        return _found(sentence, left, end, (begin, close))
    if any(not one.preposition for one in free_word_order.phrases(sentence, begin, number)):
        return ""
    verb = _verb(sentence, begin, close)
    had = _had(sentence, verb, end, close)
    if verb or had:
        return had
    begin, close = free_word_order.resumed(sentence, close)
    return _had(sentence, _verb(sentence, begin, close), begin, close) if close > begin else ""


def _had(sentence: Sentence, verb: str, begin: int, close: int) -> str:
    """Return what the *verb* says that they have, from *begin* to *close*; nothing without a verb of having."""
    words = sentence.grammar.phrases
    found = _object(sentence, begin, close, words.having.get(verb, ""))
    if found is None or found.article in sentence.grammar.words.definite:
        return ""
    denied = found.article.startswith(words.without_marks or "\0") and not sentence.has(begin, close, Is.BE)
    if not verb and not denied:
        return ""  # what they do not do or have, any verb tells: "besuchen keine Schule"
    if sentence.grammar.flags.get(verb, 0) & Is.HAVE and found.phrase.end < close:
        return ""  # "hat die Stadt ein Verbot erlassen"
    return _worded(sentence, found, words.with_need if verb in words.needing else words.with_)


def _found(sentence: Sentence, left: int, end: int, clause: tuple[int, int]) -> str:
    """Return what was found with them: "bei 26 Geretteten wurden Verätzungen festgestellt"."""
    words, (begin, close) = sentence.grammar.phrases, clause
    seen = words.found.isdisjoint(sentence.low[max(begin, close - 2) : close])
    if seen or sentence.word(left) not in words.found_with:
        return ""
    found = _object(sentence, end, close, "")
    return _worded(sentence, found, words.with_) if found is not None and found.article not in words.dative else ""


def _verb(sentence: Sentence, begin: int, close: int) -> str:
    """Return the verb of having: the participle at the end of the clause, or else its finite verb."""
    words = sentence.grammar.phrases
    having = words.having.keys() | words.needing
    last = sentence.low[close - 1]
    if noun_phrases.participle(sentence, close - 1) or sentence.flags[close - 1] & Is.HAVE:
        last = sentence.low[close - 2] if sentence.flags[close - 1] & Is.HAVE else last
        done = noun_phrases.participle(sentence, close - 1) or sentence.low[close - 2] in having
        return last if last in having and done else ""
    return next((sentence.low[at] for at in range(begin, close) if sentence.low[at] in having), "")


def _object(sentence: Sentence, begin: int, close: int, preposition: str) -> Placed | None:
    """Return what they have: the first phrase that *preposition* governs, or none where it is empty."""
    found = (one for one in free_word_order.phrases(sentence, begin, close) if not one.counted)
    return next((one for one in found if one.preposition == preposition), None)


def _worded(sentence: Sentence, found: Placed, having: str) -> str:
    words, phrase = sentence.grammar.phrases, found.phrase
    if found.article.startswith(words.without_marks or "\0"):
        return f"{words.without} {sentence.text(phrase.begin, phrase.end)}"
    return f"{having} {_dative(sentence, found)}"


def _dative(sentence: Sentence, found: Placed) -> str:
    """Return the phrase after "mit", without its article."""
    words, phrase = sentence.grammar.phrases, found.phrase
    noun = sentence.original(phrase.noun)
    plural = words.cases.dative(noun) if not found.article else noun
    ending = words.after_with.get(found.article, "")
    if not ending and phrase.begin < phrase.noun:
        attribute = sentence.low[phrase.begin]
        many = plural != noun or noun.endswith(words.weak)
        ending = words.weak_plural if many else words.after_with.get(f"-{attribute[-2:]}", words.after_with["-e"])
    parts = [words.cases.attribute(sentence.original(at), ending) for at in range(phrase.begin, phrase.noun)]
    return " ".join([*parts, plural, sentence.text(phrase.noun + 1, phrase.end)]).strip()
