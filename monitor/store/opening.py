"""Opening the ledger, wherever it lies: in a file beside the snapshots, or where the home names an address.

PostgreSQL's client is imported with an address alone: a home without one neither needs it nor waits for it.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Final

from monitor.errors import StoreError
from monitor.model.ledger_address import LedgerAddress
from monitor.store.databases import Database, sqlite_opening

NAME: Final = sqlite_opening.NAME


def create(folder: Path, address: LedgerAddress | None = None) -> None:
    """Make an empty ledger in *folder*, or at *address* for the snapshots that *folder* will hold.

    Raises:
        StoreError: there is one, or there are snapshots that it should know of; or the server does not let us.
    """
    if address is None:
        sqlite_opening.create(folder)
    else:
        _refuse_two(folder, address)
        _elsewhere(address).create(folder, address)


def open_ledger(folder: Path, *, writing: bool, address: LedgerAddress | None = None) -> Database:
    """Return the ledger of *folder*, that lies in it or at *address*.

    Raises:
        StoreError: it is missing, damaged, foreign, newer than this program, or cannot be reached.
    """
    if address is None:
        return sqlite_opening.open_ledger(folder, writing=writing)
    _refuse_two(folder, address)
    opened: Database = _elsewhere(address).open_ledger(folder, address, writing=writing)
    return opened


def look_into(folder: Path, address: LedgerAddress) -> tuple[Database, int]:
    """Return the ledger at *address* as it lies there, and the number of its tables' version, for one who only looks.

    Raises:
        StoreError: it is missing, newer, another home's, or cannot be reached.
    """
    looked: tuple[Database, int] = _elsewhere(address).look_into(folder, address)
    return looked


def fill(folder: Path, address: LedgerAddress) -> None:
    """Make the ledger at *address* from the one that lies in *folder*, which is no file there then.

    Raises:
        StoreError: there is one, or the server does not let us; the file is there still.
    """
    _elsewhere(address).fill(folder, address)


def _refuse_two(folder: Path, address: LedgerAddress) -> None:
    """Refuse a home that has a ledger of its own and names another.

    Raises:
        StoreError: it does.
    """
    if (folder / NAME).exists():
        said = f"{folder / NAME} is a ledger, and {address.place or 'the configuration'} names another at {address}."
        cure = "Take that key out, or bring the home over: monitor backup, then monitor restore into a new home."
        raise StoreError("exists", f"{said} {cure}")


def _elsewhere(address: LedgerAddress) -> ModuleType:
    """Return the module that opens ledgers in PostgreSQL.

    Raises:
        StoreError: its client is not installed.
    """
    try:
        from monitor.store.databases import postgresql_opening  # noqa: PLC0415 (few homes have an address)
    except ImportError as error:
        said = f"The ledger at {address} needs a package that is not installed ({error})."
        raise StoreError("missing", f"{said} Install it: pip install 'policy-monitor[cluster]'") from error
    return postgresql_opening
