"""What stands on one line of a PDF, and what only beside it: dot leaders, tables beside prose, broken numbers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_pdf_blocks import contents, drawn, lines

from monitor import figures
from monitor.model import Text

Draw = Callable[[Canvas], None]
COUNTS = (("Deaths", "12"), ("People in hospital", "1,204"), ("Tests", "31"))


def told(text: Text) -> list[tuple[str, str]]:
    return [(figure.surface, figure.counts) for figure in figures.find(text)[0]]


def _leading(step: float | None) -> Draw:
    """Return what draws rows whose dots stand *step* points apart, each by itself, or as one word for None."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Figures of the week", "The board counts what the wards report to it by letter."], top=760)
        for index, (label, number) in enumerate(COUNTS):
            y, x = 700 - 15 * index, 76 + canvas.stringWidth(label, "Helvetica", 10)
            end = 396 - canvas.stringWidth(number, "Helvetica", 10)
            canvas.drawString(72, y, label)
            if step is None:
                canvas.drawString(x, y, "." * int((end - x) / 2.78))
            else:
                for dot in range(int((end - x) / step)):
                    canvas.drawString(x + dot * step, y, ".")
            canvas.drawRightString(400, y, number)

    return draw


@pytest.mark.parametrize("step", [None, 2.78, 4, 5, 8, 10])
def test_dots_lead_from_a_label_to_its_number_and_are_no_part_of_either(step: float | None) -> None:
    assert told(drawn(_leading(step))) == [(number, label) for label, number in COUNTS]


def test_dots_that_touch_a_label_and_its_number_are_no_part_of_them_either() -> None:
    said = ["Deaths".ljust(50, ".") + "12", "Births".ljust(50, ".") + "31"]
    text = drawn(lambda canvas: lines(canvas, said, font="Courier"))
    assert told(text) == [("12", "Deaths"), ("31", "Births")]


def test_an_ellipsis_leads_nowhere() -> None:
    said = "The wards ... all 31 of them . . . answered, and 12 more...."
    assert contents(drawn(lambda canvas: lines(canvas, [said]))) == [said]


PROSE = [
    "The board met on Sunday and heard what", "the wards had to report. Nurses from the",
    "coast opened more tents near the", "harbour for people who had walked for",
    "hours, and doctors came when they could.", "The next meeting is in the town hall.",
]  # fmt: skip
WARDS = (("Ward", "Beds", "Staff"), ("North", "120", "14"), ("South", "97", "11"), ("Harbour", "1,204", "31"))
CELLS = [
    (number, f"{ward}: {head}") for ward, *row in WARDS[1:] for number, head in zip(row, WARDS[0][1:], strict=True)
]


def _beside(*, first: bool, left: bool, by_rows: bool, lower: float) -> Draw:
    """Return what draws a table without rules beside prose: *first*, *left* of it, by its rows or columns."""
    places = [(72 if left else 330) + shift for shift in (0, 100, 160)]

    def table(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        rows, columns = range(len(WARDS)), range(3)
        for row, column in product(rows, columns) if by_rows else ((r, c) for c, r in product(columns, rows)):
            canvas.drawString(places[column], 700 - lower - 13 * row, WARDS[row][column])

    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Report of the week"], top=760, font="Helvetica-Bold")
        if first:
            table(canvas)
        lines(canvas, PROSE, left=330 if left else 72)
        if not first:
            table(canvas)

    return draw


@pytest.mark.parametrize(("first", "left", "by_rows"), list(product([True, False], repeat=3)))
@pytest.mark.parametrize("lower", [0, 3, 5, 6.5, 9])
def test_a_table_beside_prose_is_a_table(first: bool, left: bool, by_rows: bool, lower: float) -> None:
    text = drawn(_beside(first=first, left=left, by_rows=by_rows, lower=lower))
    assert told(text) == CELLS
    prose = [text.of(block) for block in text.blocks if block.kind == "paragraph"]
    assert " ".join(prose) == " ".join(PROSE)


def test_columns_of_prose_that_do_not_share_their_lines_are_columns() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, PROSE)
        lines(canvas, PROSE, left=330, top=694)

    assert contents(drawn(draw)) == [" ".join(PROSE)] * 2


DIALLED = [
    ["For help call 0800", "555 0199 or write to the board at the harbour."],
    ["Renseignements au 02 99", "86 00 00 tous les jours ouvrables de la semaine."],
    ["Contact", "T +44 20 7946", "0018", "press@board.example or by letter"],
]


@pytest.mark.parametrize("said", DIALLED)
def test_a_telephone_number_over_two_lines_is_one(said: list[str]) -> None:
    assert told(drawn(lambda canvas: lines(canvas, said))) == []


def test_other_numbers_at_the_end_of_a_line_end_it() -> None:
    said = ["In hospital: 310", "96 are tested every day, and nobody waits longer than a day."]
    assert contents(drawn(lambda canvas: lines(canvas, said))) == said
