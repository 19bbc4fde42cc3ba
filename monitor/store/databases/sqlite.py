"""A ledger in one SQLite file beside the snapshots."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from monitor.errors import StoreError
from monitor.store import sqlite_errors
from monitor.store.databases import Purpose, Values

_BEGIN: Final[dict[Purpose, str]] = {
    "reading": "BEGIN",
    "writing": "BEGIN IMMEDIATE",  # one that is deferred can fail as soon as it writes
    "leasing": "BEGIN IMMEDIATE",
}


class SqliteLedger:
    """A ledger by its connection, which leaves transactions to us."""

    error: Final = sqlite3.Error
    skip_locked: Final = ""  # there is one writer at a time

    def __init__(self, conn: sqlite3.Connection, folder: Path) -> None:
        self.conn, self._folder = conn, folder
        conn.create_function("casefold", 1, str.casefold, deterministic=True)

    @property
    def in_transaction(self) -> bool:
        """Return whether a transaction has begun and has not ended."""
        return self.conn.in_transaction

    def execute(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.conn.execute(sql, values)

    def stream(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """Return the rows that a SELECT gives, each of which is read when it is asked for."""
        return self.conn.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement for each of *rows*."""
        self.conn.executemany(sql, rows)

    def each(self, sql: str, rows: Sequence[Values]) -> list[list[Any]]:
        """Run one statement for each of *rows*, and return the rows that each gave, in their order."""
        return [self.conn.execute(sql, values).fetchall() for values in rows]

    def begin(self, purpose: Purpose) -> None:
        """Begin a transaction."""
        self.conn.execute(_BEGIN[purpose])

    def commit(self) -> None:
        """End the transaction; what was written is kept."""
        self.conn.execute("COMMIT")

    def rollback(self) -> None:
        """End the transaction, as if it had never begun."""
        if self.conn.in_transaction:  # a full disk has rolled back by itself
            self.conn.execute("ROLLBACK")

    def marker(self) -> int:
        """Return a number that is another once another connection has written."""
        return self._pragma("data_version")

    def identity(self) -> str:
        """Return "": a file has no id of its own."""
        return ""

    def size(self) -> int:
        """Return how many bytes the ledger takes."""
        return self._pragma("page_count") * self._pragma("page_size")

    def _pragma(self, name: str) -> int:
        return int(self.conn.execute(f"PRAGMA {name}").fetchone()[0])

    def tables(self) -> list[str]:
        """Return the names of all tables, sorted."""
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        return [row[0] for row in self.conn.execute(sql)]

    def columns(self, table: str) -> list[str]:
        """Return the names of the columns of *table*, but for those that it works out."""
        return [row[1] for row in self.conn.execute(f"PRAGMA table_info([{table}])")]

    def damage(self, table: str, *, quick: bool = False) -> list[str]:
        """Return what SQLite finds wrong with *table*."""
        check = "quick_check" if quick else "integrity_check"
        return [row[0] for row in self.conn.execute(f"PRAGMA {check}([{table}])") if row[0] != "ok"]

    def quick_check(self) -> str:
        """Return the first thing that a quick look finds wrong; "": nothing."""
        found = str(self.conn.execute("PRAGMA quick_check(1)").fetchone()[0])
        return "" if found == "ok" else found

    def reindex(self) -> None:
        """Make all indexes anew."""
        self.conn.execute("REINDEX")

    def copy(self, path: Path) -> None:
        """Write all of it, at one moment, to *path*."""
        try:
            target = sqlite3.connect(path)
        except sqlite3.Error as error:
            raise StoreError("unknown", f"{path} cannot be written ({error}).") from None
        with closing(target):
            self.conn.backup(target)

    def named(self, error: Exception) -> StoreError:
        """Return what *error* means for this ledger, with what cures it."""
        assert isinstance(error, sqlite3.Error)  # noqa: S101 (what `error` says)
        return sqlite_errors.named(error, self._folder)

    def close(self) -> None:
        """Close it."""
        self.conn.close()
