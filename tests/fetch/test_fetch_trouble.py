"""FAULTS N1 to N13: servers that are away, stall, cut, lie and flood. Each is named, none is believed."""

from __future__ import annotations

import gzip
import itertools
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import brotli
import psutil
import pytest
from fetch_world import HTML, failure, fetch, fetched, fetcher, page_at
from loopback import END, HANG, RESET, Site, Step, chunked, head, packed, page

from monitor.model import Outcome, Page

KIND = "Content-Type: text/html"
TE = "Transfer-Encoding: chunked"


def drip(start: bytes, piece: bytes, pause: float = 0.05) -> Iterator[Step]:
    yield start
    for _ in itertools.count():
        yield pause
        yield piece


def endless(start: bytes, piece: bytes) -> Iterator[Step]:
    yield start
    yield from itertools.repeat(piece)


def zeros(coding: str, size: int) -> bytes:
    """Return *size* zeros in *coding*, made piece by piece."""
    if coding == "br":
        packer = brotli.Compressor(quality=1)
        parts = [packer.process(bytes(2**20)) for _ in range(size >> 20)]
        return b"".join(parts) + bytes(packer.finish())
    return gzip.compress(bytes(size), 6, mtime=0)


HALF = HTML[: len(HTML) // 2]
GZ = packed(HTML * 20, "gzip")

SCRIPTS: dict[str, tuple[list[Step], str]] = {
    "N1 reset before headers": ([RESET], "connect"),
    "N1 closed without a word": ([END], "connect"),
    "N4 silence in the body": ([head("200 OK", KIND, "Content-Length: 100"), b"<html>", HANG], "timeout_idle"),
    "N5 silence before the headers": ([HANG], "timeout_idle"),
    "N6 short body": ([head("200 OK", KIND, "Content-Length: 1000"), b"x" * 100, END], "truncated"),
    "N6 reset in the body": ([head("200 OK", KIND, "Content-Length: 1000"), b"x" * 100, 0.05, RESET], "truncated"),
    "N6 cut in the headers": ([b"HTTP/1.1 200 OK\r\nContent-Le", END], "truncated"),
    "N6 two lengths": (
        [head("200 OK", KIND, f"Content-Length: {len(HALF)}", f"Content-Length: {len(HTML)}"), HTML, END],
        "bad_framing",
    ),
    "N6 no number for a length": ([head("200 OK", KIND, "Content-Length: 1_0"), b"x" * 10, END], "bad_framing"),
    "N6 negative length": ([head("200 OK", KIND, "Content-Length: -1"), HTML, END], "bad_framing"),
    "N7 no length, half a page": ([head("200 OK", KIND, version="1.0"), HALF, END], "unframed"),
    "N7 no length, nothing": ([head("200 OK", KIND, version="1.0"), END], "unframed"),
    "N7 no length, plain text": ([head("200 OK", "Content-Type: text/plain"), b"1,160 visits.\n", END], "unframed"),
    "N8 no last chunk": ([head("200 OK", KIND, TE), b"3\r\nabc\r\n", END], "truncated"),
    "N8 cut in a chunk": ([head("200 OK", KIND, TE), b"a\r\nabc", END], "truncated"),
    "N8 cut in a chunk's size": ([head("200 OK", KIND, TE), b"3\r\nabc\r\n0", END], "truncated"),
    "N8 bad size": ([head("200 OK", KIND, TE), b"3\r\nabc\r\nzz\r\n", END], "truncated"),
    "N8 negative size": ([head("200 OK", KIND, TE), b"-3\r\nabc\r\n0\r\n\r\n", END], "truncated"),
    "N8 chunk longer than it says": ([head("200 OK", KIND, TE), b"3\r\nabcd\r\n0\r\n\r\n", END], "truncated"),
    "N8 an unknown transfer coding": ([head("200 OK", "Transfer-Encoding: gzip, chunked"), GZ, END], "bad_framing"),
    "N9 half a gzip": (page(GZ[: len(GZ) // 2], "200 OK", "Content-Encoding: gzip"), "truncated_encoding"),
    "N9 gzip without its checksum": (page(GZ[:-8], "200 OK", "Content-Encoding: gzip"), "truncated_encoding"),
    "N9 gzip with a wrong checksum": (
        page(GZ[:-8] + b"\0" * 4 + GZ[-4:], "200 OK", "Content-Encoding: gzip"),
        "bad_encoding",
    ),
    "N9 half a brotli": (
        page(packed(HTML * 20, "br")[:-9], "200 OK", "Content-Encoding: br"),
        "truncated_encoding",
    ),
    "N9 half a deflate": (
        page(packed(HTML * 20, "deflate")[:-9], "200 OK", "Content-Encoding: deflate"),
        "truncated_encoding",
    ),
    "N10 plain called gzip": (page(HTML, "200 OK", "Content-Encoding: gzip"), "bad_encoding"),
    "N11 codings in codings": (
        page(packed(GZ, "gzip"), "200 OK", "Content-Encoding: gzip, gzip"),
        "bad_encoding",
    ),
    "N11 zstd, which was not offered": (
        page(b"\x28\xb5\x2f\xfd\x04\x00", "200 OK", "Content-Encoding: zstd"),
        "bad_encoding",
    ),
    "N13 a length beyond the cap": (page(b"", "200 OK", length=10**9), "too_large"),
    "N13 a chunk beyond the cap": ([head("200 OK", KIND, TE), b"ffffffff\r\n"], "too_large"),
    "N13 long header": ([head("200 OK", "X: " + "x" * 20_000), END], "too_large"),
    "N13 ten thousand headers": ([head("200 OK", *["a:"] * 10_000), END], "too_large"),
    "N13 endless interim answers": ([head("100 Continue") * 2_000, END], "too_large"),
    "another protocol": ([b"SSH-2.0-OpenSSH_9.2\r\n", END], "bad_answer"),
    "HTTP/2 unasked": ([b"HTTP/2 200 OK\r\n\r\n", END], "bad_answer"),
    "HTTP/0.9": ([HTML, END], "bad_answer"),
}


@pytest.mark.parametrize(("steps", "reason"), SCRIPTS.values(), ids=SCRIPTS.keys())
def test_every_fault_has_its_name(steps: list[Step], reason: str) -> None:
    with Site(lambda _: steps) as site:
        got = failure(fetch(site))
    assert got.reason == reason
    assert got.outcome is (Outcome.SUSPECT if reason == "unframed" else Outcome.FAILED)


FLOODS: dict[str, tuple[Any, str]] = {
    "N4 a body drop by drop": (lambda: drip(head("200 OK", KIND, "Content-Length: 9999"), b"x"), "timeout_total"),
    "N4 chunks drop by drop": (lambda: drip(head("200 OK", KIND, TE), b"1\r\nx\r\n"), "timeout_total"),
    "N5 headers drop by drop": (lambda: drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "timeout_total"),
    "N5 one header drop by drop": (lambda: drip(b"HTTP/1.1 200 OK\r\nX: ", b"y"), "timeout_total"),
    "N13 endless body": (lambda: endless(head("200 OK", KIND), b"x" * 65_536), "too_large"),
    "N13 endless chunks": (
        lambda: endless(head("200 OK", KIND, TE), b"1000\r\n" + b"x" * 4_096 + b"\r\n"),
        "too_large",
    ),
    "N13 endless headers": (lambda: endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 100), "too_large"),
    "N13 endless trailer": (
        lambda: endless(head("200 OK", KIND, TE) + b"0\r\n", b"X: y\r\n" * 100),
        "too_large",
    ),
    "N13 endless emptiness in gzip": (
        lambda: endless(head("200 OK", KIND, "Content-Encoding: gzip"), gzip.compress(b"", mtime=0) * 500),
        "too_large",
    ),
}


@pytest.mark.parametrize(("script", "reason"), FLOODS.values(), ids=FLOODS.keys())
def test_what_never_ends_is_ended(script: Any, reason: str) -> None:
    began = time.monotonic()
    with Site(lambda _: script()) as site:
        got = failure(fetch(site))
        took = time.monotonic() - began
    assert got.reason == reason
    assert took < 0.6 + 1  # the total limit, and a second


def test_n1_a_closed_port() -> None:
    with Site(lambda _: page(HTML)) as site:
        there = page_at(site)
    got = failure(fetcher().fetch(there, None))
    assert (got.reason, got.retryable) == ("connect", True)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "dns_nx"),
        (socket.gaierror(socket.EAI_NODATA, "No address associated with hostname"), "dns_nx"),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), "dns_temp"),
        (socket.gaierror(socket.EAI_FAIL, "Non-recoverable failure"), "dns_temp"),
        (UnicodeError("label too long"), "dns_nx"),
    ],
)
def test_n2_names_that_do_not_resolve(error: Exception, reason: str) -> None:
    def resolve(_host: str, _port: int) -> list[str]:
        raise error

    got = failure(fetcher(resolve=resolve).fetch(Page(id="page", url="https://news.example/"), None))
    assert (got.outcome, got.reason) == (Outcome.FAILED, reason)


def test_n2_a_name_without_an_address() -> None:
    got = failure(fetcher(resolve=lambda _h, _p: []).fetch(Page(id="page", url="https://news.example/"), None))
    assert got.reason == "dns_nx"


def test_n2_a_resolver_that_hangs_is_not_waited_for() -> None:
    over = threading.Event()

    def resolve(_host: str, _port: int) -> list[str]:
        over.wait(5)
        return []

    began = time.monotonic()
    got = failure(fetcher(resolve=resolve).fetch(Page(id="page", url="https://news.example/"), None))
    over.set()
    assert got.reason == "dns_temp"
    assert time.monotonic() - began < 1.3


@pytest.fixture
def full_port() -> Iterator[int]:
    """Return a port where connecting hangs: its line of callers is full."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        callers = [socket.socket() for _ in range(4)]
        for caller in callers:
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]
        for caller in callers:
            caller.close()


def test_n3_connecting_hangs(full_port: int) -> None:
    began = time.monotonic()
    got = failure(fetcher().fetch(Page(id="p", url=f"http://127.0.0.1:{full_port}/", allow_private=True), None))
    assert got.reason == "timeout_connect"
    assert time.monotonic() - began < 1


def test_n3_every_address_is_tried_and_the_total_holds(full_port: int) -> None:
    there = Page(id="p", url=f"http://many.test:{full_port}/", allow_private=True)
    one = fetcher(resolve=lambda _h, _p: ["127.0.0.1"] * 9)
    began = time.monotonic()
    got = failure(one.fetch(there, None))
    assert got.reason == "timeout_connect"
    assert time.monotonic() - began < 1.6


def test_n3_the_next_address_is_tried_when_one_does_not_answer(attempts: list[str]) -> None:
    with Site(lambda _: page(HTML)) as site:
        one = fetcher(resolve=lambda _h, _p: ["127.0.0.2", "127.0.0.1"])
        got = one.fetch(Page(id="p", url=f"http://two.test:{site.port}/", allow_private=True), None)
        one.close()
    assert fetched(got).capture.address == f"127.0.0.1:{site.port}"
    assert attempts[:2] == ["127.0.0.2", "127.0.0.1"]


@pytest.mark.parametrize("body", [HTML, HTML + b"<!-- made in 3 ms -->\n", b"<HTML>x</HTML >", b"%PDF-1.4 ... %%EOF\n"])
def test_n7_a_document_that_ends_as_documents_do_is_whole(body: bytes) -> None:
    with Site(lambda _: [head("200 OK", KIND, version="1.0"), body, END]) as site:
        got = fetched(fetch(site))
    assert (got.body, got.capture.framing) == (body, "close")


def test_n7_an_unframed_body_is_kept_as_evidence() -> None:
    with Site(lambda _: [head("200 OK", KIND), HALF, END]) as site:
        got = failure(fetch(site))
    assert (got.outcome, got.reason, got.body) == (Outcome.SUSPECT, "unframed", HALF)
    assert got.capture is not None
    assert got.capture.framing == "close"


def test_n7_a_coding_that_came_to_its_end_proves_the_body_whole() -> None:
    with Site(lambda _: [head("200 OK", KIND, "Content-Encoding: gzip"), packed(HALF, "gzip"), END]) as site:
        got = fetched(fetch(site))
    assert (got.body, got.capture.framing) == (HALF, "close+gzip")


@pytest.mark.parametrize("end", [b"", b"\r\n", b"X-Digest: 1\r\n", b"X-Digest: 1\r\n\r\n"])
def test_n8_the_last_chunk_proves_the_body_whole_with_or_without_a_trailer(end: bytes) -> None:
    body = chunked(HTML, 50).removesuffix(b"\r\n") + end
    with Site(lambda _: [head("200 OK", KIND, TE), body, END]) as site:
        assert fetched(fetch(site)).body == HTML


def test_n8_chunk_extensions_are_passed_over() -> None:
    with Site(lambda _: [head("200 OK", KIND, TE), b"3;name=value\r\nabc\r\n0;x\r\n\r\n"]) as site:
        assert fetched(fetch(site)).body == b"abc"


def test_n10_a_server_that_packs_wrongly_is_asked_once_more_for_it_unpacked() -> None:
    def answer(asked: Any) -> list[Step]:
        lies = asked.headers["accept-encoding"] != "identity"
        return page(HTML, "200 OK", *(["Content-Encoding: gzip"] if lies else []))

    with Site(answer) as site:
        assert fetched(fetch(site)).body == HTML
    assert [asked.headers["accept-encoding"] for asked in site.asked[1:]] == ["gzip, deflate, br", "identity"]


def test_n10_once_and_no_more() -> None:
    with Site(lambda _: page(HTML, "200 OK", "Content-Encoding: gzip")) as site:
        failure(fetch(site))
    assert len(site.paths) == 2


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_n11_a_bomb_costs_no_memory(coding: str) -> None:
    bomb = page(zeros(coding, 128 * 2**20), "200 OK", f"Content-Encoding: {coding}")
    process = psutil.Process()
    with Site(lambda _: bomb) as site:
        fetch(site, limits={"total": timedelta(seconds=5)})
        before = process.memory_info().rss
        got = failure(fetch(site, limits={"decoded_bytes": 50 * 2**20, "total": timedelta(seconds=5)}))
        grown = process.memory_info().rss - before
    assert got.reason == "too_large"
    assert grown < 30 * 2**20


def test_n12_the_body_of_a_redirect_is_never_read() -> None:
    def answer(asked: Any) -> Iterable[Step]:
        if asked.path == "/page":
            return endless(head("302 Found", "Location: /there", "Content-Length: 99999999"), bytes(65_536))
        return page(HTML)

    with Site(answer) as site:
        got = fetched(fetch(site))
    assert got.body == HTML
    assert got.capture.wire_bytes < 1_000


def test_n13_the_socket_is_closed_soon_after_the_cap() -> None:
    sent = 0

    def flood() -> Iterator[Step]:
        nonlocal sent
        yield head("200 OK", KIND)
        while True:
            sent += 65_536
            yield bytes(65_536)

    with Site(lambda _: flood()) as site:
        got = failure(fetch(site))
        assert got.capture is not None
        assert got.capture.wire_bytes <= 512 * 1024 + 64 * 1024 + 1024
