"""The forms of words that labelling asks for: phrases that say what is counted, verbs, participles, clause ends."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import clipped
from monitor.figures.labels.text.tokenizer import Sentence

_CLAUSE = 28  #: words of a clause at most, before a number
WINDOW = 24  #: words looked at on one side of a number

STOP = int(
    Is.NUMBER | Is.DIGITS | Is.MARK | Is.DETERMINER | Is.PREPOSITION | Is.BY | Is.BE | Is.HAVE | Is.AUXILIARY
    | Is.AND | Is.SUBORDINATOR | Is.PRONOUN
)  # fmt: skip
FINITE = int(Is.BE | Is.HAVE | Is.AUXILIARY)
_MEASURES = int(Is.MEASURE)
VERBAL = int(Is.VERB | Is.PARTICIPLE)
_PARTICIPIAL = ~int(Is.VERB | Is.SAYS | Is.UP | Is.DOWN | Is.MEASURE | Is.MOVED | Is.SOURCE | Is.TIME_PHRASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun phrase: its core ("police and gendarmes"), what narrows it ("without housing"), and its head."""

    core: str = ""
    head: str = ""
    more: str = ""
    end: int = 0  #: index of the first word after the core
    size: int = 0  #: number of words in the core

    @property
    def phrase(self) -> str:
        """Return core and narrowing words, at most `MOST_WORDS` of them."""
        return clipped(f"{self.core} {self.more}")

    def narrowed(self, more: str) -> Counted:
        """Return the same thing counted, narrowed by *more* instead."""
        return Counted(core=self.core, head=self.head, more=more, end=self.end, size=self.size)


def is_participle(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* has the form of a participle; a name with a capital inside a sentence has not."""
    flag = sentence.flag(at)
    if flag & Is.PARTICIPLE:
        return True
    if flag & _PARTICIPIAL or at <= 0 or sentence.capital(at):
        return False
    word = sentence.word(at)
    if word in sentence.grammar.nouns.nouns:
        return False
    nouns = sentence.grammar.nouns
    return len(word) > 3 and word.endswith(nouns.participle_endings) and not word.endswith(nouns.noun_endings)


def is_verb(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a finite verb, by the lists or by an ending that only verbs have."""
    flag = sentence.flag(at)
    endings = sentence.grammar.nouns.verb_endings
    return bool(flag & Is.VERB) or (not flag & ~_MEASURES and bool(endings) and sentence.word(at).endswith(endings))


def is_quote(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a quotation mark."""
    return sentence.word(at) != "" and sentence.word(at) in "‘’“”\"'«»"


def head(sentence: Sentence, begin: int, end: int) -> str:
    """Return the head noun of the phrase from *begin* to *end*: its last word before "of", or its first noun."""
    stop = begin
    while stop < end and not sentence.flag(stop) & (Is.OF | Is.AND):
        stop += 1
    stop = max(stop, begin + 1)
    if not sentence.grammar.nouns.adjectives_follow:
        return sentence.original(stop - 1)
    return sentence.original(sentence.over(begin, Is.PRENOMINAL, stop - 1))


def infinitive(sentence: Sentence, at: int) -> bool:
    """Whether a purpose begins at *at*: "to reach", "pour atteindre"; it narrows nothing."""
    grammar = sentence.grammar
    if sentence.word(at) not in grammar.words.purpose:
        return False
    following = sentence.over(at + 1, Is.PRONOUN)
    if not grammar.nouns.infinitive_endings:
        return not sentence.flag(following) & Is.DETERMINER and not sentence.capital(following)
    return sentence.word(following).endswith(grammar.nouns.infinitive_endings)


def clause_begin(sentence: Sentence, at: int) -> int:
    """Return where the clause around word *at* begins: after a mark or a conjunction that opens a clause."""
    begin = at
    while begin > 0 and at - begin < _CLAUSE:
        flag = sentence.flags[begin - 1]
        if flag & Is.SUBORDINATOR or sentence.low[begin - 1] in _ends(sentence):
            break
        if flag & Is.AND and sentence.word(begin - 2) == ",":
            break
        begin -= 1
    return max(begin, 0)


def _ends(sentence: Sentence) -> str:
    return ",;:.!?" if sentence.grammar.words.comma_clauses else ";:.!?"
