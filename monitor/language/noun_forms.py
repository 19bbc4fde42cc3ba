"""Nouns in the singular and in the plural: which are one noun."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence

_SHORTEST = 3  # letters that are left of a word: less is another word


def unaccented(word: str) -> str:
    """Return *word* without accents: texts leave them out, and so do our keys."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


class NounForms:
    """Brings the forms of a noun to one: its singular, or what both forms have in common.

    The rules are the language's own: the ending of a plural and that of its singular. A word that no rule suits stays.
    """

    __slots__ = ("_irregular", "_kept", "_rules")

    def __init__(
        self,
        rules: Sequence[tuple[str, str]] = (),
        irregular: Mapping[str, str] | None = None,
        kept: Collection[str] = (),
    ) -> None:
        """*rules* are tried in their order; *irregular* plurals and words *kept* as they are come before."""
        self._rules = tuple((unaccented(plural), unaccented(singular)) for plural, singular in rules)
        self._irregular = {unaccented(plural): unaccented(singular) for plural, singular in (irregular or {}).items()}
        self._kept = frozenset(map(unaccented, kept))

    def is_plural(self, word: str) -> bool:
        """Return whether *word*, which is in lower case, has the form of a plural."""
        return self.singular(word) != unaccented(word)

    def singular(self, word: str) -> str:
        """Return the singular of *word*, which is in lower case, without accents."""
        word = unaccented(word)
        if word in self._kept:
            return word
        word = self._irregular.get(word, word)
        for plural, singular in self._rules:
            if word.endswith(plural):
                stem = word[: len(word) - len(plural)]
                return stem + singular if len(stem) + len(singular) >= _SHORTEST else word
        return word

    def plural(self, word: str) -> str:
        """Return the plural of *word*; one that is a plural already, or has one form, stays."""
        if word in self._kept or self.singular(word) != unaccented(word):
            return word
        for plural, singular in self._rules:
            made = word[: len(word) - len(singular)] + plural
            if unaccented(word).endswith(singular) and made != word and self.singular(made) == unaccented(word):
                return made
        return word
