"""The people that a sentence speaks of: whom a share, or a number of "them", is of where no number counts them."""

from __future__ import annotations

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import NOTHING, Counted


def is_person(sentence: Sentence, noun: str) -> bool:
    """Whether the *noun*, in lower case, names people."""
    nouns = sentence.grammar.nouns
    return noun in nouns.persons or (noun.endswith(nouns.person_endings) and noun not in nouns.not_persons)


def named(sentence: Sentence, before: int) -> Counted:
    """Return the last people in the plural that are named *before* a word; empty where there are none."""
    for at in range(before - 1, -1, -1):
        if is_named(sentence, at):
            word = sentence.original(at)
            word = word[:1].lower() + word[1:] if at == 0 else word
            return Counted(core=word, head=word, end=at + 1, size=1)
    return NOTHING


def is_named(sentence: Sentence, at: int) -> bool:
    """Whether people in the plural stand at *at* who do or suffer something: no preposition governs them."""
    if not sentence.content_word(at) or not sentence.plural(at) or not is_person(sentence, sentence.low[at]):
        return False
    if sentence.capital(at) and at > 0:
        return False
    before = at - 1
    while sentence.flag(before) & Is.DETERMINER and not sentence.flag(before) & Is.OF:
        before -= 1
    return not sentence.flag(before) & (Is.PREPOSITION | Is.OF | Is.BY)
