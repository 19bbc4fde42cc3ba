"""YAML 1.2 as it is written, and the same tree from the C parser as from the pure one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from monitor.config.document import Document, Mapping, Plain, data

FILE = Path("pages.yaml")


def read(text: str) -> object:
    document = Document(text, FILE)
    assert document.problems == []
    return data(document.root)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("12:30:00", "12:30:00"), ("010", "010"), ("1_000", "1_000"), ("2016-09-01", "2016-09-01"),
        ("~", None), ("null", None), ("", None), ("'~'", "~"), ('"a\\tb"', "a\tb"), ("'it''s'", "it's"),
        ("!!str 5", "5"), ("! 5", "5"), ("|\n  a\n  b\n", "a\nb\n"), (">-\n  a\n  b\n", "a b"),
        ("[a, 'b']", ["a", "b"]),
        ("{a: , b: c}", {"a": None, "b": "c"}), ("https://example.org/#a", "https://example.org/#a"),
        ("{u: https://example.org}", {"u": "https://example.org"}), ("x # comment", "x"), ("é", "é"),
    ],
)  # fmt: skip
def test_values_are_what_is_written(written: str, value: object) -> None:
    assert read(f"key: {written}") == {"key": value}


@pytest.mark.parametrize(
    ("written", "plain"), [("yes", True), ("'yes'", False), ('"yes"', False), ("!!str yes", False)]
)
def test_it_is_known_whether_a_value_stood_in_quotes(written: str, plain: bool) -> None:
    value = read(f"[{written}]")
    assert isinstance(value, list)
    assert isinstance(value[0], Plain) is plain


def test_an_alias_stands_for_what_its_anchor_named() -> None:
    assert read("a: &x {b: c}\nd: *x\n") == {"a": {"b": "c"}, "d": {"b": "c"}}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_places_are_places_in_the_text(mark: str, newline: str) -> None:
    text = f"{mark}# \u00e9\U0001f600{newline}a: b{newline}url: 'c d'{newline}"
    document = Document(text, FILE)
    assert isinstance(document.root, Mapping)
    places = [(text[key.start : key.end], document.line(key.start)) for key, _ in document.root.pairs]
    assert places == [("a", 2), ("url", 3)]
    url = document.root.get("url")
    assert url is not None
    assert text[url.start : url.end] == "'c d'"


def test_a_line_separator_of_unicode_is_not_a_line() -> None:
    document = Document("a: 'x\u2028y\x85z'\nb: 1\nb: 2\n", FILE)
    assert [(problem.line, problem.message) for problem in document.problems] == [
        (3, "`b` is given twice, first on line 2; keep one")
    ]


def outline(text: str, *, pure: bool) -> list[tuple[Any, ...]]:
    return [
        (
            type(event).__name__,
            getattr(event, "value", None),
            getattr(event, "style", None) or None,
            event.start_mark.index,
        )
        for event in YAML(typ="safe", pure=pure).parse(text)
        if "Stream" not in type(event).__name__ and "End" not in type(event).__name__
    ]


WORDS = st.text(alphabet=st.sampled_from("abz019 .-_/é😀'\""), max_size=8)
QUOTED = WORDS.map(lambda word: '"' + word.replace('"', '\\"') + '"')
SINGLE = WORDS.map(lambda word: "'" + word.replace("'", "''") + "'")
PLAINS = st.sampled_from(["no", "12", "https://example.org/?a=1&b=2", "a b", "é", "~", "x#y", "a:b", "6h"])
SCALARS = st.one_of(QUOTED, SINGLE, PLAINS)
FLOWS = st.lists(st.one_of(QUOTED, SINGLE), max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
LINES = st.tuples(st.sampled_from(["", "  # note", " "]), st.one_of(SCALARS, FLOWS, st.just("|\n    x\n    y")))


@given(st.lists(LINES, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(max_examples=100)
def test_both_parsers_see_the_same(lines: list[tuple[str, str]], newline: str, final: bool) -> None:
    text = "\n".join(
        f"# c\n- k{number}: {value}{after if '|' not in value else ''}" for number, (after, value) in enumerate(lines)
    )
    text = (text + "\n" * final).replace("\n", newline)
    assert outline(text, pure=False) == outline(text, pure=True)
