"""Opening a ledger in PostgreSQL: never made by accident, never opened when it is newer, or another home's."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import psycopg
from psycopg import sql

from monitor.errors import StoreError
from monitor.model.ledger_address import LedgerAddress
from monitor.store import disk_files
from monitor.store.archives import MARK, Archive
from monitor.store.databases import postgresql_errors, postgresql_filling, sqlite_opening
from monitor.store.databases.postgresql import OWN, PostgresqlLedger
from monitor.store.postgresql_functions import SCRIPT as FUNCTIONS
from monitor.store.postgresql_schema import SCRIPT as TABLES
from monitor.store.schema import VERSION, shared_migrations

OLDEST: Final = 13  # the first that can take accents off letters (`normalize`)
_OWN_TABLE: Final = f"""
    CREATE TABLE {OWN} (version BIGINT NOT NULL, writes BIGINT NOT NULL, home TEXT COLLATE "C" NOT NULL)"""


def create(archive: Archive, address: LedgerAddress, identity: str = "") -> None:
    """Make an empty ledger at *address*, whose snapshots *archive* will hold; all of it or nothing.

    Its id is what *archive* says already, or *identity*, or a new one.

    Raises:
        StoreError: there is one, or *archive* holds the snapshots of another, or the server does not let us.
    """
    if archive.mark() and archive.holds_any():
        raise StoreError("missing", f"{archive} holds the snapshots of another ledger than the one at {address}.")
    _created(archive, address, lambda _: None, identity)


def _created(
    archive: Archive, address: LedgerAddress, filled: Callable[[PostgresqlLedger], None], identity: str
) -> None:
    """Make a ledger at *address*, have it *filled*, and note in *archive* that the snapshots there are its own."""
    try:
        with closing(PostgresqlLedger(address, writing=True)) as ledger:
            _refuse_server(ledger.conn, address)
            ledger.begin("writing")  # of two who make one, the second finds it there
            if _is_there(ledger.conn, address):
                said = f"There is a ledger at {address} already, in the schema {address.schema}."
                raise StoreError("exists", f"{said} Name another with ?schema=NAME, or drop that one.")
            make(ledger.conn, address)
            filled(ledger)
            ledger.execute(f"UPDATE {OWN} SET home = coalesce(nullif(?, ''), home)", [archive.mark() or identity])  # noqa: S608
            archive.set_mark(ledger.execute(f"SELECT home FROM {OWN}").fetchone()[0])  # noqa: S608 (our own name)
            ledger.commit()
    except psycopg.Error as error:
        raise postgresql_errors.named(error, address) from error


def _refuse_server(conn: psycopg.Connection[Any], address: LedgerAddress) -> None:
    """Look whether the database can hold a ledger.

    Raises:
        StoreError: it cannot.
    """
    encoding, version = conn.info.parameter_status("server_encoding"), conn.info.server_version // 10_000
    if version < OLDEST:
        said = f"The server at {address} is PostgreSQL {version}, and a ledger needs {OLDEST} or a later one."
        raise StoreError("unknown", said)
    if encoding != "UTF8":
        said = f"The database at {address} holds texts in {encoding}, which has not all letters."
        raise StoreError("unknown", f"{said} Make another: createdb NAME --encoding UTF8 --template template0")


def fill(folder: Path, archive: Archive, address: LedgerAddress, identity: str = "") -> None:
    """Make the ledger of *archive* at *address* from the file in *folder*, which goes then; all of it or nothing.

    Raises:
        StoreError: there is one, or the server does not let us.
    """
    with closing(sqlite_opening.open_ledger(folder, writing=False)) as source:
        _created(archive, address, lambda ledger: postgresql_filling.fill(source, ledger), identity)
    (folder / sqlite_opening.NAME).unlink()
    disk_files.sync(folder)


def make(conn: psycopg.Connection[Any], address: LedgerAddress) -> None:
    """Make the tables of today's version, in a transaction that the caller has begun."""
    name = sql.Identifier(address.schema)
    conn.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))
    for script in (FUNCTIONS, TABLES, _OWN_TABLE):
        conn.execute(script.encode())
    conn.execute(f"INSERT INTO {OWN} VALUES (%s, 0, %s)".encode(), [VERSION, str(uuid4())])  # noqa: S608 (our own words)


def open_ledger(archive: Archive, address: LedgerAddress, *, writing: bool) -> PostgresqlLedger:
    """Return the ledger at *address*, whose snapshots are those of *archive*.

    Raises:
        StoreError: the server cannot be reached, there is no ledger, it is newer than this program or another home's.
    """
    ledger, version = look_into(archive, address, writing=writing)
    if version == VERSION:
        return ledger
    if not writing:  # another connection makes today's tables first
        ledger.close()
        open_ledger(archive, address, writing=True).close()
        return open_ledger(archive, address, writing=False)
    try:
        upgrade(ledger)
    except psycopg.Error as error:
        ledger.close()
        raise postgresql_errors.named(error, address) from error
    return ledger


def look_into(archive: Archive, address: LedgerAddress, *, writing: bool = False) -> tuple[PostgresqlLedger, int]:
    """Return the ledger at *address* as it lies there, and the number of its tables' version.

    Raises:
        StoreError: likewise.
    """
    try:
        ledger = PostgresqlLedger(address, writing=writing)
        try:
            return ledger, _refuse_another(ledger, archive)
        except BaseException:
            ledger.close()
            raise
    except psycopg.Error as error:
        raise postgresql_errors.named(error, address) from error


def _is_there(conn: psycopg.Connection[Any], address: LedgerAddress) -> bool:
    found = conn.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{address.schema}.{OWN}"]).fetchone()
    return bool(found and found[0])


def _refuse_another(ledger: PostgresqlLedger, archive: Archive) -> int:
    """Return the number of the schema that *ledger* has; of which snapshots a network is not asked for that.

    Raises:
        StoreError: it is newer than this program, or the snapshots of *archive* are not its own.
    """
    address = ledger.address
    if not _is_there(ledger.conn, address):
        said = f"There is no ledger at {address}, in the schema {address.schema}{_named(address)}."
        raise StoreError("missing", f"{said} `monitor init` makes one.")
    version, home = ledger.execute(f"SELECT version, home FROM {OWN}").fetchone()  # noqa: S608 (our own name)
    if version > VERSION:
        said = f"The ledger at {address} was written by a newer version of this program; upgrade it."
        raise StoreError("newer", said)
    found = home if archive.is_remote else archive.mark()
    if not found:
        said = f"{archive} does not hold the snapshots of the ledger at {address}: {MARK} is missing there."
        raise StoreError("missing", f"{said} Mount the folder that all machines share.")
    if found != home:
        said = f"The ledger at {address}{_named(address)} is another home's than the snapshots in {archive}."
        raise StoreError("missing", f"{said} Name its own address, or its own folder.")
    return int(version)


def _named(address: LedgerAddress) -> str:
    return f" ({address.place})" if address.place else ""


def upgrade(ledger: PostgresqlLedger) -> None:
    """Bring *ledger* to today's tables: all of it or nothing, by one at a time."""
    ledger.begin("writing")
    try:
        version = ledger.execute(f"SELECT version FROM {OWN}").fetchone()[0]  # noqa: S608 (our own name)
        for number, migrate in shared_migrations:
            if number > version:  # by another that opened it just before, otherwise
                migrate(ledger)
        ledger.execute(f"UPDATE {OWN} SET version = ?", [VERSION])  # noqa: S608 (our own name)
        ledger.commit()
    except BaseException:
        ledger.rollback()
        raise
