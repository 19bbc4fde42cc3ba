"""What holds of every kind of source, whatever it is given."""

from __future__ import annotations

import gzip

import pytest

from monitor.errors import ExtractError
from monitor.model.addresses import parse
from monitor.model.sanitize import is_hiding
from monitor.model.sources import Source, SourceReading
from monitor.sources import SOURCES, read

URL = "https://site.example/news/"
_LINKS = "".join(
    f'<a href="{href}">Words of a link that names something</a>'
    for href in (
        "/a.pdf",
        "/a.pdf#page=2",
        "HTTPS://SITE.example:443/a.pdf",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://user:secret@site.example/b",
        "http://[::1",
        "//other.example/c.csv",
        "?page=2",
        "x" * 9_000,
        "http://\ud800.example/",
        "\x00",
    )
)
_ITEMS = "<item><title>A</title><link>https://a.example/1#x</link></item>" * 3
BODIES = {
    "empty": b"",
    "white space": b" \n\t ",
    "binary": bytes(range(256)) * 40,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "text": b"1,160 tents were counted.",
    "a page": f"<!doctype html><main>{_LINKS}</main>".encode("utf-8", "replace"),
    "a page with a hostile base": b'<base href="javascript:x"><a href="/a.pdf">Three words here</a>',
    "a feed": f"<rss><channel>{_ITEMS}</channel></rss>".encode(),
    "a feed cut off": f"<rss><channel>{_ITEMS}<item><title>".encode(),
    "a JSON feed": b'{"version": "https://jsonfeed.org/version/1", "items": [{"url": "ftp://a"}, {"url": 7}, 3]}',
    "JSON": b'{"items": {}}',
    "JSON in JSON": b'{"a":' * 100_000,
    "a sitemap": b"<urlset><url><loc>https://site.example/a#b</loc></url><url><loc>mailto:x</loc></url></urlset>",
    "a sitemap cut off": b"<urlset><url><loc>https://site.example/a</loc></url><url><loc>https://si",
    "gzip": gzip.compress(b"<urlset></urlset>"),
    "gzip cut off": gzip.compress(b"<urlset></urlset>")[:-9],
    "gzip in gzip": gzip.compress(gzip.compress(b"<urlset></urlset>")),
    "a bomb of entities": b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss>&b;</rss>',
    "deep": b"<rss><channel>" + b"<item>" * 20_000,
    "deep in a page": b"<html><body>" + b"<div>" * 20_000 + b"<a href=/a.pdf>A deep link</a>",
    "open comments": b"<!--" * 20_000,
    "open tags": b"<a href='" * 20_000,
}


TEXTS = "feed and its texts"


def outcome(kind: str, body: bytes, links: str = "") -> SourceReading | tuple[str, str]:
    source = Source(kind="feed" if kind == TEXTS else kind, links=links, full_text=kind == TEXTS)
    try:
        return read(source, body, url=URL, content_type=None)
    except ExtractError as refused:
        return refused.reason, refused.detail


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("kind", [*SOURCES, TEXTS])
def test_any_bytes_give_a_reading_or_a_clear_refusal(kind: str, name: str) -> None:
    found = outcome(kind, BODIES[name])
    assert outcome(kind, BODIES[name]) == found
    if isinstance(found, tuple):
        assert not is_hiding(found[1])
        assert found[1].endswith(".") or " http" in found[1], "a sentence, or one that ends with an address"
        return
    for entry in found.entries:
        place = entry.url if kind != TEXTS else entry.url.partition("#")[0]
        assert place == parse(entry.url).url, "whole, http or https, without a fragment"
        assert entry.key
        assert len(entry.title) <= 300
        assert not is_hiding(entry.title + entry.key)
    assert not is_hiding(found.title)
    assert len(found.title) <= 300
    assert len({entry.key for entry in found.entries}) == len(found.entries)
    assert len({entry.url for entry in found.entries}) == len(found.entries)
    assert len(set(found.more)) == len(found.more)
    assert not {URL} & {*found.more, *(entry.url for entry in found.entries)}, "it names itself"
    assert all(more == parse(more).url for more in found.more)
    assert all(note.endswith(".") and not is_hiding(note) for note in found.notes)
    assert len(found.entries) <= 1 or kind != "latest"


@pytest.mark.parametrize("kind", SOURCES)
def test_links_that_match_nothing_name_nothing(kind: str) -> None:
    for body in BODIES.values():
        found = outcome(kind, body, links="no such thing")
        assert isinstance(found, tuple) or not found.entries
