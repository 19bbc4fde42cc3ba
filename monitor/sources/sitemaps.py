"""Sitemaps (sitemaps.org, 0.9): what a site lists of its pages, as XML or as lines, also gzipped, also in parts."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from monitor.errors import ExtractError
from monitor.model.addresses import Address
from monitor.model.html_tree import Element
from monitor.model.sources import Source, SourceReading
from monitor.sources.entry_drafts import Draft, followed, gathered, wanting
from monitor.sources.markup_root import Root, ended, root_of
from monitor.sources.moments import moment
from monitor.sources.page_links import in_one_line
from monitor.sources.source_kinds import SourceDocument
from monitor.sources.xml_text import name_of, well_written

MOST = 50_000  # addresses; a sitemap has no more (sitemaps.org, "Sitemap file limits")
_MOST_BYTES = 52_428_800  # unpacked: its other limit
_ENTRIES = {"urlset": "url", "sitemapindex": "sitemap"}
_NAMES = tuple(f"{{*}}{name}" for name in _ENTRIES.values())
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}news"
_GZIP = b"\x1f\x8b"
_LINE = re.compile(r"https?://\S", re.IGNORECASE)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class _Named(NamedTuple):
    """The addresses of one sitemap, in its order."""

    drafts: list[Draft]
    are_sitemaps: bool = False
    notes: tuple[str, ...] = ()


def read(source: Source, document: SourceDocument) -> SourceReading:
    """Return the pages of a sitemap, those that changed last first, or the sitemaps that an index names.

    Raises:
        ExtractError: ``not_a_sitemap`` or ``sitemap_broken``.
    """
    named = _named(_unpacked(document))
    newest = sorted(named.drafts, key=lambda draft: draft.updated or _LONG_AGO, reverse=True)
    if named.are_sitemaps:
        return SourceReading(more=_addresses(newest, document.address), notes=named.notes)
    found = gathered(newest, wanting(source.links), document.address)
    notes = (*named.notes, *found.notes)
    if not found.entries and not notes:
        notes = (_none(len(newest), source),)
    return SourceReading(entries=found.entries, notes=notes)


def _unpacked(document: SourceDocument) -> SourceDocument:
    """Return a gzipped *document* as what it holds; any other as it is."""
    if not document.body.startswith(_GZIP):
        return document
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        body = stream.decompress(document.body, _MOST_BYTES)
    except zlib.error as error:
        raise ExtractError("sitemap_broken", "The sitemap is gzipped, and damaged.") from error
    if stream.unconsumed_tail:
        raise ExtractError("sitemap_broken", f"The sitemap unpacks to more than {_MOST_BYTES // 2**20} MB.")
    return replace(document, body=body)


def _named(document: SourceDocument) -> _Named:
    text, address = document.text, document.address
    root = root_of(text)
    if root is not None and root.name in _ENTRIES:
        return _of_xml(text, root, address)
    if root is None and _LINE.match(text):
        return _of_lines(text, address)
    raise _no_sitemap(root)


def _of_xml(text: str, root: Root, address: Address) -> _Named:
    cut = ended(text, root, _ENTRIES[root.name], MOST)
    if not cut.ended and not cut.entries:
        raise ExtractError("sitemap_broken", "The sitemap is cut off before its first address.")
    drafts = list(_drafts(well_written(cut.text).encode(), address))
    notes = () if cut.ended else (f"The sitemap is cut off after {len(drafts):,} addresses.",)
    if len(drafts) < min(cut.entries, MOST):
        notes = (*notes, f"The sitemap is not well-formed; {len(drafts):,} addresses could be read.")
    return _Named(drafts, root.name == "sitemapindex", (*notes, *_past_most(cut.entries)))


def _drafts(body: bytes, address: Address) -> Iterator[Draft]:
    """Yield the addresses of a sitemap, without keeping more of it than one."""
    parsing = etree.iterparse(
        BytesIO(body), tag=_NAMES, recover=True, resolve_entities=False, no_network=True, remove_comments=True
    )
    try:
        for _, element in parsing:
            said = _said(element)
            news = _said(next(element.iterchildren(_NEWS), element)) if "news" in said else {}
            yield Draft(
                link=said.get("loc", ""),
                base=address,
                title=in_one_line(news.get("title", "")),
                published=moment(news.get("publication_date", "")),
                updated=moment(said.get("lastmod", "")),
            )
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        return  # what could be read has been


def _said(element: Element) -> dict[str, str]:
    """Return the texts of the elements in *element*, by their names."""
    return {name_of(part)[1]: part.text or "" for part in element.iterchildren(etree.Element)}


def _of_lines(text: str, address: Address) -> _Named:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return _Named([Draft(link=line, base=address) for line in lines[:MOST]], notes=_past_most(len(lines)))


def _addresses(drafts: list[Draft], own: Address) -> tuple[str, ...]:
    found = (followed(draft.link, draft.base) for draft in drafts)
    return tuple(dict.fromkeys(one.url for one in found if one is not None and one.identity != own.identity))


def _past_most(addresses: int) -> tuple[str, ...]:
    said = f"The sitemap names {addresses:,} addresses; the first {MOST:,} are read."
    return (said,) if addresses > MOST else ()


def _none(addresses: int, source: Source) -> str:
    if not addresses:
        return "The sitemap names no addresses."
    return f"Of the {addresses:,} addresses of the sitemap none matches `links` ({source.links[:80]})."


def _no_sitemap(root: Root | None) -> ExtractError:
    if root is None:
        said = "The answer is no sitemap: neither XML nor addresses line by line."
    elif root.is_page:
        said = "The answer is a page of HTML, and no sitemap; the site's /robots.txt may name its sitemaps."
    elif root.name in ("rss", "feed", "rdf"):
        said = "The answer is a feed, and no sitemap: `follow: feed` reads it."
    else:
        said = f"The answer is XML ({root.name[:40]}), and no sitemap."
    return ExtractError("not_a_sitemap", said)
