"""Which instance checks the pages of a home: the one that holds the folder of the ledger locked."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from pathlib import Path

from monitor.errors import StoreError
from monitor.store import disk_files

NOTE = ".lock"
TRIES, PAUSE = 5, 0.01  # seconds: who only looks whether the lock is held has it for less than that


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
            raise disk_files.failure(error, folder) from error
        try:
            self._take()
            (folder / NOTE).write_text(str(os.getpid()), encoding="ascii")
        except BlockingIOError:
            self.close()
            said = f"Another instance (process {_holder(folder)}) is checking the pages of this home."
            raise StoreError("in_use", said) from None
        except OSError as error:
            self.close()
            raise disk_files.failure(error, folder) from error

    def _take(self) -> None:
        for left in reversed(range(TRIES)):
            try:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not left:
                    raise
                time.sleep(PAUSE)
            else:
                return

    def close(self) -> None:
        """Give the lock back."""
        os.close(self._handle)


def instance(folder: Path) -> str:
    """Return which instance checks the pages of *folder* now: the number of its process; "" when none does.

    Raises:
        StoreError: the folder may not be looked at.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise disk_files.failure(error, folder) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder(folder)
    else:
        return ""
    finally:
        os.close(handle)


def _holder(folder: Path) -> str:
    with contextlib.suppress(OSError):
        return (folder / NOTE).read_text(encoding="ascii", errors="replace").strip() or "unknown"
    return "unknown"
