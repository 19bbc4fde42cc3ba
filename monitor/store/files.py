"""Snapshot files: the bytes of pages as they arrived, compressed, under names that a person can read and sort.

A file is written under a temporary name, flushed to disk, renamed, and its folder flushed, before the ledger names it.
It is never written again. Names are built from a validated slug, a number, a time and a digest, so nothing that a page
says gets into a path; links are refused.
"""

from __future__ import annotations

import errno
import fcntl
import gzip
import hashlib
import io
import os
import re
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from monitor.errors import StoreError

SLUG: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
NAME: Final = re.compile(r"(\d{6,})-(\d{8}T\d{6}Z)-([0-9a-f]{12})\.(html|txt|pdf|bin)\.gz")
LEVEL: Final = 4  # of gzip: a page of 90 kB takes 0.6 ms; level 6 takes three times as long to save a sixth
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_TYPES: Final = {"text/plain": "txt", "application/pdf": "pdf", "text/html": "html", "application/xhtml+xml": "html"}


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A snapshot that is about to be kept."""

    file: str  #: under snapshots/
    body: bytes


def checked(page_id: str) -> str:
    """Return *page_id*, which names a folder.

    Raises:
        ValueError: it is not a slug.
    """
    if SLUG.fullmatch(page_id) is None:
        raise ValueError(f"not a page id: {page_id!r}")
    return page_id


def name(page_id: str, number: int, at: datetime, digest: str, content_type: str | None) -> str:
    """Return the path under snapshots/ of a snapshot: ``uk/000012-20200318T090000Z-0a1b2c3d4e5f.html.gz``."""
    kind = _TYPES.get((content_type or "text/html").partition(";")[0].strip().lower(), "bin")
    return f"{checked(page_id)}/{number:06d}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:12]}.{kind}.gz"


def write(folder: Path, snapshots: Iterable[Unwritten]) -> None:
    """Write *snapshots* under *folder* so that they survive a crash and a power loss.

    Raises:
        StoreError: ``full``, ``refused`` or ``damaged``; no file is left half written under its own name.
    """
    touched: dict[Path, None] = {}
    temporary: Path | None = None
    try:
        for snapshot in snapshots:
            path = folder / snapshot.file
            if path.parent not in touched:
                _make(path.parent, touched)
            temporary = path.with_name(f".{path.name}.tmp")
            _write(temporary, gzip.compress(snapshot.body, LEVEL, mtime=0))
            temporary.rename(path)
            temporary = None
            touched[path.parent] = None
        for parent in touched:
            flush_folder(parent)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise translated(error, folder) from error


def read(folder: Path, file: str, digest: str) -> bytes:
    """Return the bytes of the snapshot *file*.

    Raises:
        StoreError: ``damaged``: it is gone, or its bytes are not those of *digest*.
    """
    page_id, _, rest = file.partition("/")
    if SLUG.fullmatch(page_id) is None or NAME.fullmatch(rest) is None:
        raise StoreError("damaged", f"The ledger names a snapshot file that cannot be one: {file!r}.")
    try:
        body = _decompressed(folder / page_id, rest)
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError("damaged", f"The snapshot {file} cannot be read ({error}). {RESTORE}") from error
    if hashlib.sha256(body).hexdigest() != digest:
        raise StoreError("damaged", f"The snapshot {file} is not what was captured: its digest differs. {RESTORE}")
    return body


RESTORE: Final = "Restore the folder snapshots/ from a backup; `monitor verify` lists all that is affected."


def exists(folder: Path, file: str) -> bool:
    """Return whether *file* is there as a plain file, without reading it."""
    try:
        return stat.S_ISREG((folder / file).lstat().st_mode)
    except OSError:
        return False


def strays(folder: Path, known: set[str]) -> Iterator[str]:
    """Yield the snapshot files under *folder* that are not *known*; remove temporary files on the way."""
    for parent in sorted(folder.iterdir()):
        if SLUG.fullmatch(parent.name) is None or parent.is_symlink() or not parent.is_dir():
            continue
        for path in sorted(parent.iterdir()):
            if path.name.endswith(".tmp"):
                path.unlink()
            elif NAME.fullmatch(path.name) and f"{parent.name}/{path.name}" not in known:
                yield f"{parent.name}/{path.name}"


def body_of(folder: Path, file: str) -> bytes | None:
    """Return the bytes of *file*, whatever they are; None when it cannot be read."""
    page_id, _, rest = file.partition("/")
    try:
        return _decompressed(folder / page_id, rest)
    except (OSError, EOFError, zlib.error):
        return None


def flush_folder(folder: Path) -> None:
    """Make what was renamed into *folder* last."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def translated(error: OSError, folder: Path) -> StoreError:
    """Return *error* as what it means for the archive."""
    if error.errno in _FULL:
        return StoreError("full", f"The disk of {folder} is full. Nothing is lost; make room and start again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreError("refused", f"{error.filename or folder} cannot be written: {error.strerror}.")
    if error.errno in (errno.ELOOP, errno.ENOTDIR):
        return StoreError(
            "refused", f"{error.filename or folder} is a link, or no folder; the archive follows no link."
        )
    return StoreError(
        "damaged", f"The disk of {folder} failed ({error}). Check the disk, then run `monitor verify` before going on."
    )


def _make(parent: Path, touched: dict[Path, None]) -> None:
    try:
        parent.mkdir()
    except FileExistsError:
        if not stat.S_ISDIR(parent.lstat().st_mode):
            raise OSError(errno.ENOTDIR, "not a folder", str(parent)) from None
    else:
        touched[parent.parent] = None


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        if hasattr(fcntl, "F_FULLFSYNC"):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # macOS: fsync alone leaves the bytes in the drive's cache
        else:
            os.fsync(handle)
    finally:
        os.close(handle)


def _decompressed(parent: Path, name: str) -> bytes:
    folder = os.open(parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    finally:
        os.close(folder)
    with open(handle, "rb") as raw:  # noqa: PTH123 (a handle, opened without following links)
        return gzip.GzipFile(fileobj=io.BytesIO(raw.read())).read()
