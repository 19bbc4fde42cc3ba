"""FAULTS N12, N14, A2: redirects are followed by hand, each hop judged, and nothing secret goes along."""

from __future__ import annotations

import ssl
from collections.abc import Iterable

import pytest
import trustme
from fetch_world import AGENT, BRIEF, HTML, NOON, failure, fetch, fetched
from loopback import Asked, Site, Step, page

from monitor.errors import ExtractError, FetchError
from monitor.extract.documents import Document
from monitor.extract.sniffing import kind_of
from monitor.fetch import targets
from monitor.fetch.http1 import Deadline
from monitor.fetch.trust import trusting
from monitor.fetch.visits import Visit
from monitor.model import Hop, Outcome, Page, Validators


def moved(location: str, status: int = 302) -> list[Step]:
    return page(b"", f"{status} Moved", f"Location: {location}")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_recorded(status: int) -> None:
    with Site(lambda asked: moved("/there?x=1#top", status) if asked.path == "/page" else page(HTML)) as site:
        got = fetched(fetch(site))
    assert got.body == HTML
    assert got.capture.final_url == f"{site.url}/there?x=1"
    assert got.capture.redirects == (Hop(url=f"{site.url}/page", status=status, location="/there?x=1#top"),)


def test_five_hops_are_followed_and_not_six() -> None:
    def answer(asked: Asked) -> Iterable[Step]:
        number = int(asked.path.removeprefix("/hop") or 0)
        return moved(f"/hop{number - 1}") if number else page(HTML)

    with Site(answer) as site:
        assert len(fetched(fetch(site, "/hop5")).capture.redirects) == 5
        got = failure(fetch(site, "/hop6"))
    assert (got.outcome, got.reason) == (Outcome.FAILED, "redirect_loop")
    assert got.capture is not None
    assert got.capture.status == 302


@pytest.mark.parametrize("location", ["/page", "", "/page#again", "/b"])
def test_a_loop_is_seen_at_its_first_turn(location: str) -> None:
    with Site(lambda asked: moved("/page" if asked.path == "/b" else location or "/page")) as site:
        got = failure(fetch(site))
    assert got.reason == "redirect_loop"
    assert len(site.paths) <= 2


@pytest.mark.parametrize(
    ("location", "reason", "outcome"),
    [
        ("file:///etc/passwd", "scheme", Outcome.BLOCKED),
        ("gopher://127.0.0.1/", "scheme", Outcome.BLOCKED),
        ("data:text/html,1160", "scheme", Outcome.BLOCKED),
        ("javascript:alert(1)", "scheme", Outcome.BLOCKED),
        ("http://user:secret@127.0.0.1/", "bad_redirect", Outcome.FAILED),
        ("http://", "bad_redirect", Outcome.FAILED),
        ("http://[::1", "bad_redirect", Outcome.FAILED),
        ("http://a b/", "bad_redirect", Outcome.FAILED),
        ("//127.0.0.1:0/", "bad_redirect", Outcome.FAILED),
        ("/" + "x" * 9_000, "bad_redirect", Outcome.FAILED),
    ],
)
def test_where_a_redirect_may_not_lead(location: str, reason: str, outcome: Outcome) -> None:
    with Site(lambda _: moved(location)) as site:
        got = failure(fetch(site))
    assert (got.reason, got.outcome, got.retryable) == (reason, outcome, False)
    assert len(site.paths) == 1


def test_a_redirect_without_a_place_to_go() -> None:
    with Site(lambda _: page(b"", "302 Found")) as site:
        assert failure(fetch(site)).reason == "bad_redirect"


def test_a_redirect_in_letters_beyond_ascii_is_followed_as_browsers_do() -> None:
    with Site(
        lambda asked: moved("/réfugiés".encode().decode("latin-1")) if asked.path == "/page" else page(HTML)
    ) as site:
        fetched(fetch(site))
    assert site.paths[-1] == "/r%C3%A9fugi%C3%A9s"


def test_https_is_not_left_for_http() -> None:
    authority = trustme.CA()
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(served)
    context = trusting()
    authority.configure_trust(context)
    with Site(lambda _: page(HTML)) as plain, Site(lambda _: moved(f"{plain.url}/"), context=served) as site:
        got = failure(fetch(site, context=context))
    assert (got.outcome, got.reason) == (Outcome.BLOCKED, "downgrade")
    assert plain.opened == 0


def test_another_port_of_the_same_machine_is_not_the_pages_own() -> None:
    with Site(lambda _: page(HTML)) as other, Site(lambda _: moved(f"{other.url}/")) as site:
        got = failure(fetch(site))
    assert (got.outcome, got.reason) == (Outcome.BLOCKED, "address")
    assert other.opened == 0


def _headers_at(home: str, at: str) -> dict[str, str]:
    there = Page(id="p", url=home, headers=(("X-Api-Key", "secret"), ("Authorization", "Bearer secret")))
    deadline = Deadline(lambda: 0.0, 60)
    visit = Visit(page=there, home=targets.target(home), deadline=deadline, requested_at=NOON, at=targets.target(at))
    headers, _ = visit.headers(AGENT, Validators(etag='"v1"'), again=False)
    return headers


@pytest.mark.parametrize(
    ("home", "at", "own"),
    [
        ("https://a.example/", "https://a.example/other", True),
        ("http://a.example/", "https://a.example/", True),
        ("https://a.example:8443/", "https://a.example:8443/x", True),
        ("https://a.example/", "https://b.example/", False),
        ("https://a.example/", "https://www.a.example/", False),
        ("https://a.example/", "https://a.example.b.example/", False),
        ("https://a.example/", "https://a.example:8443/", False),
        ("https://a.example:8443/", "https://a.example/", False),
        ("https://a.example/", "http://a.example/", False),
        ("http://a.example:8080/", "https://a.example/", False),
        ("http://a.example/", "https://a.example:80/", False),
        ("http://a.example/", "https://b.example/", False),
    ],
)
def test_n14_the_pages_own_headers_go_to_its_own_host_alone(home: str, at: str, own: bool) -> None:
    headers = _headers_at(home, at)
    assert ("X-Api-Key" in headers, "Authorization" in headers) == (own, own)
    assert "If-None-Match" not in headers or at == home


def test_no_kind_of_document_is_asked_for_that_is_refused_when_it_comes() -> None:
    asked = [
        one.partition(";")[0] for one in _headers_at("https://a.example/", "https://a.example/")["Accept"].split(",")
    ]
    assert asked == ["text/html", "application/xhtml+xml", "text/plain", "*/*"]
    for media in asked[:-1]:
        body = b"<html>" if "html" in media else b"words"
        assert kind_of(Document(body=body, content_type=media)) in ("html", "text")
    with pytest.raises(ExtractError):
        kind_of(Document(body=b"\x89PNG\r\n\x1a\n", content_type="image/png"))


def test_redirects_share_one_total_limit() -> None:
    def answer(asked: Asked) -> Iterable[Step]:
        yield 0.15
        yield from moved(f"/{len(asked.path) * 'x'}")

    with Site(answer) as site:
        got = failure(fetch(site, limits=BRIEF["timeout_total"] | {"redirects": 100}, ignore_robots=True))
    assert got.reason == "timeout_total"  # a limit for each of them would have let all pass: redirect_loop


@pytest.mark.parametrize(
    ("location", "to"),
    [
        ("/b", "http://a.example/b"),
        ("b", "http://a.example/x/b"),
        ("?q=1", "http://a.example/x/y?q=1"),
        ("//b.example/c", "http://b.example/c"),
        ("HTTP://B.Example:80/c", "http://b.example/c"),
        ("https://b.example", "https://b.example/"),
        ("  /b  ", "http://a.example/b"),
        ("/b c", "http://a.example/b%20c"),
        ("http:\\\\b.example\\c", "http://b.example/c"),
        ("http://bücher.example/".encode().decode("latin-1"), "http://xn--bcher-kva.example/"),
    ],
)
def test_follow(location: str, to: str) -> None:
    assert targets.follow(targets.target("http://a.example/x/y"), location).url == to


def test_follow_refuses_in_words_that_are_safe_to_print() -> None:
    with pytest.raises(FetchError) as caught:
        targets.follow(targets.target("http://a.example/"), "http://[\x1b]0;owned\x07")
    assert caught.value.detail.isprintable()
