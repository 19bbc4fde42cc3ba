"""The forms of words that labelling asks for: phrases that say what is counted, verbs, participles, clause ends."""

from __future__ import annotations

from typing import NamedTuple

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import clipped
from monitor.figures.labels.text.tokenizer import Sentence

_CLAUSE = 28  #: words of a clause at most, before a number
WINDOW = 24  #: words looked at on one side of a number

STOP = int(
    Is.NUMBER | Is.DIGITS | Is.MARK | Is.DETERMINER | Is.PREPOSITION | Is.BY | Is.BE | Is.HAVE | Is.AUXILIARY
    | Is.AND | Is.SUBORDINATOR | Is.PRONOUN
)  # fmt: skip
_PARTS = int(Is.SUBORDINATOR | Is.AND | Is.MARK)  #: what may stand between two clauses
_ENDS = frozenset(";:.!?")
_ENDS_WITH_COMMA = _ENDS | {","}
_QUOTES = frozenset("‘’“”\"'«»")
FINITE = int(Is.BE | Is.HAVE | Is.AUXILIARY)
_MEASURES = int(Is.MEASURE)
VERBAL = int(Is.VERB | Is.PARTICIPLE)
_PARTICIPIAL = ~int(Is.VERB | Is.SAYS | Is.UP | Is.DOWN | Is.MEASURE | Is.MOVED | Is.SOURCE | Is.TIME_PHRASE)


class Counted(NamedTuple):
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
        return Counted(self.core, self.head, more, self.end, self.size)


NOTHING = Counted()  #: no noun phrase


def is_participle(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* has the form of a participle; a name with a capital inside a sentence has not."""
    flag = sentence.flag(at)
    if flag & Is.PARTICIPLE:
        return True
    if flag & _PARTICIPIAL or at <= 0:
        return False
    word, nouns = sentence.low[at], sentence.grammar.nouns
    if nouns.agree and sentence.flags[at - 1] & Is.HAVE and word.endswith(nouns.participle_endings + nouns.had_endings):
        return True  # "ont traité": no noun comes there without an article
    if not word.endswith(nouns.participle_endings) or word.endswith(nouns.noun_endings) or len(word) <= 3:
        return False
    return word not in nouns.nouns and not sentence.capital(at)


def is_verb(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a finite verb, by the lists or by an ending that only verbs have."""
    flag = sentence.flag(at)
    endings = sentence.grammar.nouns.verb_endings
    return bool(flag & Is.VERB) or (not flag & ~_MEASURES and bool(endings) and sentence.word(at).endswith(endings))


def is_quote(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a quotation mark."""
    return sentence.word(at) in _QUOTES


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
    flags, low = sentence.flags, sentence.low
    ends = _ENDS_WITH_COMMA if sentence.grammar.words.comma_clauses else _ENDS
    first = at - _CLAUSE if at > _CLAUSE else 0
    for before in range(at - 1, first - 1, -1):
        flag = flags[before]
        if flag & _PARTS and (flag & Is.SUBORDINATOR or low[before] in ends or _joins_clause(sentence, before)):
            return before + 1
    return first


def _joins_clause(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* joins a clause to one that a comma ends."""
    return bool(sentence.flags[at] & Is.AND) and sentence.word(at - 1) == ","


def initial(sentence: Sentence, at: int) -> bool:
    """Whether a sentence begins with a participle, written with a capital there: "Doté de", "Priced at"."""
    endings = sentence.grammar.nouns.participle_endings
    return at == 0 and sentence.word(at).endswith(endings) and sentence.word(at) not in sentence.grammar.nouns.nouns
