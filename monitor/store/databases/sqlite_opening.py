"""Opening a ledger in a file: never created by accident, never opened when damaged or newer."""

from __future__ import annotations

import fcntl
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.store import disk_files, sqlite_errors, upgrading
from monitor.store.archives import MARK
from monitor.store.databases.sqlite import SqliteLedger
from monitor.store.schema import APPLICATION_ID, VERSION, migrations
from monitor.store.sqlite_errors import RESTORE

NAME = "monitor.db"
BUSY = 10.0  # seconds to wait for another program that holds the ledger for a moment
GLANCE = 0.5  # likewise, for one who asks whether another holds it


def create(folder: Path) -> None:
    """Make an empty ledger in *folder*.

    Raises:
        StoreError: there is one, or there are snapshots that it should know of.
    """
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_files.failure(error, folder) from error
    if path.exists():
        raise StoreError("damaged", f"{path} exists already.")
    if (folder / MARK).exists():
        said = (
            f"{folder} holds the snapshots of a ledger elsewhere; name it in config/monitor.yaml: ledger: postgresql://"
        )
        raise StoreError("missing", said)
    if any(child.is_dir() for child in folder.iterdir()):
        raise StoreError(
            "missing",
            f"{folder} holds snapshots but no {NAME}. Restore it from a backup; it is not made anew over them.",
        )
    create_file(path)


def create_file(path: Path) -> None:
    """Make an empty ledger at *path*, where there is none.

    Raises:
        StoreError: it cannot be written.
    """
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")  # first: what is cut short is ours, and goes on
        made = Database(connection, execute_plugins=False)  # nor looked for: what is installed beside us has no part
        with made.atomic():  # all tables or none; and the disk is waited for once, not once for each migration
            migrations.apply(made)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.close()
    except sqlite3.Error as error:
        raise sqlite_errors.named(error, path.parent) from error


def open_ledger(folder: Path, *, writing: bool) -> SqliteLedger:
    """Return the ledger of *folder*.

    Raises:
        StoreError: it is missing, damaged, foreign or newer than this program.
    """
    path = _there(folder)
    try:
        ledger = _connected(path, "rw" if writing else "ro", BUSY)
        version = schema_of(ledger, folder)
        if writing:
            ledger.execute("PRAGMA synchronous = EXTRA")
        return ledger if version == VERSION else _upgraded(ledger, path, writing=writing)
    except sqlite3.Error as error:
        if not writing and getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK":
            open_ledger(folder, writing=True).close()  # a writer was killed: what it began is undone by a writer
            return open_ledger(folder, writing=False)
        raise sqlite_errors.named(error, folder) from error


def look_into(folder: Path) -> SqliteLedger:
    """Return the ledger of *folder* as it lies there, whatever its tables are, for one who changes nothing.

    Raises:
        StoreError: it is missing, or may not be opened.
    """
    try:
        return _connected(_there(folder), "ro", GLANCE)
    except sqlite3.Error as error:
        raise sqlite_errors.named(error, folder) from error


def schema_of(ledger: SqliteLedger, folder: Path) -> int:
    """Return the number of the schema that *ledger*, in *folder*, has.

    Raises:
        StoreError: it is foreign, or newer than this program.
        sqlite3.Error: it cannot be read.
    """
    path = folder / NAME
    found = ledger.execute("PRAGMA application_id").fetchone()[0]
    version = int(ledger.execute("PRAGMA user_version").fetchone()[0])
    if found != APPLICATION_ID:
        raise StoreError("damaged", f"{path} is not a ledger of this program. {RESTORE}")
    if version > VERSION:
        raise StoreError("newer", f"{path} was written by a newer version of this program; upgrade it.")
    return version


def _upgraded(ledger: SqliteLedger, path: Path, *, writing: bool) -> SqliteLedger:
    """Return the ledger at *path* with today's tables; a reader has another connection make them first."""
    if not writing:
        ledger.close()
        open_ledger(path.parent, writing=True).close()
        return open_ledger(path.parent, writing=False)
    try:
        turn = (path.parent / ".upgrade").open("w")
    except OSError as error:
        raise disk_files.failure(error, path) from error
    with turn:  # two that open an old ledger at once take turns
        fcntl.flock(turn, fcntl.LOCK_EX)
        upgrading.upgrade(ledger.conn, path)
    return ledger


def _there(folder: Path) -> Path:
    path = folder / NAME
    if not path.is_file():
        raise StoreError("missing", f"There is no ledger at {path}. `monitor init` makes one in a new home.")
    return path


def _connected(path: Path, mode: str, patience: float) -> SqliteLedger:
    uri = f"file:{_quoted(path)}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)
    return SqliteLedger(connection, path.parent)


def _quoted(path: Path) -> str:
    return quote(str(path.absolute()))
