"""A small site on this machine's loopback, whose pages change from visit to visit."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple

from monitor.cli.demo.site_pages import PAGES
from monitor.cli.demo.site_sources import BULLETINS, FEED, ISSUES, POSTS, bulletin, bulletins, feed, post
from monitor.cli.demo.site_visits import VISITS, Moment

_HTML, _ATOM, _PDF = "text/html; charset=utf-8", "application/atom+xml", "application/pdf"


class Answer(NamedTuple):
    """What the site answers."""

    media: str
    body: bytes


SITE: dict[str, tuple[str, Callable[[Moment], str | bytes | None]]] = {
    **{path: (_HTML, made) for path, made in PAGES.items()},
    FEED: (_ATOM, feed),
    **{f"/posts/{name}": (_HTML, partial(post, name)) for name in POSTS},
    BULLETINS: (_HTML, bulletins),
    **{f"/bulletins/no-{number}.pdf": (_PDF, partial(bulletin, number)) for number in ISSUES},
}
"""Each path of the site: the kind of what stands there, and what makes it; None: it is not there yet."""


class Site:
    """The site, served while the context lasts; nobody but this machine can reach it."""

    def __init__(self, today: date) -> None:
        """Bind a free port.

        Args:
            today: the day of the last visit; each visit is a day after the one before.
        """
        self.visit = 0
        self._today = today
        self._requests = 0
        self._lock = threading.Lock()
        site = self

        class Handler(_Handler):
            """Answers for this site."""

            def answer(self, path: str) -> Answer | None:
                """Return what the site says at *path* now."""
                return site.answer(path)

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=[0.05], name="site", daemon=True)

    @property
    def address(self) -> str:
        """Return the site's address, without a path."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def advance(self) -> bool:
        """Go on to the next visit; return False when the last one was reached."""
        if self.visit + 1 >= len(VISITS):
            return False
        self.visit += 1
        return True

    def answer(self, path: str) -> Answer | None:
        """Return what stands at *path* now; None where there is nothing."""
        if path not in SITE:
            return None
        with self._lock:
            self._requests += 1
            day = self._today - timedelta(days=len(VISITS) - 1 - self.visit)
            media, made = SITE[path]
            content = made(Moment(self.visit, day, self._requests))
        if content is None:
            return None
        return Answer(media, content.encode() if isinstance(content, str) else content)

    def __enter__(self) -> Site:
        """Begin to serve."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "demo", ""

    def answer(self, path: str) -> Answer | None:
        """Return what stands at *path*."""
        raise NotImplementedError

    def do_GET(self) -> None:
        """Answer with the page, a 304 to a validator that still holds, or a 404."""
        answer = self.answer(self.path)
        if answer is None:
            self._send(404, Answer(_HTML, b"<!doctype html><title>Not found</title><h1>Not found</h1>"))
            return
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            self._send(304, Answer(answer.media, b""), tag)
        else:
            self._send(200, answer, tag)

    def _send(self, status: int, answer: Answer, tag: str = "") -> None:
        self.send_response(status)
        if tag:
            self.send_header("ETag", tag)
        if status != 304:
            self.send_header("Content-Type", answer.media)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing: the demo tells what happens."""
