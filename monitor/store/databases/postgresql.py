"""A ledger in a schema of a PostgreSQL database, which any number of machines may share.

One that writes holds an advisory lock until its transaction ends: as with SQLite there is one writer at a time, on
whatever machine, and whoever leases turns goes on beside it. A connection that was lost is made anew before the next
transaction; what was under way is the caller's to begin again, as when another program holds the ledger. Where the
answer to a COMMIT was lost, the server is asked what became of it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import psycopg
from psycopg import adapt, sql
from psycopg.abc import Buffer
from psycopg.pq import TransactionStatus
from psycopg.types.string import StrDumperUnknown

from monitor.errors import StoreError
from monitor.model.ledger_address import LedgerAddress
from monitor.store.databases import Cursor, Purpose, Values, postgresql_errors, sqlite_copies
from monitor.store.databases.portable_sql import translated

PATIENCE: Final = 10  # seconds: to wait for another that writes, for an answer of the server, for a server that is away
AT_ONCE: Final = 500  # rows in memory, of all that there are
HELD: Final = (
    60  # seconds a transaction may wait for its next statement: one that was cut off, or frozen, holds others up
)
_PAUSE: Final = 0.25  # seconds between two tries to reach it
OWN: Final = "ledger"  # the table of one row that says what this is; SQLite says it in the head of its file
_OPEN: Final = (TransactionStatus.INTRANS, TransactionStatus.INERROR)
_WRITTEN: Final = f"UPDATE {OWN} SET writes = writes + 1; COMMIT"  # noqa: S608 (our own name)


class _AsNumber(adapt.Loader):
    """SQLite has no booleans: a comparison gives 1 or 0."""

    def load(self, data: adapt.Buffer) -> int:
        return int(bytes(data) == b"t")


class _AsInteger(adapt.Loader):
    """The sum of integers is an integer."""

    def load(self, data: adapt.Buffer) -> int | float:
        text = bytes(data).decode()
        return int(text) if text.lstrip("-").isdigit() else float(text)


class _AsText(adapt.Loader):
    """JSON is text, until it is read."""

    def load(self, data: adapt.Buffer) -> str:
        return bytes(data).decode()


class _Integer(adapt.Dumper):
    """Every integer is of one type: a statement is prepared once, whatever the size of its numbers."""

    oid = psycopg.adapters.types["int8"].oid

    def dump(self, obj: int) -> bytes:
        return str(int(obj)).encode()

    def quote(self, obj: int) -> bytes:
        return b" " + self.dump(obj)  # a space, lest a minus and another make a comment


class _Text(StrDumperUnknown):
    """The character NUL, which no text there has, is asked for as one that stands for what is none."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", "\N{REPLACEMENT CHARACTER}") if "\0" in obj else obj)


class PostgresqlLedger:
    """A ledger by its connection, which leaves transactions to us."""

    error: Final = psycopg.Error
    skip_locked: Final = "FOR UPDATE SKIP LOCKED"

    def __init__(self, address: LedgerAddress, *, writing: bool) -> None:
        """Connect.

        Raises:
            psycopg.Error: the server cannot be reached, or does not let us in.
        """
        self.address, self._writing = address, writing
        key = int.from_bytes(sha256(f"monitor {address.schema}".encode()).digest()[:8], "big", signed=True)
        begun = f"BEGIN; SET LOCAL idle_in_transaction_session_timeout = '{HELD}s'; SELECT "
        self._begin: dict[Purpose, str] = {
            "reading": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            "writing": f"{begun} pg_advisory_xact_lock({key}), pg_current_xact_id()::text",
            "leasing": f"{begun} pg_current_xact_id()::text",
        }
        self._end = "COMMIT"
        self._number = ""  # the server's, of the transaction that writes
        self._is_over = False  # closed by us, and not lost
        self._has_begun = False  # whether or not the connection is lost since: what is left of it may not be run alone
        self.conn = connected(address, writing=writing)

    @property
    def in_transaction(self) -> bool:
        """Return whether a transaction has begun and has not ended."""
        return self._has_begun

    def execute(self, sql: str, values: Values = ()) -> Cursor:
        """Run one statement; outside of a transaction it is run again where the connection was lost."""
        if self._has_begun:
            return self.conn.execute(translated(sql), values)
        return self._once_more(translated(sql), values)

    def stream(self, sql: str, values: Values = ()) -> Iterator[Any]:
        """Yield the rows that a SELECT gives, which come from the server a stretch at a time."""
        with self.conn.cursor(f"streamed_{uuid4().hex}", withhold=not self.in_transaction) as rows:
            rows.itersize = AT_ONCE
            rows.execute(translated(sql), values)
            yield from rows

    def executemany(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement for each of *rows*, which go to the server together."""
        self.conn.cursor().executemany(translated(sql), rows)

    def each(self, sql: str, rows: Sequence[Values]) -> list[list[Any]]:
        """Run one statement for each of *rows*, which go to the server together; return the rows that each gave."""
        if not rows:
            return []
        found = self.conn.cursor()
        found.executemany(translated(sql), rows, returning=True)
        given = [found.fetchall()]
        while found.nextset():
            given.append(found.fetchall())
        return given

    def begin(self, purpose: Purpose) -> None:
        """Begin a transaction."""
        try:
            begun = self._once_more(self._begin[purpose], None)
        except psycopg.Error:  # it has begun, and then waited in vain
            self.rollback()
            raise
        self._has_begun = True
        self._number = _last(begun)[-1] if purpose != "reading" else ""
        self._end = _WRITTEN if purpose == "writing" else "COMMIT"

    def commit(self) -> None:
        """End the transaction; what was written is kept, unless the server could not.

        Raises:
            psycopg.Error: nothing was kept; a `postgresql_errors.UnknownEndError` where that is not known.
        """
        self._has_begun = False
        try:
            self.conn.execute(self._end)
        except psycopg.OperationalError as error:
            if not self._number or not self.conn.closed or not self._is_kept(error):
                raise

    def _is_kept(self, lost: psycopg.OperationalError) -> bool:
        """Return whether the transaction was kept whose COMMIT met *lost*, the end of its connection."""
        until = time.monotonic() + PATIENCE
        try:
            self.conn = self._again()
            while (now := self._became()) == "in progress":
                if time.monotonic() > until:
                    break
                time.sleep(_PAUSE)
        except psycopg.Error as error:
            raise postgresql_errors.UnknownEndError(*error.args) from lost
        if now not in ("committed", "aborted"):
            raise postgresql_errors.UnknownEndError(*lost.args) from lost
        return now == "committed"

    def _became(self) -> str:
        asked = "SELECT pg_xact_status(CAST(%s AS xid8))"
        return str(self.conn.execute(asked, [self._number]).fetchone()[0])  # type: ignore[index]

    def rollback(self) -> None:
        """End the transaction, as if it had never begun."""
        self._has_begun = False
        if self.conn.info.transaction_status in _OPEN:
            self.conn.execute("ROLLBACK")

    def _once_more(self, sql: str, values: Values | None) -> psycopg.Cursor[Any]:
        """Run what begins something; on a new connection, if the one that there was is lost."""
        try:
            if self._is_over or not self.conn.closed:
                return self.conn.execute(sql, values)
        except psycopg.OperationalError:
            if self._is_over or not self.conn.closed:
                raise
        self.conn = self._again()
        return self.conn.execute(sql, values)

    def _again(self) -> psycopg.Connection[Any]:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return connected(self.address, writing=self._writing)
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)

    def marker(self) -> int:
        """Return a number that is another once another connection has written."""
        return int(self.execute(f"SELECT writes FROM {OWN}").fetchone()[0])  # noqa: S608 (our own name)

    def identity(self) -> str:
        """Return the id of the ledger."""
        return str(self.execute(f"SELECT home FROM {OWN}").fetchone()[0])  # noqa: S608 (our own name)

    def size(self) -> int:
        """Return how many bytes the ledger takes."""
        counted = """SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c
                     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"""
        return int(self.execute(counted).fetchone()[0])

    def tables(self) -> list[str]:
        """Return the names of all tables, sorted."""
        asked = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> ? ORDER BY 1"
        return [row[0] for row in self.execute(asked, [OWN])]

    def columns(self, table: str) -> list[str]:
        """Return the names of the columns of *table*, but for those that it works out."""
        asked = """SELECT attname FROM pg_attribute WHERE attrelid = CAST(? AS regclass) AND attnum > 0
                   AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"""
        return [row[0] for row in self.execute(asked, [table])]

    def damage(self, table: str, *, quick: bool = False) -> list[str]:  # noqa: ARG002 (what SQLite needs)
        """Return nothing: the server looks after its files, and says so in the error of whoever reads them."""
        return []

    def quick_check(self) -> str:
        """Return "": likewise."""
        return ""

    def reindex(self) -> None:
        """Make all indexes anew."""
        self.conn.execute(sql.SQL("REINDEX SCHEMA {}").format(sql.Identifier(self.address.schema)))

    def copy(self, path: Path) -> None:
        """Write all of it, at one moment, to *path*, an SQLite file.

        Raises:
            StoreError: *path* cannot be written.
        """
        self.begin("reading")
        try:
            sqlite_copies.write(self.stream, path)
        finally:
            self.rollback()

    def named(self, error: Exception) -> StoreError:
        """Return what *error* means for this ledger, with what cures it."""
        return postgresql_errors.named(error, self.address)

    def close(self) -> None:
        """Close it."""
        self._is_over = True
        self.conn.close()


def _last(cursor: psycopg.Cursor[Any]) -> Any:
    """Return the row that the last of several statements gave."""
    while cursor.nextset():
        pass
    return cursor.fetchone()


def connected(address: LedgerAddress, *, writing: bool) -> psycopg.Connection[Any]:
    """Return a connection to *address*, in the ledger's schema.

    Raises:
        psycopg.Error: the server cannot be reached, or does not let us in.
    """
    try:
        conn = psycopg.connect(
            address.url, autocommit=True, connect_timeout=PATIENCE, application_name="monitor",
            keepalives_idle=30, keepalives_interval=10, keepalives_count=3, tcp_user_timeout=1000 * 3 * PATIENCE,
        )  # fmt: skip
    except psycopg.ProgrammingError as error:
        raise postgresql_errors.AddressError(*error.args) from error
    conn.adapters.register_dumper(str, _Text)
    conn.adapters.register_dumper(int, _Integer)
    conn.adapters.register_dumper(bool, _Integer)
    for name, loader in (("bool", _AsNumber), ("numeric", _AsInteger), ("json", _AsText), ("jsonb", _AsText)):
        conn.adapters.register_loader(name, loader)
    conn.execute(
        "SELECT set_config('search_path', %s, false), set_config('lock_timeout', %s, false), "
        "set_config('default_transaction_read_only', %s, false), set_config('timezone', 'UTC', false), "
        "set_config('jit', 'off', false)",
        [f"{address.schema}, pg_catalog", f"{PATIENCE}s", "off" if writing else "on"],
    )
    return conn
