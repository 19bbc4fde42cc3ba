"""What no single file can be blamed for: things given twice, and names that stand for nothing.

What files of pages say goes by their facts, which are few; only a file with something to be told of is read again for
the lines. What is wrong in one file is told together with whatever else is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from monitor.config import naming
from monitor.config.config_files import name_in
from monitor.config.document import Document, Mapping
from monitor.config.nearest import nearest
from monitor.config.nodes import entries, id_of, rules_of, scalar, scalars, url_of
from monitor.config.page_files import Facts, Part
from monitor.errors import Problem
from monitor.model.addresses import parse
from monitor.model.sanitize import visible

Tree = Callable[[Path], Document]  #: reads a file of pages again


class Place(NamedTuple):
    """Where something stands that may stand in one place only."""

    file: Path
    line: int
    written: str


def check_pages(parts: Sequence[Part], tree: Tree, folder: Path) -> list[Problem]:
    """Return which pages are given twice, in one file or in two, and which lists are without any.

    Args:
        parts: what came of each file of pages, pages.yaml first.
        tree: reads one of them again.
        folder: of the configuration.
    """
    twice = _twice([part.facts for part in parts])
    search = _Search(twice, folder)
    for part in parts:
        if twice.are_in(part.facts):
            search.look(tree(part.file))
    return [*search.problems, *_empty(parts, tree)]


@dataclass(frozen=True, slots=True)
class _Twice:
    """What is given twice: folded ids, addresses, and ids that pages had before, which another page has or had."""

    ids: frozenset[str]
    addresses: frozenset[str]
    were: frozenset[str]
    listed: Collection[str]  #: every id, folded

    def are_in(self, facts: Facts) -> bool:
        """Return whether one of them stands in a file."""
        if not (self.ids or self.addresses or self.were):
            return False
        ids, were = map(naming.folded, facts.ids), map(naming.folded, facts.were)
        return not (
            self.ids.isdisjoint(ids) and self.addresses.isdisjoint(facts.addresses) and self.were.isdisjoint(were)
        )


def _twice(facts: Sequence[Facts]) -> _Twice:
    ids, listed = _repeated([_folded(one.ids) for one in facts])
    addresses, _ = _repeated([one.addresses for one in facts])
    again, were = _repeated([_folded(one.were) for one in facts])
    return _Twice(ids, addresses, again | (were & listed), listed)


def _folded(ids: Sequence[str]) -> Sequence[str]:
    """Return *ids* folded; those of pages without mistakes are."""
    return ids if all(map(str.isascii, ids)) and all(map(str.islower, ids)) else [naming.folded(one) for one in ids]


def _repeated(values: Sequence[Sequence[str]]) -> tuple[frozenset[str], set[str]]:
    """Return which of *values* are given more than once, and all of them."""
    every: set[str] = set()
    for some in values:
        every.update(some)
    if len(every) == sum(map(len, values)):
        return frozenset(), every
    return frozenset(one for one, count in Counter(chain.from_iterable(values)).items() if count > 1), every


@dataclass(slots=True)
class _Search:
    """Finds where things stand that are given twice, file by file."""

    twice: _Twice
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    ids: dict[str, Place] = field(default_factory=dict)
    addresses: dict[str, Place] = field(default_factory=dict)
    were: dict[str, Place] = field(default_factory=dict)

    def look(self, document: Document) -> None:
        """Record what stands in one more file, and which of it stands elsewhere already."""
        for entry in entries(document):
            self._id(document, entry)
            self._address(document, entry)
            self._was(document, entry)

    def _id(self, document: Document, entry: Mapping) -> None:
        page_id, written = id_of(entry), scalar(entry, "id")
        if not page_id or naming.folded(page_id) not in self.twice.ids:
            return
        place = _place(document, written.start if written else entry.start, page_id)
        first = self.ids.setdefault(naming.folded(page_id), place)
        if first is place:
            return
        at = self._line(first, place)
        if not written:
            self._tell(place, f"the id made from this address, `{page_id}`, is taken on {at}; give this page an `id`")
        elif first.written == page_id:
            self._tell(place, f"`id`: the page on {at} has the id `{page_id}` already")
        else:
            said = f"`id`: {page_id!r} differs from {first.written!r} on {at} in case or composition only"
            self._tell(place, said)

    def _address(self, document: Document, entry: Mapping) -> None:
        url, at = url_of(entry), scalar(entry, "url")
        identity = parse(url).identity if url else None
        if identity is None or identity not in self.twice.addresses:
            return
        place = _place(document, at.start if at else entry.start, identity)
        first = self.addresses.setdefault(identity, place)
        if first is not place:
            self._tell(place, f"`url`: the page on {self._line(first, place)} has this address already")

    def _was(self, document: Document, entry: Mapping) -> None:
        was = scalar(entry, "was")
        if was is None:
            return
        place = _place(document, was.start, was.value)
        if naming.folded(was.value) in self.twice.listed:
            self._tell(place, f"`was`: a page with the id `{was.value}` is still listed")
        elif (first := self.were.setdefault(was.value, place)) is not place:
            self._tell(place, f"`was`: the page on {self._line(first, place)} takes over `{was.value}` already")

    def _line(self, first: Place, here: Place) -> str:
        """Return in words where *first* stands, for one who looks at another place."""
        if first.file == here.file:
            return f"line {first.line}"
        return f"line {first.line} of {name_in(self.folder, first.file)}"

    def _tell(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place.file, place.line, visible(message)))


def _place(document: Document, start: int, written: str) -> Place:
    return Place(document.file, document.line(start), written)


def _empty(parts: Sequence[Part], tree: Tree) -> Iterator[Problem]:
    """Yield which files list no page and do not say that this is meant: somebody may be about to write them.

    pages.yaml may do with what holds for all pages where others list them.
    """
    for number, part in enumerate(parts):
        facts = part.facts
        is_enough = number == 0 and len(parts) > 1 and not facts.says_nothing
        if part.problems or facts.lists_pages or is_enough:
            continue
        document = tree(part.file)
        key = document.root.key("pages") if isinstance(document.root, Mapping) else None
        advice = "add one with `monitor add URL`, or write `allow_empty: true` if that is meant"
        line = document.line(key.start) if key else None
        yield Problem(part.file, line, f"no page is listed; {advice}")


def check_references(
    parts: Sequence[Part], tree: Tree, service: Document | None, indicators: Document | None
) -> list[Problem]:
    """Return the rules of pages that name indicators that do not exist; other names are recorded in their files."""
    named = {name.value for entry in entries(indicators, "indicators") if (name := scalar(entry, "id"))}
    known = {
        "pages": set(chain.from_iterable(part.facts.ids for part in parts)),
        "tags": set(chain.from_iterable(part.facts.tags for part in parts)),
        "indicators": named,
    }
    for rule in (*entries(service, "alerts"), *entries(service, "channels")):
        _check_names(service, rule, known)
    for entry in entries(indicators, "indicators"):
        _check_names(indicators, entry, {key: known[key] for key in ("pages", "tags")})
    _check_indicator_ids(indicators)
    _check_speakers(indicators)
    return list(_of_rules_of_pages(parts, tree, named))


def _of_rules_of_pages(parts: Iterable[Part], tree: Tree, named: set[str]) -> Iterator[Problem]:
    for part in parts:
        if not part.facts.indicators <= named:
            document = tree(part.file)
            document.problems.clear()  # told already
            for rule in rules_of(document):
                _check_names(document, rule, {"indicators": named})
            yield from document.problems


def _check_names(document: Document | None, entry: Mapping, known: dict[str, set[str]]) -> None:
    for key, names in known.items():
        for name in scalars(entry, key):
            if document and name.value.strip() not in names:
                near = nearest(name.value, names)
                hint = f"; did you mean `{near}`?" if near else ""
                document.problem(name.start, f"`{key}`: there is no {key[:-1]} `{name.value}`{hint}")


def _check_indicator_ids(indicators: Document | None) -> None:
    seen: dict[str, int] = {}
    for entry in entries(indicators, "indicators"):
        name = scalar(entry, "id")
        if indicators and name:
            first = seen.setdefault(naming.folded(name.value), name.start)
            if name.value == "suggest":
                indicators.problem(name.start, "`id`: `monitor indicators suggest` is a command; choose another id")
            if first != name.start:
                line = indicators.line(first)
                indicators.problem(name.start, f"`id`: the indicator on line {line} has this id already")


def _check_speakers(indicators: Document | None) -> None:
    """Record names that are given to two speakers."""
    owners: dict[str, tuple[int, int]] = {}
    for number, entry in enumerate(entries(indicators, "speakers")):
        own = scalar(entry, "name")
        for name in (*((own,) if own else ()), *scalars(entry, "aliases")):
            owner, first = owners.setdefault(naming.folded(name.value), (number, name.start))
            if indicators and owner != number:
                line = indicators.line(first)
                indicators.problem(
                    name.start, f"`speakers`: the speaker on line {line} has the name `{name.value}`, too"
                )
