"""The ledger of a home, wherever its configuration says that it lies: the one way by which verbs and doors open it."""

from __future__ import annotations

from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.model.homes import CONFIG, SERVICE
from monitor.model.ledger_address import LedgerAddress, parse, written
from monitor.store import Store


def open_store(home: Path, *, writer: bool = False) -> Store:
    """Return the open ledger and snapshots of *home*, for reading or as a writer (`Store.open`).

    Raises:
        StoreError: the ledger is missing, damaged, foreign, newer, held by another instance, or cannot be reached.
        ConfigError: the address of it in monitor.yaml is none.
    """
    return Store.open(home, writer=writer, address=address_of(home))


def address_of(home: Path) -> LedgerAddress | None:
    """Return where the ledger of *home* lies; None: in a file beside its snapshots.

    Only that key is read: it takes some microseconds, and no mistake elsewhere in the file keeps one from the ledger.

    Raises:
        ConfigError: the key holds no such address, or monitor.yaml cannot be read.
    """
    path = home / CONFIG / SERVICE
    try:
        found = written(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError([Problem(path, None, f"cannot be read: {error.strerror}")]) from error
    if found is None:
        return None
    text, line = found
    try:
        return parse(text, f"{path}:{line}")
    except ValueError as error:
        raise ConfigError([Problem(path, line, f"`ledger`: {error}")]) from error
