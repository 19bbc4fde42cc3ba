"""The pages of a PDF, as PDFium draws them: the only module that calls it.

PDFium is a C++ library and what it is given comes from anywhere, so it runs in processes that can be killed
(`monitor/worker_pool.py`). What is asked of a character costs a call, so little is: where words begin and end.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing
from math import atan2, cos, sin

import pypdfium2
from pypdfium2 import raw

from monitor.errors import ExtractError
from monitor.extract.pdf.geometry import Box, Sheet, Word

MOST_PAGES = 2000
MOST_CHARACTERS = 10_000_000
_MOST_SHAPES = 20_000  # drawn on a page: a map or a chart may have more, no table has
_MOST_POINTS = 400  # of a drawn path that is looked at for straight lines
_DEEPEST = 4  # forms within forms
_THIN = 2.6  # points: what is no wider is a rule
_SHORTEST = 6.0  # points: what is shorter rules nothing
_HYPHEN = "\ufffe"  # what PDFium makes of a hyphen that ends a line
_WORD = re.compile(f"[^ \\t\\r\\n\\x00{_HYPHEN}]+{_HYPHEN}?")
_RAISED_SIZE = 0.8  # share of its word's size below which a character is a superscript, if it stands higher, too
_UNREADABLE = {
    raw.FPDF_ERR_PASSWORD: ("pdf_encrypted", "The PDF is locked with a password."),
    raw.FPDF_ERR_SECURITY: ("pdf_encrypted", "The PDF is encrypted in a way that is not known."),
}
_Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Opened:
    """A PDF that PDFium has opened; use it as a context manager."""

    def __init__(self, body: bytes) -> None:
        """Open *body*.

        Raises:
            ExtractError: ``pdf_encrypted``, ``pdf_corrupt`` or ``pdf_limit``.
        """
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
                if characters > MOST_CHARACTERS:
                    raise ExtractError("pdf_limit", f"The PDF has more than {MOST_CHARACTERS:,} characters.")
                yield _sheet(page, text, index + 1)


def _sheet(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, number: int) -> Sheet:
    view = _View(page)
    words, turned = _words(text, view)
    shapes = _Shapes(view)
    shapes.gather(page)
    return Sheet(number, view.width, view.height, words, turned, shapes.rules, shapes.panels, shapes.pictures)


class _View:
    """How a page is turned before it is shown: from its own coordinates to ours."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        left, bottom, right, top = page.get_bbox()
        turn = raw.FPDFPage_GetRotation(page)
        width, height = right - left, top - bottom
        self.width, self.height = (height, width) if turn % 2 else (width, height)
        self._matrix: _Matrix = (
            (1.0, 0.0, 0.0, -1.0, -left, top),
            (0.0, 1.0, 1.0, 0.0, -bottom, -left),
            (-1.0, 0.0, 0.0, 1.0, right, -bottom),
            (0.0, -1.0, -1.0, 0.0, top, right),
        )[turn]

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self._matrix
        return a * x + c * y + e, b * x + d * y + f

    def slope(self, angle: float) -> float:
        """Return how far, in radians, a line of text at *angle* to the page's own coordinates is from level."""
        x, y = cos(angle), sin(angle)
        a, b, c, d, _, _ = self._matrix
        return abs(atan2(b * x + d * y, a * x + c * y))

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        x, y = self.point(left, bottom)
        other_x, other_y = self.point(right, top)
        return Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))


# -- words ------------------------------------------------------------------------------------------------------------


def _characters(text: pypdfium2.PdfTextPage) -> str:
    """Return one character for each that PDFium counts on the page."""
    count = raw.FPDFText_CountChars(text)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text, 0, count, buffer)
    whole = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(whole) == count:
        return whole
    return "".join([_character(raw.FPDFText_GetUnicode(text, index)) for index in range(count)])


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _words(text: pypdfium2.PdfTextPage, view: _View) -> tuple[list[Word], int]:
    """Return the words of a page, and how many are written in another direction than from left to right."""
    found: list[Word] = []
    turned = 0
    characters = _characters(text)
    glyphs = _Glyphs(text, view)
    line_end, bold = -1, False
    for match in _WORD.finditer(characters):
        start, end = match.span()
        hyphen = characters[end - 1] == _HYPHEN
        last = end - 2 if hyphen and end - start > 1 else end - 1
        first_box, last_box = glyphs.box(start), glyphs.box(last)
        if glyphs.is_turned(start, last, first_box, last_box):
            turned += 1
            continue
        if start >= line_end:
            bold = glyphs.is_bold(start)
            line_end = characters.find("\n", start) + 1 or len(characters)
        written = match.group().replace(_HYPHEN, "-")
        base = glyphs.base(start)
        size = first_box.height
        box = Box(first_box.left, first_box.top, max(last_box.right, first_box.right), first_box.bottom)
        word = Word(written, box, base, size, start, bold=bold, hyphen=hyphen)
        if any(map(str.isdecimal, written)) and len(written) > 1:
            found.extend(glyphs.parted(word, last))
        else:
            found.append(word)
    return found, turned


class _Glyphs:
    """Where the characters of a page stand."""

    def __init__(self, text: pypdfium2.PdfTextPage, view: _View) -> None:
        self._text, self._view = text, view
        self._rectangle = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()

    def box(self, index: int) -> Box:
        rectangle = self._rectangle
        raw.FPDFText_GetLooseCharBox(self._text, index, rectangle)
        return self._view.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

    def base(self, index: int) -> float:
        raw.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        return self._view.point(self._x.value, self._y.value)[1]

    def is_bold(self, index: int) -> bool:
        length = raw.FPDFText_GetFontInfo(self._text, index, self._name, len(self._name), self._flags)
        name = self._name.raw[: max(0, length - 1)].lower()
        return any(weight in name for weight in (b"bold", b"black", b"heavy", b"semibold", b"-bd"))

    def is_turned(self, start: int, last: int, first_box: Box, last_box: Box) -> bool:
        """Return whether the characters from *start* to *last* do not stand one right of the other."""
        if start == last:
            return self._view.slope(raw.FPDFText_GetCharAngle(self._text, start)) > 0.3
        across, down = last_box.left - first_box.left, abs(last_box.bottom - first_box.bottom)
        return down > max(0.3 * first_box.height, across)

    def parted(self, word: Word, last: int) -> list[Word]:
        """Return *word* as one, or as parts where some of its characters are superscripts."""
        indices = range(word.order, last + 1)
        boxes = [self.box(index) for index in indices]
        size = max(box.height for box in boxes)
        small = [box.height < _RAISED_SIZE * size for box in boxes]
        if not any(small):
            return [word]
        bases = [self.base(index) for index in indices]
        base = max(base for base, is_small in zip(bases, small, strict=True) if not is_small)
        parts: list[Word] = []
        for position, index in enumerate(indices):
            raised = small[position] and bases[position] < base - 0.1 * size
            if parts and parts[-1].raised == raised:
                part = parts[-1]
                part.text += word.text[position]
                part.box = part.box._replace(right=boxes[position].right)
            else:
                own = bases[position] if raised else base
                parts.append(
                    Word(word.text[position], boxes[position], own, boxes[position].height, index, word.bold,
                         glued=bool(parts), raised=raised)
                )  # fmt: skip
        parts[-1].text += word.text[len(indices) :]
        parts[-1].hyphen = word.hyphen
        return parts


# -- shapes -----------------------------------------------------------------------------------------------------------


class _Shapes:
    """What a page draws beside text, as far as it may rule a table or frame a box."""

    def __init__(self, view: _View) -> None:
        self.rules: list[Box] = []
        self.panels: list[Box] = []
        self.pictures = 0
        self._view = view
        self._left = _MOST_SHAPES

    def gather(self, page: pypdfium2.PdfPage) -> None:
        for index in range(raw.FPDFPage_CountObjects(page)):
            self._take(raw.FPDFPage_GetObject(page, index), _UNMOVED, 0)

    def _take(self, shape: raw.FPDF_PAGEOBJECT, matrix: _Matrix, depth: int) -> None:
        self._left -= 1
        if self._left < 0:
            return
        kind = raw.FPDFPageObj_GetType(shape)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(shape, matrix)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(_matrix_of(shape), matrix)
            for index in range(raw.FPDFFormObj_CountObjects(shape)):
                self._take(raw.FPDFFormObj_GetObject(shape, index), inner, depth + 1)

    def _path(self, shape: raw.FPDF_PAGEOBJECT, matrix: _Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(shape, fill, stroke)
        if not fill.value and not stroke.value:
            return
        count = raw.FPDFPath_CountSegments(shape)
        if count <= 6:  # a line or a rectangle
            edges = [ctypes.c_float() for _ in range(4)]
            raw.FPDFPageObj_GetBounds(shape, *edges)
            left, bottom, right, top = (edge.value for edge in edges)
            self._add(_moved(matrix, left, bottom), _moved(matrix, right, top))
        elif count <= _MOST_POINTS and stroke.value:
            self._lines(shape, count, _times(_matrix_of(shape), matrix))

    def _lines(self, shape: raw.FPDF_PAGEOBJECT, count: int, matrix: _Matrix) -> None:
        x, y = ctypes.c_float(), ctypes.c_float()
        before: tuple[float, float] | None = None
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(shape, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            here = _moved(matrix, x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if before is not None and kind == raw.FPDF_SEGMENT_LINETO:
                self._add(before, here)
            before = here

    def _add(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        """Add the rectangle between two corners: a rule where it is thin, else a panel."""
        box = self._view.box(*one, *other)
        if min(box.width, box.height) <= _THIN:
            if max(box.width, box.height) >= _SHORTEST:
                self.rules.append(box)
        elif min(box.width, box.height) >= _SHORTEST:
            self.panels.append(box)


def _matrix_of(shape: raw.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(shape, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: _Matrix, second: _Matrix) -> _Matrix:
    """Return the matrix that moves by *first* and then by *second*."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
