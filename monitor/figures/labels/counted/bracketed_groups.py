"""What a number in brackets counts of the group before them: "devant les Syriens (2 640) et les Maliens (1 377)"."""

from __future__ import annotations

from monitor.figures.labels.counted import deed_nouns
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted

_MOST_BACK = 6  #: words from the bracket back to the group: "Les Afghans arrivent en tête ("


def counted(sentence: Sentence, new: Draft, right: Counted) -> Counted | None:
    """Return what is counted of a group, told by its name: "demandes de Syriens"; its noun stands in one bracket.

    None of what is no group, and in a language that writes no name of a people with a capital.
    """
    grammar = sentence.grammar
    if not grammar.terms.elided_before or new.measured:
        return None
    opening = new.cues.left + (sentence.word(new.cues.left) != "(")
    if sentence.word(opening) != "(" or sentence.word(right.end or new.cues.right) != ")":
        return None
    core = right if right.core else new.before.members if new.before is not None and new.linked else None
    group = _group(sentence, opening)
    if core is None or not core.core or not group:
        return None
    words = f"{core.core} {deed_nouns.joined(grammar, group)}"
    if len(words.split()) > MOST_WORDS:
        return None
    new.members = Counted(core=core.core, head=core.head)
    return Counted(core=words, head=core.head, end=right.end, size=right.size)


def _group(sentence: Sentence, opening: int) -> str:
    """Return the people named before the bracket, without their article: a plural with a capital after one."""
    for at in range(opening - 1, max(0, opening - 1 - _MOST_BACK), -1):
        if sentence.flags[at] & (Is.MARK | Is.NUMBER | Is.SUBORDINATOR | FINITE):
            return ""
        if sentence.capital(at) and sentence.plural(at) and sentence.flag(at - 1) & Is.DETERMINER:
            return sentence.text(at, at + 1)
    return ""
