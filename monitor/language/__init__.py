"""All that is known of languages: one file of data each (``data/<tag>.toml``), one loader, one typed face.

`load` gives the language of a tag, whose sections and fields `knowledge` declares. Any part may ask; none asks which
language it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from monitor.language import cldr, lexing
from monitor.language.grammar_words import Abbreviations
from monitor.language.knowledge import Language
from monitor.language.language_files import SHARED, VULGAR, LanguageError, gaps, languages, loaded, localized
from monitor.language.number_words import Numbers, Unit
from monitor.language.page_words import Doubt
from monitor.language.phrases import Phrases

__all__ = [
    "SHARED", "VULGAR", "Abbreviations", "Doubt", "Language", "LanguageError", "Numbers", "Phrases", "Unit",
    "everywhere", "gaps", "languages", "lexing", "load",
]  # fmt: skip

_Found = TypeVar("_Found")


@lru_cache(maxsize=256)  # pages may make up any number of tags
def load(tag: str) -> Language:
    """Return the language of the BCP 47 *tag*, as its region writes it.

    A language without a file has no words, but its marks, months and days are known where CLDR knows them.
    """
    primary, _, region = tag.lower().replace("_", "-").partition("-")
    file = primary if primary in languages() else SHARED
    found = cldr.locale(tag) if region or file == SHARED else None
    return localized(file, found.tag, cldr.money(tag)) if found else loaded(file)


def everywhere(ask: Callable[[Language], Iterable[_Found]]) -> tuple[_Found, ...]:
    """Return what *ask* finds in all languages, once each: for what a page may say in any of them."""
    return tuple(dict.fromkeys(found for tag in (*languages(), SHARED) for found in ask(load(tag))))
