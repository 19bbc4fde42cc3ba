"""What a length of time is of that people spend, or for which something was meant, in a language of free word order."""

from __future__ import annotations

from monitor.figures.labels.roles import movements
from monitor.figures.labels.syntax import clause_bounds, free_word_order, noun_phrases
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.free_word_order import Placed
from monitor.figures.labels.syntax.people import is_person
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted


def spent(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the length of time with what goes on in it, what it was meant as, or whose it is; no person lasts so long.

    "72 Stunden, in denen niemand schlief"; "für drei Wochen geplant"; "Die Täter brauchten vier Minuten".
    """
    words = sentence.grammar.phrases
    if new.token.kind != "time" or not words.time_of_people:
        return None
    told = _told_after(sentence, new)
    if told is not None:
        return told
    meant = _intended(sentence, new)
    if meant:
        return Counted(core=meant, head=meant.rpartition(" ")[2])
    people = _spenders(sentence, new)
    return None if people is None else _with_what(sentence, new) or _whose(sentence, people)


def _spenders(sentence: Sentence, new: Draft) -> Placed | None:
    """Return the people who spend the time, its clause's subject; None where it is of another noun, or of a move."""
    found = free_word_order.subject(sentence, new.at)
    if found is None or not is_person(sentence, sentence.low[found.phrase.noun]):
        return None
    return None if _is_bound(sentence, new) or movements.is_stated(sentence, new.cues.left) else found


def _intended(sentence: Sentence, new: Draft) -> str:
    """Return what a time is called for which something is meant: "für drei Wochen [geplant]"."""
    begin, end = clause_bounds.span(sentence, new.at)
    words = sentence.grammar.phrases
    if sentence.word(new.cues.left) not in words.purpose:
        return ""
    return next((words.intended[word] for word in sentence.low[begin:end] if word in words.intended), "")


def _is_bound(sentence: Sentence, new: Draft) -> bool:
    """Whether the time is said of a noun right before it, as an age is: "Kinder unter 6 Jahren", "im Alter von"."""
    left = new.cues.left
    joins = sentence.flag(left) & (Is.PREPOSITION | Is.OF)
    return new.aged or noun_phrases.is_noun(sentence, left - 1 if joins else left)


def _unit(sentence: Sentence, new: Draft) -> str:
    unit = sentence.grammar.phrases.cases.noun(new.token.surface.rpartition(" ")[2])
    return unit if unit.isalpha() and unit[:1].isupper() else ""


def _told_after(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the unit with the relative clause that follows it: "Stunden, in denen hier niemand geschlafen hat"."""
    comma, unit = new.cues.right, _unit(sentence, new)
    led = sentence.flag(comma + 1) & Is.PREPOSITION and sentence.flag(comma + 2) & Is.RELATIVE
    if sentence.word(comma) != "," or not led or not unit:
        return None
    clause = sentence.text(comma + 1, clause_bounds.span(sentence, comma + 2)[1])
    fits = len(clause.split()) < MOST_WORDS
    return Counted(core=f"{unit}, {clause}" if fits else unit, head=unit)


def _with_what(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the unit with what follows it: "25 [Minuten mit] seinen [Kindern]"; whose that is stands in no name."""
    right, unit, phrases = new.cues.right, _unit(sentence, new), sentence.grammar.phrases
    end = noun_phrases.joined(sentence, right) if sentence.word(right) in phrases.placing else right
    if end == right or not unit:
        return None
    first = right + 1 + (sentence.word(right + 1) in phrases.own)
    more = f"{sentence.low[right]} {sentence.text(first, end)}"
    return Counted(core=unit, head=unit, more=more)


def _whose(sentence: Sentence, found: Placed) -> Counted:
    """Return the time of those people, whose article the genitive has, too; of others the bare name for a time."""
    phrases = sentence.grammar.phrases
    name, genitive = phrases.time_of_people, phrases.genitive_of.get(found.article or "", "")
    plain = found.phrase.begin == found.phrase.noun == found.phrase.tail - 1
    if not genitive or not plain:
        return Counted(core=phrases.measured["time"], head=phrases.measured["time"])
    words = f"{name} {genitive} {sentence.text(found.phrase.noun, found.phrase.tail)}"
    return Counted(core=words, head=name)
