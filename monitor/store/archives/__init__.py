"""The archive: where the snapshots of a ledger lie, as they arrived, packed, and never rewritten.

`folder_archive` keeps them as files beside the ledger, `bucket_archive` in an object store. Who opens a home
(`monitor.home_ledger`) decides which it is; subjects know only what is promised here, and the names of snapshots
(`snapshot_names`).
"""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import IO, ClassVar, TypeVar

from monitor.errors import StoreError
from monitor.store.archives.snapshot_names import Named, refuse_other

ASIDE = ".damaged"  # beside the pages: what was altered, and put aside
MARK = ".ledger"  # likewise: of which ledger the snapshots are, where it does not lie beside them
_LEVEL = 6  # of twelve of libdeflate: as small as zlib's best, in a quarter of the time (91 kB pages of a corpus)
_PIECE = 1 << 16  # bytes that are unpacked at once: what a snapshot holds takes no memory

One = TypeVar("One")
Came = TypeVar("Came")


class Archive(ABC):
    """The snapshots of a ledger, each known by its path, ``PAGE/NAME``."""

    is_remote: ClassVar[bool]  #: reached over a network, and so never while the ledger is held for writing

    @abstractmethod
    def place(self, file: str) -> str:
        """Return where the snapshot *file* lies, for people."""

    @abstractmethod
    def put(self, file: str, packed: bytes | bytearray) -> None:
        """Keep *packed* as the snapshot *file*, safely: all of it, whatever happens, or nothing.

        Raises:
            StoreError: there is no room, or it is refused or not reached; or other bytes have that name.
        """

    @abstractmethod
    def opened(self, file: str) -> AbstractContextManager[IO[bytes]]:
        """Open the snapshot *file*, packed as it is.

        Raises:
            StoreError: it is lost, or not reached.
        """

    @abstractmethod
    def is_there(self, file: str) -> bool:
        """Return whether there is something for the snapshot *file*."""

    @abstractmethod
    def room(self, file: str) -> int:
        """Return how many bytes the snapshot *file* takes; 0 when it is not there."""

    @abstractmethod
    def remove(self, file: str) -> None:
        """Remove the snapshot *file*, if it is there.

        Raises:
            StoreError: that is refused.
        """

    @abstractmethod
    def set_aside(self, file: str) -> None:
        """Move what lies there as the snapshot *file*, if anything does, to where nothing looks; nothing is lost.

        Raises:
            StoreError: that is refused.
        """

    @abstractmethod
    def listed(self, unfinished: list[str], /) -> Iterator[str]:
        """Yield the files of all pages, sorted; none whose name begins with a dot.

        Of these, those that a kill has left half written are added to the list *unfinished*.
        """

    @abstractmethod
    def clear(self, unfinished: Sequence[str], /) -> None:
        """Remove what was left half written.

        Raises:
            StoreError: that is refused.
        """

    @abstractmethod
    def settled(self, stray: Sequence[str]) -> list[str]:
        """Return those of the *stray* files that nobody is just about to name in the ledger.

        Called by whoever holds the ledger for writing, unless the archive is remote.
        """

    @abstractmethod
    def refused(self) -> StoreError | None:
        """Return why nothing can be written there now, tried with some bytes; None when it can."""

    @abstractmethod
    def mark(self) -> str:
        """Return of which ledger the snapshots are; "" when nothing says so.

        Raises:
            StoreError: it cannot be read.
        """

    @abstractmethod
    def set_mark(self, ledger: str) -> None:
        """Note of which ledger the snapshots are.

        Raises:
            StoreError: it cannot be written.
        """

    @abstractmethod
    def holds_any(self) -> bool:
        """Return whether there is any snapshot."""

    @abstractmethod
    def each(
        self, work: Callable[[One], Came], items: Iterable[One], beat: Callable[[], None] = lambda: None, /
    ) -> Iterator[Came]:
        """Yield what *work*, which asks the archive, comes to for each of *items*, in their order.

        Several are under way at once where a network leads to the archive; *items* are taken in the caller's thread.

        Args:
            work: what is done with one.
            items: as many as there are.
            beat: called about once a second while something is waited for.
        """

    def write(self, named: Named, body: bytes) -> str:
        """Keep *body*, packed, under its name, and return that.

        Raises:
            StoreError: as of `put`.
        """
        import deflate  # noqa: PLC0415 (for what is new: every command imports this)

        refuse_other(named.file)
        self.put(named.file, deflate.gzip_compress(body, _LEVEL))
        return named.file

    def read(self, file: str, digest: str) -> bytes:
        """Return the bytes of the snapshot *file*.

        Raises:
            StoreError: it is lost (missing, or its bytes are not those that were recorded), or not reached.
        """
        body = b"".join(self.pieces(file))
        if hashlib.sha256(body).hexdigest() != digest:
            raise self.lost(file, "its bytes are not those that were captured")
        return body

    def digest_of(self, file: str) -> tuple[str, int]:
        """Return the sha256 and the number of the bytes that the snapshot *file* holds, in little memory.

        Raises:
            StoreError: it is missing or torn, or not reached.
        """
        found, size = hashlib.sha256(), 0
        for piece in self.pieces(file):
            found.update(piece)
            size += len(piece)
        return found.hexdigest(), size

    def sum_of(self, file: str) -> str:
        """Return the sha256 of the bytes that the snapshot *file* holds; "" when it is lost.

        Raises:
            StoreError: it is not reached.
        """
        try:
            return self.digest_of(file)[0]
        except StoreError as error:
            if error.reason not in NOT_WHOLE:
                raise
            return ""

    def packed(self, file: str, digest: str) -> bytes | None:
        """Return the snapshot *file* as it lies there; None when its bytes are not those with *digest*, or it is lost.

        Raises:
            StoreError: it is not reached, or that is no name of a snapshot.
        """
        try:
            with self.opened(file) as content:
                packed = content.read()
            with gzip.open(io.BytesIO(packed)) as unpacked:
                found = hashlib.file_digest(unpacked, "sha256").hexdigest()
        except StoreError as error:
            if error.reason != "lost":
                raise
            return None
        except (OSError, EOFError, zlib.error):
            return None
        return packed if found == digest else None

    def pieces(self, file: str) -> Iterator[bytes]:
        """Yield the bytes that the snapshot *file* holds, piece by piece.

        Raises:
            StoreError: it is missing or torn, or not reached.
        """
        try:
            with self.opened(file) as packed, gzip.open(packed) as unpacked:
                while piece := unpacked.read(_PIECE):
                    yield piece
        except (OSError, EOFError, zlib.error) as error:
            raise self.lost(file, getattr(error, "strerror", None) or str(error)) from error

    def lost(self, file: str, why: str) -> StoreError:
        """Return that the snapshot *file* is missing or altered; `monitor verify --repair --from` is its cure."""
        said = f"The snapshot {self.place(file)} is lost ({why})."
        return StoreError("lost", f"{said} A backup may have it: monitor verify --repair --from BACKUP")


NOT_WHOLE = frozenset({"lost", "damaged"})  #: reasons that speak of one snapshot: others, of the whole archive
