"""Putting right what can be put right, without taking anything away.

A snapshot that was altered is moved aside, to ``.damaged/`` beside the others, never deleted. A broken chain stays
broken: it is the evidence that something was altered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from monitor.model.ledger_address import LedgerAddress
from monitor.store import opening
from monitor.store.archives import Archive
from monitor.store.archives.folder_archive import FolderArchive
from monitor.store.databases import Database
from monitor.store.flaws import Flaw
from monitor.store.ledger_verifying import DERIVED


def repair(
    home: Path,
    flaws: Sequence[Flaw],
    backup: Archive | None,
    address: LedgerAddress | None = None,
    archive: Archive | None = None,
) -> Iterator[str]:
    """Cure what can be cured of *flaws*, and yield a sentence for each that was.

    Args:
        home: the home.
        flaws: what `verify` found.
        backup: the snapshots of a backup, or of any other copy of the home, that may have what is lost here.
        address: of its ledger, where that lies elsewhere.
        archive: its snapshots; None: in its folder.

    Raises:
        StoreError: the ledger or the archive cannot be written.
    """
    folder = home / "snapshots"
    archive = archive or FolderArchive(folder)
    db = opening.open_ledger(folder, writing=True, address=address, archive=archive)
    try:
        opening.refuse_another(folder, db, archive)
        if any(flaw.kind == "ledger" for flaw in flaws):
            db.reindex()
            yield "The indexes of the ledger were made anew."
        for flaw in flaws:
            if flaw.kind == "lost" and _restored(db, archive, flaw, backup):
                yield f"{flaw.what}: put back; it is what was captured."
        for page_id in sorted({flaw.page_id for flaw in flaws if flaw.page_id and _is_derived(flaw)}):
            db.execute("UPDATE pages SET reader = '' WHERE id = ?", [page_id])  # as if read by another engine
            yield f"{page_id}: it will be read again from its snapshots: monitor reread {page_id}"
    except db.error as error:
        raise db.named(error) from error
    finally:
        db.close()


def _is_derived(flaw: Flaw) -> bool:
    return flaw.kind == "claim" or (flaw.kind == "reference" and flaw.what in DERIVED)


def _restored(db: Database, archive: Archive, flaw: Flaw, backup: Archive | None) -> bool:
    """Put the lost file of *flaw* back from the first copy that holds the same bytes; False when there is none."""
    for other, file in _copies(db, archive, flaw, backup):
        if flaw.digest and (packed := other.packed(file, flaw.digest)) is not None:
            archive.set_aside(flaw.what)
            archive.put(flaw.what, packed)
            return True
    return False


def _copies(db: Database, archive: Archive, flaw: Flaw, backup: Archive | None) -> Iterator[tuple[Archive, str]]:
    """Yield where the same bytes may lie: under another name in this archive, or in the backup."""
    for row in db.execute(
        "SELECT DISTINCT file FROM snapshots WHERE digest = ? AND file <> ?", [flaw.digest, flaw.what]
    ):
        yield archive, row[0]
    if backup is not None:
        yield backup, flaw.what
