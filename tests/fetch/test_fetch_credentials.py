"""What a page sends along reaches its own host alone, and what a server says back of it is not kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fetch_world import HTML, failure, fetch, fetched
from loopback import Asked, Site, Step, page

from monitor.model import Validators

SENT: dict[str, Any] = {
    "headers": (("Authorization", "Bearer t0ken"), ("Cookie", "session=c0okie")),
    "secrets": ("t0ken", "c0okie"),
}


def answer(asked: Asked) -> Iterable[Step]:
    if asked.path == "/page":
        return page(b"", "302 Found", "Location: /in?token=t0ken", "Set-Cookie: sid=given; Path=/; HttpOnly")
    said = asked.headers.get("authorization", "nothing")
    return page(HTML, "200 OK", f"X-Said: {said}", "Set-Cookie: sid=given2", 'ETag: "t0ken"', "X-Else: as it came")


def test_what_a_server_says_back_of_credentials_is_not_kept() -> None:
    with Site(answer) as site:
        capture = fetched(fetch(site, **SENT)).capture
    assert dict(capture.headers)["X-Said"] == "Bearer ***"
    assert dict(capture.headers)["X-Else"] == "as it came"
    assert dict(capture.headers)["Set-Cookie"] == "sid=***"
    assert capture.final_url == f"{site.url}/in?token=***"
    assert capture.redirects[0].location == "/in?token=***"
    assert capture.validators == Validators()
    assert [secret for secret in ("t0ken", "c0okie", "given") if secret in repr(capture)] == []


def test_where_nothing_is_secret_all_is_kept_as_it_came() -> None:
    with Site(answer) as site:
        capture = fetched(fetch(site)).capture
    assert dict(capture.headers)["Set-Cookie"] == "sid=given2"
    assert capture.final_url.endswith("token=t0ken")


def test_they_go_to_the_page_and_not_to_robots_txt() -> None:
    with Site(answer) as site:
        fetch(site, **SENT)
        asked = {one.path: (one.headers.get("authorization"), one.headers.get("cookie")) for one in site.asked}
    own = ("Bearer t0ken", "session=c0okie")
    assert asked == {"/robots.txt": (None, None), "/page": own, "/in?token=t0ken": own}


def test_an_error_holds_none_of_them() -> None:
    with Site(lambda _: page(b"", "302 Found", "Location: ftp://c0okie.example/t0ken")) as site:
        assert "t0ken" not in failure(fetch(site, **SENT)).detail
    with Site(lambda _: page(b"", "302 Found", "Location: http://[t0ken]/c0okie")) as site:
        got = failure(fetch(site, **SENT))
    assert got.detail == "The page redirects to something that is no address (http://[***]/***)."
