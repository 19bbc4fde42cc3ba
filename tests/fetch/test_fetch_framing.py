"""No part of an answer passes for the whole, and no answer at all brings the fetcher down (short forms; FAULTS 5)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from fetch_world import HTML, fetcher, page_at
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import END, Site, Step, chunked, head, packed

from monitor.fetch import Fetcher
from monitor.model import Fetched, FetchFailed, NotModified, Outcome, Validators

KIND = "Content-Type: text/html"
BODY = HTML.strip() * 1
FRAMINGS = ("length", "chunked", "close")
CODINGS = ("", "gzip", "deflate", "br")


@dataclass
class Told:
    """A site that answers what it is told, then hangs up."""

    site: Site
    fetcher: Fetcher
    steps: list[Step] = field(default_factory=list)

    def fetch(self, *steps: Step, validators: Validators | None = None) -> Fetched | NotModified | FetchFailed:
        self.steps[:] = [*steps, END]
        return self.fetcher.fetch(page_at(self.site, ignore_robots=True), validators)


@pytest.fixture(scope="module")
def told() -> Iterator[Told]:
    steps: list[Step] = []
    with Site(lambda _: list(steps)) as site:
        one = fetcher(limits={"host_bytes_a_day": 2**40})
        yield Told(site, one, steps)
        one.close()


def answer(framing: str, coding: str) -> bytes:
    """Return a whole answer."""
    body = packed(BODY, coding)
    headers = [KIND, *([f"Content-Encoding: {coding}"] if coding else [])]
    if framing == "length":
        return head("200 OK", *headers, f"Content-Length: {len(body)}") + body
    if framing == "chunked":
        return head("200 OK", *headers, "Transfer-Encoding: chunked") + chunked(body, 40)
    return head("200 OK", *headers) + body


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("framing", FRAMINGS)
def test_no_beginning_of_an_answer_passes_for_the_whole(framing: str, coding: str, told: Told) -> None:
    whole = answer(framing, coding)
    got = told.fetch(whole)
    assert isinstance(got, Fetched)
    assert got.body == BODY
    needed = len(whole) - (2 if framing == "chunked" else 0)  # the last empty line proves nothing more (N8)
    for cut in random.Random(f"{framing}{coding}").sample(range(needed), 40):
        part = told.fetch(whole[:cut])
        assert isinstance(part, FetchFailed), whole[:cut]
        assert part.outcome is Outcome.FAILED or (part.outcome, part.reason) == (Outcome.SUSPECT, "unframed")


TOKENS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200\r\n", b"HTTP/1.1 304 Not Modified\r\n", b"HTTP/1.1 302 Found\r\n",
        b"HTTP/1.1 100 Continue\r\n", b"HTTP/1.1 429 No\r\n", b"HTTP/9.9 999 ?\r\n", b"HTTP/1.1 20\r\n",
        b"Content-Length: 5\r\n", b"Content-Length: 5\r\n", b"Content-Length: 99\r\n", b"Content-Length: -1\r\n",
        b"Content-Length: 0x5\r\n", b"Content-Length: 5, 5\r\n", b"Content-Length:\r\n", b"Content-Length : 5\r\n",
        b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: identity\r\n", b"Transfer-Encoding:\tchunked \r\n",
        b"Content-Encoding: gzip\r\n", b"Content-Encoding: br, gzip\r\n", b"Content-Encoding: nonsense\r\n",
        b"Location: /page\r\n", b"Location: //\r\n", b"Location: \xff\xfe\r\n", b"Retry-After: \xb2\r\n",
        b"Connection: close\r\n", b"Connection: keep-alive\r\n", b"ETag: \x00\r\n", b" folded\r\n", b": no name\r\n",
        b"\r\n", b"\r\n", b"\r\n", b"\n", b"\r", b"5\r\nhello\r\n", b"0\r\n", b"0\r\n\r\n", b"hello", b"</html>",
        b"FFFFFFFFFFFFFFFF\r\n", b"-1\r\n", b"5;x=y\r\n", packed(b"hello", "gzip"), packed(b"hello", "gzip")[:9],
    ]
)  # fmt: skip
FOUND = {"length", "chunked", "close", "length+gzip", "chunked+gzip", "close+gzip"}


@settings(max_examples=300)
@given(parts=st.lists(TOKENS | st.binary(max_size=30), max_size=14), held=st.booleans())
def test_any_bytes_give_a_value(parts: list[bytes], held: bool, told: Told) -> None:
    validators = Validators(etag='"v1"') if held else None
    got = told.fetch(b"".join(parts), validators=validators)
    if isinstance(got, Fetched):
        assert got.capture.status == 200
        assert got.capture.framing in FOUND
    elif isinstance(got, NotModified):
        assert held
        assert got.capture.status == 304
    else:
        assert got.reason
        assert got.detail.isprintable()
