"""No part knows a language: its words stand in monitor/language, wherever in code they might hide."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import monitor
from monitor.language import cldr, load
from monitor.language.language_files import SHARED, languages

CODE = Path(monitor.__file__).parent
FILES = sorted(
    file
    for file in CODE.rglob("*.py")
    if not {"language", "demo"} & set(file.relative_to(CODE).parts)  # the demo's site speaks English
)
READING = [file for file in FILES if file.relative_to(CODE).parts[0] in {"extract", "sources", "figures", "compare"}]
LETTERS = re.compile(r"[^\W\d_]{2,}")
HTML = {"until-found", "th", "percentage", "Unnamed:  +(?:_level_ +)?"}  # values of attributes, a tag, pandas' heads
ADDRESS = re.compile(r"https?://\S+")  # as a namespace of XML is called
NAMES = {  # English words by which code names its own values
    "since", "until", "at", "during", "between", "before", "after", "by", "from", "to", "last", "this", "next", "ago",
    "once", "span", "beginning", "end", "past", "day", "week", "month", "year", "hour", "quarter", "fortnight",
    "weekend", "decade", "semester", "season", "time", "times", "age", "second", "minute", "point", "points",
    "old", "new", "first", "other", "name", "told", "main", "text", "of", "in", "is", "on", "and", "or", "not",
    "no", "it", "as", "has", "with", "half", "the", "page", "cell", "row", "list", "part", "table", "section",
    "article", "summary", "details", "form",
}  # fmt: skip


@cache
def strings(file: Path) -> tuple[tuple[int, str, bool], ...]:
    """Return the strings of *file* that are no documentation: line, text, and whether they are only to be read."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    return tuple(
        (node.lineno, ADDRESS.sub(" ", node.value), _is_sentence(node.value))
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    )


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 3 or text[:1] == " " or text[-1:] in " .:"


@cache
def months_and_days() -> frozenset[str]:
    """Return the names of months and days in all languages that have a file or small words, and in some more."""
    tags = (*languages(), *load(SHARED).site.others, "nn", "hr", "lt", "et")
    found = frozenset().union(*(load(tag).calendar.names for tag in tags))
    english = {
        "may",
        "march",
        "sun",
        "sat",
        "mar",
        "dec",
        "mon",
        "set",
        "out",
        "do",
        "so",
        "di",
        "mi",
        "sa",
        "to",
        "on",
    }
    return frozenset(name for name in found if len(name) > 2) - english - NAMES


@cache
def foreign() -> frozenset[str]:
    """Return words that only other languages than English have."""
    found: set[str] = set()
    for tag in languages():
        known = load(tag)
        if tag != "en":
            found |= known.site.small_words | known.words.determiners | known.words.prepositions | known.words.be
            found |= set(known.numbers.small) | known.numbers.ordinals
    found |= {word for words in load(SHARED).site.others.values() for word in words}
    english = load("en").site.small_words | load("en").words.prepositions | set(load("en").numbers.small)
    html = {
        "var",
        "der",
        "des",
        "est",
        "col",
        "min",
        "par",
        "sup",
        "dans",
        "men",
        "han",
        "ved",
        "era",
        "ex",
        "sub",
        "pre",
        "bin",
        "null",
    }
    return frozenset(word for word in found if len(word) > 2) - english - html - NAMES


def test_no_month_or_day_is_named_outside_the_room_of_languages() -> None:
    assert _named(FILES, months_and_days()) == []


def test_no_word_of_another_language_stands_in_code() -> None:
    assert _named(READING, foreign()) == []


def _named(files: list[Path], words: frozenset[str]) -> list[str]:
    """Return where one of *words* is a string of code, or a part of one that is no sentence."""
    return [
        f"{file.relative_to(CODE)}:{line}: {', '.join(sorted(found))}"
        for file in files
        for line, text, sentence in strings(file)
        if not sentence and (found := words.intersection(map(str.lower, LETTERS.findall(text))))
    ]


@cache
def english() -> frozenset[str]:
    """Return English words that code might look for in a page's text."""
    known = load("en")
    found = set(known.site.small_words) | known.words.determiners | known.words.prepositions | known.words.auxiliaries
    found |= set(known.numbers.small) | known.numbers.ordinal_suffixes | known.attribution.says | known.roles.up
    found |= known.roles.down | set(known.time.units) | known.nouns.containers
    return frozenset(found) - NAMES


def test_no_english_word_is_looked_for_where_pages_are_read() -> None:
    """Comparisons, membership, beginnings and endings, and patterns: what a page's text could be held against."""
    assert [told for file in READING for told in _looked_for(file)] == []


def _looked_for(file: Path) -> Iterator[str]:
    """Yield where *file* holds something against an English word."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        for held in _held(node):
            words = set() if held.isupper() or held in HTML else set(map(str.lower, LETTERS.findall(held)))
            if english() & words:
                yield f"{file.relative_to(CODE)}:{node.lineno}: {held}"  # type: ignore[attr-defined]


def _held(node: ast.AST) -> Iterator[str]:
    """Yield the strings that *node* holds something against."""
    parts: list[ast.AST] = []
    if isinstance(node, ast.Compare):
        parts = [node.left, *node.comparators]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        name = node.func.attr
        asks = name in {"startswith", "endswith", "removesuffix", "removeprefix", "rstrip", "lstrip", "find"}
        compiles = name in {"compile", "match", "fullmatch", "search"} and ast.unparse(node.func.value) == "re"
        parts = list(node.args) if asks or compiles else []
    for part in parts:
        for inner in ast.walk(part):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield re.sub(r"\\[a-zA-Z]|\(\?P<\w+>|\(\?[a-z]+", " ", inner.value)


def test_no_code_asks_which_language_it_reads() -> None:
    asks = re.compile(r"(language\.tag|\.language|\.locale)\s*(==|!=|in\b)|load\(\"(?!en\")")
    assert [str(file.relative_to(CODE)) for file in READING if asks.search(file.read_text("utf-8"))] == []


def test_the_test_sees_what_it_looks_for(tmp_path: Path) -> None:
    file = tmp_path / "bad.py"
    file.write_text(
        'X = {"januar": 1}\nY = text.endswith("th")\nZ = re.compile(r"(?:st|nd) of ")\nW = ["domicile", "avec"]\n'
    )
    names = {word for _, text, _ in strings(file) for word in LETTERS.findall(text)}
    assert {"januar"} == months_and_days() & names
    assert "avec" in foreign() & names
    tree = ast.parse(file.read_text())
    held = {word for node in ast.walk(tree) for text in _held(node) for word in LETTERS.findall(text)}
    assert {"th", "st", "nd"} <= english() & held


def test_cldr_is_asked_for_what_it_knows() -> None:
    assert len({tag.partition("-")[0] for tag in cldr.tags()}) > 200
