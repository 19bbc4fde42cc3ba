"""What a reader of sources is given, and what is known of it beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.model import addresses, charset
from monitor.model.addresses import Address
from monitor.model.charset import Decoded
from monitor.model.sources import Source, SourceReading


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """The answer that a source gave."""

    body: bytes
    url: str  #: its final address, after redirects
    content_type: str | None = None  #: as the server called it

    @property
    def address(self) -> Address:
        """Return where the document stands: its links are resolved against it."""
        return addresses.parse(self.url)

    @property
    def text(self) -> str:
        """Return the document as characters, in one line's breaks, without spaces around it."""
        return self.decoded.text.strip()

    @property
    def decoded(self) -> Decoded:
        """Return the document as characters, and how these were come by.

        Where the header names another encoding than the document, and is plainly wrong, the document is believed.
        """
        decoded = charset.decode(self.body, self.content_type)
        if decoded.notes:
            decoded = min(decoded, charset.decode(self.body, None), key=lambda one: len(one.notes))
        return decoded


@dataclass(frozen=True, slots=True)
class SourceKind:
    """How sources of one kind are read.

    ``read`` raises an `ExtractError` where the answer is no source of that kind.
    """

    read: Callable[[Source, SourceDocument], SourceReading]
    reads_figures: bool = False  #: the figures of the page itself are followed, too
    is_of_links: bool = False  #: links of a page are meant, which any page has that stands there instead
    holds_texts: bool = False  #: its document may hold the texts of its entries, to be read there
    yields_one: bool = False  #: one page, whose address changes, and whose documents are its versions
