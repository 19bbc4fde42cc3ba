"""The words of a language that say what a figure counts, how it is hedged, what it does, when and by whom.

Read from the same files as the numbers (``languages/<tag>.toml``), made ready once: a word's classes are one dictionary
look-up, a phrase is found by its first or its last word.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from monitor.figures import language
from monitor.figures.phrases import Phrases


class Is:
    """Word classes, as bits; a word may have several. Plain integers: they are combined millions of times."""

    NUMBER = 1  #: a kept quantity
    DIGITS = 2  #: any other digits
    MARK = 4  #: punctuation
    DETERMINER = 8
    PREPOSITION = 16  #: "of" and "by" are not among them
    OF = 32
    BY = 64
    BE = 128
    HAVE = 256
    AUXILIARY = 512
    AND = 1024
    SUBORDINATOR = 2048
    PRONOUN = 4096
    ADVERB = 8192
    VERB = 16384
    PARTICIPLE = 32768
    ADJECTIVE = 65536
    PLURAL = 131072
    TIME = 262144
    SAYS = 524288
    UP = 1048576
    DOWN = 2097152
    HOLLOW = 4194304
    RELATIVE = 8388608
    MEASURE = 16777216
    CONTAINER = 33554432
    NOT_PLURAL = 67108864
    PRENOMINAL = 134217728
    MOVED = 536870912  #: says that something changed, not which way
    RELATIVE_SUBJECT = 1073741824  #: "who", "qui": what follows is said of the noun before
    TIME_PHRASE = 2147483648  #: may begin a phrase that says when: "so far", "la veille"
    SOURCE = 268435456  #: may begin a phrase that names a source, or says that none is named


_CLASSES = {
    Is.DETERMINER: ("words", "determiners"),
    Is.PREPOSITION: ("words", "prepositions"),
    Is.OF: ("words", "of"),
    Is.BY: ("words", "by"),
    Is.BE: ("words", "be"),
    Is.HAVE: ("words", "have"),
    Is.AUXILIARY: ("words", "auxiliaries"),
    Is.AND: ("words", "and"),
    Is.SUBORDINATOR: ("words", "subordinators"),
    Is.PRONOUN: ("words", "pronouns"),
    Is.ADVERB: ("words", "adverbs"),
    Is.VERB: ("words", "verbs"),
    Is.PARTICIPLE: ("words", "participles"),
    Is.ADJECTIVE: ("words", "adjectives"),
    Is.PLURAL: ("nouns", "plurals"),
    Is.NOT_PLURAL: ("nouns", "not_plural"),
    Is.CONTAINER: ("nouns", "containers"),
    Is.PRENOMINAL: ("nouns", "prenominal"),
    Is.SAYS: ("attribution", "says"),
    Is.UP: ("roles", "up"),
    Is.DOWN: ("roles", "down"),
    Is.MOVED: ("roles", "moved"),
    Is.RELATIVE_SUBJECT: ("words", "relative_subjects"),
    Is.HOLLOW: ("words", "hollow"),
    Is.RELATIVE: ("words", "relatives"),
    Is.MEASURE: ("agents", "measures"),
}


Words = list[str]

#: Lists of words whose participles are written in one form and agree: in French, "élevé" stands for "élevée" too.
_INFLECTED = frozenset(
    ["up", "down", "moved", "measures", "says", "says_participles", "says_that", "says_number", "carry", "participles"]
)


_SETS = (
    "words.articles", "words.demonstratives", "words.definite", "words.name_links", "words.purpose", "words.named",
    "words.alternative", "words.aside", "words.as", "nouns.count_adjectives", "nouns.nouns",
    "nouns.not_adverbs", "roles.multiple_verbs",
    "roles.goals", "roles.rule_nouns", "roles.second_person", "roles.imperatives", "roles.aged", "roles.group",
    "roles.multiple_words", "roles.share_words", "roles.change_from", "roles.change_to", "roles.change_in",
    "roles.change_by", "roles.carry", "roles.than", "roles.than_year", "roles.newly", "roles.condition",
    "roles.pointing", "roles.formerly", "roles.rounded",
    "attribution.says_that", "attribution.that", "attribution.that_word",
    "attribution.says_participles", "attribution.says_number",
    "attribution.pronoun_subjects", "attribution.documents", "attribution.issued",
    "time.inside", "time.last", "time.this", "time.ago", "time.next", "time.beginning", "time.ending", "time.clock",
    "time.anchors_need", "time.each", "time.leading", "time.span", "time.period", "time.closing", "time.once",
    "agents.not_agents", "agents.infinitive",
    "agents.through", "agents.particles",
)  # fmt: skip


class Grammar:
    """The label tables of one language, ready to look up."""

    def __init__(self, tables: Mapping[str, Any], units: language.Units) -> None:
        self._tables = tables
        self._inflections = dict(tables.get("nouns", {}).get("inflections", {}))
        self._read_header_units(units)
        self.flags: dict[str, int] = {}
        for flag, (table, key) in _CLASSES.items():
            for word in self._inflected(table, key):
                self.flags[word] = self.flags.get(word, 0) | flag
        self.elided = self.set("words", "elided")
        self.hyphenated = self.set("words", "hyphenated")
        self.abbreviations = self.set("abbreviations", "words")
        self.may_end = self.set("abbreviations", "may_end")
        self.adjectives_follow = bool(tables.get("nouns", {}).get("adjectives_follow", False))
        self.sets = {name: frozenset(self._inflected(*name.split("."))) for name in _SETS}
        self._read_endings()
        self._read_phrases()
        self._read_times(tables.get("time", {}))

    def _inflected(self, table: str, key: str) -> Words:
        """Return the words under *key* of *table*, participles in all their forms: "élevé", "élevée", "élevés" ..."""
        words = self.words(table, key)
        if key in _INFLECTED:
            for ending, others in self._inflections.items():
                words += [word[: -len(ending)] + other for word in words if word.endswith(ending) for other in others]
        return words

    def adverb(self, word: str) -> int:
        """Return the class of a word that no list has: an adverb by its ending, or nothing."""
        if word.endswith(self.adverb_endings) and len(word) > 5 and word not in self.sets["nouns.not_adverbs"]:
            return Is.ADVERB
        return 0

    def _read_endings(self) -> None:
        def endings(table: str, key: str) -> tuple[str, ...]:
            return tuple(self.words(table, key))

        self.plural_endings = endings("nouns", "plural_endings")
        self.imperative_endings = endings("roles", "imperative_endings")
        self.progressive_endings = endings("nouns", "progressive_endings")
        self.participle_endings = endings("nouns", "participle_endings")
        self.infinitive_endings = endings("nouns", "infinitive_endings")
        self.adverb_endings = endings("nouns", "adverb_endings")
        self.verb_endings = endings("nouns", "verb_endings")

    def _read_phrases(self) -> None:
        self.before = self._before()
        after = [
            (phrase, kind)
            for kind in ("INCREMENT", "SUBSET")
            for phrase in self.words("roles", f"{kind.lower()}_after")
        ]
        self.after = Phrases([*self._hedges("after"), *after])
        self.comparatives = Phrases(
            [(text, way) for way in ("UP", "DOWN") for text in self.words("roles", f"{way.lower()}_after")]
        )
        self.compared = self.phrases("roles", "compared")
        self.measure_links = self.phrases("nouns", "linkers")
        self.change_links = self.phrases("roles", "change_links")
        self.rules = self.phrases("roles", "rule_before")
        self.rules_after = self.phrases("roles", "rule_after")
        self.thresholds = self.phrases("roles", "thresholds")
        self.counterfactual = self.phrases("roles", "counterfactual")
        self.conditional = self.phrases("roles", "conditional")
        self.according = Phrases(
            [
                (text, "according")
                for key in ("according", "estimates", "figures_from")
                for text in self.words("attribution", key)
            ]
        )
        self.unnamed = self.phrases("attribution", "unnamed")
        for word in (*self.according.starts(), *self.unnamed.starts()):
            self.flags[word] = self.flags.get(word, 0) | Is.SOURCE

    def words(self, table: str, key: str) -> Words:
        """Return the words listed under *key* of *table*, none if there is no such list."""
        return list(self._tables.get(table, {}).get(key, ()))

    def set(self, table: str, key: str) -> frozenset[str]:
        """Return the words listed under *key* of *table* as a set."""
        return frozenset(self.words(table, key))

    def phrases(self, table: str, key: str) -> Phrases:
        """Return the phrases listed under *key* of *table*."""
        return Phrases([(text, key) for text in self.words(table, key)])

    def _hedges(self, side: str) -> list[tuple[str, str]]:
        table = self._tables.get("quantifiers", {}).get(side, {})
        return [(phrase, name) for name, phrases in table.items() for phrase in phrases]

    def _before(self) -> Phrases:
        cues = [
            (phrase, kind)
            for kind, key in (
                ("SKIP", "skip"),
                ("INCREMENT", "increment_before"),
                ("SUBSET", "subset_before"),
                ("REFERENCE", "reference_before"),
            )
            for phrase in self.words("roles", key)
        ]
        parted = [(f"{phrase} ,", kind) for phrase, kind in cues if kind == "SUBSET"]
        return Phrases([*self._hedges("before"), *reversed(cues), *parted])

    def header_unit(self, words: str) -> tuple[str | None, str | None, int] | None:
        """Return the unit, its English name and the factor that a table header such as "€ m" or "(%)" gives."""
        low = words.lower().strip(" ()[]")
        found = self._header_units.get(low)
        if found is None and low.startswith(self._header_in):
            found = self._header_units.get(low.split(" ", 1)[-1])
        return found

    def _read_header_units(self, units: language.Units) -> None:
        factors = {word: int(value) for word, value in self._tables.get("headers", {}).get("factors", {}).items()}
        self._header_in = tuple(f"{word} " for word in self.words("headers", "in"))
        self._header_units: dict[str, tuple[str | None, str | None, int]] = {
            word: (None, None, factor) for word, factor in factors.items()
        }
        named = [*units.after.items(), *units.currencies.items()]
        for first, phrases in named:
            for rest, unit in phrases:
                self._add_header(" ".join((first, *rest)), unit, factors)
        for sign, unit in (*units.signs.items(), *units.codes.items()):
            self._add_header(sign.lower(), unit, factors)

    def _add_header(self, text: str, unit: language.Unit, factors: Mapping[str, int]) -> None:
        self._header_units.setdefault(text, (unit.symbol, unit.name, 1))
        if unit.kind != "currency":
            return
        for word, factor in factors.items():
            joined = (f"{word} {link}{text}" for link in ("", "of ", "de ", "d'"))
            for form in (f"{text}{word}", f"{text} {word}", f"{word}{text}", *joined):
                self._header_units.setdefault(form, (unit.symbol, unit.name, factor))

    def _read_times(self, time: Mapping[str, Any]) -> None:
        self.months: dict[str, int] = dict(time.get("months", {}))
        self.weekdays: dict[str, int] = dict(time.get("weekdays", {}))
        self.time_units: dict[str, str] = dict(time.get("units", {}))
        self.time_parts: dict[str, str] = dict(time.get("parts", {}))
        self.ordinals: dict[str, int] = dict(time.get("ordinals", {}))
        self.deictic: dict[str, str] = dict(time.get("deictic", {}))
        self.time_phrases = Phrases(list(time.get("deictic_phrases", {}).items()))
        self.time_prepositions = Phrases(
            [
                (text, key)
                for key in ("since", "until", "at", "during", "between", "after")
                for text in time.get(key, ())
            ]
        )
        for word in (*self.months, *self.weekdays, *self.time_units, *self.deictic):
            self.flags[word] = self.flags.get(word, 0) | Is.TIME
        for word in self.time_phrases.starts():
            self.flags[word] = self.flags.get(word, 0) | Is.TIME_PHRASE
        for word in time.get("clock", ()):
            self.flags[word] = self.flags.get(word, 0) | Is.TIME


@cache
def load(known: language.Language) -> Grammar:
    """Return the grammar of a language; one without tables knows no words, and labels come out empty."""
    return Grammar(known.tables, known.units)
