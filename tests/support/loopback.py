"""A server on this machine's loopback that answers exactly as it is told, down to the single byte and pause.

Shared by the benchmarks and by tests/fetch. An answer is a list of steps: bytes are sent, numbers are seconds of
silence (which end at once when the site is closed), and END, RESET and HANG do to the connection what they say.
"""

from __future__ import annotations

import enum
import gzip
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType

import brotli


class End(enum.Enum):
    """What becomes of the connection after the bytes."""

    END = "closed, as servers do"
    RESET = "torn down (RST)"
    HANG = "left open in silence"


END, RESET, HANG = End.END, End.RESET, End.HANG
Step = bytes | float | End


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]  #: names in lower case
    began: float = 0.0  #: monotonic
    lines: tuple[str, ...] = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)


Answer = Callable[[Asked], Iterable[Step]]


def page(
    body: bytes = b"", status: str = "200 OK", *headers: str, length: int | None = None, kind: str = "text/html"
) -> list[Step]:
    """Return an ordinary answer, framed by its length."""
    size = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {size}", *headers, "", ""]
    return ["\r\n".join(lines).encode("latin-1") + body]


def head(status: str = "200 OK", *headers: str, version: str = "1.1") -> bytes:
    """Return the head of an answer alone."""
    return "\r\n".join([f"HTTP/{version} {status}", *headers, "", ""]).encode("latin-1")


def chunked(body: bytes, size: int = 1_000) -> bytes:
    """Return *body* in chunks."""
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def packed(body: bytes, coding: str) -> bytes:
    """Return *body* in a content coding."""
    if coding == "gzip":
        return gzip.compress(body, mtime=0)
    if coding == "deflate":
        return zlib.compress(body)
    return bytes(brotli.compress(body, quality=4)) if coding == "br" else body


class Site:
    """Answers while the context lasts.

    Attributes:
        asked: what has been asked so far, robots.txt included.
        context: how https is served; may be changed at any time.
        spans: for every request, when it came and when its answer was over; monotonic.
        opened: how many connections were accepted.
    """

    def __init__(
        self,
        answer: Answer,
        *,
        robots: Iterable[Step] | None = None,
        context: ssl.SSLContext | None = None,
        host: str = "127.0.0.1",
    ) -> None:
        """Bind a free port.

        Args:
            answer: what to do with a request.
            robots: the answer for robots.txt; by default there is none (404). Empty: ask *answer* too.
            context: serves https.
            host: a loopback address.
        """
        self._answer, self.context = answer, context
        self._robots = page(b"", "404 Not Found") if robots is None else list(robots)
        self._listener = socket.create_server((host, 0), backlog=128)
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self.host, self.port = host, int(self._listener.getsockname()[1])
        self.asked: list[Asked] = []
        self.spans: list[tuple[float, float]] = []
        self.opened = 0

    @property
    def url(self) -> str:
        """Return the site's address, without a path."""
        return f"{'https' if self.context else 'http'}://{self.host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        """Return the paths that were asked for, but for robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def __enter__(self) -> Site:
        """Begin to serve."""
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything."""
        self._over.set()
        with self._lock:
            still_open = list(self._open)
        for sock in [self._listener, *still_open]:
            _shut(sock)
        for thread in self._threads:
            thread.join(timeout=5)

    def _start(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads = [*(one for one in self._threads if one.is_alive()), thread]
        thread.start()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.opened += 1
            self._start(self._serve, sock)

    def _serve(self, plain: socket.socket) -> None:
        sock = plain
        try:
            if self.context:
                sock = self.context.wrap_socket(plain, server_side=True)
            with self._lock:
                self._open.add(sock)
            while not self._over.is_set():
                asked = _request(sock)
                if asked is None or not self._answered(sock, asked):
                    break
        except OSError:
            pass  # the other side went away
        finally:
            with self._lock:
                self._open.discard(sock)
            _shut(sock)

    def _answered(self, sock: socket.socket, asked: Asked) -> bool:
        self.asked.append(asked)
        steps = self._robots if asked.path == "/robots.txt" and self._robots else self._answer(asked)
        try:
            return self._play(sock, steps)
        finally:
            self.spans.append((asked.began, time.monotonic()))

    def _play(self, sock: socket.socket, steps: Iterable[Step]) -> bool:
        for step in steps:
            if isinstance(step, bytes):
                sock.sendall(step)
            elif isinstance(step, float):
                if self._over.wait(step):
                    return False
            elif step is HANG:
                self._over.wait()
                return False
            else:
                if step is RESET:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
        return True


_HELLO = bytes.fromhex("160303003d0200003903030000000000000000000000000000000000000000000000000000000000000000")
"""The beginning of what a TLS server says: a record of 61 bytes, of which 40 come (RFC 8446, 4.1.3)."""


@contextmanager
def resetting() -> Iterator[int]:
    """Serve, on a port of loopback, a TLS server that says half a word, ends its side, and resets."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.recv(4096)
            connection.sendall(_HELLO)
            connection.shutdown(socket.SHUT_WR)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()


def _request(sock: socket.socket) -> Asked | None:
    received = b""
    while b"\r\n\r\n" not in received:
        more = sock.recv(65_536)
        if not more:
            return None
        received += more
    began = time.monotonic()
    top, _, body = received.partition(b"\r\n\r\n")
    first, *lines = top.decode("latin-1").split("\r\n")
    pairs = (line.split(":", 1) for line in lines)
    headers = {name.strip().lower(): value.strip() for name, value in pairs}
    while len(body) < int(headers.get("content-length", 0)):
        body += sock.recv(65_536)
    return Asked(first.split(" ")[1], headers, began, tuple(lines), body)


def _shut(sock: socket.socket) -> None:
    try:
        if not sock.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8).startswith(b"\x01"):
            sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # it was not connected
    sock.close()
