"""A PDF becomes the blocks that a reader sees: columns one after the other, headings, items, words put together."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from monitor.errors import ExtractError
from monitor.extract import read
from monitor.model import BlockKind, Text

FILES = Path(__file__).parent / "files"


def drawn(draw: Callable[[Canvas], None]) -> Text:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    draw(canvas)
    canvas.save()
    return read(made.getvalue())


def lines(canvas: Canvas, texts: list[str], *, left: float = 72, top: float = 700, font: str = "Helvetica") -> None:
    canvas.setFont(font, 10)
    for index, text in enumerate(texts):
        canvas.drawString(left, top - 13 * index, text)


def contents(text: Text) -> list[str]:
    return [text.of(block) for block in text.blocks if block.region == "main"]


def test_columns_are_read_one_after_the_other() -> None:
    text = read((FILES / "columns.pdf").read_bytes())
    assert [text.of(block)[:12] for block in text.blocks] == [
        "Harbour and ", "A letter to ", "The harbour", "The harbour ", "The camp", "In the camp ",
    ]  # fmt: skip
    assert [block.level for block in text.blocks if block.kind is BlockKind.HEADING] == [1, 2, 2]


def test_columns_that_do_not_share_their_lines_are_columns_too() -> None:
    text = read((FILES / "chromium.pdf").read_bytes())
    assert [words[:9] for words in contents(text)][1:3] == ["Am Montag", "Das Rote "]


def test_words_that_a_line_end_breaks_are_put_together() -> None:
    text = drawn(
        lambda canvas: lines(canvas, [
            "Die Zahl der laborbestätigten Fälle und der Hospita-",
            "lisationen stieg im Juni; auch Fälle von Herz-Kreis-",
            "lauferkrankungen und von Herz-",
            "Kreislaufschwäche wurden mehr, sagt das Amt am Ort.",
        ])
    )  # fmt: skip
    assert contents(text) == [
        (
            "Die Zahl der laborbestätigten Fälle und der Hospitalisationen stieg im Juni; auch Fälle von Herz-"
            "Kreislauferkrankungen und von Herz-Kreislaufschwäche wurden mehr, sagt das Amt am Ort."
        )
    ]


def test_a_line_that_ends_before_it_must_ends_its_paragraph() -> None:
    text = drawn(
        lambda canvas: lines(canvas, [
            "New cases: 24", "New tests: 297", "Deaths: 2",
            "This is the change in the number of cases since the report of yesterday, and it",
            "includes people who were tested before.",
        ])
    )  # fmt: skip
    assert contents(text) == [
        "New cases: 24", "New tests: 297", "Deaths: 2",
        (
            "This is the change in the number of cases since the report of yesterday, and it includes people who were "
            "tested before."
        ),
    ]  # fmt: skip


def test_items_hang_behind_their_marks_and_have_a_lead() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["The board will now, as it said on Tuesday after it had met for most of the night:"])
        lines(canvas, ["•", "", "•"], top=680)
        words = ["open two wards in the north of the county, for which it", "hires 40 nurses;", "close one."]
        lines(canvas, words, left=86, top=680)

    text = drawn(draw)
    assert contents(text)[1:] == [
        "open two wards in the north of the county, for which it hires 40 nurses;",
        "close one.",
    ]
    assert [(block.kind, block.lead) for block in text.blocks[1:]] == [(BlockKind.LIST_ITEM, 0)] * 2


def test_justified_lines_with_wide_gaps_are_prose() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["A long line of prose that says how wide the column of this text is, to the end", "of which"])
        for index, word in enumerate(("the", "board", "counted", "1,204", "houses", "without", "water")):
            canvas.drawString(72 + 52 * index, 674, word)
        canvas.drawString(72, 661, "this week.")

    assert contents(drawn(draw))[-1].endswith("the board counted 1,204 houses without water this week.")


def test_a_table_that_is_drawn_column_by_column_is_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["District", "Harbour", "Castle", "Moor"])
        lines(canvas, ["Houses", "640", "1,310", "75"], left=250)
        lines(canvas, ["Streets", "12", "31", "4"], left=350)

    cells = [block.cell for block in drawn(draw).blocks]
    assert [cell.row_headers + cell.column_headers for cell in cells if cell and not cell.header][:3] == [
        ("Harbour", "Houses"), ("Harbour", "Streets"), ("Castle", "Houses"),
    ]  # fmt: skip


def test_numbers_along_the_axes_of_a_chart_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for step in range(5):
            canvas.drawString(72, 500 + 30 * step, str(step * 50))
            canvas.drawString(100 + 60 * step, 480, str(2010 + step))

    assert not any(block.cell for block in drawn(draw).blocks)


def test_what_is_written_up_the_side_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["There are 640 houses without water."])
        canvas.rotate(90)
        canvas.drawString(300, -40, "Number of 7,000 houses")

    assert contents(drawn(draw)) == ["There are 640 houses without water."]


def test_a_running_head_on_two_pages_is_margin_and_the_text_is_not() -> None:
    def draw(canvas: Canvas) -> None:
        for page in (1, 2):
            lines(canvas, ["County of Wend, report of 3 May"], top=800)
            lines(canvas, [f"On page {page} there are {page * 100} houses."])
            lines(canvas, [f"{page}/2"], top=30, left=290)
            canvas.showPage()

    text = drawn(draw)
    assert contents(text) == ["On page 1 there are 100 houses.", "On page 2 there are 200 houses."]
    assert text.pages[1][1] == 2
    assert text.page_at(text.content.index("200")) == 2


def test_pages_with_nothing_but_their_numbers_hold_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        for page in ("1", "2", "3"):
            lines(canvas, [page], top=30, left=290)
            canvas.showPage()

    with pytest.raises(ExtractError) as caught:
        drawn(draw)
    assert caught.value.reason == "pdf_no_text"


def test_a_page_number_beside_words_that_change_is_margin_too() -> None:
    def draw(canvas: Canvas) -> None:
        for page, chapter in enumerate(("Houses", "Streets", "Bridges", "Schools"), 1):
            lines(canvas, [f"Chapter on {chapter} {page + 6}"], top=800)
            lines(canvas, [f"There are {page * 100} of these in the county."])
            canvas.showPage()

    assert contents(drawn(draw)) == [f"There are {number} of these in the county." for number in (100, 200, 300, 400)]


def test_a_sentence_over_two_pages_is_one_and_each_number_has_its_page() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["The town has put up 38 tents behind the market, and handed out the blan-"], top=80)
        lines(canvas, ["1"], top=30, left=290)
        canvas.showPage()
        lines(canvas, ["kets that it was given: 1,150 in all. Nobody is cold."], top=760)
        lines(canvas, ["2"], top=30, left=290)

    text = drawn(draw)
    assert contents(text) == [
        (
            "The town has put up 38 tents behind the market, and handed out the blankets that it was given: 1,150 in"
            " all. Nobody is cold."
        ),
    ]
    places = [text.content.index(number) for number in ("38", "1,150")]
    assert [text.page_at(place) for place in places] == [1, 2]


@pytest.mark.parametrize(
    "name", [path.stem for path in sorted(FILES.glob("*.pdf")) if path.stem not in ("scan", "locked")]
)
def test_blocks_lie_in_the_text_in_their_order(name: str) -> None:
    text = read((FILES / f"{name}.pdf").read_bytes())
    assert text.kind == "pdf"
    places = [place for block in text.blocks for place in (block.start, block.end)]
    assert places == sorted(places)
    assert places[-1] <= len(text.content)
    assert list(text.pages) == sorted(text.pages)
    assert text.pages[0] == (0, 1)


@pytest.mark.parametrize(
    ("size", "smaller", "rise", "marked"),
    [
        (10, 0.8, 0.5, True),  # two points less, and half a line higher
        (14, 0.86, 0.5, True),
        (18, 0.89, 0.5, True),
        (10, 0.6, 0.33, True),
        (14, 0.86, 0.0, False),  # small print on the same line
        (14, 0.86, 0.15, False),
    ],
)
def test_what_stands_higher_and_is_smaller_is_a_footnote_mark(
    size: float, smaller: float, rise: float, marked: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        writer = canvas.beginText(72, 700)
        writer.setFont("Helvetica", size)
        writer.textOut("Boats by districts")
        writer.setFont("Helvetica", size * smaller)
        writer.setRise(size * rise)
        writer.textOut("7")
        canvas.drawText(writer)

    (block,) = drawn(draw).blocks
    assert (len(block.marks) == 1) is marked


def test_a_note_begins_with_its_raised_mark() -> None:
    def draw(canvas: Canvas) -> None:
        writer = canvas.beginText(72, 700)
        writer.setFont("Helvetica", 8.5)
        writer.setRise(5)
        writer.textOut("1")
        writer.setFont("Helvetica", 10)
        writer.setRise(0)
        writer.textOut(" Of whom 1,200 were counted again.")
        canvas.drawText(writer)

    text = drawn(draw)
    assert contents(text) == ["1 Of whom 1,200 were counted again."]
    assert text.blocks[0].marks == ((0, 1),)
