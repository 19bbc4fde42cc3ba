"""What is read from a feed, whatever it is written in."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from w3lib.html import remove_tags

from monitor.model.sanitize import shortened
from monitor.sources.entry_drafts import LONGEST_TITLE, Draft

MOST = 2_000  # entries; a feed holds the newest posts, some tens
_READ_OF_A_TITLE = 10 * LONGEST_TITLE  # characters, of which tags may take most
_SPACES = re.compile(r"\s+")


class FeedParts(NamedTuple):
    """The entries of a feed as they are written, in its order."""

    drafts: tuple[Draft, ...]
    title: str = ""
    notes: tuple[str, ...] = ()


def past_most(entries: int) -> tuple[str, ...]:
    """Return what is told of a feed that names so many *entries*: nothing, unless they are too many."""
    return (f"The feed names {entries:,} entries; the first {MOST:,} are read.",) if entries > MOST else ()


def plain(title: str, *, markup: bool) -> str:
    """Return a *title* in one line; *markup* says whether it is written in HTML."""
    text = title[:_READ_OF_A_TITLE]
    if markup:
        text = unescape(remove_tags(text))
    return shortened(_SPACES.sub(" ", text).strip(), LONGEST_TITLE)
