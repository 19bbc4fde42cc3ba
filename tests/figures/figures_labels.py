"""Writes the labels of figures in one line each, so that a table row states every field that it checks."""

from __future__ import annotations

from collections.abc import Iterable

from monitor import figures
from monitor.model import Block, BlockKind, Cell, Figure, Text

DAY = "2020-03-18"  #: the day on which the pages of these tests were published; a Wednesday


def told(figure: Figure) -> str:
    """Return all labels of *figure*; what is not written is not there, and EXACT and TOTAL go without saying.

    ``+ 32 | cas confirmés (cas) | EUR | AT_LEAST CHANGE UP | hier = 2020-03-17..2020-03-17 | by X | says Y``
    """
    hedge = "" if figure.quantifier == "EXACT" else f"{figure.quantifier} "
    parts = [
        figure.surface,
        f"{figure.counts} ({figure.head})" if figure.counts else "nothing",
        figure.unit or "",
        " ".join(f"{hedge}{'' if figure.role == 'TOTAL' else figure.role} {figure.direction or ''}".split()),
        _time(figure),
        f"by {figure.agent}" if figure.agent else "",
        f"says {figure.attribution}" if figure.attribution else "",
    ]
    return " | ".join(part for part in parts if part)


def _time(figure: Figure) -> str:
    days = f"{figure.since or ''}..{figure.until or ''}"
    return "" if figure.time is None else figure.time if days == ".." else f"{figure.time} = {days}"


def labels(language: str, content: str, *, published: str | None = DAY, speaker: str | None = None) -> list[str]:
    """Return the labels of the figures in *content*, whose lines are paragraphs."""
    return of(page(language, *(("paragraph", text) for text in content.split("\n")), published=published), speaker)


def speakers(language: str, content: str, numbers: Iterable[str]) -> dict[str, str | None]:
    """Return who states each of *numbers* in *content*, whose lines are paragraphs."""
    text = page(language, *(("paragraph", words) for words in content.split("\n")))
    return {one.surface: one.attribution for one in figures.find(text)[0] if one.surface in set(numbers)}


def of(text: Text, speaker: str | None = None) -> list[str]:
    """Return the labels of the figures of *text*."""
    return [told(figure) for figure in figures.find(text, speaker=speaker)[0]]


def page(language: str, *blocks: tuple[str, str] | tuple[str, str, Cell], published: str | None = DAY) -> Text:
    """Return a text of *blocks*: each its kind, its words and, in a table, its cell; what a list follows leads it."""
    content = ""
    made: list[Block] = []
    heading: int | None = None
    lead: int | None = None
    for kind, words, *cell in blocks:
        item = BlockKind(kind) is BlockKind.LIST_ITEM
        lead = (lead if lead is not None else len(made) - 1 if made else None) if item else None
        start = len(content)
        content += words + "\n"
        made.append(
            Block(
                kind=BlockKind(kind),
                start=start,
                end=start + len(words),
                level=1,
                lead=lead,
                heading=heading,
                cell=cell[0] if cell else None,
            )
        )
        if kind == "heading":
            heading = len(made) - 1
    return Text(content=content, blocks=tuple(made), language=language, published=published)


def cell(rows: tuple[str, ...], columns: tuple[str, ...], caption: str = "") -> Cell:
    """Return the cell of a table under *columns* and beside *rows*."""
    return Cell(table=0, row=1, column=1, row_headers=rows, column_headers=columns, caption=caption)
