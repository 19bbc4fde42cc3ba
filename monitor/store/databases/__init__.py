"""The databases that a ledger lies in: what its subjects ask of either, in one set of SQL.

`sqlite` keeps it in a file beside the snapshots. Who opens a ledger (`monitor.store.opening`) decides which it is;
subjects know only what is promised here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

from monitor.errors import StoreError

Values = Sequence[Any] | Mapping[str, Any]
"""What stands for the ``?`` of a statement, or by their names for its ``:name``."""
Purpose = Literal["reading", "writing", "leasing"]
"""Of a transaction. Readers see one moment. One that writes is the only writer until it ends. One that leases turns is
that too where a database has one writer in any case; elsewhere it writes rows of ``turns`` beside the writer, and
passes over those that others hold (`Database.skip_locked`)."""


class Cursor(Protocol):
    """The rows that a statement gives, and what is known of them."""

    @property
    def description(self) -> Any:
        """Return the columns, the name of each first; None when the statement gives no rows."""

    @property
    def rowcount(self) -> int:
        """Return how many rows were written."""

    def fetchone(self) -> Any:
        """Return the next row; None: there is no more."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""

    def close(self) -> object:
        """Leave the other rows where they are."""

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows that are left."""


class Database(Protocol):
    """An open ledger; belongs to the thread that opened it."""

    @property
    def error(self) -> type[Exception]:
        """Return what is raised when it cannot do what it is asked; `named` says what that means."""

    @property
    def skip_locked(self) -> str:
        """Return the words that end a SELECT of rows to be leased, so that those which others hold are passed over."""

    @property
    def in_transaction(self) -> bool:
        """Return whether a transaction has begun and has not ended."""

    def execute(self, sql: str, values: Values = ()) -> Cursor:
        """Run one statement; outside of a transaction it is one of its own."""

    def stream(self, sql: str, values: Values = ()) -> Iterator[Any]:
        """Yield the rows that a SELECT gives, few of them in memory at a time, however many there are."""

    def executemany(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement for each of *rows*."""

    def each(self, sql: str, rows: Sequence[Values]) -> list[list[Any]]:
        """Run one statement for each of *rows*, and return the rows that each gave, in their order."""

    def begin(self, purpose: Purpose) -> None:
        """Begin a transaction."""

    def commit(self) -> None:
        """End the transaction; what was written is kept, and is on the disk."""

    def rollback(self) -> None:
        """End the transaction, as if it had never begun; nothing when it has ended by itself."""

    def marker(self) -> int:
        """Return a number that is another once another connection has written."""

    def identity(self) -> str:
        """Return the id of the ledger, where it has one of its own; "": it is known by the folder in which it lies."""

    def size(self) -> int:
        """Return how many bytes the ledger takes."""

    def tables(self) -> list[str]:
        """Return the names of all tables, sorted."""

    def columns(self, table: str) -> list[str]:
        """Return the names of the columns of *table*."""

    def damage(self, table: str, *, quick: bool = False) -> list[str]:
        """Return what the database itself finds wrong with *table*, a sentence each; *quick*: but for its indexes."""

    def quick_check(self) -> str:
        """Return what is wrong with the ledger as far as a quick look tells; "": nothing."""

    def reindex(self) -> None:
        """Make all indexes anew."""

    def copy(self, path: Path) -> None:
        """Write all of it, at one moment, to *path*, an SQLite file that is not there yet.

        Raises:
            StoreError: *path* cannot be written.
        """

    def named(self, error: Exception) -> StoreError:
        """Return what *error*, one of `error`, means for this ledger, with what cures it."""

    def close(self) -> None:
        """Close it; a transaction that has not ended is undone."""
