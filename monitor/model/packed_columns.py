"""Things of one kind as columns, one a field, packed as JSON; and back.

A kind's fields are found by its types: a new field needs nothing here but a default, which is part of the format. What
holds a thing of its own (a block's cell, a figure that is tracked) is a kind by itself.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, dataclass, fields, make_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import accumulate, count, repeat
from operator import attrgetter, sub
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from monitor.model.changes import Tracked
from monitor.model.texts import Block

WRITTEN_AS = {"last_told_value": "told"}  #: fields that the format knows by the name they had before
_STEPS = frozenset({"start", "sentence_start", "block", "row", "series"})  # mostly growing: given from one to the next
_NEEDED = frozenset(
    {"kind", "heading", "value", "start", "end", "block", "sentence_start", "sentence", "surface", "counts", "headers"}
)
"""Columns that others are made of: they are there even where all is the default."""
_LISTED = 0.5  # a column of fewer different values than this share of it is given as those values and their numbers
_FIRST, _CHARACTERS = ord("]"), 50_000  # what stands for the first value of a column, and how many have a character
Columns = dict[str, Sequence[Any]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a kind of thing: how its values become JSON, and come back."""

    name: str
    default: object
    to_json: Callable[[Any], Any] | None  #: None: they are JSON as they are
    from_json: Callable[[Any], Any] | None


def columns_of(kind: type, things: Sequence[Any]) -> Columns:
    """Return the fields of *things*, each as one column."""
    names = [field.name for field in _fields(kind)]
    rows = map(attrgetter(*names), things)
    return dict(zip(names, zip(*rows, strict=True), strict=False))


def packed(kind: type, columns: Columns) -> dict[str, Any]:
    """Return *columns* as JSON: values in order, or the different ones (``of``) with the number of each (``at``)."""
    found: dict[str, Any] = {"count": len(next(iter(columns.values()))) if columns else 0}
    for field in _fields(kind) if columns else ():
        column, key = columns[field.name], WRITTEN_AS.get(field.name, field.name)
        if column[0] == field.default and column.count(field.default) == len(column):
            continue
        if field.name in _STEPS:
            found[key] = steps(column)
        elif field.name == "end":
            found["end"] = list(map(sub, column, columns["start"]))
        else:
            found[key] = listed(column, field.to_json)
    return found


def unpacked(kind: type, packed: dict[str, Any]) -> Columns:
    """Undo `packed`; a column that was left out, where all is the default, is left out here too."""
    columns: Columns = {}
    for field in _fields(kind):
        column = packed.get(WRITTEN_AS.get(field.name, field.name))
        if column is None:
            if field.name in _NEEDED:
                columns[field.name] = [field.default] * packed["count"]
        elif field.name in _STEPS:
            columns[field.name] = list(accumulate(column))
        elif field.name == "end":
            columns["end"] = [start + length for start, length in zip(columns["start"], column, strict=True)]
        else:
            columns[field.name] = unlisted(column, field.from_json)
    return columns


def made(kind: type[T], columns: Columns) -> list[T]:
    """Return things of *columns*: in a fifth of the time that calling *kind* takes, which is frozen."""
    number = len(next(iter(columns.values()), ()))
    values = [columns.get(f.name) or repeat(_default(f), number) for f in fields(kind)]  # type: ignore[arg-type]
    things = list(map(thawed(kind), *values))  # type: ignore[arg-type]
    for thing in things:
        thing.__class__ = kind
    return things


@cache
def thawed(kind: Any) -> Any:
    """Return a class with the slots of *kind* that is not frozen: its things fill their own slots, given all of them.

    What is made of it becomes a *kind* when its ``__class__`` is set to that.
    """
    return make_dataclass(kind.__name__, [field.name for field in fields(kind)], repr=False, eq=False, slots=True)


def steps(numbers: Sequence[int]) -> list[int]:
    """Return how far each of *numbers* is from the one before."""
    return list(map(sub, numbers, (0, *numbers[:-1])))


def listed(column: Sequence[Any], to_json: Callable[[Any], Any] | None) -> Any:
    """Return *column* as JSON: its values in order, or the different ones with the number of each, as a character."""
    values = [_converted(value, to_json) for value in column] if to_json else column
    different = dict.fromkeys(values)
    if len(different) > min(len(values) * _LISTED, _CHARACTERS):
        return list(values)
    characters = dict(zip(different, _characters(), strict=False))
    return {"of": list(different), "at": "".join(map(characters.__getitem__, values))}


def unlisted(column: Any, from_json: Callable[[Any], Any] | None) -> list[Any]:
    """Undo `listed`; the number of each value is a number where it was written before it was a character."""
    if isinstance(column, dict):
        different = [_converted(value, from_json) for value in column["of"]]
        keys = _characters() if isinstance(column["at"], str) else count()
        return list(map(dict(zip(keys, different, strict=False)).__getitem__, column["at"]))
    return [_converted(value, from_json) for value in column] if from_json else list(column)


def _characters() -> Iterator[str]:
    """Return what stands for the first, the second ... value of a column: nothing that JSON writes otherwise."""
    return map(chr, range(_FIRST, _FIRST + _CHARACTERS))


def _converted(value: Any, convert: Callable[[Any], Any] | None) -> Any:
    return value if convert is None or value is None else convert(value)


@cache
def _fields(kind: Any) -> tuple[_Field, ...]:
    """Return the fields of *kind* that are columns: those that are no thing of their own."""
    hints = get_type_hints(kind)
    apart = {Block: "cell", Tracked: "figure"}.get(kind)
    return tuple(
        _Field(field.name, _default(field), *_conversion(hints[field.name] if field.name != "value" else str))
        for field in fields(kind)
        if field.name != apart
    )


def _default(field: Field[Any]) -> object:
    return None if field.default is MISSING else field.default


def _conversion(hint: Any) -> tuple[Callable[[Any], Any] | None, Callable[[Any], Any] | None]:
    """Return how values of the type *hint* become JSON, and come back."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return None, tupled
    if hint is Decimal:
        return str, Decimal
    if hint is date:
        return date.isoformat, date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return None, hint  # JSON writes it as the string that it is
    return None, None


def tupled(value: Any) -> Any:
    """Return JSON *value* with its lists as tuples."""
    return tuple(map(tupled, value)) if isinstance(value, list) else value
