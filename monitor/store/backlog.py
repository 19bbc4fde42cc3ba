"""What is to be done and is not done yet: for those who watch over the service, by index and in a few numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.store import queries
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.row_values import moments, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """Messages of one channel that are not sent."""

    channel: str
    is_given_up: bool  #: else it is tried again
    count: int
    since: datetime | None  #: when the oldest was owed first


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What is to be done and is not done yet."""

    due: int  #: pages
    due_since: datetime | None  #: when the first of them was due
    last_good_at: datetime | None  #: when a check last came to a good answer
    owed: tuple[Unsent, ...]
    timestamps: int  #: that are owed
    bytes: int  #: of the ledger


class Backlogs(LedgerFile):
    """What is to be done and is not done yet."""

    @in_our_words
    def backlog(self, now: datetime) -> Backlog:
        """Return what is to be done at *now*."""
        due = queries.one(self._db, _DUE, [stamp(now), stamp(now)])
        good = self._db.execute("SELECT max(last_ok_at) FROM pages").fetchone()[0]
        owed = queries.every(self._db, _OWED)
        timestamps = self._db.execute("SELECT count(*) FROM timestamps WHERE token IS NULL").fetchone()[0]
        return Backlog(
            due=due["due"],
            due_since=moments(due["since"]),
            last_good_at=moments(good),
            owed=tuple(
                Unsent(
                    channel=row["channel"],
                    is_given_up=row["state"] == "dead",
                    count=row["count"],
                    since=moments(row["since"]),
                )
                for row in owed
            ),
            timestamps=timestamps,
            bytes=self._db.size(),
        )


_DUE = """SELECT count(*) AS due, min(p.due_at) AS since FROM turns t JOIN pages p ON p.host = t.host
          WHERE t.due_at <= ? AND p.due_at <= ?"""
_OWED = """SELECT channel, state, count(*) AS count, min(owed_at) AS since FROM deliveries
           WHERE state IN ('owed', 'dead') GROUP BY channel, state ORDER BY channel, state"""
