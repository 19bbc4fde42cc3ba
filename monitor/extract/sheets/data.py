"""JSON to text by path: a list of records is a table, every other number a row by the names that lead to it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from monitor.errors import ExtractError
from monitor.extract.documents import Document
from monitor.extract.sheets.cells import Entry, Kind, Sheet, SheetRow, of_value, of_written
from monitor.extract.sheets.paths import Location, located
from monitor.extract.sheets.sheet_text import bear, text_of
from monitor.extract.tags import words
from monitor.language import detection
from monitor.model import Page, Text, charset

_LOOKED_AT = 4096  # bytes
_OPENED = re.compile(rb'\{\s*(?:"[^"\n]{0,200}"\s*:|\})|\[\s*(?:[\[{"\d-]|\])')
_RECORD = re.compile(rb'[\[\s]*\{\s*"[^"\n]{0,200}"\s*:')
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\s]+")  # where the words of a name part: "newCases", "new_cases"
_DEEPEST = 30  # levels; what is nested deeper is the state of a program, and no data for people
_LONGEST_NUMBER = 40  # digits
_OF_PROGRAMS = words(
    "id ids fid objectid uuid gid lat latitude lon lng longitude timestamp epoch version page offset limit size index "
    "width height zoom"
)
"""Last words of names under which programs keep numbers for themselves."""
_ON_A_MAP = frozenset(("coordinates", "bbox"))  # lists of longitudes and latitudes (GeoJSON, RFC 7946, 3.1 and 5)


@dataclass(slots=True)
class _Found:
    """What stands in a value of JSON, by form."""

    numbers: list[SheetRow] = field(default_factory=list)
    tables: list[list[SheetRow]] = field(default_factory=list)
    lines: list[SheetRow] = field(default_factory=list)

    @property
    def rows(self) -> list[SheetRow]:
        """Return it as the rows of a sheet, with a gap between its parts."""
        parts = [part for part in (self.numbers, *self.tables, self.lines) if part]
        return [row for part in parts for row in (*part, [])]


@dataclass(frozen=True, slots=True)
class _Record:
    """A record in a list of such."""

    value: dict[str, Any]
    at: Location
    keys: tuple[Entry, ...]  #: the names of the records that it stands in, from the outermost


def recognises(document: Document) -> bool:
    """Return whether *document* begins and ends as JSON of RFC 8259 does, or is cut off in its records."""
    start = document.body[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _OPENED.match(start) is None:
        return False
    ends = document.body[-_LOOKED_AT:].rstrip()[-1:] in (b"}", b"]")
    return ends or (_RECORD.match(start) is not None and _is_cut(document.body))


def _is_cut(body: bytes) -> bool:
    """Return whether what begins as JSON is none to its end: words may follow a whole value, and are a text."""
    try:
        json.JSONDecoder().raw_decode(body.decode("utf-8-sig", "replace").lstrip())
    except (ValueError, RecursionError):
        return True
    return False


def read(document: Document) -> Text:
    """Return the text of JSON, or of the parts of it that the page's settings select.

    Raises:
        ExtractError: ``document_damaged``, ``bad_selector``, ``nothing_selected`` or ``sheet_too_large``.
    """
    decoded = charset.decode(document.body, document.content_type, declared=False)
    try:
        value = json.loads(decoded.text, parse_float=_number, parse_int=_number, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise ExtractError("document_damaged", f"The answer is JSON that cannot be read: {error}.") from error
    found = _Found()
    ignored = _ignored(value, document.page)
    for location, selected in _selected(value, document.page):
        _walk(selected, location, found, ignored)
    bear(sum(map(len, found.rows)))
    language = document.language or detection.settled(None, " ".join(_said(value)))[0]
    return text_of([Sheet("", found.rows)], language, kind="json", notes=decoded.notes)


def _said(value: Any) -> Iterator[str]:
    """Yield the words that JSON states: the names of its fields are a program's, and tell no language."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict | list):
            waiting.extend(reversed(list(one.values()) if isinstance(one, dict) else one))


def _number(written: str) -> Decimal | None:
    """Return a number; None for one so long that it is a key or a fraud."""
    value = Decimal(written)
    short = len(written) <= _LONGEST_NUMBER and abs(value.adjusted()) < _LONGEST_NUMBER
    return value if short else None


def _selected(value: Any, page: Page | None) -> list[tuple[Location, Any]]:
    if page is None or page.select is None:
        return [((), value)]
    found = located(value, page.select)
    if not found:
        raise ExtractError("nothing_selected", f"Nothing in the JSON matches its 'select' ({page.select[:200]}).")
    return found


def _ignored(value: Any, page: Page | None) -> Collection[Location]:
    return {location for path in (page.ignore if page else ()) for location, _ in located(value, path)}


def _walk(value: Any, at: Location, found: _Found, ignored: Collection[Location]) -> None:
    """Gather in *found* what *value*, which stands *at* a location, says."""
    if at in ignored or len(at) > _DEEPEST:
        return
    if _are_records(value):
        found.tables.extend(_tables(_records(value, at), at, ignored))
    elif isinstance(value, dict | list):
        for name, inside in _inside(value):
            _walk(inside, (*at, name), found, ignored)
    elif (entry := _entry(value, at)) is None:
        return
    elif entry.kind is Kind.NUMBER:
        found.numbers.append([_named(at[:-1]), _named(at[-1:]), entry])
    else:
        name = _named(at)
        found.lines.append([entry._replace(text=f"{name.text}: {entry.text}", kind=Kind.WORDS) if name else entry])


def _tables(records: Sequence[_Record], title: Location, ignored: Collection[Location]) -> Iterator[list[SheetRow]]:
    """Yield a list of records as rows below its *title* and the names of their fields; then the lists inside them.

    Those of one name make one table, each row of which begins with the name of the record that it stands in.
    """
    rows: list[tuple[_Record, dict[Location, Entry | None]]] = []
    inside: dict[Location, list[_Record]] = {}
    for record in records:
        line: dict[Location, Entry | None] = {}
        lists: list[tuple[Location, list[Any]]] = []
        for place, value in _fields(record, ignored):
            if isinstance(value, list):
                lists.append((place, value))
            else:
                line[place] = value
        rows.append((record, line))
        keys = (*record.keys, _name_of(line, record))
        for place, held in lists:
            inside.setdefault(place, []).extend(_records(held, (*record.at, *place), keys))
    names = list(dict.fromkeys(name for _, line in rows for name in line))
    if names:
        heads = [*[None] * len(records[0].keys), *map(_named, names)]
        body = [[*record.keys, *map(line.get, names)] for record, line in rows]
        yield [*([[_named(title)]] if title else []), heads, *body]
    for place, held in inside.items():
        yield from _tables(held, (*title, *place), ignored)


def _records(values: Sequence[dict[str, Any]], at: Location, keys: tuple[Entry, ...] = ()) -> list[_Record]:
    return [_Record(value, (*at, place), keys) for place, value in enumerate(values)]


def _name_of(line: dict[Location, Entry | None], record: _Record) -> Entry:
    """Return what names a record: its first words, else its place in its list."""
    words = (entry for entry in line.values() if entry is not None and entry.kind in (Kind.WORDS, Kind.DAY))
    return next(words, Entry(f"[{record.at[-1]}]", Kind.WORDS))


def _fields(record: _Record, ignored: Collection[Location]) -> Iterator[tuple[Location, Entry | list[Any] | None]]:
    """Yield the fields of a record, those of records in it under both names; a list of records as it is."""
    base = len(record.at)
    waiting: list[tuple[Location, Any]] = [(record.at, record.value)]
    while waiting:
        place, value = waiting.pop(0)
        if place in ignored or len(place) > _DEEPEST:
            continue
        if _are_records(value):
            yield place[base:], value
        elif isinstance(value, dict | list):
            waiting[:0] = [((*place, name), held) for name, held in _inside(value)]
        else:
            yield place[base:], _entry(value, place)


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _inside(value: dict[str, Any] | list[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield what a record or list holds, by name or place, but for places on a map: they are read where selected."""
    for name, held in value.items() if isinstance(value, dict) else enumerate(value):
        if name not in _ON_A_MAP or not isinstance(held, list):
            yield name, held


def _entry(value: Any, at: Location) -> Entry | None:
    """Return what is stated *at* a location; None where nothing is, or a program keeps a number for itself."""
    entry = of_written(value) if isinstance(value, str) else of_value(value)
    if entry is None or entry.kind is not Kind.NUMBER:
        return entry
    last = _WORDS.split(str(at[-1]))[-1].lower() if at else ""
    return None if last in _OF_PROGRAMS else entry


def _named(names: Location) -> Entry | None:
    """Return the names that lead to a value as words; of a place in a list, its number as in a path: "[0]"."""
    said = [" ".join(_WORDS.split(name)) if isinstance(name, str) else f"[{name}]" for name in names]
    return Entry(" ".join(said), Kind.WORDS) if said else None
