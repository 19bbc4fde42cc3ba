"""The outbox: what is owed to channels, written in the transaction of the change, until it is sent or given up.

One row for each channel and check with told changes. A delivery is marked as sent only after its channel has taken it,
so a crash in between sends it once more, with the same key; it is never lost.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlite_utils import Database

from monitor.model import LONGEST_WAIT, CheckResult, Delivery, DeliveryState, Finding, findings_in
from monitor.store import asking, rows

GIVE_UP_AFTER = timedelta(days=7)
_INSERT = """INSERT INTO deliveries (channel, key, page_id, check_id, state, owed_at, give_up_at, attempts,
             next_attempt_at, refused, reason) VALUES (?, ?, ?, ?, 'owed', ?, ?, 0, ?, 0, '')"""


def owe(db: Database, result: CheckResult, check: int) -> None:
    """Owe each of the result's channels a report of what the check found, if it found anything to tell."""
    if not findings_in(result.changes):
        return
    at, until = rows.stamp(result.finished_at), rows.stamp(result.finished_at + GIVE_UP_AFTER)
    for channel in result.channels:
        key = _key(channel, result, check)
        db.execute(_INSERT, [channel, key, result.page.id, check, at, until, at])


def _key(channel: str, result: CheckResult, check: int) -> str:
    """Return a key that no other delivery has, of this ledger or of a copy of it that went on by itself."""
    named = (channel, result.page.id, str(check), rows.stamp(result.finished_at), result.body_digest or "")
    return hashlib.sha256("\n".join(named).encode()).hexdigest()[:32]


class Outbox:
    """What is owed to channels; belongs to the thread of its store."""

    def __init__(
        self, ledger: Callable[[], Database], transaction: Callable[[], AbstractContextManager[Database]]
    ) -> None:
        self._ledger, self._transaction = ledger, transaction

    def due(self, channel: str, now: datetime) -> list[Delivery]:
        """Return what is to be sent to *channel* now, the longest owed first.

        A time further away than anything waits came from a clock that was set back since, and counts as past.
        """
        sql = """SELECT * FROM deliveries WHERE channel = ? AND state = 'owed'
                 AND (next_attempt_at <= ? OR next_attempt_at > ?) ORDER BY id"""
        times = [rows.stamp(now), rows.stamp(now + LONGEST_WAIT)]
        return [_delivery(row) for row in asking.every(self._ledger(), sql, [channel, *times])]

    def open(self) -> list[Delivery]:
        """Return what has not been sent: what is owed, and what was given up."""
        sql = "SELECT * FROM deliveries WHERE state <> 'sent' ORDER BY channel, id"
        return [_delivery(row) for row in asking.every(self._ledger(), sql)]

    def findings(self, delivery: Delivery) -> list[Finding]:
        """Return the changes that *delivery* tells of."""
        return asking.findings(self._ledger(), [delivery.page_id], since=None, told=True, check=delivery.check)

    def sent(self, delivery: Delivery, now: datetime) -> None:
        """Mark *delivery* as sent. Its channel is well, so what else failed for the channel's sake is due now."""
        with self._transaction() as db:
            sql = "UPDATE deliveries SET state = 'sent', sent_at = ?, reason = '' WHERE id = ?"
            db.execute(sql, [rows.stamp(now), delivery.id])
            sql = "UPDATE deliveries SET next_attempt_at = ? WHERE channel = ? AND state = 'owed' AND refused = 0"
            db.execute(sql, [rows.stamp(now), delivery.channel])

    def failed(
        self, delivery: Delivery, reason: str, *, refused: bool, next_attempt_at: datetime, pause_until: datetime
    ) -> None:
        """Put *delivery* off.

        Args:
            delivery: what could not be sent.
            reason: why, one sentence.
            refused: the channel answered, and did not want this one; else the whole channel pauses.
            next_attempt_at: when it is tried again.
            pause_until: until when the channel's other deliveries are left alone, unless it was this one's fault.
        """
        with self._transaction() as db:
            sql = """UPDATE deliveries SET attempts = attempts + 1, reason = ?, refused = ?, next_attempt_at = ?
                     WHERE id = ?"""
            db.execute(sql, [rows.clean(reason), int(refused), rows.stamp(next_attempt_at), delivery.id])
            if not refused:
                sql = """UPDATE deliveries SET next_attempt_at = max(next_attempt_at, ?)
                         WHERE channel = ? AND state = 'owed'"""
                db.execute(sql, [rows.stamp(pause_until), delivery.channel])

    def give_up(self, now: datetime) -> list[Delivery]:
        """Give up what has been owed for too long, whatever its channel, and return it."""
        sql, at = "SELECT * FROM deliveries WHERE state = 'owed' AND give_up_at <= ?", [rows.stamp(now)]
        if asking.maybe(self._ledger(), sql, at) is None:
            return []
        with self._transaction() as db:
            over = [_delivery(row) for row in asking.every(db, sql, at)]
            db.execute("UPDATE deliveries SET state = 'dead' WHERE state = 'owed' AND give_up_at <= ?", at)
        return over

    def owe_again(self, channels: tuple[str, ...], now: datetime) -> int:
        """Owe *channels* (none named: all) what was given up anew, and have all of it tried now; return how many."""
        where, values = asking.of(channels or None, "channel")
        with self._transaction() as db:
            db.execute(
                f"""UPDATE deliveries SET give_up_at = ? WHERE state = 'dead' AND {where}""",  # noqa: S608 (our own names)
                [rows.stamp(now + GIVE_UP_AFTER), *values],
            )
            sql = f"""UPDATE deliveries SET state = 'owed', next_attempt_at = ?, attempts = 0
                      WHERE state <> 'sent' AND {where}"""  # noqa: S608 (placeholders only)
            return int(db.execute(sql, [rows.stamp(now), *values]).rowcount)


def _delivery(row: rows.Row) -> Delivery:
    return Delivery(
        id=row["id"],
        channel=row["channel"],
        key=row["key"],
        page_id=row["page_id"],
        check=row["check_id"],
        state=DeliveryState(row["state"]),
        owed_at=rows.moment(row["owed_at"]),
        give_up_at=rows.moment(row["give_up_at"]),
        attempts=row["attempts"],
        next_attempt_at=rows.moment(row["next_attempt_at"]),
        reason=row["reason"],
    )
