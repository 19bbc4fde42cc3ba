"""How the ledger is asked and told: one row, several, or none; which are meant. Subjects know their own tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from monitor.errors import StoreError
from monitor.store import row_values
from monitor.store.databases import Database

Row = dict[str, Any]
NUMBERS: Final = "(SELECT CAST(value AS BIGINT) FROM json_each(?))"
"""The numbers of a JSON array, to be asked for with ``IN``."""
ALL: Final = 2**62
"""More than any number of rows: the limit of a question that has none, and what is after every number."""


def maybe(db: Database, sql: str, values: Sequence[object]) -> Row | None:
    """Return the first row that *sql* gives, if any."""
    return next(iter(every(db, sql, values)), None)


def every(db: Database, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Iterator[Row]:
    """Yield the rows that *sql* gives."""
    found = db.execute(sql, dict(values) if isinstance(values, Mapping) else list(values))
    names = [column[0] for column in found.description]
    return (dict(zip(names, row, strict=True)) for row in found)


def one(db: Database, sql: str, values: Sequence[object]) -> Row:
    """Return the row that *sql* gives.

    Raises:
        StoreError: there is none.
    """
    row = maybe(db, sql, values)
    if row is None:
        raise StoreError("unknown", f"The ledger does not know {', '.join(map(str, values))}.")
    return row


def of(names: Sequence[str] | None, column: str) -> tuple[str, list[object]]:
    """Return the condition that *column* is one of *names*, and its values; None: whatever it is."""
    if names is None:
        return "1 = 1", []
    return f"{column} IN (SELECT value FROM json_each(?))", [row_values.dumps(list(names))]  # noqa: S608 (our own names)


def next_number(db: Database, table: str) -> int:
    """Return the number that the next row of *table* gets."""
    return int(db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])  # noqa: S608 (our own names)


def insert(db: Database, table: str, columns: dict[str, Any]) -> int:
    """Insert a row and return its key, ``id``."""
    return int(db.execute(f"{_inserting(table, columns)} RETURNING id", list(columns.values())).fetchone()[0])


def insert_numbered(db: Database, table: str, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert *rows*, which have the same columns, and return their keys, ``id``; nobody else writes meanwhile."""
    first = next_number(db, table) if rows else 0
    insert_all(db, table, [{"id": number, **row} for number, row in enumerate(rows, first)])
    return list(range(first, first + len(rows)))


def insert_all(db: Database, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Insert *rows*, which have the same columns."""
    if rows:
        db.executemany(_inserting(table, rows[0]), [list(row.values()) for row in rows])


def _inserting(table: str, columns: Iterable[str]) -> str:
    names = list(columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({row_values.placeholders(names)})"  # noqa: S608 (our own names)
