"""Votes that are counted for and against: "por 13 votos contra 5"."""

from __future__ import annotations

from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted


def side(sentence: Sentence, new: Draft, right: Counted) -> str:
    """Return on which side the votes *right* were given, where it is said, or those against are counted next."""
    grammar, at = sentence.grammar, right.end
    if right.head.lower() not in grammar.roles.votes or not new.many:
        return ""
    if _says(sentence, at, grammar.verbs.vote_for):
        return grammar.verbs.vote_for
    if sentence.word(at) not in grammar.roles.against:
        return ""
    if sentence.flag(at + 1) & Is.NUMBER:
        return grammar.verbs.vote_for
    closed = sentence.flag(at + 1) & (Is.MARK | Is.AND)  # "dix voix contre le projet" says it by itself
    return grammar.verbs.vote_against if closed else ""


def _says(sentence: Sentence, at: int, phrase: str) -> bool:
    """Whether the words of *phrase*, of which there is one at least, stand at *at*."""
    words = phrase.split()
    return bool(words) and sentence.low[at : at + len(words)] == words


def against(sentence: Sentence, new: Draft) -> Counted | None:
    """Return that *new* counts the votes against, after those for; None if it does not."""
    grammar, before = sentence.grammar, new.before
    if before is None or not grammar.verbs.vote_against or before.counted.head.lower() not in grammar.roles.votes:
        return None
    said = _says(sentence, new.cues.right, grammar.verbs.vote_against)  # "y 8 en contra"
    opposed = said or sentence.word(new.cues.left) in grammar.roles.against
    return before.counted.narrowed(grammar.verbs.vote_against) if opposed else None
