"""Listings: a page whose links lead to the pages that are meant, as an archive or a list of bulletins does."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.errors import ExtractError
from monitor.model.sanitize import shortened
from monitor.model.sources import Source, SourceReading
from monitor.sources.entry_drafts import Draft, gathered, wanting
from monitor.sources.list_items import TITLE_WORDS, ListItem, items_of
from monitor.sources.main_links import main_links
from monitor.sources.page_links import MOST, HtmlPage, PageLink, page_with_links
from monitor.sources.paging import is_of_list, next_of
from monitor.sources.source_kinds import SourceDocument

_EXAMPLES = 3


def read(source: Source, document: SourceDocument) -> SourceReading:
    """Return what the links of a page lead to that match `links`; without it, those that look like titles.

    Raises:
        ExtractError: ``nothing_listed``, ``not_a_page`` or ``parser_limit``.
    """
    page, links = page_with_links(document)
    items = listed(source, page, links)
    if not items:
        raise nothing_listed(source, links, otherwise="has words that look like a title")
    found = gathered((_draft(item) for item in items), wanting(""), page.address)
    notes = (f"The page has more than {MOST:,} links; the first are read.",) if len(links) == MOST else ()
    return SourceReading(entries=found.entries, more=next_of(page, links), title=page.title, notes=notes)


def listed(source: Source, page: HtmlPage, links: Sequence[PageLink]) -> tuple[ListItem, ...]:
    """Return the items of a page that *source* means: neither the page itself nor another page of its list."""
    others = [link for link in links if not is_of_list(link.address, page.address)]
    if source.links:
        wanted = wanting(source.links)
        return items_of(page, [link for link in others if wanted(link.url, link.words)], links)
    near = [link for link in main_links(others) if link.address.host == page.address.host]
    return tuple(item for item in items_of(page, near, links) if len(item.title.split()) >= TITLE_WORDS)


def nothing_listed(source: Source, links: Sequence[PageLink], *, otherwise: str) -> ExtractError:
    """Return what is said of a page of which no link is meant, with some that it has.

    *otherwise* says which links are meant without `links`.
    """
    shown = list(dict.fromkeys(shortened(link.url) for link in main_links(links)))[:_EXAMPLES]
    rule = f"matches `links` ({shortened(source.links, 80)})" if source.links else otherwise
    said = f"Of the links of the page ({len(links):,}) none {rule}; it has for instance {', '.join(shown)}"
    return ExtractError("nothing_listed", said)


def _draft(item: ListItem) -> Draft:
    return Draft(link=item.address.url, base=item.address, title=item.title, published=item.published)
