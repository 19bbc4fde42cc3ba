"""The proxy that is a browser's only way out: what it refuses, whatever asks it, and what it carries."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from fetch_world import AGES, HTML, LIMITS, NOON
from loopback import Asked, Site, head, page
from test_fetch_guard import FORMS, resolve

from monitor.fetch.browser.proxy import Bounds, Proxy
from monitor.fetch.http1 import Deadline
from monitor.fetch.politeness import Hosts
from monitor.fetch.targets import target
from monitor.model import HostMemory, Page


@contextmanager
def proxy(url: str = "http://page.test/", *, allow_private: bool = False, **changed: Any) -> Iterator[Proxy]:
    """Run a proxy for the page at *url*."""
    limits = replace(LIMITS, **changed.pop("limits", {}))
    hosts = Hosts(limits, now=lambda: NOON, clock=time.monotonic, stop=threading.Event(), **changed)
    bounds = Bounds(
        page=Page(id="page", url=url, allow_private=allow_private),
        home=target(url),
        limits=limits,
        deadline=Deadline(time.monotonic, AGES),
        hosts=hosts,
        resolve=resolve,
    )
    with Proxy(bounds) as one:
        yield one


def asked(one: Proxy, request: str) -> bytes:
    """Return all that *one* answers to *request*."""
    with socket.create_connection(("127.0.0.1", one.port), AGES) as client:
        client.sendall(request.encode("utf-8"))
        return everything(client)


def everything(client: socket.socket) -> bytes:
    """Return all that comes, until the other end closes or is cut off."""
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := client.recv(65_536):
            got += piece
    return got


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", ["GET http://{}:{}/ HTTP/1.1\r\n\r\n", "CONNECT {}:{} HTTP/1.1\r\n\r\n"])
def test_no_form_of_an_address_is_connected_to(way: str, form: str, attempts: list[str]) -> None:
    with Site(lambda _: page(HTML)) as inside, proxy() as one:
        answer = asked(one, way.format(form, inside.port))
        assert b" 200 " not in answer
        assert len(one.refused) == 1
    assert (inside.opened, attempts) == (0, ["127.0.0.1"])  # that of the test to the proxy


@pytest.mark.parametrize("url", ["/page", "file:///etc/passwd", "ftp://127.0.0.1/", "ws://127.0.0.1/", "*"])
def test_what_is_no_address_of_the_web_is_not_asked_for(url: str, attempts: list[str]) -> None:
    with proxy() as one:
        assert asked(one, f"GET {url} HTTP/1.1\r\n\r\n") == b""
    assert attempts == ["127.0.0.1"]


def test_the_own_host_of_a_page_that_may_be_private_is_asked_and_no_other_port() -> None:
    own, other = (Site(lambda _: page(HTML)) for _ in range(2))
    with own, other, proxy(own.url, allow_private=True) as one:
        assert asked(one, f"GET {own.url}/a?b HTTP/1.1\r\nHost: x\r\n\r\n").endswith(HTML)
        assert asked(one, f"GET {other.url}/ HTTP/1.1\r\n\r\n") == b""
        assert [error.reason for error in one.refused] == ["address"]
        assert one.received > len(HTML)
    assert (own.paths, other.opened) == (["/a?b"], 0)
    assert own.asked[0].headers == {"host": f"127.0.0.1:{own.port}", "connection": "close"}


def test_a_tunnel_carries_bytes_both_ways() -> None:
    with Site(lambda _: page(HTML)) as own, proxy(own.url, allow_private=True) as one:
        inner = b"GET /inner HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        with socket.create_connection(("127.0.0.1", one.port), AGES) as client:
            client.sendall(f"CONNECT 127.0.0.1:{own.port} HTTP/1.1\r\nHost: y\r\n\r\n".encode())
            assert client.recv(65_536) == b"HTTP/1.1 200 Connected\r\n\r\n"
            client.sendall(inner)
            answer = b""
            while not answer.endswith(HTML):
                answer += client.recv(65_536)
    assert answer.endswith(HTML)
    assert own.paths == ["/inner"]


def test_a_request_is_alone_on_its_connection() -> None:
    """What comes behind it may be for another host, and is for nobody."""

    def answer(_asked: Asked) -> list[Any]:
        return [head("200 OK", "Content-Length: 2", "Connection: keep-alive", "Keep-Alive: 9"), b"ok"]

    with Site(answer) as own, proxy(own.url, allow_private=True) as one:
        body = b"x" * 10 + b"GET http://other.test/secret HTTP/1.1\r\n\r\n"
        with socket.create_connection(("127.0.0.1", one.port), AGES) as client:
            client.sendall(f"POST {own.url}/ HTTP/1.1\r\nContent-Length: 10\r\nProxy-Secret: 1\r\n\r\n".encode())
            client.sendall(body)
            got = everything(client)
    assert got.endswith(b"\r\n\r\nok")
    assert b"keep-alive" not in got.lower()
    assert b"Connection: close\r\n" in got
    assert [one.body for one in own.asked] == [b"x" * 10]


def test_a_page_that_loads_too_much_is_cut_off() -> None:
    with Site(lambda _: page(b"x" * 400_000)) as own, proxy(own.url, allow_private=True) as one:
        assert len(asked(one, f"GET {own.url}/1 HTTP/1.1\r\n\r\n")) > 400_000
        assert not one.is_overrun
        assert len(asked(one, f"GET {own.url}/2 HTTP/1.1\r\n\r\n")) < 400_000
        assert one.is_overrun


HELD = {"held_until": NOON.replace(hour=13)}
SPENT = {"day": NOON.date(), "bytes_today": 10**12}


@pytest.mark.parametrize(("memory", "reason"), [(HELD, "throttled"), (SPENT, "budget")])
def test_a_host_that_is_to_be_left_alone_is(memory: dict[str, Any], reason: str) -> None:
    with Site(lambda _: page(HTML)) as own:
        known = [HostMemory(host=f"127.0.0.1:{own.port}", **memory)]
        with proxy(own.url, allow_private=True, remembered=known) as one:
            assert asked(one, f"GET {own.url}/ HTTP/1.1\r\n\r\n") == b""
            assert [error.reason for error in one.refused] == [reason]
        assert own.opened == 0


NONSENSE = [
    "",
    "\r\n\r\n",
    "GET\r\n\r\n",
    "get http://page.test/ HTTP/1.1\r\n\r\n",
    "GET http://page.test/ HTTP/2\r\n\r\n",
]


@pytest.mark.parametrize("request_text", [*NONSENSE, "GET / HTTP/1.1\r\nX: " + "x" * 40_000 + "\r\n\r\n"])
def test_nonsense_gets_no_answer(request_text: str) -> None:
    with proxy() as one, socket.create_connection(("127.0.0.1", one.port), AGES) as client:
        client.sendall(request_text.encode())
        client.shutdown(socket.SHUT_WR)
        assert client.recv(100) == b""
        assert one.refused == []


def test_when_it_is_over_nothing_is_served() -> None:
    with proxy() as one:
        client = socket.create_connection(("127.0.0.1", one.port), AGES)
        client.sendall(b"GET ")
    with client:
        assert everything(client) == b""
