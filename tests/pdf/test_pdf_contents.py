"""A table of contents of a PDF names parts and pages, and states no figure."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_pdf_blocks import drawn, lines

from monitor import figures

PARTS = (("What the wards report", 2), ("Beds", 2), ("Tents at the harbour", 4), ("Annex", 5))


def told(names: tuple[tuple[str, int], ...], *, headed: bool, front: int = 0, dots: bool = True) -> list[str]:
    """Return the numbers told of a document of five pages and *front* more, in which parts are *headed* by name."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Contents"], top=760, font="Helvetica-Bold")
        canvas.setFont("Helvetica", 10)
        for index, (name, page) in enumerate(names):
            canvas.drawString(72, 700 - 15 * index, f"{index + 1} {name}" + " ." * 20 * dots)
            canvas.drawRightString(400, 700 - 15 * index, str(page))
        canvas.showPage()
        for _ in range(front):
            lines(canvas, ["A word before."])
            canvas.showPage()
        for page in range(2, 6):
            own = [name for name, at in names if at == page and headed]
            lines(canvas, [line for name in own for line in (name, "The board met.")] or ["Nothing is said here."])
            canvas.showPage()

    return [figure.surface for figure in figures.find(drawn(draw))[0] if figure.headers]


@pytest.mark.parametrize(("front", "dots"), [(0, True), (0, False), (2, True)])
def test_a_table_of_contents_states_no_figure(front: int, dots: bool) -> None:
    assert told(PARTS, headed=True, front=front, dots=dots) == []


def test_rows_of_numbers_that_name_no_part_are_figures() -> None:
    assert told(PARTS, headed=False) == ["2", "2", "4", "5"]
    turned = (PARTS[3], *PARTS[:3])  # numbers that fall are no pages
    assert told(turned, headed=True) == ["5", "2", "2", "4"]
