"""What yields pages: a feed, a listing, a sitemap, the latest document behind a link, the documents of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

MONTH = timedelta(days=30)
NAMES = "names:"
"""Before the digest of what a source names, where the ledger has that of the text of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """How the document at a page's address is read for the pages that it yields."""

    kind: str  #: the name of its reader in `monitor.sources.SOURCES`
    links: str = ""  #: regular expression, searched in the address and in the words of a link; empty: any
    most: int = 50  #: pages that it follows at once, the newest
    window: timedelta = MONTH  #: how long a page is followed, from its publication or from when it was found
    newest_last: bool = False  #: its list begins with the oldest; matters where a list shows no dates
    documents: int = 20  #: documents of the source that one check reads: pages of a listing, nested sitemaps
    full_text: bool = False  #: its entries are read where they stand in it; their own addresses are never asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that a source names."""

    url: str  #: whole, as a browser would ask for it, without its fragment; where its source alone has it, with one
    key: str  #: what tells it from the other entries of the source: the feed's id, or its address in one form
    title: str = ""
    published: datetime | None = None  #: UTC; None: the source does not say
    updated: datetime | None = None  #: UTC
    text_digest: str = ""  #: sha256 of its text in the source, where it is read there (`Source.full_text`)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReading:
    """What one document of a source says."""

    entries: tuple[Entry, ...] = ()  #: in the order of the document, each once
    more: tuple[str, ...] = ()  #: addresses of further documents of the same source: the next page, nested sitemaps
    title: str = ""
    notes: tuple[str, ...] = ()  #: sentences for people: entries without a link, a feed that is cut off


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the ledger knows of an entry: that its source once named it, and what became of it."""

    entry: Entry
    page_id: str = ""  #: the page that it is, or was; empty: it was named, and never followed
    leaves_at: datetime | None = None  #: UTC: when its page is followed no longer; None: not by the time alone
    is_followed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What one check of a source changes in what is followed."""

    named: tuple[Named, ...] = ()  #: entries that are new, or known otherwise, the oldest first: it is read first
    due: frozenset[str] = frozenset()  #: ids of pages that are to be checked at once
    ended: tuple[str, ...] = ()  #: ids of pages that are followed no longer, their histories kept
    begun: tuple[str, ...] = ()  #: ids of pages that were not followed before
    moved: tuple[Named, ...] = ()  #: those that are followed at another address from now on
    notes: tuple[str, ...] = ()  #: sentences for people


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page that a source yields and that is followed now."""

    page_id: str
    source: str  #: the id of its source's page
    url: str
    title: str = ""  #: as the source names it
    key: str | None = None  #: of its entry
    has_text: bool = False  #: its text was read in the source at the last check of that


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a page offers to be followed beside itself, or as which source it could be followed."""

    kind: str  #: of a source (`monitor.sources.SOURCES`), ``attachment`` or ``changes``: a page of its own
    url: str
    title: str = ""
    entries: int | None = None  #: that it names now, where that is known
    links: str = ""  #: what `links` of the source could say
