"""Opening the ledger, wherever it lies: in a file of the home, or where that names an address; and its snapshots.

PostgreSQL's client is imported with an address alone: a home without one neither needs it nor waits for it. A ledger
and the archive of its snapshots know each other by the ledger's id, wherever they do not lie in one folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Final
from uuid import uuid4

from monitor.errors import StoreError
from monitor.model.ledger_address import LedgerAddress
from monitor.store import disk_files
from monitor.store.archives import MARK, Archive
from monitor.store.archives.folder_archive import FolderArchive
from monitor.store.databases import Database, sqlite_opening

NAME: Final = sqlite_opening.NAME
APART: Final = ".bucket"  # beside a ledger that is a file (or is being made), and whose snapshots lie elsewhere: its id
MOVE: Final = "Take that key out, or bring the home over: monitor backup, then monitor restore into a new home."


def create(folder: Path, address: LedgerAddress | None = None, archive: Archive | None = None) -> None:
    """Make an empty ledger.

    Args:
        folder: of the home, in which it will lie unless at *address*.
        address: where it will lie elsewhere.
        archive: what will hold its snapshots; None: that folder.

    Raises:
        StoreError: there is one, or there are snapshots that it should know of; or the server does not let us.
    """
    archive = archive or FolderArchive(folder)
    if archive.is_remote:
        _refuse_taken(archive, noted(folder))
    if address is not None:
        _refuse_two(folder, address)
        with _noting(folder, archive) as ledger:
            _elsewhere(address).create(archive, address, ledger)
        return
    if archive.is_remote:
        bind(folder, archive, noted(folder))
    elif not (folder / NAME).exists():  # of a bucket that was tried in vain, or of a ledger that is lost
        (folder / APART).unlink(missing_ok=True)
    sqlite_opening.create(folder)


def bind(folder: Path, archive: Archive, ledger: str = "") -> None:
    """Note in *folder*, where a ledger lies or will, and in *archive*, that they belong together.

    Args:
        folder: of the home.
        archive: its snapshots, which lie elsewhere.
        ledger: the id of the ledger, if it was given one before.

    Raises:
        StoreError: one of them cannot be written, or *archive* is another ledger's.
    """
    archive.set_mark(_note(folder, ledger))


def _note(folder: Path, ledger: str) -> str:
    """Note the id of a *ledger* in *folder*, before anybody else hears of it; return it: a new one where it has none.

    Raises:
        StoreError: it cannot be written.
    """
    found = ledger or str(uuid4())
    _make(folder)
    disk_files.put(folder / APART, f"{found}\n".encode())
    return found


@contextmanager
def _noting(folder: Path, archive: Archive) -> Iterator[str]:
    """Yield the id of a ledger that is being made elsewhere; a kill leaves it in *folder*, for whoever tries again.

    What *archive* has been told by then is so not another's. "": its snapshots lie in a folder, which says it itself.
    """
    if not archive.is_remote:
        yield ""
        return
    yield _note(folder, noted(folder))
    (folder / APART).unlink()


def open_ledger(
    folder: Path, *, writing: bool, address: LedgerAddress | None = None, archive: Archive | None = None
) -> Database:
    """Return the ledger of *folder*, that lies in it or at *address*.

    Args:
        folder: of the home.
        writing: whether it will be written to.
        address: where it lies elsewhere.
        archive: its snapshots; None: they lie in *folder*.

    Raises:
        StoreError: it is missing, damaged, foreign, newer than this program, or cannot be reached; or snapshots lie
            elsewhere than the home says.
    """
    if address is None:
        _refuse_apart(folder, archive)
        return sqlite_opening.open_ledger(folder, writing=writing)
    _refuse_two(folder, address)
    if archive is not None and archive.is_remote:
        _make(folder)  # of a machine that has only the configuration: what it notes for itself lies there
    opened: Database = _elsewhere(address).open_ledger(archive or FolderArchive(folder), address, writing=writing)
    return opened


def refuse_another(folder: Path, db: Database, archive: Archive) -> None:
    """Refuse snapshots that a network leads to and that are not those of *db*, the ledger of the home of *folder*.

    Raises:
        StoreError: they are another ledger's, or nothing says whose they are; or they are not reached.
    """
    if not archive.is_remote:
        return
    found, ledger = archive.mark(), db.identity() or noted(folder)
    if not found:
        said = f"{archive} does not hold the snapshots of this ledger: {MARK} is missing there."
        raise StoreError("missing", f"{said} Name the bucket and prefix where they lie.")
    if found != ledger:
        said = f"The snapshots at {archive} are another ledger's than this home's."
        raise StoreError("missing", f"{said} Name its own bucket and prefix.")


def look_into(address: LedgerAddress, archive: Archive) -> tuple[Database, int]:
    """Return the ledger at *address* as it lies there, and the number of its tables' version, for one who only looks.

    Raises:
        StoreError: it is missing, newer, another home's, or cannot be reached.
    """
    looked: tuple[Database, int] = _elsewhere(address).look_into(archive, address)
    return looked


def fill(folder: Path, address: LedgerAddress, archive: Archive | None = None) -> None:
    """Make the ledger at *address* from the one that lies in *folder*, which is no file there then.

    Raises:
        StoreError: there is one, or the server does not let us; the file is there still.
    """
    archive = archive or FolderArchive(folder)
    with _noting(folder, archive) as ledger:
        _elsewhere(address).fill(folder, archive, address, ledger)


def noted(folder: Path) -> str:
    """Return the id of the ledger that is a file in *folder* and whose snapshots lie elsewhere; "": it has none."""
    try:
        return (folder / APART).read_text("ascii").strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise disk_files.failure(error, folder) from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_files.failure(error, folder) from error


def _refuse_apart(folder: Path, archive: Archive | None) -> None:
    """Refuse a home whose ledger is a file, and whose snapshots lie elsewhere than it names.

    Raises:
        StoreError: they do.
    """
    if archive is not None and archive.is_remote:
        if (folder / NAME).exists() and not (folder / APART).exists():
            said = f"The snapshots of {folder / NAME} lie beside it, and config/monitor.yaml names {archive} for them."
            raise StoreError("exists", f"{said} {MOVE}")
    elif (folder / NAME).exists() and (folder / APART).exists():
        said = f"The snapshots of {folder / NAME} lie in an object store."
        raise StoreError("missing", f"{said} Name it in config/monitor.yaml: snapshots: s3://")


def refuse_marked(archive: Archive, ledger: str) -> None:
    """Refuse an archive that is another ledger's than the one with the id *ledger*.

    Raises:
        StoreError: it is, or it is not reached.
    """
    found = archive.mark()
    if found and found != ledger:
        raise StoreError("exists", f"{archive} holds the snapshots of another ledger; name another prefix.")


def _refuse_taken(archive: Archive, ledger: str) -> None:
    """Refuse to make a ledger for snapshots that are there already; *ledger* is its id, if it has one.

    Raises:
        StoreError: there are some, or they are another's, or they are not reached.
    """
    refuse_marked(archive, ledger)
    if archive.holds_any():
        said = f"{archive} holds snapshots already, and there is no ledger that knows them."
        raise StoreError("exists", f"{said} Restore it from a backup, or name another prefix.")


def _refuse_two(folder: Path, address: LedgerAddress) -> None:
    """Refuse a home that has a ledger of its own and names another.

    Raises:
        StoreError: it does.
    """
    if (folder / NAME).exists():
        said = f"{folder / NAME} is a ledger, and {address.place or 'the configuration'} names another at {address}."
        raise StoreError("exists", f"{said} {MOVE}")


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
