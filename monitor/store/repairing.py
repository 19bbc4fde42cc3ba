"""Putting right what can be put right, without taking anything away.

A file that was altered is moved aside, into ``snapshots/.damaged/``, never deleted. A broken chain stays broken: it is
the evidence that something was altered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from monitor.model.ledger_address import LedgerAddress
from monitor.store import opening, snapshot_files
from monitor.store.databases import Database
from monitor.store.verifying import DERIVED, Flaw

ASIDE = ".damaged"


def repair(
    home: Path, flaws: Sequence[Flaw], backup: Path | None, address: LedgerAddress | None = None
) -> Iterator[str]:
    """Cure what can be cured of *flaws*, and yield a sentence for each that was.

    Args:
        home: its archive.
        flaws: what `verify` found.
        backup: a home made by `monitor backup`, or any other copy of a home, that may have what is lost here.
        address: of its ledger, where that lies elsewhere.

    Raises:
        StoreError: the ledger or the disk cannot be written.
    """
    folder = home / "snapshots"
    db = opening.open_ledger(folder, writing=True, address=address)
    try:
        if any(flaw.kind == "ledger" for flaw in flaws):
            db.reindex()
            yield "The indexes of the ledger were made anew."
        for flaw in flaws:
            if flaw.kind == "lost" and _restored(db, folder, flaw, backup):
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


def _restored(db: Database, folder: Path, flaw: Flaw, backup: Path | None) -> bool:
    """Put the lost file of *flaw* back from the first copy that holds the same bytes; False when there is none."""
    path = snapshot_files.place(folder, flaw.what)
    for root, file in _copies(db, folder, flaw, backup):
        if snapshot_files.sum_of(root, file) != flaw.digest:
            continue
        if path.exists() or path.is_symlink():
            _put_aside(folder, path)
        snapshot_files.put(path, snapshot_files.packed(root, file))
        return True
    return False


def _copies(db: Database, folder: Path, flaw: Flaw, backup: Path | None) -> Iterator[tuple[Path, str]]:
    """Yield where the same bytes may lie: under another name in this archive, or in the backup."""
    for row in db.execute(
        "SELECT DISTINCT file FROM snapshots WHERE digest = ? AND file <> ?", [flaw.digest, flaw.what]
    ):
        yield folder, row[0]
    if backup is not None:
        yield backup / "snapshots", flaw.what


def _put_aside(folder: Path, path: Path) -> None:
    """Move *path* to where nothing looks, under a name that is free there."""
    aside = folder / ASIDE / path.parent.name
    try:
        aside.mkdir(parents=True, exist_ok=True)
        free = (aside / f"{path.name}{suffix}" for suffix in ("", *(f".{n}" for n in range(1, 1_000))))
        path.rename(next(name for name in free if not name.exists()))
        snapshot_files.sync(aside)
    except OSError as error:
        raise snapshot_files.failure(error, aside) from error
