"""Whatever bytes a server sends, however cut up: a value, no wait for more, and the next answer is read as it is."""

from __future__ import annotations

import itertools
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from fuzz_driver import fuzz
from hypothesis import strategies as st
from loopback import END, Asked, Site, Step, head, packed

from monitor.fetch import Fetcher
from monitor.fetch.trust import trusting
from monitor.model import Fetched, FetchFailed, Limits, NotModified, Page, Validators

pytestmark = pytest.mark.slow
Got = Fetched | NotModified | FetchFailed
Fetch = Callable[..., Got]
NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)
LIMITS = Limits(
    connect=timedelta(minutes=1),
    idle=timedelta(minutes=1),
    total=timedelta(minutes=1),
    header_bytes=4_096,
    wire_bytes=64 * 1024,
    decoded_bytes=256 * 1024,
    robots_bytes=4_096,
    host_gap=timedelta(),
    host_bytes_a_day=2**50,
)
GOOD = b"<!doctype html><title>Visits</title><p>1,160 visits.</p></html>"
NAMES = st.sampled_from(
    [
        "Content-Length", "Transfer-Encoding", "Content-Encoding", "Content-Type", "Connection", "Location", "ETag",
        "Last-Modified", "Retry-After", "Set-Cookie", "Trailer", "Upgrade", "Content-Range", "Date", "Keep-Alive",
    ]
) | st.text(st.characters(max_codepoint=255), max_size=20)  # fmt: skip
VALUES = st.sampled_from(
    [
        "0", "5", "63", "64", "65536", "-1", "+5", "0x40", "5, 5", "5, 6", "1e3", "\xb2", "9" * 30, "chunked",
        "Chunked",
        "gzip, chunked", "chunked, chunked", "identity", "gzip", "x-gzip", "br", "deflate", "gzip, gzip", "close",
        "keep-alive", "upgrade", "/page", "/there", "//", "http://[", "http://127.0.0.1:1/", "https://127.0.0.1/",
        "file:///etc/passwd", "?", "..", "\xff\xfe", "Wed, 18 Mar 2026 13:00:00 GMT", '"x', "W/", "\x00", "\x0b",
        "\x85",
    ]
) | st.text(st.characters(max_codepoint=255), max_size=60)  # fmt: skip
STATUSES = st.sampled_from(
    ["200 OK", "200", "206 Part", "204 None", "301 Moved", "302 Found", "304 Same", "100 Go on", "103 Hints", "404 No",
     "429 Slow", "503 Busy", "599 ?", "999 ?", "99 ?", "2000 ?", "200 " + "é" * 40]
)  # fmt: skip
BODIES = st.binary(max_size=200) | st.builds(lambda n: GOOD * n, st.integers(0, 60)) | st.just(GOOD)
CODINGS = st.sampled_from(["", "gzip", "deflate", "br"])
FRAMINGS = st.sampled_from(["length", "chunked", "close"])


HEADERS = st.lists(st.tuples(NAMES, VALUES), max_size=6)


class Place:
    """A site that answers what it is told, and who fetches from it."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        self.steps: list[Step] = []
        self.robots: list[Step] = []
        self.site = Site(self._answer, robots=())

    def _answer(self, asked: Asked) -> Iterable[Step]:
        return list(self.robots if asked.path == "/robots.txt" else self.steps)

    @contextmanager
    def fetching(self) -> Iterator[Fetch]:
        """Give a way to fetch that knows nothing of what was before."""
        fetcher = Fetcher(LIMITS, "policy-monitor/0", now=lambda: NOON, context=self._context)

        def fetch(steps: list[Step], *, robots: list[Step] | None = None, held: bool = False) -> Got:
            self.steps, self.robots = steps, robots or []
            page = Page(id="p", url=f"{self.site.url}/page", allow_private=True, ignore_robots=robots is None)
            got = fetcher.fetch(page, Validators(etag='"v"') if held else None)
            assert not (isinstance(got, FetchFailed) and got.reason.startswith("timeout"))  # nothing was to wait for
            _is_sound(got, held=held)
            return got

        yield fetch
        fetcher.close()
        self.site.asked.clear()
        self.site.spans.clear()


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    one = Place(trusting())
    with one.site:
        yield one


def _is_sound(got: Got, *, held: bool) -> None:
    if isinstance(got, Fetched):
        assert got.capture.status == 200
        assert len(got.body) <= LIMITS.decoded_bytes
    elif isinstance(got, NotModified):
        assert held
        assert got.capture.status == 304
    else:
        assert got.reason.replace("_", "").isalnum()
        assert got.detail.isprintable()
        assert len(got.detail) < 400
        assert got.body is None or len(got.body) <= LIMITS.decoded_bytes


def _wire(body: bytes, framing: str, sizes: list[int]) -> tuple[list[str], bytes]:
    """Return the headers that frame *body*, and what is sent; chunks are as long as *sizes* say, in turn."""
    if framing == "length":
        return [f"Content-Length: {len(body)}"], body
    if framing == "close":
        return ["Connection: close"], body
    parts, at = [], 0
    for size in itertools.cycle(sizes):
        if at >= len(body):
            break
        parts.append(b"%x\r\n%b\r\n" % (len(body[at : at + size]), body[at : at + size]))
        at += size
    return ["Transfer-Encoding: chunked"], b"".join(parts) + b"0\r\n\r\n"


def _split(whole: bytes, cuts: list[int]) -> list[Step]:
    """Return *whole* in pieces, with a breath between them."""
    places = sorted({0, len(whole), *(cut % (len(whole) + 1) for cut in cuts)})
    return [step for start, end in itertools.pairwise(places) for step in (whole[start:end], 0.0005)]


def test_any_status_and_headers_give_a_value(place: Place) -> None:
    def check(status: str, headers: list[tuple[str, str]], body: bytes, coding: str, junk: bytes, held: bool) -> None:
        lines = [f"{name}: {value}" for name, value in headers]
        whole = head(status, *lines) + packed(body, coding) + junk
        with place.fetching() as fetch:
            fetch([whole, END], held=held)

    fuzz(
        check, status=STATUSES, headers=HEADERS, body=BODIES, coding=CODINGS, junk=st.binary(max_size=40),
        held=st.booleans(),
    )  # fmt: skip


def test_what_is_sent_is_what_is_read_and_the_next_answer_too(place: Place) -> None:
    def check(
        body: bytes, framing: str, coding: str, sizes: list[int], cuts: list[int], ending: str, at: int, bit: int
    ) -> None:
        coded = packed(body, coding)
        if ending == "damaged" and coded:
            coded = coded[: at % len(coded)] + bytes([coded[at % len(coded)] ^ bit]) + coded[at % len(coded) + 1 :]
        framed, sent = _wire(coded, framing, sizes)
        start = head("200 OK", "Content-Type: text/html", *framed, *([f"Content-Encoding: {coding}"] if coding else []))
        whole = start + sent
        steps = _split(whole[: at % len(whole)] if ending == "cut" else whole, cuts)
        with place.fetching() as fetch:
            got = fetch([*steps, END] if ending == "cut" or framing == "close" else steps)
            if isinstance(got, Fetched) and (ending != "damaged" or coding in ("gzip", "deflate")):  # with checksums
                early = framing == "close" and not coding and b"</html>" in got.body  # all that can be asked for (N7)
                assert got.body == body or (early and body.startswith(got.body))
            if ending == "whole":
                assert isinstance(got, Fetched) or (framing, got.reason) == ("close", "unframed")  # type: ignore[union-attr]
            after = fetch([head("200 OK", "Content-Type: text/html", f"Content-Length: {len(GOOD)}") + GOOD])
            assert isinstance(after, Fetched)
            assert after.body == GOOD

    fuzz(
        check,
        body=BODIES,
        framing=FRAMINGS,
        coding=CODINGS,
        sizes=st.lists(st.integers(1, 5_000), min_size=1, max_size=9),
        cuts=st.lists(st.integers(0, 10**6), max_size=4),
        ending=st.sampled_from(["whole", "cut", "damaged"]),
        at=st.integers(0, 10**6),
        bit=st.sampled_from([1 << number for number in range(8)]),
    )


ROBOTS = st.lists(
    st.sampled_from(
        ["User-agent: *", "User-agent: policy-monitor/2", "useragent x", "user agent: *a*b*", "Disallow: /",
         "Allow: /page", "Disallow: /*a*b*$", "Disallow: %zz%", "Crawl-delay: 1e400", "Crawl-delay: nan",
         "Crawl-delay: 1e-3", "Sitemap: x", "Request-rate: 1/0", "Visit-time: 9999", "Host:", "#", ":", "", "\ufeff",
         "\x00", "<html>", "Disallow: \ud800"]
    ) | st.text(max_size=40),
    max_size=30,
)  # fmt: skip


def test_any_robots_txt_gives_a_value(place: Place) -> None:
    def check(lines: list[str], status: str, headers: list[tuple[str, str]], ending: str) -> None:
        text = ending.join(lines).encode("utf-8", "surrogatepass")
        robots = [head(status, *(f"{n}: {v}" for n, v in headers), "Connection: close") + text, END]
        good = head("200 OK", "Content-Type: text/html", f"Content-Length: {len(GOOD)}") + GOOD
        with place.fetching() as fetch:
            got = fetch([good], robots=robots)
            assert not isinstance(got, Fetched) or got.body == GOOD

    fuzz(
        check,
        lines=ROBOTS,
        status=STATUSES,
        headers=st.just([]) | HEADERS,
        ending=st.sampled_from(["\n", "\r", "\r\n"]),
    )
