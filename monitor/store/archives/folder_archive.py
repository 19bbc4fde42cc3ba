"""Snapshots in a folder: files beside the ledger, or of a ledger elsewhere, one folder for each page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, ClassVar

from monitor.errors import StoreError
from monitor.store import disk_files
from monitor.store.archives import ASIDE, MARK, Archive, Came, One
from monitor.store.archives.snapshot_names import is_name, refuse_other
from monitor.store.room import refused


class FolderArchive(Archive):
    """The snapshots in one folder."""

    is_remote: ClassVar[bool] = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return str(self.folder)

    def place(self, file: str) -> str:
        """Return the path of the snapshot *file*."""
        return str(self.folder / file)

    def put(self, file: str, packed: bytes | bytearray) -> None:
        """Write *packed* as the snapshot *file*, with its folder, so that a crash leaves all of it or nothing.

        Raises:
            StoreError: the disk is full, fails, or refuses.
        """
        disk_files.put(self._path(file), packed)

    def opened(self, file: str) -> IO[bytes]:
        """Open the file of the snapshot *file*.

        Raises:
            StoreError: it is lost.
        """
        path = self._path(file)
        try:
            return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb")
        except OSError as error:
            raise self.lost(file, error.strerror or str(error)) from error

    def is_there(self, file: str) -> bool:
        """Return whether there is a file for the snapshot *file*."""
        return is_name(file) and (self.folder / file).is_file()

    def room(self, file: str) -> int:
        """Return how many bytes the snapshot *file* takes on the disk; 0 when it is not there."""
        return self._path(file).stat().st_size if self.is_there(file) else 0

    def remove(self, file: str) -> None:
        """Remove the snapshot *file*, if it is there.

        Raises:
            StoreError: the disk refuses.
        """
        path = self._path(file)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise disk_files.failure(error, path) from error

    def set_aside(self, file: str) -> None:
        """Move the file of a snapshot into ``.damaged/``, under a name that is free there.

        Raises:
            StoreError: the disk refuses.
        """
        path = self._path(file)
        if not path.exists() and not path.is_symlink():
            return
        aside = self.folder / ASIDE / path.parent.name
        try:
            aside.mkdir(parents=True, exist_ok=True)
            free = (aside / f"{path.name}{suffix}" for suffix in ("", *(f".{n}" for n in range(1, 1_000))))
            path.rename(next(name for name in free if not name.exists()))
            disk_files.sync(aside)
        except OSError as error:
            raise disk_files.failure(error, aside) from error

    def listed(self, unfinished: list[str]) -> Iterator[str]:
        """Yield the files in the pages' folders, sorted: each folder is looked into only once."""
        with os.scandir(self.folder) as found:
            places = [one.name for one in found if not one.name.startswith(".") and one.is_dir(follow_symlinks=False)]
        for place in sorted(places, key=lambda name: f"{name}/"):
            names = os.listdir(self.folder / place)  # noqa: PTH208 (names are all that is wanted)
            unfinished += (f"{place}/{name}" for name in names if disk_files.is_unfinished(name))
            yield from sorted(f"{place}/{name}" for name in names if not name.startswith("."))

    def clear(self, unfinished: Sequence[str]) -> None:
        """Remove the files that were left half written.

        Raises:
            StoreError: the disk refuses.
        """
        try:
            for file in unfinished:
                (self.folder / file).unlink(missing_ok=True)
        except OSError as error:
            raise disk_files.failure(error, self.folder) from error

    def settled(self, stray: Sequence[str]) -> list[str]:
        """Return all of the *stray* files: who writes one does it in the transaction that names it."""
        return list(stray)

    def each(
        self, work: Callable[[One], Came], items: Iterable[One], _beat: Callable[[], None] = lambda: None
    ) -> Iterator[Came]:
        """Yield what *work* comes to for each of *items*, one after the other."""
        return map(work, items)

    def refused(self) -> StoreError | None:
        """Return why nothing can be written to the folder, tried with some bytes that are taken away again."""
        error = refused(self.folder)
        return None if error is None else disk_files.failure(error, self.folder)

    def mark(self) -> str:
        """Return of which ledger the snapshots are; "" when the folder does not say.

        Raises:
            StoreError: it cannot be read.
        """
        try:
            return (self.folder / MARK).read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise disk_files.failure(error, self.folder) from error

    def set_mark(self, ledger: str) -> None:
        """Note of which ledger the snapshots are; of one that did not come to be, the next there takes the note.

        Raises:
            StoreError: it cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise disk_files.failure(error, self.folder) from error
        disk_files.put(self.folder / MARK, f"{ledger}\n".encode())

    def holds_any(self) -> bool:
        """Return whether there is a page's folder."""
        return self.folder.is_dir() and any(child.is_dir() for child in self.folder.iterdir())

    def _path(self, file: str) -> Path:
        """Return where the snapshot *file* lies.

        Raises:
            StoreError: no snapshot bears such a name, or a link stands in the way; it could lead out of the folder.
        """
        refuse_other(file)
        path = self.folder / file
        if path.parent.is_symlink():
            raise StoreError("damaged", f"{path.parent} is a link; snapshots must lie in the home itself.")
        return path
