"""Reads a language's file into the values of `knowledge`, and says what is wrong with one that does not fit.

``und.toml`` holds what all languages share; a language's file adds to its tables. What neither says of numbers and of
the names of days comes from CLDR.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

from monitor.language import cldr, conjugation
from monitor.language.calendar_words import Calendar
from monitor.language.cases import Cases, Forms
from monitor.language.compounds import Compounds
from monitor.language.knowledge import Language, Sections, read_from_files
from monitor.language.lexing import lexemes
from monitor.language.noun_forms import NounForms
from monitor.language.number_words import Currencies, Numbers, Unit, Units
from monitor.language.phrases import Phrases
from monitor.language.word_fields import Listed, Words

SHARED = "und"  # ISO 639: undetermined
_FOLDER = resources.files("monitor.language") / "data"
_Section = TypeVar("_Section")


class LanguageError(Exception):
    """A language's file does not fit the schema; a defect of the file, so the program does not start."""

    def __init__(self, tag: str, where: str, why: str) -> None:
        super().__init__(f"monitor/language/data/{tag}.toml: {where}: {why}")
        self.tag, self.where = tag, where


@cache
def languages() -> tuple[str, ...]:
    """Return the tags of all languages that have a file of their own, in order."""
    found = (file.name.removesuffix(".toml") for file in _FOLDER.iterdir() if file.name.endswith(".toml"))
    return tuple(sorted(tag for tag in found if tag != SHARED))


@cache  # never forgotten: a worker may open no file, whatever languages the pages are in
def loaded(tag: str) -> Language:
    """Return the language *tag*, one of `languages` or `SHARED`.

    Raises:
        LanguageError: its file does not fit the schema.
    """
    merged = tables(SHARED) if tag == SHARED else _merged(tables(SHARED), tables(tag))
    return built(tag, merged)


@cache  # of the tags of CLDR's file only, however many a page makes up
def localized(tag: str, region: str, money: cldr.Money | None) -> Language:
    """Return the language *tag* as it is written in the CLDR locale *region* ("en-US"), or as CLDR alone knows it.

    *money* is the currency of the page's region, which need not have a locale of its own ("en-JM").

    Raises:
        LanguageError: its file does not fit the schema.
    """
    found = cldr.locale(region)
    assert found is not None, region  # noqa: S101 (the caller had the name from there)
    return _of_its_file(tag, found, money) if tag != SHARED else _of_cldr(found)


def _of_its_file(tag: str, found: cldr.Locale, money: cldr.Money | None) -> Language:
    """Return the language of the file *tag*, with the marks, the order of dates and the money of a region."""
    whole, usual = loaded(tag), cldr.locale(tag)
    numbers = whole.numbers if usual and usual.decimal == found.decimal else _marked(whole.numbers, found.decimal)
    calendar = dataclasses.replace(whole.calendar, order=found.date_order)
    return dataclasses.replace(whole, numbers=numbers, calendar=calendar, currencies=_paid(whole, money))


def _of_cldr(found: cldr.Locale) -> Language:
    """Return a language without a file: its marks, months and days, and no words."""
    words = {word: 10**power for word, power in found.scales.items() if lexemes(word) == [word]}
    months = {name: number for number, names in enumerate(found.months, 1) for name in names}
    days = {name: number for number, names in enumerate(found.weekdays) for name in names}
    known = built(
        found.tag.partition("-")[0],
        _merged(
            tables(SHARED),
            {
                "numbers": {"scale_marks": words},  # after digits only: a scale alone says no number
                "calendar": {"order": found.date_order, "months": months, "weekdays": days},
            },
        ),
    )
    return dataclasses.replace(known, known=False, numbers=_marked(known.numbers, found.decimal))


def _marked(numbers: Numbers, decimal: str) -> Numbers:
    """Return *numbers* with another decimal mark; of point and comma the other one parts thousands."""
    if decimal not in ".,":
        return numbers
    return dataclasses.replace(numbers, decimal=decimal, group="." if decimal == "," else ",")


def _paid(whole: Language, money: cldr.Money | None) -> Currencies:
    """Return the currencies of *whole* where *money* is the usual one: "$" and "pesos" are those of Mexico in es-MX.

    A word says it alone, "pesos" and "millones de pesos": "dólares estadounidenses" says which they are.
    """
    currencies = whole.currencies
    own = currencies.codes.get(money.code) if money else None
    if money is None or own is None:
        return currencies
    kind = own.name.rpartition(" ")[2]
    words = {
        phrase: own
        if unit.name.rpartition(" ")[2] == kind and len(set(lexemes(phrase)) - whole.words.of) == 1
        else unit
        for phrase, unit in currencies.words.items()
    }
    signs = {sign: own if sign == money.sign else unit for sign, unit in currencies.symbols.items()}
    return dataclasses.replace(currencies, words=words, symbols=signs, after=_after({**signs, **words}))


def built(tag: str, merged: Mapping[str, Any]) -> Language:
    """Return the language that the tables *merged* describe; *tag* names it in errors.

    Raises:
        LanguageError: the tables do not fit the schema.
    """
    inflections = merged.get("nouns", {}).get("inflections", {})
    conjugations = merged.get("words", {}).get("conjugations", {})
    sections = _Reader(tag, inflections, conjugations).section(Sections, merged, "")
    fields = {one.name: getattr(sections, one.name) for one in dataclasses.fields(Sections)}
    fields |= {"numbers": _numbers(sections), "calendar": _calendar(sections.calendar)}
    counters = sections.refusals.counters
    told_counters = dataclasses.replace(
        counters, telling=counters.nouns | counters.soft | counters.deeds | counters.lists
    )
    fields["refusals"] = dataclasses.replace(sections.refusals, counters=told_counters)
    nouns = sections.nouns
    fields["nouns"] = dataclasses.replace(nouns, forms=NounForms(nouns.plural_rules, nouns.irregular, nouns.unchanging))
    if sections.numbers.ordinal_points:
        parts = {word for word, unit in sections.time.units.items() if unit in _IN_A_YEAR}
        dated = sections.calendar.numbered.union(sections.calendar.months, parts)
        fields["abbreviations"] = dataclasses.replace(sections.abbreviations, after_ordinals=dated)
    phrases = sections.phrases
    forms = Forms(phrases.nominative, phrases.strong, phrases.dative_ending, phrases.unchanged, phrases.plurals)
    cases = Cases(forms, phrases.attributes, phrases.kept)
    fields["phrases"] = dataclasses.replace(conjugation.with_verbs(phrases), cases=cases)
    fields["verbs"] = conjugation.completed(sections.verbs, conjugations, inflections)
    units, currencies = sections.units, sections.currencies
    words = {**units.words, **_adjectives(units)}
    fields["units"] = dataclasses.replace(units, words=words, after=_after({**units.symbols, **words}))
    fields["currencies"] = dataclasses.replace(currencies, after=_after({**currencies.symbols, **currencies.words}))
    return Language(tag=tag, known=tag != SHARED, **fields)


@cache
def tables(tag: str) -> dict[str, Any]:
    """Return the tables of one file, as they stand in it."""
    return tomllib.loads((_FOLDER / f"{tag}.toml").read_text("utf-8"))


def gaps(tag: str) -> tuple[str, ...]:
    """Return the dotted names of the tables that the file of *tag* lacks, in the order of the schema."""
    return tuple(_missing(Sections, tables(tag), ""))


def _missing(section: type, table: Mapping[str, Any], prefix: str) -> Iterable[str]:
    hints = _types(section)
    for key, field in read_from_files(section).items():
        kind, name = hints[field.name], f"{prefix}{key}"
        if dataclasses.is_dataclass(kind):
            yield from _missing(kind, table.get(key, {}), f"{name}.") if table.get(key) else (name,)  # type: ignore[arg-type]
        elif key not in table:
            yield name


@cache
def _types(section: type) -> dict[str, Any]:
    """Return the types of the fields of *section*: each language has all sections."""
    return get_type_hints(section)


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


class _Reader:
    """Makes values of one file's tables."""

    def __init__(self, tag: str, inflections: Mapping[str, list[str]], conjugations: Mapping[str, list[str]]) -> None:
        self._tag, self._inflections = tag, inflections
        self._conjugations = sorted(conjugations.items(), key=lambda pair: -len(pair[0]))

    def section(self, kind: type[_Section], table: Any, where: str) -> _Section:
        """Return the section *kind* that *table* describes."""
        if not isinstance(table, dict):
            raise LanguageError(self._tag, where, "a table was expected")
        known, hints = read_from_files(kind), _types(kind)  # type: ignore[arg-type]
        values: dict[str, Any] = {}
        for key, given in table.items():
            place = f"{where}.{key}" if where else key
            if key not in known:
                near = get_close_matches(key, known, 1)
                raise LanguageError(self._tag, place, "nobody reads this" + (f"; {near[0]!r} is known" if near else ""))
            field = known[key]
            values[field.name] = self._value(hints[field.name], given, place, field.metadata)
        return kind(**values)

    def _value(self, kind: Any, given: Any, where: str, metadata: Mapping[str, Any]) -> Any:
        if dataclasses.is_dataclass(kind):
            return self.section(kind, given, where)  # type: ignore[arg-type]
        try:
            made = _MAKE[kind](given)
        except (KeyError, TypeError, ValueError) as error:
            raise LanguageError(self._tag, where, f"cannot be read as {kind}: {error}") from error
        if "conjugated" in metadata:
            made = self._conjugated(made)
        return made | self._forms(made) if "inflected" in metadata else made

    def _conjugated(self, words: Words) -> Words:
        """Return *words* with the forms of those that are infinitives: "announces", "announced" of "announce~"."""
        return frozenset(form for word in words for form in self._forms_of(word))

    def _forms_of(self, word: str) -> Iterable[str]:
        if not word.endswith("~"):
            return (word,)
        infinitive = word.removesuffix("~")
        for ending, others in self._conjugations:
            if infinitive.endswith(ending):
                return (infinitive.removesuffix(ending) + other for other in others)
        return (infinitive,)

    def _forms(self, words: Words) -> Words:
        """Return the other forms of participles that are listed in one: "élevée", "élevés" of "élevé"."""
        return frozenset(
            word[: -len(ending)] + other
            for ending, others in self._inflections.items()
            for word in words
            if word.endswith(ending)
            for other in others
        )


def _words(given: Any) -> Words:
    return frozenset(_listed(given))


def _listed(given: Any) -> Listed:
    if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
        raise TypeError("a list of words was expected")
    return tuple(given)


def _exactly(kind: type) -> Callable[[Any], Any]:
    def make(given: Any) -> Any:
        if type(given) is not kind:
            raise TypeError(f"{given!r} is no {kind.__name__}")
        return given

    return make


def _table_of(make: Callable[[Any], Any], key: Callable[[str], Any] = str) -> Callable[[Any], Mapping[Any, Any]]:
    return lambda given: {key(name): make(value) for name, value in given.items()}


def _two(pair: str) -> tuple[str, str]:
    first, second = pair.split()
    return first, second


def _unit(given: Any) -> Unit:
    """Make a unit of ["km", "kilometre", "length"], a currency of ["EUR", "euro"]."""
    return Unit(*_listed(given))


_MAKE: dict[Any, Callable[[Any], Any]] = {
    Words: _words,
    Listed: _listed,
    str: _exactly(str),
    bool: _exactly(bool),
    frozenset[int]: lambda given: frozenset(map(_exactly(int), given)),
    Mapping[str, int]: _table_of(_exactly(int)),
    Mapping[str, str]: _table_of(_exactly(str)),
    Mapping[str, Decimal]: _table_of(lambda number: Decimal(str(number))),
    Mapping[str, Listed]: _table_of(_listed),
    Mapping[str, Unit]: _table_of(_unit),
    Mapping[str, tuple[int, int]]: _table_of(lambda ends: (_exactly(int)(ends[0]), _exactly(int)(ends[1]))),
    Mapping[tuple[str, str], int]: _table_of(_exactly(int), _two),
    tuple[Listed, ...]: lambda given: tuple(map(_listed, given)),
    tuple[tuple[str, str], ...]: lambda given: tuple(_two_of(pair) for pair in given),
    tuple[tuple[Listed, ...], ...]: lambda given: tuple(tuple(map(_listed, kind)) for kind in given),
}


def _two_of(pair: Any) -> tuple[str, str]:
    first, second = _listed(pair)
    return first, second


VULGAR: Mapping[str, Decimal] = MappingProxyType(
    {sign: Decimal(over) / under for sign, over, under in [
        ("½", 1, 2), ("¼", 1, 4), ("¾", 3, 4), ("⅓", 1, 3), ("⅔", 2, 3), ("⅕", 1, 5), ("⅖", 2, 5), ("⅗", 3, 5),
        ("⅘", 4, 5), ("⅙", 1, 6), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8), ("⅞", 7, 8),
    ]}
)  # fmt: skip
"""Fractions that are one character (Unicode, Number Forms)."""


def _after(named: Mapping[str, Unit]) -> Phrases[Unit]:
    return Phrases((lexemes(text), unit) for text, unit in named.items())


def _calendar(calendar: Calendar) -> Calendar:
    parts = {name + part: day for name, day in calendar.weekdays.items() for part in calendar.day_parts}
    weekdays = {**calendar.weekdays, **parts}
    days = frozenset(weekdays) | calendar.weekday_marks
    letters = {code: _IN_A_YEAR.get(unit, 0) for code, unit in calendar.codes.items()}
    coded = {
        form for code, most in letters.items() for k in range(1, most + 1) for form in (f"{code}{k}", f"{k}{code}")
    }
    names = days | frozenset(calendar.months)
    return dataclasses.replace(calendar, weekdays=weekdays, days=days, names=names, coded=frozenset(coded))


_IN_A_YEAR = {"quarter": 4, "semester": 2}  #: how many of a unit


def _numbers(sections: Sections) -> Numbers:
    """Return the numbers of *sections* with what is made of their tables."""
    numbers, ids = sections.numbers, sections.refusals.ids
    telling = frozenset().union(
        numbers.small, numbers.hundreds, numbers.scales, numbers.collectives, numbers.vague, numbers.fractions,
        numbers.fixed, numbers.multiples, numbers.halves, numbers.half_before, numbers.ordinals, numbers.once, VULGAR,
    )  # fmt: skip
    phrases = (*numbers.out_of, *numbers.out_of_round, *numbers.out_of_phrases)
    return dataclasses.replace(
        numbers,
        telling=telling,
        starters=telling | numbers.several,
        listed_after=ids.law | ids.page | ids.list | ids.name | frozenset(sections.calendar.months),
        out_of_words=tuple(tuple(phrase.split()) for phrase in sorted(phrases, key=lambda text: (-len(text), text))),
        word_parts=_word_parts(numbers, _adjectives(sections.units)),
    )


def _adjectives(units: Units) -> dict[str, Unit]:
    """Return the adjectives that tell a measure, in all their forms: "dreitägig", "14-tägige"."""
    return {f"{stem}{ending}": unit for stem, unit in units.adjectives.items() for ending in units.adjective_endings}


def _word_parts(numbers: Numbers, measures: Iterable[str]) -> Compounds:
    if not numbers.compounds:
        return Compounds((), ())
    heads = [*numbers.small, *numbers.hundreds, *numbers.scales]
    return Compounds(heads, [*numbers.joiners, *numbers.half_suffix, *numbers.fractions, *measures])
