"""What was fetched: an answer, with the record of how it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Outcome(StrEnum):
    """What one check came to: its one trace in the ledger."""

    FIRST = "first"  #: read for the first time: the baseline is set
    CHANGED = "changed"  #: new text, compared; perhaps no figure changed
    UNCHANGED = "unchanged"  #: same bytes or same text
    NOT_MODIFIED = "not_modified"  #: 304
    SUSPECT = "suspect"  #: answered with something else: kept as evidence, not compared
    FAILED = "failed"
    BLOCKED = "blocked"  #: not allowed: robots.txt, address guard

    @property
    def is_good(self) -> bool:
        """Return whether the page answered well: its baseline may move, and a trouble is over."""
        return self in (Outcome.FIRST, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave us to ask "is it still this one?" (RFC 9110 section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None
    url: str | None = None  #: the address that gave them; they are sent to no other. None: the page's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect that was followed; its body was never read."""

    url: str
    status: int
    location: str


RENDERED, COUNTING = "browser (", ", counting)"
"""How the framing of a capture begins that a browser made, and ends where digits of the page never stood still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One retrieval as evidence: what was asked, of whom, what came back, and how we know that it is whole."""

    url: str  #: as configured
    final_url: str
    redirects: tuple[Hop, ...] = ()
    status: int
    headers: tuple[tuple[str, str], ...] = ()  #: as they arrived, in order
    address: str | None = None  #: "192.0.2.7:443", the address that was connected to
    tls_issuer: str | None = None
    requested_at: datetime
    captured_at: datetime  #: when the last byte had arrived
    framing: str = (
        ""  #: the proof of completeness: "length", "chunked", "length+gzip", "close" (none), "browser (..." ...
    )
    wire_bytes: int = 0
    validators: Validators = Validators()

    @property
    def is_rendered(self) -> bool:
        """Return whether the bytes are a document as it stood in a browser, and not as they arrived."""
        return self.framing.startswith(RENDERED)

    @property
    def is_counting(self) -> bool:
        """Return whether digits of the page never stood still in the browser."""
        return self.is_rendered and self.framing.endswith(COUNTING)

    def header(self, name: str) -> str | None:
        """Return the first header called *name*, in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostMemory:
    """What must be known of a host after a restart: it is not asked sooner, nor for more, than was agreed."""

    host: str  #: its name; with the port where that is neither 80 nor 443
    held_until: datetime | None = None  #: UTC: it asked to be left alone until then
    day: date | None = None  #: the day, in UTC, on which ``bytes_today`` came
    bytes_today: int = 0
    next_at: datetime | None = None  #: UTC: the gap after the last request to it is over then


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A whole answer with status 200; ``body`` has its content coding undone."""

    capture: Capture
    body: bytes
    digest: str  #: sha256 of ``body``, hexadecimal


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """304 to the validators we sent: the last stored bytes still stand."""

    capture: Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """No usable answer. ``outcome`` is FAILED, BLOCKED (we refused to go there) or SUSPECT (not to be believed)."""

    outcome: Outcome
    reason: str  #: a stable slug: ``timeout_total``, ``dns_nx``, ``http_404``, ``address`` ...
    detail: str  #: one sentence for people
    retryable: bool = True
    retry_after: timedelta | None = None  #: what the server asked for, already clamped
    capture: Capture | None = None
    body: bytes | None = None  #: kept as evidence where an answer did arrive
