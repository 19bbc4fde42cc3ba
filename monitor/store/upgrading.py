"""An older ledger is brought to today's tables: all of it or nothing, with a copy of it put aside before."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.store.schema import VERSION, migrations


def upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the ledger at *path*, open for writing, to today's schema; the caller has made sure that it is alone.

    Raises:
        StoreError: it cannot be done; the ledger is as it was.
        sqlite3.Error: likewise; the disk is full, or another program holds it.
    """
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found == VERSION:
        return  # by another that opened it just before
    kept = _put_aside(connection, path, found)
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorname != "SQLITE_ERROR":
            raise
        raise StoreError(
            "defect",
            f"{path} could not be brought to the tables of this version ({error!r}); it is as it was, and a copy lies "
            f"beside it ({kept.name}). Go back to the version before, and please report this.",
        ) from error


def _put_aside(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Write a copy of the ledger beside it, whole or not at all, and return its path."""
    named = path.with_name(f"{path.stem}-schema{version}")
    kept = named.with_suffix(path.suffix)
    count = 1
    while kept.exists():
        count += 1
        kept = named.with_name(f"{named.name}-{count}").with_suffix(path.suffix)
    begun = kept.with_name(f".{kept.name}.tmp")
    try:
        begun.unlink(missing_ok=True)
        target = sqlite3.connect(begun)
        try:
            connection.backup(target)
        finally:
            target.close()
        shutil.copymode(path, begun)
        begun.replace(kept)
        _sync(path.parent)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise
    return kept


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
