"""Which instance checks the pages of a home: the one that holds the folder of the ledger locked."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path

from monitor.errors import StoreError
from monitor.store import snapshot_files

NOTE = ".lock"


class Lock:
    """The folder's lock, held until it is closed or the process ends.

    The folder itself is locked: a file could be removed by hand, and the next instance would lock another of that name.
    `.lock` only says who holds it.
    """

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            StoreError: another instance holds it, or the folder cannot be locked or written.
        """
        try:
            self._handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            raise snapshot_files.failure(error, folder) from error
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            (folder / NOTE).write_text(str(os.getpid()), encoding="ascii")
        except BlockingIOError:
            self.close()
            said = f"Another instance (process {_holder(folder)}) is checking the pages of this home."
            raise StoreError("in_use", said) from None
        except OSError as error:
            self.close()
            raise snapshot_files.failure(error, folder) from error

    def close(self) -> None:
        """Give the lock back."""
        os.close(self._handle)


def _holder(folder: Path) -> str:
    with contextlib.suppress(OSError):
        return (folder / NOTE).read_text(encoding="ascii", errors="replace").strip() or "unknown"
    return "unknown"
