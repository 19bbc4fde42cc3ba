"""What comparing must know of languages (markers.toml)."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def phrases() -> tuple[str, ...]:
    """Return the words that stand beside a figure when its definition has changed."""
    return tuple(phrase for table in _tables() for phrase in table["phrases"])


@cache
def grammar() -> frozenset[str]:
    """Return the words that say nothing about which figure is meant."""
    return frozenset(bare(word) for table in _tables() for word in table["grammar"])


@cache
def families() -> dict[str, str]:
    """Return for every word that has others said by turns with it the one that stands for all, without accents."""
    groups = [group for table in _tables() for group in table["families"]]
    return {bare(word): bare(group[0]) for group in groups for word in group}


@cache
def people() -> frozenset[str]:
    """Return what stands for the words that mean people in general, in each language: they tell nothing apart."""
    return frozenset(bare(table["families"][0][0]) for table in _tables())


@cache
def marks(name: str) -> frozenset[str]:
    """Return the words of all languages' list *name* ("flow", "stock")."""
    return frozenset(bare(word) for table in _tables() for word in table[name])


def bare(word: str) -> str:
    """Return *word* without accents."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@cache
def _tables() -> list[dict[str, Any]]:
    return list(tomllib.loads(files("monitor.compare").joinpath("markers.toml").read_text("utf-8")).values())
