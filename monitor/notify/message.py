"""What is sent, and the way out that a channel may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One report on its way to one channel."""

    key: str  #: the same however often it is sent: letters and digits
    json: str  #: one JSON object in one line, which holds the key too
    subject: str = ""  #: one line, of a mail
    text: str = ""  #: plain text, whole: the body of a mail
    html: str = ""  #: the same as one HTML document with inline styles; empty: there is none
    chat: str = ""  #: the same in at most 300 characters, plain text
    thread: str = ""  #: mails of one thread stand together in a mailbox; the same for ever: letters and digits
    atom: str = ""  #: feed: the whole of it as it is from now on


class Post(Protocol):
    """Posts to an address behind the guard of monitor/fetch."""

    def __call__(
        self, url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool, ca_file: str | None
    ) -> int:
        """Post *body*; return the status of the answer.

        *ca_file* holds the certificates that alone vouch for the other side; None: the known authorities do.

        Raises:
            PageError: the address is not allowed, or there was no answer in time.
        """


class Ways(Protocol):
    """What sending needs of the outside."""

    @property
    def post(self) -> Post:
        """Return what posts to webhooks."""

    @property
    def longest(self) -> timedelta:
        """Return how long sending one message may take: past it, it has failed."""

    def now(self) -> datetime:
        """Return the time."""
