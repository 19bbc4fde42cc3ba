"""Fetch one page, hop by hop: each judged, none believed beyond what its framing proves."""

from __future__ import annotations

import hashlib
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from monitor.errors import FetchError
from monitor.fetch import codings, targets
from monitor.fetch.browser import installed
from monitor.fetch.browser.proxy import Bounds
from monitor.fetch.browser.rendering import Browsers, Part, Wanted, is_for_browsers
from monitor.fetch.connections import Request, Resolve, system_resolve
from monitor.fetch.failures import failed, of_status
from monitor.fetch.http1 import Answer, Deadline, Exchange
from monitor.fetch.politeness import UNSPECIFIED_WAIT, Hosts, Leave, retry_after
from monitor.fetch.redaction import Got, without_secrets
from monitor.fetch.robots import Robots
from monitor.fetch.trust import Adapters
from monitor.fetch.visits import Visit, read_body, read_start
from monitor.model import Address, Fetched, FetchFailed, HostMemory, Limits, NotModified, Page, Validators

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_REDIRECTS = 5  # RFC 9309 section 2.3.1.2
_LIES = frozenset({"bad_encoding", "bad_304"})  # asked once more, plainly
_EVIDENCE = 2 * 1024 * 1024  # bytes kept of an answer that is not compared


class Fetcher:
    """Fetches pages; may be used by many threads at once."""

    def __init__(
        self,
        limits: Limits,
        user_agent: str,
        *,
        now: Callable[[], datetime],
        stop: threading.Event | None = None,
        clock: Callable[[], float] = time.monotonic,
        resolve: Resolve = system_resolve,
        context: ssl.SSLContext | None = None,
        remembered: Iterable[HostMemory] = (),
    ) -> None:
        """Open nothing yet.

        Args:
            limits: what one fetch may cost.
            user_agent: sent with every request; its product token is looked for in robots.txt.
            now: UTC; stamps captures, ages robots.txt, Retry-After and budgets.
            stop: when set, every wait for politeness ends at once.
            clock: monotonic seconds; measures deadlines and gaps.
            resolve: finds the addresses of a host.
            context: verifies certificates; by default against certifi's authorities, read when first needed.
            remembered: what `Fetcher.learnt` gave before a restart.
        """
        self._limits, self._now, self._clock, self._user_agent = limits, now, clock, user_agent
        stop = stop or threading.Event()
        self._hosts = Hosts(limits, now=now, clock=clock, stop=stop, remembered=remembered)
        self._robots = Robots(user_agent, now)
        self._adapters = Adapters(context, resolve)
        self._browsers = Browsers(stop)

    def fetch(self, page: Page, validators: Validators | None) -> Got:
        """Fetch *page*.

        Args:
            page: the address and how to ask for it.
            validators: of the bytes that are held; None fetches the page whole.

        Raises:
            TurnOverError: a host may be another's to ask.
        """
        try:
            home = targets.target(page.url)
        except FetchError as error:
            return failed(error)
        deadline = Deadline(self._clock, self._limits.total.total_seconds())
        visit = Visit(page=page, home=home, deadline=deadline, requested_at=self._now(), at=home)
        got: Got
        try:
            got = self._rendered(visit) if page.render else self._visited(visit, validators)
        except FetchError as error:
            held = self._hosts.held_for(visit.at) if error.reason == "throttled" else None
            got = failed(error, capture=visit.capture(self._now()), retry_after=held)
        return without_secrets(got, page)

    def heed(self, leave: Leave) -> None:
        """Ask a host only when *leave* says that it is ours to ask: others may ask it, too."""
        self._hosts.leave = leave

    def adjust(self, limits: Limits, user_agent: str) -> None:
        """Go by other *limits*, and under another name, from the next request on."""
        self._limits = limits
        self._hosts.adjust(limits)
        if user_agent != self._user_agent:
            self._user_agent, self._robots = user_agent, Robots(user_agent, self._now)  # it may be another's rules

    def learnt(self) -> tuple[HostMemory, ...]:
        """Return what politeness must not forget at a restart (holds, the day's bytes) and was not given before."""
        return self._hosts.learnt()

    def close(self) -> None:
        """Close every connection that lies open."""
        self._adapters.close()

    def _visited(self, visit: Visit, validators: Validators | None) -> Got:
        """Ask until there is an answer to go by: on from a redirect, and once more after an answer that cannot be."""
        again = False
        while True:
            gap = self._leave(visit)
            headers, conditional = visit.headers(self._user_agent, validators, again=again)
            try:
                with self._asked(visit, visit.at, headers, gap=gap) as answer:
                    visit.answer = answer
                    result = self._judged(visit, answer, conditional=conditional)
            except FetchError as error:
                if again or error.reason not in _LIES:
                    raise
                again = True
                continue
            if result is not None:
                return result

    def _rendered(self, visit: Visit) -> Fetched | NotModified | FetchFailed:
        """Fetch a page whole, and have it loaded in a browser: a server's "not modified" says nothing of scripts."""
        installed.chromium()  # nobody is asked in vain
        got = self._visited(visit, None)
        if not isinstance(got, Fetched) or not is_for_browsers(got):
            return got
        bounds = Bounds(
            page=visit.page,
            home=visit.home,
            limits=self._limits,
            deadline=visit.deadline,
            hosts=self._hosts,
            resolve=self._adapters.resolve,
        )
        ask = partial(self._part, visit)
        return self._browsers.rendered(
            Wanted(bounds=bounds, fetched=got, agent=self._user_agent, ask=ask, now=self._now)
        )

    def _part(self, visit: Visit, part: Part) -> Fetched:
        """Return what a browser wants for the page of *visit*; robots.txt is asked for leave to go to a document.

        Raises:
            FetchError: it cannot be fetched.
        """
        page = replace(visit.page, headers=part.headers, ignore_robots=visit.page.ignore_robots or not part.is_document)
        got = self._visited(replace(visit, page=page, at=part.target, hops=[], answer=None), None)
        if isinstance(got, Fetched):
            return got
        assert isinstance(got, FetchFailed)  # noqa: S101 (no validators were sent)
        raise FetchError(got.reason, got.detail, retryable=got.retryable)

    def _leave(self, visit: Visit) -> timedelta:
        """Return the gap that robots.txt wishes, if it gives leave to go where the visit stands."""
        if visit.page.ignore_robots:
            return timedelta()
        return self._robots.check(visit.at, lambda target: self._robots_text(visit, target))

    @contextmanager
    def _asked(
        self, visit: Visit, target: Address, headers: dict[str, str], *, gap: timedelta = timedelta()
    ) -> Iterator[Answer]:
        """Send a request when it is its turn; the answer's body may be read while the context lasts."""
        adapter = self._adapters.of(visit.page, visit.home, target)
        request = Request(target, headers)
        with self._hosts.turn(target, visit.deadline, gap=gap):
            while True:
                exchange = Exchange(limits=self._limits, deadline=visit.deadline, cap=self._limits.wire_bytes)
                try:
                    with adapter.asked(request, exchange) as answer:
                        yield answer
                        return
                except FetchError as error:
                    if not exchange.is_stale(error):
                        raise
                finally:
                    self._hosts.spent(target, exchange.received)

    def _judged(self, visit: Visit, answer: Answer, *, conditional: bool) -> Got | None:
        """Return what *answer* comes to; None when it is a redirect, which the visit has followed."""
        if answer.status in _REDIRECTS:
            answer.skip()
            visit.follow(answer, self._limits.redirects)
            return None
        if answer.status == 304:
            answer.skip()
            if not conditional:
                raise FetchError("bad_304", "The server says that nothing has changed, without having been asked.")
            return NotModified(capture=visit.captured(answer, self._now()))
        if answer.status != 200:
            return self._refused(visit, answer)
        body = read_body(answer, self._limits.decoded_bytes)
        capture = visit.captured(answer, self._now())
        if not visit.is_whole(answer, body):
            error = FetchError("unframed", "The answer does not say where it ends, so it may have been cut.")
            return failed(error, capture=capture, body=body)
        return Fetched(capture=capture, body=body, digest=hashlib.sha256(body).hexdigest())

    def _refused(self, visit: Visit, answer: Answer) -> FetchFailed:
        """Return what a status other than 200 means, with the body as evidence where it comes whole."""
        wait = self._throttled(visit.at, answer)
        body: bytes | None = None
        try:
            body = read_body(answer, _EVIDENCE)
        except FetchError:
            body = None  # the status says enough
        error = of_status(answer.status)
        if wait is not None:
            detail = f"The server asks for fewer requests (status {answer.status})."
            error = FetchError("throttled", detail, status=answer.status)
        return failed(error, capture=visit.captured(answer, self._now()), body=body, retry_after=wait)

    def _throttled(self, target: Address, answer: Answer) -> timedelta | None:
        """Return how long a 429 or 503 asks to be left alone, and leave the whole host alone for that long."""
        if answer.status not in (429, 503):
            return None
        wait = retry_after(answer.headers.get("retry-after"), self._now())
        if wait is None and answer.status == 429:
            wait = UNSPECIFIED_WAIT
        if wait:
            self._hosts.hold(target, wait)
        return wait

    def _robots_text(self, visit: Visit, target: Address) -> str | None:
        """Return the robots.txt at *target*, following its redirects; None when there is none.

        Raises:
            FetchError: the host was not reached, or ``robots_unreachable``.
        """
        headers = {
            "User-Agent": self._user_agent,
            "Accept": "text/plain,*/*;q=0.5",
            "Accept-Encoding": codings.ACCEPTED,
        }
        for hop in range(_ROBOTS_REDIRECTS + 1):
            try:
                with self._asked(visit, target, headers) as answer:
                    if answer.status not in _REDIRECTS:
                        return self._robots_read(target, answer)
                    target = targets.follow(target, answer.headers.get("location") or "")
            except FetchError as error:
                if hop:  # the page's host was reached, only its robots.txt was not
                    raise FetchError("robots_unreachable", error.detail) from error
                raise
        return None  # more redirects than RFC 9309 wants followed: as if there were none

    def _robots_read(self, target: Address, answer: Answer) -> str | None:
        if self._throttled(target, answer) is not None:
            raise FetchError("throttled", "The server asks for fewer requests.", status=answer.status)
        if answer.status >= 500:
            raise FetchError("robots_unreachable", f"The server answers with status {answer.status}.")
        if answer.status != 200:
            answer.skip()
            return None
        text = read_start(answer, self._limits.robots_bytes).decode("utf-8", "replace").removeprefix("\ufeff")
        return None if text.lstrip().startswith("<") else text  # a page in its place says nothing
