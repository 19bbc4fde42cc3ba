"""Which columns of a table key its rows, and what heads each of its columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

from monitor.extract.sheets.cells import Entry, Kind
from monitor.extract.sheets.table_bounds import Numbered, Table, columns_of, is_line

_MOSTLY = 0.5  # share of a column's cells that are numbers, for it to hold values
_SENTENCE = 60  # characters: longer words explain a row, and do not name it
_KEYS = 5  # columns that name a row at most
_COUNTED = 3  # rows from which numbers in even steps count the rows
_CODE = re.compile(r"[A-Z]{0,4}[-_]?\d{2,}[A-Z\d]*")


@dataclass(frozen=True, slots=True)
class Heads:
    """What heads the cells of a table."""

    columns: dict[int, tuple[str, ...]]  #: by column, the words above it from the top
    keys: tuple[int, ...]  #: the columns whose cells name their rows
    identities: frozenset[int]  #: the columns whose cells are codes or numbers of the row: neither key nor value


def heads_of(table: Table) -> Heads:
    """Return what heads the cells of *table*."""
    columns = _entries_of(table.body)
    keys = _keys(columns)
    codes = frozenset(column for column in keys if _are_codes(columns[column]))
    speaking = tuple(column for column in keys if column not in codes)
    if not speaking or _rows_told_apart(table.body, speaking) < _rows_told_apart(table.body, keys):
        speaking, codes = keys, frozenset()
    above = {column: tuple(dict.fromkeys(texts)) for column, texts in _named(table.head).items()}
    return Heads(above, speaking, codes)


def _entries_of(body: Sequence[Numbered]) -> dict[int, list[Entry]]:
    """Return what stands in each column, sections left out."""
    columns: dict[int, list[Entry]] = defaultdict(list)
    for _, row in body:
        if not is_line(row):
            for column, entry in enumerate(row):
                if entry is not None:
                    columns[column].append(entry)
    return columns


def _rows_told_apart(body: Sequence[Numbered], columns: Sequence[int]) -> int:
    """Return how many rows the names in *columns* tell apart."""
    return len({tuple(row[column] if column < len(row) else None for column in columns) for _, row in body})


def _are_codes(entries: Sequence[Entry]) -> bool:
    """Return whether a column names rows as a register does: "E40000003"."""
    return all(_CODE.fullmatch(entry.text) for entry in entries)


def _keys(columns: dict[int, list[Entry]]) -> tuple[int, ...]:
    """Return the columns that name the rows: those in words or days, or a first one that counts."""
    values = _values(columns)
    named = [column for column in sorted(columns.keys() - values) if _names(columns[column])]
    before = [column for column in named if column < min(values, default=column + 1)]
    between = [column for column in named if column < max(values, default=0)]
    return tuple((before or between or named)[:_KEYS])


def _values(columns: dict[int, list[Entry]]) -> set[int]:
    """Return the columns that hold numbers, but for a first one by which the rows are counted."""
    values = {column for column, entries in columns.items() if _holds_values(entries)}
    first = min(columns, default=0)
    if len(values) > 1 and first in values and _counts_rows(columns[first]):
        values.remove(first)
    return values


def _holds_values(entries: Sequence[Entry]) -> bool:
    given = [entry for entry in entries if entry.kind is not Kind.MARK]
    if any(entry.is_code for entry in given):
        return False
    return sum(entry.kind is Kind.NUMBER for entry in given) >= _MOSTLY * max(1, len(given))


def _counts_rows(entries: Sequence[Entry]) -> bool:
    """Return whether the numbers of a column are years, or rise in even steps: weeks, ages, ranks."""
    if not all(entry.text.isdecimal() for entry in entries):
        return False
    if all(entry.is_year for entry in entries):
        return True
    steps = {int(after.text) - int(before.text) for before, after in pairwise(entries)}
    return len(entries) >= _COUNTED and len(steps) == 1 and steps != {0}


def _names(entries: Sequence[Entry]) -> bool:
    """Return whether the cells of a column name its rows in a few words."""
    lengths = sorted(len(entry.text) for entry in entries)
    return lengths[len(lengths) // 2] <= _SENTENCE


def _named(head: Sequence[Numbered]) -> dict[int, list[str]]:
    """Return for each column the words above it, from the top; a group's name stands over all of its columns.

    Its columns are those from where it stands until the next name, if the rows below name each of them.
    """
    found: dict[int, list[str]] = defaultdict(list)
    width = max((len(row) for _, row in head), default=0)
    for at, (_, row) in enumerate(head):
        named = columns_of(head[at + 1 :])
        group: Entry | None = None
        for column, own in enumerate([*row, *repeat(None, width - len(row))]):
            name = own or (group if column in named else None)
            group = name if column in named else None
            if name is not None:
                found[column].append(name.text)
    return found
