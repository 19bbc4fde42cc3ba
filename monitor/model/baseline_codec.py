"""A baseline as bytes for the ledger: every field of all blocks, figures and so on is one column, packed together.

Columns take half of what the same values take as objects: like stands beside like, what is the default everywhere is
left out, places are given as steps, and what the text itself says of a figure (its sentence, its digits, the headers of
its cell) is not said again. Defaults are part of the format.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from functools import cache
from itertools import accumulate, compress, repeat
from operator import sub

import brotli
from pydantic import TypeAdapter

from monitor.model.changes import Baseline, Tracked
from monitor.model.packed_columns import (
    WRITTEN_AS,
    Columns,
    columns_of,
    listed,
    made,
    packed,
    steps,
    tupled,
    unlisted,
    unpacked,
)
from monitor.model.texts import Block, BlockKind, Cell, Dropped, Figure, Text

_MARK, _SUM = b"\x02", 4  # begins the bytes, and how many are a checksum of what follows: Brotli has none of its own
_UNSUMMED = (
    b"\x01"  # began them before there was one; those that begin otherwise were written before there were columns
)
_QUALITY = 5  # of Brotli: a twelfth smaller than zlib at its best, and as quick as zlib at its quickest
_WINDOWS = (10, 22)  # powers of two: what Brotli takes at least, and by itself
_ABOVE = -1  # stands for the nearest heading before a block
_LINE_END = "\n"
_HEADING = BlockKind.HEADING  # looked up once: by its class a member costs more than all else that is done with it
_AS_WRITTEN = "="  # stands for a value that is what its digits say


def encode(baseline: Baseline) -> bytes:
    """Return *baseline* as bytes for the ledger."""
    text = baseline.text
    cells = [block.cell for block in text.blocks if block.cell is not None]
    blocks = columns_of(Block, text.blocks)
    starts, ends = blocks.get("start", ()), blocks.get("end", ())
    content = {
        "text": {field.name: getattr(text, field.name) for field in fields(Text) if field.name != "blocks"},
        "blocks": packed(Block, _unplaced(blocks)),
        "gaps": listed(_gaps(starts, ends), None),
        "lengths": listed(_lengths(text.content, starts, ends), None),
        "inside": steps([number for number, block in enumerate(text.blocks) if block.cell is not None]),
        "cells": packed(Cell, columns_of(Cell, cells)),
        "tracked": packed(Tracked, columns_of(Tracked, baseline.tracked)),
        "figures": packed(Figure, _unsaid(columns_of(Figure, [one.figure for one in baseline.tracked]), text)),
        "dropped": packed(Dropped, _unwritten(columns_of(Dropped, baseline.dropped), text)),
        "rest": [baseline.next_series, baseline.engine, baseline.reader],
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    compressed = bytes(brotli.compress(written, quality=_QUALITY, lgwin=_window(written)))
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
        content = json.loads(zlib.decompress(encoded))
        for series in content["tracked"]:
            series |= {name: series.pop(written) for name, written in WRITTEN_AS.items() if written in series}
        return _objects().validate_python(content)
    compressed = encoded[1:] if encoded.startswith(_UNSUMMED) else _summed(encoded[1:])
    content = json.loads(brotli.decompress(compressed).decode("utf-8", "surrogatepass"))
    cells = made(Cell, unpacked(Cell, content["cells"]))
    cell_of = dict(zip(accumulate(content["inside"]), cells, strict=True))
    said = content["text"] | {name: tupled(content["text"].get(name, [])) for name in ("notes", "pages", "frames")}
    columns = unpacked(Block, content["blocks"])
    columns["cell"] = [cell_of.get(number) for number in range(content["blocks"]["count"])]
    gaps, lengths = (unlisted(content[name], None) for name in ("gaps", "lengths"))
    columns["start"], columns["end"] = _places(said["content"], gaps, lengths)
    above = zip(columns["heading"], _headings(columns["kind"]), strict=True)
    columns["heading"] = [nearest if heading == _ABOVE else heading for heading, nearest in above]
    text = Text(**said, blocks=tuple(made(Block, columns)))
    tracked = unpacked(Tracked, content["tracked"])
    tracked["figure"] = made(Figure, _said(unpacked(Figure, content["figures"]), text))
    next_series, engine, reader = content["rest"]
    return Baseline(
        text=text,
        tracked=tuple(made(Tracked, tracked)),
        next_series=next_series,
        engine=engine,
        reader=reader,
        dropped=tuple(made(Dropped, _written(unpacked(Dropped, content["dropped"]), text))),
    )


def _window(written: bytes) -> int:
    """Return how far back Brotli looks, as a power of two: no further than there are bytes, or it makes ready more."""
    shortest, longest = _WINDOWS
    return min(longest, max(shortest, len(written).bit_length()))


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
    for number in compress(range(len(kinds)), map(_HEADING.__eq__, kinds)):
        found += repeat(last, number + 1 - len(found))
        last = number
    return [*found, *repeat(last, len(kinds) - len(found))]


def _gaps(starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Return how far each block begins after the end of the one before: nearly always one character, a line break."""
    return list(map(sub, starts, (0, *ends)))


def _lengths(content: str, starts: Sequence[int], ends: Sequence[int]) -> list[int | None]:
    """Return how long each block is; None: to the end of its line, as nearly always."""
    line_ends = map((content + _LINE_END).find, repeat(_LINE_END), starts)
    places = zip(starts, ends, line_ends, strict=True)
    return [None if end == line_end else end - start for start, end, line_end in places]


def _places(content: str, gaps: Sequence[int], lengths: Sequence[int | None]) -> tuple[list[int], list[int]]:
    """Return where blocks begin and end."""
    lines = content + _LINE_END
    starts, ends, end = [], [], 0
    for gap, length in zip(gaps, lengths, strict=True):
        start = end + gap
        end = lines.find(_LINE_END, start) if length is None else start + length
        starts.append(start)
        ends.append(end)
    return starts, ends


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


@cache
def _objects() -> TypeAdapter[Baseline]:
    return TypeAdapter(Baseline)
