"""What is known of one fetch so far: where it stands, what was asked for, what came back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from monitor.errors import FetchError
from monitor.fetch import codings, targets
from monitor.fetch.http1 import Answer, Deadline
from monitor.fetch.spool import Spool
from monitor.model import Address, Capture, Hop, Page, Validators
from monitor.model.sanitize import shortened

_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.5"  # what monitor/extract reads, best first
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_WHOLE = re.compile(rb"(?:</html\s*>(?:\s|<!--(?:[^-]|-(?!->))*-->)*|%%EOF\s*)\Z", re.IGNORECASE)


@dataclass
class Visit:
    """One fetch of a page under way."""

    page: Page
    home: Address
    deadline: Deadline
    requested_at: datetime
    at: Address
    hops: list[Hop] = field(default_factory=list)
    answer: Answer | None = None  #: the newest

    def headers(self, user_agent: str, validators: Validators | None, *, again: bool) -> tuple[dict[str, str], bool]:
        """Return what to send along to where the visit stands, and whether that asks "is it still this one?".

        The page's own headers may be secret: they go to its own host alone. Validators go to the address that gave
        them.

        Args:
            user_agent: names us.
            validators: of the bytes that are held.
            again: the server has just given an answer that cannot be: ask as plainly as can be.
        """
        headers = {"User-Agent": user_agent, "Accept": _ACCEPT, "Accept-Encoding": codings.ACCEPTED}
        if again:
            headers |= {"Accept-Encoding": "identity", "Cache-Control": "no-cache"}
        if self.home.shares_secrets_with(self.at):
            headers |= dict(self.page.headers)
        if again or validators is None or self.at.url != (validators.url or self.home.url):
            return headers, False
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        return headers, bool(validators.etag or validators.last_modified)

    def follow(self, answer: Answer, most: int) -> None:
        """Go where a redirect leads.

        Raises:
            FetchError: ``redirect_loop``, ``bad_redirect``, ``downgrade``, ``scheme``.
        """
        location = answer.headers.get("location") or ""
        target = targets.follow(self.at, location)
        self.hops.append(Hop(url=self.at.url, status=answer.status, location=location))
        if len(self.hops) > most or target.url in {hop.url for hop in self.hops}:
            detail = f"The page redirects on and on, lately to {shortened(target.url)}."
            raise FetchError("redirect_loop", detail, retryable=False)
        self.at = target

    def capture(self, now: datetime) -> Capture | None:
        """Return the record of the newest answer, if there was one."""
        return self.captured(self.answer, now) if self.answer else None

    def captured(self, answer: Answer, now: datetime) -> Capture:
        """Return the record of *answer*; *now* is when its last byte had come."""
        return Capture(
            url=self.page.url,
            final_url=self.at.url,
            redirects=tuple(self.hops),
            status=answer.status,
            headers=tuple(answer.headers.items()),
            address=answer.exchange.address,
            tls_issuer=answer.exchange.tls_issuer,
            requested_at=self.requested_at,
            captured_at=now,
            framing=answer.framing,
            wire_bytes=answer.exchange.received,
            validators=_validators(answer, self.at),
        )

    def is_whole(self, answer: Answer, body: bytes) -> bool:
        """Return whether *body* is proved whole: by its framing, by its coding, or by how a document ends."""
        return answer.framing != "close" or bool(_WHOLE.search(body[-2_048:]))


def read_body(answer: Answer, cap: int) -> bytes:
    """Return the body of *answer* with its coding undone; at most *cap* bytes.

    Raises:
        FetchError: it is not whole, too large, or not what it says.
    """
    coding = codings.named(answer.headers.get("content-encoding"))
    if not coding:
        with Spool(answer.exchange.cap) as gathered:
            for piece in answer.pieces():
                gathered.add(piece)
            if gathered.size > cap:
                raise FetchError("too_large", f"The answer is longer than {cap:,} bytes.", retryable=False)
            return gathered.whole()
    body = codings.undo(answer.pieces(), coding, cap, wire_cap=answer.exchange.cap)
    if body:  # nothing at all comes to no end, and proves nothing
        answer.framing += f"+{coding}"
    return body


def read_start(answer: Answer, size: int) -> bytes:
    """Return the first *size* bytes of the body of *answer*, or all of it where it is shorter.

    Raises:
        FetchError: it is not whole, or not what it says.
    """
    coding = codings.named(answer.headers.get("content-encoding"))
    start = bytearray()
    for piece in codings.decoded(answer.pieces(), coding) if coding else answer.pieces():
        start += piece
        if len(start) >= size:
            break
    return bytes(start[:size])


def _validators(answer: Answer, target: Address) -> Validators:
    """Return what *answer* gives to ask again with; what could not be sent back is left out."""
    etag, modified = (
        value if value and len(value) <= 1_024 and not _CONTROL.search(value) else None
        for value in (answer.headers.get("etag"), answer.headers.get("last-modified"))
    )
    return Validators(etag=etag, last_modified=modified, url=target.url if etag or modified else None)
