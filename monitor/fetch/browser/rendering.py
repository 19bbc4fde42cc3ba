"""Have a page loaded in Chromium, in a process apart that is killed at the deadline, and take what stands there then.

The page itself has been fetched before, as every page is. Its scripts run on what came; what they ask for goes through
the proxy (`proxy.py`). What comes back is no answer of a server any more, and its capture says so.
"""

from __future__ import annotations

import base64
import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from monitor.errors import FetchError
from monitor.fetch import targets
from monitor.fetch.browser import installed
from monitor.fetch.browser.driving import Driver, driver
from monitor.fetch.browser.proxy import Bounds, Proxy
from monitor.fetch.browser.stillness import Stand
from monitor.fetch.failures import OUTCOMES
from monitor.model import Address, Capture, Fetched, Outcome, Validators
from monitor.model.addresses import DEFAULT_PORTS
from monitor.model.fetched import RENDERED
from monitor.model.sanitize import shortened

AT_ONCE = 2  # browsers: each takes some 300 MB, and a processor while it starts
RESERVE = 5.0  # seconds of a fetch that are kept for starting the browser and for handing the page back
LOOK = 0.5  # seconds between two looks at whether the program was stopped
_NO_SANDBOX = ("No usable sandbox", "Running as root without --no-sandbox", "SUID sandbox")
_HTML = ("text/html", "application/xhtml+xml")
_HEADERS_OF_OURS = frozenset({"user-agent", "accept-encoding", "host", "connection", "content-length", "cookie"})
_NOT_FOR_BROWSERS = frozenset(
    {
        *("content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"),  # of how it came
        "content-disposition",  # it is to be shown, whatever is wished
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a browser wants that is fetched for it: a document that the page goes to, or something of its own host."""

    target: Address
    is_document: bool
    headers: tuple[tuple[str, str], ...]  #: that its scripts give, and cookies that the site has set


Ask = Callable[[Part], Fetched]
"""Fetches a part; a FetchError says why not."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A page that is to be loaded."""

    bounds: Bounds
    fetched: Fetched  #: as it came from the server
    agent: str
    ask: Ask
    now: Callable[[], datetime]


def is_for_browsers(fetched: Fetched) -> bool:
    """Return whether a browser could make more of *fetched* than it is: whether it is HTML."""
    kind = (fetched.capture.header("content-type") or _HTML[0]).partition(";")[0].strip().lower()
    return kind in _HTML


class Browsers:
    """Loads pages, a few at a time."""

    def __init__(self, stop: threading.Event) -> None:
        """Start nothing yet; when *stop* is set, what is under way ends."""
        self._stop = stop
        self._room = threading.Semaphore(AT_ONCE)

    def rendered(self, wanted: Wanted) -> Fetched:
        """Return the page as it stands when its figures do.

        Raises:
            FetchError: ``browser_missing``, ``browser_sandbox``, ``browser_failed``, ``browser_moving``, ``too_large``,
                ``timeout_total``, ``stopped``, or why a document that the page goes to could not be fetched.
        """
        program = installed.chromium()
        began = time.monotonic()
        while not self._room.acquire(timeout=LOOK):
            self._go_on()
        try:
            wanted.bounds.deadline.extend(time.monotonic() - began)
            most = 2 * wanted.bounds.limits.decoded_bytes + 2**20  # of a line: JSON writes some letters as six
            with Proxy(wanted.bounds) as proxy, driver(program, most) as driven:
                return self._taken(_Session(wanted, driven, proxy), driven)
        finally:
            self._room.release()

    def _taken(self, session: _Session, driven: Driver) -> Fetched:
        """Answer the process until it hands the page back, or its time is over."""
        while True:
            self._go_on()
            said = driven.said(LOOK)
            if said is None:
                session.check_time()
            elif "ask" in said:
                session.answer(said)
            else:
                return session.concluded(said)

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise FetchError("stopped", "The program was stopped while a browser loaded the page.")


class _Session:
    """What passes between this process and the one that drives the browser."""

    def __init__(self, wanted: Wanted, driven: Driver, proxy: Proxy) -> None:
        self._wanted, self._driven, self._proxy = wanted, driven, proxy
        self._limits = wanted.bounds.limits
        self._document = wanted.fetched  #: the newest that the page has gone to
        self._documents = 0
        bounds = wanted.bounds
        driven.tell(
            {
                "port": proxy.port,
                "agent": wanted.agent,
                "language": bounds.page.language,
                "own": _own(bounds.home) if bounds.page.headers or bounds.page.ca_file else [],
                "seconds": max(bounds.deadline.left() - RESERVE, 1),
            }
        )
        driven.tell(_answer(wanted.fetched))

    def check_time(self) -> None:
        """See to it that the page is not loaded for longer, nor takes more, than is allowed.

        Raises:
            FetchError: ``too_large``, ``timeout_total``.
        """
        if self._proxy.is_overrun:
            most = self._limits.wire_bytes
            raise FetchError("too_large", f"The page loads more than {most:,} bytes.", retryable=False)
        if self._wanted.bounds.deadline.remaining() <= 0:
            raise FetchError("timeout_total", "The page was not loaded within the time allowed.")

    def answer(self, said: Mapping[str, Any]) -> None:
        """Fetch what the browser asks for.

        Raises:
            FetchError: it is a document, and cannot be fetched: then the page cannot be had; or there are too many.
        """
        is_document = said.get("document") is True
        try:
            found = self._wanted.ask(
                Part(target=targets.target(str(said["ask"])), is_document=is_document, headers=self._headers(said))
            )
        except FetchError:
            if is_document:
                raise
            self._driven.tell({})
            return
        if is_document:
            self._documents += 1
            if self._documents > self._limits.redirects:
                detail = f"The page goes on and on, lately to {shortened(found.capture.final_url)}."
                raise FetchError("redirect_loop", detail, retryable=False)
            self._document = found
        self._driven.tell(_answer(found))

    def _headers(self, said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """Return what a request of the page carries besides what every request of ours does."""
        given = said.get("headers")
        pairs = [(str(name), str(value)) for name, value in given.items()] if isinstance(given, dict) else []
        own = [value for name, value in self._wanted.bounds.page.headers if name.lower() == "cookie"]
        cookies = "; ".join(filter(None, (*own, str(said.get("cookies") or ""))))
        return (
            *((name, value) for name, value in pairs if name.lower() not in _HEADERS_OF_OURS),
            *((name, value) for name, value in self._wanted.bounds.page.headers if name.lower() != "cookie"),
            *((("Cookie", cookies),) if cookies else ()),
        )

    def concluded(self, said: Mapping[str, Any]) -> Fetched:
        """Return the page that the process hands back.

        Raises:
            FetchError: there is none.
        """
        self.check_time()
        if "failed" in said:
            raise _failure(str(said["failed"]))
        try:
            stand, html, version = Stand(said["stand"]), str(said["html"]), str(said["version"])
        except (KeyError, ValueError) as error:
            raise FetchError("browser_failed", "The process that loads the page in a browser failed.") from error
        if stand is Stand.MOVING:
            raise FetchError("browser_moving", "The page went on changing for as long as was waited.")
        refused = [error for error in self._proxy.refused if OUTCOMES.get(error.reason) is Outcome.BLOCKED]
        if refused and not said.get("numbers"):  # what it would show may be what it was refused
            raise FetchError(refused[0].reason, f"The page shows no number. {refused[0].detail}", retryable=False)
        return self._taken(html, f"{RENDERED}Chromium {shortened(version, 40)}, {stand})")

    def _taken(self, html: str, framing: str) -> Fetched:
        body = b"\xef\xbb\xbf<!doctype html>\n" + html.encode("utf-8", "replace")  # the mark says that it is UTF-8
        if len(body) > self._limits.decoded_bytes:
            most = self._limits.decoded_bytes
            raise FetchError("too_large", f"The page has grown longer than {most:,} bytes.", retryable=False)
        was, now = self._document.capture, self._wanted.now()
        capture: Capture = replace(
            was,
            url=self._wanted.fetched.capture.url,
            requested_at=self._wanted.fetched.capture.requested_at,
            captured_at=now,
            framing=framing,
            wire_bytes=was.wire_bytes + self._proxy.received,
            validators=Validators(),  # they speak of the document alone, and not of what scripts add to it
        )
        return Fetched(capture=capture, body=body, digest=hashlib.sha256(body).hexdigest())


def _own(home: Address) -> list[str]:
    """Return how addresses begin that the page's own headers may be sent to."""
    may_be = dict.fromkeys((home.at("/"), Address("https", home.host, DEFAULT_PORTS["https"], "/")))
    return [one.url for one in may_be if home.shares_secrets_with(one)]


def _answer(fetched: Fetched) -> dict[str, Any]:
    """Return *fetched* as the process that drives the browser is told of it."""
    capture = fetched.capture
    return {
        "url": capture.final_url,
        "moved": bool(capture.redirects),
        "headers": [pair for pair in capture.headers if pair[0].lower() not in _NOT_FOR_BROWSERS],
        "body": base64.b64encode(fetched.body).decode("ascii"),
    }


def _failure(said: str) -> FetchError:
    """Return what went wrong, by what playwright says of it."""
    if any(sign in said for sign in _NO_SANDBOX):
        detail = "Chromium has no sandbox for its pages here, and no page is loaded without one."
        return FetchError("browser_sandbox", detail, retryable=False)
    first = shortened(said.strip().partition("\n")[0], 150)
    return FetchError("browser_failed", f"Chromium could not load the page ({first}).")
