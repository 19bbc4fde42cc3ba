"""Copies of a whole home, made while the service runs, and homes made from them.

The ledger is copied first, at one moment, into an SQLite file, wherever it lies; every snapshot that this copy names is
on the disk by then and never changes, unless retention removes it meanwhile: then the copying is done once more. A
backup is a home like any other; made again in the same place, it takes only what is new.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import StoreError
from monitor.model import address_lines, archive_address, ledger_address
from monitor.model.homes import CONFIG, SERVICE, SNAPSHOTS
from monitor.model.ledger_address import LedgerAddress
from monitor.store import disk_files, locking, opening
from monitor.store.archives import Archive
from monitor.store.archives.bucket_archive import BucketArchive
from monitor.store.archives.folder_archive import FolderArchive
from monitor.store.repairing import repair
from monitor.store.verifying import Progress, Verified, verify

_FRESH = f".{opening.NAME}.new"  # what is not known to be whole yet
_RESTORING = ".restoring"
_NAMED = "SELECT DISTINCT file, digest FROM snapshots WHERE removed_at IS NULL ORDER BY file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What came of copying a home."""

    fresh: int  #: snapshots that were copied; the others were there
    verified: Verified  #: the copy, read whole after it was made


def backup(
    home: Path,
    target: Path,
    progress: Progress,
    address: LedgerAddress | None = None,
    archive: Archive | None = None,
) -> Copied:
    """Copy a home to a folder.

    Args:
        home: the home.
        target: a new folder, or a backup of the same home.
        progress: called with snapshots copied or verified, and snapshots in all.
        address: of the ledger of *home*, where that lies elsewhere.
        archive: the snapshots of *home*; None: in its folder.

    Raises:
        StoreError: *target* is something else, or cannot be written; what was there before is there still.
    """
    archive = archive or FolderArchive(home / SNAPSHOTS)
    _refuse_another(home, target, address, archive)
    fresh = _copy(home, archive, target, progress, address)
    found = verify(target, progress)
    if any(flaw.kind == "lost" for flaw in found.flaws):  # retention may have removed it while the copy was made
        fresh += _copy(home, archive, target, progress, address)
        found = verify(target, progress)
    if any(flaw.kind == "lost" for flaw in found.flaws):  # of an older backup: from the home, which may be well
        list(repair(target, found.flaws, archive))
        found = verify(target, progress)
    return Copied(fresh=fresh, verified=found)


def restore(
    source: Path,
    home: Path,
    progress: Progress,
    address: LedgerAddress | None = None,
    archive: BucketArchive | None = None,
) -> Copied:
    """Make a home what a backup is. Interrupted, it leaves no home; what it has put into *archive* stays there.

    Args:
        source: the backup.
        home: new, or empty.
        progress: called with snapshots copied or verified, and snapshots in all.
        address: where its ledger will lie; None: in a file of the home.
        archive: what will hold its snapshots; None: its folder.

    Raises:
        StoreError: *source* is no backup, *home* holds something already, *archive* is another ledger's, or one of
            them cannot be written.
    """
    if not (source / SNAPSHOTS / opening.NAME).is_file():
        raise StoreError(
            "missing", f"{source} is no backup: there is no ledger in it. Name a folder made by `monitor backup`."
        )
    for name in (CONFIG, SNAPSHOTS):
        if (home / name).exists() and any((home / name).iterdir()):
            raise StoreError("exists", f"{home / name} holds something already; restore to a new home: --home NEW")
    half = home / _RESTORING
    ledger = opening.noted(half / SNAPSHOTS)  # of a restore that was interrupted
    if archive is not None:
        opening.refuse_marked(archive, ledger)
    _clear(half, opening.APART if ledger and archive is not None else "")
    fresh = _copy(source, FolderArchive(source / SNAPSHOTS), half, progress, to=(address, archive))
    if address is not None:
        opening.fill(half / SNAPSHOTS, address, archive)
    elif archive is not None:
        opening.bind(half / SNAPSHOTS, archive, ledger)
    _move_in(half, home)
    return Copied(fresh=fresh, verified=verify(home, progress, address, archive))


def _move_in(half: Path, home: Path) -> None:
    """Put what was restored into *half* in its place in *home*, durably; StoreError where that cannot be written."""
    try:
        for name in (CONFIG, SNAPSHOTS):
            (half / name).replace(home / name)
        half.rmdir()
        disk_files.sync(home)
    except OSError as error:
        raise disk_files.failure(error, home) from error


def _clear(half: Path, but: str) -> None:
    """Remove what an interrupted restore has left, *but* for what has this name, which says whose the snapshots are."""
    for path in (*half.glob("*"), *(half / SNAPSHOTS).glob("*")):
        if path.name != but and path != half / SNAPSHOTS:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _copy(
    source: Path,
    archive: Archive,
    target: Path,
    progress: Progress,
    address: LedgerAddress | None = None,
    *,
    to: tuple[LedgerAddress | None, BucketArchive | None] = (None, None),
) -> int:
    """Copy a home, the ledger's name last; return how many snapshots were not there.

    Args:
        source: the home.
        archive: its snapshots.
        target: where it is copied to, its ledger as a file.
        progress: called with snapshots copied, and snapshots in all.
        address: of the ledger of *source*, where that lies elsewhere.
        to: where the configuration is to say that ledger and snapshots of *target* lie; None: in that folder. Its
            ledger is a file there even so, for now.
    """
    place = target / SNAPSHOTS
    copies = to[1] or FolderArchive(place)
    far = archive if archive.is_remote else copies
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / _FRESH).unlink(missing_ok=True)
        named = _ledger(source / SNAPSHOTS, place / _FRESH, address, archive)
        fresh = 0
        for done, is_fresh in enumerate(far.each(lambda one: _snapshot(archive, copies, *one), named), 1):
            fresh += is_fresh
            progress(done, len(named))
        _configuration(source / CONFIG, target, to)
        (place / _FRESH).replace(place / opening.NAME)
        disk_files.sync(place)
    except OSError as error:
        raise disk_files.failure(error, target) from error
    return fresh


def _ledger(folder: Path, fresh: Path, address: LedgerAddress | None, archive: Archive) -> list[tuple[str, str]]:
    """Copy the ledger of *folder* to *fresh*; return the files that it names, and their digests."""
    source = opening.open_ledger(folder, writing=False, address=address, archive=archive)
    try:
        opening.refuse_another(folder, source, archive)
        source.copy(fresh)
        with closing(sqlite3.connect(fresh)) as copy:
            return copy.execute(_NAMED).fetchall()
    except source.error as error:
        raise source.named(error) from error
    finally:
        source.close()


def _snapshot(archive: Archive, copies: Archive, file: str, digest: str) -> bool:
    """Copy one snapshot, if it is not there and is what was captured; return whether it was copied.

    One that is lost is found when the copy is verified.
    """
    if copies.is_there(file) or (packed := archive.packed(file, digest)) is None:
        return False
    copies.put(file, packed)
    return True


def _configuration(source: Path, target: Path, to: tuple[LedgerAddress | None, BucketArchive | None]) -> None:
    """Copy the files of *source* to the folder of that name in *target*, whose ledger and snapshots lie at *to*."""
    fresh, old = target / f".{CONFIG}.new", target / f".{CONFIG}.old"
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    fresh.mkdir()
    for path in _regular(source):
        disk_files.put(fresh / path.relative_to(source), path.read_bytes())
    said = (source / SERVICE).read_bytes() if (source / SERVICE).exists() else b""
    named = said
    for key, at in zip((ledger_address.KEY, archive_address.KEY), to, strict=True):
        named = address_lines.placed(named, key, None if at is None else str(at))
    if named != said:
        disk_files.put(fresh / SERVICE, named)
    if (target / CONFIG).exists():
        (target / CONFIG).replace(old)
    fresh.replace(target / CONFIG)
    disk_files.sync(target)
    shutil.rmtree(old, ignore_errors=True)


def _regular(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))


def _refuse_another(home: Path, target: Path, address: LedgerAddress | None, archive: Archive) -> None:
    """Refuse a *target* that is no backup of *home*.

    Raises:
        StoreError: it is.
    """
    inner, outer = target.resolve(), home.resolve()
    if inner == outer or {outer / SNAPSHOTS, outer / CONFIG} & {inner, *inner.parents}:
        raise StoreError("exists", f"{target} is the home itself; name a folder elsewhere.")
    if not target.exists() or not any(target.iterdir()):
        return
    if (target / SNAPSHOTS / locking.NOTE).exists():
        raise StoreError("exists", f"{target} is a home of its own, and no backup; name another folder.")
    if not (target / SNAPSHOTS / opening.NAME).exists() and not (target / SNAPSHOTS / _FRESH).exists():
        raise StoreError("exists", f"{target} holds something already, and no backup; name a new folder.")
    if not _is_of(home, target, address, archive):
        raise StoreError("exists", f"{target} is the backup of another home; name another folder.")


def _is_of(home: Path, target: Path, address: LedgerAddress | None, archive: Archive) -> bool:
    """Return whether the newest snapshot that *target* knows is one of *home*."""
    if not (target / SNAPSHOTS / opening.NAME).exists():
        return True  # the first backup was interrupted
    ledgers = [
        opening.open_ledger(target / SNAPSHOTS, writing=False),
        opening.open_ledger(home / SNAPSHOTS, writing=False, address=address, archive=archive),
    ]
    try:
        newest = ledgers[0].execute("SELECT id, chain FROM snapshots ORDER BY id DESC LIMIT 1").fetchone()
        return newest is None or newest in ledgers[1].execute(
            "SELECT id, chain FROM snapshots WHERE id = ?", newest[:1]
        )
    finally:
        for ledger in ledgers:
            ledger.close()
