"""The open ledger: one SQLite database, what is written to it in one transaction, what is asked of it at one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlite_utils import Database

from monitor.store import sqlite_errors
from monitor.store.locking import Lock


class LedgerFile:
    """The ledger of a home; each subject adds to it what is asked and told of its tables."""

    def __init__(self, folder: Path, db: Database, lock: Lock | None, reopened: Callable[[], Database]) -> None:
        """Go by *db*, the ledger in *folder*.

        Args:
            folder: it lies in, with the snapshots.
            db: opened for the one writer if there is a *lock*, else for a reader.
            lock: is held by the one writer.
            reopened: opens it for a reader that has one thing to say.
        """
        self.folder, self._db, self._lock, self._reopened = folder, db, lock, reopened
        self._writing = lock is not None

    @contextmanager
    def _one_moment(self) -> Iterator[None]:
        """Have several questions answered of one moment, whatever is recorded meanwhile."""
        self._db.conn.execute("BEGIN")
        try:
            yield
        finally:
            self._db.conn.execute("COMMIT")

    def _may_write(self) -> None:
        """Let a reader say one thing beside the instance that checks pages."""
        if not self._writing:
            self._db.conn.close()
            self._db = self._reopened()
            self._writing = True

    @contextmanager
    def _transaction(self) -> Iterator[Database]:
        """Yield the ledger inside a transaction that begins as a writer's; all of it is kept, or nothing."""
        try:
            self._may_write()
            self._db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.conn.execute("COMMIT")
            except BaseException:
                if self._db.conn.in_transaction:  # a full disk has rolled back by itself
                    self._db.conn.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise sqlite_errors.named(error, self.folder) from error


P = ParamSpec("P")
T = TypeVar("T")
Asked = TypeVar("Asked", bound=LedgerFile)


def in_our_words(method: Callable[Concatenate[Asked, P], T]) -> Callable[Concatenate[Asked, P], T]:
    """Have what SQLite could not do said as a StoreError: checking waits while another program holds the ledger."""

    @wraps(method)
    def asked(self: Asked, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(self, *args, **kwargs)
        except sqlite3.Error as error:
            raise sqlite_errors.named(error, self.folder) from error

    return asked
