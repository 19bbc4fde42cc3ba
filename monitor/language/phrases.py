"""Phrases of one or more words, found among the words of a text by their first or their last word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Generic, TypeVar

from monitor.language.lexing import lexemes

Meaning = TypeVar("Meaning")
#: What a text is told of a phrase: how many words it has, and what it means.
_Hit = tuple[int, Meaning]
#: The phrases with a word at one end: what that means alone; the longer ones, longest first, by the word beside it.
_Group = tuple[_Hit[Meaning] | None, dict[str, list[tuple[list[str], _Hit[Meaning]]]]]


class Phrases(Generic[Meaning]):
    """Phrases and what each of them means; the longest wins, and of equal ones the first."""

    __slots__ = ("_by_first", "_by_last", "first_words", "last_words")

    def __init__(self, entries: Iterable[tuple[Sequence[str], Meaning]] = ()) -> None:
        """*entries* are phrases, cut into words as the texts are that they are looked for in, with their meanings."""
        found = sorted(((list(words), (len(words), meaning)) for words, meaning in entries), key=lambda one: -one[1][0])
        self._by_first = _grouped(found, 0, 1)
        self._by_last = _grouped(found, -1, -2)
        self.first_words = self._by_first.keys()  #: to be asked before a phrase is looked for: few words have one
        self.last_words = self._by_last.keys()

    def at(self, words: list[str], begin: int) -> _Hit[Meaning] | None:
        """Return the length and the meaning of the longest phrase that begins at *begin*."""
        found = self._by_first.get(words[begin]) if 0 <= begin < len(words) else None
        if found is None:
            return None  # nearly always, told fastest
        alone, longer = found
        if longer and begin + 1 < len(words):
            for phrase, hit in longer.get(words[begin + 1], ()):
                if words[begin : begin + hit[0]] == phrase:
                    return hit
        return alone

    def ending(self, words: list[str], last: int) -> _Hit[Meaning] | None:
        """Return the length and the meaning of the longest phrase whose last word is at *last*."""
        found = self._by_last.get(words[last]) if 0 <= last < len(words) else None
        if found is None:
            return None
        alone, longer = found
        if longer and last:
            for phrase, hit in longer.get(words[last - 1], ()):
                if last + 1 >= hit[0] and words[last + 1 - hit[0] : last + 1] == phrase:
                    return hit
        return alone

    def starts(self) -> Iterable[str]:
        """Return the words that phrases begin with."""
        return self.first_words

    def ends(self) -> Iterable[str]:
        """Return the words that phrases end with."""
        return self.last_words

    def openings(self) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
        """Return the words that are a phrase alone, and the first two words of each longer phrase."""
        alone = frozenset(word for word, (hit, _) in self._by_first.items() if hit is not None)
        return alone, frozenset((word, second) for word, (_, longer) in self._by_first.items() for second in longer)

    def begin_among(self, words: Iterable[str]) -> bool:
        """Whether one of *words* begins a phrase."""
        return not self._by_first.keys().isdisjoint(words)

    def meanings(self) -> Iterator[Meaning]:
        """Yield what the phrases mean."""
        for alone, longer in self._by_first.values():
            if alone is not None:
                yield alone[1]
            yield from (meaning for found in longer.values() for _, (_, meaning) in found)


def _grouped(found: list[tuple[list[str], _Hit[Meaning]]], end: int, beside: int) -> dict[str, _Group[Meaning]]:
    """Return the phrases *found* by their word at one *end* and then by the one *beside* it."""
    made: dict[str, _Group[Meaning]] = {}
    for words, hit in found:
        if not words:
            continue
        alone, longer = made.get(words[end], (None, {}))
        if len(words) == 1:
            alone = alone or hit
        else:
            longer.setdefault(words[beside], []).append((words, hit))
        made[words[end]] = alone, longer
    return made


@cache
def among_lexemes(phrases: tuple[str, ...]) -> Phrases[None]:
    """Return *phrases* of a language's list, to be found among the lexemes of a line."""
    return Phrases((lexemes(phrase), None) for phrase in phrases)
