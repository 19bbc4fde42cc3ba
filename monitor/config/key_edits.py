"""Changing single keys of the configuration, as `monitor set every=3h` does."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Sequence as Listed
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from monitor.config import splicing
from monitor.config.document import Document, Mapping, Sequence, data, follow
from monitor.config.file_shapes import Defaults, LimitsTable, PageEntry, PingTable, ReportTable, ServiceFile
from monitor.config.page_edits import as_table, find_pages, parse_file, refusal, settled
from monitor.config.problems import unknown_key
from monitor.config.table import Table
from monitor.config.web_fields import WebTable
from monitor.config.yaml_values import scalar
from monitor.errors import ConfigError, Problem

SERVICE_FILE = Path("config/monitor.yaml")
_SETTING = re.compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_.-]*?)\s*(?P<sign>\+=|-=|=)(?P<value>.*)", re.S)
_TABLES: dict[str, type[Table]] = {
    "limits": LimitsTable, "report": ReportTable, "ping": PingTable, "web": WebTable,
}  # fmt: skip
_SPLIT = frozenset({"tags"})  # a tag has no comma in it; a selector may


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing to be changed."""

    key: str  #: with a dot for a table of monitor.yaml: ``limits.total``
    sign: str  #: ``=``, ``+=`` or ``-=``
    value: str  #: "" with ``=``: the key is taken out

    def __str__(self) -> str:
        return f"{self.key}{self.sign}{self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What came of it."""

    text: str  #: of the whole file
    before: object  #: the key's own value as `data` gives it, None where it had none
    after: object


def read_setting(text: str) -> Setting:
    """Return what ``key=value``, ``key+=value`` or ``key-=value`` means.

    Raises:
        ValueError: it is none of these.
    """
    match = _SETTING.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is no setting: write key=value, key+=value or key-=value")
    return Setting(key=match["key"], sign=match["sign"], value=match["value"].strip())


def set_pages(text: str, page_ids: Listed[str], setting: Setting) -> list[Changed]:
    """Return pages.yaml with a key of each page of *page_ids* changed, and what it was and is for each of them.

    Raises:
        ConfigError: there is no such page or key, or the text cannot be edited safely.
    """
    document = parse_file(text)
    pages, indices = find_pages(document, page_ids)
    content: Any = data(document.root)
    inherited = _texts(as_table(content.get("defaults")).get(setting.key))
    came: dict[int, Changed] = {}
    for index in sorted(indices, reverse=True):  # from below: what stands above keeps its place
        entry = pages.items[index]
        if not isinstance(entry, Mapping):
            raise refusal(document, entry.start, f"`{page_ids[indices.index(index)]}` is an alias; edit it by hand")
        came[index] = _changed(_Place(text, content["pages"][index], entry, PageEntry), setting, inherited)
        text = came[index].text
    _verify(document, text, content)
    return [replace(came[index], text=text) for index in indices]


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
        raise _fault(f"`{name}` is not a key of monitor.yaml but of pages: name a page, a --tag or --defaults")
    if inner and name in ServiceFile.model_fields and "object" in _shapes(ServiceFile, name) and name not in _TABLES:
        raise _fault(_by_hand(name, ServiceFile))
    table = _TABLES.get(name)
    if inner and table is not None:
        return _set_inner(document, name, table, replace(setting, key=inner))
    content = as_table(data(document.root))
    root = document.root if isinstance(document.root, Mapping) else None
    changed = _changed(_Place(text, content, root, ServiceFile), setting, [])
    _verify(document, changed.text, content)
    return changed


def set_enabled(text: str, page_ids: Listed[str], enabled: bool) -> str:  # noqa: FBT001
    """Return *text* with pages switched on or off; nothing is written that would say nothing new.

    Raises:
        ConfigError: there is no such page, or the text cannot be edited safely.
    """
    document = parse_file(text)
    pages, indices = find_pages(document, page_ids)
    defaults = as_table(as_table(data(document.root)).get("defaults"))
    if enabled and str(defaults.get("enabled", "")).lower() != "false":
        entries = [follow(pages.items[index]) for index in indices]
        has_key = [isinstance(entry, Mapping) and entry.get("enabled") is not None for entry in entries]
        page_ids = [page_id for page_id, switched in zip(page_ids, has_key, strict=True) if switched]
    word = "true" if enabled else "false"
    return set_pages(text, page_ids, Setting(key="enabled", sign="=", value=word))[0].text if page_ids else text


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
    after = _after(kind, setting, [], [])
    if after is None:
        return Changed(text=document.text, before=None, after=None)
    content[name] = {setting.key: after}
    written = _written(after, _shapes(kind, setting.key), flow=True)
    edited = splicing.put_inner(document.text, root, name, setting.key, written)
    _verify(document, edited, content)
    return Changed(text=edited, before=None, after=after)


def _changed(place: _Place, setting: Setting, inherited: list[str]) -> Changed:
    """Change a key of one table, in the text and in its content; whoever calls compares the two."""
    key = setting.key
    before = place.content.get(key)
    after = _after(place.kind, setting, _texts(before), inherited if before is None else [])
    if isinstance(after, list) and isinstance(before, list):
        after = _in_order(after, _texts(before))
    if after is None:
        return _without(place, key)
    if before is not None and _said(after) == _said(before):
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


def _by_hand(key: str, kind: type[Table]) -> str:
    file = "pages" if issubclass(kind, Defaults) else "monitor"
    return f"`{key}` holds tables, and is edited by hand: monitor edit {file}"


def _after(kind: type[Table], setting: Setting, own: list[str], inherited: list[str]) -> str | list[str] | None:
    """Return the value that the key has afterwards; None when it is taken out.

    Args:
        kind: of the table.
        setting: what is wanted.
        own: the texts that the key lists now.
        inherited: those that hold where it lists none.

    Raises:
        ConfigError: there is no such key, or its value is no single one nor a list of texts.
    """
    key, value = setting.key, setting.value
    shapes = _editable(kind, key)
    if setting.sign == "=" and not value:
        return None
    if "array" not in shapes:
        return _single(setting, shapes)
    return _listed(setting, own or inherited, has_inherited=bool(inherited))


def _listed(setting: Setting, now: list[str], *, has_inherited: bool) -> list[str] | None:
    """Return the texts that a list has afterwards, which has the texts *now*.

    An empty list is written only where another one would hold without it.

    Raises:
        ConfigError: what is to be taken out is not there.
    """
    given = _given(setting)
    strange = [one for one in given if one not in now]
    if setting.sign == "=":
        return given
    if setting.sign == "+=":
        return [*now, *strange]
    if strange:
        raise _fault(f"`{setting.key}` has no '{strange[0]}'; it has {', '.join(now) or 'none'}")
    left = [one for one in now if one not in given]
    return left if left or has_inherited else None


def _given(setting: Setting) -> list[str]:
    """Return the texts that a user wrote for a list: several at once where commas part them."""
    if setting.key not in _SPLIT:
        return [setting.value]
    return [word.strip() for word in setting.value.split(",") if word.strip()]


def _editable(kind: type[Table], key: str) -> Collection[str]:
    """Return the shapes that the value of *key* may have.

    Raises:
        ConfigError: there is no such key, or it holds tables.
    """
    if key not in kind.model_fields:
        raise _fault(unknown_key(key, kind))
    shapes = _shapes(kind, key)
    if "object" in shapes:
        raise _fault(_by_hand(key, kind))
    return shapes


def _single(setting: Setting, shapes: Collection[str]) -> str:
    """Return the value of a key that has one; a flag may be written with capitals.

    Raises:
        ConfigError: something is to be added to it, or taken from it.
    """
    value = setting.value
    if setting.sign != "=":
        raise _fault(f"`{setting.key}` has one value: {setting.key}={value}")
    is_flag = "boolean" in shapes and value.lower() in ("true", "false")
    return value.lower() if is_flag else value


def _put(place: _Place, key: str, after: str | list[str]) -> str:
    text, table = place.text, place.table
    value = table.get(key) if table else None
    if isinstance(after, list) and after and isinstance(value, Sequence) and value.items:
        own = _texts(data(value))
        return splicing.with_items(text, value, after, [one for one in after if one not in own])
    flow = table is not None and table.flow
    return splicing.put(text, table, key, _written(after, _shapes(place.kind, key), flow=flow))


def _written(value: str | list[str], shapes: Collection[str], *, flow: bool) -> str:
    """Return *value* as it stands on one line of the file."""
    if isinstance(value, list):
        return f"[{', '.join(scalar(one, flow=True) for one in value)}]"
    is_number = "integer" in shapes and value.isascii() and value.isdecimal()
    is_flag = "boolean" in shapes and value in ("true", "false")
    return value if is_number or is_flag else scalar(value, flow=flow)


def _texts(value: object) -> list[str]:
    """Return the texts of a key that may have one or a list of them."""
    listed = value if isinstance(value, list) else [value]
    return [one.strip() for one in listed if isinstance(one, str)]


def _said(value: object) -> object:
    """Return *value* as it counts: a truth value in whatever case, one text as a list of one."""
    return [str(one).strip().lower() if str(one).lower() in ("true", "false") else one for one in _texts(value)]


@lru_cache
def _shapes(kind: type[Table], key: str) -> frozenset[str]:
    """Return what the value of a key may be, in the words of JSON Schema; "object" for tables, listed or not."""
    annotation: Any = kind.model_fields[key].annotation
    schema = TypeAdapter(annotation).json_schema()
    found = set()
    for choice in schema.get("anyOf", [schema]):
        listed = choice.get("items", {})
        found.add("object" if "$ref" in choice or "$ref" in listed else choice.get("type", "string"))
    return frozenset(found)


def _verify(document: Document, edited: str, wanted: object) -> None:
    """Refuse *edited* unless reading it gives what is *wanted*, and nothing else."""
    after = Document(edited, document.file)
    if after.problems or settled(data(after.root)) != settled(wanted):
        raise refusal(document, None, "this file is written in a way that cannot be edited safely; edit it by hand")


def _fault(message: str) -> ConfigError:
    return ConfigError([Problem(Path(), None, message)])
