"""The deed that goes on for a length of time, by its noun: "suspension de la carte", "meses de exención"."""

from __future__ import annotations

from monitor.figures.labels.counted import deed_nouns
from monitor.figures.labels.counted.deadlines import MOST_LABEL, with_article
from monitor.figures.labels.syntax import clauses
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, clause_begin


def of(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return the deed that goes on for so long, by its noun: "La carte est suspendue pendant six mois"."""
    terms, left = sentence.grammar.terms, new.cues.left
    left -= sentence.word(left) in sentence.grammar.words.of  # "durante un mínimo [de] dos meses"
    left = sentence.back_over(left, Is.DETERMINER | Is.CONTAINER)
    if sentence.word(left) not in terms.during or is_told(sentence, new):
        return None
    found = _deed_before(sentence, left)
    if not found:
        return None
    return named(f"{unit} {terms.joins} {found.split()[0]}" if terms.joins else found)


def often(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the deed that is done so many times, by its noun: "Le prêt peut être prolongé deux fois"."""
    noun, _, rest = _deed_before(sentence, new.cues.left + 1).partition(" ")
    return named(f"{sentence.grammar.nouns.forms.plural(noun)} {rest}".strip()) if noun else None


def _deed_before(sentence: Sentence, left: int) -> str:
    """Return the noun of the deed of the clause before the word *left*, with what it is done to; nothing without."""
    begin = clause_begin(sentence, left)
    for at in range(left - 1, begin - 1, -1):
        if sentence.flags[at] & (Is.NUMBER | Is.SUBORDINATOR):
            return ""
        group = clauses.group_at(sentence, at)
        main = group.main if group is not None else at
        noun = deed_nouns.of_verb(sentence.grammar, sentence.word(main))
        if noun and (group is not None or _is_conjugated(sentence, at)):
            return _done_to(sentence, noun, (at, main), left)
    return ""


def _is_conjugated(sentence: Sentence, at: int) -> bool:
    """Whether the word *at*, which may be a noun as well, is a verb by its form, its pronoun or its auxiliary."""
    verbs = sentence.grammar.verbs
    if sentence.flag(at - 1) & Is.AUXILIARY and sentence.low[at].endswith(sentence.grammar.nouns.infinitive_endings):
        return True
    return sentence.low[at] in verbs.plural_of or sentence.word(at - 1) in verbs.reflexive


def _done_to(sentence: Sentence, noun: str, verb: tuple[int, int], left: int) -> str:
    """Return the *noun* of the *verb* from its first word to its main one, and its object, if it fits."""
    begin, main = verb
    while begin > 0 and sentence.flags[begin - 1] & FINITE:
        begin -= 1
    if sentence.has(begin, main, Is.BE):
        first, end = subject(sentence, begin)
        thing = with_article(sentence, first, end) if first < end else ""
    else:
        thing = with_article(sentence, main + 1, left)
    whole = f"{noun} {deed_nouns.of_thing(sentence.grammar, thing)}".strip()
    return whole if len(whole.split()) <= MOST_LABEL else noun


def is_told(sentence: Sentence, new: Draft) -> bool:
    """Whether the words after the unit say what the time is of, where a language joins them: "años de cárcel"."""
    right = new.cues.right
    if not sentence.grammar.terms.joins or new.token.kind != "time" or not sentence.flag(right) & Is.OF:
        return False
    return sentence.content_word(right + 1) and not sentence.flag(right + 1) & Is.TIME


def named(core: str) -> Counted:
    """Return *core* as what is counted, its first word the head: the unit, "plazo"."""
    return Counted(core=core, head=core.split(maxsplit=1)[0])
