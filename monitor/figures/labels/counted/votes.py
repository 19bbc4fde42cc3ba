"""Votes that are counted for and against: "por 13 votos contra 5"."""

from __future__ import annotations

from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted


def in_favour(sentence: Sentence, new: Draft, right: Counted) -> str:
    """Return what tells the votes *right* from those against, which are counted next; nothing where none are."""
    roles = sentence.grammar.roles
    opposed = sentence.word(right.end) in roles.against and sentence.flag(right.end + 1) & Is.NUMBER
    votes = right.head.lower() in roles.votes and new.many
    return sentence.grammar.verbs.vote_for if votes and opposed else ""


def against(sentence: Sentence, new: Draft) -> Counted | None:
    """Return that *new* counts the votes against, after those for; None if it does not."""
    grammar, before = sentence.grammar, new.before
    if before is None or not grammar.verbs.vote_against or before.counted.head.lower() not in grammar.roles.votes:
        return None
    said = " ".join(sentence.low[new.cues.right : new.cues.right + 2]) == grammar.verbs.vote_against  # "y 8 en contra"
    opposed = said or sentence.word(new.cues.left) in grammar.roles.against
    return before.counted.narrowed(grammar.verbs.vote_against) if opposed else None
