"""The item that a number in brackets tells of: "Fieber (68%), Husten (65%)", "aus Syrien (410), Irak (203)"."""

from __future__ import annotations

from monitor.figures.labels.syntax import clause_bounds, free_word_order, noun_phrases
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.free_word_order import Placed
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted

_OPENS, _CLOSES = "(", ")"


def item(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what stands before the bracket that opens before the number, unless a number of its own counts it.

    Whatever follows a share inside the bracket is only what it is a share of: "Bluthochdruck (52% der Patienten)".
    """
    opening = next((at for at in (new.cues.left, new.cues.left + 1) if sentence.word(at) == _OPENS), None)
    if opening is None or (new.token.unit != "%" and not _closes(sentence, new)):
        return None
    found = _before(sentence, opening)
    if found is None:
        return None
    governed = _governed(sentence, found)
    return governed or noun_phrases.counted(sentence, found.phrase, article=found.article)


def _closes(sentence: Sentence, new: Draft) -> bool:
    """Whether the number, or a rate, is all that stands in the bracket or before its first comma."""
    after = sentence.word(new.cues.right)
    return after in (_CLOSES, ",", ";", "/") or after in sentence.grammar.numbers.rates.per


def _before(sentence: Sentence, opening: int) -> Placed | None:
    """Return the phrase that ends right before the bracket, if no number counts it."""
    begin = clause_bounds.span(sentence, max(0, opening - 1))[0]
    for one in free_word_order.phrases(sentence, begin, opening):
        if one.phrase.end == opening and not one.counted:
            return one
    return None


def _governed(sentence: Sentence, found: Placed) -> Counted | None:
    """Return the subject with the item where a preposition governs the list: "Antragsteller aus Syrien"."""
    begin = found.phrase.begin - bool(found.article)
    preposition = _governor(sentence, begin)
    if preposition is None:
        return None
    subject = free_word_order.subject(sentence, preposition)
    if subject is None or subject.phrase.end > preposition:
        return None
    named = noun_phrases.counted(sentence, subject.phrase, article=subject.article, short=True)
    place = f"{sentence.low[preposition]} {sentence.text(begin, found.phrase.end)}"
    return Counted(core=f"{named.core} {place}", head=named.head, end=found.phrase.end, size=1)


def _governor(sentence: Sentence, begin: int) -> int | None:
    """Return the preposition before the list that the item begun at *begin* stands in: items, brackets, commas."""
    at = begin - 1
    while at >= 0:
        flag = sentence.flags[at]
        if sentence.low[at] == _CLOSES:
            at = clause_bounds.bracket(sentence, at)
        elif flag & Is.PREPOSITION:
            return at
        elif not (sentence.low[at] == "," or flag & (Is.AND | Is.DETERMINER) or noun_phrases.is_noun(sentence, at)):
            return None
        at -= 1
    return None
