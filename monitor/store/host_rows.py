"""What must be known of hosts after a restart."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from monitor.model import HostMemory
from monitor.store import queries, row_values
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.row_values import Columns

_REMEMBER = """
    INSERT INTO hosts VALUES (?, ?, ?, ?, ?) ON CONFLICT (host) DO UPDATE SET held_until = excluded.held_until,
    day = excluded.day, bytes_today = excluded.bytes_today, next_at = excluded.next_at"""
TIDIED: Final = 64  # hosts a batch: as many as it may add


def host(row: Columns) -> HostMemory:
    """Return what a row of hosts says."""
    return HostMemory(
        host=row["host"],
        held_until=row_values.moments(row["held_until"]),
        day=row_values.day(row["day"]),
        bytes_today=row["bytes_today"],
        next_at=row_values.moments(row["next_at"]),
    )


def host_columns(of: HostMemory) -> tuple[object, ...]:
    """Return *of* as the columns of hosts."""
    day = of.day.isoformat() if of.day else None
    return of.host, row_values.stamped(of.held_until), day, of.bytes_today, row_values.stamped(of.next_at)


def remember(db: Database, hosts: Collection[HostMemory]) -> None:
    """Write what must be known of *hosts* after a restart, and tidy away a little of what no longer holds."""
    db.executemany(_REMEMBER, [host_columns(one) for one in hosts])
    days = [one.day.isoformat() for one in hosts if one.day is not None]
    if days:
        sql = """DELETE FROM hosts WHERE host IN (SELECT host FROM hosts WHERE day < :day
                 AND (held_until IS NULL OR held_until < :day) LIMIT :most)"""
        db.execute(sql, {"day": max(days), "most": TIDIED})


def memories(db: Database, hosts: Collection[str]) -> dict[str, HostMemory]:
    """Return what must be known of *hosts*, by their names, where something must."""
    meant, values = queries.of(list(hosts), "host")
    found = queries.every(db, f"SELECT * FROM hosts WHERE {meant}", values)  # noqa: S608 (our own names)
    return {row["host"]: host(row) for row in found}


class HostRows(LedgerFile):
    """What must be known of hosts."""

    @in_our_words
    def hosts(self) -> list[HostMemory]:
        """Return what must be known of hosts after a restart."""
        return [host(row) for row in queries.every(self._db, "SELECT * FROM hosts")]
