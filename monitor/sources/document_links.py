"""The documents that a page links to, each a page of its own: by their address, their type or their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.model.addresses import Address
from monitor.model.sanitize import shortened
from monitor.model.sources import Source, SourceReading
from monitor.sources.entry_drafts import Draft, gathered, wanting
from monitor.sources.list_items import ListItem, items_of
from monitor.sources.page_links import PageLink, links_of, page_of
from monitor.sources.source_kinds import SourceDocument

_NAMES = "pdf|xlsx|xlsb|xls|ods|csv|docx|odt|json"  # of documents that are read
_ENDS_SO = re.compile(rf"\.(?:{_NAMES})$", re.IGNORECASE)
_GIVES = re.compile(rf"\.(?:{_NAMES})(?=&|$)", re.IGNORECASE)  # ?file=bulletin.pdf
_SIZE = r"\d[\d.,\s]{0,8}\s?[kmg]i?[bo]\b"  # 340 KB, 1,2 Mo
SIZED = re.compile(
    rf"[(\[]\s*(?:{_NAMES})\b[^)\]]{{0,60}}[)\]]|\b(?:{_NAMES})\b[\s,:|–-]{{1,4}}{_SIZE}|[(\[]\s*{_SIZE}[^)\]]{{0,20}}[)\]]",
    re.IGNORECASE,
)
"""What words say of the form of a document: "(PDF, 340 KB)"."""
_FORM = re.compile(rf"\b(?:{_NAMES})\b", re.IGNORECASE)
_TYPES = frozenset(
    (
        "application/pdf",
        "text/csv",
        "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
    )
)


def read(source: Source, document: SourceDocument) -> SourceReading:
    """Return the documents that a page links to, those that match `links`.

    Raises:
        ExtractError: ``not_a_page`` or ``parser_limit``.
    """
    page = page_of(document)
    if page is None:
        return SourceReading(notes=("The page links to no documents.",))
    links = links_of(page)
    documents = [link for link in links if is_document(link)]
    wanted = wanting(source.links)
    items = items_of(page, [link for link in documents if wanted(link.url, link.words)], links)
    found = gathered(map(draft_of, items), wanting(""), page.address)
    notes = () if found.entries else (_none(documents, source),)
    return SourceReading(entries=found.entries, title=page.title, notes=notes)


def draft_of(item: ListItem) -> Draft:
    """Return an entry, called without what its words say of the form of a document."""
    title = SIZED.sub("", item.title).strip() or item.title
    return Draft(link=item.address.url, base=item.address, title=title, published=item.published)


def is_document(link: PageLink) -> bool:
    """Return whether a link leads to a document: by its address, its type or its words."""
    media = (link.element.get("type") or "").split(";")[0].strip().lower()
    said = SIZED.search(link.words)
    return _is_named_so(link.address) or media in _TYPES or (said is not None and _FORM.search(said[0]) is not None)


def _is_named_so(address: Address) -> bool:
    return _ENDS_SO.search(address.path) is not None or _GIVES.search(address.query) is not None


def _none(documents: Sequence[PageLink], source: Source) -> str:
    if not documents:
        return "The page links to no documents."
    pattern = shortened(source.links, 80)
    return f"Of the links to documents of the page ({len(documents):,}) none matches `links` ({pattern})."
