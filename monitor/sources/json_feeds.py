"""JSON Feed, versions 1 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from monitor.errors import ExtractError
from monitor.model.addresses import Address
from monitor.sources.entry_drafts import Draft
from monitor.sources.entry_texts import as_html
from monitor.sources.feed_parts import MOST, FeedParts, past_most, plain
from monitor.sources.moments import moment

_VERSION = "jsonfeed.org/version/"


def read(text: str, address: Address) -> FeedParts:
    """Return what the JSON Feed at *address* says.

    Raises:
        ExtractError: ``not_a_feed`` or ``feed_broken``.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _VERSION in text:
            raise ExtractError("feed_broken", "The feed is JSON that is cut off or damaged.") from error
        raise ExtractError("not_a_feed", "The answer is no feed: it looks like JSON, and cannot be read.") from error
    items = found.get("items") if isinstance(found, Mapping) else None
    if not isinstance(items, list) or _VERSION not in str(found.get("version")):
        raise ExtractError("not_a_feed", "The answer is JSON, and no JSON Feed.")
    language = _text(found, "language")
    drafts = tuple(_draft(item, address, language) for item in items[:MOST] if isinstance(item, Mapping))
    return FeedParts(drafts, plain(_text(found, "title"), markup=False), past_most(len(items)))


def _draft(item: Mapping[str, Any], address: Address, language: str) -> Draft:
    """Return an entry; ``external_url`` is what it is about, ``url`` where it stands."""
    return Draft(
        link=_text(item, "url"),
        base=address,
        name=_text(item, "id"),
        title=plain(_text(item, "title"), markup=False),
        published=moment(_text(item, "date_published")),
        updated=moment(_text(item, "date_modified")),
        text=_text(item, "content_html") or as_html(_text(item, "content_text") or _text(item, "summary")),
        language=_text(item, "language") or language,
    )


def _text(found: Mapping[str, Any], key: str) -> str:
    """Return a text of *found*; a number is one, too, as the format asks of ids."""
    value = found.get(key)
    return str(value) if isinstance(value, str | int | float) else ""
