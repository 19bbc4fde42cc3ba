"""The ledger of a home, wherever its configuration says that it lies: the one way by which verbs and doors open it."""

from __future__ import annotations

from pathlib import Path

from monitor.errors import Problem, StoreError
from monitor.model.homes import CONFIG, SERVICE, SNAPSHOTS
from monitor.model.ledger_address import LedgerAddress, parse, written
from monitor.store import Archive, FolderArchive, Store


def open_store(home: Path, *, writer: bool = False) -> Store:
    """Return the open ledger and snapshots of *home*, for reading or as a writer (`Store.open`).

    Raises:
        StoreError: the ledger is missing, damaged, foreign, newer, held by another instance, or cannot be reached; or
            what monitor.yaml says of it is no address.
    """
    return Store.open(home, writer=writer, address=address_of(home), archive=archive_of(home))


def archive_of(home: Path) -> Archive:
    """Return the snapshots of *home*, wherever they lie."""
    return FolderArchive(home / SNAPSHOTS)


def address_of(home: Path) -> LedgerAddress | None:
    """Return where the ledger of *home* lies; None: in a file beside its snapshots.

    Only that key is read: it takes some microseconds, and no mistake elsewhere in the file keeps one from the ledger.

    Raises:
        StoreError: the key holds no such address, or monitor.yaml cannot be read; it is no ConfigError, for whoever
            goes on beside a running service bears that the ledger cannot be opened now.
    """
    path = home / CONFIG / SERVICE
    try:
        found = written(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError("unknown", str(Problem(path, None, f"cannot be read: {error.strerror}"))) from error
    if found is None:
        return None
    text, line = found
    try:
        return parse(text, f"{path}:{line}")
    except ValueError as error:
        raise StoreError("unknown", str(Problem(path, line, f"`ledger`: {error}"))) from error
