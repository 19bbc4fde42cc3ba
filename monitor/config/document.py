"""YAML 1.2 text as a tree that remembers where everything stands.

`ruamel.yaml` gives the events (its C parser where it is installed: 10,000 pages take a tenth of a second instead of
two); composing them here keeps the place of every key for messages and splicing, finds every duplicate key rather than
the first, and resolves nothing: ``no`` stays a text until a key that wants a truth value asks (docs/decisions).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from monitor.errors import Problem
from monitor.model.sanitize import visible

MAX_DEPTH = 20  # our files need five
MAX_PURE = 500_000  # characters
MAX_NODES = 500_000
MAX_ALIASED = 50_000  # values that aliases write out: ten levels of ten aliases would be 10 ** 10
LONG = 64  # characters of a text that weigh as much as one value more
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
STRING_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})
ALIAS_HINT = "put a value that begins with * in quotes"
START_HINTS = {
    "\t": "indent with spaces, not with tabs",
    "@": "put a value that begins with @ in quotes",
    "`": "put a value that begins with ` in quotes",
    "%": "put a value that begins with % in quotes",
}


class Plain(str):
    """A scalar written without quotes: what it means depends on the key that it belongs to."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. Spans count characters of the text, end exclusive."""

    value: str
    plain: bool  #: written without quotes
    start: int
    end: int
    block: bool = False  #: literal or folded (``|``, ``>``)

    @property
    def null(self) -> bool:
        """Whether nothing is written here."""
        return self.plain and self.value in NULLS


@dataclass(slots=True)
class Sequence:
    """A list, as lines with dashes or in brackets (``flow``)."""

    start: int
    flow: bool
    end: int = 0
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values, as lines or in braces (``flow``)."""

    start: int
    flow: bool
    end: int = 0
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)

    def get(self, key: str) -> Node | None:
        """Return the value of *key*."""
        for name, value in self.pairs:  # of 100,000 pages, ten keys each are asked for
            if name.value == key:
                return value
        return None

    def key(self, key: str) -> Scalar | None:
        """Return *key* as it stands in the text."""
        return next((name for name, _ in self.pairs if name.value == key), None)


@dataclass(frozen=True, slots=True)
class Alias:
    """``*name``: what stands elsewhere, once more."""

    target: Scalar | Sequence | Mapping
    start: int
    end: int


Node = Scalar | Sequence | Mapping | Alias


def follow(node: Node | None) -> Scalar | Sequence | Mapping | None:
    """Return *node*, or what it is an alias of."""
    return node.target if isinstance(node, Alias) else node


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    node: Sequence | Mapping
    anchor: str | None
    key: Scalar | None = None  #: a mapping's key that waits for its value
    seen: dict[str, int] = field(default_factory=dict)
    weight: int = 1


class Document:
    """One YAML document: ``root`` is None when there is none, or when it could not be read at all."""

    def __init__(self, text: str, file: Path) -> None:
        self.text = text
        self.file = file
        self.root: Scalar | Sequence | Mapping | None = None
        self.problems: list[Problem] = []
        self._shift = 1 if text.startswith("\ufeff") else 0
        self._anchors: dict[str, tuple[Scalar | Sequence | Mapping, int]] = {}
        self._stack: list[_Open] = []
        self._aliased = 0  # values that aliases have written out
        self._read()

    def line(self, index: int) -> int:
        """Return the line, from 1, of the character at *index*."""
        return bisect_right(self._line_starts, index)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(index + 1 for index, character in enumerate(self.text) if character == "\n")]

    def problem(self, index: int | None, message: str) -> None:
        """Record what is wrong with the text at *index*; a key in it may hold what a terminal obeys."""
        self.problems.append(Problem(self.file, None if index is None else self.line(index), visible(message)))

    def _read(self) -> None:
        """Compose with the C parser; what it refuses is for the pure one to judge.

        libyaml knows YAML 1.1 and refuses some of 1.2, such as ``{url: https://example.org}``; on what it accepts the
        two agree (a test holds them to it). The pure one takes three seconds a megabyte, so only small files get it.
        """
        for pure in (False, True) if len(self.text) <= MAX_PURE else (False,):
            self.root, self.problems, self._stack, self._anchors, self._aliased = None, [], [], {}, 0
            try:
                self._compose(YAML(typ="safe", pure=pure).parse(self.text[self._shift :]))
            except MarkedYAMLError as error:
                self.root = None
                self._syntax(error)
            except (YAMLError, ArithmeticError, ValueError, LookupError) as error:  # the pure one lets some through
                self.root = None
                self.problem(None, f"this is not YAML: {' '.join(str(error).split())}")
            else:
                return

    def _compose(self, events: Iterator[Any]) -> None:
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.problem(self._at(event), "a second document begins here; one file holds one document")
                    return
            elif not self._take(event):
                self.root = None
                return

    def _at(self, event: Any) -> int:
        index: int = event.start_mark.index
        return index + self._shift

    def _take(self, event: Any) -> bool:
        """Add *event* to the tree; False when reading on would be harmful."""
        start, end = self._at(event), event.end_mark.index + self._shift
        if isinstance(event, ScalarEvent):
            return self._place(self._scalar(event, start, end), event.anchor, 1 + len(event.value) // LONG)
        if isinstance(event, AliasEvent):
            return self._alias(event.anchor, start, end)
        if isinstance(event, (SequenceStartEvent, MappingStartEvent)):
            return self._begin(event, start)
        if isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            done = self._stack.pop()
            done.node.end = end
            return self._place(done.node, done.anchor, done.weight)
        return True

    def _scalar(self, event: Any, start: int, end: int) -> Scalar:
        plain = not event.style
        if event.tag is not None:
            plain = False
            if event.tag not in STRING_TAGS:
                self.problem(start, f"the tag {event.tag!r} is not used here; write the value alone")
        return Scalar(event.value, plain, start, end, event.style in {"|", ">"})

    def _alias(self, name: str, start: int, end: int) -> bool:
        if name not in self._anchors:
            self.problem(start, f"*{name} refers to nothing above it; {ALIAS_HINT}")
            return self._place(Scalar("", True, start, end), None, 1)  # noqa: FBT003
        target, weight = self._anchors[name]
        self._aliased += weight
        if self._aliased > MAX_ALIASED:
            said = (
                f"aliases write out more than {MAX_ALIASED:,} values; what holds for all pages goes under `defaults:`"
            )
            self.problem(start, said)
            return False
        return self._place(Alias(target, start, end), None, weight)

    def _begin(self, event: Any, start: int) -> bool:
        if event.tag is not None:
            self.problem(start, f"the tag {event.tag!r} is not used here; write the value alone")
        kind = Sequence if isinstance(event, SequenceStartEvent) else Mapping
        self._stack.append(_Open(kind(start, bool(event.flow_style)), event.anchor))
        if len(self._stack) > MAX_DEPTH:
            self.problem(start, f"nested more than {MAX_DEPTH} deep")
            return False
        return True

    def _place(self, node: Node, anchor: str | None, weight: int) -> bool:
        """Put a finished *node* where it belongs. Its anchor counts from here on, so nothing can contain itself."""
        if anchor is not None and not isinstance(node, Alias):
            self._anchors[anchor] = (node, weight)
        if not self._stack:
            self.root = follow(node)
            return True
        parent = self._stack[-1]
        parent.weight += weight
        if parent.weight > MAX_NODES:
            self.problem(node.start, f"more than {MAX_NODES:,} values, the most that is read; list fewer pages")
            return False
        if isinstance(parent.node, Sequence):
            parent.node.items.append(node)
        elif parent.key is None:
            parent.key = self._key(node, parent)
        else:
            parent.node.pairs.append((parent.key, node))
            parent.key = None
        return True

    def _key(self, node: Node, parent: _Open) -> Scalar:
        key = follow(node)
        if not isinstance(key, Scalar):
            self.problem(node.start, "a key must be a word")
            return Scalar("", False, node.start, node.end)  # noqa: FBT003
        if key.value == "<<" and key.plain:
            self.problem(key.start, "`<<` is not part of YAML 1.2; values for all pages go under `defaults:`")
        elif key.value in parent.seen:
            first = self.line(parent.seen[key.value])
            self.problem(node.start, f"`{key.value}` is given twice, first on line {first}; keep one")
        else:
            parent.seen[key.value] = node.start
        return key

    def _syntax(self, error: MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        index = None if mark is None else mark.index + self._shift
        said = f"this is not YAML: {error.problem}"
        if error.context:
            said += f" {error.context}"
        if str(error.problem).startswith("found unexpected ':'"):  # YAML 1.2 in a file too large for the pure parser
            said = "put a value with a colon within brackets in quotes"
        hint = START_HINTS.get(self.text[index : index + 1]) if index is not None else None
        if hint and "cannot start any token" in str(error.problem):
            said = f"this is not YAML: {hint}"
        if error.context == "while scanning an alias":
            said = f"this is not YAML: {ALIAS_HINT}"
        self.problem(index, said)


def data(node: Node | None) -> object:
    """Return *node* as lists, dicts and texts; texts written without quotes are `Plain`, what is empty is None.

    Keys that were refused as duplicates keep their first value.
    """
    match node:
        case None:
            return None
        case Scalar():
            if node.plain:
                return None if node.value in NULLS else Plain(node.value)
            return node.value
        case Sequence():
            return [data(item) for item in node.items]
        case Mapping():
            values: dict[str, object] = {}
            for key, value in node.pairs:
                values.setdefault(key.value, data(value))
            return values
        case Alias():
            return data(node.target)
