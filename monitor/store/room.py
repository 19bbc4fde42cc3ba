"""How much room the disk of the archive has, and how much of that is kept free."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import StoreError
from monitor.store import disk_files

LEAST_RESERVE = 200 * 2**20  # bytes
SHARE = 20  # a twentieth of the disk, where that is more
_PROBE = 2**20  # bytes: more than most snapshots and transactions take
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The room of a disk, in bytes."""

    free: int  #: for this user
    reserve: int  #: is kept free for whatever must still be written

    @property
    def is_short(self) -> bool:
        """Return whether nothing more should be fetched."""
        return self.free < self.reserve

    def __str__(self) -> str:
        return f"{amount(self.free)} are free, and {amount(self.reserve)} are kept free (`disk_reserve`)"


def room_of(folder: Path, reserve: int | None) -> Room:
    """Return the room of the disk of *folder*.

    Args:
        folder: of all snapshots.
        reserve: what is kept free, in bytes; None: 200 MiB, or a twentieth of the disk where that is more.

    Raises:
        StoreError: *folder* is not there, or may not be looked at.
    """
    try:
        disk = shutil.disk_usage(folder)
    except OSError as error:
        raise disk_files.failure(error, folder) from error
    return Room(free=disk.free, reserve=max(LEAST_RESERVE, disk.total // SHARE) if reserve is None else reserve)


def refused(folder: Path) -> OSError | None:
    """Return why *folder* cannot be written to, tried with some bytes that are taken away again; None when it can."""
    path = folder / ".room.tmp"
    try:
        with path.open("wb") as file:
            file.write(os.urandom(_PROBE))
        path.unlink()
    except OSError as error:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        return error
    return None


def full(folder: Path, room: Room) -> StoreError:
    """Return that nothing is fetched for want of room."""
    return StoreError("full", f"The disk of {folder} is nearly full: {room}. Make room; nothing was fetched.")


def amount(size: int) -> str:
    """Return *size* bytes as people write them: ``1.5 GiB``."""
    power = max(0, min(len(_UNITS) - 1, (size.bit_length() - 1) // 10))
    return f"{size / 1024**power:.1f}".removesuffix(".0") + f" {_UNITS[power]}"
