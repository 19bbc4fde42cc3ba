"""Files that reach the disk whole, or not at all, and what it means when the disk refuses."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from monitor.errors import StoreError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM})
_UNFINISHED = (".", ".tmp")  # before and after the name of a file that is being written


def put(path: Path, content: bytes | bytearray) -> None:
    """Write the file *path* whole and safely onto the disk, its folder too.

    What was begun is taken back when any step fails: after a failed fsync the system takes for written what is not, so
    a second one would say nothing, and a file that was not synced must not be found later and believed.

    Raises:
        StoreError: the disk is full, fails, or refuses.
    """
    temporary = path.with_name(path.name.join(_UNFINISHED))
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            sync(path.parent.parent)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync(path.parent)
    except OSError as error:
        for begun in (temporary, path):
            with contextlib.suppress(OSError):
                begun.unlink(missing_ok=True)
        raise failure(error, path) from error


def failure(error: OSError, path: Path) -> StoreError:
    """Return what the system's *error* means for writing *path*, with what cures it."""
    said = error.strerror or str(error)
    if error.errno in _FULL:
        return StoreError("full", f"{path} cannot be written: {said}. Nothing was recorded; make room.")
    if error.errno in _REFUSED:
        return StoreError("readonly", f"{path} cannot be written: {said}. Give this user the right to write there.")
    if error.errno == errno.EROFS:
        return StoreError("readonly", f"{path} cannot be written: {said}. See why its disk may only be read now.")
    return StoreError(
        "failing", f"{path} cannot be written: {said}. Nothing was recorded; see what is wrong with the disk first."
    )


def is_unfinished(name: str) -> bool:
    """Return whether a file of this *name* is one that `put` had begun to write."""
    before, after = _UNFINISHED
    return name.startswith(before) and name.endswith(after)


def sync(folder: Path) -> None:
    """Have the names in *folder* safely on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
