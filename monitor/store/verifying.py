"""Whether all is there and as it was: the ledger, what its rows refer to, every snapshot, the chain that joins them.

It reads beside a running service: a few rows at a time, because a reader that stays keeps the writer waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from monitor.errors import StoreError
from monitor.model.ledger_address import LedgerAddress
from monitor.store import (
    chain,
    opening,
    queries,
    snapshot_rows,
    stamps,
)
from monitor.store.archives import NOT_WHOLE, Archive
from monitor.store.archives.folder_archive import FolderArchive
from monitor.store.databases import Database
from monitor.store.flaws import Flaw, broken
from monitor.store.ledger_verifying import integrity_steps, reference_steps
from monitor.store.queries import Row
from monitor.store.survey import adopt, is_known, strays, survey

Progress = Callable[[int, int], None]  # called with snapshots read, and snapshots in all


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What came of it."""

    pages: int = 0
    snapshots: int = 0
    changes: int = 0
    timestamps: int = 0  #: of authorities, on snapshots
    removed: int = 0  #: snapshots whose bytes retention removed: their rows and the chain are verified
    seal: str = ""  #: one digest over the chains of all pages; "" when they could not be read
    adopted: tuple[str, ...] = ()  #: files that a kill had left without a row, known now
    flaws: tuple[Flaw, ...] = ()


def verify(
    home: Path, progress: Progress, address: LedgerAddress | None = None, archive: Archive | None = None
) -> Verified:
    """Return whether everything in *home* is as it was recorded.

    Args:
        home: the home.
        progress: called with snapshots read, and snapshots in all.
        address: of its ledger, where that lies elsewhere.
        archive: its snapshots; None: in its folder.

    Raises:
        StoreError: there is no ledger, it is not ours, or it is newer than this program.
    """
    folder = home / "snapshots"
    archive = archive or FolderArchive(folder)
    writer_of = partial(opening.open_ledger, folder, writing=True, address=address, archive=archive)
    db = opening.open_ledger(folder, writing=False, address=address, archive=archive)
    try:
        opening.refuse_another(folder, db, archive)
        flaws = [flaw for step in integrity_steps(db) for flaw in step]
        if flaws:
            return Verified(flaws=tuple(flaws))
        known, stray = adopted(db, archive, writer_of)
        flaws = [flaw for step in reference_steps(db) for flaw in step]
        flaws += [*stray, *_snapshots(db, archive, progress)]
        return replace(counted(db), adopted=tuple(known), flaws=tuple(flaws))
    except db.error as error:
        raise db.named(error) from error
    finally:
        db.close()


def counted(db: Database) -> Verified:
    """Return how much the ledger knows, and its seal."""
    pages, snapshots, removed, changes, stamped = db.execute(
        """SELECT (SELECT count(*) FROM pages), count(*), count(removed_at), (SELECT count(*) FROM changes),
           (SELECT count(token) FROM timestamps) FROM snapshots"""
    ).fetchone()
    return Verified(
        pages=pages,
        snapshots=snapshots,
        timestamps=stamped,
        removed=removed,
        changes=changes,
        seal=snapshot_rows.seal(db),
    )


def adopted(db: Database, archive: Archive, writer_of: Callable[[], Database]) -> tuple[list[str], list[Flaw]]:
    """Adopt the files that a kill left without a row; return them, and what could not be adopted.

    Raises:
        StoreError: the archive is not reached.
    """
    stray = archive.settled(survey(db, archive).stray)
    if not stray:
        return [], []
    found = strays(db, archive, stray)
    known: list[str] = []
    writer = writer_of()
    try:
        writer.begin("writing")  # nobody is between a file and its row now
        known = adopt(writer, found)
        writer.commit()
    except writer.error:
        known = []  # a ledger that may not be written, or not now: they are told, and adopted another time
    finally:
        writer.close()
    left = {file for file in stray if not is_known(db, file)}
    return known, [_stray(file) for file in archive.listed([]) if file in left] if left else []


def _stray(file: str) -> Flaw:
    return Flaw(
        kind="stray", what=file, detail="The ledger does not know this file, and it is no whole snapshot of its page.",
        advice="It was left where it is; nothing needs it.",
    )  # fmt: skip


def _snapshots(db: Database, archive: Archive, progress: Progress) -> Iterator[Flaw]:
    total = db.execute("SELECT count(*) FROM snapshots").fetchone()[0]
    pages = [row[0] for row in db.execute("SELECT id FROM pages ORDER BY id")]
    for done, found in enumerate(snapshot_flaws(db, archive, pages), 1):
        yield from found
        progress(done, max(done, total))


def snapshot_flaws(db: Database, archive: Archive, pages: Iterable[str]) -> Iterator[list[Flaw]]:
    """Yield what is wrong with each snapshot of *pages*; none of the ledger is held in between.

    Raises:
        StoreError: the archive is not reached.
    """
    for row, why in archive.each(lambda row: (row, _why_not_there(row, archive)), _rows_of(db, pages)):
        yield [*_snapshot_flaws(row, why), *_timestamp_flaws(db, row)]


def _rows_of(db: Database, pages: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of snapshots of *pages*, with what their flaws are told by (`_snapshot_flaws`)."""
    sql = """SELECT s.*, lag(s.chain, 1, '') OVER (ORDER BY s.id) AS last, p.chain AS head,
             lead(s.id) OVER (ORDER BY s.id) IS NULL AS newest
             FROM snapshots s JOIN pages p ON p.id = s.page_id WHERE s.page_id = ? ORDER BY s.id"""
    for page_id in pages:
        yield from list(queries.every(db, sql, [page_id]))


def _why_not_there(row: Row, archive: Archive) -> str:
    return why_lost(row, archive) if row["removed_at"] is None else ""


def _snapshot_flaws(row: Row, why: str) -> Iterator[Flaw]:
    """Yield what is wrong with one snapshot.

    Args:
        row: its row, with ``last`` (the link before), ``head`` (of the page) and whether it is the ``newest``.
        why: its bytes are not those that were captured, one sentence; "": they are, or were removed.
    """
    page_id = row["page_id"]
    if why:
        yield _lost(row, why)
    if chain.link(row["last"], row) != row["chain"]:
        yield broken(
            page_id, f"the row of snapshot {row['number']} is not what was recorded, or the one before is gone"
        )
    if row["newest"] and row["head"] != row["chain"]:
        yield broken(page_id, f"it does not end with snapshot {row['number']}, the newest")


def _timestamp_flaws(db: Database, row: Row) -> Iterator[Flaw]:
    if wrong := stamps.fault(db, row["digest"]):
        yield Flaw(
            kind="timestamp", what=row["file"], page_id=row["page_id"], detail=f"Its timestamp does not hold: {wrong}",
            advice="A backup may have it; the snapshot itself is as well as it was.",
        )  # fmt: skip


def why_lost(row: Row, archive: Archive) -> str:
    """Return why the bytes of a snapshot are not those that were captured, one sentence; "" when they are.

    Raises:
        StoreError: the archive is not reached: that says nothing of the snapshot.
    """
    try:
        found = archive.digest_of(row["file"])
    except StoreError as error:
        if error.reason not in NOT_WHOLE:
            raise
        return error.detail.split(" A backup")[0]
    return "" if found == (row["digest"], row["size"]) else "Its bytes are not those that were captured."


def _lost(row: Row, detail: str) -> Flaw:
    return Flaw(
        kind="lost", what=row["file"], detail=detail, page_id=row["page_id"], digest=row["digest"],
        advice="monitor verify --repair --from BACKUP takes it from a backup.",
    )  # fmt: skip
