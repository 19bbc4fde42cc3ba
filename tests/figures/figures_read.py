"""Reads one block of text with the figures part, for the tables of these tests."""

from __future__ import annotations

from dataclasses import dataclass

from monitor import figures
from monitor.model import Block, BlockKind, Cell, Dropped, Figure, Text


@dataclass(frozen=True)
class Found:
    """What was made of one block."""

    kept: tuple[Figure, ...]
    refused: tuple[Dropped, ...]


def read(
    language: str,
    content: str,
    *,
    kind: BlockKind = BlockKind.PARAGRAPH,
    cell: Cell | None = None,
    marks: tuple[tuple[int, int], ...] = (),
) -> Found:
    """Return the figures and refused numbers of a text of one block."""
    block = Block(kind=kind, start=0, end=len(content), cell=cell, marks=marks)
    kept, refused = figures.find(Text(content=content, blocks=(block,), language=language))
    for start, end, surface in [(one.start, one.end, one.surface) for one in kept] + [
        (one.start, one.end, one.surface) for one in refused
    ]:
        assert content[start:end] == surface
    return Found(kept, refused)


def written(number: Figure) -> str:
    """Return a figure's surface, value or ends, and unit as the tables write them: ``£2.2bn = 2200000000 GBP``."""
    if number.value is not None:
        value = format(number.value, "f")
    else:
        low = format(number.low, "f") if number.low is not None else ""
        high = format(number.high, "f") if number.high is not None else ""
        value = f"{low}..{high}"
    unit = f" {number.unit}" if number.unit else ""
    return f"{number.surface} = {value}{unit}"


def kept(language: str, content: str) -> list[str]:
    """Return all figures of *content* as the tables write them."""
    return [written(figure) for figure in read(language, content).kept]


def refused(language: str, content: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    """Return all refused numbers of *content*: ``2015 year``."""
    return [f"{number.surface} {number.why}" for number in read(language, content, kind=kind).refused]
