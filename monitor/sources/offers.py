"""What a page offers: feeds, sitemaps, documents, pages of attachments and of changes, and that it is a list itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from protego import Protego

from monitor.errors import ExtractError
from monitor.language import everywhere
from monitor.model.addresses import Address
from monitor.model.html_tree import Element
from monitor.model.sources import Offer, Source
from monitor.sources import feeds, sitemaps
from monitor.sources.document_links import draft_of, is_document
from monitor.sources.entry_drafts import followed
from monitor.sources.link_shapes import largest_shape
from monitor.sources.list_items import items_of
from monitor.sources.listings import listed
from monitor.sources.main_links import main_links
from monitor.sources.page_links import HtmlPage, PageLink, feeds_in, links_of, page_of, relations, text_of
from monitor.sources.source_kinds import SourceDocument

_FEW = 5  # links of one shape that make a list
_BULLETINS = 3  # documents of one shape of which the latest may be meant
_TITLES = 0.1  # share that the titles of a list have of the text of its page; in an article links have less
_FEED = re.compile(r"\.(?:rss|atom|rdf)$|/(?:feed|rss|atom)/?$|/(?:feed|rss|atom|index)\.(?:xml|json)$", re.IGNORECASE)
_SAYS_FEED = re.compile(r"\b(?:rss|atom)\b", re.IGNORECASE)
_CHANGES = re.compile(rf"\b(?:{'|'.join(everywhere(lambda known: known.site.history_titles))})\b", re.IGNORECASE)
_CHANGES_RELATION = frozenset(("version-history", "predecessor-version"))  # RFC 5829
_WORDS_OF_CHANGES = 6
_ATTACHED = re.compile(r"\battachments?\b", re.IGNORECASE)
_ABOVE = 6  # elements around a link that may be named after attachments


def offered(document: SourceDocument, robots: str = "") -> tuple[Offer, ...]:
    """Return what a document offers, each address once; *robots* is the robots.txt of its host."""
    offers = (*_itself(document), *_of_page(document), *_of_robots(robots, document.address))
    return tuple({(offer.kind, offer.url): offer for offer in reversed(offers)}.values())[::-1]


def _itself(document: SourceDocument) -> Iterator[Offer]:
    """Yield the document itself, where it is a feed or a sitemap."""
    for kind, read in (("feed", feeds.read), ("sitemap", sitemaps.read)):
        try:
            found = read(Source(kind=kind), document)
        except ExtractError:
            continue
        yield Offer(kind=kind, url=document.address.url, title=found.title, entries=len(found.entries or found.more))


def _of_page(document: SourceDocument) -> Iterator[Offer]:
    try:
        page = page_of(document)
    except ExtractError:
        return
    if page is None:
        return
    links = links_of(page)
    lists = tuple(_list(page, links))
    yield from _feeds(page, links)
    yield from _sitemaps(page)
    yield from lists
    yield from _documents(page, links)
    yield from _attachments(page, links, is_list=bool(lists))
    yield from _changes(links)


def _feeds(page: HtmlPage, links: Sequence[PageLink]) -> Iterator[Offer]:
    """Yield the feeds that a page declares, and those that it links to."""
    plain = (link for link in links if _FEED.search(link.address.path) or _SAYS_FEED.search(link.words))
    for link in (*feeds_in(page), *plain):
        if not is_document(link):
            yield Offer(kind="feed", url=link.url, title=link.words)


def _sitemaps(page: HtmlPage) -> Iterator[Offer]:
    for element in page.root.iter("link"):
        address = page.followed(element.get("href") or "")
        if "sitemap" in relations(element) and address is not None:
            yield Offer(kind="sitemap", url=address.url)


def _of_robots(robots: str, address: Address) -> Iterator[Offer]:
    """Yield the sitemaps that a robots.txt names (sitemaps.org, "Specifying the Sitemap location")."""
    for named in Protego.parse(robots).sitemaps if robots else ():
        found = followed(named, address)
        if found is not None:
            yield Offer(kind="sitemap", url=found.url)


def _list(page: HtmlPage, links: Sequence[PageLink]) -> Iterator[Offer]:
    """Yield the page itself, where most of what it says are links of one shape."""
    shape = largest_shape(
        [item for item in listed(Source(kind="listing"), page, links) if not _any_document(item.links)]
    )
    if shape is None or len(shape.items) < _FEW:
        return
    titles = sum(len(item.title) for item in shape.items)
    if titles >= _TITLES * len(" ".join(text_of(_main(page.root)).split())):
        yield _itself_as("listing", page, len(shape.items), shape.pattern)


def _main(root: Element) -> Element:
    return next(iter(root.iter("main")), root)


def _documents(page: HtmlPage, links: Sequence[PageLink]) -> Iterator[Offer]:
    """Yield the page itself, for all documents that it links to, and for the latest of many that are alike."""
    items = items_of(page, [link for link in links if is_document(link)], links)
    if not items:
        return
    yield _itself_as("documents", page, len(items))
    shape = largest_shape(items)
    if shape is not None and len(shape.items) >= _BULLETINS:
        yield _itself_as("latest", page, len(shape.items), shape.pattern)


def _itself_as(kind: str, page: HtmlPage, entries: int, links: str = "") -> Offer:
    return Offer(kind=kind, url=page.address.url, title=page.title, entries=entries, links=links)


def _attachments(page: HtmlPage, links: Sequence[PageLink], *, is_list: bool) -> Iterator[Offer]:
    """Yield the pages that belong to a page: in a part of it that is called so, or, unless it is a list, below it."""
    below = f"{page.address.path.rstrip('/')}/"
    has_below = below != "/" and not is_list
    belonging = [
        link
        for link in main_links(links)
        if link.address.host == page.address.host
        and not is_document(link)
        and (_is_attached(link.element) or (has_below and link.address.path.startswith(below)))
    ]
    for item in items_of(page, belonging, links)[:_FEW]:
        yield Offer(kind="attachment", url=item.address.url, title=draft_of(item).title)


def _is_attached(element: Element) -> bool:
    around: Iterable[Element] = (element, *islice(element.iterancestors(), _ABOVE))
    return any(_ATTACHED.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in around)


def _any_document(links: Sequence[PageLink]) -> bool:
    return any(map(is_document, links))


def _changes(links: Sequence[PageLink]) -> Iterator[Offer]:
    """Yield the pages that tell how this one was changed."""
    for link in links:
        says = len(link.words.split()) <= _WORDS_OF_CHANGES and _CHANGES.search(link.words) is not None
        if says or _CHANGES_RELATION.intersection(relations(link.element)):
            yield Offer(kind="changes", url=link.url, title=link.words)
