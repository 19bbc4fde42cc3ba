"""The instances that check the pages of a home: one where its ledger is a file, any number of them elsewhere."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final
from uuid import uuid4

from monitor.model import Worker
from monitor.store import queries
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.row_values import moment, stamp, stamped

SEEN: Final = timedelta(seconds=20)  # one that lives is seen as often
GONE: Final = timedelta(minutes=2)  # one that was not seen for as long does not live any more, or is frozen
FORGOTTEN: Final = timedelta(days=1)  # nobody wants to know of it any more

_SEEN: Final = """
    INSERT INTO workers (holder, place, process, started_at, seen_at, digest, offline_since)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (holder) DO UPDATE SET seen_at = excluded.seen_at,
    digest = excluded.digest, offline_since = excluded.offline_since"""


def see(db: Database, worker: Worker) -> None:
    """Write that *worker* lives; when it is new, those go of which nobody wants to know any more."""
    if worker.started_at == worker.seen_at:
        db.execute("DELETE FROM workers WHERE seen_at < ?", [stamp(worker.seen_at - FORGOTTEN)])
    who = [worker.holder, worker.place, worker.process, stamp(worker.started_at)]
    db.execute(_SEEN, [*who, stamp(worker.seen_at), worker.digest, stamped(worker.offline_since)])


def forget(db: Database, holder: str) -> None:
    """Forget the instance *holder*, which goes."""
    db.execute("DELETE FROM workers WHERE holder = ?", [holder])


def forget_all(db: Database) -> None:
    """Forget every instance: whoever was one is known to have gone."""
    db.execute("DELETE FROM workers WHERE holder IS NOT NULL")  # all; without a condition SQLite writes where none is


def every(db: Database) -> Iterator[Worker]:
    """Yield the instances that are known, with how many hosts each asks, in the order in which they started."""
    sql = """SELECT w.*, (SELECT count(*) FROM turns t WHERE t.holder = w.holder AND t.until IS NOT NULL) AS hosts
             FROM workers w ORDER BY w.started_at, w.holder"""
    for row in queries.every(db, sql):
        yield Worker(
            holder=row["holder"],
            place=row["place"],
            process=row["process"],
            started_at=moment(row["started_at"]),
            seen_at=moment(row["seen_at"]),
            digest=row["digest"],
            hosts=row["hosts"],
            offline_since=moment(row["offline_since"]) if row["offline_since"] else None,
        )


class Workers(LedgerFile):
    """The instances that check pages, and which of them this is."""

    is_shared = False  #: others may check pages by this ledger, too
    digest = ""  #: of the configuration by which this instance goes; "": it does not check pages (yet)
    offline_since: datetime | None = None  #: this instance reaches no host
    _started_at: datetime | None = None
    _seen_at: datetime | None = None
    _seen_as: datetime | None = None  #: as it was last said, offline since when

    @cached_property
    def holder(self) -> str:
        """Return who this is to others that lease turns: the machine, the process, and a mark of this opening.

        Numbers of processes come again, and in containers names of machines may.
        """
        return f"{platform.node()} {os.getpid()} {uuid4().hex[:8]}"

    def _worker(self, now: datetime) -> Worker:
        """Return this instance, which is seen *now*."""
        self._started_at, self._seen_at, self._seen_as = self._started_at or now, now, self.offline_since
        return Worker(
            holder=self.holder,
            place=platform.node(),
            process=os.getpid(),
            started_at=self._started_at,
            seen_at=now,
            digest=self.digest,
            offline_since=self.offline_since,
        )

    def _is_to_be_seen(self, now: datetime) -> bool:
        """Return whether others are to be told that this instance lives."""
        if self._seen_at is None or self._seen_as != self.offline_since:
            return self.is_shared
        return self.is_shared and not timedelta() <= now - self._seen_at < SEEN

    @in_our_words
    def is_in_step(self) -> bool:
        """Return whether this instance goes by the configuration that is in force; alone, it always does."""
        if not self.is_shared or not self.digest:
            return True
        row = self._db.execute("SELECT digest FROM in_force").fetchone()
        return row is None or row[0] == self.digest

    @in_our_words
    def workers(self) -> list[Worker]:
        """Return the instances that check pages, or did lately, in the order in which they started."""
        return list(every(self._db))

    @in_our_words
    def others(self, now: datetime) -> list[Worker]:
        """Return the other instances that live, as far as is known *now*, and go by what is in force."""
        there = [one for one in every(self._db) if one.holder != self.holder and one.seen_at > now - GONE]
        in_force = {row[0] for row in self._db.execute("SELECT digest FROM in_force")}
        return [one for one in there if one.digest in in_force]

    @in_our_words
    def is_reached_elsewhere(self, now: datetime) -> bool:
        """Return whether one of them reaches hosts."""
        return self.is_shared and any(one.offline_since is None for one in self.others(now))
