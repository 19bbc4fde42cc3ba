"""What happened to pages besides their figures: each trouble once, with its beginning and its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.model import Notice
from monitor.store import queries, row_values
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile
from monitor.store.statuses import lasting


def notices(db: Database, pages: Sequence[str] | None, since: datetime | None) -> list[Notice]:
    """Return the troubles that lasted, and the updates without a new figure, that reach into the time after *since*."""
    first = row_values.stamp(since) if since else ""
    found = [*_troubles(db, pages, first), *_restamped(db, pages, first)]
    return sorted(found, key=lambda one: (one.since, one.page_id))


def _troubles(db: Database, pages: Sequence[str] | None, first: str) -> list[Notice]:
    where, values = queries.of(pages, "t.page_id")
    sql = f"SELECT * FROM troubles t WHERE {where} AND coalesce(ended_at, last_at) >= ?"  # noqa: S608 (placeholders)
    troubles = [trouble(row) for row in queries.every(db, sql, [*values, first])]
    ends = {row["page_id"]: row_values.moment(row["at"]) for row in queries.every(db, _LAST)}
    return [one for one in troubles if lasting(one.checks, one.since, one.until or ends[one.page_id])]


def trouble(row: row_values.Columns) -> Notice:
    """Return the trouble of a row of the view `troubles`."""
    return Notice(
        page_id=row["page_id"],
        what="trouble",
        since=row_values.moment(row["since"]),
        until=row_values.moments(row["ended_at"]),
        reason=row["reason"],
        detail=row["detail"],
        checks=row["checks"],
    )


_LAST = "SELECT page_id, max(last_at) AS at FROM checks GROUP BY page_id"


def _restamped(db: Database, pages: Sequence[str] | None, first: str) -> list[Notice]:
    where, values = queries.of(pages, "c.page_id")
    sql = f"""SELECT c.page_id, c.last_at, v.updated FROM checks c JOIN snapshots v ON v.id = c.snapshot_id
              WHERE {where} AND c.restamped = 1 AND c.last_at >= ?"""  # noqa: S608 (placeholders only)
    return [
        Notice(
            page_id=row["page_id"],
            what="restamped",
            since=row_values.moment(row["last_at"]),
            detail=row["updated"] or "",
        )
        for row in queries.every(db, sql, [*values, first])
    ]


class Notices(LedgerFile):
    """What happened to pages besides their figures."""

    def notices(self, pages: Sequence[str] | None = None, *, since: datetime | None = None) -> list[Notice]:
        """Return what happened to pages besides their figures, the oldest first."""
        return notices(self._db, pages, since)
