"""Words of a line, and phrases of one or more of them, found by their first or their last word."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = r"[^\W\d_][\w]*(?:[-'’‑.](?=\w)\w+)*|[0-9]+(?:[.,:/'’\u202f\u00a0][0-9]+)*\w*|[^\w\s]|_"
TOKEN = re.compile(_WORD)


def _words(phrase: str) -> Iterable[str]:
    """Cut *phrase* as sentences are cut; an elided word keeps its apostrophe: "d'", "asile"."""
    for part in phrase.split():
        if "'" in part[1:] and part.index("'", 1) <= 6 and not part.endswith("'s"):
            head, _, tail = part.partition("'")
            yield head + "'"
            yield from TOKEN.findall(tail)
        else:
            yield from TOKEN.findall(part)


class Phrases:
    """Phrases of one or more words, found where they begin or where they end; the longest wins."""

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for text, meaning in entries:
            words = tuple(_words(text))
            if words:
                self._by_first.setdefault(words[0], []).append((words, meaning))
                self._by_last.setdefault(words[-1], []).append((words, meaning))
        for index in (self._by_first, self._by_last):
            for found in index.values():
                found.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: list[str], begin: int) -> tuple[int, str] | None:
        """Return the length and the meaning of the longest phrase that begins at *begin*."""
        if not 0 <= begin < len(words):
            return None
        for phrase, meaning in self._by_first.get(words[begin], ()):
            size = len(phrase)
            if size == 1 or tuple(words[begin : begin + size]) == phrase:
                return size, meaning
        return None

    def ending(self, words: list[str], last: int) -> tuple[int, str] | None:
        """Return the length and the meaning of the longest phrase whose last word is at *last*."""
        if not 0 <= last < len(words):
            return None
        for phrase, meaning in self._by_last.get(words[last], ()):
            size = len(phrase)
            if size == 1 or (size <= last + 1 and tuple(words[last + 1 - size : last + 1]) == phrase):
                return size, meaning
        return None

    def starts(self) -> Iterable[str]:
        """Return the words that phrases begin with."""
        return self._by_first.keys()
