"""An ordinary page: what is asked, what is kept of the answer, and what is asked the second time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from fetch_world import AGENT, HTML, NOON, failure, fetch, fetched, fetcher, page_at
from loopback import END, Asked, Site, Step, chunked, head, packed, page

from monitor.model import Capture, NotModified, Page, Validators


def test_a_page_is_fetched_whole_and_recorded() -> None:
    with Site(lambda _: page(HTML, "200 OK", 'ETag: "v1"', "Last-Modified: Wed, 18 Mar 2020 09:00:00 GMT")) as site:
        got = fetched(fetch(site))
    capture = got.capture
    assert got.body == HTML
    assert got.digest == hashlib.sha256(HTML).hexdigest()
    assert (capture.url, capture.final_url, capture.status) == (f"{site.url}/page", f"{site.url}/page", 200)
    assert capture.address == f"127.0.0.1:{site.port}"
    assert (capture.framing, capture.requested_at, capture.captured_at) == ("length", NOON, NOON)
    assert capture.wire_bytes > len(HTML)
    assert capture.headers[0] == ("Content-Type", "text/html")
    assert capture.validators == Validators(
        etag='"v1"', last_modified="Wed, 18 Mar 2020 09:00:00 GMT", url=f"{site.url}/page"
    )


def test_what_is_sent_along() -> None:
    with Site(lambda _: page(HTML)) as site:
        fetch(site, headers=(("X-Api-Key", "secret"),))
    robots, asked = site.asked
    assert robots.path == "/robots.txt"
    assert "x-api-key" not in robots.headers
    assert set(asked.headers) == {"host", "user-agent", "accept", "accept-encoding", "x-api-key"}
    assert asked.headers["user-agent"] == robots.headers["user-agent"] == AGENT
    assert asked.headers["accept-encoding"] == "gzip, deflate, br"
    assert asked.headers["host"] == f"127.0.0.1:{site.port}"


def test_a_pages_own_headers_stand_in_place_of_ours() -> None:
    """Two Host lines in one request are refused by servers, and read in two ways by what stands before them."""
    with Site(lambda _: page(HTML)) as site:
        fetch(site, headers=(("host", "other.test"), ("accept-encoding", "gzip")))
    _, asked = site.asked
    said = [line for line in asked.lines if line.lower().startswith(("host:", "accept-encoding:"))]
    assert sorted(said) == ["accept-encoding: gzip", "host: other.test"]


def test_a_header_that_comes_twice_is_kept_twice_and_its_first_value_counts() -> None:
    with Site(lambda _: page(HTML, "200 OK", 'ETAG: "v1"', "X-Note: one", 'etag: "v2"')) as site:
        capture = fetched(fetch(site)).capture
    assert [value for name, value in capture.headers if name.lower() == "etag"] == ['"v1"', '"v2"']
    assert capture.validators.etag == '"v1"'


@pytest.mark.parametrize("coding", ["", "gzip", "deflate", "br"])
@pytest.mark.parametrize("framing", ["length", "chunked", "close"])
def test_every_framing_and_coding_gives_the_same_bytes(framing: str, coding: str) -> None:
    body = packed(HTML * 50, coding)
    headers = ["Content-Type: text/html", *([f"Content-Encoding: {coding}"] if coding else [])]
    answers: dict[str, list[Step]] = {
        "length": [head("200 OK", *headers, f"Content-Length: {len(body)}"), body],
        "chunked": [head("200 OK", *headers, "Transfer-Encoding: chunked"), chunked(body, 333)],
        "close": [head("200 OK", *headers), body, END],
    }
    with Site(lambda _: answers[framing]) as site:
        got = fetched(fetch(site))
    assert got.body == HTML * 50
    assert got.capture.framing == (f"{framing}+{coding}" if coding else framing)


def test_connections_are_used_again() -> None:
    with Site(lambda asked: page(HTML + asked.path.encode())) as site:
        one = fetcher()
        for number in range(5):
            got = fetched(one.fetch(page_at(site, f"/{number}"), None))
            assert got.body.endswith(b"/%d" % number)
        one.close()
    assert site.opened == 1


@pytest.mark.parametrize(
    ("framing", "opened"),
    [
        (("Content-Length: 0",), 1),
        (("Content-Length: 0", "Content-Length: 0"), 1),
        (("Content-Length: 0", "Transfer-Encoding: chunked"), 2),
        (("Content-Length: 9",), 2),
    ],
)
def test_a_connection_serves_on_after_a_redirect_that_surely_has_no_body(framing: tuple[str, ...], opened: int) -> None:
    """What the next request is answered would else be what was left over of this answer (RFC 9112 section 6.3)."""
    moved: list[Step] = [head("302 Found", "Location: /moved", *framing)]
    with Site(lambda asked: page(HTML) if asked.path == "/moved" else moved) as site:
        assert fetched(fetch(site, ignore_robots=True)).body == HTML
    assert site.opened == opened


@pytest.mark.parametrize(
    "status", ["200 OK", "302 Found", "304 Not Modified", "404 Not Found", "429 Too Many Requests"]
)
def test_an_answer_of_two_lengths_is_believed_in_nothing(status: str) -> None:
    told: list[Step] = [head(status, "Location: /moved", "Content-Length: 0", "Content-Length: 9"), END]
    with Site(lambda asked: page(HTML) if asked.path == "/moved" else told) as site:
        got = fetcher().fetch(page_at(site, ignore_robots=True), Validators(etag='"v1"', url=f"{site.url}/page"))
    assert failure(got).reason == "bad_framing"


def test_a_connection_that_the_server_had_closed_is_no_failure() -> None:
    with Site(lambda _: [*page(HTML), END]) as site:
        one = fetcher()
        results = [one.fetch(page_at(site), None) for _ in range(4)]
        one.close()
    assert [fetched(got).body for got in results] == [HTML] * 4


def test_what_comes_after_an_answer_does_not_answer_the_next_request() -> None:
    smuggled = page(b"<html>9,999 visits.</html>")[0]
    assert isinstance(smuggled, bytes)
    with Site(lambda _: [page(HTML)[0] + smuggled]) as site:  # type: ignore[operator]
        one = fetcher()
        bodies = [fetched(one.fetch(page_at(site), None)).body for _ in range(3)]
        one.close()
    assert bodies == [HTML] * 3


def _conditional(asked: Asked) -> list[bytes]:
    held = asked.headers.get("if-none-match") == '"v1"' or "if-modified-since" in asked.headers
    return [head("304 Not Modified", 'ETag: "v1"')] if held else page(HTML, "200 OK", 'ETag: "v1"')  # type: ignore[return-value]


def test_validators_are_sent_back_and_304_stands_for_the_bytes_that_are_held() -> None:
    with Site(_conditional) as site:
        one = fetcher()
        first = fetched(one.fetch(page_at(site), None))
        second = one.fetch(page_at(site), first.capture.validators)
        third = one.fetch(page_at(site), Validators(last_modified="Wed, 18 Mar 2020 09:00:00 GMT"))
        one.close()
    assert isinstance(second, NotModified)
    assert isinstance(third, NotModified)
    assert second.capture.status == 304
    assert site.opened == 1  # a 304 has no body, so its connection serves on


def test_validators_go_only_to_the_address_that_gave_them() -> None:
    """Another page may be older than the bytes we hold; its honest 304 would then stand for the wrong ones."""
    with Site(_conditional) as site:
        elsewhere = Validators(etag='"v1"', url=f"{site.url}/other")
        got = fetch(site, "/page", elsewhere)
    assert fetched(got).body == HTML
    assert "if-none-match" not in site.asked[-1].headers


@pytest.mark.parametrize("etag", ['"a\rb"', '"' + "x" * 2_000 + '"'])
def test_a_validator_that_cannot_be_sent_back_is_not_kept(etag: str) -> None:
    with Site(lambda _: page(HTML, "200 OK", f"ETag: {etag}")) as site:
        assert fetched(fetch(site)).capture.validators == Validators()


def test_interim_answers_are_passed_over() -> None:
    with Site(lambda _: [head("103 Early Hints", "Link: </style.css>; rel=preload"), *page(HTML)]) as site:
        assert fetched(fetch(site)).capture.status == 200


def test_folded_headers_and_odd_lines_are_read_as_browsers_do() -> None:
    lines = ["X-Note: one", "  two", "no colon here", "Content-Length: 5"]
    with Site(lambda _: [head("200 OK", *lines) + b"12345"]) as site:
        capture: Capture = fetched(fetch(site)).capture
    assert capture.headers == (("X-Note", "one two"), ("Content-Length", "5"))


def test_n25_neither_netrc_nor_proxy_variables_are_heeded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login canary password canary\n", encoding="ascii")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with Site(lambda _: page(HTML)) as proxy, Site(lambda _: page(HTML)) as site:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.setenv("no_proxy", "")
        got = fetch(site)
    assert fetched(got).body == HTML
    assert proxy.opened == 0
    assert all("authorization" not in asked.headers for asked in site.asked)


def test_cookies_are_neither_kept_nor_sent() -> None:
    with Site(lambda _: page(HTML, "200 OK", "Set-Cookie: id=1; Path=/")) as site:
        one = fetcher()
        for _ in range(2):
            one.fetch(page_at(site), None)
        one.close()
    assert all("cookie" not in asked.headers for asked in site.asked)


def test_the_host_header_names_the_page_not_the_address() -> None:
    with Site(lambda _: page(HTML)) as site:
        one = fetcher(resolve=lambda _host, _port: ["127.0.0.1"])
        there = Page(id="page", url=f"http://Monitor.TEST.:{site.port}/page", allow_private=True)
        got = one.fetch(there, None)
        one.close()
    assert fetched(got).capture.address == f"127.0.0.1:{site.port}"
    assert site.asked[-1].headers["host"] == f"monitor.test:{site.port}"
