"""What is sent, and the way out that a channel may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One report on its way to one channel."""

    key: str  #: the same however often it is sent: letters and digits
    json: str  #: one JSON object in one line, which holds the key too
    subject: str = ""  #: one line: of a mail, or above a chat message
    text: str = ""  #: plain text, whole: the body of a mail
    html: str = ""  #: the same as one HTML document with inline styles; empty: there is none
    chat: str = ""  #: the same in at most 300 characters, plain text
    thread: str = ""  #: mails of one thread stand together in a mailbox; the same for ever: letters and digits


class Post(Protocol):
    """Posts to an address behind the guard of monitor/fetch."""

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool = False) -> int:
        """Post *body*; return the status of the answer.

        Raises:
            PageError: the address is not allowed, or there was no answer in time.
        """
