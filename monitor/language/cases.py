"""Nouns and their attributes in the nominative, as a table's row is headed: by a language's own endings."""

from __future__ import annotations

from collections.abc import Collection, Sequence

_SHORTEST = 2  #: letters that an ending must leave


class Cases:
    """Brings a noun, or what describes it, to the nominative.

    The rules are endings of a noun and what stands in their place; the first that suits counts. A word that no rule
    suits is in the nominative, or looks the same there.
    """

    __slots__ = ("_endings", "_kept", "_rules")

    def __init__(
        self, rules: Sequence[tuple[str, str]] = (), endings: Sequence[str] = (), kept: Collection[str] = ()
    ) -> None:
        """*endings* are those of attributes, the longest first; *kept* words are never changed."""
        self._rules = tuple(rules)
        self._endings = tuple(endings)
        self._kept = frozenset(kept)

    def noun(self, word: str) -> str:
        """Return the noun *word*, as written, in the nominative."""
        low = word.lower()
        if low in self._kept:
            return word
        for ending, nominative in self._rules:
            if low.endswith(ending) and len(low) - len(ending) >= (0 if len(ending) > 4 else _SHORTEST):
                cut = len(word) - len(ending)
                return word[:cut] + (nominative.capitalize() if cut == 0 else nominative)
        return word

    def attribute(self, word: str, ending: str) -> str:
        """Return the attribute *word* with the *ending* of its noun's case and number; another word as it is."""
        for known in self._endings:
            if word.endswith(known):
                return word[: len(word) - len(known)] + ending
        return word
