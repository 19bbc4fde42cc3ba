"""The review page on a socket: waitress in a thread, beside the service or alone.

It may fail as it likes: it is begun again, and nothing of it touches the checking of pages. It works in this process
because it needs nothing that would harm that: it asks the ledger as any reader does, and has the bytes of pages read in
worker processes of its own (`at_work`).
"""

from __future__ import annotations

import errno
import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server

from monitor.config import WebTable
from monitor.errors import ConfigError, MonitorError
from monitor.model.log_events import Say
from monitor.web import at_work
from monitor.web.app import LARGEST, create_app
from monitor.web.listening import Listening
from monitor.web.requested import Site

LIMITS: dict[str, Any] = {
    "threads": 4,
    "connection_limit": 100,
    "backlog": 64,
    "channel_timeout": 30,  # seconds without a byte
    "cleanup_interval": 10,
    "max_request_header_size": 16 * 1024,
    "max_request_body_size": 2 * LARGEST,  # the application refuses less, with a page that says so
    "ident": "monitor",
    "expose_tracebacks": False,
}
TURN = 0.25  # seconds after which the end is looked for
AGAIN = timedelta(seconds=10)  # between two attempts
ENDS_WITHIN = 2  # seconds, for answers that are being made


class Serving:
    """The review page of a home in a thread of its own, where its configuration wants it, as long as it wants it."""

    def __init__(self, site: Site, said: Say, again: timedelta = AGAIN) -> None:
        """Prepare; `adopt` begins.

        Args:
            site: what is shown; where it listens, the configuration says.
            said: called with events for the log, from another thread.
            again: how long to wait before what failed is attempted again.
        """
        self._site, self._said, self._again = site, said, again
        self._web = WebTable()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def adopt(self, web: WebTable) -> None:
        """Serve as *web* says from now on."""
        if web == self._web:
            return
        self.close()
        self._web, self._stop = web, threading.Event()
        if web.listen:
            site = replace(self._site, listening=Listening.by(web), said=self._said)
            self._thread = threading.Thread(target=self._keep, args=[site, self._stop], name="web", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Serve no longer."""
        self._stop.set()
        if self._thread:
            self._thread.join(timeout=ENDS_WITHIN + 2 * TURN)
        self._thread = None

    def _keep(self, site: Site, stop: threading.Event) -> None:
        """Serve until *stop* is set. What hinders it is said once, and tried again."""
        told = ""
        while not stop.is_set():
            try:
                with listened(site) as listener:
                    told = ""
                    origin = site.listening.origin
                    self._said(f"The review page is at {origin}; a link to sign in is made by: monitor web link")
                    warn(site)
                    serve(site, listener, stop)
            except MonitorError as error:
                why = f"The review page is not served: {error}"
            except Exception as error:  # noqa: BLE001 (whatever it is, pages are checked, and it is begun again)
                why = f"The review page failed, and is begun again: {error!r}"
            else:
                return
            if why != told:
                self._said(why, level="warning")
            told = why
            stop.wait(self._again.total_seconds())


@contextmanager
def listened(site: Site) -> Iterator[socket.socket]:
    """Yield a socket that listens where *site* is to be served.

    Raises:
        MonitorError: the place is taken, is none of this machine, or others could reach it and nobody has a password.
    """
    at = site.listening.at
    where = f"`web: listen`: {at.authority}"
    if site.listening.is_beyond and not any(one.password for one in site.people.book().people):
        raise MonitorError(
            f"{where} can be reached from other machines, and nobody has a password yet: monitor web password NAME"
        )
    try:
        family, *_, address = socket.getaddrinfo(at.host, at.port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family, backlog=LIMITS["backlog"])
    except OSError as error:
        number = error.errno or 0  # below 0: the name leads nowhere; else Python adds to what the system says
        why = os.strerror(number) if number > 0 else error.strerror
        cure = " If that is monitor run: monitor web link" if number == errno.EADDRINUSE else ""
        raise MonitorError(f"{where} cannot be listened at: {why}.{cure}") from error
    with listener:
        yield listener


def warn(site: Site) -> None:
    """Say so, if others can read what people and the review page of *site* say to each other."""
    if site.listening.is_beyond and not site.listening.is_secure:
        said = "Whoever is on the way can read along: nothing is encrypted. Put a proxy before the review page."
        site.said(said, level="warning")


def serve(site: Site, listener: socket.socket, stop: threading.Event) -> None:
    """Answer who asks at *listener* until *stop* is set."""
    sockets: dict[int, Any] = {}
    with _logged(site.said):
        app = create_app(site)
        with suppress(ConfigError):  # who asks for a view is told of it
            app.extensions[at_work.NAME].prepare(site.load().limits)
        server = create_server(app, map=sockets, sockets=[listener], **LIMITS, **_proxied(site.listening))
        assert isinstance(server, BaseWSGIServer)  # noqa: S101 (for mypy: of one socket)
        try:
            while not stop.is_set():
                wasyncore.loop(timeout=TURN, map=sockets, count=1)
        finally:
            app.extensions[at_work.NAME].close()  # first: who waits for a document is answered at once
            server.task_dispatcher.shutdown(timeout=ENDS_WITHIN)
            wasyncore.close_all(sockets, ignore_all=True)


def _proxied(listening: Listening) -> dict[str, Any]:
    """Return how waitress learns who asks: where people come by a proxy on this machine, that says so.

    Tries to sign in are counted by it. Nothing else that a proxy says is believed.
    """
    if listening.public is None or listening.is_beyond:
        return {"clear_untrusted_proxy_headers": True}
    return {"trusted_proxy": "*", "trusted_proxy_headers": {"x-forwarded-for"}, "trusted_proxy_count": 1}


class _Lines(logging.Handler):
    """Has what waitress logs said in the service's own log."""

    def __init__(self, said: Say) -> None:
        super().__init__(logging.WARNING)
        self.addFilter(lambda record: record.name != "waitress.queue")  # that a request waits is no news
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        """Say *record*."""
        self._said(f"The review page's server: {record.getMessage()}", level="warning", exc_info=record.exc_info)


@contextmanager
def _logged(said: Say) -> Iterator[None]:
    """Have waitress log by *said* while the context lasts."""
    logger, lines = logging.getLogger("waitress"), _Lines(said)
    logger.addHandler(lines)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(lines)
