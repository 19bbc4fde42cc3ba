"""Reading and replacing a configuration file, so that a crash or another editor costs nobody a line."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Edit:
    """What a file is to hold."""

    text: str
    was: str | None  #: its content when it was read; None: it was not there


def replace(path: Path, text: str, *, was: str) -> None:
    """Write *text* to *path* in one step, keeping the file's mode; a link stays a link.

    Args:
        path: the file, which must exist.
        text: its new content.
        was: its content when it was read; if it has changed since, nothing is written.

    Raises:
        ConfigError: it changed meanwhile, or cannot be written.
    """
    replace_all({path: Edit(text, was)})


def replace_all(edits: Mapping[Path, Edit]) -> None:
    """Write several files, each in one step and as `replace` does it, all or none.

    Raises:
        ConfigError: one changed meanwhile, or cannot be written.
    """
    fresh: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for path, edit in edits.items():
            fresh[path] = _beside(path, edit)
        for path, edit in edits.items():
            _refuse_changed(path, edit)
            _put(path, fresh[path])
            done.append(path)
    except ConfigError:
        for path in done:
            _put_back(path, edits[path])
        raise
    finally:
        for temporary in fresh.values():
            temporary.unlink(missing_ok=True)


def _beside(path: Path, edit: Edit) -> Path:
    """Return a new file beside *path*, with what is to stand there."""
    _refuse_changed(path, edit)
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(edit.text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        _keep_owner_and_mode(target if edit.was is not None else target.parent, temporary)
    except OSError as error:
        raise _error(path, f"cannot be written: {error.strerror}") from error
    return temporary


def _refuse_changed(path: Path, edit: Edit) -> None:
    there = read(path) if edit.was is not None or path.exists() else None
    if there != edit.was:
        raise _error(path, "was changed by someone else meanwhile, nothing was written; try again")


def _put(path: Path, temporary: Path) -> None:
    target = path.resolve()
    try:
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _error(path, f"cannot be written: {error.strerror}") from error


def _put_back(path: Path, edit: Edit) -> None:
    """Give a file back what it held; what cannot be is left, for its own fault is told."""
    with contextlib.suppress(ConfigError, OSError):
        if edit.was is None:
            path.unlink()
        else:
            _put(path, _beside(path, Edit(edit.was, edit.text)))


def _keep_owner_and_mode(target: Path, temporary: Path) -> None:
    """Give a new file the owner and mode of *target*; where that is a folder, nobody may run the file for it."""
    status = target.stat()
    with contextlib.suppress(PermissionError):  # only root can give files away
        os.chown(temporary, status.st_uid, status.st_gid)
    temporary.chmod(status.st_mode & (0o666 if stat.S_ISDIR(status.st_mode) else 0o7777))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _error(path: Path, message: str) -> ConfigError:
    return ConfigError([Problem(path, None, message)])
