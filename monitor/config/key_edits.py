"""Changing single keys of the configuration, as `monitor set every=3h` does."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence as Listed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from monitor.config import splicing
from monitor.config.document import Document, Mapping, Sequence, data, follow
from monitor.config.file_shapes import Defaults, LimitsTable, PageEntry, PingTable, ReportTable, ServiceFile
from monitor.config.key_values import Setting, by_hand, fault, said, shapes_of, texts_of, value_after, written
from monitor.config.metrics_fields import MetricsTable
from monitor.config.page_edits import FILE, as_table, find_pages, parse_file, refusal, settled
from monitor.config.table import Table
from monitor.config.web_fields import WebTable

SERVICE_FILE = Path("config/monitor.yaml")
_TABLES: dict[str, type[Table]] = {
    "limits": LimitsTable, "report": ReportTable, "ping": PingTable, "web": WebTable,
    "metrics": MetricsTable,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What came of it."""

    text: str  #: of the whole file
    before: object  #: the key's own value as `data` gives it, None where it had none
    after: object


def set_pages(
    text: str, page_ids: Listed[str], setting: Setting, *, file: Path = FILE, shared: str = ""
) -> list[Changed]:
    """Return a file of pages with a key of each page of *page_ids* changed, and what it was and is for each of them.

    Args:
        text: its content.
        page_ids: pages that stand in it.
        setting: what is to be changed.
        file: where it is, for messages.
        shared: the content of pages.yaml, where that is another file: a list begins as it has it for all pages.

    Raises:
        ConfigError: there is no such page or key, or the text cannot be edited safely.
    """
    document = parse_file(text, file)
    pages, indices = find_pages(document, page_ids)
    content: Any = data(document.root)
    inherited = _inherited(content, setting.key) or (
        _inherited(data(parse_file(shared).root), setting.key) if shared else []
    )
    came: dict[int, Changed] = {}
    for index in sorted(indices, reverse=True):  # from below: what stands above keeps its place
        entry = pages.items[index]
        if not isinstance(entry, Mapping):
            raise refusal(document, entry.start, f"`{page_ids[indices.index(index)]}` is an alias; edit it by hand")
        came[index] = _changed(_Place(text, content["pages"][index], entry, PageEntry), setting, inherited)
        text = came[index].text
    _verify(document, text, content)
    return [replace(came[index], text=text) for index in indices]


def _inherited(content: object, key: str) -> list[str]:
    """Return the texts that a key lists for all pages of a file with that *content*."""
    return texts_of(as_table(as_table(content).get("defaults")).get(key))


def set_defaults(text: str, setting: Setting) -> Changed:
    """Return pages.yaml with a key of `defaults` changed.

    Raises:
        ConfigError: there is no such key, or the text cannot be edited safely.
    """
    return _set_inner(parse_file(text), "defaults", Defaults, setting)


def set_service(text: str, setting: Setting) -> Changed:
    """Return monitor.yaml with a key changed; ``limits.total`` is the key of a table.

    Raises:
        ConfigError: there is no such key, or the text cannot be edited safely.
    """
    document = parse_file(text, SERVICE_FILE)
    name, _, inner = setting.key.partition(".")
    if name in PageEntry.model_fields and name not in ServiceFile.model_fields:
        raise fault(f"`{name}` is not a key of monitor.yaml but of pages: name a page, a --tag or --defaults")
    if inner and name in ServiceFile.model_fields and "object" in shapes_of(ServiceFile, name) and name not in _TABLES:
        raise fault(by_hand(name, ServiceFile))
    table = _TABLES.get(name)
    if inner and table is not None:
        return _set_inner(document, name, table, replace(setting, key=inner))
    content = as_table(data(document.root))
    root = document.root if isinstance(document.root, Mapping) else None
    changed = _changed(_Place(text, content, root, ServiceFile), setting, [])
    _verify(document, changed.text, content)
    return changed


def set_enabled(
    text: str,
    page_ids: Listed[str],
    enabled: bool,  # noqa: FBT001
    *,
    file: Path = FILE,
    off: Collection[str] = (),
) -> str:
    """Return *text*, a file of pages, with pages switched on or off; nothing is written that would say nothing new.

    Args:
        text: its content.
        page_ids: pages that stand in it.
        enabled: what they are to be.
        file: where it is, for messages.
        off: pages that are off as things stand, for whatever reason.

    Raises:
        ConfigError: there is no such page, or the text cannot be edited safely.
    """
    document = parse_file(text, file)
    pages, indices = find_pages(document, page_ids)
    defaults = as_table(as_table(data(document.root)).get("defaults"))
    if enabled and str(defaults.get("enabled", "")).lower() != "false":
        entries = [follow(pages.items[index]) for index in indices]
        has_key = [isinstance(entry, Mapping) and entry.get("enabled") is not None for entry in entries]
        switched = zip(page_ids, has_key, strict=True)
        page_ids = [page_id for page_id, is_said in switched if is_said or page_id in off]
    setting = Setting(key="enabled", sign="=", value="true" if enabled else "false")
    return set_pages(text, page_ids, setting, file=file)[0].text if page_ids else text


@dataclass(frozen=True, slots=True)
class _Place:
    """The table whose key is changed."""

    text: str  #: of the file
    content: dict[str, Any]  #: of the table, in which the change is made as well, to compare
    table: Mapping | None  #: as it stands in the text; None: the file holds nothing yet
    kind: type[Table]


def _set_inner(document: Document, name: str, kind: type[Table], setting: Setting) -> Changed:
    """Change a key of the table *name* of a file, which may be missing."""
    root = document.root if isinstance(document.root, Mapping) else None
    content = as_table(data(document.root))
    table = root.get(name) if root else None
    if isinstance(table, Mapping) and table.pairs:
        inner: Any = content[name]
        changed = _changed(_Place(document.text, inner, table, kind), setting, [])
        _verify(document, changed.text, content)
        return changed
    if table is not None and as_table(content[name] or {}) != (content[name] or {}):
        raise refusal(document, table.start, f"`{name}` should be keys and values; edit it by hand")
    after = value_after(kind, setting, [], [])
    if after is None:
        return Changed(text=document.text, before=None, after=None)
    content[name] = {setting.key: after}
    value = written(after, shapes_of(kind, setting.key), flow=True)
    edited = splicing.put_inner(document.text, root, name, setting.key, value)
    _verify(document, edited, content)
    return Changed(text=edited, before=None, after=after)


def _changed(place: _Place, setting: Setting, inherited: list[str]) -> Changed:
    """Change a key of one table, in the text and in its content; whoever calls compares the two."""
    key = setting.key
    before = place.content.get(key)
    after = value_after(place.kind, setting, texts_of(before), inherited if before is None else [])
    if isinstance(after, list) and isinstance(before, list):
        after = _in_order(after, texts_of(before))
    if after is None:
        return _without(place, key)
    if before is not None and said(after) == said(before):
        return Changed(text=place.text, before=before, after=before)
    place.content[key] = after
    return Changed(text=_put(place, key, after), before=before, after=after)


def _in_order(after: list[str], before: list[str]) -> list[str]:
    """Return the texts *after*, those that were there *before* in the order that they had."""
    return [*(one for one in before if one in after), *(one for one in after if one not in before)]


def _without(place: _Place, key: str) -> Changed:
    """Take *key* out of a table, if it is there."""
    before, text = place.content.pop(key, None), place.text
    if place.table is not None and place.table.key(key) is not None:
        text = splicing.cut(text, place.table, key)
    return Changed(text=text, before=before, after=None)


def _put(place: _Place, key: str, after: str | list[str]) -> str:
    text, table = place.text, place.table
    value = table.get(key) if table else None
    if isinstance(after, list) and after and isinstance(value, Sequence) and value.items:
        own = texts_of(data(value))
        return splicing.with_items(text, value, after, [one for one in after if one not in own])
    flow = table is not None and table.flow
    return splicing.put(text, table, key, written(after, shapes_of(place.kind, key), flow=flow))


def _verify(document: Document, edited: str, wanted: object) -> None:
    """Refuse *edited* unless reading it gives what is *wanted*, and nothing else."""
    after = Document(edited, document.file)
    if after.problems or settled(data(after.root)) != settled(wanted):
        raise refusal(document, None, "this file is written in a way that cannot be edited safely; edit it by hand")
