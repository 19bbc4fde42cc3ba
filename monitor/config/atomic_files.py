"""Reading and replacing a configuration file, so that a crash or another editor costs nobody a line."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from monitor.errors import ConfigError, Problem


def read(path: Path) -> str:
    """Return the text of *path*, byte order mark and line breaks as they are.

    Raises:
        ConfigError: it cannot be read as UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise _error(path, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _error(path, "is not UTF-8 text; save the file as UTF-8") from error


def replace(path: Path, text: str, *, was: str) -> None:
    """Write *text* to *path* in one step, keeping the file's mode; a link stays a link.

    Args:
        path: the file, which must exist.
        text: its new content.
        was: its content when it was read; if it has changed since, nothing is written.

    Raises:
        ConfigError: it changed meanwhile, or cannot be written.
    """
    target = path.resolve()
    if read(target) != was:
        raise _error(path, "was changed by someone else meanwhile, nothing was written; try again")
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        _keep_owner_and_mode(target, Path(temporary))
        if read(target) != was:
            raise _error(path, "was changed by someone else meanwhile, nothing was written; try again")
        Path(temporary).replace(target)
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        raise _error(path, f"cannot be written: {error.strerror}") from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _keep_owner_and_mode(target: Path, temporary: Path) -> None:
    status = target.stat()
    with contextlib.suppress(PermissionError):  # only root can give files away
        os.chown(temporary, status.st_uid, status.st_gid)
    temporary.chmod(status.st_mode & 0o7777)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _error(path: Path, message: str) -> ConfigError:
    return ConfigError([Problem(path, None, message)])
