"""Feeds: what a site lists of its newest posts, as RSS, Atom or JSON Feed.

The text that an entry has in the feed itself is read where the user asks for it (`full_texts`); else its page is.
"""

from __future__ import annotations

from monitor.errors import ExtractError
from monitor.model.sources import Source, SourceReading
from monitor.sources import json_feeds, page_links, xml_feeds
from monitor.sources.entry_drafts import gathered, wanting
from monitor.sources.feed_parts import FeedParts
from monitor.sources.markup_root import Root, root_of
from monitor.sources.source_kinds import SourceDocument


def read(source: Source, document: SourceDocument) -> SourceReading:
    """Return the entries of a feed.

    Raises:
        ExtractError: ``not_a_feed`` or ``feed_broken``.
    """
    feed = parts(document, with_texts=source.full_text)
    found = gathered(feed.drafts, wanting(source.links), document.address, with_texts=source.full_text)
    notes = (*feed.notes, *found.notes)
    if not found.entries and not notes:
        notes = (_empty(len(feed.drafts), source),)
    return SourceReading(entries=found.entries, title=feed.title, notes=notes)


def parts(document: SourceDocument, *, with_texts: bool) -> FeedParts:
    """Return what the feed *document* says; *with_texts*: with the texts of its entries.

    Raises:
        ExtractError: ``not_a_feed`` or ``feed_broken``.
    """
    text, address = document.text, document.address
    if text.startswith(("{", "[")):
        return json_feeds.read(text, address)
    root = root_of(text)
    if root is None or root.name not in xml_feeds.ENTRIES:
        raise _no_feed(root, document)
    return xml_feeds.read(text, root, address, with_texts=with_texts)


def _no_feed(root: Root | None, document: SourceDocument) -> ExtractError:
    """Return what is said of an answer that is no feed, and where there is one."""
    if root is None:
        return ExtractError("not_a_feed", "The answer is no feed: neither XML nor JSON.")
    if root.name in ("urlset", "sitemapindex"):
        return ExtractError("not_a_feed", "The answer is a sitemap, and no feed: `follow: sitemap` reads it.")
    if not root.is_page:
        return ExtractError("not_a_feed", f"The answer is XML ({root.name[:40]}), and no feed.")
    offers = page_links.feeds_of(document)
    said = f" It links to a feed: {offers[0].url}" if offers else " It links to no feed; `follow: listing` reads links."
    return ExtractError("not_a_feed", f"The answer is a page of HTML, and no feed.{said}")


def _empty(entries: int, source: Source) -> str:
    if not entries:
        return "The feed has no entries."
    return f"Of the {entries:,} entries of the feed none matches `links` ({source.links[:80]})."
