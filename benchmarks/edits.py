"""What is told of pages that were edited in one place: that, and nothing else.

    python benchmarks/edits.py [--corpus DIR] [--tries N] [--list]

Each page of our open gold, and of DIR (any folders of .html and .html.gz), is edited as its authors would, one thing at
a time, and compared with itself. A value that moved must be told as that, once; what leaves every figure as it was
(paragraphs and rows in another order, one without a number more or less, other attributes, another layout of the
source, heads of a table by other names) must not be told at all. Prints for each kind of edit how many were tried, and
how many were told otherwise; with --list each of these.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from monitor import compare, examine
from monitor.errors import ExtractError
from monitor.model import Change, ChangeKind, Reading

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "open"
LANGUAGES = ("en", "fr", "de", "es")
FILLER = {
    "fr": "<p>La bibliothèque reste ouverte au public pendant les travaux.</p>",
    "de": "<p>Die Bücherei bleibt während der Arbeiten für alle geöffnet.</p>",
    "es": "<p>La biblioteca sigue abierta al público durante las obras.</p>",
    "en": "<p>The library stays open to the public while the works go on.</p>",
}
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_TAG = re.compile(r"<[^>]+>")
Edit = tuple[str, str, str]  # the page as it is then; and what one figure states before and after, "" where none moves


def pages(corpus: Path | None) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the language ("": to be found out) and the source of every page."""
    for language in LANGUAGES:
        for line in (GOLD / f"{language}.jsonl").read_text("utf-8").splitlines():
            said = json.loads(line)
            html = said["html"]
            yield (
                said["id"],
                language,
                f"<html lang='{language}'><body><main><article>{html}</article></main></body></html>",
            )
    for path in sorted(corpus.rglob("*.html*")) if corpus else ():
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        yield f"{path.parent.name}/{path.name}", "", body.decode("utf-8", "replace")


def read(html: str, language: str) -> Reading:
    """Return what is read of *html*."""
    return examine.read(html.encode(), content_type="text/html; charset=utf-8", language=language or None)


def told(before: Reading, after: Reading) -> list[Change]:
    """Return what is told of a page that said *before*, and says *after* now."""
    baseline = compare.compare(None, before).baseline
    return [change for change in compare.compare(baseline, after).changes if change.told]


def values(html: str, reading: Reading, dice: random.Random) -> Iterator[Edit]:
    """Yield the page with another digit in one figure, whose number stands once in its source."""
    found = [figure for figure in reading.figures if figure.main]
    for figure in dice.sample(found, len(found)):
        numbers = _NUMBER.findall(figure.surface)
        if len(numbers) == 1 and len(re.findall(rf"(?<![\d.,]){re.escape(numbers[0])}(?![\d]|[.,]\d)", html)) == 1:
            old = numbers[0]
            new = old[:-1] + str(int(old[-1]) % 8 + 1) if len(old) > 1 else str(int(old) % 8 + 2)
            if new != old:
                yield re.sub(rf"(?<![\d.,]){re.escape(old)}(?![\d]|[.,]\d)", new, html, count=1), old, new


def swapped(tag: str) -> Callable[[str, Reading, random.Random], Iterator[Edit]]:
    """Return what yields the page with two neighbours, elements *tag*, in another order."""

    def edits(html: str, _: Reading, dice: random.Random) -> Iterator[Edit]:
        found = [one for one in _elements(html, tag) if tag != "tr" or "<td" in one[0]]
        pairs = [(one, other) for one, other in pairwise(found) if one.end() == other.start()]
        for one, other in dice.sample(pairs, len(pairs)):
            yield html[: one.start()] + other[0] + one[0] + html[other.end() :], "", ""

    return edits


def more(html: str, reading: Reading, dice: random.Random) -> Iterator[Edit]:
    """Yield the page with a paragraph more that states nothing."""
    found = _elements(html, "p")
    for one in dice.sample(found, len(found)):
        yield html[: one.start()] + FILLER.get(reading.text.language[:2], FILLER["en"]) + html[one.start() :], "", ""


def fewer(html: str, reading: Reading, dice: random.Random) -> Iterator[Edit]:
    """Yield the page without a paragraph that states nothing."""
    said = [figure.sentence for figure in reading.figures]
    found = [one for one in _elements(html, "p") if not re.search(r"\d", _TAG.sub("", one[0]))]
    for one in dice.sample(found, len(found)):
        text = " ".join(_TAG.sub(" ", one[0]).split())
        if text and not any(sentence in text or text in sentence for sentence in said):
            yield html[: one.start()] + html[one.end() :], "", ""


def looks(html: str, _: Reading, __: random.Random) -> Iterator[Edit]:
    """Yield the page with other attributes, and with other white space in its source."""
    yield re.sub(r'\b(class|id)="([^"]*)"', r'\1="x9 \2"', html), "", ""
    yield html.replace("\n", "\n   "), "", ""


def heads(html: str, _: Reading, dice: random.Random) -> Iterator[Edit]:
    """Yield the page with heads of a table called otherwise, one row of them."""
    rows = [one for one in _elements(html, "tr") if "<th" in one[0] and "<td" not in one[0]]
    for row in dice.sample(rows, len(rows)):
        renamed = re.sub(r"(?<=>)[^<>\s][^<>]*(?=<)", lambda found: f"{found[0]} (Rev.)", row[0])
        yield html[: row.start()] + renamed + html[row.end() :], "", ""


def _elements(html: str, tag: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"<{tag}\b[^>]*>.*?</{tag}>\s*", html, re.S | re.I))


KINDS: dict[str, Callable[[str, Reading, random.Random], Iterator[Edit]]] = {
    "a value moved": values,
    "paragraphs swapped": swapped("p"),
    "items swapped": swapped("li"),
    "rows swapped": swapped("tr"),
    "a paragraph more": more,
    "a paragraph fewer": fewer,
    "other attributes, other source": looks,
    "heads called otherwise": heads,
}


def is_as_edited(changes: list[Change], old: str, new: str) -> bool:
    """Return whether *changes* tell what was edited, and nothing else."""
    if not old:
        return not changes
    if len(changes) != 1 or changes[0].kind is not ChangeKind.CHANGED:
        return False
    (one,) = changes
    return one.old is not None and one.new is not None and old in one.old.surface and new in one.new.surface


def main() -> None:
    """Edit, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--tries", type=int, default=3, help="edits of each kind and page")
    parser.add_argument("--list", action="store_true", help="what was told otherwise")
    asked = parser.parse_args()
    dice, tried, wrong = random.Random(7), Counter[str](), Counter[str]()
    for name, language, html in pages(asked.corpus):
        try:
            before = read(html, language)
        except ExtractError as error:
            print(f"{name}: {error}", file=sys.stderr)
            continue
        for kind, edits in KINDS.items():
            for _, (edited, old, new) in zip(range(asked.tries), edits(html, before, dice), strict=False):
                changes = told(before, read(edited, language))
                tried[kind] += 1
                if not is_as_edited(changes, old, new):
                    wrong[kind] += 1
                    if asked.list:
                        said = [
                            (c.kind.value, c.old and c.old.surface, c.new and c.new.surface, c.counts) for c in changes
                        ]
                        print(f"{kind} | {name} | {old} {new} | {said}")
    for kind in KINDS:
        print(f"{kind:<32}{tried[kind]:6} tried {wrong[kind]:5} told otherwise")
    print(f"{'all':<32}{tried.total():6} tried {wrong.total():5} told otherwise")


if __name__ == "__main__":
    main()
