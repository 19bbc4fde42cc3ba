"""What a source yields is asked for as the source is; what is secret or private stays with the source's own host."""

from __future__ import annotations

import pytest

from monitor.model import Page


@pytest.mark.parametrize(
    ("source", "url", "sends", "private"),
    [
        ("https://a.example/feed", "https://a.example/1", True, True),
        ("https://a.example/feed", "https://A.example:443/1", True, True),
        ("http://a.example/feed", "https://a.example/1", True, False),
        ("https://a.example/feed", "http://a.example/1", False, False),
        ("https://a.example/feed", "https://www.a.example/1", False, False),
        ("https://a.example/feed", "https://a.example:8443/1", False, False),
    ],
)
def test_what_is_secret_or_private_stays_with_its_own_host(source: str, url: str, sends: bool, private: bool) -> None:
    page = Page(id="a", url=source, headers=(("X-Key", "k"),), secrets=("k",), allow_private=True, ca_file="a.pem")
    there = page.at(url)
    assert (there.url, there.allow_private) == (url, private)
    assert (there.headers, there.ca_file) == ((page.headers, "a.pem") if sends else ((), None))
    assert there.secrets == page.secrets  # a link may say them back
