"""What is owed to the outside: reports of changes, each to one channel, until it is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_WAIT = timedelta(hours=6)  #: between two attempts to send
LONGEST_SENDING = timedelta(seconds=60)  #: that one attempt may take; mail servers look through what they take


class Security(StrEnum):
    """How a connection to a mail server is kept from being listened to."""

    STARTTLS = "starttls"  #: begun in the clear, then TLS, or nothing is sent
    TLS = "tls"  #: from the first byte
    NONE = "none"  #: in the clear: for a server of this machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """How mails of one channel are sent."""

    to: tuple[str, ...]  #: addresses, ``name@host``, in ASCII
    sender: str  #: another
    server: str  #: a host, in the form of `Address.host`
    port: int
    security: Security
    user: str = ""  #: empty: the server asks for none
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A place where the user wants to be told."""

    name: str  #: a slug; deliveries are owed under it
    kind: str  #: ``file``, ``webhook``, ``mail`` or ``url``: what sends to it
    target: str = field(repr=False)  #: the file's path, or an address, which may be secret; mail: empty
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  #: webhook: sent along; may be secret
    secret: bytes = field(default=b"", repr=False)  #: webhook: what its messages are signed with; empty: they are not
    mail: Mailing | None = None  #: mail: from whom, to whom, and by which server
    ca_file: str | None = None  #: not a file: certificates (PEM) that alone vouch for the other side
    allow_private: bool = False  #: not a file: its own host (and port, where it names one) may have a private address


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
