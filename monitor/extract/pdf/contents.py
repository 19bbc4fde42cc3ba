"""Tables of contents: rows that name a part of the document and the page on which it begins state no figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from monitor.extract.pdf.grids import Grid
from monitor.extract.pdf.pieces import Piece, rows

_FEWEST = 3  # parts that a table of contents lists
_FRONT = 4  # pages that may stand before the first that counts
_HEADED = 0.5  # share of them that begin on their page with a line of the same words
_PAGE = re.compile(r"\d{1,4}")
_NUMBER = re.compile(r"^[\W\d]+|[\W\d]+$")  # of a chapter, before its name; and what stands behind it


def is_contents(grid: Grid, pages: Sequence[Sequence[Piece]]) -> bool:
    """Return whether *grid* lists parts of the document of these *pages*, each with the page on which it begins."""
    parts = [(_named(row[:-1]), row[-1]) for row in _texts(grid)]
    if len(parts) < _FEWEST or not all(name and _PAGE.fullmatch(page) for name, page in parts):
        return False
    numbers = [int(page) for _, page in parts]
    if any(after < before for before, after in pairwise(numbers)):
        return False
    headed = sum(name in _lines(pages, number) for (name, _), number in zip(parts, numbers, strict=True))
    return headed >= _HEADED * len(parts)


def _texts(grid: Grid) -> list[list[str]]:
    return [[" ".join(line.plain for line in cell.lines) for cell in row if cell.lines] for row in grid.rows]


def _lines(pages: Sequence[Sequence[Piece]], number: int) -> set[str]:
    """Return the lines of the page that is printed as *number*: in the file it may stand a few pages on."""
    near = pages[number - 1 : number + _FRONT]
    return {_named(piece.plain for piece in row) for page in near for row in rows(page)}


def _named(texts: Iterable[str]) -> str:
    """Return *texts* as one, folded, without the number of a chapter."""
    return _NUMBER.sub("", " ".join(" ".join(texts).split())).casefold()
