"""PDF to text."""

from __future__ import annotations

from monitor.errors import ExtractError
from monitor.extract.documents import Document
from monitor.model import Text

_LOOKED_AT = 1024  # bytes in which readers of PDF look for its head (ISO 32000, annex H)


def recognises(document: Document) -> bool:
    """Return whether *document* is a PDF: it begins as one, or is called one and begins as one a little later."""
    head = document.body[:_LOOKED_AT]
    return head.lstrip()[:5] == b"%PDF-" or (document.media == "application/pdf" and b"%PDF-" in head)


def read(document: Document) -> Text:  # noqa: ARG001
    """Return the text of a PDF."""
    raise ExtractError("pdf_unsupported", "The answer is a PDF; PDF documents are not read yet.")
