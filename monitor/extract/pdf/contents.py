"""Tables of contents: rows that name a part of the document and the page on which it begins state no figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from monitor.extract.pdf.grids import Grid
from monitor.extract.pdf.pieces import Piece, rows

_FEWEST = 3  # parts that a table of contents lists
_FRONT = 5  # pages of the file of which one is that of a printed number: others stand before the first that counts
_HEADED = 0.5  # share of them that begin on their page with a line of the same words
_PAGE = re.compile(r"\d{1,4}")
_NUMBER = re.compile(r"^[\W\d]+|[\W\d]+$")  # of a chapter, before its name; and what stands behind it


class Lines:
    """The lines of a document by its pages, each page's made when it is first asked for."""

    def __init__(self, pages: Sequence[Sequence[Piece]]) -> None:
        self._pages, self.pages = pages, len(pages)
        self._made: dict[int, frozenset[str]] = {}

    def near(self, number: int) -> Iterator[frozenset[str]]:
        """Yield the lines of the page that is printed as *number*: in the file it may stand a few pages on."""
        for at in range(max(number - 1, 0), min(number - 1 + _FRONT, len(self._pages))):
            if at not in self._made:
                lines = rows(self._pages[at])
                self._made[at] = frozenset(_named(piece.plain for piece in line) for line in lines)
            yield self._made[at]


def is_contents(grid: Grid, lines: Lines) -> bool:
    """Return whether *grid* lists parts of the document of these *lines*, each with the page on which it begins."""
    parts = _texts(grid)
    if len(parts) < _FEWEST or not all(row and _PAGE.fullmatch(row[-1]) for row in parts):
        return False
    numbers = [int(row[-1]) for row in parts]
    enough = _HEADED * len(parts)
    are_pages = sum(number <= lines.pages for number in numbers) >= enough
    if not are_pages or any(after < before for before, after in pairwise(numbers)):
        return False
    names = [_named(row[:-1]) for row in parts]
    headed = (any(name in page for page in lines.near(at)) for name, at in zip(names, numbers, strict=True))
    return all(names) and sum(headed) >= enough


def _texts(grid: Grid) -> list[list[str]]:
    return [[" ".join(line.plain for line in cell.lines) for cell in row if cell.lines] for row in grid.rows]


def _named(texts: Iterable[str]) -> str:
    """Return *texts* as one, folded, without the number of a chapter."""
    return _NUMBER.sub("", " ".join(" ".join(texts).split())).casefold()
