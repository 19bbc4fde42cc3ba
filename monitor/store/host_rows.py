"""What must be known of hosts after a restart."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from monitor.model import HostMemory
from monitor.store import row_values
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.row_values import Columns


def host(row: Columns) -> HostMemory:
    """Return what a row of hosts says."""
    return HostMemory(
        host=row["host"],
        held_until=row_values.moments(row["held_until"]),
        day=row_values.day(row["day"]),
        bytes_today=row["bytes_today"],
    )


def host_columns(of: HostMemory) -> tuple[object, ...]:
    """Return *of* as the columns of hosts."""
    return of.host, row_values.stamped(of.held_until), of.day.isoformat() if of.day else None, of.bytes_today


def remember(db: Database, hosts: Iterable[HostMemory]) -> None:
    """Write what must be known of *hosts* after a restart, and forget the rest."""
    db.execute("DELETE FROM hosts")
    db.conn.executemany("INSERT INTO hosts VALUES (?, ?, ?, ?)", [host_columns(host) for host in hosts])


class HostRows(LedgerFile):
    """What must be known of hosts."""

    @in_our_words
    def hosts(self) -> list[HostMemory]:
        """Return what must be known of hosts after a restart."""
        return [host(row) for row in self._db.query("SELECT * FROM hosts")]
