"""A whole ledger as an SQLite file, wherever it lies: what a backup is made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from monitor.errors import StoreError
from monitor.store.databases import Database, sqlite_opening
from monitor.store.databases.sqlite import SqliteLedger

FIRST: Final = ("pages", "turns")  # rows of pages make rows of turns, which are then those that are carried over
_IN_ORDER: Final = {"source_entries": "rowid"}  # whose rows are read in the order in which they were written
_OWN: Final = ("figures_fts", "sqlite_", "_sqlite")  # tables of SQLite's own begin so: its index, its notes

Rows = Callable[[str], Iterable[Any]]  #: gives the rows of a SELECT, a stretch at a time


def write(rows: Rows, path: Path) -> None:
    """Write a ledger, all of whose *rows* are those of one moment, to *path*, a new SQLite file.

    Raises:
        StoreError: it cannot be written.
    """
    sqlite_opening.create_file(path)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as conn:
            made = SqliteLedger(conn, path.parent)
            made.begin("writing")
            for table in tables(made):
                names = made.columns(table)
                columns, marks = ", ".join(names), ", ".join("?" * len(names))
                conn.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)
                conn.executemany(
                    f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 (our own names)
                    rows(f"SELECT {columns} FROM {table} ORDER BY {_IN_ORDER.get(table, '1')}"),  # noqa: S608
                )
            conn.execute("INSERT INTO figures_fts (figures_fts) VALUES ('rebuild')")
            made.commit()
    except sqlite3.Error as error:
        raise StoreError("unknown", f"{path} cannot be written ({error}).") from error


def tables(ledger: Database) -> list[str]:
    """Return the tables that every database has, those first whose rows make rows of others."""
    return [*FIRST, *(name for name in ledger.tables() if name not in FIRST and not name.startswith(_OWN))]
