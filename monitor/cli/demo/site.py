"""A small site on this machine's loopback, whose pages change from visit to visit."""

from __future__ import annotations

import hashlib
import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from monitor.cli.demo.site_pages import PAGES, VISITS, Moment


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

        class Answer(_Answer):
            """Answers for this site."""

            def page(self, path: str) -> str | None:
                """Return what the site says at *path* now."""
                return site.page(path)

        self._server = _Server(("127.0.0.1", 0), Answer)
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

    def page(self, path: str) -> str | None:
        """Return what stands at *path* now; None where there is nothing."""
        if path not in PAGES:
            return None
        with self._lock:
            self._requests += 1
            day = self._today - timedelta(days=len(VISITS) - 1 - self.visit)
            return PAGES[path](Moment(self.visit, day, self._requests))

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


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "demo", ""

    def page(self, path: str) -> str | None:
        """Return what stands at *path*."""
        raise NotImplementedError

    def do_GET(self) -> None:
        """Answer with the page, a 304 to a validator that still holds, or a 404."""
        content = self.page(self.path)
        if content is None:
            self._send(404, b"<!doctype html><title>Not found</title><h1>Not found</h1>")
            return
        body = content.encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            self._send(304, b"", tag)
        else:
            self._send(200, body, tag)

    def _send(self, status: int, body: bytes, tag: str = "") -> None:
        self.send_response(status)
        if tag:
            self.send_header("ETag", tag)
        if status != 304:
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing: the demo tells what happens."""
