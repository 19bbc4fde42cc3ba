"""What rows of figures of one page have alike, said once: the numbers of the rows that say it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from monitor.store import queries, row_values
from monitor.store.databases import Database


class SharedRows:
    """The rows of one table that rows of figures of one page refer to; new ones are written together."""

    def __init__(self, db: Database, table: str, known: Iterable[tuple[Any, ...]]) -> None:
        """Begin with the rows that are *known*, the number of each first."""
        self._db, self._table = db, table
        self._numbers: dict[tuple[Any, ...], int] = {row[1:]: row[0] for row in known}
        self._next = queries.next_number(db, table)
        self._fresh: list[tuple[Any, ...]] = []

    def number(self, columns: tuple[Any, ...]) -> int:
        """Return the number of the row with these *columns*."""
        number = self._numbers.get(columns)
        if number is None:
            number = self._numbers[columns] = self._next + len(self._fresh)
            self._fresh.append((number, *columns))
        return number

    def write(self) -> None:
        """Write the rows that are new."""
        if self._fresh:
            sql = f"INSERT INTO {self._table} VALUES ({row_values.placeholders(self._fresh[0])})"  # noqa: S608 (our own names)
            self._db.executemany(sql, self._fresh)
