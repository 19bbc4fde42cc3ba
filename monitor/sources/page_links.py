"""The links of a page of HTML, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor.errors import ExtractError
from monitor.model import html_tree
from monitor.model.addresses import Address
from monitor.model.html_tree import Element
from monitor.sources.entry_drafts import LONGEST_TITLE, followed
from monitor.sources.source_kinds import SourceDocument

_SPACES = re.compile(r"\s+")
_FEED_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/xml",
        "text/xml",
    )
)


class HtmlPage(NamedTuple):
    """A page of HTML, and what its links are resolved against."""

    root: Element
    base: Address


class PageLink(NamedTuple):
    """A link of a page."""

    address: Address
    words: str  #: in one line, clipped
    element: Element

    @property
    def url(self) -> str:
        """Return where it leads, in the form that is fetched."""
        return self.address.url


def page_of(document: SourceDocument) -> HtmlPage | None:
    """Return a document as a page; None when it holds nothing.

    Raises:
        ExtractError: ``parser_limit``.
    """
    try:
        root = html_tree.parse(document.text.replace("\x00", ""))
    except html_tree.PastLimit as error:
        raise ExtractError("parser_limit", "The page is nested too deeply for its links to be read.") from error
    return None if root is None else HtmlPage(root, _base(root, document.address))


def _base(root: Element, address: Address) -> Address:
    """Return what links are resolved against (WHATWG HTML, 4.2.3): the page's address, or its first ``base``."""
    for element in root.iter("base"):
        if href := element.get("href"):
            return followed(href, address) or address
    return address


def feeds_of(document: SourceDocument) -> tuple[PageLink, ...]:
    """Return the feeds that a page says are other forms of it or its site (WHATWG HTML, 4.6.7.1)."""
    page = page_of(document)
    return tuple(_feeds(page)) if page is not None else ()


def _feeds(page: HtmlPage) -> Iterator[PageLink]:
    for element in page.root.iter("link", "a"):
        kind = (element.get("type") or "").split(";")[0].strip().lower()
        if "alternate" in (element.get("rel") or "").lower().split() and kind in _FEED_TYPES:
            address = followed(element.get("href") or "", page.base)
            if address is not None:
                yield PageLink(address, in_one_line(element.get("title") or ""), element)


def in_one_line(text: str) -> str:
    """Return words of a page in one line, clipped."""
    return _SPACES.sub(" ", text[: 10 * LONGEST_TITLE]).strip()[:LONGEST_TITLE]
