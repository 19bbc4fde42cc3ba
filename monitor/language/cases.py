"""Nouns and their attributes in the nominative, as a table's row is headed: by a language's own endings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

_SHORTEST = 2  #: letters that an ending must leave, unless it is a whole noun
_WHOLE = 5  #: letters from which an ending may be a whole noun


class Forms(NamedTuple):
    """The endings of nouns, in lower case."""

    rules: Sequence[tuple[str, str]] = ()  #: endings of other cases, each with that of its nominative
    strong: Sequence[str] = ()  #: endings of nominatives in the plural whose dative adds `dative`
    dative: str = ""
    unchanged: Sequence[str] = ()  #: endings of nominatives that look like such a dative
    plurals: Sequence[tuple[str, str]] = ()  #: endings of singulars, each with that of its plural


_NONE = Forms()


class Cases:
    """Brings a noun, or what describes it, to the nominative.

    The rules are endings of a noun and what stands in their place; the longest that suits counts. A word that no rule
    suits is in the nominative, or looks the same there.
    """

    __slots__ = ("_dative", "_endings", "_kept", "_plurals", "_rules", "_sizes", "_strong")

    def __init__(self, forms: Forms = _NONE, endings: Sequence[str] = (), kept: Collection[str] = ()) -> None:
        """*endings* are those of attributes, the longest first; *kept* words are never changed."""
        self._strong = tuple(forms.strong)
        self._dative = forms.dative
        self._rules = dict(forms.rules)
        self._rules.update((ending + forms.dative, ending) for ending in self._strong)
        self._rules.update((ending, ending) for ending in forms.unchanged)
        self._sizes = sorted({len(ending) for ending in self._rules}, reverse=True)
        self._plurals = sorted(forms.plurals, key=lambda rule: -len(rule[0]))
        self._endings = tuple(endings)
        self._kept = frozenset(kept)

    def noun(self, word: str) -> str:
        """Return the noun *word*, as written, in the nominative."""
        low = word.lower()
        if low in self._kept:
            return word
        for size in self._sizes:
            left = len(low) - size
            if left < (0 if size >= _WHOLE else _SHORTEST):
                continue
            nominative = self._rules.get(low[left:])
            if nominative is not None:
                return word[:left] + (nominative if left else nominative.capitalize())
        return word

    def plural(self, word: str) -> str:
        """Return the noun *word*, in the nominative singular, in the plural; a word that no rule suits stays."""
        low = word.lower()
        for singular, plural in self._plurals:
            if low.endswith(singular):
                made = word[: len(word) - len(singular)] + plural
                return made[:1].upper() + made[1:]
        return word

    def singular(self, word: str) -> str:
        """Return the noun *word*, in the nominative plural, in the singular; one that no rule suits stays."""
        low = word.lower()
        for singular, plural in sorted(self._plurals, key=lambda rule: -len(rule[1])):
            if low.endswith(plural):
                made = word[: len(word) - len(plural)] + singular
                return made[:1].upper() + made[1:]
        return word

    def dative(self, word: str) -> str:
        """Return the noun *word*, which is no dative, in the dative plural where it is a plural that has its own."""
        return word + self._dative if word.lower().endswith(self._strong or ("\0",)) else word

    def attribute(self, word: str, ending: str) -> str:
        """Return the attribute *word* with the *ending* of its noun's case and number; another word as it is."""
        for known in self._endings:
            if word.endswith(known):
                return word[: len(word) - len(known)] + ending
        return word
