"""What SQLite could not do, in our words: a reason that the program can go by, and what cures it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from monitor.errors import StoreError
from monitor.store import disk_files
from monitor.store.room import refused

RESTORE = "Restore it from a backup into a new home: monitor --home NEW restore BACKUP"
"""What cures a ledger that nothing else does."""
_MEANING = {  # SQLite's result codes, by their beginning: the reason, and what cures it
    "SQLITE_FULL": ("full", "the disk is full; nothing was recorded. Make room and start again."),
    "SQLITE_BUSY": ("locked", "another program holds it; nothing was recorded. Try again."),
    "SQLITE_LOCKED": ("locked", "another program holds it; nothing was recorded. Try again."),
    "SQLITE_READONLY": (
        "readonly",
        "it cannot be written. Give this user the right to write the folder and all in it.",
    ),
    "SQLITE_PERM": ("readonly", "access is refused. Give this user the right to write the folder and all in it."),
    "SQLITE_CANTOPEN": ("readonly", "it cannot be opened. Give this user the right to write the folder and all in it."),
    "SQLITE_IOERR": (
        "failing",
        "the disk fails; nothing was recorded. See what is wrong with it before the next start.",
    ),
    "SQLITE_CORRUPT": ("damaged", f"it is damaged. {RESTORE}"),
    "SQLITE_NOTADB": ("damaged", f"it is no database. {RESTORE}"),
}


def named(error: sqlite3.Error, folder: Path) -> StoreError:
    """Return what SQLite's *error* means for the ledger in *folder*, with what cures it."""
    code = getattr(error, "sqlite_errorname", "") or ""
    if code == "SQLITE_IOERR_WRITE" and (refusal := refused(folder)) is not None:
        return disk_files.failure(refusal, folder)  # a quota that is used up is an I/O error to SQLite
    reason, cure = next(
        (meaning for beginning, meaning in _MEANING.items() if code.startswith(beginning)),
        ("defect", "it was asked something wrong. This is a defect of the program: please report it."),
    )
    return StoreError(reason, f"The ledger in {folder} cannot be used ({error}): {cure}")
