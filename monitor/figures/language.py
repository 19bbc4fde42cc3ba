"""Languages as data: reads ``languages/<tag>.toml`` once into frozen values ready to be looked up.

``und.toml`` holds what all languages share; a page in a language without a file is read with that alone. A language
file adds to its tables, and lists nothing but words: the rules that read them are the same for every language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from monitor.figures.compounds import Compounds
from monitor.figures.lexemes import lex


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number measures: ``%``, an ISO 4217 code or a symbol; its English name; its kind (``percent``, ...)."""

    symbol: str
    name: str
    kind: str


#: Phrases by their first lexeme: what must follow it, and what the whole phrase stands for; longest first.
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Unit], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How a language writes numbers. Words are in lower case."""

    decimal: str
    group: str
    joiners: frozenset[str]
    joined_after: str
    teens_after: frozenset[int]
    point: frozenset[str]
    articles: frozenset[str]
    minus: frozenset[str]
    plus: frozenset[str]
    one: frozenset[str]
    half_suffix: frozenset[str]
    fixed: Mapping[str, Decimal]  #: words with a value of their own: "anderthalb"
    small: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    hundreds: Mapping[str, int]
    scales: Mapping[str, int]
    scale_marks: Mapping[str, int]
    collectives: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    several: frozenset[str]
    of: frozenset[str]
    fractions: Mapping[str, int]
    halves: frozenset[str]
    out_of: tuple[tuple[str, ...], ...]
    out_of_round: frozenset[str]  #: of these, those that stand only before ten, twenty, a hundred ...
    multiples: Mapping[str, Decimal]
    once: frozenset[str]
    pointed: frozenset[str]  #: scale marks that are written with a point: "5 Mio. Euro"
    ordinals: frozenset[str]
    ordinal_suffixes: frozenset[str]
    to: frozenset[str]
    alternative: frozenset[str]
    origin: frozenset[str]
    between: frozenset[str]
    both: frozenset[str]
    per: frozenset[str]
    each: frozenset[str]
    starters: frozenset[str]  #: words that a number can begin with
    telling: frozenset[str]  #: of these, those of which a number without digits has one: "several" alone makes none
    upward: frozenset[str]  #: "from 5 up to 7"
    not_minus: frozenset[str]  #: before "minus" these make it another phrase ("au moins")
    bare: frozenset[str]  #: a hundred, a thousand without an article: "cent personnes"
    part_articles: frozenset[str]  #: articles before a part that is no ordinal: "le tiers de"
    parts_after: frozenset[str]  #: after "a third": it is a part
    not_parts: frozenset[str]  #: after "a quarter": it is none
    not_halves: frozenset[str]  #: "in halves", no halving
    listed_after: frozenset[str]  #: months and names of numbered things: "14, 697" after them is two numbers
    ones_first: bool  #: "einundzwanzig", one and twenty
    point_ordinals: frozenset[str]  #: after these a point makes an ordinal: "das 3. Treffen"
    compounds: Compounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Units and currencies by the words and symbols that name them."""

    after: Phrases  #: units that follow a number
    currencies: Phrases  #: currencies that follow a number
    signs: Mapping[str, Unit]  #: currency signs, which may also come before it
    codes: Mapping[str, Unit]  #: ISO 4217 codes, upper case
    glued: frozenset[str]  #: symbols that count only when they touch the number
    measured: frozenset[str]  #: words after "5m" that make it metres, not millions


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """One language, ready to read with."""

    tag: str
    known: bool  #: it has a file of its own
    numbers: Numbers
    units: Units
    tables: Mapping[str, Any]  #: every table of the file, merged over those that all languages share
    nouns_capital: bool  #: nouns are written with a capital: it tells no name
    plural_endings: tuple[str, ...]
    street_endings: tuple[str, ...]  #: "Hauptstraße 12"
    sets: Mapping[str, frozenset[str]]  #: ``refusals.dates.months`` ...: every list of words, by its dotted name

    def words(self, name: str) -> frozenset[str]:
        """Return the words listed under the dotted *name*; none if the language has no such list."""
        return self.sets.get(name, _NONE)

    @staticmethod
    def split(phrase: str) -> list[str]:
        """Return the lexemes of *phrase*, as lines have them."""
        return lex(phrase)


_NONE: frozenset[str] = frozenset()
_SHARED = "und"  # ISO 639: undetermined

VULGAR: Mapping[str, Decimal] = MappingProxyType(
    {sign: Decimal(over) / under for sign, over, under in [
        ("½", 1, 2), ("¼", 1, 4), ("¾", 3, 4), ("⅓", 1, 3), ("⅔", 2, 3), ("⅕", 1, 5), ("⅖", 2, 5), ("⅗", 3, 5),
        ("⅘", 4, 5), ("⅙", 1, 6), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8), ("⅞", 7, 8),
    ]}
)  # fmt: skip
"""Fractions that are one character (Unicode, Number Forms)."""


def load(tag: str) -> Language:
    """Return the language of the BCP 47 *tag*, by its primary subtag; a language without a file has no words."""
    primary = tag.lower().replace("_", "-").split("-")[0]
    return _loaded(primary if primary in languages() else _SHARED)


@cache  # never forgotten: a worker may open no file, whatever languages the pages are in
def _loaded(tag: str) -> Language:
    merged = _tables(_SHARED)
    if tag != _SHARED:
        merged = _merged(merged, _tables(tag))
    words = merged.get("refusals", {}).get("words", {})
    return Language(
        tag=tag,
        known=tag != _SHARED,
        numbers=_numbers(merged.get("numbers", {}), merged.get("refusals", {})),
        units=_units(merged),
        tables=MappingProxyType(merged),
        nouns_capital=bool(words.get("nouns_capital", False)),
        street_endings=tuple(merged.get("refusals", {}).get("ids", {}).get("street_endings", ("\0",))),
        plural_endings=tuple(words.get("plural_endings", ("s",))),
        sets=MappingProxyType(dict(_sets("", merged))),
    )


@cache
def languages() -> tuple[str, ...]:
    """Return the tags of all languages that have a file."""
    files = (resources.files("monitor.figures") / "languages").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if not file.name.startswith(_SHARED)))


@cache
def _tables(tag: str) -> dict[str, Any]:
    file = resources.files("monitor.figures") / "languages" / f"{tag}.toml"
    return tomllib.loads(file.read_text("utf-8"))


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _sets(prefix: str, table: Mapping[str, Any]) -> Iterable[tuple[str, frozenset[str]]]:
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, dict):
            yield from _sets(name, value)
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield name, frozenset(value)


def _numbers(table: Mapping[str, Any], refusals: Mapping[str, Any]) -> Numbers:
    def words(key: str, inside: str = "") -> frozenset[str]:
        return frozenset((table.get(inside, {}) if inside else table).get(key, ()))

    def values(key: str) -> Mapping[str, int]:
        return MappingProxyType(dict(table.get(key, {})))

    vague = {word: (low, high) for word, (low, high) in table.get("vague", {}).items()}
    out_of = table.get("out_of", {})
    phrases = [*out_of.get("words", ()), *out_of.get("round", ()), *out_of.get("phrases", ())]
    telling = frozenset().union(
        *(table.get(key, {}) for key in ("small", "hundreds", "scales", "collectives", "vague", "fractions", "fixed")),
        table.get("multiples", {}),
        words("words", "halves"),
        words("words", "ordinals"),
        words("words", "once"),
        VULGAR,
    )
    ids = refusals.get("ids", {})
    listed = [
        refusals.get("dates", {}).get("months", ()),
        *(ids.get(key, ()) for key in ("law", "page", "list", "name")),
    ]
    return Numbers(
        decimal=table.get("decimal", "."),
        group=table.get("group", ","),
        joiners=words("joiners"),
        joined_after=table.get("joined_after", "hundred"),
        teens_after=frozenset(table.get("teens_after", ())),
        point=words("point"),
        articles=words("articles"),
        minus=words("minus"),
        plus=words("plus"),
        one=words("one"),
        half_suffix=words("half_suffix"),
        fixed=MappingProxyType({word: Decimal(str(value)) for word, value in table.get("fixed", {}).items()}),
        small=values("small"),
        pairs=MappingProxyType({_two(pair): value for pair, value in table.get("pairs", {}).items()}),
        hundreds=values("hundreds"),
        scales=values("scales"),
        scale_marks=values("scale_marks"),
        collectives=values("collectives"),
        vague=MappingProxyType(vague),
        several=words("words", "several"),
        of=words("words", "of"),
        fractions=values("fractions"),
        halves=words("words", "halves"),
        out_of=tuple(tuple(phrase.split()) for phrase in sorted(phrases, key=len, reverse=True)),
        out_of_round=words("round", "out_of"),
        multiples=MappingProxyType({word: Decimal(str(value)) for word, value in table.get("multiples", {}).items()}),
        pointed=words("pointed"),
        once=words("words", "once"),
        ordinals=words("words", "ordinals"),
        ordinal_suffixes=words("suffixes", "ordinals"),
        to=words("to", "ranges"),
        alternative=words("or", "ranges"),
        origin=words("from", "ranges"),
        between=words("between", "ranges"),
        both=words("and", "ranges"),
        per=words("per", "rates"),
        each=words("each", "rates"),
        starters=telling | words("words", "several"),
        telling=telling,
        upward=words("upward", "ranges"),
        not_minus=words("not_minus"),
        bare=words("bare"),
        part_articles=words("part_articles"),
        parts_after=words("parts_after"),
        not_parts=words("not_parts"),
        not_halves=words("not", "halves"),
        listed_after=frozenset().union(*listed),
        ones_first=bool(table.get("ones_first", False)),
        point_ordinals=words("point_after", "ordinals"),
        compounds=_compounds(table),
    )


def _compounds(table: Mapping[str, Any]) -> Compounds:
    if not table.get("compounds", False):
        return Compounds((), ())
    heads = [word for key in ("small", "hundreds", "scales") for word in table.get(key, {})]
    return Compounds(heads, [*table.get("joiners", ()), *table.get("half_suffix", ()), *table.get("fractions", {})])


def _two(pair: str) -> tuple[str, str]:
    first, second = pair.split()
    return first, second


def _units(table: Mapping[str, Any]) -> Units:
    units, currencies = table.get("units", {}), table.get("currencies", {})
    signs = {text: Unit(symbol, name, "currency") for text, (symbol, name) in currencies.get("symbols", {}).items()}
    codes = {code: Unit(code, name, "currency") for code, name in currencies.get("codes", {}).items()}
    words = {text: Unit(symbol, name, "currency") for text, (symbol, name) in currencies.get("words", {}).items()}
    measures = {text: Unit(*entry) for text, entry in (units.get("symbols", {}) | units.get("words", {})).items()}
    return Units(
        after=phrases(measures),
        currencies=phrases(signs | words),
        signs=MappingProxyType(signs),
        codes=MappingProxyType(codes),
        glued=frozenset(units.get("glued", {}).get("symbols", ())),
        measured=frozenset(units.get("measured", {}).get("words", ())),
    )


def phrases(table: Mapping[str, Unit]) -> Phrases:
    """Return *table* by the first lexeme of each phrase, the longest phrases first."""
    by_first: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    for text, unit in table.items():
        first, *rest = lex(text)
        by_first.setdefault(first, []).append((tuple(rest), unit))
    ordered = {first: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for first, found in by_first.items()}
    return MappingProxyType(ordered)
