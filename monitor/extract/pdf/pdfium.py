"""The pages of a PDF, as PDFium draws them.

PDFium is a C++ library and what it is given comes from anywhere, so it runs in processes that can be killed
(`monitor/worker_pool.py`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
from pypdfium2 import raw

from monitor.errors import ExtractError
from monitor.extract.pdf import glyphs
from monitor.extract.pdf.geometry import Sheet
from monitor.extract.pdf.page_view import View
from monitor.extract.pdf.shapes import Shapes

MOST_PAGES = 2000
MOST_CHARACTERS = 10_000_000
_UNREADABLE = {
    raw.FPDF_ERR_PASSWORD: ("pdf_encrypted", "The PDF is locked with a password."),
    raw.FPDF_ERR_SECURITY: ("pdf_encrypted", "The PDF is encrypted in a way that is not known."),
}


class Opened:
    """A PDF that PDFium has opened; use it as a context manager."""

    def __init__(self, body: bytes, *, most_characters: int = MOST_CHARACTERS) -> None:
        """Open *body*, of which *most_characters* are read at most.

        Raises:
            ExtractError: ``pdf_encrypted``, ``pdf_corrupt`` or ``pdf_limit``.
        """
        self._most = most_characters
        try:
            self._pdf = pypdfium2.PdfDocument(body)
        except pypdfium2.PdfiumError as error:
            reason = _UNREADABLE.get(getattr(error, "err_code", None))
            raise ExtractError(*(reason or ("pdf_corrupt", "The PDF is damaged or incomplete."))) from error
        if len(self._pdf) > MOST_PAGES:
            self._pdf.close()
            raise ExtractError("pdf_limit", f"The PDF has more than {MOST_PAGES:,} pages.")

    def __enter__(self) -> Opened:
        """Return self."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the document."""
        self._pdf.close()

    def language(self) -> str | None:
        """Return the language that the document declares."""
        buffer = (ctypes.c_ushort * 32)()
        length = raw.FPDFCatalog_GetLanguage(self._pdf, buffer, len(buffer))
        return bytes(buffer)[: max(0, length - 2)].decode("utf-16-le", "ignore").strip("\x00 ") or None

    def sheets(self) -> Iterator[Sheet]:
        """Yield the pages in their order.

        Raises:
            ExtractError: ``pdf_corrupt`` or ``pdf_limit``.
        """
        characters = 0
        for index in range(len(self._pdf)):
            try:
                page = self._pdf[index]
            except pypdfium2.PdfiumError as error:
                raise ExtractError("pdf_corrupt", f"Page {index + 1} of the PDF is damaged or missing.") from error
            with closing(page), closing(page.get_textpage()) as text:
                characters += raw.FPDFText_CountChars(text)
                if characters > self._most:
                    raise ExtractError("pdf_limit", f"The PDF has more than {self._most:,} characters.")
                yield _sheet(page, text, index + 1)


def _sheet(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, number: int) -> Sheet:
    view = View(page)
    words, turned = glyphs.words(text, view)
    shapes = Shapes(view)
    shapes.gather(page)
    return Sheet(number, view.width, view.height, words, turned, shapes.rules, shapes.panels, shapes.pictures)
