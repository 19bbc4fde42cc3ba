"""How old a thing is that a page asks for: "un reçu datant de moins de trois mois": "ancienneté du reçu"."""

from __future__ import annotations

from monitor.figures.labels.counted.stated_subjects import MOST_OF, phrase_begin
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.inverted_clauses import is_feminine
from monitor.figures.labels.syntax.subjects import named_thing, subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted, is_participle
from monitor.model import Quantifier


def age(sentence: Sentence, new: Draft) -> Counted | None:
    """Return how long ago the thing was made that stands before the length of time *new*; None where none does."""
    verb = _dating(sentence, new) if sentence.grammar.terms.old else None
    if verb is None:
        return None
    begin, end = phrase_begin(sentence, verb, MOST_OF), verb
    begin += bool(sentence.flag(begin - 1) & Is.AUXILIARY) and begin < end  # "Deben [llevar] receta"
    if begin == end:
        begin, end = subject(sentence, verb)
    found = named_thing(sentence, begin, end) if begin < end else None
    of = _of(sentence, begin, found) if found is not None else ""
    old = sentence.grammar.terms.old
    return Counted(core=f"{old} {of}{found.core}", head=old) if found is not None and of else None


def _dating(sentence: Sentence, new: Draft) -> int | None:
    """Return the verb that dates a thing by *new*: "[datant] de moins de trois mois", "[emitida] hace menos de"."""
    terms, left = sentence.grammar.terms, new.cues.left
    if sentence.word(left) in sentence.grammar.time.ago and not terms.dating:
        bounded = new.cues.quantifier is not Quantifier.EXACT
        attached = is_participle(sentence, left - 1) and not sentence.flag(left - 2) & (Is.BE | Is.HAVE)
        return left - 1 if bounded and attached else None
    left -= bool(sentence.flag(left) & Is.OF)
    known = sentence.word(left) in terms.dating and not sentence.flag(left - 1) & Is.DETERMINER
    return left if known and left > 0 else None


def _of(sentence: Sentence, begin: int, found: Counted) -> str:
    """Return "of" with the article of the thing *found*, which is known; by its gender where another word stands.

    Nothing where that is not told by an article: of a pronoun, or of several.
    """
    terms = sentence.grammar.terms
    said = terms.known.get(sentence.word(begin - 1), sentence.word(begin - 1))
    if said in terms.of_articles:
        return terms.of_articles[said]
    if sentence.plural(begin) or sentence.flags[begin] & Is.PRONOUN:
        return ""
    male, female = terms.known.values()
    return terms.of_articles[female if is_feminine(sentence.grammar, found.head) else male]
