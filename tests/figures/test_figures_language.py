"""Languages are files: found by listing, complete or thin, and none is named in code."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest
from figures_read import kept, read

import monitor.figures
from monitor import figures
from monitor.figures import grammar, language
from monitor.figures.refusals import REASONS
from monitor.model import Text

FOLDER = Path(str(resources.files("monitor.figures"))) / "languages"
KINDS = {
    "percent", "points", "time", "age", "length", "area", "mass", "volume", "speed", "rate", "temperature", "power",
    "energy", "electricity", "sound", "data", "times", "multiple", "frequency", "torque", "currency",
}  # fmt: skip


def test_the_files_are_the_registry() -> None:
    assert figures.languages() == tuple(sorted(file.stem for file in FOLDER.glob("*.toml") if file.stem != "und"))
    assert {"de", "en", "fr"} <= set(figures.languages())


@pytest.mark.parametrize("tag", [*figures.languages(), "und"])
def test_a_language_file_loads_whole(tag: str) -> None:
    loaded = language.load(tag)
    assert loaded.known == (tag != "und")
    assert grammar.load(loaded) is not None
    assert all(unit.kind in KINDS for entries in loaded.units.after.values() for _, unit in entries)
    for words in loaded.sets.values():
        assert all(word == word.strip() for word in words)


@pytest.mark.parametrize("tag", [*figures.languages(), "und"])
def test_words_are_written_as_lines_have_them(tag: str) -> None:
    tables = tomllib.loads((FOLDER / f"{tag}.toml").read_text("utf-8"))
    for name in ("small", "hundreds", "scales", "collectives", "vague", "fractions", "multiples", "scale_marks"):
        for word in tables.get("numbers", {}).get(name, {}):
            assert word == word.lower(), (name, word)
            assert language.Language.split(word) == [word], (name, word)


def test_no_code_asks_which_language_it_reads() -> None:
    for file in Path(monitor.figures.__file__).parent.glob("*.py"):
        assert not re.search(r"(\.tag|\.language)\s*(==|!=|in\b)", file.read_text("utf-8")), file.name


@pytest.mark.parametrize("tag", ["en-GB", "EN", "en_US", "en-Latn-GB"])
def test_regions_and_scripts_read_as_their_language(tag: str) -> None:
    assert kept(tag, "Some 300 people came.") == ["300 = 300"]
    assert language.load(tag).known


@pytest.mark.parametrize("tag", ["xx", "eo", "", "../en", "und", "e" * 500, "0", "ÿ"])
def test_another_language_gets_numbers_with_what_can_be_had(tag: str) -> None:
    assert kept(tag, "Kvote 1,160 uloj, 12 % kaj 5 km.") == ["1,160 = 1160", "12 % = 12 %", "5 km = 5 km"]
    assert kept(tag, "€5,000 / 7°C") == ["€5,000 = 5000 EUR", "7°C = 7 °C"]
    assert figures.notes(Text(content="", blocks=(), language=tag)) == ("unknown_language",)


def test_a_known_language_has_nothing_to_note() -> None:
    assert figures.notes(Text(content="", blocks=(), language="fr-BE")) == ()


@pytest.mark.parametrize(("tag", "value"), [("en", "1.000 = 1"), ("fr", "1.000 = 1000"), ("de", "1.000 = 1000")])
def test_the_language_decides_what_a_point_parts(tag: str, value: str) -> None:
    assert kept(tag, "X 1.000 Y") == [value]


@pytest.mark.parametrize(("tag", "value"), [("en", "1,000 = 1000"), ("fr", "1,000 = 1"), ("de", "1,000 = 1")])
def test_the_language_decides_what_a_comma_parts(tag: str, value: str) -> None:
    assert kept(tag, "X 1,000 Y") == [value]


def test_every_reason_is_one_of_those_named() -> None:
    content = (
        "Article 50, page 3, COVID-19, 3 May 2016, 9am, call 0800 123 4567, 1. one of the 22nd, 24/7, v2, 4 min read"
    )
    reasons = {number.why for number in read("en", content).refused}
    assert reasons <= REASONS
    assert len(reasons) > 7
