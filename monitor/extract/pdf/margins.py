"""Which lines stand at the edges of pages and are no part of the text: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from monitor.extract.pdf.geometry import Sheet
from monitor.extract.pdf.pieces import Piece, rows

_EDGE = 0.12  # share of a page's height in which running heads and feet stand
_NARROW = 0.09  # share in which a lone number is the page's
_ENOUGH = 0.3  # share of the pages on which a line must come again: those of left and right pages differ
_NEAR = 4.0  # points by which its height may differ
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"\W{0,3}(?:[^\W\d_]{1,8}\.? )?(?P<page>\d{1,4})(?:(?: ?[/|] ?| [^\W\d_]{1,4} )(?P<pages>\d{1,4}))?\W{0,3}"
)


def marginal(pages: Sequence[tuple[Sheet, list[Piece]]]) -> list[frozenset[int]]:
    """Return for each page the identities (`id`) of those of its pieces that are no part of the text."""
    edges = [list(_edges(sheet, pieces)) for sheet, pieces in pages]
    counts = Counter(key for lines in edges for key in {_key(line) for line in lines})
    least = max(2.0, _ENOUGH * len(pages))
    found: list[frozenset[int]] = []
    for (sheet, _), lines in zip(pages, edges, strict=True):
        marked = [
            line for line in lines if _repeated(_key(line), counts) >= least or _is_number(line, sheet, len(pages))
        ]
        found.append(frozenset(id(piece) for line in marked for piece in line))
    return found


def _edges(sheet: Sheet, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    top, bottom = _EDGE * sheet.height, (1 - _EDGE) * sheet.height
    yield from rows(piece for piece in pieces if piece.box.bottom < top or piece.box.top > bottom)


_Key = tuple[str, int]


def _key(line: Sequence[Piece]) -> _Key:
    return _DIGITS.sub("#", " ".join(piece.plain for piece in line)), round(line[0].base / _NEAR)


def _repeated(key: _Key, counts: Counter[_Key]) -> int:
    """Return on how many pages a line comes, a little higher or lower."""
    text, height = key
    return sum(counts[text, height + step] for step in (-1, 0, 1))


def _is_number(line: Sequence[Piece], sheet: Sheet, pages: int) -> bool:
    """Return whether *line*, alone at the edge of its page, says which page it is, or of how many."""
    edge = _NARROW * sheet.height
    if len(line) != 1 or edge < line[0].base < sheet.height - edge:
        return False
    found = _NUMBER.fullmatch(line[0].plain)
    if found is None:
        return False
    return int(found["page"]) == sheet.number or found["pages"] == str(pages)
