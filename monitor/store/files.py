"""Snapshot files: the bytes as they arrived, compressed, under names that people can read and sort; never rewritten."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from monitor.errors import StoreError

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_KINDS = {"html": "html", "xhtml": "html", "pdf": "pdf", "plain": "txt", "json": "json", "xml": "xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the name of a snapshot's file says."""

    page_id: str
    number: int
    at: datetime
    digest: str  #: sha256 of the bytes
    content_type: str | None


def write(folder: Path, named: Named, body: bytes) -> str:
    """Write *body* under *folder* so that a crash leaves all of it or nothing, and return its path below *folder*.

    Raises:
        StoreError: the disk is full, or the file cannot be written.
    """
    if not _ID.fullmatch(named.page_id):
        raise StoreError("damaged", f"'{named.page_id}' is no page id and cannot name a folder.")
    subtype = (named.content_type or "").split(";")[0].rpartition("/")[2].split("+")[0].strip().lower()
    kind = _KINDS.get(subtype, "bin")
    name = f"{named.number:08d}-{named.at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{named.digest[:12]}.{kind}.gz"
    place = folder / named.page_id
    if place.is_symlink():
        raise StoreError("damaged", f"{place} is a link; snapshots must lie in the home itself.")
    temporary = place / f".{name}.tmp"
    try:
        if not place.is_dir():
            place.mkdir()
            _sync(folder)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(gzip.compress(body, 6, mtime=0))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(place / name)
        _sync(place)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        reason = "full" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "damaged"
        raise StoreError(
            reason, f"{place / name} cannot be written: {error.strerror}. Nothing was recorded."
        ) from error
    return f"{named.page_id}/{name}"


def read(folder: Path, file: str, digest: str) -> bytes:
    """Return the bytes of the snapshot *file*.

    Raises:
        StoreError: it is missing, or its bytes are not those that were recorded.
    """
    path = folder / file
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as packed:
            body = gzip.decompress(packed.read())
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(
            "damaged", f"The snapshot {path} cannot be read ({error}). Restore it from a backup."
        ) from error
    if hashlib.sha256(body).hexdigest() != digest:
        raise StoreError("damaged", f"The snapshot {path} is not what was captured. Restore it from a backup.")
    return body


def clear(folder: Path) -> None:
    """Remove what a crash left half written."""
    for path in folder.glob("*/.*.tmp"):
        path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
