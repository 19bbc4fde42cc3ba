"""Snapshots in an object store: objects of a bucket, under the names and with the content that files have in a folder.

An object is put before the transaction that names it, and only where none is of that name. What no row names may so be
named in a moment, by another machine: it is a stray when it has lain there for an hour, by the store's own clock.
"""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count, islice
from typing import IO, TYPE_CHECKING, ClassVar, Final

from monitor.errors import StoreError
from monitor.model.archive_address import ArchiveAddress
from monitor.store.archives import ASIDE, MARK, Archive, Came, One
from monitor.store.archives.snapshot_names import is_name, refuse_other

if TYPE_CHECKING:
    from concurrent.futures import Future

    from monitor.store.archives.bucket_client import Client

SETTLED: Final = timedelta(hours=1)  # after which nobody is between an object and its row: a turn lasts minutes
AT_ONCE: Final = 8  # requests
_PROBE: Final = ".probe"
_AT_ONCE: Final = 10_000  # names that are held in memory while they are sorted


class BucketArchive(Archive):
    """The snapshots in a bucket; any thread may ask."""

    is_remote: ClassVar[bool] = True

    def __init__(self, address: ArchiveAddress, settled: timedelta = SETTLED) -> None:
        """Go by *address*; what no row names is a stray when it has lain there for as long as *settled*."""
        self.address, self._settled = address, settled

    def __str__(self) -> str:
        return str(self.address)

    @cached_property
    def _client(self) -> Client:
        """Return the client, once something is asked: the library is imported then.

        Raises:
            StoreError: it is not installed.
        """
        try:
            from monitor.store.archives.bucket_client import Client  # noqa: PLC0415 (few commands read a snapshot)
        except ImportError as error:
            said = f"The snapshots at {self.address} need a package that is not installed ({error})."
            raise StoreError("missing", f"{said} Install it: pip install 'policy-monitor[cluster]'") from error
        return Client(self.address)

    def place(self, file: str) -> str:
        """Return the address of the snapshot *file*."""
        prefix = f"{self.address.prefix}/" if self.address.prefix else ""
        return f"s3://{self.address.bucket}/{prefix}{file}"

    def put(self, file: str, packed: bytes | bytearray) -> None:
        """Keep *packed* as the snapshot *file*, if nothing, or the same, is there.

        Raises:
            StoreError: the store is not reached, or refuses; or other bytes have that name.
        """
        refuse_other(file)
        if self._client.put(file, packed) or (found := self.sum_of(file)) == _digest(packed):
            return
        if not found and not self.is_there(file):  # refused for one that is under way, whose answer was not waited for
            raise StoreError("away", f"{self.place(file)} is just being put there, and is not there yet.")
        said = f"{self.place(file)} holds other bytes than those that were captured; nothing was written over them."
        raise StoreError("exists", said)

    def opened(self, file: str) -> IO[bytes]:
        """Open the object of the snapshot *file*.

        Raises:
            StoreError: it is lost, or the store is not reached.
        """
        refuse_other(file)
        found = self._client.get(file)
        if found is None:
            raise self.lost(file, "there is no such object")
        return found

    def is_there(self, file: str) -> bool:
        """Return whether there is an object for the snapshot *file*.

        Raises:
            StoreError: the store is not reached.
        """
        return is_name(file) and self._client.head(file) is not None

    def room(self, file: str) -> int:
        """Return how many bytes the object of the snapshot *file* has; 0 when it is not there."""
        found = self._client.head(file) if is_name(file) else None
        return found[0] if found else 0

    def remove(self, file: str) -> None:
        """Remove the object of the snapshot *file*, if it is there.

        Raises:
            StoreError: the store is not reached, or refuses.
        """
        refuse_other(file)
        self._client.delete(file)

    def set_aside(self, file: str) -> None:
        """Move the object of a snapshot to ``.damaged/``, under a name that is free there.

        Raises:
            StoreError: the store is not reached, or refuses.
        """
        if not self.is_there(file):
            return
        names = (f"{ASIDE}/{file}{f'.{number}' if number else ''}" for number in count())
        self._client.copy(file, next(name for name in names if self._client.head(name) is None))
        self._client.delete(file)

    def listed(self, _unfinished: list[str]) -> Iterator[str]:
        """Yield the names of all snapshots, sorted; stores have orders of their own. No object is ever unfinished."""
        with closing(sqlite3.connect("", isolation_level=None)) as sorting:  # in a file of its own that goes with it
            sorting.execute("CREATE TABLE names (name TEXT PRIMARY KEY) WITHOUT ROWID")
            names = ((name,) for name in self._client.names() if not name.startswith("."))
            while some := list(islice(names, _AT_ONCE)):
                sorting.executemany("INSERT OR IGNORE INTO names VALUES (?)", some)
            for (name,) in sorting.execute("SELECT name FROM names ORDER BY name"):
                if not name.rpartition("/")[2].startswith("."):
                    yield name

    def each(
        self, work: Callable[[One], Came], items: Iterable[One], beat: Callable[[], None] = lambda: None
    ) -> Iterator[Came]:
        """Yield what *work* comes to for each of *items*, in their order, some of them at once."""
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (every command imports this)

        pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="bucket")
        under_way: deque[Future[Came]] = deque()
        try:
            for item in items:
                under_way.append(pool.submit(work, item))
                if len(under_way) == 2 * AT_ONCE:
                    yield _came(under_way.popleft(), beat)
            while under_way:
                yield _came(under_way.popleft(), beat)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # what is under way ends by itself, in a while

    def clear(self, _unfinished: Sequence[str]) -> None:
        """Do nothing: an object is there whole, or not at all."""

    def settled(self, stray: Sequence[str]) -> list[str]:
        """Return those of the *stray* files that have lain there for an hour; none where nothing may be written.

        Raises:
            StoreError: the store is not reached.
        """
        if not stray:
            return []
        now = self.clock()
        lying = ((file, self._client.head(file)) for file in stray)
        return [file for file, found in lying if found is not None and found[1] <= now - self._settled]

    def clock(self) -> datetime:
        """Return the time by the store's own clock.

        Raises:
            StoreError: the store is not reached, or nothing may be written to it.
        """
        self._client.put(_PROBE, b"", over=True)
        found = self._client.head(_PROBE)
        if found is None:
            raise StoreError("away", f"The snapshots at {self.address}: what was just written there is not there.")
        return found[1]

    def overwrites(self) -> bool:
        """Return whether the store replaces an object although it was told not to.

        Raises:
            StoreError: the store is not reached, or nothing may be written to it.
        """
        self._client.put(_PROBE, b"", over=True)
        return self._client.put(_PROBE, b"")

    def refused(self) -> StoreError | None:
        """Return why nothing can be written there now, tried with an object; None when it can."""
        try:
            self._client.put(_PROBE, b"", over=True)
        except StoreError as error:
            return error
        return None

    def mark(self) -> str:
        """Return of which ledger the snapshots are; "" when nothing says so.

        Raises:
            StoreError: the store is not reached.
        """
        found = self._client.get(MARK)
        return found.read().decode("ascii", "replace").strip() if found else ""

    def set_mark(self, ledger: str) -> None:
        """Note of which ledger the snapshots are.

        Raises:
            StoreError: another was noted meanwhile, or the store is not reached, or refuses.
        """
        if not self._client.put(MARK, f"{ledger}\n".encode()) and self.mark() != ledger:
            raise StoreError("exists", f"The snapshots at {self.address} are another ledger's.")

    def holds_any(self) -> bool:
        """Return whether there is any snapshot.

        Raises:
            StoreError: the store is not reached.
        """
        return any(is_name(name) for name in self._client.names())


def _came(future: Future[Came], beat: Callable[[], None]) -> Came:
    while True:
        try:
            return future.result(timeout=1)
        except TimeoutError:
            if future.done():  # meanwhile, or it is the work's own
                return future.result()
            beat()


def _digest(packed: bytes | bytearray) -> str:
    return hashlib.sha256(gzip.decompress(packed)).hexdigest()
