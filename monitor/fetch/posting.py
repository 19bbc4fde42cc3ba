"""Post behind the same guard as pages are fetched: judged addresses, verified certificates, one deadline."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from monitor.fetch import targets
from monitor.fetch.connections import Adapter, Request, Resolve, system_resolve
from monitor.fetch.http1 import Answer, Deadline, Exchange
from monitor.fetch.trust import trusting
from monitor.fetch.visits import read_body
from monitor.model import LONGEST_SENDING, Limits


class Poster:
    """Posts messages; may be used by many threads at once, each with a connection of its own that is not kept."""

    def __init__(
        self,
        limits: Limits,
        user_agent: str,
        *,
        clock: Callable[[], float] = time.monotonic,
        resolve: Resolve = system_resolve,
        context: ssl.SSLContext | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            limits: what one message may cost; its total is at most `LONGEST_SENDING`.
            user_agent: sent with every message.
            clock: monotonic seconds.
            resolve: finds the addresses of a host.
            context: verifies certificates; by default against certifi's authorities, read when first needed.
        """
        self._limits, self._user_agent, self._clock, self._resolve = limits, user_agent, clock, resolve
        self._context = context
        self._lock = threading.Lock()

    def post(
        self, url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool, ca_file: str | None = None
    ) -> int:
        """Post *body* to *url* and return the status of the answer, of which nothing more is read.

        A redirect is an answer like any other: it is not followed.

        Args:
            url: http or https.
            body: sent as it stands.
            headers: sent along.
            allow_private: its host may have an address that is not public.
            ca_file: certificates (PEM) that alone vouch for its host; None: the known authorities do.

        Raises:
            FetchError: the address is not allowed, or there was no answer in time.
        """
        most = self._limits.wire_bytes
        with self._answered(url, body, headers, most, allow_private=allow_private, ca_file=ca_file) as answer:
            status: int = answer.status
            answer.skip()
            return status

    def ask(
        self, url: str, body: bytes, headers: Mapping[str, str], *, most: int, allow_private: bool = False
    ) -> tuple[int, bytes]:
        """Post *body* to *url* and return the status of the answer, and its body where that is 200.

        Raises:
            FetchError: the address is not allowed, there was no answer in time, or more than *most* bytes of it.
        """
        with self._answered(url, body, headers, most, allow_private=allow_private) as answer:
            if answer.status == 200:
                return 200, read_body(answer, most)
            status: int = answer.status
            answer.skip()
            return status, b""

    @contextmanager
    def _answered(
        self, url: str, body: bytes, headers: Mapping[str, str], most: int, *, allow_private: bool,
        ca_file: str | None = None,
    ) -> Iterator[Answer]:  # fmt: skip
        """Post *body* to *url*; the body of the answer, of at most *most* bytes, may be read in the context."""
        target = targets.target(url)
        seconds = min(self._limits.total, LONGEST_SENDING).total_seconds()
        exchange = Exchange(limits=self._limits, deadline=Deadline(self._clock, seconds), cap=most)
        request = Request(target, {"User-Agent": self._user_agent, "Connection": "close", **headers}, body)
        adapter = Adapter(self._trusting(ca_file), self._resolve, guarded=not allow_private)
        try:
            with adapter.asked(request, exchange) as answer:
                yield answer
        finally:
            adapter.close()

    def _trusting(self, ca_file: str | None) -> ssl.SSLContext:
        if ca_file:
            return trusting(ca_file)
        with self._lock:
            self._context = self._context or trusting()
            return self._context
