"""Where each key of a page comes from: its own entry, a group, what holds for all, or monitor.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from monitor.config.config_files import named
from monitor.config.document import Document, Mapping, Node, Scalar, Sequence, follow
from monitor.config.file_shapes import PageEntry
from monitor.config.listed_entries import HIDDEN, INSTEAD
from monitor.config.nodes import defaults_of, entries, groups_of, id_of
from monitor.config.page_layers import in_order, together
from monitor.errors import ConfigError, Problem
from monitor.model import Page
from monitor.model.phrasing import length
from monitor.model.timetables import lateness

OF_ALL = ("keep", "time_zone", "alerts")
"""Keys of monitor.yaml that hold for pages that do not say otherwise."""
ENTRY = "the page's entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A key of a page, and where it comes from."""

    key: str
    value: str  #: as it is written, on one line; never what is sent as a credential
    by: str  #: who says so: "the page's entry", "the group france", "defaults", "monitor.yaml", "the program"
    file: Path | None = None  #: None: the program itself says so
    line: int | None = None


def origins(home: Path, file: Path, page_id: str) -> list[Origin]:
    """Return every key that the files of *home* say of a page, in the order of the documentation.

    Args:
        home: whose configuration is meant; it has no mistakes.
        file: in which the page stands.
        page_id: of a page that stands in a file; what a source finds has what the source has.

    Raises:
        ConfigError: the page is not there (any more).
    """
    pages, service, _ = named(home)
    own, common = _document(file), _document(pages)
    entry = next((one for one in entries(own) if id_of(one) == page_id), None)
    if entry is None:
        raise ConfigError([Problem(file, None, f"there is no page `{page_id}`")])
    of_entry = _keys(own, entry, ENTRY)
    of_files = [common] if file == pages else [common, own]
    defaults = [_keys(one, table, "defaults") for one in of_files if (table := defaults_of(one)) is not None]
    groups = {name.value.strip(): table for name, table in groups_of(common)}
    tags = together(in_order(of_entry, (), defaults)).get("tags")
    mine = (_keys(common, groups[tag], f"the group {tag}") for tag in _texts(tags) if tag in groups)
    general = _document(service)
    of_all = _keys(general, general.root, "monitor.yaml") if isinstance(general.root, Mapping) else {}
    least = {key: value for key, value in of_all.items() if key in OF_ALL}
    found = together((*in_order(of_entry, mine, defaults), least))
    return [_origin(key, *found[key]) for key in PageEntry.written_keys() if key in found]


def of_program(page: Page) -> list[Origin]:
    """Return what the program itself says of the keys of *page*, where it is the same for every page."""
    late = lateness(page.every, page.timetable)
    values = {} if page.timetable.cron else {"every": length(page.every)}
    values |= {"time_zone": page.timetable.time_zone, "jitter": length(late), "keep": length(page.keep)}
    for key in ("conditional", "enabled", "allow_private", "ignore_robots"):
        values[key] = "true" if getattr(page, key) else "false"
    return [Origin(key=key, value=value, by="the program") for key, value in values.items()]


_Place = tuple[Document, Scalar, Node, str]  #: the file, the key, its value, and who says so


def _document(file: Path) -> Document:
    return Document(file.read_text(encoding="utf-8") if file.exists() else "", file)


def _keys(document: Document, table: Mapping, by: str) -> dict[str, _Place]:
    """Return the keys of a *table* that have a value."""
    given = ((name, node) for name, node in table.pairs if not _is_null(node))
    return {name.value: (document, name, node, by) for name, node in given}


def _is_null(node: Node) -> bool:
    value = follow(node)
    return isinstance(value, Scalar) and value.null


def _texts(place: _Place | None) -> Iterator[str]:
    """Yield the texts of a key that has one or several, each once."""
    value = follow(place[2]) if place else None
    nodes = value.items if isinstance(value, Sequence) else [value]
    found = (follow(node) for node in nodes)
    yield from dict.fromkeys(one.value.strip() for one in found if isinstance(one, Scalar))


def _origin(key: str, document: Document, name: Scalar, node: Node, by: str) -> Origin:
    value = INSTEAD if key in HIDDEN else _written(node)
    return Origin(key=key, value=value, by=by, file=document.file, line=document.line(name.start))


def _written(node: Node) -> str:
    """Return a value on one line."""
    value = follow(node)
    if isinstance(value, Scalar):
        return " ".join(value.value.split())
    if isinstance(value, Sequence):
        return ", ".join(_within(one) for one in value.items)
    return ", ".join(f"{name.value}: {_within(one)}" for name, one in value.pairs) if value else ""


def _within(node: Node) -> str:
    value, said = follow(node), _written(node)
    return f"[{said}]" if isinstance(value, Sequence) else f"{{{said}}}" if isinstance(value, Mapping) else said
