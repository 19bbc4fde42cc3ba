"""One HTTP/1 exchange on a socket: read under a true deadline and caps, its framing proved (RFC 9112).

`http.client` believes a short body, a cut last chunk and any number of seconds; here each of these is an error.
"""

from __future__ import annotations

import http.client
import io
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from monitor.errors import FetchError
from monitor.model import Limits

PIECE = 32 * 1024
MOST_FIELDS = 1_000  # header lines of one answer
_STATUS_LINE = re.compile(rb"HTTP/1\.([0-9]) +([1-9][0-9]{2})(?:[ \t].*)?\r?\n", re.DOTALL)
_CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")
_DIGITS = re.compile(r"[0-9]{1,18}")


class Deadline:
    """The moment at which a fetch is over, whatever the server does; waiting for our own politeness moves it."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self._clock = clock
        self._at = clock() + seconds

    def left(self) -> float:
        """Return the seconds that are left, more than none.

        Raises:
            FetchError: ``timeout_total``.
        """
        left = self.remaining()
        if left <= 0:
            raise FetchError("timeout_total", "The server did not finish its answer within the time allowed.")
        return left

    def remaining(self) -> float:
        """Return the seconds that are left, perhaps none or fewer."""
        return self._at - self._clock()

    def extend(self, seconds: float) -> None:
        """Move the end by *seconds* in which nothing was asked of the server."""
        self._at += seconds


@dataclass(slots=True, kw_only=True)
class Exchange:
    """One request and its answer: what it may cost, and what became known on the way."""

    limits: Limits
    deadline: Deadline
    cap: int  #: bytes of a body on the wire
    received: int = 0  #: bytes so far, headers included
    reused: bool = False  #: the connection had served another request before
    address: str | None = None
    tls_issuer: str | None = None
    answer: Answer | None = field(default=None, repr=False)
    idle: float = field(init=False)  #: seconds that the server may be silent

    def __post_init__(self) -> None:
        self.idle = self.limits.idle.total_seconds()

    def bound(self, sock: socket.socket) -> None:
        """Have *sock* wait no longer than the server may be silent, nor than the fetch may last.

        Raises:
            FetchError: ``timeout_total``.
        """
        seconds = min(self.idle, self.deadline.left())
        if sock.gettimeout() != seconds:  # to set it costs a call of the system
            sock.settimeout(seconds)

    def is_stale(self, error: FetchError) -> bool:
        """Return whether *error* only says that the server had closed a connection that lay open."""
        return self.reused and not self.received and error.reason == "connect"


class _Reader(io.RawIOBase):
    """A socket's bytes, each read bounded by the idle limit and by what is left of the fetch."""

    def __init__(self, sock: socket.socket, exchange: Exchange) -> None:
        self._sock, self._exchange = sock, exchange
        self.is_over = False  #: nothing more is asked of the socket

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int | None:  # type: ignore[override]
        if self.is_over:
            return None
        exchange = self._exchange
        exchange.bound(self._sock)
        try:
            count = self._sock.recv_into(buffer)
        except TimeoutError as error:
            exchange.deadline.left()
            raise FetchError("timeout_idle", f"The server fell silent for {exchange.idle:g} s.") from error
        except ssl.SSLEOFError:
            return 0
        except OSError as error:
            if exchange.received:
                raise FetchError("truncated", "The connection broke in the middle of the answer.") from error
            raise FetchError("connect", "The server closed the connection without an answer.") from error
        exchange.received += count
        return count


class _Readable:
    """What `http.client.HTTPResponse` asks of a socket."""

    def __init__(self, sock: socket.socket, exchange: Exchange) -> None:
        self.reader = _Reader(sock, exchange)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self.reader, PIECE)


class Fields:
    """Header fields as they came; asked for by name, in whatever letters that is written."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        self._fields = fields
        self._values: dict[str, list[str]] = {}
        for name, value in fields:
            self._values.setdefault(name.lower(), []).append(value)

    def items(self) -> Sequence[tuple[str, str]]:
        """Return names and values in their order."""
        return self._fields

    def get(self, name: str) -> str | None:
        """Return the first value of *name*, in small letters."""
        return next(iter(self.get_all(name)), None)

    def get_all(self, name: str) -> Sequence[str]:
        """Return every value of *name*, in small letters."""
        return self._values.get(name, ())


class Answer(http.client.HTTPResponse):
    """An answer whose headers are capped and whose body is either proved whole or an error."""

    headers: Fields  # type: ignore[assignment]
    _coding: str  #: in which the body is sent, in small letters; mostly empty
    _size: str | None  #: how long the answer says its body is; None where it does not say

    def __init__(self, sock: socket.socket, exchange: Exchange, method: str | None) -> None:
        readable = _Readable(sock, exchange)
        super().__init__(readable, method=method)  # type: ignore[arg-type]
        self._reader = readable.reader
        self.exchange = exchange
        self._keep = False
        self._room = exchange.limits.header_bytes
        self.framing = ""  #: the proof of completeness, known when the body has been read
        exchange.answer = self

    # -- head -------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Read status line and headers; interim answers (1xx) are passed over."""
        if self.headers is not None:
            return
        while True:
            line = self._line()
            status = _STATUS_LINE.fullmatch(line)
            if not status:
                raise FetchError("bad_answer", "What answers at this address does not speak HTTP/1.")
            fields = self._fields()
            if int(status[2]) >= 200:
                break
        self.version = 10 if status[1] == b"0" else 11
        self.code = self.status = int(status[2])
        self.reason = ""
        self.headers = Fields(fields)
        self._coding = ",".join(self.headers.get_all("transfer-encoding")).strip().lower()
        self._size = "" if self._coding else self._said_size()
        self.chunked, self.length = False, None
        self.will_close = False  # this class, not the connection, decides when the socket is done with

    def _line(self) -> bytes:
        line = self.fp.readline(self._room + 1)
        self._room -= len(line)
        if self._room < 0:
            limit = self.exchange.limits.header_bytes
            raise FetchError("too_large", f"The answer's headers are longer than {limit:,} bytes.", retryable=False)
        if not line.endswith(b"\n"):
            if not self.exchange.received:
                raise FetchError("connect", "The server closed the connection without an answer.")
            raise FetchError("truncated", "The answer stops within its headers.")
        return line

    def _fields(self) -> list[tuple[str, str]]:
        fields: list[tuple[str, str]] = []
        while (line := self._line()) not in (b"\r\n", b"\n"):
            text = line.rstrip(b"\r\n").decode("latin-1")
            if text[:1] in (" ", "\t"):
                if fields:  # a folded line (RFC 9112 section 5.2)
                    fields[-1] = (fields[-1][0], f"{fields[-1][1]} {text.strip()}".strip())
                continue
            name, colon, value = text.partition(":")
            if colon and name and not name[-1].isspace():
                fields.append((name, value.strip()))
            if len(fields) > MOST_FIELDS:
                raise FetchError("too_large", f"The answer has more than {MOST_FIELDS:,} headers.", retryable=False)
        return fields

    def _said_size(self) -> str | None:
        """Return how long the answer says its body is; None where it does not say. Of two lengths none is believed."""
        said = {part.strip() for value in self.headers.get_all("content-length") for part in value.split(",")}
        if len(said) > 1:
            raise _unclear()  # whatever its status: where it ends is a guess (RFC 9112 section 6.3)
        return next(iter(said), None)

    # -- body -------------------------------------------------------------------------------------------------------

    def pieces(self) -> Iterator[bytes]:
        """Yield the body as it came; when this ends, `framing` says by what it is known to be whole.

        Raises:
            FetchError: ``truncated``, ``bad_framing``, ``too_large``, ``timeout_total``, ``timeout_idle``.
        """
        if self._coding:
            if self._coding != "chunked" or self.version == 10:
                raise FetchError("bad_framing", "The answer is sent in a form that was not asked for.")
            yield from self._capped(self._chunks())
            self._finish("chunked", keep=True)
        elif self._size is not None:
            if not _DIGITS.fullmatch(self._size):
                raise _unclear()
            self._check(int(self._size))
            yield from self._exactly(int(self._size))
            self._finish("length", keep=True)
        else:
            yield from self._capped(iter(lambda: self.fp.read(PIECE), b""))
            self._finish("close", keep=False)

    def skip(self) -> None:
        """Do without the body; unless there is none, nothing else can be asked over this connection."""
        self._finish("", keep=self.status == 304 or self._size == "0")

    @property
    def reusable(self) -> bool:
        """Return whether the connection can serve another request."""
        return self._keep

    def _finish(self, framing: str, *, keep: bool) -> None:
        self.framing = framing
        connection = (self.headers.get("connection") or "").lower()
        persistent = "close" not in connection and (self.version == 11 or "keep-alive" in connection)
        self._reader.is_over = True
        self._keep = keep and persistent and not self.fp.peek(1)  # what came too much must not answer the next request
        self.close()

    def _check(self, size: int) -> None:
        if size > self.exchange.cap:
            raise FetchError("too_large", f"The answer is longer than {self.exchange.cap:,} bytes.", retryable=False)

    def _capped(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        size = 0
        for piece in pieces:
            size += len(piece)
            self._check(size)
            yield piece

    def _exactly(self, length: int) -> Iterator[bytes]:
        while length:
            piece = self.fp.read(min(length, PIECE))
            if not piece:
                raise FetchError("truncated", "The answer is shorter than it says.")
            length -= len(piece)
            yield piece

    def _chunks(self) -> Iterator[bytes]:
        sent = 0  # what frames the pieces counts too: it can be a thousand times as long as they are
        while True:
            line = self.fp.readline(PIECE)
            size = _CHUNK_LINE.fullmatch(line)
            if not size:
                raise FetchError("truncated", "The answer stops between two of its pieces.")
            length = int(size[1], 16)
            if not length:
                return self._trailer()
            sent += len(line) + length
            self._check(sent)
            yield from self._exactly(length)
            if self.fp.readline(3) not in (b"\r\n", b"\n"):
                raise FetchError("truncated", "A piece of the answer does not end where it says.")

    def _trailer(self) -> None:
        """Pass over the trailer. Some servers close without its last line: the last chunk has proved the body whole."""
        while (line := self.fp.readline(self._room + 1)) not in (b"\r\n", b"\n", b""):
            self._room -= len(line)
            if self._room < 0:
                raise FetchError("too_large", "The answer's trailer is longer than headers may be.", retryable=False)


def _unclear() -> FetchError:
    return FetchError("bad_framing", "The answer does not say clearly how long it is.")
