"""Timestamps of what was kept: asked of an authority once for the same bytes, owed until it has answered.

A timestamp is owed in the transaction that keeps its snapshot. It is never given up: one that comes late proves less,
but something. Tokens stay in the ledger whatever becomes of the bytes, as the snapshots' rows do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from monitor.model import LONGEST_WAIT, CheckResult
from monitor.model.timestamps import TimestampError, certified_at
from monitor.store import queries, row_values
from monitor.store.archives import Archive
from monitor.store.databases import Database

_OWED = "t.token IS NULL AND s.removed_at IS NULL"
_FROM = "timestamps t JOIN snapshots s ON s.id = t.snapshot_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Bytes of which no authority has stated anything yet."""

    digest: str  #: sha256
    file: str  #: under snapshots/
    attempts: int  #: that failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How much is owed."""

    count: int
    since: datetime  #: of the oldest
    reason: str  #: why the last attempt failed; "": there was none


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What an authority states of some bytes."""

    digest: str
    certified_at: datetime  #: when, at the latest, the bytes existed
    token: bytes  #: its answer (RFC 3161), DER
    certificates: str  #: PEM text of those that vouch for it


def owe(db: Database, result: CheckResult, snapshot: int) -> None:
    """Owe a timestamp of the bytes that *result* has kept as *snapshot*, unless there is one, or no byte."""
    if result.stamped:
        at = row_values.stamp(result.finished_at)
        sql = """INSERT INTO timestamps (digest, snapshot_id, owed_at, attempts, next_attempt_at, reason)
                 SELECT digest, id, ?, 0, ?, '' FROM snapshots WHERE id = ? AND size > 0
                 ON CONFLICT DO NOTHING"""
        db.execute(sql, [at, at, snapshot])


def find(db: Database, digest: str) -> Stamp | None:
    """Return what is stated of the bytes with *digest*; None when nothing is, or not yet."""
    sql = """SELECT t.certified_at, t.token, a.certificates
             FROM timestamps t JOIN authorities a ON a.id = t.authority_id
             WHERE t.digest = ? AND t.token IS NOT NULL"""
    row = queries.maybe(db, sql, [digest])
    if row is None:
        return None
    return Stamp(
        digest=digest,
        certified_at=row_values.moment(row["certified_at"]),
        token=row["token"],
        certificates=row["certificates"],
    )


def fault(db: Database, digest: str) -> str:
    """Return what is wrong with the timestamp of the bytes with *digest*; "" when it holds, or there is none."""
    stamp = find(db, digest)
    if stamp is None:
        return ""
    try:
        found = certified_at(stamp.token, digest, stamp.certificates)
    except TimestampError as error:
        return str(error)
    return "" if found == stamp.certified_at else "Its time is not the one that was recorded."


class Stamps:
    """The timestamps of a ledger; belongs to the thread of its store."""

    def __init__(
        self,
        archive: Archive,
        ledger: Callable[[], Database],
        transaction: Callable[[], AbstractContextManager[Database]],
    ) -> None:
        self._archive, self._ledger, self._transaction = archive, ledger, transaction

    def due(self, now: datetime) -> Iterator[Owed]:
        """Yield what is to be asked now, the longest due first, each as it is when its turn comes.

        A time further away than anything waits came from a clock that was set back since, and counts as past: twice as
        far, for what is put off in this round waits from later than *now*.
        """
        sql = f"""SELECT t.digest, s.file, t.attempts FROM {_FROM} WHERE {_OWED}
                  AND (t.next_attempt_at <= ? OR t.next_attempt_at > ?) ORDER BY t.next_attempt_at LIMIT 1"""  # noqa: S608
        while row := queries.maybe(
            self._ledger(), sql, [row_values.stamp(now), row_values.stamp(now + 2 * LONGEST_WAIT)]
        ):
            yield Owed(**row)

    def body(self, owed: Owed) -> bytes:
        """Return the bytes that *owed* is about.

        Raises:
            StoreError: they are lost.
        """
        return self._archive.read(owed.file, owed.digest)

    def keep(self, stamp: Stamp, now: datetime) -> None:
        """Keep what an authority states. It answers, so what waited for it is due now."""
        with self._transaction() as db:
            sql = "UPDATE timestamps SET authority_id = ?, certified_at = ?, token = ?, reason = '' WHERE digest = ?"
            vouching = _authority(db, stamp.certificates, now)
            db.execute(sql, [vouching, row_values.stamp(stamp.certified_at), stamp.token, stamp.digest])
            sql = "UPDATE timestamps SET next_attempt_at = ? WHERE token IS NULL AND attempts = 0"
            db.execute(sql, [row_values.stamp(now)])

    def failed(
        self, owed: Owed, reason: str, *, next_attempt_at: datetime, pause_until: datetime | None = None
    ) -> None:
        """Put *owed* off.

        Args:
            owed: what could not be had.
            reason: why, one sentence.
            next_attempt_at: when it is tried again.
            pause_until: until when everything else is left alone; None: it is not the authority's fault.
        """
        with self._transaction() as db:
            sql = "UPDATE timestamps SET attempts = attempts + 1, reason = ?, next_attempt_at = ? WHERE digest = ?"
            db.execute(sql, [row_values.clean(reason), row_values.stamp(next_attempt_at), owed.digest])
            if pause_until is not None:
                sql = "UPDATE timestamps SET next_attempt_at = max(next_attempt_at, ?) WHERE token IS NULL"
                db.execute(sql, [row_values.stamp(pause_until)])

    def waiting(self) -> Waiting | None:
        """Return how much is owed; None: nothing."""
        sql = f"""SELECT count(*) AS count, min(t.owed_at) AS since, max(t.reason) AS reason
                  FROM {_FROM} WHERE {_OWED}"""  # noqa: S608 (our own words)
        row = queries.one(self._ledger(), sql, [])
        if not row["count"]:
            return None
        return Waiting(count=row["count"], since=row_values.moment(row["since"]), reason=row["reason"])


def _authority(db: Database, certificates: str, now: datetime) -> int:
    """Return the row of those who vouch with *certificates*, made if there is none."""
    row = queries.maybe(db, "SELECT id FROM authorities WHERE certificates = ?", [certificates])
    if row is not None:
        return int(row["id"])
    return queries.insert(db, "authorities", {"certificates": certificates, "known_since": row_values.stamp(now)})
