"""Send what is owed: every channel at its own pace, again and again for a week, marked only when it has been taken.

The outbox (`monitor.store.outbox`) says what is owed; this decides when it is tried, and what is sent together. A
channel that cannot be reached rests as a whole; a message that it refuses waits alone, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from monitor import messages, notify, pace
from monitor.disk_space import Shortage
from monitor.errors import NotifyError, StoreError
from monitor.model import LONGEST_SENDING, LONGEST_WAIT, Channel, Delivery, Topic, When
from monitor.model.sanitize import masked
from monitor.report import json_forms
from monitor.store import Ledger, OutboxLedger

FIRST_WAIT = timedelta(minutes=1)  # doubled until it is LONGEST_WAIT: FAULTS P21
LOG = "file"  # a kind that keeps each report as a line of its own, however many there are
FEED = "feed"  # a kind that shows its newest findings, whatever is owed


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What sending needs besides the ledger."""

    post: notify.Post
    now: Callable[[], datetime]
    time_zone: str = "UTC"  #: local times in messages, and of a channel's hours
    base_url: str | None = None  #: of the review page, where findings are linked to
    secrets: tuple[str, ...] = ()  #: never written into the ledger or the log
    longest: timedelta = LONGEST_SENDING  #: that sending one message may take
    shortage: Callable[[], Shortage | None] = lambda: None  #: of room on the disk
    stale_since: Callable[[], datetime | None] = lambda: None  #: since when the configuration has mistakes

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone."""
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of one attempt to send a message."""

    deliveries: tuple[Delivery, ...]
    error: str = ""  #: one sentence; empty: it was sent
    given_up: bool = False  #: it has failed for a week
    partly: bool = False  #: it was sent; some of the channel's recipients will never take it, as `error` says


class Reason(StrEnum):
    """Why a delivery is not tried yet."""

    DIGEST = "digest"  #: it is gathered for one
    QUIET = "quiet"  #: nothing is sent in these hours
    TURN = "turn"  #: so many messages and no more are sent in a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Until when a delivery waits, and why."""

    until: datetime
    reason: Reason


def wait(failures: int) -> timedelta:
    """Return how long a message waits after so many failures in a row: 1 min, 2, 4 … 6 h."""
    return min(FIRST_WAIT * (1 << min(failures - 1, 20)), LONGEST_WAIT)


def deliver(channel: Channel, ledger: Ledger, sending: Sending) -> Iterator[Attempt]:
    """Send what is owed to *channel* and may be sent now; yields what came of each attempt when that is recorded.

    The first failure that is the channel's own, rather than the message's, ends it.
    """
    outbox = ledger.outbox
    health_at = pace.health_at(channel.pace, sending.now(), sending.zone)
    if health_at is not None:
        outbox.owe_health(channel.name, health_at)
    while bundles := _bundles(channel, outbox.due(channel.name, sending.now()), sending):
        for bundle in bundles:
            if not _may_send(channel, outbox, sending):
                return
            attempt, rests = _attempted(channel, bundle, ledger, sending)
            yield attempt
            if rests:
                return


def waits(channel: Channel, owed: Iterable[Delivery], outbox: OutboxLedger, sending: Sending) -> dict[int, Wait]:
    """Return, by its id, what keeps each delivery of *channel* from being tried, besides a failure."""
    free = _free_at(channel, outbox, sending.now())
    found = ((one.id, _wait(channel, one, free, sending)) for one in owed if one.channel == channel.name)
    return {number: wait for number, wait in found if wait is not None}


def _wait(channel: Channel, delivery: Delivery, free: datetime, sending: Sending) -> Wait | None:
    now, gathered = sending.now(), _gathered_at(channel, delivery, sending)
    earliest = max(now, gathered)
    if (calm := pace.calm_at(channel.pace, earliest, sending.zone)) > earliest:
        return Wait(until=calm, reason=Reason.QUIET)
    if gathered > now:
        return Wait(until=gathered, reason=Reason.DIGEST)
    return Wait(until=free, reason=Reason.TURN) if free > now else None


def _gathered_at(channel: Channel, delivery: Delivery, sending: Sending) -> datetime:
    if delivery.message is not None or delivery.topic is Topic.HEALTH:
        return delivery.owed_at  # it was gathered before, or has a time of its own
    return pace.gathered_at(channel.pace, delivery.owed_at, sending.now(), sending.zone)


def _bundles(channel: Channel, due: Sequence[Delivery], sending: Sending) -> list[list[Delivery]]:
    """Return what of *due* may be sent now, by message: those that were begun, or else what is to be sent together.

    When those are sent, more may be due than now.
    """
    begun: dict[str, list[Delivery]] = {}
    fresh: list[Delivery] = []
    for one in due:
        if one.message is not None:
            begun.setdefault(one.message, []).append(one)
        elif _gathered_at(channel, one, sending) <= sending.now():
            fresh.append(one)
    if begun:
        return list(begun.values())
    if channel.kind == LOG and channel.pace.when is When.AT_ONCE:
        return [[one] for one in fresh]
    return [fresh] if fresh else []


def _may_send(channel: Channel, outbox: OutboxLedger, sending: Sending) -> bool:
    """Return whether one more message is neither too many nor in the quiet hours."""
    now = sending.now()
    return pace.calm_at(channel.pace, now, sending.zone) <= now and _free_at(channel, outbox, now) <= now


def _free_at(channel: Channel, outbox: OutboxLedger, now: datetime) -> datetime:
    if not channel.pace.gap and channel.pace.messages_a_day is None:
        return now
    return pace.free_at(channel.pace, outbox.sent_at(channel.name, now - pace.DAY), now)


def _attempted(channel: Channel, bundle: list[Delivery], ledger: Ledger, sending: Sending) -> tuple[Attempt, bool]:
    """Try once to send *bundle* and record what came of it; return whether the channel is to rest now."""
    outbox, deliveries = ledger.outbox, tuple(bundle)
    key = deliveries[0].message or outbox.begin(deliveries)
    written = _written(channel, key, deliveries, ledger, sending)
    error = written if isinstance(written, NotifyError) else _send(channel, written, sending)
    now = sending.now()
    if error is None or error.partly:
        outbox.sent(deliveries, now)
        return Attempt(deliveries=deliveries, error=error.detail if error else "", partly=error is not None), False
    over = outbox.failed(
        deliveries, error.detail, refused=error.refused, now=now,
        next_attempt_at=now + wait(deliveries[0].attempts + 1),
    )  # fmt: skip
    return Attempt(deliveries=deliveries, error=error.detail, given_up=over), not error.refused


def _written(
    channel: Channel, key: str, deliveries: Sequence[Delivery], ledger: Ledger, sending: Sending
) -> notify.Message | NotifyError:
    """Return the message of *deliveries*; a defect of ours is as if the channel refused it: the others go on."""
    try:
        if channel.kind == FEED:
            return messages.feed(channel, key, ledger, sending)
        content = messages.content_of(channel, deliveries, ledger, sending)
        return messages.message(channel, key, content, sending.time_zone)
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, it is recorded, and tried again)
        return NotifyError(_defect("Writing the message", error, sending), refused=True)


def _defect(doing: str, error: Exception, sending: Sending) -> str:
    return masked(f"{doing} met a defect of this program: {error!r:.300}", sending.secrets)


def try_out(channel: Channel, ledger: Ledger, sending: Sending, key: str) -> NotifyError | None:
    """Send a message that tells of nothing but itself, or write a feed as it is now; return what went wrong."""
    if channel.kind == FEED:
        written = _written(channel, key, (), ledger, sending)
        return written if isinstance(written, NotifyError) else _send(channel, written, sending)
    words = "This is a test of monitor: messages reach this channel."
    content = {"key": key, "test": True, "statement": words}
    test = notify.Message(key=key, json=json_forms.line(content), subject=words, text=f"{words}\n", chat=words)
    return _send(channel, test, sending)


def _send(channel: Channel, message: notify.Message, sending: Sending) -> NotifyError | None:
    try:
        notify.send(channel, message, sending)
    except NotifyError as error:
        return NotifyError(masked(error.detail, sending.secrets), refused=error.refused, partly=error.partly)
    except Exception as error:  # noqa: BLE001 (a defect of ours in one channel must not stop it, or the others)
        return NotifyError(_defect("Sending", error, sending))
    return None
