"""What a page is found to offer, on pages of different makes."""

from __future__ import annotations

import pytest

from monitor.model.sources import Offer, Source
from monitor.sources import offered, read

HOST = "https://site.example"


def offers(body: str, *, path: str = "/news", head: str = "", robots: str = "") -> list[Offer]:
    whole = f'<!doctype html><html lang="en"><head><title>Page</title>{head}</head><body>{body}</body></html>'
    return list(offered(whole.encode(), url=f"{HOST}{path}", content_type="text/html", robots=robots))


def told(found: list[Offer]) -> list[tuple[str, str, str]]:
    return [(offer.kind, offer.url.removeprefix(HOST), offer.title) for offer in found]


def test_feeds_that_are_declared_and_linked() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" title="News" href="/news.rss">'
        '<link rel="alternate" hreflang="fr" href="/fr/news">'
    )
    body = '<a href="/news.rss">RSS</a><a href="/blog/feed/">Subscribe</a><a href="/feeding">Feeding birds</a>'
    assert told(offers(body, head=head)) == [
        ("feed", "/news.rss", "News"),
        ("feed", "/blog/feed/", "Subscribe"),
    ]


def test_sitemaps_that_robots_txt_and_the_page_name() -> None:
    robots = (
        f"User-agent: *\nDisallow: /x\n\nSitemap: {HOST}/sitemap.xml\nsitemap: /sitemap-news.xml.gz\nSitemap: ftp://x/"
    )
    found = told(offers("", head='<link rel="sitemap" href="/map.xml">', robots=robots))
    assert sorted(found) == [("sitemap", path, "") for path in ("/map.xml", "/sitemap-news.xml.gz", "/sitemap.xml")]


BLOG = "".join(
    f'<article class="post"><h2 class="entry-title"><a href="/2026/{month:02}/the-count-of-{month}/">The count of month'
    f' {month}</a></h2><p>Some words that follow the title, and end. <a href="/2026/{month:02}/the-count-of-{month}/">'
    f'Continue</a></p><footer><a href="/category/counts/">Filed under counts of people</a></footer></article>'
    for month in range(1, 8)
)
VIEWS = "".join(
    f'<div class="views-row"><span class="date">{day} May 2026</span><h3><a href="/press/statement-{day}.html">'
    f"Statement on the ferries of {day} May</a></h3><p>A line on what it says.</p></div>"
    for day in range(10, 18)
)
QUERY = "".join(
    f'<tr><td>{number}</td><td><a href="/show.php?id={number}&amp;lang=en">Letter on ferries {number}</a></td></tr>'
    for number in range(300, 310)
)
LISTS = {
    "a blog": (BLOG, r"/[0-9]+/[0-9]+/[^/?]+/$", 7),
    "rows of a view": (VIEWS, r"/press/[^/?]+\.html$", 8),
    "a table of a program": (f"<table>{QUERY}</table>", r"/show\.php\?id=[^&]+&lang=[^&]+$", 10),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_told_as_one_with_the_pattern_of_its_links(name: str) -> None:
    body, pattern, entries = LISTS[name]
    nav, footer = (
        '<nav><a href="/about/us">All about us</a></nav>',
        '<footer><a href="/legal">A legal note</a></footer>',
    )
    whole = f"{nav}<main><h1>News</h1>{body}</main>{footer}"
    assert offers(whole) == [
        Offer(kind="listing", url=f"{HOST}/news", title="Page", entries=entries, links=pattern),
    ]
    reading = read(Source(kind="listing", links=pattern), whole.encode(), url=f"{HOST}/news", content_type="text/html")
    assert len(reading.entries) == entries


def test_an_article_with_links_in_its_text_is_no_list() -> None:
    story = " ".join(
        f'Words of a story that goes on for a while, as stories do, and names <a href="/news/{number}">what was said'
        f" before</a> by those who were there, then as now, in the town by the sea and in the hills above it. " * 3
        for number in range(8)
    )
    assert offers(f"<main><p>{story}</p></main>", path="/story") == []


def test_documents_and_the_latest_of_those_that_are_alike() -> None:
    body = "".join(f'<li><a href="/b/bulletin-{week}.pdf">Bulletin no {week}</a></li>' for week in range(28, 32))
    found = offers(f'<ul>{body}</ul><a href="/method.docx">Method</a>')
    assert found == [
        Offer(kind="documents", url=f"{HOST}/news", title="Page", entries=5),
        Offer(kind="latest", url=f"{HOST}/news", title="Page", entries=4, links=r"/b/[^/?]+\.pdf$"),
    ]


def test_pages_that_belong_to_a_publication() -> None:
    body = (
        '<main><section class="gem-c-attachment"><h3><a href="/publications/plan/annex-a">Annex A: figures</a></h3>'
        '<p>HTML</p></section><section class="attachment"><a href="/elsewhere/annex-b">Annex B in full</a></section>'
        '<a href="/publications/other">Another plan of ours</a></main>'
    )
    assert told(offers(body, path="/publications/plan")) == [
        ("attachment", "/publications/plan/annex-a", "Annex A: figures"),
        ("attachment", "/elsewhere/annex-b", "Annex B in full"),
    ]
    assert told(offers('<p><a href="/news/1">The first part of it</a></p>', path="/")) == []


CHANGES = {
    "words": '<a href="/plan/updates">See all updates</a>',
    "a relation": '<a rel="version-history" href="/plan/updates">2.1</a>',
    "French": '<a href="/plan/updates">Historique des modifications</a>',
}


@pytest.mark.parametrize("name", CHANGES)
def test_pages_that_tell_what_was_changed(name: str) -> None:
    ((kind, path, _),) = told(offers(CHANGES[name]))
    assert (kind, path) == ("changes", "/plan/updates")


def test_an_answer_that_is_a_source_itself() -> None:
    feed = b"<rss><channel><title>F</title><item><title>1</title><link>/1</link></item></channel></rss>"
    assert offered(feed, url=f"{HOST}/f", content_type=None) == (
        Offer(kind="feed", url=f"{HOST}/f", title="F", entries=1),
    )
    sitemap = b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    assert offered(sitemap, url=f"{HOST}/s", content_type=None) == (Offer(kind="sitemap", url=f"{HOST}/s", entries=1),)


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 50, b"<html>", b"<div>" * 9_000, b"1,160 tents"])
def test_what_offers_nothing_is_no_error(body: bytes) -> None:
    assert offered(body, url=HOST, content_type=None, robots="\x00 not one") == ()
