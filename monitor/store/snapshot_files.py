"""Snapshot files: the bytes as they arrived, compressed, under names that people can read and sort; never rewritten."""

from __future__ import annotations

import contextlib
import errno
import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from monitor.errors import StoreError

_KINDS = {
    "html": "html", "xhtml": "html", "pdf": "pdf", "plain": "txt", "json": "json", "feed": "json", "xml": "xml",
    "atom": "xml", "rss": "xml", "rdf": "xml",
}  # fmt: skip
_ID = r"[a-z0-9][a-z0-9_-]{0,63}(?:\.[a-z0-9][a-z0-9_-]{0,63})?"  # with a dot: found by a source
_FORM = re.compile(
    rf"(?P<page>{_ID})/(?P<number>[0-9]{{8,}})-(?P<at>[0-9]{{8}}T[0-9]{{6}}Z)-(?P<digest>[0-9a-f]{{12}})"
    r"\.(?P<kind>html|pdf|txt|json|xml|bin)\.gz"
)
_TIME = "%Y%m%dT%H%M%SZ"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM})
_UNFINISHED = (".", ".tmp")  # before and after the name of a file that is being written
_LEVEL = 6  # of twelve of libdeflate: as small as zlib's best, in a quarter of the time (91 kB pages of a corpus)
_PIECE = 1 << 16  # bytes that are unpacked at once: what a file holds takes no memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the name of a snapshot's file says."""

    page_id: str
    number: int
    at: datetime
    digest: str  #: sha256 of the bytes; its first twelve digits where it was read from a name
    content_type: str | None

    @property
    def file(self) -> str:
        """Return the path below the folder of all snapshots."""
        subtype = (self.content_type or "").split(";")[0].rpartition("/")[2].split("+")[0].strip().lower()
        kind = _KINDS.get(subtype, "bin")
        return f"{self.page_id}/{self.number:08d}-{self.at.astimezone(UTC):{_TIME}}-{self.digest[:12]}.{kind}.gz"


def named(file: str) -> Named | None:
    """Return what the name *file* says; None for one that this program gives to no snapshot."""
    found = _FORM.fullmatch(file)
    if found is None:
        return None
    try:
        at = datetime.strptime(found["at"], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Named(page_id=found["page"], number=int(found["number"]), at=at, digest=found["digest"], content_type=None)


def place(folder: Path, file: str) -> Path:
    """Return where the snapshot *file* of a ledger lies.

    Raises:
        StoreError: no snapshot bears such a name, or a link stands in the way; it could lead out of *folder*.
    """
    path = folder / file
    if not _FORM.fullmatch(file):
        raise StoreError("damaged", f"'{file}' is no name of a snapshot.")
    if path.parent.is_symlink():
        raise StoreError("damaged", f"{path.parent} is a link; snapshots must lie in the home itself.")
    return path


def write(folder: Path, named: Named, body: bytes) -> str:
    """Write *body* under *folder* so that a crash leaves all of it or nothing, and return its path below *folder*.

    Raises:
        StoreError: the disk is full, fails, or refuses.
    """
    if not re.fullmatch(_ID, named.page_id):
        raise StoreError("damaged", f"'{named.page_id}' is no page id and cannot name a folder.")
    import deflate  # noqa: PLC0415 (for what is new: every command imports this)

    put(place(folder, named.file), deflate.gzip_compress(body, _LEVEL))
    return named.file


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
            path.parent.mkdir(parents=True)
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


def read(folder: Path, file: str, digest: str) -> bytes:
    """Return the bytes of the snapshot *file*.

    Raises:
        StoreError: it is lost (missing, or its bytes are not those that were recorded).
    """
    body = b"".join(pieces(folder, file))
    if hashlib.sha256(body).hexdigest() != digest:
        raise lost(folder / file, "its bytes are not those that were captured")
    return body


def digest_of(folder: Path, file: str) -> tuple[str, int]:
    """Return the sha256 and the number of the bytes that the snapshot *file* holds, in little memory.

    Raises:
        StoreError: it is missing, or torn.
    """
    found, size = hashlib.sha256(), 0
    for piece in pieces(folder, file):
        found.update(piece)
        size += len(piece)
    return found.hexdigest(), size


def is_there(folder: Path, file: str) -> bool:
    """Return whether there is a file for the snapshot *file*."""
    return _FORM.fullmatch(file) is not None and (folder / file).is_file()


def room(folder: Path, file: str) -> int:
    """Return how many bytes the snapshot *file* takes on the disk; 0 when it is not there."""
    return place(folder, file).stat().st_size if is_there(folder, file) else 0


def remove(folder: Path, file: str) -> None:
    """Remove the snapshot *file*, if it is there.

    Raises:
        StoreError: the disk refuses.
    """
    path = place(folder, file)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise failure(error, path) from error


def sum_of(folder: Path, file: str) -> str:
    """Return the sha256 of the bytes that the snapshot *file* holds; "" when it is lost."""
    try:
        return digest_of(folder, file)[0]
    except StoreError:
        return ""


def packed(folder: Path, file: str) -> bytes:
    """Return the file of the snapshot *file* as it lies on the disk."""
    with os.fdopen(os.open(place(folder, file), os.O_RDONLY | os.O_NOFOLLOW), "rb") as content:
        return content.read()


def pieces(folder: Path, file: str) -> Iterator[bytes]:
    """Yield the bytes that the snapshot *file* holds, piece by piece.

    Raises:
        StoreError: it is missing, or torn.
    """
    path = place(folder, file)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as packed, gzip.open(packed) as unpacked:
            while piece := unpacked.read(_PIECE):
                yield piece
    except (OSError, EOFError, zlib.error) as error:
        raise lost(path, getattr(error, "strerror", None) or str(error)) from error


def lost(path: Path, why: str) -> StoreError:
    """Return that the snapshot *path* is missing or altered; `monitor verify --repair --from` is its cure."""
    return StoreError(
        "lost", f"The snapshot {path} is lost ({why}). A backup may have it: monitor verify --repair --from BACKUP"
    )


def is_unfinished(name: str) -> bool:
    """Return whether a file of this *name* is one that `put` had begun to write."""
    before, after = _UNFINISHED
    return name.startswith(before) and name.endswith(after)


def clear(folder: Path, files: Iterable[str]) -> None:
    """Remove *files*, below *folder*, which a crash left half written."""
    for file in files:
        (folder / file).unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Have the names in *folder* safely on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
