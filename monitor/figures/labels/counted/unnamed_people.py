"""People whom no noun names, and only a pronoun or the mark of a person tells: "la mitad de quienes llegaron"."""

from __future__ import annotations

from monitor.figures.labels.counted.deeds import said
from monitor.figures.labels.syntax import inverted_clauses
from monitor.figures.labels.syntax.clauses import main_verb
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.people import is_person
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import NOTHING, Counted


def counted(sentence: Sentence, new: Draft, right: Counted, topic: Counted) -> Counted:
    """Return the people that *new* counts without a noun, with their deed; `NOTHING` where it counts none such.

    They are those of the *topic* where that is of people.
    """
    name = sentence.grammar.terms.people
    if not name or right.core or (new.measured and new.token.unit != "%"):
        return NOTHING
    parts = sentence.word(new.cues.right) in sentence.grammar.numbers.parts_after  # "tres cuartas partes de quienes"
    pronoun = sentence.over(new.cues.right + parts, Is.OF)
    if sentence.word(pronoun) in sentence.grammar.words.whoever:
        return _whoever(sentence, pronoun, name)
    marked = sentence.word(new.cues.left) in sentence.grammar.verbs.object_marks and not new.cues.of_them
    if not marked or is_person(sentence, topic.head.lower()):
        return NOTHING
    deed = inverted_clauses.deed(sentence, new.cues.left, name, many=new.many)
    return Counted(core=name, head=name, more=deed) if deed else NOTHING


def _whoever(sentence: Sentence, pronoun: int, name: str) -> Counted:
    """Return the people of whom the clause of the *pronoun* tells: "the 40 of those who came"."""
    verb = main_verb(sentence, pronoun)
    deed = said(sentence, verb, name, telling=True) if verb is not None else ""
    return Counted(core=name, head=name, more=deed)
