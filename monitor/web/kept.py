"""What is served in a thread of its own beside the service: begun again when it fails, for as long as it is wanted."""

from __future__ import annotations

import errno
import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server

from monitor.errors import MonitorError
from monitor.model.addresses import Address
from monitor.model.log_events import Say

TURN = 0.25  # seconds after which the end is looked for
AGAIN = timedelta(seconds=10)  # between two attempts
ENDS_WITHIN = 2  # seconds, for answers that are being made
BACKLOG = 64
LIMITS: dict[str, Any] = {
    "threads": 4,
    "connection_limit": 100,
    "backlog": BACKLOG,
    "channel_timeout": 30,  # seconds without a byte
    "cleanup_interval": 10,
    "max_request_header_size": 16 * 1024,
    "ident": "monitor",
    "expose_tracebacks": False,
}
Begun = Callable[[], None]


class Kept:
    """A thread that serves until told to stop. What hinders it is said once, and tried again."""

    def __init__(
        self, called: str, serve: Callable[[threading.Event, Begun], None], said: Say, again: timedelta = AGAIN
    ) -> None:
        """Begin.

        Args:
            called: what is served, as the beginning of a sentence: "The review page".
            serve: serves until the event is set, and calls what it is given once it listens.
            said: called with events for the log, from the thread.
            again: how long to wait before what failed is attempted again.
        """
        self._called, self._serve, self._said, self._again = called, serve, said, again
        self._stop = threading.Event()
        self._told = ""
        self._thread = threading.Thread(target=self._keep, name=called, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Serve no longer."""
        self._stop.set()
        self._thread.join(timeout=ENDS_WITHIN + 2 * TURN)

    def _keep(self) -> None:
        while not self._stop.is_set():
            try:
                self._serve(self._stop, self._begun)
            except MonitorError as error:
                why = f"{self._called} is not served: {error}"
            except Exception as error:  # noqa: BLE001 (whatever it is, pages are checked, and it is begun again)
                why = f"{self._called} failed, and is begun again: {error!r}"
            else:
                return
            if why != self._told:
                self._said(why, level="warning")
            self._told = why
            self._stop.wait(self._again.total_seconds())

    def _begun(self) -> None:
        self._told = ""


@contextmanager
def listened(at: Address, key: str, cure: str = "") -> Iterator[socket.socket]:
    """Yield a socket that listens *at* an address.

    Args:
        at: host and port.
        key: of the configuration, that says so.
        cure: what may help where the place is taken.

    Raises:
        MonitorError: the place is taken, or is none of this machine.
    """
    try:
        family, *_, address = socket.getaddrinfo(at.host, at.port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        number = error.errno or 0  # below 0: the name leads nowhere; else Python adds to what the system says
        why = os.strerror(number) if number > 0 else error.strerror
        cured = cure if number == errno.EADDRINUSE else ""
        raise MonitorError(f"`{key}`: {at.authority} cannot be listened at: {why}.{cured}") from error
    with listener:
        yield listener


def answered(
    app: Any, listener: socket.socket, stop: threading.Event, ending: Callable[[], None] = lambda: None, **options: Any
) -> None:
    """Have *app*, of WSGI, answer who asks at *listener* until *stop* is set; *ending* is called first of all then."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that a request waits is no news
    sockets: dict[int, Any] = {}
    server = create_server(app, map=sockets, sockets=[listener], **LIMITS, **options)
    assert isinstance(server, BaseWSGIServer)  # noqa: S101 (for mypy: of one socket)
    try:
        while not stop.is_set():
            wasyncore.loop(timeout=TURN, map=sockets, count=1)
    finally:
        ending()
        server.task_dispatcher.shutdown(timeout=ENDS_WITHIN)
        wasyncore.close_all(sockets, ignore_all=True)
