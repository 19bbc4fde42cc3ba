"""A length of time that comes again and again: "open three days a week", "checked every two hours"."""

from __future__ import annotations

from monitor.figures.labels.counted.deadlines import MOST_LABEL, with_article
from monitor.figures.labels.counted.durations import running
from monitor.figures.labels.counted.verb_complements import tidied
from monitor.figures.labels.syntax.clauses import Kind, group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import subject
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, clause_begin, is_participle
from monitor.figures.labels.time import time_phrases

_STATES = (Kind.PASSIVE, Kind.LINKING, Kind.ACTIVE)


def of(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return how long something goes on each time, or how long it is from one deed to the next, by its *unit*.

    None in a language in which no clause follows its noun so.
    """
    terms = sentence.grammar.terms
    if new.token.kind != "time" or not terms.contact:
        return None
    if terms.between and sentence.word(new.at - 1) in sentence.grammar.numbers.each:
        return _between(sentence, new, f"{unit} {terms.between}")
    if time_phrases.is_rate(sentence, new.cues.right):
        return _each_time(sentence, new, f"{unit} {sentence.text(new.cues.right, new.cues.right + 2)}")
    return None


def _each_time(sentence: Sentence, new: Draft, often: str) -> Counted | None:
    """Return "days a week the clinic is open", where a verb with its subject ends right before the number."""
    left = new.cues.left
    begin = clause_begin(sentence, left)
    verb = next((at for at in range(begin, left + 1) if _ends_at(sentence, at, left)), None)
    if verb is None or sentence.flag(new.cues.right + 2) & Is.PREPOSITION:
        return None  # "spend two hours a day on phones"
    first, end = subject(sentence, verb)
    if first >= end or sentence.flags[first] & Is.PRONOUN:
        return None
    words = f"{often} {with_article(sentence, first, end)} {sentence.text(verb, left + 1)}"
    return Counted(core=words, head=often.partition(" ")[0]) if len(words.split()) <= MOST_LABEL else None


def _ends_at(sentence: Sentence, verb: int, last: int) -> bool:
    """Whether a group of verbs that says what goes on begins at *verb* and has its main word at *last*."""
    group = group_at(sentence, verb)
    return group is not None and group.main == last and group.kind in _STATES and not group.negated


def _between(sentence: Sentence, new: Draft, between: str) -> Counted | None:
    """Return "hours between checking the pump", of what is done every so many hours, as its clause says it."""
    last, begin = new.at - 2, clause_begin(sentence, new.at)
    for verb in range(last, begin - 1, -1):
        deed = _deed(sentence, verb, last)
        if deed:
            words = f"{between} {deed}"
            return Counted(core=words, head=between.partition(" ")[0]) if len(words.split()) <= MOST_LABEL else None
        if sentence.flags[verb] & (FINITE | Is.MARK | Is.NUMBER):
            return None
    return None


def _deed(sentence: Sentence, verb: int, last: int) -> str:
    """Return the *verb*, and its object up to the word *last* or the subject to which it is done, as what goes on."""
    bare, ending = _bare(sentence.grammar, sentence.low[verb]), sentence.grammar.nouns.progressive_endings[0]
    if not bare:
        return ""
    if sentence.flag(verb - 1) & Is.BE and is_participle(sentence, verb):
        begin, end = subject(sentence, sentence.back_over(verb - 1, FINITE | Is.ADVERB) + 1)
        thing = with_article(sentence, begin, end)
        return f"{running(bare, ending)} {thing}".strip()
    if not sentence.flag(verb - 1) & Is.AUXILIARY and group_at(sentence, verb) is None:
        return ""
    if verb == last:  # "Buses run every ten minutes": between buses
        begin, end = subject(sentence, verb)
        return with_article(sentence, begin, end) if begin < end and sentence.plural(end - 1) else ""
    return f"{running(bare, ending)} {sentence.text(verb + 1, tidied(sentence, verb + 1, last + 1))}".strip()


def _bare(grammar: Grammar, word: str) -> str:
    """Return the bare form of the verb *word*, by its endings and the list of verbs; nothing where it is in none."""
    done = next((word.removesuffix(end) for end in grammar.nouns.participle_endings if word.endswith(end)), word)
    forms = (word, grammar.nouns.forms.singular(word), done, word[:-1], done[:-1])
    return next((form for form in forms if form in grammar.verbs.stems), "")
