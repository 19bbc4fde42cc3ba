"""The one way out for a browser: a proxy on loopback that goes where the page may go, and nowhere else.

Whatever the browser wants of the network (scripts, their requests, sockets, what it would fetch ahead) is asked of this
proxy, by name. The name is read by our one parser and resolved once, the address is judged, and that address is
connected to: the guard is that of `monitor.fetch.connections`.
"""

from __future__ import annotations

import contextlib
import re
import selectors
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType

from monitor.errors import FetchError
from monitor.fetch import targets
from monitor.fetch.connections import Resolve, opened
from monitor.fetch.http1 import PIECE, Deadline
from monitor.fetch.politeness import Hosts
from monitor.fetch.trust import is_guarded
from monitor.model import Address, Limits, Page

MOST = 64  # connections at a time; a browser opens at most 32 to a proxy, and as many for sockets
_LOOK = 1.0  # seconds after which a silent connection is asked whether there is time left
_REQUEST = re.compile(rb"([A-Z]{1,16}) (\S{1,8000}) HTTP/1\.[01]\r\n")
_OF_ONE_HOP = re.compile(rb"(?:proxy-[a-z-]+|connection|keep-alive|te|upgrade|host):", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,9})[ \t]*\r\n", re.IGNORECASE)
_REFUSED = b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_TUNNEL = b"HTTP/1.1 200 Connected\r\n\r\n"
_INTERIM = re.compile(rb"HTTP/1\.[01] 1")


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """For whom a proxy works, and by what rules."""

    page: Page
    home: Address  #: the page's own address
    limits: Limits  #: `wire_bytes` is the most that all answers may come to
    deadline: Deadline
    hosts: Hosts
    resolve: Resolve


class Proxy:
    """Serves one browser while the context lasts.

    Attributes:
        refused: why connections were not made, in the order in which they were asked for.
        received: bytes that came from the network.
        is_overrun: they were too many, and nothing more was let through.
    """

    def __init__(self, bounds: Bounds) -> None:
        """Listen on a free port of loopback; nobody is served yet."""
        self._bounds = bounds
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=MOST)
        self._listener.settimeout(_LOOK)
        self._over = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.port = int(self._listener.getsockname()[1])
        self.refused: list[FetchError] = []
        self.received = 0
        self.is_overrun = False

    def __enter__(self) -> Proxy:
        """Begin to serve."""
        threading.Thread(target=self._listen, name="proxy", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Cut every connection."""
        self._over.set()
        self._cut(self._listener)
        self._cut_all()

    def _listen(self) -> None:
        with self._listener:
            while not self._over.is_set():
                with contextlib.suppress(OSError):  # nobody came, or it is over
                    client, _ = self._listener.accept()
                    if len(self._open) > 2 * MOST:  # each has two ends
                        client.close()
                        continue
                    threading.Thread(target=self._serve, args=(client,), name="proxied", daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        """Serve one connection: one request, or one tunnel."""
        with self._held(client), contextlib.suppress(OSError, FetchError):
            request, rest = self._head(client)
            match = _REQUEST.match(request)
            if match is None:
                return
            is_tunnel = match[1] == b"CONNECT"
            try:
                target, server = self._reached(match[2].decode("latin-1"), is_tunnel=is_tunnel)
            except FetchError as error:
                self.refused.append(error)
                if is_tunnel:
                    client.sendall(_REFUSED)
                return  # a request that is not passed on gets no answer: one would seem to be the site's
            with self._held(server):
                if is_tunnel:
                    client.sendall(_TUNNEL)
                    self._relay(client, server, target)
                else:
                    self._exchange(client, server, target, request, rest)

    def _reached(self, wanted: str, *, is_tunnel: bool) -> tuple[Address, socket.socket]:
        """Return where a request leads, and a socket to there.

        Raises:
            FetchError: it may not go there, or cannot.
        """
        bounds = self._bounds
        target = targets.target(f"https://{wanted}/" if is_tunnel else wanted)
        bounds.hosts.admit(target)
        guarded = is_guarded(bounds.page, bounds.home, target.authority)
        server, _ = opened(target.host, target.port, bounds.resolve, bounds.limits, bounds.deadline, guarded=guarded)
        return target, server

    def _exchange(
        self, client: socket.socket, server: socket.socket, target: Address, request: bytes, rest: bytes
    ) -> None:
        """Carry one request to its *server*, and the answer back: what comes behind it may be meant for another."""
        if _CHUNKED.search(request):
            raise OSError  # browsers send requests whole
        line = b"%b %b HTTP/1.1\r\nHost: %b" % (
            request.split(b" ", 1)[0],
            target.request_target.encode("ascii"),
            target.origin.partition("//")[2].encode("ascii"),
        )
        length = _LENGTH.search(request)
        body = rest[: int(length[1])] if length else b""
        server.sendall(_alone(line, request) + body)
        left = int(length[1]) - len(body) if length else 0
        while left > 0 and (piece := client.recv(min(left, PIECE))):
            server.sendall(piece)
            left -= len(piece)
        answer, start = self._head(server)
        while _INTERIM.match(answer):
            answer, start = self._head(server, start)
        self._count(target, len(answer) + len(start))
        client.sendall(_alone(answer.partition(b"\r\n")[0], answer) + start)
        length = _LENGTH.search(answer)
        self._relay(client, server, target, left=int(length[1]) - len(start) if length else sys.maxsize, both=False)

    def _relay(
        self,
        client: socket.socket,
        server: socket.socket,
        target: Address,
        *,
        left: int = sys.maxsize,
        both: bool = True,
    ) -> None:
        """Carry bytes until either end has no more, or the server has sent the *left* ones; *both* ways or one."""
        with selectors.DefaultSelector() as ready:
            ready.register(client, selectors.EVENT_READ)
            ready.register(server, selectors.EVENT_READ)
            while left > 0 and not self.is_overrun:
                for key, _ in ready.select(min(_LOOK, self._bounds.deadline.left())):
                    is_answer = key.fileobj is server
                    piece = (server if is_answer else client).recv(PIECE)
                    if not piece:
                        return
                    if is_answer:
                        client.sendall(piece)
                        self._count(target, len(piece))
                        left -= len(piece)
                    elif both:
                        server.sendall(piece)

    def _count(self, target: Address, size: int) -> None:
        """Count what came; when it is too much, cut everything."""
        self._bounds.hosts.spent(target, size)
        with self._lock:
            self.received += size
            self.is_overrun = self.is_overrun or self.received > self._bounds.limits.wire_bytes
        if self.is_overrun:
            self._cut_all()

    def _head(self, sock: socket.socket, begun: bytes = b"") -> tuple[bytes, bytes]:
        """Return a head as it came, with the empty line, and what came behind it.

        Raises:
            OSError: it never ends.
        """
        sock.settimeout(min(self._bounds.limits.idle.total_seconds(), self._bounds.deadline.left()))
        head = begun
        while b"\r\n\r\n" not in head:
            piece = sock.recv(PIECE)
            if not piece or len(head) > self._bounds.limits.header_bytes:
                raise OSError
            head += piece
        first, _, rest = head.partition(b"\r\n\r\n")
        return first + b"\r\n\r\n", rest

    @contextlib.contextmanager
    def _held(self, sock: socket.socket) -> Iterator[None]:
        """Know *sock* while the context lasts, so that it can be cut from elsewhere."""
        with self._lock:
            self._open.add(sock)
        if self._over.is_set():  # a moment ago
            self._cut(sock)
        try:
            yield
        finally:
            with self._lock:
                self._open.discard(sock)
            sock.close()

    def _cut_all(self) -> None:
        with self._lock:
            held = tuple(self._open)
        for sock in held:
            self._cut(sock)

    @staticmethod
    def _cut(sock: socket.socket) -> None:
        """Wake whoever waits for *sock*; it is closed where it is used."""
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _alone(line: bytes, head: bytes) -> bytes:
    """Return *head* under another first *line*, as one that is alone on its connection."""
    fields = [field for field in head.split(b"\r\n")[1:] if field and not _OF_ONE_HOP.match(field)]
    return b"\r\n".join([line, *fields, b"Connection: close", b"", b""])
