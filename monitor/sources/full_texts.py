"""The text that a post has in its feed, as a page of HTML: what `full_text` has read instead of its own page."""

from __future__ import annotations

from dataclasses import replace

from monitor.errors import ExtractError
from monitor.model import Fetched, Page
from monitor.sources import xml_feeds
from monitor.sources.entry_drafts import gathered, wanting
from monitor.sources.feeds import parts
from monitor.sources.markup_root import root_of
from monitor.sources.source_kinds import SourceDocument

_PAGE = "text/html; charset=utf-8"
_LOOKED_AT = 20_000  # bytes, in which a document shows whether it is a feed
_OF_JSON = "jsonfeed.org/version/"


def part_of(body: bytes, content_type: str | None, url: str, page: Page | None) -> tuple[bytes, str | None]:
    """Return what of a document is read, and its type: all of it, or of a feed the text of the entry that *page* is.

    Args:
        body: its bytes.
        content_type: as the server called it.
        url: its final address, against which a feed's links are resolved; empty: not known.
        page: the page that is read; None: of no page.

    Raises:
        ExtractError: it is a broken feed (``feed_broken``), or one without the entry (``entry_gone``).
    """
    if page is None or page.entry is None or not _is_feed(body, content_type):
        return body, content_type
    return _text(SourceDocument(body=body, url=url or page.url, content_type=content_type), page.entry, page.url), _PAGE


def read_of(fetched: Fetched, page: Page) -> Fetched:
    """Return an answer as what of it is read: that a feed has moved says nothing of a text in it.

    Raises:
        ExtractError: as of `part_of`.
    """
    capture = fetched.capture
    body, media = part_of(fetched.body, capture.header("content-type"), capture.final_url, page)
    if body is fetched.body:
        return fetched
    inner = replace(capture, final_url=capture.url, redirects=(), headers=(("content-type", media or ""),))
    return replace(fetched, body=body, capture=inner)


def _is_feed(body: bytes, content_type: str | None) -> bool:
    """Return whether a document seems to be a feed, by how it begins."""
    text = SourceDocument(body=body[:_LOOKED_AT], url="", content_type=content_type).text
    if text.startswith("{"):
        return _OF_JSON in text
    root = root_of(text)
    return root is not None and root.name in xml_feeds.ENTRIES


def _text(feed: SourceDocument, key: str, place: str) -> bytes:
    """Return the text of the entry of *feed* that has *key*, or else stands at *place*."""
    found = gathered(parts(feed, with_texts=True).drafts, wanting(""), feed.address, with_texts=True)
    pages = {entry.url: draft.page for entry, draft in zip(found.entries, found.drafts, strict=True)}
    at = next((entry.url for entry in found.entries if entry.key == key), place)
    if at not in pages:
        raise ExtractError("entry_gone", "The feed names the post no longer, and its text stood there alone.")
    return pages[at].encode("utf-8", "replace")
