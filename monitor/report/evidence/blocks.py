"""What a document is made of, whichever form it takes."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model import Figure


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a page, with its number marked."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first cell heads its row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A thing to do in a terminal."""

    title: str
    text: str
    command: str


Block = Text | Bullets | Quote | Table | Step


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    title: str
    blocks: tuple[Block, ...]
