"""A feed: a file that is replaced whole, so that whoever reads it finds the feed before or the one after."""

from __future__ import annotations

import os
from pathlib import Path

from monitor.errors import NotifyError
from monitor.model import Channel
from monitor.notify.message import Message, Ways

MODE = 0o644  # a web server, of another user, reads it


def send(channel: Channel, message: Message, _ways: Ways) -> None:
    """Write the feed, safely on the disk when it returns.

    Raises:
        NotifyError: it cannot be written; the file is as it was.
    """
    path = Path(channel.target)
    try:
        _replace(path, message.atom.encode())
    except OSError as error:
        raise NotifyError(f"The feed cannot be written: {error.strerror}.") from error


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, MODE)
            file.write(content)
            file.flush()
            os.fsync(handle)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
