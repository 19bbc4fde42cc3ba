"""The gate: pages of our own prose, annotated in the text, with floors that may only be raised.

In ``pages/*.txt`` ``{1,160 = 1160 EUR}`` is a figure with its value and unit, ``<2016>`` a number that is none. The
last part of a page's name is its language. A line is a block; ``# `` begins a heading, ``* `` a list item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from monitor import figures
from monitor.figures.refusals.reasons import REASONS
from monitor.model import Block, BlockKind, Figure, Text

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
MARK = re.compile(r"\{([^{}=]*) = ([^{}]*)\}|<([^<>]*)>")
KINDS = {"# ": BlockKind.HEADING, "* ": BlockKind.LIST_ITEM}

RECALL = 1.0
PRECISION = 1.0
VALUES = 1.0


@dataclass
class Page:
    """A page with what is to be found in it: spans of figures with value and unit, spans of other numbers."""

    text: Text
    figures: dict[tuple[int, int], str] = field(default_factory=dict)
    others: list[tuple[int, int]] = field(default_factory=list)


def page(path: Path) -> Page:
    """Return the page at *path*, its marks taken out."""
    content, blocks = "", []
    wanted: dict[tuple[int, int], str] = {}
    others: list[tuple[int, int]] = []
    for line in path.read_text("utf-8").splitlines():
        kind = KINDS.get(line[:2], BlockKind.PARAGRAPH)
        start, at = len(content), 0
        written = line.removeprefix("# ").removeprefix("* ")
        for mark in MARK.finditer(written):
            content += written[at : mark.start()]
            surface = mark[1] if mark[3] is None else mark[3]
            span = (len(content), len(content) + len(surface))
            content += surface
            at = mark.end()
            if mark[3] is None:
                wanted[span] = mark[2]
            else:
                others.append(span)
        content += written[at:]
        blocks.append(Block(kind=kind, start=start, end=len(content)))
        content += "\n"
    language = path.stem.rsplit("-", 1)[1]
    return Page(Text(content=content, blocks=tuple(blocks), language=language), wanted, others)


def says(figure: Figure, wanted: str) -> bool:
    """Whether *figure* has the value and unit of "0.2", "5000..7000 EUR" or "2/3"."""
    value, _, unit = wanted.partition(" ")
    if figure.unit != (unit or None):
        return False
    if ".." in value:
        return [figure.low, figure.high] == [Decimal(end) for end in value.split("..")]
    if figure.value is None:
        return False
    return abs(Fraction(figure.value) - Fraction(value)) < Fraction(1, 10**9)


def touching(figure: Figure, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those of *spans* that *figure* overlaps."""
    return [span for span in spans if figure.start < span[1] and span[0] < figure.end]


def test_the_pages_hold_enough() -> None:
    pages = [page(path) for path in PAGES]
    assert len(pages) >= 5
    assert sum(len(one.figures) for one in pages) >= 80
    assert sum(len(one.others) for one in pages) >= 80


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_floors(path: Path) -> None:
    one = page(path)
    found, refused = figures.find(one.text)
    spans = list(one.figures)
    hit = {span for figure in found for span in touching(figure, spans)}
    spurious = [figure.surface for figure in found if not touching(figure, spans)]
    wrong = [
        (figure.surface, figure.value, figure.low, figure.high, figure.unit)
        for figure in found
        for span in touching(figure, spans)
        if not says(figure, one.figures[span])
    ]
    missed = [one.text.content[begin:end] for begin, end in spans if (begin, end) not in hit]
    assert len(hit) / len(spans) >= RECALL, f"missed {missed}"
    assert 1 - len(spurious) / len(found) >= PRECISION, f"spurious {spurious}"
    assert 1 - len(wrong) / len(found) >= VALUES, f"wrong {wrong}"
    assert all(number.why in REASONS for number in refused)
