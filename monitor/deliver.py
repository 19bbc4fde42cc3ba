"""Send what is owed: every channel at its own pace, again and again for a week, marked only when it has been taken.

The outbox (`monitor.store.outbox`) says what is owed; this decides when it is tried. A channel that cannot be reached
rests as a whole; a message that it refuses waits alone, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from monitor import notify
from monitor.errors import NotifyError
from monitor.model import LONGEST_SENDING, LONGEST_WAIT, Channel, Delivery, Finding
from monitor.report import values
from monitor.report.clock import Clock
from monitor.report.values import Object

FIRST_WAIT = timedelta(minutes=1)  # doubled until it is LONGEST_WAIT: FAULTS P21


class Outbox(Protocol):
    """What sending needs of the store."""

    def due(self, channel: str, now: datetime) -> list[Delivery]:
        """Return what is to be sent to *channel* now."""

    def findings(self, delivery: Delivery) -> list[Finding]:
        """Return the changes that *delivery* tells of."""

    def sent(self, delivery: Delivery, now: datetime) -> None:
        """Mark *delivery* as sent."""

    def failed(
        self, delivery: Delivery, reason: str, *, refused: bool, next_attempt_at: datetime, pause_until: datetime
    ) -> None:
        """Put *delivery* off."""

    def give_up(self, now: datetime) -> list[Delivery]:
        """Give up what has been owed for too long."""


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What sending needs besides the outbox."""

    post: notify.Post
    now: Callable[[], datetime]
    time_zone: str = "UTC"  #: local times in messages
    secrets: tuple[str, ...] = ()  #: never written into the ledger or the log
    longest: timedelta = LONGEST_SENDING  #: that sending one message may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of one attempt to send."""

    delivery: Delivery
    error: str = ""  #: one sentence; empty: it was sent
    given_up: bool = False  #: nothing was tried: it has been owed for a week
    partly: bool = False  #: it was sent; some of the channel's recipients will never take it, as `error` says


def wait(failures: int) -> timedelta:
    """Return how long a delivery waits after so many failures in a row: 1 min, 2, 4 … 6 h."""
    return min(FIRST_WAIT * (1 << min(failures - 1, 20)), LONGEST_WAIT)


def deliver(channel: Channel, outbox: Outbox, sending: Sending) -> Iterator[Attempt]:
    """Send what is owed to *channel* and due; yields what came of each attempt when that is recorded.

    The first failure that is the channel's own, rather than the message's, ends it.
    """
    for over in outbox.give_up(sending.now()):
        yield Attempt(delivery=over, error=over.reason, given_up=True)
    while due := outbox.due(channel.name, sending.now()):
        for delivery in due:
            attempt, rests = _attempted(channel, delivery, outbox, sending)
            yield attempt
            if rests:
                return


def _attempted(channel: Channel, delivery: Delivery, outbox: Outbox, sending: Sending) -> tuple[Attempt, bool]:
    """Try once to send *delivery* and record what came of it; return whether the channel is to rest now."""
    content = told(delivery, outbox.findings(delivery), Clock(sending.time_zone))
    error = _send(channel, notify.Message(key=delivery.key, json=values.line(content)), sending)
    now = sending.now()
    if error is None or error.partly:
        outbox.sent(delivery, now)
        return Attempt(delivery=delivery, error=error.detail if error else "", partly=error is not None), False
    outbox.failed(
        delivery, error.detail, refused=error.refused, next_attempt_at=now + wait(delivery.attempts + 1),
        pause_until=now + FIRST_WAIT,
    )  # fmt: skip
    return Attempt(delivery=delivery, error=error.detail), not error.refused


def try_out(channel: Channel, sending: Sending, key: str) -> NotifyError | None:
    """Send a message that tells of nothing but itself; return what went wrong."""
    content = {"key": key, "test": True, "statement": "This is a test of monitor: messages reach this channel."}
    return _send(channel, notify.Message(key=key, json=values.line(content)), sending)


def masked(text: str, secrets: Iterable[str]) -> str:
    """Return *text* without *secrets*."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def told(delivery: Delivery, findings: list[Finding], clock: Clock) -> Object:
    """Return the JSON of a delivery: its key, its page, and the findings as reports have them."""
    first = findings[0] if findings else None
    return {
        "key": delivery.key,
        "page": delivery.page_id,
        "page_title": first.page_title if first else None,
        "found_at": values.moment(delivery.owed_at),
        "findings": [values.finding(one, clock) for one in findings],
    }


def _send(channel: Channel, message: notify.Message, sending: Sending) -> NotifyError | None:
    try:
        notify.send(channel, message, sending)
    except NotifyError as error:
        return NotifyError(masked(error.detail, sending.secrets), refused=error.refused, partly=error.partly)
    except Exception as error:  # noqa: BLE001 (a defect of ours in one channel must not stop it, or the others)
        detail = f"Sending met a defect of this program: {error!r:.300}"
        return NotifyError(masked(detail, sending.secrets))
    return None
