"""HTML without a tree, for documents past lxml's limits: tags as they come, in time linear in the document.

It follows the WHATWG tokenizer where that matters for text: quoted attributes, comments, raw text of scripts, implied
ends of list items and cells. Elements nested wrongly are ended with the element around them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from html import unescape

from monitor.extract.facts import Facts
from monitor.extract.hiding import conceals, numbers_in
from monitor.extract.tags import BLOCKS, CLOSED_BY, SILENT, VOID, words
from monitor.extract.walking import Walker

_NAME = re.compile(r"/?([a-zA-Z][^\s/>]{0,80})[^\s/>]*+")
_ATTRIBUTE = re.compile(r"""[\s/]*+([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?""")
_RAW = words("script style textarea title xmp iframe noembed noframes")
_LONG_REFERENCE = re.compile(r"&#(?:[xX][0-9a-fA-F]{9,}+|\d{9,}+);?")
_HOLDING = frozenset({"table", "ul", "ol", "dl", "select"})  # what stands in these ends nothing around them
_NEAR = 40  # how far up an element is looked for that a new one ends by implication

Event = tuple[str, str, Mapping[str, str]]  # ("open" | "close" | "text", name or text, attributes)


def scan(source: str, walker: Walker) -> Facts:
    """Tell *walker* of the document; return what it says of itself."""
    described: list[tuple[str, Mapping[str, str], str]] = []
    document = _Open(walker)
    language: str | None = None
    for what, name, attributes in _events(source):
        if what == "text":
            document.text(_unescaped(name))
        elif what == "close":
            document.close(name)
        elif what == "raw":
            described.append(
                (attributes["tag"], attributes, _unescaped(name) if attributes["tag"] == "title" else name)
            )
        else:
            if name == "html":
                language = language or attributes.get("lang") or attributes.get("xml:lang")
            elif name == "meta":
                described.append((name, attributes, ""))
            document.open(name, attributes)
    document.end()
    return Facts.gather(described, language=language)


class _Open:
    """The stack of open elements, kept balanced for the walker."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self._names: list[str] = []
        self._counts: Counter[str] = Counter()
        self._skipping: int | None = None  #: depth of the element whose content is not read
        self._concealed = False  #: that content is text that the page may yet show

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        self._imply_ends(name)
        read = self._skipping is None and self._walker.open(name, attributes)
        if name in VOID:
            if read:
                self._walker.close(name)
            return
        if self._skipping is None and not read:
            self._skipping = len(self._names)
            self._concealed = conceals(name, attributes)
        self._names.append(name)
        self._counts[name] += 1

    def _imply_ends(self, name: str) -> None:
        if name in BLOCKS and self._names and self._names[-1] == "p":
            self._pop()
            return
        closed = CLOSED_BY.get(name)
        if closed is not None and any(self._counts[one] for one in closed):
            self._pop_to(self._nearest(closed))

    def _nearest(self, closed: Collection[str]) -> int:
        """Return the depth of the nearest open element that is *closed*, the outermost of several in a row.

        What is further away, or stands outside the list or table that is open, is not meant: then it is the depth of
        what comes next, and nothing is closed.
        """
        for depth in range(len(self._names) - 1, max(-1, len(self._names) - _NEAR), -1):
            if self._names[depth] in _HOLDING:
                break
            if self._names[depth] in closed and (depth == 0 or self._names[depth - 1] not in closed):
                return depth
        return len(self._names)

    def _pop_to(self, depth: int) -> None:
        while len(self._names) > depth:
            self._pop()

    def close(self, name: str) -> None:
        if not self._counts[name]:
            return  # ends nothing: that costs no search, however deep the stack
        while self._names[-1] != name:
            self._pop()
        self._pop()

    def text(self, data: str) -> None:
        if self._skipping is None:
            self._walker.text(data)
        elif self._concealed and (self._names[-1] not in SILENT or self._names[-1] == "template"):
            self._walker.hidden += numbers_in(data)

    def end(self) -> None:
        while self._names:
            self._pop()
        self._walker.end()

    def _pop(self) -> None:
        name = self._names.pop()
        self._counts[name] -= 1
        if self._skipping is None:
            self._walker.close(name)
        elif self._skipping == len(self._names):
            self._skipping = None


def _events(source: str) -> Iterator[Event]:
    lower: str | None = None
    place = 0
    while True:
        start = source.find("<", place)
        if start < 0:
            yield "text", source[place:], {}
            return
        if start > place:
            yield "text", source[place:start], {}
        name = _NAME.match(source, start + 1)
        if name is None:
            end = _declaration_end(source, start)
            if end == start + 1:
                yield "text", "<", {}
            place = end
            continue
        tag = name.group(1).lower()
        attributes, place = _attributes(source, name.end())
        if source[start + 1] == "/":
            yield "close", tag, {}
            continue
        yield "open", tag, attributes
        if tag in _RAW:
            lower = source.lower() if lower is None and len(source.lower()) == len(source) else lower or source
            end = lower.find(f"</{tag}", place)
            end = len(source) if end < 0 else end
            kept = source[place:end]
            yield ("raw", kept, {**attributes, "tag": tag}) if _is_fact(tag, attributes) else ("text", kept, {})
            place = end


def _is_fact(tag: str, attributes: Mapping[str, str]) -> bool:
    return tag == "title" or (tag == "script" and "ld+json" in attributes.get("type", ""))


def _declaration_end(source: str, start: int) -> int:
    """Return where what begins with "<" and no name ends: a comment, a declaration, or the sign alone."""
    if source.startswith("<!--", start):
        end = source.find("-->", start + 2)
        return len(source) if end < 0 else end + 3
    if source[start + 1 : start + 2] in ("!", "?", "/"):
        end = source.find(">", start)
        return len(source) if end < 0 else end + 1
    return start + 1


def _attributes(source: str, place: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    while True:
        match = _ATTRIBUTE.match(source, place)
        if match is None:
            end = source.find(">", place, place + 4096)
            return found, len(source) if end < 0 and place + 4096 >= len(source) else (end if end >= 0 else place) + 1
        place = match.end()
        name, *values = match.groups()
        if len(found) < 64:
            value = next((value for value in values if value is not None), "")
            found.setdefault(name.lower(), unescape(value) if "&" in value[:2000] and len(value) < 2000 else value)


def _unescaped(text: str) -> str:
    return unescape(_LONG_REFERENCE.sub("\ufffd", text)) if "&" in text else text
