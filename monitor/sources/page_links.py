"""The links of a page of HTML, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from monitor.errors import ExtractError
from monitor.language import SHARED, Language, languages, load
from monitor.model import html_tree
from monitor.model.addresses import Address
from monitor.model.html_tree import Element
from monitor.model.sanitize import shortened
from monitor.sources.entry_drafts import LONGEST_TITLE, followed
from monitor.sources.markup_root import root_of
from monitor.sources.source_kinds import SourceDocument

MOST = 5_000  # links of a page that are read
_SPACES = re.compile(r"\s+")
_UNREAD = frozenset(("script", "style", "template", "noscript"))
_JOINED = frozenset(("a", "b", "i", "em", "strong", "sup", "mark", "abbr", "u", "small", "wbr", "bdi", "q"))
_FEED_TYPES = frozenset(
    f"application/{kind}" for kind in ("rss+xml", "atom+xml", "rdf+xml", "feed+json", "json", "xml")
) | {"text/xml"}
_OTHER_THAN_PAGES = {
    "rss": "a feed, and no page of HTML: `follow: feed` reads it",
    "feed": "a feed, and no page of HTML: `follow: feed` reads it",
    "rdf": "a feed, and no page of HTML: `follow: feed` reads it",
    "urlset": "a sitemap, and no page of HTML: `follow: sitemap` reads it",
    "sitemapindex": "a sitemap, and no page of HTML: `follow: sitemap` reads it",
}


class HtmlPage(NamedTuple):
    """A page of HTML, and what its links are resolved against."""

    root: Element
    address: Address
    base: Address
    encoding: str = "utf-8"  #: a codec: in it is sent what its links ask for, as browsers do

    def followed(self, reference: str) -> Address | None:
        """Return where a link of the page leads; None where there is none, or it cannot be fetched."""
        return followed(reference, self.base, self.encoding)

    @property
    def known(self) -> Language:
        """Return the language that the page says it is in, if it has a file; else what all have in common."""
        tag = (self.root.get("lang") or "").strip()[:40]
        return load(tag if tag.partition("-")[0].lower() in languages() else SHARED)

    @property
    def title(self) -> str:
        """Return the title of the page."""
        return next((in_one_line(text_of(element)) for element in self.root.iter("title")), "")


class PageLink(NamedTuple):
    """A link of a page."""

    address: Address
    words: str  #: in one line, clipped; its label where it has none
    element: Element

    @property
    def url(self) -> str:
        """Return where it leads, in the form that is fetched."""
        return self.address.url


def page_of(document: SourceDocument) -> HtmlPage | None:
    """Return a document as a page; None when it holds nothing.

    Raises:
        ExtractError: ``not_a_page`` or ``parser_limit``.
    """
    decoded = document.decoded
    text = decoded.text.strip().replace("\x00", "")
    found = root_of(text)
    if found is not None and found.name in _OTHER_THAN_PAGES:
        raise ExtractError("not_a_page", f"The answer is {_OTHER_THAN_PAGES[found.name]}.")
    try:
        root = html_tree.parse(text)
    except html_tree.PastLimit as error:
        if found is None:
            return None  # what does not begin as a page does is none: the bytes of a PDF, of a picture
        raise ExtractError("parser_limit", "The page is nested too deeply for its links to be read.") from error
    if root is None:
        return None
    encoding = "utf-8" if decoded.codec.startswith("utf") else decoded.codec
    return HtmlPage(root, document.address, _base(root, document.address), encoding)


def page_with_links(document: SourceDocument) -> tuple[HtmlPage, tuple[PageLink, ...]]:
    """Return a page that is to name others, and its links.

    Raises:
        ExtractError: ``nothing_listed``; or as of `page_of`.
    """
    page = page_of(document)
    links = links_of(page) if page is not None else ()
    if page is None or not links:
        raise ExtractError("nothing_listed", "The page has no links.")
    return page, links


def _base(root: Element, address: Address) -> Address:
    """Return what links are resolved against (WHATWG HTML, 4.2.3): the page's address, or its first ``base``."""
    for element in root.iter("base"):
        if href := element.get("href"):
            return followed(href, address) or address
    return address


def links_of(page: HtmlPage) -> tuple[PageLink, ...]:
    """Return the links of a page to other documents, the first `MOST`; those that cannot be fetched are left out."""
    return tuple(islice(_links(page), MOST))


def _links(page: HtmlPage) -> Iterator[PageLink]:
    for element in page.root.iter("a", "area"):
        href = element.get("href")
        address = page.followed(href) if href else None
        if address is not None and address.identity != page.address.identity:
            yield PageLink(address, _words(element), element)


def _words(element: Element) -> str:
    """Return the words of a link: as it shows them, or else its label, or the text of its picture."""
    named = in_one_line(text_of(element)) or element.get("aria-label") or element.get("title")
    return in_one_line(named or " ".join(picture.get("alt") or "" for picture in element.iter("img")))


def text_of(element: Element) -> str:
    """Return the text of an element; what stands in blocks of its own is parted by spaces."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inside in walk:
        if inside.tag not in _JOINED:
            yield " "
        if event == "end" and inside is not element:
            yield inside.tail or ""
        elif event == "start" and inside.tag in _UNREAD:
            walk.skip_subtree()
        elif event == "start":
            yield inside.text or ""


def feeds_of(document: SourceDocument) -> tuple[PageLink, ...]:
    """Return the feeds that a page says are other forms of it or its site (WHATWG HTML, 4.6.7.1)."""
    page = page_of(document)
    return feeds_in(page) if page is not None else ()


def feeds_in(page: HtmlPage) -> tuple[PageLink, ...]:
    """Return the feeds that a page declares, as `feeds_of` does."""
    return tuple(_feeds(page))


def _feeds(page: HtmlPage) -> Iterator[PageLink]:
    for element in page.root.iter("link", "a"):
        kind = (element.get("type") or "").split(";")[0].strip().lower()
        address = page.followed(element.get("href") or "")
        if "alternate" in relations(element) and kind in _FEED_TYPES and address is not None:
            yield PageLink(address, in_one_line(element.get("title") or ""), element)


def relations(element: Element) -> list[str]:
    """Return what a link says that it leads to: ``next``, ``alternate``."""
    return (element.get("rel") or "").lower().split()


def in_one_line(text: str) -> str:
    """Return words of a page in one line, clipped."""
    return shortened(_SPACES.sub(" ", text[: 10 * LONGEST_TITLE]).strip(), LONGEST_TITLE)
