"""Phrases of one or more words, found among the words of a text by their first or their last word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Generic, TypeVar

from monitor.language.lexing import lexemes

Meaning = TypeVar("Meaning")
_Entry = tuple[tuple[str, ...], Meaning]


class Phrases(Generic[Meaning]):
    """Phrases and what each of them means; the longest wins, and of equal ones the first."""

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, entries: Iterable[tuple[Sequence[str], Meaning]] = ()) -> None:
        """*entries* are phrases, cut into words as the texts are that they are looked for in, with their meanings."""
        self._by_first: dict[str, list[_Entry[Meaning]]] = {}
        self._by_last: dict[str, list[_Entry[Meaning]]] = {}
        for words, meaning in entries:
            if words:
                entry = tuple(words), meaning
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
        for phrase, meaning in found:
            size = len(phrase)
            if size == 1 or tuple(words[begin : begin + size]) == phrase:
                return size, meaning
        return None

    def ending(self, words: list[str], last: int) -> tuple[int, Meaning] | None:
        """Return the length and the meaning of the longest phrase whose last word is at *last*."""
        found = self._by_last.get(words[last]) if 0 <= last < len(words) else None
        if found is None:
            return None
        for phrase, meaning in found:
            size = len(phrase)
            if size == 1 or (size <= last + 1 and tuple(words[last + 1 - size : last + 1]) == phrase):
                return size, meaning
        return None

    def starts(self) -> Iterable[str]:
        """Return the words that phrases begin with."""
        return self._by_first.keys()

    def ends(self) -> Iterable[str]:
        """Return the words that phrases end with."""
        return self._by_last.keys()

    def meanings(self) -> Iterable[Meaning]:
        """Return what the phrases mean."""
        return (meaning for found in self._by_first.values() for _, meaning in found)


@cache
def among_lexemes(phrases: tuple[str, ...]) -> Phrases[None]:
    """Return *phrases* of a language's list, to be found among the lexemes of a line."""
    return Phrases((lexemes(phrase), None) for phrase in phrases)
