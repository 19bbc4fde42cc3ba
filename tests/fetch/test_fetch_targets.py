"""FAULTS F4, A1: one strict reading of an address, used both to judge it and to connect to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import FetchError
from monitor.fetch import targets
from monitor.model import Address


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("http://a.example", "a.example", 80, "/"),
        ("HTTPS://A.Example.:443/x?y=1#z", "a.example", 443, "/x?y=1"),
        ("http://a.example:8080?q", "a.example", 8080, "/?q"),
        ("http://[::1]:81/", "::1", 81, "/"),
        ("http://bücher.example/é", "xn--bcher-kva.example", 80, "/%C3%A9"),
        ("http://a.example/a b", "a.example", 80, "/a%20b"),
        ("http://a.example:/", "a.example", 80, "/"),
        ("http://a_b.example/", "a_b.example", 80, "/"),
    ],
)
def test_an_address_is_taken_apart_once(url: str, host: str, port: int, path: str) -> None:
    target = targets.target(url)
    assert (target.host, target.port, target.request_target) == (host, port, path)
    assert target.url == target.origin + target.request_target
    assert targets.target(target.url) == target


@pytest.mark.parametrize(
    "url",
    [
        "", "a.example", "//a.example/", "http:/a.example", "http:a.example", "http://", "http:///", "http://:80/",
        "http://a@b.example/", "http://a:b@c.example/", "http://a.example@127.0.0.1/", "http://a.example:80:90/",
        "http://a.example:0/", "http://a.example:65536/", "http://a.example:8a/",
        "http://a.example\r\nX: y/", "http://[::1/", "http://::1/", "http://[fe80::1%25eth0]/",
        "http://a%2eexample/", "http://" + "a" * 300 + "/", "http://a.example/" + "x" * 9_000, "http://a b.example/",
        "http://\u200b/", "http://xn--\u00fc/",
    ],
)  # fmt: skip
def test_what_could_be_read_in_two_ways_is_not_read(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        targets.target(url)
    assert (caught.value.reason, caught.value.retryable) == ("bad_address", False)
    assert caught.value.detail.isprintable()


def parsed(url: str) -> Address | None:
    try:
        return targets.target(url)
    except FetchError:
        return None


@given(st.text(max_size=60).map(lambda text: f"http://{text}") | st.text(max_size=60))
def test_any_text_is_an_address_or_refused(url: str) -> None:
    target = parsed(url)
    if target is not None:
        assert target.url.isascii() or target.host.isascii()
        assert target.request_target.isascii()
        assert " " not in target.request_target
        assert not set(target.host) & set("/?#@\\ ")
