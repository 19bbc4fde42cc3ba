"""Languages are files: found by listing, held to their schema, and read by somebody to the last list."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import monitor
from monitor import language
from monitor.engine import ENGINE
from monitor.figures.labels.text import grammar
from monitor.language import LanguageError, lexing
from monitor.language.knowledge import Sections, key_of, read_from_files
from monitor.language.language_files import built, tables

FOLDER = Path(str(resources.files("monitor.language"))) / "data"
CODE = Path(monitor.__file__).parent
EVERY = [*language.languages(), language.SHARED]
KINDS = {
    "percent", "points", "time", "age", "length", "area", "mass", "volume", "speed", "rate", "temperature", "power",
    "energy", "electricity", "sound", "data", "times", "multiple", "frequency", "torque", "currency",
    "pressure", "radioactivity", "dose",
}  # fmt: skip


def test_the_files_are_the_registry() -> None:
    assert language.languages() == tuple(sorted(file.stem for file in FOLDER.glob("*.toml") if file.stem != "und"))
    assert {"de", "en", "fr"} <= set(language.languages())


@pytest.mark.parametrize("tag", EVERY)
def test_a_file_loads_whole(tag: str) -> None:
    loaded = language.load(tag)
    assert loaded.known == (tag != "und")
    assert grammar.load(loaded) is not None
    assert {unit.kind for units in (loaded.units, loaded.currencies) for unit in units.after.meanings()} <= KINDS


@pytest.mark.parametrize("tag", EVERY)
def test_words_are_written_as_lines_have_them(tag: str) -> None:
    numbers = tables(tag).get("numbers", {})
    for name in ("small", "hundreds", "scales", "collectives", "vague", "fractions", "multiples", "scale_marks"):
        for word in numbers.get(name, {}):
            assert word == word.lower(), (name, word)
            assert lexing.lexemes(word) == [word], (name, word)


@pytest.mark.parametrize("tag", EVERY)
def test_no_word_has_space_around_it_or_stands_twice(tag: str) -> None:
    for name, words in _lists("", tables(tag)):
        spaced = name.endswith((".of", "spellings")) or "other_spellings" in name  # where a space says something
        assert spaced or all(word == word.strip() for word in words), name
        assert len(set(words)) == len(words) or name.startswith(("doubts", "currencies", "units")), (
            name,
            [word for word in words if words.count(word) > 1],
        )


def _lists(prefix: str, table: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, dict):
            yield from _lists(name, value)
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield name, value


MISTAKES = [
    ({"numbers": {"decimall": ","}}, "numbers.decimall", "'decimal' is known"),
    ({"numbrs": {}}, "numbrs", "'numbers' is known"),
    ({"words": {"articles": "the"}}, "words.articles", "a list of words"),
    ({"words": {"articles": ["the", 1]}}, "words.articles", "a list of words"),
    ({"numbers": {"small": {"one": "1"}}}, "numbers.small", "no int"),
    ({"numbers": {"ones_first": "yes"}}, "numbers.ones_first", "no bool"),
    ({"numbers": 3}, "numbers", "a table was expected"),
    ({"numbers": {"pairs": {"vingt": 20}}}, "numbers.pairs", "unpack"),
    ({"numbers": {"telling": ["one"]}}, "numbers.telling", "nobody reads this"),
]


@pytest.mark.parametrize(("table", "where", "why"), MISTAKES)
def test_a_file_that_does_not_fit_says_where(table: dict[str, Any], where: str, why: str) -> None:
    with pytest.raises(LanguageError, match=re.escape(why)) as caught:
        built("xx", table)
    assert caught.value.where == where
    assert "monitor/language/data/xx.toml" in str(caught.value)


def _fields(section: type, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield every list, as its section and its name in code."""
    hints = get_type_hints(section)
    for field in read_from_files(section).values():
        kind = hints[field.name]
        if dataclasses.is_dataclass(kind):
            yield from _fields(kind, field.name)  # type: ignore[arg-type]
        else:
            yield prefix, field.name


def _asked() -> set[str]:
    """Return every attribute that code asks of anything, outside the schema."""
    found: set[str] = set()
    for file in CODE.rglob("*.py"):
        if file.name != "schema.py":
            tree = ast.parse(file.read_text("utf-8"))
            found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
            found |= set(re.findall(r"\b_any\(words, grammar, \"(\w+)\"\)", file.read_text("utf-8")))
    return found


def test_no_list_is_there_that_nobody_reads() -> None:
    asked = _asked() | {"inflections", "conjugations"}  # asked by the loader, before there is a value that has it
    classes = {"challenge", "consent", "sign_in", "soft_404", "maintenance"}  # asked by the names in doubts.toml
    unread = [
        f"{section}.{name}" for section, name in _fields(Sections) if name not in asked and section not in classes
    ]
    assert not unread


@pytest.mark.parametrize("tag", language.languages())
def test_what_a_file_lacks_is_named(tag: str) -> None:
    known = {key_of(name) for section, name in _fields(Sections)}
    tables = {field.name for field in dataclasses.fields(Sections)}
    assert all(gap.rpartition(".")[2] in known or gap.partition(".")[0] in tables for gap in language.gaps(tag))
    assert "numbers.small" not in language.gaps(tag)


def test_the_engine_is_named_after_all_files() -> None:
    files = [FOLDER / f"{tag}.toml" for tag in (language.SHARED, *language.languages())]
    files.append(FOLDER.parent / "cldr" / "cldr.json")
    whole = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    assert ENGINE.endswith(f".{whole[:12]}")


@pytest.mark.parametrize("tag", ["en-GB", "EN", "en_US", "en-Latn-GB"])
def test_regions_and_scripts_read_as_their_language(tag: str) -> None:
    assert language.load(tag).tag == "en"
    assert language.load(tag).known


REGIONS = [
    ("en", ".", "DMY"), ("en-US", ".", "MDY"), ("en-GB", ".", "DMY"), ("de", ",", "DMY"), ("de-CH", ".", "DMY"),
    ("fr-CA", ",", "YMD"), ("it", ",", "DMY"), ("pt-BR", ",", "DMY"), ("cs", ",", "DMY"), ("es-MX", ".", "DMY"),
    ("ja", ".", "YMD"),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "decimal", "order"), REGIONS)
def test_a_region_has_marks_and_an_order_of_its_own(tag: str, decimal: str, order: str) -> None:
    loaded = language.load(tag)
    assert (loaded.numbers.decimal, loaded.calendar.order) == (decimal, order)


@pytest.mark.parametrize("tag", ["xx", "", "../en", "und", "e" * 500, "0", "ÿ", "mul-Latn-001"])
def test_a_tag_that_nobody_knows_is_the_shared_language(tag: str) -> None:
    assert language.load(tag) is language.load("und")
