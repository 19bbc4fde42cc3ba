"""Phrases of one or more words, found among the words of a text by their first or their last word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Generic, TypeVar

from monitor.language.lexing import lexemes

Meaning = TypeVar("Meaning")
#: Its words, and what a text is told of it: how many they are, and what they mean.
_Entry = tuple[list[str], tuple[int, Meaning]]


class Phrases(Generic[Meaning]):
    """Phrases and what each of them means; the longest wins, and of equal ones the first."""

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, entries: Iterable[tuple[Sequence[str], Meaning]] = ()) -> None:
        """*entries* are phrases, cut into words as the texts are that they are looked for in, with their meanings."""
        self._by_first: dict[str, list[_Entry[Meaning]]] = {}
        self._by_last: dict[str, list[_Entry[Meaning]]] = {}
        for words, meaning in entries:
            if words:
                entry = list(words), (len(words), meaning)
                self._by_first.setdefault(words[0], []).append(entry)
                self._by_last.setdefault(words[-1], []).append(entry)
        for index in (self._by_first, self._by_last):
            for found in index.values():
                found.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: list[str], begin: int) -> tuple[int, Meaning] | None:
        """Return the length and the meaning of the longest phrase that begins at *begin*."""
        found = self._by_first.get(words[begin]) if 0 <= begin < len(words) else None
        if found is None:
            return None  # nearly always, told fastest
        for phrase, hit in found:
            if hit[0] == 1 or words[begin : begin + hit[0]] == phrase:
                return hit
        return None

    def ending(self, words: list[str], last: int) -> tuple[int, Meaning] | None:
        """Return the length and the meaning of the longest phrase whose last word is at *last*."""
        found = self._by_last.get(words[last]) if 0 <= last < len(words) else None
        if found is None:
            return None
        for phrase, hit in found:
            first = last + 1 - hit[0]
            if first == last or (first >= 0 and words[first : last + 1] == phrase):
                return hit
        return None

    def starts(self) -> Iterable[str]:
        """Return the words that phrases begin with."""
        return self._by_first.keys()

    def ends(self) -> Iterable[str]:
        """Return the words that phrases end with."""
        return self._by_last.keys()

    def begin_among(self, words: Iterable[str]) -> bool:
        """Whether one of *words* begins a phrase."""
        return not self._by_first.keys().isdisjoint(words)

    def meanings(self) -> Iterable[Meaning]:
        """Return what the phrases mean."""
        return (meaning for found in self._by_first.values() for _, (_, meaning) in found)


@cache
def among_lexemes(phrases: tuple[str, ...]) -> Phrases[None]:
    """Return *phrases* of a language's list, to be found among the lexemes of a line."""
    return Phrases((lexemes(phrase), None) for phrase in phrases)
