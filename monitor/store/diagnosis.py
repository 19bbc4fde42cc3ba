"""How the ledger is, looked at as it lies there: nothing is brought to today's tables, undone, or written."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from monitor.errors import StoreError
from monitor.model.ledger_address import LedgerAddress
from monitor.store import opening, queries, row_values, sqlite_errors, verifying
from monitor.store.archives import Archive
from monitor.store.databases import Database, sqlite_opening
from monitor.store.databases.sqlite import SqliteLedger
from monitor.store.schema import VERSION

STEPS = 10_000  # of SQLite's machine between two looks at the clock
NEWEST = 20  # snapshots whose files are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """How a ledger is."""

    schema: int  #: the number of its tables' version
    schema_of_today: int = VERSION
    is_interrupted: bool = False  #: a program was killed while it wrote; the next that opens it undoes what it began
    damage: tuple[str, ...] = ()  #: what SQLite found, a sentence each
    is_read: bool = True  #: it was looked through whole in the time that there was
    apart: str = ""  #: why the snapshots cannot be asked for, or are another ledger's, a sentence or two; "": they can
    lost: tuple[str, ...] = ()  #: what is amiss with files of the newest snapshots, a sentence each
    checked_at: datetime | None = None  #: the newest check of any page
    well_at: datetime | None = None  #: the newest that was well


def diagnose(
    folder: Path, archive: Archive, seconds: float, progress: verifying.Progress, address: LedgerAddress | None = None
) -> Diagnosis:
    """Return how the ledger of *folder* is, which lies in it or at *address*.

    Args:
        folder: of the ledger.
        archive: its snapshots.
        seconds: that looking through it may take; it is read a table at a time, so that a writer can go on.
        progress: called with tables looked through, and tables in all.
        address: where it lies, if not there; its server looks after its files, so it is not looked through.

    Raises:
        StoreError: it is missing, damaged, foreign, newer than this program, held by another, or may not be read.
    """
    if address is not None:
        return _elsewhere(folder, archive, address)
    db = sqlite_opening.look_into(folder)
    try:
        return _diagnosed(db, folder, archive, time.monotonic() + seconds, progress)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK":
            return Diagnosis(schema=VERSION, is_interrupted=True)
        raise sqlite_errors.named(error, folder) from error
    finally:
        db.close()


def _elsewhere(folder: Path, archive: Archive, address: LedgerAddress) -> Diagnosis:
    db, schema = opening.look_into(address, archive)
    try:
        return _asked(db, folder, archive, Diagnosis(schema=schema)) if schema == VERSION else Diagnosis(schema=schema)
    except db.error as error:
        raise db.named(error) from error
    finally:
        db.close()


def _diagnosed(
    db: SqliteLedger, folder: Path, archive: Archive, until: float, progress: verifying.Progress
) -> Diagnosis:
    schema = sqlite_opening.schema_of(db, folder)
    is_read, damage = True, []
    try:
        for said in _integrity(db, until, progress):
            damage += said
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_INTERRUPT":
            raise
        is_read = False
    found = Diagnosis(schema=schema, damage=tuple(damage), is_read=is_read)
    return found if damage or schema != VERSION else _asked(db, folder, archive, found)


def _asked(db: Database, folder: Path, archive: Archive, found: Diagnosis) -> Diagnosis:
    """Return what was *found*, with what the ledger says of the work and of its newest snapshots."""
    checked_at, well_at = db.execute("SELECT max(last_check_at), max(last_ok_at) FROM pages").fetchone()
    apart = ""
    lost: tuple[str, ...] = ()
    try:
        opening.refuse_another(folder, db, archive)
        lost = tuple(_lost(db, archive))
    except StoreError as error:
        apart = error.detail
    return replace(
        found, apart=apart, lost=lost,
        checked_at=row_values.moments(checked_at), well_at=row_values.moments(well_at),
    )  # fmt: skip


def _integrity(db: SqliteLedger, until: float, progress: verifying.Progress) -> Iterator[list[str]]:
    """Yield what SQLite finds wrong, a table at a time.

    Raises:
        sqlite3.OperationalError: SQLITE_INTERRUPT, when *until* has come.
    """
    tables = db.tables()
    db.conn.set_progress_handler(lambda: time.monotonic() > until, STEPS)
    try:
        for number, table in enumerate(tables):
            progress(number, len(tables))
            yield [f"{table}: {' '.join(said.split())}." for said in db.damage(table, quick=True)][:1]
    finally:
        db.conn.set_progress_handler(None, 0)


def _lost(db: Database, archive: Archive) -> Iterator[str]:
    """Yield what is amiss with the files of the newest snapshots."""
    sql = "SELECT file, digest, size FROM snapshots WHERE removed_at IS NULL ORDER BY id DESC LIMIT ?"
    for row in queries.every(db, sql, [NEWEST]):
        if why := verifying.why_lost(row, archive):
            yield f"{row['file']}: {why}"
