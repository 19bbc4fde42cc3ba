"""From the coordinates of a page of a PDF to ours: points from its top left corner, as it is shown."""

from __future__ import annotations

from math import atan2, cos, sin

import pypdfium2
from pypdfium2 import raw

from monitor.extract.pdf.geometry import Box

Matrix = tuple[float, float, float, float, float, float]


class View:
    """How a page is turned before it is shown: from its own coordinates to ours."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        """Take size and rotation of *page*."""
        left, bottom, right, top = page.get_cropbox()
        turn = raw.FPDFPage_GetRotation(page)
        self._upright = turn == 0  # as nearly all pages are: then less is to be reckoned
        self._left, self._top = left, top
        width, height = right - left, top - bottom
        self.width, self.height = (height, width) if turn % 2 else (width, height)
        self._matrix: Matrix = (
            (1.0, 0.0, 0.0, -1.0, -left, top),
            (0.0, 1.0, 1.0, 0.0, -bottom, -left),
            (-1.0, 0.0, 0.0, 1.0, right, -bottom),
            (0.0, -1.0, -1.0, 0.0, top, right),
        )[turn]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is shown."""
        a, b, c, d, e, f = self._matrix
        return a * x + c * y + e, b * x + d * y + f

    def height_of(self, x: float, y: float) -> float:
        """Return the y of a point."""
        return self._top - y if self._upright else self.point(x, y)[1]

    def slope(self, angle: float) -> float:
        """Return how far, in radians, a line of text at *angle* to the page's own coordinates is from level."""
        x, y = cos(angle), -sin(angle)  # PDFium counts clockwise
        a, b, c, d, _, _ = self._matrix
        return abs(atan2(b * x + d * y, a * x + c * y))

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return how the rectangle between two corners is shown."""
        if self._upright and left <= right and bottom <= top:
            return Box(left - self._left, self._top - top, right - self._left, self._top - bottom)
        x, y = self.point(left, bottom)
        other_x, other_y = self.point(right, top)
        return Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))
