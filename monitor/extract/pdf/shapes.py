"""What a page of a PDF draws beside its text, as far as it may rule a table or frame a box."""

from __future__ import annotations

import ctypes

import pypdfium2
from pypdfium2 import raw

from monitor.extract.pdf.geometry import Box
from monitor.extract.pdf.page_view import Matrix, View

_MOST_SHAPES = 20_000  # drawn on a page: a map or a chart may have more, no table has
_MOST_POINTS = 400  # of a drawn path that is looked at for straight lines
_DEEPEST = 4  # forms within forms
_THIN = 2.6  # points: what is no wider is a rule
_SHORTEST = 6.0  # points: what is shorter rules nothing
_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Shapes:
    """Rules and panels of a page, and how many pictures it shows."""

    def __init__(self, view: View) -> None:
        """Begin with nothing."""
        self.rules: list[Box] = []
        self.panels: list[Box] = []
        self.pictures = 0
        self._view = view
        self._left = _MOST_SHAPES

    def gather(self, page: pypdfium2.PdfPage) -> None:
        """Take what *page* draws."""
        for index in range(raw.FPDFPage_CountObjects(page)):
            self._take(raw.FPDFPage_GetObject(page, index), _UNMOVED, 0)

    def _take(self, shape: raw.FPDF_PAGEOBJECT, matrix: Matrix, depth: int) -> None:
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

    def _path(self, shape: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
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

    def _lines(self, shape: raw.FPDF_PAGEOBJECT, count: int, matrix: Matrix) -> None:
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


def _matrix_of(shape: raw.FPDF_PAGEOBJECT) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(shape, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that moves by *first* and then by *second*."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
