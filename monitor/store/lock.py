"""One writer for each home: a lock on a file of its own, held for life. The kernel drops it when the process dies.

The file names the writer's process while it works, and is empty after a clean end: a pid that is found in it means
that the last writer died, and that its work is to be looked over.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from monitor.errors import StoreError


class Lock:
    """The lock of one snapshots folder."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            StoreError: ``in_use``: another process holds it.
        """
        self._handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid = os.pread(self._handle, 32, 0).decode("ascii", "replace").strip()
            os.close(self._handle)
            raise StoreError(
                "in_use",
                f"Another monitor (process {pid or 'unknown'}) is writing to {folder}. Wait until it is done, or stop "
                "it; commands that only read work beside it.",
            ) from error
        self.died = os.pread(self._handle, 32, 0).decode("ascii", "replace").strip()
        """The pid of a writer that did not end cleanly, or an empty string."""
        self._write(str(os.getpid()))

    def release(self, *, clean: bool) -> None:
        """Give the lock back; unless *clean*, the next writer looks everything over."""
        if clean:
            self._write("")
        os.close(self._handle)

    def _write(self, pid: str) -> None:
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, pid.encode("ascii"), 0)
        os.fsync(self._handle)
