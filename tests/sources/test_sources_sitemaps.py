"""Sitemaps of all forms, and what is none."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from monitor.errors import ExtractError
from monitor.model.sources import Source, SourceReading
from monitor.sources import read

URL = "https://site.example/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def reading(body: bytes | str, *, links: str = "") -> SourceReading:
    whole = body if isinstance(body, bytes) else body.encode()
    return read(Source(kind="sitemap", links=links), whole, url=URL, content_type="application/xml")


def urlset(*entries: str) -> str:
    return f"{HEAD}<urlset {NS}>{''.join(entries)}</urlset>"


def url(path: str, lastmod: str = "") -> str:
    said = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>https://site.example{path}</loc>{said}<changefreq>daily</changefreq></url>"


def paths(found: SourceReading) -> list[str]:
    return [entry.url.removeprefix("https://site.example") for entry in found.entries]


def test_the_pages_that_changed_last_come_first() -> None:
    found = reading(
        urlset(
            url("/none"),
            url("/day", "2026-05-03"),
            url("/month", "2026-06"),
            url("/time", "2026-05-03T10:00:00+02:00"),
            url("/nonsense", "yesterday"),
            url("/day#again"),
        )
    )
    assert paths(found) == ["/month", "/time", "/day", "/none", "/nonsense"]
    assert [entry.updated for entry in found.entries][:3] == [
        datetime(2026, 6, 1, tzinfo=UTC),
        datetime(2026, 5, 3, 8, tzinfo=UTC),
        datetime(2026, 5, 3, tzinfo=UTC),
    ]
    assert found.entries[0].key == "https://site.example/month"
    assert (found.more, found.notes) == ((), ())


def test_links_chooses_among_addresses() -> None:
    whole = urlset(url("/news/1"), url("/about"), url("/news/2"))
    assert paths(reading(whole, links="/news/")) == ["/news/1", "/news/2"]
    assert reading(whole, links="/blog/").notes == ("Of the 3 addresses of the sitemap none matches `links` (/blog/).",)


def test_the_sitemaps_of_an_index_are_read_next_those_that_changed_last_first() -> None:
    index = (
        f"{HEAD}<sitemapindex {NS}><sitemap><loc>/2025.xml.gz</loc><lastmod>2025-12-31</lastmod></sitemap>"
        "<sitemap><loc>https://site.example/2026.xml</loc><lastmod>2026-05-01</lastmod></sitemap>"
        f"<sitemap><loc>{URL}</loc></sitemap></sitemapindex>"
    )
    found = reading(index, links="/news/")
    assert found.entries == ()
    assert found.more == ("https://site.example/2026.xml", "https://site.example/2025.xml.gz")


FORMS = {
    "gzipped": gzip.compress(urlset(url("/a"), url("/b")).encode()),
    "lines": b"https://site.example/a\r\n\r\nhttps://site.example/b\n",
    "lines, gzipped": gzip.compress(b"https://site.example/a\nhttps://site.example/b"),
    "without a namespace": f"<urlset>{url('/a')}{url('/b')}</urlset>".encode(),
    "with a prefix": b'<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<s:url><s:loc>https://site.example/a</s:loc></s:url><s:url><s:loc> /b </s:loc></s:url></s:urlset>",
    "with pictures": f'{HEAD}<urlset {NS} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>/a</loc>'
    "<image:image><image:loc>/a.png</image:loc></image:image></url><url><loc>/b</loc></url></urlset>".encode(),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_sitemap_is_read_in_any_of_its_forms(name: str) -> None:
    found = reading(FORMS[name])
    assert (paths(found), found.notes) == (["/a", "/b"], ())


def test_a_sitemap_of_news_says_what_its_pages_are_called_and_when_they_appeared() -> None:
    news = (
        "<url><loc>/a</loc><n:news><n:publication><n:name>The Courier</n:name></n:publication><n:publication_date>"
        "2026-05-04T18:30:00+02:00</n:publication_date><n:title>Ferries carry 4,200</n:title></n:news></url>"
    )
    whole = f'<urlset {NS} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{news}</urlset>'
    (entry,) = reading(whole, links="ferries").entries
    assert (entry.title, entry.published) == ("Ferries carry 4,200", datetime(2026, 5, 4, 16, 30, tzinfo=UTC))


def test_an_ampersand_that_is_not_written_out_parts_no_address() -> None:
    assert paths(reading(urlset(url("/a?x=1&y=2"), url("/b?x=1&amp;y=2")))) == ["/a?x=1&y=2", "/b?x=1&y=2"]


def test_what_a_sitemap_lacks_is_told() -> None:
    cut = reading(urlset(url("/a"), url("/b")).removesuffix("</urlset>") + "<url><loc>https://site.example/c-and")
    assert (paths(cut), cut.notes) == (["/a", "/b"], ("The sitemap is cut off after 2 addresses.",))
    assert reading(urlset()).notes == ("The sitemap names no addresses.",)
    assert reading(urlset("<url><loc>mailto:a@b.example</loc></url>")).notes == (
        "1 entry has no link and cannot be followed.",
    )


REFUSED: dict[str, tuple[bytes | str, str, str]] = {
    "a page": (
        "<!doctype html><html><body>1,160 tents</body></html>",
        "not_a_sitemap",
        "The answer is a page of HTML, and no sitemap; the site's /robots.txt may name its sitemaps.",
    ),
    "a feed": (
        "<rss><channel></channel></rss>",
        "not_a_sitemap",
        "The answer is a feed, and no sitemap: `follow: feed` reads it.",
    ),
    "other XML": ("<svg></svg>", "not_a_sitemap", "The answer is XML (svg), and no sitemap."),
    "text": ("Nothing", "not_a_sitemap", "The answer is no sitemap: neither XML nor addresses line by line."),
    "cut off": (
        f"<urlset {NS}><url><loc>https://si",
        "sitemap_broken",
        "The sitemap is cut off before its first address.",
    ),
    "damaged": (
        gzip.compress(b"x" * 99)[:10] + b"\xff" * 99,
        "sitemap_broken",
        "The sitemap is gzipped, and damaged.",
    ),
    "a bomb": (gzip.compress(bytes(60_000_000)), "sitemap_broken", "The sitemap unpacks to more than 50 MB."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sitemap_is_refused_in_clear_words(name: str) -> None:
    body, reason, detail = REFUSED[name]
    with pytest.raises(ExtractError) as refused:
        reading(body)
    assert (refused.value.reason, refused.value.detail) == (reason, detail)


@pytest.mark.slow
def test_fifty_thousand_addresses_are_read_and_no_more() -> None:
    whole = urlset(*(url(f"/news/2026/05/story-{number}?id={number}", "2026-05-01") for number in range(50_100)))
    found = reading(whole)
    assert len(found.entries) == 50_000
    assert found.notes == ("The sitemap names 50,100 addresses; the first 50,000 are read.",)
