"""Words as matching sees them: without case, accents and plural, and what their language knows of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import TypeVar

from monitor.compare.features.weights import WEIGHTS as W
from monitor.language import Language, load
from monitor.language.dates import WrittenDates
from monitor.language.noun_forms import unaccented

_Answer = TypeVar("_Answer")
MOMENT = "\N{MIDDLE DOT}"  # stands for a date or a time in a template
_WORD = re.compile(r"[^\W_]+")
_PUNCTUATION = re.compile(r"""[,;:.!?()\[\]"'*«»“”‘’]+""")
STEM = 4  # letters: "tests", "tested" and "testing" share a stem, in any language near enough
_KEPT = 8192  # words of which a vocabulary remembers what stands for them


def words_of(text: str) -> list[str]:
    """Return the words of *text*, folded, without punctuation."""
    return bare(text.casefold()).split()


def bare(text: str) -> str:
    """Return *text* without punctuation."""
    return _PUNCTUATION.sub("", text)


def stem_of(word: str) -> str:
    """Return the first letters of *word*, which its forms have in common."""
    return word[:STEM]


@cache  # never forgotten: a worker may open no file, whatever languages the pages are in
def vocabulary(tag: str) -> Vocabulary:
    """Return the vocabulary of the language *tag*."""
    return _of(load(tag))


@cache
def _of(language: Language) -> Vocabulary:
    return Vocabulary(language)


class Vocabulary:
    """What matching asks of one language's words; a language without a file knows none."""

    def __init__(self, language: Language) -> None:
        known = language.following
        english = load("en")  # pages quote, and are half translated
        self.moments = language.calendar.names | english.calendar.names  #: names of months and days of the week
        self.months = {**english.calendar.months, **language.calendar.months}  #: every way to write them -> 1 to 12
        self.dates = WrittenDates((language, english), yearless=True)
        self.redefined = known.phrases  #: stand beside a figure when its definition has changed
        self._grammar = frozenset(map(unaccented, known.grammar)) | {MOMENT}
        self._families = {unaccented(word): unaccented(group[0]) for group in known.families for word in group}
        self._singular = language.nouns.forms.singular
        # Methods are asked for the same words again and again.
        self.canonical = _remembering(self._canonical)
        self.name_of = _remembering(self._name_of)
        self._entry = _remembering(self._entry_of)
        self.content_stem = _remembering(self._content_stem)
        #: words for people in general, which tell nothing apart
        self.people = self._all(group[0] for group in known.families[:1])
        self.flow, self.stock, self.fates = self._all(known.flow), self._all(known.stock), self._all(known.fates)
        self._no_places = self._all(known.no_places)
        self._place = _place(known.places)
        #: every word that has rivals of its kind -> the (kind, side) pairs that it stands for
        self.rivals: dict[str, tuple[tuple[int, int], ...]] = {}
        for number, kind in enumerate(known.rivals):
            for side, words in enumerate(kind):
                for word in map(self.canonical, words):
                    self.rivals[word] = (*self.rivals.get(word, ()), (number, side))

    def _all(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self.canonical, words))

    def _canonical(self, word: str) -> str:
        """Return *word* without accents and plural, or the word that stands for its family."""
        word = unaccented(word)
        word = self._families.get(word, word)
        return word if self.is_grammar(word) else self._singular(word)

    def is_grammar(self, word: str) -> bool:
        """Return whether *word* says nothing about which figure is meant."""
        return word in self._grammar

    def _content_stem(self, word: str) -> str:
        """Return the stem of a *word* in a bag; "" for one of grammar, and for what is a stem itself."""
        return "" if word[0] == "~" or self.is_grammar(word) else stem_of(word)

    def _name_of(self, word: str) -> str:
        """Return what stands for *word*, as it is written, among the words of a claim; "" for punctuation."""
        return self.canonical(bare(word).lstrip("~"))

    def _entry_of(self, word: str) -> tuple[str, str, float]:
        """Return what stands for *word* in a bag, its stem if it has one apart, and how much it counts."""
        word = self.name_of(word)
        return word, "~" + stem_of(word) if len(word) > STEM else "", W.grammar if self.is_grammar(word) else 1.0

    def add(self, bag: dict[str, float], word: str, weight: float) -> None:
        """Add *word* and its stem to *bag*; a word of grammar hardly counts."""
        name, stem, share = self._entry(word)
        if name:
            weight *= share
            bag[name] = bag.get(name, 0.0) + weight
            if stem:
                bag[stem] = bag.get(stem, 0.0) + weight * W.stem

    def places_in(self, sentence: str) -> frozenset[str]:
        """Return the names of the places that *sentence* speaks of: capitalised words after "in", "en", "à" ...

        A sentence in capitals, or one whose every noun has one, names no place.
        """
        if self._place is None or sentence.isupper():
            return frozenset()
        found = (word for names in self._place.findall(sentence) for word in _WORD.findall(names))
        names = (self.canonical(word.casefold()) for word in found)
        return frozenset(
            name for name in names if name.isalpha() and not self.is_grammar(name) and name not in self._no_places
        )


def _remembering(method: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    return lru_cache(maxsize=_KEPT)(method)


def _place(before: frozenset[str]) -> re.Pattern[str] | None:
    """Return what finds a name after a word of place, and after an article or two: "in the Calais region"."""
    if not before:
        return None
    words, capital, small = (
        "|".join(sorted(before)),
        "[A-Z\u00c0-\u00d6\u00d8-\u00de]",
        "[a-z\u00df-\u00f6\u00f8-\u00ff]",
    )
    return re.compile(
        rf"\b(?i:{words})\s+(?:{small}{{1,4}}['\u2019\s]\s*){{0,2}}({capital}[\w\u2019'-]*(?:\s+{capital}[\w\u2019'-]*)*)"
    )
