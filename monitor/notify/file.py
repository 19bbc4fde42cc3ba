"""A file: each message is a line of JSON at its end, safely on the disk when `send` returns, and never there twice."""

from __future__ import annotations

import fcntl
import mmap
import os
from pathlib import Path

from monitor.errors import NotifyError
from monitor.model import Channel
from monitor.notify.message import Message, Ways

_PIECE = 64 * 1024
_OURS = b'{"version"'  # how every message begins: what a crash left of one is cut off, anything else is left alone


def send(channel: Channel, message: Message, _ways: Ways) -> None:
    """Append *message*, unless its key stands in the file already.

    Raises:
        NotifyError: it cannot be written; the file is as it was.
    """
    path = Path(channel.target)
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            _append(handle, message)
        finally:
            os.close(handle)
        _sync_folder(path.parent)
    except OSError as error:
        raise NotifyError(f"The file cannot be written: {error.strerror}.") from error


def _append(handle: int, message: Message) -> None:
    end, between = _end(handle)
    if not _holds(handle, message.key.encode(), end):
        try:
            os.lseek(handle, end, os.SEEK_SET)
            line = between + f"{message.json}\n".encode()
            while line:
                line = line[os.write(handle, line) :]
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, end)
            raise


def _end(handle: int) -> tuple[int, bytes]:
    """Return where a line is to be appended, and what parts it from the one before, if that has no end."""
    size = os.fstat(handle).st_size
    end = _after_last_newline(handle, size)
    begun = os.pread(handle, len(_OURS), end)
    if begun and not _OURS.startswith(begun):
        return size, b"\n"
    os.ftruncate(handle, end)
    return end, b""


def _after_last_newline(handle: int, size: int) -> int:
    end = size
    while end:
        start = max(0, end - _PIECE)
        found = os.pread(handle, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return end


def _holds(handle: int, key: bytes, size: int) -> bool:
    if not size:
        return False
    with mmap.mmap(handle, size, access=mmap.ACCESS_READ) as content:
        return content.find(key) >= 0


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
