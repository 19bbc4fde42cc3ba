"""What became of a page's text between two snapshots, for the reader's eye: it decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.texts import BlockKind

Words = tuple[tuple[int, str], ...]
"""Pieces of a text in reading order, as (-1 gone, 0 kept or 1 new, text)."""
BETWEEN = " | "  # parts the cells of a row wherever it is one string


class Became(StrEnum):
    """What became of a line between two versions."""

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"  #: it stands elsewhere among its neighbours, as it was or changed
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDiff:
    """What became of one line: a heading, a paragraph, a list's item, or a table's row with its cells."""

    became: Became
    kind: BlockKind
    level: int = 0  #: of a heading, or of a list's item, as in `Block`
    old: int | None  #: which line of the old text it was, from 1; None when it is new
    new: int | None  #: which line of the new text it is; None when it is gone
    cells: tuple[Words, ...]  #: one for each cell of a row, else one alone
    old_under: str = ""  #: the heading above it in the old text
    new_under: str = ""  #: and in the new one

    @property
    def is_row(self) -> bool:
        """Return whether it is a table's row."""
        return self.kind is BlockKind.TABLE_CELL

    @property
    def has_changed_words(self) -> bool:
        """Return whether some of its words came or went; false also of one that only moved."""
        return any(sign for cell in self.cells for sign, _ in cell)

    @property
    def words(self) -> Words:
        """Return the whole line: what is kept or gone in it is the old line, what is kept or new the new one."""
        pieces: list[tuple[int, str]] = []
        for sign, text in self._parted():
            if text and pieces and pieces[-1][0] == sign:
                pieces[-1] = (sign, pieces[-1][1] + text)
            elif text:
                pieces.append((sign, text))
        return tuple(pieces)

    def _parted(self) -> Iterator[tuple[int, str]]:
        begun = {-1: False, 1: False}  # on which sides there was a cell before
        for cell in self.cells:
            sides = [side for side in (-1, 1) if any(sign in (0, side) for sign, _ in cell)]
            parted = [side for side in sides if begun[side]]
            if parted:
                yield (0 if len(parted) == 2 else parted[0]), BETWEEN
            begun.update(dict.fromkeys(sides, True))
            yield from cell


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDiff:
    """What changed in the main part of a page's text between two snapshots, line by line."""

    page_id: str
    page_title: str
    before_at: datetime
    after_at: datetime
    lines: tuple[LineDiff, ...]
    """In the new text's order; what is gone stands where it was. Without any, nothing can be told of the text."""
    outside: int = 0  #: how many lines changed in navigation, footers and lists of links, which are not among them
    is_cut: bool = False  #: the texts are very long: only what they begin with was compared
