"""What a report shows of a page's text: what is told above in sentences and cells does not stand there again."""

from __future__ import annotations

import pytest
from report_fakes import EARLIER, NOW, change, figure

from monitor.model import Became, BlockKind, Change, ChangeKind, LineDiff, TextDiff, Words
from monitor.report.remainder import Remainder, remainder

OLD, NEW = "There are 40 boats.", "There are 52 boats."
BOATS = change(figure(OLD, "40", "40", "boats"), figure(NEW, "52", "52", "boats"))
LAMPS = change(None, figure("It has 7 lamps.", "7", "7", "lamps"), ChangeKind.APPEARED)
CELL = change(*(figure(n, n, n, "beds", headers=("North", "Beds")) for n in ("12", "14")), table=0)  # type: ignore[arg-type]


def line(*cells: Words, became: Became = Became.CHANGED, row: bool = False) -> LineDiff:
    return LineDiff(became=became, kind=BlockKind.TABLE_CELL if row else BlockKind.PARAGRAPH, old=1, new=1, cells=cells)


def of(shown: LineDiff, *told: Change) -> Remainder:
    diff = TextDiff(page_id="p", page_title="P", before_at=EARLIER, after_at=NOW, lines=(shown,))
    return remainder(diff, told)


MOVED: Words = ((0, "There are "), (-1, "40"), (1, "52"), (0, " boats."))
NORTH: Words = ((0, "North"),)


@pytest.mark.parametrize(
    ("shown", "told", "is_left_out"),
    [
        (line(MOVED), (BOATS,), True),
        (line(MOVED), (), False),
        (line(MOVED), (LAMPS,), False),
        (line((*MOVED, (1, "  It has 7\n lamps."))), (BOATS, LAMPS), True),  # each sentence is told
        (line((*MOVED, (1, " It is late."))), (BOATS,), False),
        (line(((0, "It is late. "), *MOVED)), (BOATS,), True),  # the rest of the paragraph stayed
        (line(((1, "It has 7 lamps."),), became=Became.NEW), (LAMPS,), True),
        (line(((-1, "It has 7 lamps."),), became=Became.GONE), (LAMPS,), False),  # it is told as new, not as gone
        (line(((0, NEW),), became=Became.KEPT), (BOATS,), False),
        (line(MOVED, became=Became.MOVED), (BOATS,), False),  # that it moved is told nowhere else
        (line(NORTH, ((-1, "12"), (1, "14")), row=True), (CELL,), True),
        (line(((0, "South"),), ((-1, "12"), (1, "14")), row=True), (CELL,), False),
        (line(NORTH, ((-1, "12"), (1, "15")), row=True), (CELL,), False),
        (line(NORTH, ((-1, "12"), (1, "14")), ((1, "new"),), row=True), (CELL,), False),
    ],
)
def test_what_is_told_does_not_stand_in_the_text_again(
    shown: LineDiff, told: tuple[Change, ...], is_left_out: bool
) -> None:
    left = of(shown, *told)
    assert (left.left_out, len(left.diff.lines)) == ((1, 0) if is_left_out else (0, 1))
    assert bool(left) is (not is_left_out and shown.became is not Became.KEPT)


def test_what_is_left_out_is_counted() -> None:
    assert of(line(MOVED), BOATS).title == "What else changed in the text, besides the line told above"
    assert of(line(MOVED)).title == "What changed in the text"
