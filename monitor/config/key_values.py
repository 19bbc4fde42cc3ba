"""What a setting makes of the value of a key, and how that is written."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from monitor.config.file_shapes import Defaults
from monitor.config.problems import unknown_key
from monitor.config.table import Table
from monitor.config.yaml_values import scalar
from monitor.errors import ConfigError, Problem

_SETTING = re.compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_.-]*?)\s*(?P<sign>\+=|-=|=)(?P<value>.*)", re.S)
_SPLIT = frozenset({"tags", "hours", "days"})  # none of these has a comma in it; a selector may


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing to be changed."""

    key: str  #: with a dot for a table of monitor.yaml: ``limits.total``
    sign: str  #: ``=``, ``+=`` or ``-=``
    value: str  #: "" with ``=``: the key is taken out

    def __str__(self) -> str:
        return f"{self.key}{self.sign}{self.value}"


def read_setting(text: str) -> Setting:
    """Return what ``key=value``, ``key+=value`` or ``key-=value`` means.

    Raises:
        ValueError: it is none of these.
    """
    match = _SETTING.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is no setting: write key=value, key+=value or key-=value")
    return Setting(key=match["key"], sign=match["sign"], value=match["value"].strip())


def by_hand(key: str, kind: type[Table]) -> str:
    """Return that *key* of a table is not changed by a setting."""
    file = "pages" if issubclass(kind, Defaults) else "monitor"
    return f"`{key}` holds tables, and is edited by hand: monitor edit {file}"


def value_after(kind: type[Table], setting: Setting, own: list[str], inherited: list[str]) -> str | list[str] | None:
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
        raise fault(f"`{setting.key}` has no '{strange[0]}'; it has {', '.join(now) or 'none'}")
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
        raise fault(unknown_key(key, kind))
    shapes = shapes_of(kind, key)
    if "object" in shapes:
        raise fault(by_hand(key, kind))
    return shapes


def _single(setting: Setting, shapes: Collection[str]) -> str:
    """Return the value of a key that has one; a flag may be written with capitals.

    Raises:
        ConfigError: something is to be added to it, or taken from it.
    """
    value = setting.value
    if setting.sign != "=":
        raise fault(f"`{setting.key}` has one value: {setting.key}={value}")
    is_flag = "boolean" in shapes and value.lower() in ("true", "false")
    return value.lower() if is_flag else value


def written(value: str | list[str], shapes: Collection[str], *, flow: bool) -> str:
    """Return *value* as it stands on one line of the file."""
    if isinstance(value, list):
        return f"[{', '.join(scalar(one, flow=True) for one in value)}]"
    is_number = "integer" in shapes and value.isascii() and value.isdecimal()
    is_flag = "boolean" in shapes and value in ("true", "false")
    return value if is_number or is_flag else scalar(value, flow=flow)


def texts_of(value: object) -> list[str]:
    """Return the texts of a key that may have one or a list of them."""
    listed = value if isinstance(value, list) else [value]
    return [one.strip() for one in listed if isinstance(one, str)]


def said(value: object) -> object:
    """Return *value* as it counts: a truth value in whatever case, one text as a list of one."""
    return [str(one).strip().lower() if str(one).lower() in ("true", "false") else one for one in texts_of(value)]


@lru_cache
def shapes_of(kind: type[Table], key: str) -> frozenset[str]:
    """Return what the value of a key may be, in the words of JSON Schema; "object" for tables, listed or not."""
    annotation: Any = kind.model_fields[key].annotation
    schema = TypeAdapter(annotation).json_schema()
    found = set()
    for choice in schema.get("anyOf", [schema]):
        listed = choice.get("items", {})
        found.add("object" if "$ref" in choice or "$ref" in listed else choice.get("type", "string"))
    return frozenset(found)


def fault(message: str) -> ConfigError:
    """Return that a setting cannot be made, wherever it would be."""
    return ConfigError([Problem(Path(), None, message)])
