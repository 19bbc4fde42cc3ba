"""The open ledger: one database, what is written to it in one transaction, what is asked of it at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from monitor.store.archives import Archive
from monitor.store.databases import Database, Purpose


class LedgerFile:
    """The ledger of a home; each subject adds to it what is asked and told of its tables."""

    def __init__(
        self, folder: Path, archive: Archive, db: Database, reopened: Callable[[], Database], *, writing: bool
    ) -> None:
        """Go by *db*, the ledger of *folder*.

        Args:
            folder: of the ledger, or of what is kept here beside one that lies elsewhere.
            archive: its snapshots.
            db: opened for one who writes, or for a reader.
            reopened: opens it for a reader that has one thing to say.
            writing: whether *db* may be written to.
        """
        self.folder, self.archive, self._db = folder, archive, db
        self._reopened, self._writing = reopened, writing
        self.beat: Callable[[], None] = lambda: None  #: called about once a second while a network is waited for

    @contextmanager
    def _one_moment(self) -> Iterator[None]:
        """Have several questions answered of one moment, whatever is recorded meanwhile."""
        self._db.begin("reading")
        try:
            yield
        finally:
            self._db.commit()

    def _may_write(self) -> None:
        """Let a reader say one thing beside the instance that checks pages."""
        if not self._writing:
            self._db.close()
            self._db = self._reopened()
            self._writing = True

    @contextmanager
    def _transaction(self, purpose: Purpose = "writing") -> Iterator[Database]:
        """Yield the ledger inside a transaction that begins as a writer's; all of it is kept, or nothing."""
        try:
            self._may_write()
            self._db.begin(purpose)
            try:
                yield self._db
                self._db.commit()
            except BaseException:
                self._db.rollback()
                raise
        except self._db.error as error:
            raise self._db.named(error) from error


P = ParamSpec("P")
T = TypeVar("T")
Asked = TypeVar("Asked", bound=LedgerFile)


def in_our_words(method: Callable[Concatenate[Asked, P], T]) -> Callable[Concatenate[Asked, P], T]:
    """Have what the database could not do said as a StoreError: checking waits while another program holds it."""

    @wraps(method)
    def asked(self: Asked, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(self, *args, **kwargs)
        except self._db.error as error:
            raise self._db.named(error) from error

    return asked
