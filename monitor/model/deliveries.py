"""What is owed to the outside: reports of changes, each to one channel, until it is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.changes import ChangeKind
from monitor.model.pacing import Pace
from monitor.model.watched import Alert

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
    user: str = field(default="", repr=False)  #: empty: the server asks for none; some take a key for one
    password: str = field(default="", repr=False)


EVERYTHING = Alert(name="channel", kinds=tuple(kind.value for kind in ChangeKind), outside_main=True)
"""Of what is told, all: a channel chooses only from what the rules of telling have told."""


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
    wants: Alert = EVERYTHING  #: which of the findings that are told are sent here
    person: str | None = None  #: who reads it: of somebody's channels, the first that wants a finding gets it
    troubles: bool = True  #: told of pages that fail or are doubted for long, too, and when they are well again
    pace: Pace = field(default_factory=Pace)
    entries: int = 100  #: feed: at most so many findings stand in it


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    OWED = "owed"
    SENT = "sent"
    DEAD = "dead"  #: given up after a week; shown until somebody sees to it


class Topic(StrEnum):
    """What a delivery tells of."""

    CHANGES = "changes"  #: what a check found
    TROUBLE = "trouble"  #: a page that fails, or is doubted, for long
    WELL = "well"  #: such a page is well again
    OUTAGE = "outage"  #: the network here is, or was, down
    HEALTH = "health"  #: how all pages are doing, whether anything changed or not


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What of a check's findings one channel is owed."""

    channel: str
    series: tuple[int, ...] | None = None  #: of the changes that it wants; None: all that are told
    findings: int  #: how many that are; what is told as one counts once


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One report owed to one channel."""

    id: int  #: its row in the ledger
    channel: str
    key: str  #: the same for every attempt, so that a receiver can tell a repetition
    topic: Topic = Topic.CHANGES
    page_id: str  #: empty: it tells of no single page
    check: int  #: the check that it tells of; 0: of none
    series: tuple[int, ...] | None = None  #: CHANGES: of the findings that it tells of; None: all of the check
    findings: int = 0  #: CHANGES: how many it tells of
    message: str | None = None  #: key of the message that it is sent in; None: no attempt has been made yet
    state: DeliveryState
    owed_at: datetime
    give_up_at: datetime | None  #: when an attempt that fails is the last: a week after the first; None: none failed
    attempts: int  #: that failed
    next_attempt_at: datetime
    reason: str = ""  #: why the last attempt failed, one sentence
