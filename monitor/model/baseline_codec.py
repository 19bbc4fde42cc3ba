"""A baseline as bytes for the ledger: every field of all blocks, figures and so on is one column, packed together.

Columns take half of what the same values take as objects: like stands beside like, what is the default everywhere is
left out, places are given as steps, and what the text itself says of a figure (its sentence, its digits, the headers of
its cell) is not said again. Defaults are part of the format.
"""

from __future__ import annotations

import json
import types
import zlib
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import accumulate, repeat
from operator import attrgetter, sub
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import brotli
from pydantic import TypeAdapter

from monitor.model.changes import Baseline, Tracked
from monitor.model.texts import Block, BlockKind, Cell, Dropped, Figure, Text

_MARK, _SUM = b"\x02", 4  # begins the bytes, and how many are a checksum of what follows: Brotli has none of its own
_UNSUMMED = (
    b"\x01"  # began them before there was one; those that begin otherwise were written before there were columns
)
_QUALITY = 5  # of Brotli: a twelfth smaller than zlib at its best, and as quick as zlib at its quickest
_STEPS = frozenset({"start", "sentence_start", "block", "row", "series"})  # mostly growing: given from one to the next
_ABOVE = -1  # stands for the nearest heading before a block
_NEEDED = frozenset(
    {"kind", "heading", "value", "start", "end", "block", "sentence_start", "sentence", "surface", "counts", "headers"}
)
"""Columns that others are made of: they are there even where all is the default."""
_AS_WRITTEN = "="  # stands for a value that is what its digits say
_LISTED = 0.5  # a column of fewer different values than this share of it is given as those values and their numbers
Columns = dict[str, Sequence[Any]]
T = TypeVar("T")


def encode(baseline: Baseline) -> bytes:
    """Return *baseline* as bytes for the ledger."""
    text = baseline.text
    cells = [block.cell for block in text.blocks if block.cell is not None]
    content = {
        "text": {field.name: getattr(text, field.name) for field in fields(Text) if field.name != "blocks"},
        "blocks": _packed(Block, _unplaced(_columns(Block, text.blocks))),
        "gaps": _listed(_gaps(text), None),
        "lengths": _listed(_lengths(text), None),
        "inside": _steps([number for number, block in enumerate(text.blocks) if block.cell is not None]),
        "cells": _packed(Cell, _columns(Cell, cells)),
        "tracked": _packed(Tracked, _columns(Tracked, baseline.tracked)),
        "figures": _packed(Figure, _unsaid(_columns(Figure, [one.figure for one in baseline.tracked]), text)),
        "dropped": _packed(Dropped, _unwritten(_columns(Dropped, baseline.dropped), text)),
        "rest": [baseline.next_series, baseline.engine, baseline.reader],
    }
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    compressed = bytes(brotli.compress(packed, quality=_QUALITY))
    return _MARK + _sum(compressed) + compressed


def decode(encoded: bytes) -> Baseline:
    """Return the baseline that `encode` wrote, or that was written before there were columns.

    Raises:
        ValueError: the bytes are not what was written.
    """
    try:
        return _decoded(encoded)
    except (zlib.error, brotli.error, LookupError, TypeError) as error:
        raise ValueError(f"the bytes are not a baseline ({error!r:.100})") from error


def _decoded(encoded: bytes) -> Baseline:
    if not encoded.startswith((_MARK, _UNSUMMED)):
        return _objects().validate_json(zlib.decompress(encoded))
    compressed = encoded[1:] if encoded.startswith(_UNSUMMED) else _summed(encoded[1:])
    content = json.loads(brotli.decompress(compressed).decode("utf-8", "surrogatepass"))
    cells = _made(Cell, _unpacked(Cell, content["cells"]))
    cell_of = dict(zip(accumulate(content["inside"]), cells, strict=True))
    said = content["text"] | {name: _tuple(content["text"].get(name, [])) for name in ("notes", "pages")}
    columns = _unpacked(Block, content["blocks"])
    columns["cell"] = [cell_of.get(number) for number in range(content["blocks"]["count"])]
    gaps, lengths = (_unlisted(content[name], None) for name in ("gaps", "lengths"))
    columns["start"], columns["end"] = _places(said["content"], gaps, lengths)
    above = zip(columns["heading"], _headings(columns["kind"]), strict=True)
    columns["heading"] = [nearest if heading == _ABOVE else heading for heading, nearest in above]
    text = Text(**said, blocks=tuple(_made(Block, columns)))
    tracked = _unpacked(Tracked, content["tracked"])
    tracked["figure"] = _made(Figure, _said(_unpacked(Figure, content["figures"]), text))
    next_series, engine, reader = content["rest"]
    return Baseline(
        text=text,
        tracked=tuple(_made(Tracked, tracked)),
        next_series=next_series,
        engine=engine,
        reader=reader,
        dropped=tuple(_made(Dropped, _written(_unpacked(Dropped, content["dropped"]), text))),
    )


def _sum(compressed: bytes) -> bytes:
    return zlib.crc32(compressed).to_bytes(_SUM, "big")


def _summed(encoded: bytes) -> bytes:
    """Return what follows the checksum.

    Raises:
        ValueError: it is not what was written.
    """
    compressed = encoded[_SUM:]
    if _sum(compressed) != encoded[:_SUM]:
        raise ValueError("the checksum of a baseline is another")
    return compressed


# -- what the text says by itself -------------------------------------------------------------------------------------


def _unplaced(columns: Columns) -> Columns:
    """Leave out where blocks begin and end, which is given by `_gaps` and `_lengths`, and headings right above."""
    if columns:
        above = zip(columns["heading"], _headings(columns["kind"]), strict=True)
        columns["heading"] = [_ABOVE if heading == nearest else heading for heading, nearest in above]
        columns["start"] = columns["end"] = [None] * len(columns["start"])
    return columns


def _headings(kinds: Sequence[BlockKind]) -> list[int | None]:
    """Return for each block the number of the nearest heading before it."""
    last: int | None = None
    found: list[int | None] = []
    for number, kind in enumerate(kinds):
        found.append(last)
        last = number if kind is BlockKind.HEADING else last
    return found


def _gaps(text: Text) -> list[int]:
    """Return how far each block begins after the end of the one before: nearly always one character, a line break."""
    ends = (0, *(block.end for block in text.blocks[:-1]))
    return [block.start - end for block, end in zip(text.blocks, ends, strict=False)]


def _lengths(text: Text) -> list[int | None]:
    """Return how long each block is; None: to the end of its line, as nearly always."""
    return [
        None if block.end == _line_end(text.content, block.start) else block.end - block.start for block in text.blocks
    ]


def _places(content: str, gaps: Sequence[int], lengths: Sequence[int | None]) -> tuple[list[int], list[int]]:
    """Return where blocks begin and end."""
    starts, ends, end = [], [], 0
    for gap, length in zip(gaps, lengths, strict=True):
        start = end + gap
        end = _line_end(content, start) if length is None else start + length
        starts.append(start)
        ends.append(end)
    return starts, ends


def _line_end(content: str, start: int) -> int:
    found = content.find("\n", start)
    return len(content) if found < 0 else found


def _unwritten(columns: Columns, text: Text) -> Columns:
    """Leave out digits that stand in the text just so, and values that are these digits."""
    if columns:
        numbers = [None if value is None else str(value) for value in columns["value"]]
        pairs = zip(numbers, map(_digits, columns["surface"]), strict=True)
        columns["value"] = [_AS_WRITTEN if number == digits else number for number, digits in pairs]
        spans = zip(columns["surface"], columns["start"], columns["end"], strict=True)
        columns["surface"] = [None if text.content[start:end] == digits else digits for digits, start, end in spans]
    return columns


def _written(columns: Columns, text: Text) -> Columns:
    """Undo `_unwritten`."""
    spans = zip(columns["surface"], columns["start"], columns["end"], strict=True)
    columns["surface"] = [text.content[start:end] if digits is None else digits for digits, start, end in spans]
    pairs = zip(columns["value"], map(_digits, columns["surface"]), strict=True)
    numbers = [digits if number == _AS_WRITTEN else number for number, digits in pairs]
    columns["value"] = [None if number is None else Decimal(number) for number in numbers]
    return columns


def _digits(surface: str) -> str:
    return surface.replace(",", "")


def _unsaid(columns: Columns, text: Text) -> Columns:
    """Leave out what the text says of figures: a sentence is its length, headers are those of the cell."""
    if not columns:
        return columns
    cells = _cells_headers(columns["block"], text)
    counts = zip(columns["counts"], columns["headers"], strict=True)
    columns["counts"] = [None if headers and ": ".join(headers) == words else words for words, headers in counts]
    headers = zip(columns["headers"], cells, strict=True)
    columns["headers"] = [None if own and own == of_cell else own for own, of_cell in headers]
    sentences = zip(columns["sentence"], columns["sentence_start"], strict=True)
    columns["sentence"] = [len(words) if text.content.startswith(words, start) else words for words, start in sentences]
    return _unwritten(columns, text)


def _said(columns: Columns, text: Text) -> Columns:
    """Undo `_unsaid`."""
    cells = _cells_headers(columns["block"], text)
    headers = zip(columns["headers"], cells, strict=True)
    columns["headers"] = [of_cell if own is None else own for own, of_cell in headers]
    counts = zip(columns["counts"], columns["headers"], strict=True)
    columns["counts"] = [": ".join(headers) if words is None else words for words, headers in counts]
    sentences = zip(columns["sentence"], columns["sentence_start"], strict=True)
    columns["sentence"] = [
        text.content[start : start + words] if isinstance(words, int) else words for words, start in sentences
    ]
    return _written(columns, text)


def _cells_headers(blocks: Sequence[int], text: Text) -> list[tuple[str, ...]]:
    """Return for each of *blocks* the headers of its cell; none where it is no cell, or no block of this text."""
    known = range(len(text.blocks))
    cells = [text.blocks[block].cell if block in known else None for block in blocks]
    return [cell.row_headers + cell.column_headers if cell else () for cell in cells]


# -- columns ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a kind of thing: how its values become JSON, and come back."""

    name: str
    default: object
    to_json: Callable[[Any], Any] | None  #: None: they are JSON as they are
    from_json: Callable[[Any], Any] | None


def _columns(kind: type, things: Sequence[Any]) -> Columns:
    names = [field.name for field in _fields(kind)]
    rows = map(attrgetter(*names), things)
    return dict(zip(names, zip(*rows, strict=True), strict=False))


def _packed(kind: type, columns: Columns) -> dict[str, Any]:
    """Return *columns* as JSON: values in order, or the different ones (``of``) with the number of each (``at``)."""
    packed: dict[str, Any] = {"count": len(next(iter(columns.values()))) if columns else 0}
    for field in _fields(kind) if columns else ():
        column = columns[field.name]
        if column.count(field.default) == len(column):
            continue
        if field.name in _STEPS:
            packed[field.name] = _steps(column)
        elif field.name == "end":
            packed["end"] = list(map(sub, column, columns["start"]))
        else:
            packed[field.name] = _listed(column, field.to_json)
    return packed


def _unpacked(kind: type, packed: dict[str, Any]) -> Columns:
    """Undo `_packed`; a column that was left out, where all is the default, is left out here too."""
    columns: Columns = {}
    for field in _fields(kind):
        column = packed.get(field.name)
        if column is None:
            if field.name in _NEEDED:
                columns[field.name] = [field.default] * packed["count"]
        elif field.name in _STEPS:
            columns[field.name] = list(accumulate(column))
        elif field.name == "end":
            columns["end"] = [start + length for start, length in zip(columns["start"], column, strict=True)]
        else:
            columns[field.name] = _unlisted(column, field.from_json)
    return columns


def _made(kind: type[T], columns: Columns) -> list[T]:
    """Return things of *columns*. Their slots are filled column by column: that costs a third of calling *kind*."""
    things = [kind.__new__(kind) for _ in next(iter(columns.values()), ())]
    for field in fields(kind):  # type: ignore[arg-type]
        values = columns.get(field.name) or repeat(_default(field), len(things))
        deque(map(getattr(kind, field.name).__set__, things, values), maxlen=0)
    return things


def _steps(numbers: Sequence[int]) -> list[int]:
    return list(map(sub, numbers, (0, *numbers[:-1])))


def _listed(column: Sequence[Any], to_json: Callable[[Any], Any] | None) -> Any:
    values = [_converted(value, to_json) for value in column] if to_json else list(column)
    different = {value: number for number, value in enumerate(dict.fromkeys(values))}
    if len(different) > len(values) * _LISTED:
        return values
    return {"of": list(different), "at": [different[value] for value in values]}


def _unlisted(column: Any, from_json: Callable[[Any], Any] | None) -> list[Any]:
    if isinstance(column, dict):
        different = [_converted(value, from_json) for value in column["of"]]
        return [different[number] for number in column["at"]]
    return [_converted(value, from_json) for value in column] if from_json else list(column)


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
        return None, _tuple
    if hint is Decimal:
        return str, Decimal
    if hint is date:
        return date.isoformat, date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return attrgetter("value"), hint
    return None, None


def _tuple(value: Any) -> Any:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value


@cache
def _objects() -> TypeAdapter[Baseline]:
    return TypeAdapter(Baseline)
