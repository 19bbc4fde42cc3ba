"""FAULTS N1 to N13: servers that are away, stall, cut, lie and flood. Each is named, none is believed."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import psutil
import pytest
from faults import HALF, KIND, TE, WIRE, Fault, endless, zeros
from fetch_world import AGES, BRIEF, HTML, Time, failure, fetch, fetched, fetcher, page_at
from loopback import END, Site, Step, chunked, head, packed, page

from monitor.fetch.connections import MOST_ADDRESSES
from monitor.model import Outcome, Page


@pytest.mark.parametrize("fault", WIRE, ids=lambda fault: fault.name)
def test_every_fault_has_its_name_and_its_end(fault: Fault) -> None:
    brief = BRIEF.get(fault.reason, {})  # robots.txt might not come in so short a time
    with Site(fault.answer) as site:
        got = failure(fetch(site, limits=brief, ignore_robots=bool(brief)))
    assert got.reason == fault.reason  # another if it had been the server that ended it
    assert got.outcome is (Outcome.SUSPECT if fault.reason == "unframed" else Outcome.FAILED)


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\n", head("200 OK", KIND, "Content-Length: 99") + b"<p>"])
def test_n4_the_total_limit_ends_a_silence_too(said: bytes) -> None:
    with Site(lambda _: [said, AGES, END]) as site:
        got = failure(fetch(site, limits=BRIEF["timeout_total"] | {"idle": timedelta(hours=1)}, ignore_robots=True))
    assert got.reason == "timeout_total"


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
        over.wait(AGES)
        return []

    one = fetcher(resolve=resolve, limits=BRIEF["timeout_connect"])
    got = failure(one.fetch(Page(id="page", url="https://news.example/"), None))
    over.set()
    assert got.reason == "dns_temp"  # dns_nx if its answer had been waited for


@pytest.fixture
def full_port() -> Iterator[int]:
    """Return a port where connecting hangs, its line of callers being full; after AGES it refuses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        callers = [socket.socket() for _ in range(4)]
        for caller in callers:
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())
        refusing = threading.Timer(AGES, listener.close)
        refusing.start()
        yield listener.getsockname()[1]
        refusing.cancel()
        for caller in callers:
            caller.close()


def test_n3_connecting_hangs(full_port: int) -> None:
    one = fetcher(limits=BRIEF["timeout_connect"] | {"total": timedelta(hours=1)})
    got = failure(one.fetch(Page(id="p", url=f"http://127.0.0.1:{full_port}/", allow_private=True), None))
    assert got.reason == "timeout_connect"


@pytest.mark.parametrize("stands", [True, False])
def test_n3_every_address_is_tried_while_the_total_lasts(stands: bool, full_port: int, attempts: list[str]) -> None:
    """Connecting may take what is left of the total: the same each time while the clock stands, once if it goes on."""
    by_hand, left = Time(), 0.05

    def resolve(_host: str, _port: int) -> Sequence[str]:
        by_hand.pass_by(AGES - left)
        return ["127.0.0.1"] * 9

    def clock() -> float:
        return by_hand.clock() + (0 if stands else time.monotonic())

    there = Page(id="p", url=f"http://many.test:{full_port}/", allow_private=True, ignore_robots=True)
    attempts.clear()
    got = failure(fetcher(resolve=resolve, clock=clock).fetch(there, None))
    assert got.reason == "timeout_connect"
    assert len(attempts) == MOST_ADDRESSES if stands else len(attempts) < MOST_ADDRESSES


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


def test_n7_nothing_at_all_is_not_proved_whole_by_its_coding() -> None:
    with Site(lambda _: [head("200 OK", KIND, "Content-Encoding: gzip"), END]) as site:
        assert failure(fetch(site)).reason == "unframed"


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
        fetch(site)
        before = process.memory_info().rss
        got = failure(fetch(site, limits={"decoded_bytes": 50 * 2**20}))
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
