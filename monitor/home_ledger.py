"""Ledger and snapshots of a home, wherever its configuration says that they lie: the one way to open them.

A service stays where it began: another line in monitor.yaml holds from its next start, for all of its threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from monitor.errors import Problem, StoreError
from monitor.model import address_lines, archive_address, ledger_address
from monitor.model.archive_address import ArchiveAddress
from monitor.model.homes import CONFIG, SERVICE, SNAPSHOTS
from monitor.model.ledger_address import LedgerAddress
from monitor.store import Archive, BucketArchive, FolderArchive, Store

Named = TypeVar("Named")
_kept: dict[tuple[Path, str], Any] = {}  #: where what a key names lies, of homes that this process stays with


@contextmanager
def stayed(home: Path) -> Iterator[Callable[[], list[str]]]:
    """Have ledger and snapshots of *home* be where they are now, while the context lasts, whatever monitor.yaml says.

    Yields:
        What returns the keys that name another place by now.

    Raises:
        StoreError: as of `address_of`.
    """
    keys: dict[str, Callable[[str, str], Any]] = {
        ledger_address.KEY: ledger_address.parse, archive_address.KEY: archive_address.parse
    }  # fmt: skip
    here = {key: _written(home, key, parse) for key, parse in keys.items()}
    _kept.update({(home, key): place for key, place in here.items()})
    try:
        yield lambda: [key for key, parse in keys.items() if _written(home, key, parse) != here[key]]
    finally:
        for key in keys:
            del _kept[home, key]


def open_store(home: Path, *, writer: bool = False) -> Store:
    """Return the open ledger and snapshots of *home*, for reading or as a writer (`Store.open`).

    Raises:
        StoreError: the ledger is missing, damaged, foreign, newer, held by another instance, or cannot be reached; or
            what monitor.yaml says of it is no address.
    """
    return Store.open(home, writer=writer, address=address_of(home), archive=archive_of(home))


def archive_of(home: Path) -> Archive:
    """Return the snapshots of *home*, wherever they lie; nothing is asked of them yet.

    Raises:
        StoreError: as of `address_of`.
    """
    return archive_at(home, _named(home, archive_address.KEY, archive_address.parse))


def archive_at(home: Path, address: ArchiveAddress | None) -> Archive:
    """Return the snapshots of *home* that lie at *address*; None: in its folder."""
    return FolderArchive(home / SNAPSHOTS) if address is None else BucketArchive(address)


def address_of(home: Path) -> LedgerAddress | None:
    """Return where the ledger of *home* lies; None: in a file of the home.

    Only that key is read: it takes some microseconds, and no mistake elsewhere in the file keeps one from the ledger.

    Raises:
        StoreError: the key holds no such address, or monitor.yaml cannot be read; it is no ConfigError, for whoever
            goes on beside a running service bears that the ledger cannot be opened now.
    """
    return _named(home, ledger_address.KEY, ledger_address.parse)


def _named(home: Path, key: str, parse: Callable[[str, str], Named]) -> Named | None:
    if (home, key) in _kept:
        found: Named | None = _kept[home, key]
        return found
    return _written(home, key, parse)


def _written(home: Path, key: str, parse: Callable[[str, str], Named]) -> Named | None:
    path = home / CONFIG / SERVICE
    try:
        found = address_lines.written(path.read_bytes(), key)
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
        raise StoreError("unknown", str(Problem(path, line, f"`{key}`: {error}"))) from error
