"""How the ledger is asked and told: one row, several, or none; which are meant. Subjects know their own tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.store import row_values

Row = dict[str, Any]
NUMBERS: Final = "(SELECT CAST(value AS BIGINT) FROM json_each(?))"
"""The numbers of a JSON array, to be asked for with ``IN``."""
ALL: Final = 2**62
"""The limit of a question that has none."""


def maybe(db: Database, sql: str, values: Sequence[object]) -> Row | None:
    """Return the first row that *sql* gives, if any."""
    return next(iter(every(db, sql, values)), None)


def every(db: Database, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Iterator[Row]:
    """Yield the rows that *sql* gives; inside a transaction, `Database.query` would make two savepoints of each."""
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
    """Insert a row and return its key, the next number."""
    names = ", ".join(columns)
    sql = f"INSERT INTO {table} ({names}) VALUES ({row_values.placeholders(list(columns))}) RETURNING id"  # noqa: S608
    return int(db.execute(sql, list(columns.values())).fetchone()[0])
