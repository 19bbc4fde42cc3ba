"""A share of cases with what happened in them: "In 12 % of cases the driver was drunk": "cases in which ..."."""

from __future__ import annotations

from monitor.figures.labels.syntax import clause_bounds
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE
from monitor.figures.labels.time import time_phrases

_NO_CLAUSE = int(Is.NUMBER | Is.DIGITS | Is.PRONOUN)


def label(sentence: Sentence, new: Draft) -> str:
    """Return the label of the part *new* of those that open the clause after "in", with the rest of the clause.

    Nothing where another number stands there, or where it would be too long for a label.
    """
    joint = sentence.grammar.words.in_which.get(sentence.word(new.cues.left), "")
    if not joint or not _opens(sentence, new) or not new.counts or new.counted.end <= new.at:
        return ""
    free = bool(sentence.grammar.phrases.attributes)
    told = _turned(sentence, new) if free else _clause(sentence, new.counted.end)
    named = f"{new.counts}{joint} {told}"
    return named if told and len(named.split()) <= MOST_WORDS else ""


def _opens(sentence: Sentence, new: Draft) -> bool:
    """Whether the preposition before *new* opens a clause, and some of those named are counted: "In three of the"."""
    left, right = new.cues.left, new.cues.right
    of = sentence.flag(right) & Is.OF or sentence.word(right) in sentence.grammar.phrases.possessors
    opens = left == 0 or sentence.flag(left - 1) & Is.MARK
    return bool(opens) and (new.is_part or bool(of))


def _clause(sentence: Sentence, end: int) -> str:
    """Return the clause from *end* on, after its comma, if it has a subject and a verb of its own."""
    begin = end + (sentence.word(end) == ",")
    stop = next((at for at in range(begin, len(sentence)) if sentence.flags[at] & Is.MARK), len(sentence))
    verb = next((at for at in range(begin + 1, stop) if group_at(sentence, at) is not None), None)
    if verb is None or not sentence.flag(begin) & Is.DETERMINER or sentence.has(begin, stop, _NO_CLAUSE):
        return ""
    return "" if begin in time_phrases.covered(sentence) else sentence.text(begin, stop)


def _turned(sentence: Sentence, new: Draft) -> str:
    """Return the clause with its verb at the end, as a relative clause has it: "der Fahrer betrunken [war]"."""
    grammar, verb = sentence.grammar, new.counted.end
    stop = clause_bounds.span(sentence, new.at)[1]
    many = grammar.phrases.cases.singular(new.head) != new.head
    if not many or verb + 1 >= stop or sentence.capital(verb) or sentence.has(verb + 1, stop, _NO_CLAUSE | FINITE):
        return ""
    if not sentence.content_word(verb) and not sentence.flag(verb) & FINITE:
        return ""
    last = stop - 1
    if sentence.low[last] in grammar.phrases.prefixes:
        return f"{sentence.text(verb + 1, last)} {sentence.low[last]}{sentence.low[verb]}"
    return f"{sentence.text(verb + 1, stop)} {sentence.low[verb]}"
