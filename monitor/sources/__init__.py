"""Reads what a source names: the posts of a feed, the pages of a listing or a sitemap, the documents of a page.

Pure: bytes and values in, values out.
"""

from __future__ import annotations

from monitor.model.sources import Offer, Source, SourceReading
from monitor.sources import document_links, feeds, latest, listings, offers, sitemaps
from monitor.sources.full_texts import part_of, read_of
from monitor.sources.source_kinds import SourceDocument, SourceKind

SOURCES = {
    "feed": SourceKind(feeds.read, holds_texts=True),
    "listing": SourceKind(listings.read, is_of_links=True),
    "sitemap": SourceKind(sitemaps.read),
    "latest": SourceKind(latest.read, is_of_links=True, yields_one=True),
    "documents": SourceKind(document_links.read, reads_figures=True),
}
"""The kinds of sources, by the name that `follow` has for them."""

__all__ = ["SOURCES", "SourceKind", "offered", "part_of", "read", "read_of"]


def read(source: Source, body: bytes, *, url: str, content_type: str | None) -> SourceReading:
    """Return what one document of *source* names.

    Args:
        source: how it is read.
        body: the bytes of the answer.
        url: its final address, against which its links are resolved.
        content_type: as the server called it.

    Raises:
        ExtractError: it is no source of that kind (``not_a_feed``, ...), or a broken one (``feed_broken``).
    """
    return SOURCES[source.kind].read(source, SourceDocument(body=body, url=url, content_type=content_type))


def offered(body: bytes, *, url: str, content_type: str | None, robots: str = "") -> tuple[Offer, ...]:
    """Return what a page offers to be followed: feeds, sitemaps, documents, lists, attachments, pages of changes.

    Args:
        body: the bytes of the answer.
        url: its final address.
        content_type: as the server called it.
        robots: the robots.txt of its host, which may name sitemaps.
    """
    return offers.offered(SourceDocument(body=body, url=url, content_type=content_type), robots)
