"""PDF to text: words, lines, zones, tables and paragraphs, headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.errors import ExtractError
from monitor.extract import finishing, table_headers
from monitor.extract.documents import Document
from monitor.extract.facts import Facts
from monitor.extract.pdf import grids, margins, tiles
from monitor.extract.pdf.contents import Lines, is_contents
from monitor.extract.pdf.drafting import Drafting, Part
from monitor.extract.pdf.geometry import Sheet
from monitor.extract.pdf.grids import Grid
from monitor.extract.pdf.paragraphs import Paragraph, paragraphs
from monitor.extract.pdf.pdfium import Opened
from monitor.extract.pdf.pieces import Piece, joined, pieces, rows
from monitor.extract.pdf.zones import zones
from monitor.model import Region, Text

_LOOKED_AT = 1024  # bytes in which readers of PDF look for its head (ISO 32000, annex H)


def recognises(document: Document) -> bool:
    """Return whether *document* is a PDF: it begins as one, or is called one and begins as one a little later."""
    head = document.body[:_LOOKED_AT]
    return head.lstrip()[:5] == b"%PDF-" or (document.media == "application/pdf" and b"%PDF-" in head)


def read(document: Document) -> Text:
    """Return the text of a PDF.

    Raises:
        ExtractError: ``pdf_encrypted``, ``pdf_corrupt``, ``pdf_limit`` or ``pdf_no_text``.
    """
    with Opened(document.body) as pdf:
        language = pdf.language()
        pages = [(sheet, pieces(sheet)) for sheet in pdf.sheets()]
    parts = [part for page in _parted(pages) for part in page]
    if not any(part.region is Region.MAIN for part in parts):  # page numbers say nothing
        raise ExtractError("pdf_no_text", _without_text([sheet for sheet, _ in pages]))
    drafting = Drafting(parts)
    cleaned = finishing.clean(drafting.drafts)
    table_headers.resolve(drafting.tables)
    facts = Facts(language=language, title=drafting.title)
    text = finishing.finish(drafting.drafts, facts, document.language, kind="pdf")
    notes = finishing.character_notes(text.content, cleaned=cleaned, disguised=drafting.disguised)
    return replace(text, notes=(*notes, *text.notes))


def _without_text(sheets: Sequence[Sheet]) -> str:
    if any(sheet.pictures for sheet in sheets):
        return "The PDF holds pictures and no text: it is a scan, which only a person or a text recogniser can read."
    return "The PDF holds no text."


def _parted(pages: Sequence[tuple[Sheet, list[Piece]]]) -> list[list[Part]]:
    """Return the parts of each page in reading order."""
    parted = [
        _page(sheet, found, marked) for (sheet, found), marked in zip(pages, margins.marginal(pages), strict=True)
    ]
    lines = Lines([found for _, found in pages])
    return [[_unlisted(part, lines) for part in parts] for parts in parted]


def _unlisted(part: Part, lines: Lines) -> Part:
    """Return *part*, out of the text where it is a table of the document's contents."""
    is_listing = isinstance(part.part, Grid) and is_contents(part.part, lines)
    return replace(part, region=Region.MARGIN) if is_listing else part


def _page(sheet: Sheet, found: list[Piece], marked: frozenset[int]) -> list[Part]:
    margin = rows(piece for piece in found if id(piece) in marked)
    parts = [Part(Paragraph([joined(row)]), sheet.number, Region.MARGIN) for row in margin]
    for zone in zones([piece for piece in found if id(piece) not in marked]):
        parts.extend(Part(part, sheet.number) for part in _zone(zone, sheet))
    return parts


def _zone(zone: list[Piece], sheet: Sheet) -> list[Paragraph | Grid]:
    parts: list[Paragraph | Grid] = []
    right = max(piece.box.right for piece in zone)
    prose: list[list[Piece]] = []
    for found in grids.find(rows(zone), sheet):
        if isinstance(found, Grid):
            parts.extend(paragraphs(prose, sheet, right))
            prose = []
            parts.append(found)
        else:
            prose.append(found)
    parts.extend(paragraphs(prose, sheet, right))
    return tiles.find(parts)
