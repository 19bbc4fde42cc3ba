"""The review page on a socket: waitress in a thread, beside the service or alone.

It may fail as it likes: it is begun again, and nothing of it touches the checking of pages. It works in this process
because it needs nothing that would harm that: it asks the ledger as any reader does, and has the bytes of pages read in
worker processes of its own (`at_work`).
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from monitor.config import WebTable
from monitor.errors import ConfigError, MonitorError
from monitor.model.log_events import Say
from monitor.web import at_work, kept
from monitor.web.app import LARGEST, create_app
from monitor.web.kept import AGAIN, Begun, Kept, answered
from monitor.web.listening import Listening
from monitor.web.requested import Site


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
        self._kept: Kept | None = None

    def adopt(self, web: WebTable) -> None:
        """Serve as *web* says from now on."""
        if web == self._web:
            return
        self.close()
        self._web = web
        if web.listen:
            site = replace(self._site, listening=Listening.by(web), said=self._said)
            self._kept = Kept("The review page", partial(_served, site), self._said, self._again)

    def close(self) -> None:
        """Serve no longer."""
        if self._kept:
            self._kept.close()
        self._kept = None


def _served(site: Site, stop: threading.Event, begun: Begun) -> None:
    """Serve *site* until *stop* is set; say where, and call *begun*, once it listens."""
    with listened(site) as listener:
        begun()
        origin = site.listening.origin
        site.said(f"The review page is at {origin}; a link to sign in is made by: monitor web link")
        warn(site)
        serve(site, listener, stop)


@contextmanager
def listened(site: Site) -> Iterator[socket.socket]:
    """Yield a socket that listens where *site* is to be served.

    Raises:
        MonitorError: the place is taken, is none of this machine, or others could reach it and nobody has a password.
    """
    at = site.listening.at
    if site.listening.is_beyond and not any(one.password for one in site.people.book().people):
        raise MonitorError(
            f"`web: listen`: {at.authority} can be reached from other machines, and nobody has a password yet: "
            "monitor web password NAME"
        )
    with kept.listened(at, "web: listen", " If that is monitor run: monitor web link") as listener:
        yield listener


def warn(site: Site) -> None:
    """Say so, if others can read what people and the review page of *site* say to each other."""
    if site.listening.is_beyond and not site.listening.is_secure:
        said = "Whoever is on the way can read along: nothing is encrypted. Put a proxy before the review page."
        site.said(said, level="warning")


def serve(site: Site, listener: socket.socket, stop: threading.Event) -> None:
    """Answer who asks at *listener* until *stop* is set."""
    app = create_app(site)
    at_its_work = app.extensions[at_work.NAME]
    with suppress(ConfigError):  # who asks for a view is told of it
        at_its_work.prepare(site.load().limits)
    # the application refuses larger bodies than it takes, with a page that says so; who waits for a document when it
    # ends is answered at once
    options = {"max_request_body_size": 2 * LARGEST, **_proxied(site.listening)}
    answered(app, listener, stop, at_its_work.close, **options)


def _proxied(listening: Listening) -> dict[str, Any]:
    """Return how waitress learns who asks: where people come by a proxy on this machine, that says so.

    Tries to sign in are counted by it. Nothing else that a proxy says is believed.
    """
    if listening.public is None or listening.is_beyond:
        return {"clear_untrusted_proxy_headers": True}
    return {"trusted_proxy": "*", "trusted_proxy_headers": {"x-forwarded-for"}, "trusted_proxy_count": 1}
