"""Words as matching sees them: without case, accents and plural, and what markers.toml knows of them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_TABLES: list[dict[str, Any]] = list(
    tomllib.loads(files("monitor.compare").joinpath("markers.toml").read_text("utf-8")).values()
)  # read on import: a worker that compares may open no file

MOMENT = "\N{MIDDLE DOT}"  # stands for a date or a time in a template
_WORD = re.compile(r"[^\W_]+")
_PUNCTUATION = re.compile(r"""[,;:.!?()\[\]"'*«»“”‘’]+""")
STEM = 4  # letters: "tests", "tested" and "testing" share a stem, in any language near enough
GRAMMAR = 0.15  # weight of a word of grammar beside any other


def words_of(text: str) -> list[str]:
    """Return the words of *text*, folded, without punctuation."""
    return bare(text.casefold()).split()


def bare(text: str) -> str:
    """Return *text* without punctuation."""
    return _PUNCTUATION.sub("", text)


@lru_cache(maxsize=8192)
def canonical(word: str) -> str:
    """Return *word* without accents and plural, or the word that stands for its family (`markers.toml`)."""
    word = _unaccented(word)
    word = _families().get(word, word)
    if is_grammar(word) or len(word) < STEM or word[-1] not in "sx":
        return word
    return word[:-1]  # the plural of most nouns, in English and in French


def stem_of(word: str) -> str:
    """Return the first letters of *word*, which its forms have in common."""
    return word[:STEM]


@lru_cache(maxsize=8192)
def content_stem(word: str) -> str:
    """Return the stem of a *word* in a bag; "" for one of grammar, and for what is a stem itself."""
    return "" if word[0] == "~" or is_grammar(word) else stem_of(word)


def is_grammar(word: str) -> bool:
    """Return whether *word* says nothing about which figure is meant."""
    return word == MOMENT or word in _grammar()


@cache
def people() -> frozenset[str]:
    """Return the words for people in general, which tell nothing apart."""
    return frozenset(canonical(table["families"][0][0]) for table in _TABLES)


@cache
def marks(name: str) -> frozenset[str]:
    """Return the words of all languages' list *name* ("flow", "stock")."""
    return frozenset(canonical(word) for table in _TABLES for word in table[name])


@lru_cache(maxsize=64)  # the figures of one sentence follow one another
def places_in(sentence: str) -> frozenset[str]:
    """Return the names of the places that *sentence* speaks of: capitalised words after "in", "en", "à" ...

    A sentence in capitals, or one whose every noun has one, names no place.
    """
    if sentence.isupper():
        return frozenset()
    names = (canonical(word.casefold()) for found in _place().findall(sentence) for word in _WORD.findall(found))
    return frozenset(
        name for name in names if name.isalpha() and not is_grammar(name) and name not in marks("no_places")
    )


@cache
def _place() -> re.Pattern[str]:
    """Return what finds a name after a word of place, and after an article or two: "in the Calais region"."""
    before = "|".join(sorted({word for table in _TABLES for word in table["places"]}))
    capital, small = "[A-Z\u00c0-\u00d6\u00d8-\u00de]", "[a-z\u00df-\u00f6\u00f8-\u00ff]"
    return re.compile(
        rf"\b(?i:{before})\s+(?:{small}{{1,4}}['\u2019\s]\s*){{0,2}}({capital}[\w\u2019'-]*(?:\s+{capital}[\w\u2019'-]*)*)"
    )


@cache
def rivals() -> dict[str, tuple[tuple[int, int], ...]]:
    """Return for every word that has rivals of its kind the (kind, side) pairs it stands for."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    kinds = [kind for table in _TABLES for kind in table["rivals"]]
    for number, kind in enumerate(kinds):
        for side, words in enumerate(kind):
            for word in map(canonical, words):
                found[word] = (*found.get(word, ()), (number, side))
    return found


@cache
def phrases() -> tuple[str, ...]:
    """Return the words that stand beside a figure when its definition has changed."""
    return tuple(phrase for table in _TABLES for phrase in table["phrases"])


def add(bag: dict[str, float], word: str, weight: float) -> None:
    """Add *word* and its stem to *bag*; a word of grammar hardly counts."""
    name, stem, share = _entry(word)
    if name:
        weight *= share
        bag[name] = bag.get(name, 0.0) + weight
        if stem:
            bag[stem] = bag.get(stem, 0.0) + weight / 2


@lru_cache(maxsize=8192)
def name_of(word: str) -> str:
    """Return what stands for *word*, as it is written, among the words of a claim; "" for punctuation."""
    return canonical(bare(word).lstrip("~"))


@lru_cache(maxsize=8192)
def _entry(word: str) -> tuple[str, str, float]:
    """Return what stands for *word* in a bag, its stem if it has one apart, and how much it counts."""
    word = name_of(word)
    return word, "~" + stem_of(word) if len(word) > STEM else "", GRAMMAR if is_grammar(word) else 1.0


@cache
def _grammar() -> frozenset[str]:
    return frozenset(_unaccented(word) for table in _TABLES for word in table["grammar"])


@cache
def _families() -> dict[str, str]:
    """Return for every word that has others said by turns with it the one that stands for all, without accents."""
    groups = [group for table in _TABLES for group in table["families"]]
    return {_unaccented(word): _unaccented(group[0]) for group in groups for word in group}


def _unaccented(word: str) -> str:
    """Return *word* without accents."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
