"""The outbox: what is owed to channels, written in the transaction of the change, until it is sent or given up.

One row for each channel and check with told changes, and for each word of a page's trouble. What is sent together is a
message: its key is written to its rows before the first attempt, so that every attempt has the same rows and the same
key. They are marked as sent only after the channel has taken it: a crash in between sends it once more, with that key;
nothing is lost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from monitor.model import LONGEST_WAIT, CheckResult, Delivery, DeliveryState, Finding, Notice, Topic
from monitor.store import change_rows, notices, queries, row_values
from monitor.store.databases import Database

GIVE_UP_AFTER = timedelta(days=7)  # since the first attempt that failed
LEAST_ATTEMPTS = 12  # a day of them: a machine that slept for a week, or whose clock was set, has not tried for one
_INSERT = """INSERT INTO deliveries (channel, key, topic, page_id, check_id, series, findings, state, owed_at, attempts,
             next_attempt_at, refused, reason) VALUES (?, ?, ?, ?, ?, ?, ?, 'owed', ?, 0, ?, 0, '')"""
_THESE = f"id IN {queries.NUMBERS}"


def owe(db: Database, result: CheckResult, check: int) -> None:
    """Owe each channel a report of what it wants of the changes that the check found."""
    at = row_values.stamp(result.finished_at)
    for owed in result.owed:
        key = _key(owed.channel, result.page.id, str(check), at, result.body_digest or "")
        series = None if owed.series is None else row_values.dumps(owed.series)
        topic = Topic.CHANGES.value
        db.execute(_INSERT, [owed.channel, key, topic, result.page.id, check, series, owed.findings, at, at])


def owe_word(
    db: Database, topic: Topic, channels: Iterable[str], at: datetime, *, page_id: str | None = None,
    check: int | None = None,
) -> None:  # fmt: skip
    """Owe *channels* word of something else than changes, as of *at*."""
    for channel in channels:
        key = _key(channel, topic.value, page_id or "", str(check or 0), row_values.stamp(at))
        stamp = row_values.stamp(at)
        db.execute(_INSERT, [channel, key, topic.value, page_id, check, None, 0, stamp, stamp])


def _key(*parts: str) -> str:
    """Return a key that no other delivery has, of this ledger or of a copy of it that went on by itself."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


class Outbox:
    """What is owed to channels; belongs to the thread of its store."""

    def __init__(
        self, ledger: Callable[[], Database], transaction: Callable[[], AbstractContextManager[Database]]
    ) -> None:
        self._ledger, self._transaction = ledger, transaction

    def due(self, channel: str, now: datetime) -> list[Delivery]:
        """Return what is to be tried for *channel* now, the longest owed first, whether it waits for a digest or not.

        A message that the channel could not take is tried before what is owed since. A time further away than anything
        waits came from a clock that was set back since, and counts as past.
        """
        times = {"now": row_values.stamp(now), "far": row_values.stamp(now + LONGEST_WAIT), "channel": channel}
        due = "(next_attempt_at <= :now OR next_attempt_at > :far)"
        sql = f"""WITH owed AS (SELECT * FROM deliveries WHERE channel = :channel AND state = 'owed')
                  SELECT * FROM owed WHERE {due} OR (message IS NOT NULL AND refused = 0
                  AND EXISTS (SELECT 1 FROM owed WHERE message IS NULL AND {due})) ORDER BY id"""  # noqa: S608
        return [_delivery(row) for row in queries.every(self._ledger(), sql, times)]

    def open(self) -> list[Delivery]:
        """Return what has not been sent: what is owed, and what was given up."""
        sql = "SELECT * FROM deliveries WHERE state <> 'sent' ORDER BY channel, id"
        return [_delivery(row) for row in queries.every(self._ledger(), sql)]

    def sent_at(self, channel: str, since: datetime) -> list[datetime]:
        """Return when *channel* took messages after *since*."""
        sql = "SELECT max(sent_at) AS at FROM deliveries WHERE channel = ? AND sent_at > ? GROUP BY message"
        return [
            row_values.moment(row["at"])
            for row in queries.every(self._ledger(), sql, [channel, row_values.stamp(since)])
        ]

    def latest(self, channel: str, findings: int) -> list[Delivery]:
        """Return the last reports of changes that *channel* was owed, sent or not, with so many findings or all."""
        sql = "SELECT * FROM deliveries WHERE channel = ? AND topic = 'changes' ORDER BY id DESC"
        found: list[Delivery] = []
        for row in queries.every(self._ledger(), sql, [channel]):
            found.append(_delivery(row))
            findings -= found[-1].findings
            if findings <= 0:
                break
        return found[::-1]

    def findings(self, deliveries: Sequence[Delivery]) -> list[Finding]:
        """Return the changes that *deliveries* tell of, in the order in which they were found."""
        wanted = {one.check: one.series for one in deliveries if one.topic is Topic.CHANGES}
        found = change_rows.findings(self._ledger(), None, since=None, told=True, checks=list(wanted)) if wanted else []
        return [one for one in found if _is_wanted(one, wanted[one.check])]

    def trouble(self, delivery: Delivery) -> Notice | None:
        """Return the trouble that a delivery tells of, as it stands now: of its page, or of our own network."""
        if delivery.topic is Topic.OUTAGE:
            sql = "SELECT * FROM outages WHERE since <= ? ORDER BY id DESC LIMIT 1"
            row = queries.maybe(self._ledger(), sql, [row_values.stamp(delivery.owed_at)])
            return None if row is None else _outage(row)
        sql = "SELECT * FROM troubles WHERE page_id = ? AND first_check <= ? ORDER BY first_check DESC LIMIT 1"
        row = queries.maybe(self._ledger(), sql, [delivery.page_id, delivery.check])
        return None if row is None else notices.trouble(row)

    def owe_health(self, channel: str, at: datetime) -> None:
        """Owe *channel* word of how all pages are doing, as of *at*, if it is not owed or sent already."""
        sql = "SELECT 1 FROM deliveries WHERE channel = ? AND owed_at = ? AND topic = 'health'"
        if queries.maybe(self._ledger(), sql, [channel, row_values.stamp(at)]) is None:
            with self._transaction() as db:
                owe_word(db, Topic.HEALTH, (channel,), at)

    def begin(self, deliveries: Sequence[Delivery]) -> str:
        """Make *deliveries* one message, for every attempt to send it; return its key."""
        key = deliveries[0].key if len(deliveries) == 1 else _key(*(one.key for one in deliveries))
        with self._transaction() as db:
            sql = f"UPDATE deliveries SET message = ? WHERE {_THESE}"  # noqa: S608 (our own words)
            db.execute(sql, [key, _ids(deliveries)])
        return key

    def sent(self, deliveries: Sequence[Delivery], now: datetime) -> None:
        """Mark *deliveries* as sent. Their channel is well, so what else failed for the channel's sake is due now."""
        with self._transaction() as db:
            sql = f"UPDATE deliveries SET state = 'sent', sent_at = ?, reason = '' WHERE {_THESE}"  # noqa: S608
            db.execute(sql, [row_values.stamp(now), _ids(deliveries)])
            sql = "UPDATE deliveries SET next_attempt_at = ? WHERE channel = ? AND state = 'owed' AND refused = 0"
            db.execute(sql, [row_values.stamp(now), deliveries[0].channel])

    def failed(
        self, deliveries: Sequence[Delivery], reason: str, *, refused: bool, now: datetime, next_attempt_at: datetime
    ) -> bool:  # fmt: skip
        """Put *deliveries*, one message, off; return whether they are given up instead, after a week of failures.

        Args:
            deliveries: what could not be sent.
            reason: why, one sentence.
            refused: the channel answered, and did not want this message; else the whole channel pauses. A message of
                several is halved, so that what is wrong with one of them does not keep back the others.
            now: when it failed.
            next_attempt_at: when it is tried again, and until when the channel's others are left alone, unless it was
                this one's fault.
        """
        over = any(_is_over(one, now) for one in deliveries)
        halved = refused and len(deliveries) > 1
        with self._transaction() as db:
            sql = f"""UPDATE deliveries SET attempts = attempts + 1, reason = ?, refused = ?, next_attempt_at = ?,
                      give_up_at = coalesce(give_up_at, ?), state = ? WHERE {_THESE}"""  # noqa: S608 (our own words)
            db.execute(sql, [
                row_values.clean(reason), int(refused), row_values.stamp(next_attempt_at),
                row_values.stamp(now + GIVE_UP_AFTER),
                "dead" if over else "owed", _ids(deliveries),
            ])  # fmt: skip
            if not refused:
                sql = """UPDATE deliveries SET next_attempt_at = max(next_attempt_at, ?)
                         WHERE channel = ? AND state = 'owed'"""
                db.execute(sql, [row_values.stamp(next_attempt_at), deliveries[0].channel])
        if halved and not over:
            half = len(deliveries) // 2
            self.begin(deliveries[:half])
            self.begin(deliveries[half:])
        return over

    def owe_again(self, channels: tuple[str, ...], now: datetime) -> int:
        """Owe *channels* (none named: all) what was given up anew, and have all of it tried now; return how many."""
        where, values = queries.of(channels or None, "channel")
        with self._transaction() as db:
            sql = f"""UPDATE deliveries SET state = 'owed', next_attempt_at = ?, attempts = 0, give_up_at = NULL
                      WHERE state <> 'sent' AND {where}"""  # noqa: S608 (placeholders only)
            return int(db.execute(sql, [row_values.stamp(now), *values]).rowcount)


def _is_over(delivery: Delivery, now: datetime) -> bool:
    """Return whether the attempt that fails *now* is the last."""
    was_long = delivery.give_up_at is not None and delivery.give_up_at <= now
    return was_long and delivery.attempts + 1 >= LEAST_ATTEMPTS


def _ids(deliveries: Sequence[Delivery]) -> str:
    return row_values.dumps([one.id for one in deliveries])


def _is_wanted(finding: Finding, series: tuple[int, ...] | None) -> bool:
    """Return whether *finding* is of *series*, or repeats one that is."""
    return series is None or finding.change.series in series or finding.change.echo in series


def _outage(row: row_values.Columns) -> Notice:
    return Notice(
        page_id="",
        what="outage",
        since=row_values.moment(row["since"]),
        until=row_values.moments(row["ended_at"]),
        reason="network_down",
        detail=row["detail"],
    )


def _delivery(row: row_values.Columns) -> Delivery:
    return Delivery(
        id=row["id"],
        channel=row["channel"],
        key=row["key"],
        topic=Topic(row["topic"]),
        page_id=row["page_id"] or "",
        check=row["check_id"] or 0,
        series=None if row["series"] is None else tuple(json.loads(row["series"])),
        findings=row["findings"],
        message=row["message"],
        state=DeliveryState(row["state"]),
        owed_at=row_values.moment(row["owed_at"]),
        give_up_at=row_values.moments(row["give_up_at"]),
        attempts=row["attempts"],
        next_attempt_at=row_values.moment(row["next_attempt_at"]),
        reason=row["reason"],
    )
