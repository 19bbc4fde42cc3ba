"""An empty ledger, for the hundreds of tests that begin with one; and a ledger's rows, for tests that look at them.

It is a file, made once and then copied; or, with the address of a server in MONITOR_TESTS_LEDGER, a schema of its own
there: what a test says of a ledger holds on both (`make postgresql-test`). Snapshots are files; or, with the endpoint
of an object store in MONITOR_TESTS_SNAPSHOTS, objects below a prefix of their own there (`make bucket-test`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest

from monitor.home_ledger import address_of, archive_of
from monitor.model.address_lines import placed, written
from monitor.model.ledger_address import LedgerAddress, parse
from monitor.store import Store, opening
from monitor.store.databases import Database

LEDGER = Path("snapshots") / "monitor.db"
SERVER = os.environ.get("MONITOR_TESTS_LEDGER", "")
STORE = os.environ.get("MONITOR_TESTS_SNAPSHOTS", "")
folder_alone = pytest.mark.skipif(bool(STORE), reason="of files in a folder")
sqlite_alone = pytest.mark.skipif(bool(SERVER), reason="of what SQLite alone does")


def make_ledger(home: Path) -> None:
    """Make an empty ledger in *home*, where there must be none, as `Store.create` makes it."""
    if SERVER or STORE:
        address = _named(home) if SERVER else None
        if STORE:
            _say(home, "snapshots", f"s3://observatory/t-{uuid4().hex}?endpoint={STORE}")
        Store.create(home, address, archive_of(home)).close()
    else:
        make_file(home)


def make_file(home: Path) -> None:
    """Make an empty ledger that is a file, byte by byte as `Store.create` makes it."""
    path = home / LEDGER
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(_empty())


def moved(home: Path) -> None:
    """Have the ledger of *home*, a file that SQL of SQLite has filled, lie where those of the tests do."""
    if SERVER:
        opening.fill(home / "snapshots", _named(home))


def copied(home: Path, to: Path) -> Path:
    """Copy *home*, with a ledger of its own, to *to*, and return that."""
    shutil.copytree(home, to, dirs_exist_ok=True)
    if SERVER:
        with closing(opening.open_ledger(home / "snapshots", writing=False, address=address_of(home))) as ledger:
            ledger.copy(to / LEDGER)
        (to / "snapshots" / ".ledger").unlink()
        moved(to)
    return to


def settled(home: Path, text: str) -> None:
    """Have monitor.yaml of *home* say *text*, and where its ledger lies."""
    settings = home / "config" / "monitor.yaml"
    raw = settings.read_bytes() if settings.exists() else b""
    settings.write_text(text)
    for key in ("ledger", "snapshots"):
        if found := written(raw, key):
            _say(home, key, found[0])


def _named(home: Path) -> LedgerAddress:
    """Have *home* name a ledger of its own on the server."""
    address = parse(f"{SERVER}{'&' if '?' in SERVER else '?'}schema=t_{uuid4().hex}")
    _say(home, "ledger", str(address))
    return address


def _say(home: Path, key: str, address: str) -> None:
    settings = home / "config" / "monitor.yaml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_bytes(placed(settings.read_bytes() if settings.exists() else b"", key, address))


@cache
def _empty() -> bytes:
    """Return the bytes of a ledger that was just created: every migration of its schema has been applied to it."""
    with TemporaryDirectory() as home:
        Store.create(Path(home)).close()
        return (Path(home) / LEDGER).read_bytes()


@contextmanager
def rows_of(home: Path) -> Iterator[Database]:
    """Open the ledger of *home* beside whatever else has it open, to look at its rows or to write some."""
    ledger = opening.open_ledger(home / "snapshots", writing=True, address=address_of(home), archive=archive_of(home))
    try:
        yield ledger
    finally:
        ledger.close()
