"""The gold as it lies in tests/gold, where its numbers stand, and what a monitor makes of its documents.

The program is asked through its command line alone (``explain`` and ``compare`` with ``--json``), many documents a run.
"""

from __future__ import annotations

import hashlib
import html
import json
import lzma
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parents[1] / "gold"
LANGUAGES = ("en", "fr", "de", "es")
BOUNDARY = "GOLDBOUNDARY"  # the whole of a document that stands between two others: `explain --text` names none
INLINE = {"sup", "sub", "strong", "em", "b", "i", "span", "a", "abbr"}
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

Figure = dict[str, Any]  #: a figure of the gold, or one of `explain --json`


@dataclass(frozen=True)
class Document:
    """One line of the gold."""

    id: str
    language: str  #: a tag: "en-GB"
    html: str  #: the inside of its <article>
    figures: tuple[Figure, ...]
    refused: tuple[Figure, ...]

    @cached_property
    def text(self) -> str:
        """Its text as a reader sees it, white space folded: what ``nth`` counts in."""
        return folded(visible(self.html))


@dataclass(frozen=True)
class Answer:
    """What the program made of a document; positions count in ``text``."""

    text: str
    figures: tuple[Figure, ...]


class GoldError(Exception):
    """The gold is not what it should be, or the program gave no answer."""


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def visible(markup: str) -> str:
    """Return the text of *markup*; blocks and cells end with a line."""
    parser = _Visible()
    parser.feed(markup)
    parser.close()
    return "".join(parser.parts)


def folded(text: str) -> str:
    """Return *text* with every run of white space (also no-break) as one space, and without unseen characters."""
    return " ".join(text.translate(UNSEEN).split())


# Reading the gold


def lines(name: str, *, sealed: bool, folder: str = "open") -> list[dict[str, Any]]:
    """Return the objects of ``folder/name.jsonl``, or of the sealed file of that name once the seals are whole."""
    path = GOLD / "sealed" / f"{name}.jsonl.xz" if sealed else GOLD / folder / f"{name}.jsonl"
    if not path.exists():
        raise GoldError(f"there is no {path.relative_to(GOLD.parent.parent)}")
    if sealed:
        verify_seals(GOLD / "sealed")
        print(f"Opened: {path.relative_to(GOLD.parent.parent)}, sealed as in SHA256SUMS.", file=sys.stderr)
        written = lzma.decompress(path.read_bytes()).decode()
    else:
        written = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in written.splitlines() if line.strip()]


def verify_seals(folder: Path) -> None:
    """Compare each file of *folder* with its SHA256SUMS, and the two lists of names.

    Raises:
        GoldError: a file is not the one that was sealed, is missing, or was never sealed.
    """
    sealed = {}
    for line in (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split(maxsplit=1)
        sealed[name.lstrip("*")] = digest
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.xz")}
    broken = sorted(name for name in sealed.keys() | there.keys() if sealed.get(name) != there.get(name))
    if broken:
        raise GoldError(f"not as sealed in SHA256SUMS: {', '.join(broken)}")


def document(line: dict[str, Any]) -> Document:
    """Return the document of one *line* of the gold."""
    return Document(line["id"], line["language"], line["html"], tuple(line["figures"]), tuple(line["refused"]))


# Where a number stands


def span(text: str, surface: str, nth: int) -> tuple[int, int] | None:
    """Return where the *nth* plain occurrence of *surface* stands in folded *text*; None where there are fewer."""
    wanted, at = folded(surface), -1
    for _ in range(nth):
        at = text.find(wanted, at + 1)
        if at < 0:
            return None
    return at, at + len(wanted)


def squeezed(text: str) -> tuple[str, list[int]]:
    """Return the characters of *text* that are no space, in their plain forms ("³" is "3"), and where each stands."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text.translate(dict.fromkeys(UNSEEN, " "))):
        plain = "".join(unicodedata.normalize("NFKC", character).split())
        characters.append(plain)
        places.extend([place] * len(plain))
    return "".join(characters), places


class Alignment:
    """Carries spans of a document's folded text into the program's text of it, whatever that does to white space."""

    def __init__(self, text: str, program: str) -> None:
        self._text = text
        ours, _ = squeezed(text)
        theirs, places = squeezed(program)
        if ours == theirs:
            self._places: dict[int, int] = dict(enumerate(places))
            return
        blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        self._places = {a + step: places[b + step] for a, b, size in blocks for step in range(size)}

    def carry(self, place: tuple[int, int] | None) -> tuple[int, int] | None:
        """Return the span in the program's text; None where nothing of it is there."""
        if place is None:
            return None
        first = len(squeezed(self._text[: place[0]])[0])
        last = first + len(squeezed(self._text[place[0] : place[1]])[0])
        found = [self._places[index] for index in range(first, last) if index in self._places]
        return (min(found), max(found) + 1) if found else None


# Asking the program


def page(language: str, body: str) -> str:
    """Return *body*, the inside of an article or a plain sentence, as a page."""
    inside = body if body.lstrip().startswith("<") else f"<p>{html.escape(body, quote=False)}</p>"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>Notice</title></head>'
        f"<body><main><article>\n{inside}\n</article></main></body></html>\n"
    )


def run(monitor: Sequence[str], *arguments: str) -> str:
    """Return what the command prints.

    Raises:
        GoldError: it could not be run, or ended with something else than 0.
    """
    try:
        done = subprocess.run([*monitor, *arguments], capture_output=True, check=False)
    except OSError as error:
        raise GoldError(f"{monitor[0]}: {error.strerror}") from error
    if done.returncode:
        detail = done.stderr.decode(errors="replace").strip()[-1000:]
        raise GoldError(f"{' '.join(monitor)} {arguments[0]} ended with {done.returncode}: {detail}")
    return done.stdout.decode()


def explain(monitor: Sequence[str], documents: Sequence[Document]) -> list[Answer]:
    """Return what the program makes of *documents*: one run for the figures, one for the texts they stand in."""
    with tempfile.TemporaryDirectory(prefix="gold-") as folder:
        boundary = Path(folder, "boundary.txt")
        boundary.write_text(BOUNDARY, encoding="ascii")
        names: list[str] = []
        for number, one in enumerate(documents):
            path = Path(folder, f"{number}.html")
            path.write_text(page(one.language, one.html), encoding="utf-8")
            names.append(str(path))
        between = [part for name in names for part in (name, str(boundary))]
        texts = run(monitor, "explain", "--text", *between).split(f"\n{BOUNDARY}\n")[:-1]
        found = [json.loads(line) for line in run(monitor, "explain", "--json", *names).splitlines()]
    if not len(texts) == len(found) == len(documents):
        raise GoldError(f"{len(documents)} documents, {len(texts)} texts and {len(found)} answers")
    return [Answer(text, tuple(answer["figures"])) for text, answer in zip(texts, found, strict=True)]
