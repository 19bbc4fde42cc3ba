"""RSS 0.9x, 1.0 and 2.0, and Atom, by feedparser.

It is given a feed that was ended where it was cut off and reduced to what is read of it (`feed_reduction`), as bytes: a
text that looks like an address or a file would be opened.
"""

from __future__ import annotations

import dataclasses
import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser

from monitor.errors import ExtractError
from monitor.model.addresses import Address
from monitor.sources.entry_drafts import Draft
from monitor.sources.feed_parts import MOST, FeedParts, past_most, plain
from monitor.sources.feed_reduction import reduced
from monitor.sources.markup_root import Ended, Root, ended

ENTRIES = {"rss": "item", "rdf": "item", "feed": "entry"}
"""The element that an entry is, by the root of a feed."""
_TYPE = {"content-type": "application/xml; charset=utf-8"}  # or it would guess how its bytes are encoded
_WHOLE = re.compile(r"https?://", re.IGNORECASE)
_MARKUP = frozenset(("text/html", "application/xhtml+xml"))


def read(text: str, root: Root, address: Address, *, with_texts: bool = False) -> FeedParts:
    """Return what the feed at *address* says.

    Args:
        text: the document.
        root: its first element, one of `ENTRIES`.
        address: of the document.
        with_texts: read the texts of its entries, too.

    Raises:
        ExtractError: ``feed_broken`` (no entry can be read) or ``not_a_feed`` (XML of another kind).
    """
    cut = ended(text, root, ENTRIES[root.name], MOST, "</channel>" if root.name == "rss" else "")
    if not cut.ended and not cut.entries:
        raise ExtractError("feed_broken", "The feed is cut off before its first entry.")
    small = reduced(cut.text, ENTRIES[root.name], with_texts=with_texts)
    found = feedparser.parse(
        BytesIO(small.xml), response_headers=_TYPE, sanitize_html=False, resolve_relative_uris=False
    )
    if not found.entries and small.fault:
        raise ExtractError("feed_broken", f"The feed is not well-formed, and no entry can be read: {small.fault}.")
    if not found.entries and not found.version:
        raise ExtractError("not_a_feed", f"The answer is XML ({root.written[:40]}), and no feed.")
    drafts = tuple(_draft(entry, address) for entry in found.entries)
    if root.name != "feed":
        drafts = tuple(map(_published, drafts))
    if len(small.texts) == len(drafts):
        texts = zip(drafts, small.texts, strict=True)
        drafts = tuple(dataclasses.replace(draft, text=one.html, language=one.language) for draft, one in texts)
    return FeedParts(drafts, _title(found.feed), (*_broken(cut, small.fault, len(drafts)), *past_most(cut.entries)))


def _broken(cut: Ended, fault: str, read: int) -> tuple[str, ...]:
    entries = "1 entry" if read == 1 else f"{read:,} entries"
    if not cut.ended:
        return (f"The feed is cut off after {entries}.",)
    return (f"The feed is not well-formed ({fault}); {entries} could be read.",) if fault else ()


def _draft(entry: Mapping[str, Any], address: Address) -> Draft:
    return Draft(
        link=_link(entry),
        base=address,
        name=str(entry.get("id") or ""),
        title=_title(entry),
        published=_time(entry.get("published_parsed")),
        updated=_time(dict(entry).get("updated_parsed")),  # asked otherwise, feedparser gives the time of publication
    )


def _published(draft: Draft) -> Draft:
    """Return an entry of RSS, in which the one date that stands there (``dc:date``) is that of publication."""
    return draft if draft.published else dataclasses.replace(draft, published=draft.updated, updated=None)


def _link(entry: Mapping[str, Any]) -> str:
    """Return where the entry stands: its link to a page, to a document, or a permanent id that is an address.

    What feedparser calls the link of an entry may be its id, whatever that is.
    """
    links = [one for one in entry.get("links") or () if one.get("rel") == "alternate" and one.get("href")]
    links.sort(key=lambda one: one.get("type") not in _MARKUP)
    if links:
        return str(links[0]["href"])
    name = str(entry.get("id") or "")
    return name if entry.get("guidislink") and _WHOLE.match(name) else ""


def _title(part: Mapping[str, Any]) -> str:
    detail = part.get("title_detail") or {}
    return plain(str(part.get("title") or ""), markup=detail.get("type") in _MARKUP)


def _time(parsed: Any) -> datetime | None:
    """Return the time of day that feedparser gives in UTC."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (TypeError, ValueError, OverflowError):
        return None
