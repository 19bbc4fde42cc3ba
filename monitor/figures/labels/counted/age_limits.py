"""What the age is called that a page's terms depend on: "âge des enfants", "edad mínima", "âge pour l'allocation"."""

from __future__ import annotations

from monitor.figures.labels.counted.deadlines import MOST_LABEL, with_article
from monitor.figures.labels.counted.deeds import said
from monitor.figures.labels.syntax.clauses import group_at, main_verb
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.inverted_clauses import is_feminine
from monitor.figures.labels.syntax.subjects import subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, clause_begin

_REACH = 7  #: words from the people to the number that says how old they are


def age(sentence: Sentence, new: Draft) -> Counted | None:
    """Return whose age is limited, or for what; None where *new* is no such age."""
    terms = sentence.grammar.terms
    word = terms.dimensions.get("age", "")
    if not word:
        return None
    limited = _limited(sentence, new)
    if limited:
        return Counted(core=f"{word} {terms.to or terms.deadline_to} {limited}", head=word)
    whose = people(sentence, new.at)
    if whose:
        named = f"{word} {_of(sentence, whose)} {whose}"
        return Counted(core=f"{named} {_deed(sentence, new, named, whose)}".strip(), head=word)
    return Counted(core=terms.age_limits.get(str(new.cues.quantifier), word), head=word)


def people(sentence: Sentence, number: int) -> str:
    """Return the people before the *number* that says how old they are: "residents aged 65 and over"."""
    ages = sentence.grammar.language.refusals.ages
    for at in range(number - 1, max(-1, number - _REACH), -1):
        known = sentence.low[at] in ages.people and sentence.low[at] not in ages.hedges
        if (known or _have_age(sentence, at)) and sentence.plural(at):
            return sentence.low[at]
        if sentence.flags[at] & (Is.NUMBER | Is.MARK):
            break
    return ""


def _have_age(sentence: Sentence, noun: int) -> bool:
    """Whether a relative clause says of the *noun* how old they are: "los titulares que tengan 70 años"."""
    having = sentence.grammar.language.refusals.ages.having
    related = sentence.flag(noun + 1) & Is.RELATIVE_SUBJECT and sentence.word(noun + 2) in having
    return bool(related) and sentence.content_word(noun)


def _of(sentence: Sentence, whose: str) -> str:
    """Return what joins the people *whose* to their age, which has their gender in some languages."""
    grammar = sentence.grammar
    articles = grammar.terms.whose.split(",")
    return articles[-1] if len(articles) > 1 and is_feminine(grammar, whose) else articles[0]


def _deed(sentence: Sentence, new: Draft, named: str, whose: str) -> str:
    """Return what those of that age do, where the language says it by a participle, and it fits."""
    acted = any(group_at(sentence, at) is not None for at in range(clause_begin(sentence, new.at), new.at))
    if acted or not sentence.grammar.verbs.active:
        return ""
    verb = main_verb(sentence, new.cues.right)
    deed = said(sentence, verb, whose, telling=True) if verb is not None else ""
    return deed if len(f"{named} {deed}".split()) <= MOST_LABEL else ""


def _limited(sentence: Sentence, new: Draft) -> str:
    """Return what those of that age alone may have or do: "[La piscine] est interdite aux moins de 8 ans"."""
    limited = sentence.grammar.terms.limited
    for at in range(new.at - 1, clause_begin(sentence, new.at), -1):
        if sentence.low[at] not in limited or not sentence.flags[at - 1] & FINITE:
            continue
        begin = sentence.back_over(at - 1, FINITE | Is.ADVERB) + 1
        first, end = subject(sentence, begin)
        known = first < end and not sentence.flags[first] & Is.PRONOUN and group_at(sentence, first) is None
        return with_article(sentence, _article(sentence, first), end) if known else ""
    return ""


def _article(sentence: Sentence, first: int) -> int:
    """Return where the noun phrase begins whose first word but its article is *first*."""
    return first - 1 if first and sentence.flag(first - 1) & Is.DETERMINER else first
