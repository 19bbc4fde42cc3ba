"""Connections that go only where they may: urllib3's, with the address judged at the moment of connecting.

A guarded pool opens sockets to public addresses alone, so whatever lies open in it has been judged; one that is not
guarded is used only for the very host and port of a page that says `allow_private` (trust.py).
"""

from __future__ import annotations

import http.client
import queue
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.response import BaseHTTPResponse, HTTPResponse

from monitor.errors import FetchError
from monitor.fetch.http1 import Answer, Deadline, Exchange
from monitor.model import Address, Limits
from monitor.model.address_policy import is_public

Resolve = Callable[[str, int], Sequence[str]]  #: addresses of a host, in the order to try; raises socket.gaierror
MOST_ADDRESSES = 4  # tried of one host
POOLS = 128  # hosts whose connections stay open
NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})
_NOT_THERE = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
_LITERAL = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}|[0-9a-f:.]*:[0-9a-f:.]*")
_under_way = threading.local()  # urllib3 has no way to hand an exchange, and its target, down to a connection


def system_resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of *host*."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Request(requests.PreparedRequest):
    """A GET of *target*, or a POST of a body to it: what is connected to is the target, read only once."""

    def __init__(self, target: Address, headers: dict[str, str], body: bytes | None = None) -> None:
        super().__init__()
        self.method = "GET" if body is None else "POST"
        self.url = target.url
        self.headers = requests.structures.CaseInsensitiveDict(headers)
        self.body = body
        if body is not None:
            self.headers["Content-Length"] = str(len(body))
        self.target = target


class _Held(requests.Response):
    """What holds a connection until its answer has been read, which `Answer` does."""

    def __init__(self, raw: BaseHTTPResponse) -> None:
        self.raw = raw


class Adapter(HTTPAdapter):
    """requests' way to a pool of our connections; knows neither proxies nor cookies nor redirects."""

    def __init__(self, context: ssl.SSLContext | None, resolve: Resolve, *, guarded: bool) -> None:
        """Open nothing yet; without a *context*, only http is spoken."""
        self._context = context
        self._wire: dict[str, type[HTTPConnectionPool]] = {"http": _plain(resolve, guarded=guarded)}
        if context is not None:
            self._wire["https"] = _secure(resolve, guarded=guarded)
        super().__init__(pool_connections=POOLS, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:  # noqa: FBT001, FBT002
        """Make the pool manager."""
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = self._wire

    @contextmanager
    def asked(self, request: Request, exchange: Exchange) -> Iterator[Answer]:
        """Send *request*; the answer, of which the head has been read, may be used while the context lasts.

        Raises:
            FetchError: what went wrong.
        """
        _under_way.exchange, _under_way.target = exchange, request.target.request_target
        try:
            response = self.send(request, stream=True)
        except (requests.RequestException, OSError, ValueError) as error:
            raise _unforeseen(error) from error
        finally:
            del _under_way.exchange, _under_way.target
        assert exchange.answer is not None  # noqa: S101 (else `send` had raised)
        try:
            yield exchange.answer
        finally:
            if not exchange.answer.reusable:
                response.raw.close()
            response.raw.release_conn()

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, *_args: Any, **_kwargs: Any
    ) -> HTTPConnectionPool:
        """Return the pool of the host that the request's target names."""
        assert isinstance(request, Request)  # noqa: S101 (only `ask` sends)
        target = request.target
        pool: HTTPConnectionPool = self.poolmanager.connection_from_host(target.host, target.port, target.scheme)
        return pool

    def request_url(self, request: requests.PreparedRequest, _proxies: Any) -> str:
        """Return the path that is asked for."""
        assert isinstance(request, Request)  # noqa: S101
        return request.target.request_target

    def cert_verify(self, *_args: Any) -> None:
        """Leave verifying to the shared context, which always does it."""

    def build_response(self, req: requests.PreparedRequest, resp: BaseHTTPResponse) -> requests.Response:  # noqa: ARG002
        """Return what holds the connection; headers, cookies and encoding are not read a second time."""
        return _Held(resp)


class _Guarded(HTTPConnection):
    resolve: Resolve
    guarded: bool
    address: str | None = None
    issuer: str | None = None
    served = 0

    def request(  # type: ignore[override]
        self,
        method: str,
        url: str,  # noqa: ARG002
        body: bytes | None = None,
        headers: Mapping[str, str] = NO_HEADERS,
        **_kwargs: Any,
    ) -> None:
        """Ask for the target as it is: in *url* urllib3 has encoded more of it than browsers do."""
        exchange: Exchange = _under_way.exchange
        exchange.reused = self.sock is not None and self.served > 0
        plain = http.client.HTTPConnection  # all that urllib3 would add is in our headers
        skip = {"skip_host": "Host" in headers, "skip_accept_encoding": "Accept-Encoding" in headers}
        plain.putrequest(self, method, _under_way.target, **skip)
        for name, value in headers.items():
            plain.putheader(self, name, value)
        self.endheaders(body)
        self.served += 1
        exchange.address, exchange.tls_issuer = self.address, self.issuer

    def send(self, data: Any) -> None:
        exchange: Exchange = _under_way.exchange
        if self.sock is not None:
            exchange.bound(self.sock)
        try:
            super().send(data)
        except TimeoutError as error:
            exchange.deadline.left()
            raise FetchError("timeout_idle", f"The host {self.host} did not take the request.") from error

    def response_class(self, sock: socket.socket, debuglevel: int = 0, method: str | None = None) -> Answer:  # type: ignore[override]  # noqa: ARG002
        return Answer(sock, _under_way.exchange, method)

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        """Read the head of the answer; what is returned is for urllib3, which puts the connection back by it."""
        answer = http.client.HTTPConnection.getresponse(self)
        return HTTPResponse(answer, status=answer.status, preload_content=False, decode_content=False)

    def _new_conn(self) -> socket.socket:
        exchange: Exchange = _under_way.exchange
        assert self.port is not None  # noqa: S101 (an Address has one)
        sock, self.address = opened(
            self.host, self.port, self.resolve, exchange.limits, exchange.deadline, guarded=self.guarded
        )
        self.served = 0
        return sock


class _GuardedTls(_Guarded, HTTPSConnection):
    def connect(self) -> None:
        with agreeing(self.host):
            super().connect()
        if isinstance(self.sock, ssl.SSLSocket):
            self.issuer = _issuer(self.sock)


def opened(
    host: str, port: int, resolve: Resolve, limits: Limits, deadline: Deadline, *, guarded: bool
) -> tuple[socket.socket, str]:
    """Open a socket to *host*: each address is judged, and the one that was judged is connected to.

    Args:
        host: a name or an address.
        port: of it.
        resolve: finds its addresses.
        limits: how long an attempt may last.
        deadline: when all is over.
        guarded: go to the public network alone.

    Returns:
        The socket, and the address and port that it leads to.

    Raises:
        FetchError: ``address``, ``dns_nx``, ``dns_temp``, ``connect``, ``timeout_connect``.
    """
    limit = limits.connect.total_seconds()
    found = _resolved(resolve, host, port, min(limit, deadline.left()))
    allowed = [address for address in found if not guarded or is_public(address)]
    if not allowed:
        detail = f"The host {host} is at {', '.join(found[:4])}, which is not an address of the public network."
        raise FetchError("address", detail, retryable=False)
    failure = FetchError("timeout_connect", f"There was no time left to connect to {host}.")
    for address in allowed[:MOST_ADDRESSES]:
        left = deadline.remaining()
        if left <= 0:
            break
        try:
            sock = _connected(address, port, min(limit, left))
        except OSError as error:
            failure = _not_connected(error, host)
            continue
        return sock, f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
    raise failure


def _plain(resolve: Resolve, *, guarded: bool) -> type[HTTPConnectionPool]:
    connection = type("Connection", (_Guarded,), {"resolve": staticmethod(resolve), "guarded": guarded})
    return type("Pool", (HTTPConnectionPool,), {"ConnectionCls": connection})


def _secure(resolve: Resolve, *, guarded: bool) -> type[HTTPSConnectionPool]:
    connection = type("TlsConnection", (_GuardedTls,), {"resolve": staticmethod(resolve), "guarded": guarded})
    return type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": connection})


def _resolved(resolve: Resolve, host: str, port: int, limit: float) -> Sequence[str]:
    """Return the addresses of *host*; the system's resolver knows no limit of time, so it is asked in a thread."""
    if _LITERAL.fullmatch(host):
        return [host]
    answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except OSError as error:
            answers.put(error)
        except UnicodeError as error:  # a label that is empty or too long
            answers.put(socket.gaierror(socket.EAI_NONAME, str(error)))

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=limit)
    except queue.Empty:
        raise FetchError("dns_temp", f"The name server did not say where {host} is.") from None
    if isinstance(answer, OSError):
        if isinstance(answer, socket.gaierror) and answer.errno in _NOT_THERE:
            raise FetchError("dns_nx", f"There is no host called {host}.") from answer
        raise FetchError("dns_temp", f"The name server did not say where {host} is.") from answer
    if not answer:
        raise FetchError("dns_nx", f"The host {host} has no address.")
    return answer


def _connected(address: str, port: int, limit: float) -> socket.socket:
    sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.settimeout(limit)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.connect((address, port))
    except BaseException:
        sock.close()
        raise
    return sock


def _not_connected(error: OSError, host: str) -> FetchError:
    if isinstance(error, TimeoutError):
        failure = FetchError("timeout_connect", f"The host {host} did not answer the attempt to connect.")
    elif isinstance(error, ConnectionRefusedError):
        failure = FetchError("connect", f"The host {host} refuses connections.")
    else:
        failure = FetchError("connect", f"The host {host} cannot be reached ({error.strerror or 'no reason given'}).")
    failure.__cause__ = error
    return failure


def _tls(error: ssl.SSLError, host: str) -> FetchError:
    if isinstance(error, ssl.SSLCertVerificationError):
        reason, what = {
            9: ("tls_expired", "is not valid yet"),
            10: ("tls_expired", "has expired"),
            18: ("tls_self_signed", "is signed by itself alone"),
            19: ("tls_self_signed", "is signed by an authority that nobody vouches for"),
            62: ("tls_host", "is for another name"),
            64: ("tls_host", "is for another address"),
        }.get(error.verify_code, ("tls_untrusted", "cannot be verified"))
        return FetchError(reason, f"The certificate of {host} {what}.")
    return FetchError(
        "tls_protocol", f"No secure connection to {host} could be agreed on ({error.reason or 'cut off'})."
    )


@contextmanager
def agreeing(host: str) -> Iterator[None]:
    """Have what goes wrong while a secure connection to *host* is agreed on said as a FetchError."""
    try:
        yield
    except ssl.SSLError as error:
        raise _tls(error, host) from error
    except TimeoutError as error:
        raise FetchError("timeout_connect", f"The host {host} did not finish the TLS handshake.") from error
    except OSError as error:
        raise _not_connected(error, host) from error


def _issuer(sock: ssl.SSLSocket) -> str | None:
    certificate: dict[str, Any] = sock.getpeercert() or {}
    names = {key: value for part in certificate.get("issuer", ()) for key, value in part}
    return ", ".join(names[key] for key in ("organizationName", "commonName") if key in names) or None


def _unforeseen(error: Exception) -> FetchError:
    return FetchError("bad_answer", f"The request or its answer was not usable: {type(error).__name__}.")
