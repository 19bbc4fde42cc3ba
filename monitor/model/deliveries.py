"""What is owed to the outside: reports of changes, each to one channel, until it is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_WAIT = timedelta(hours=6)  #: between two attempts to send


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A place where the user wants to be told."""

    name: str  #: a slug; deliveries are owed under it
    kind: str  #: ``file`` or ``webhook``: what sends to it
    target: str = field(repr=False)  #: the file's path, or an address, which may be secret
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  #: webhook: sent along; may be secret
    allow_private: bool = False  #: webhook: its own host and port may have a private address


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    OWED = "owed"
    SENT = "sent"
    DEAD = "dead"  #: given up after a week; shown until somebody sees to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One report owed to one channel."""

    id: int  #: its row in the ledger
    channel: str
    key: str  #: the same for every attempt, so that a receiver can tell a repetition
    page_id: str
    check: int  #: the check whose changes it tells of
    state: DeliveryState
    owed_at: datetime
    give_up_at: datetime  #: if it has not been sent until then
    attempts: int  #: that failed
    next_attempt_at: datetime
    reason: str = ""  #: why the last attempt failed, one sentence
