"""Whether all is there and as it was: the ledger, what its rows refer to, every snapshot, the chain that joins them.

It reads beside a running service: a few rows at a time, because a reader that stays keeps the writer waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from monitor.errors import StoreError
from monitor.model import NAMES, phrasing
from monitor.model.ledger_address import LedgerAddress
from monitor.store import (
    baseline_parts,
    chain,
    compact_rows,
    opening,
    queries,
    snapshot_rows,
    stamps,
)
from monitor.store.archives import NOT_WHOLE, Archive
from monitor.store.archives.folder_archive import FolderArchive
from monitor.store.databases import Database
from monitor.store.queries import Row
from monitor.store.survey import adopt, is_known, strays, survey

Progress = Callable[[int, int], None]  # called with snapshots read, and snapshots in all

REFERENCES = {
    "page_id": "pages", "check_id": "checks", "snapshot_id": "snapshots", "until_id": "snapshots",
    "before_id": "snapshots", "after_id": "snapshots", "figure_id": "figure_rows", "indicator": "indicators",
    "old_figure_id": "figure_rows", "new_figure_id": "figure_rows", "setting_id": "figure_settings",
    "heading_id": "figure_headings", "authority_id": "authorities",
    "change_id": "change_rows", "action_id": "actions", "last_action_id": "actions", "undoes": "actions",
    "undone_by": "actions",
}  # fmt: skip
"""Columns that name the key of another table, in whatever table they stand."""
DERIVED = frozenset({"baselines", "figure_headings", "figure_rows", "figure_settings", "statements"})
"""Tables that are read from the snapshots, and so once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One thing that is not as it should be."""

    kind: str  #: ``ledger``, ``reference``, ``claim``, ``lost``, ``chain``, ``timestamp`` or ``stray``
    what: str  #: the table or the file
    detail: str  #: one sentence
    advice: str  #: what cures it, one sentence
    page_id: str | None = None  #: whose it is, where it is one page's
    digest: str | None = None  #: sha256 that the lost file should have

    def __str__(self) -> str:
        return f"{self.what}: {self.detail} {self.advice}".strip()


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


# -- the ledger -------------------------------------------------------------------------------------------------------


def integrity_steps(db: Database) -> Iterator[list[Flaw]]:
    """Yield whether the database is whole, a table at a time."""
    yield from (_integrity(db, table) for table in db.tables())


def reference_steps(db: Database) -> Iterator[list[Flaw]]:
    """Yield what rows say that cannot be, a table at a time; asked only of a database that is whole."""
    for table in db.tables():
        if not table.startswith(("figures_fts", "sqlite_", "_sqlite")):
            yield _references(db, table)
    yield _claims(db)
    yield from _baselines(db)
    yield _untold(db)
    yield _heads_without_snapshots(db)


def _integrity(db: Database, table: str) -> list[Flaw]:
    try:
        found = db.damage(table)
    except db.error as error:
        found = [str(error)]
    advice = "monitor verify --repair makes indexes anew; if it is still damaged then, restore it from a backup."
    return [Flaw(kind="ledger", what=table, detail=f"{said}.", advice=advice) for said in found][:1]


def _references(db: Database, table: str) -> list[Flaw]:
    """Return which columns of *table* refer to rows that are not there."""
    names = db.columns(table)
    flaws = []
    for column in names:
        target = REFERENCES.get(column)
        if target is None:
            continue
        numbered = "(SELECT id FROM pages WHERE number = t.page)" if "page" in names else "NULL"
        page = "page_id" if "page_id" in names else numbered
        sql = f"""SELECT {page} AS page_id, count(*) AS number FROM {table} t WHERE {column} IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM {target} WHERE id = t.{column}) GROUP BY 1"""  # noqa: S608 (our own names)
        flaws += [_dangling(table, column, target, row) for row in queries.every(db, sql)]
    return flaws


def _dangling(table: str, column: str, target: str, row: Row) -> Flaw:
    cure = (
        f"monitor verify --repair, then monitor reread {row['page_id']}" if table in DERIVED else "A backup has them."
    )
    of = f" of {row['page_id']}" if row["page_id"] is not None else ""
    detail = f"{phrasing.counted(row['number'], 'row')}{of} with a {column} that {target} do not have."
    return Flaw(kind="reference", what=table, detail=detail, advice=cure, page_id=row["page_id"])


def _claims(db: Database) -> list[Flaw]:
    """Return the pages of which rows of figures are not what was written."""
    advice = "monitor verify --repair, then monitor reread {}"
    return [
        Flaw(
            kind="claim", what="figures", page_id=page_id, advice=advice.format(page_id),
            detail=f"{phrasing.counted(number, 'row')} of {page_id} not as written.",
        )
        for page_id, number in compact_rows.rotted(db)
    ]  # fmt: skip


def _baselines(db: Database) -> Iterator[list[Flaw]]:
    """Yield, a page at a time, whether what comparing its next version needs is there and what was written."""
    sql = "SELECT id FROM pages WHERE text_digest NOT LIKE ? ORDER BY id"  # what a source names is compared as it is
    for page_id in [row[0] for row in db.execute(sql, [f"{NAMES}%"])]:
        if baseline_parts.is_whole(db, page_id):
            yield []
            continue
        detail = f"What is remembered of the last version of {page_id} is lost, or not what was written."
        advice = f"monitor verify --repair, then monitor reread {page_id}"
        yield [Flaw(kind="claim", what="baselines", page_id=page_id, detail=detail, advice=advice)]


def _untold(db: Database) -> list[Flaw]:
    """Return the pages of which checks told of changes that are not there any more: those told are never rewritten."""
    sql = """SELECT page_id, count(*) AS number FROM checks WHERE told > 0
             AND NOT EXISTS (SELECT 1 FROM change_rows c WHERE c.check_id = checks.id AND c.told = 1)
             GROUP BY page_id"""
    return [
        Flaw(
            kind="reference", what="change_rows", page_id=row["page_id"], advice="A backup has them.",
            detail=f"What {phrasing.counted(row['number'], 'check')} of {row['page_id']} told of is not there.",
        )
        for row in queries.every(db, sql)
    ]  # fmt: skip


def _heads_without_snapshots(db: Database) -> list[Flaw]:
    sql = """SELECT id FROM pages WHERE coalesce(chain, '') <> ''
             AND NOT EXISTS (SELECT 1 FROM snapshots WHERE page_id = pages.id)"""
    return [_broken(row["id"], "its snapshots are gone") for row in queries.every(db, sql)]


# -- snapshots --------------------------------------------------------------------------------------------------------


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
        yield _broken(
            page_id, f"the row of snapshot {row['number']} is not what was recorded, or the one before is gone"
        )
    if row["newest"] and row["head"] != row["chain"]:
        yield _broken(page_id, f"it does not end with snapshot {row['number']}, the newest")


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


def _broken(page_id: str, why: str) -> Flaw:
    return Flaw(
        kind="chain", what="snapshots", page_id=page_id, detail=f"The chain of {page_id} is broken: {why}.",
        advice="Somebody altered the ledger, or the disk did; compare it with a backup.",
    )  # fmt: skip
