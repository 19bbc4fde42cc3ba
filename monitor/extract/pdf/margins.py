"""Which lines stand at the edges of pages and are no part of the text: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from monitor.extract.pdf.geometry import Sheet
from monitor.extract.pdf.pieces import Piece, rows

_EDGE = 0.12  # share of a page's height in which running heads and feet stand
_NARROW = 0.09  # share in which a lone number is the page's
_FOOT = 0.2  # share in which the last line of a page is its foot: LaTeX leaves much room below
_ENOUGH = 0.3  # share of the pages on which a line must come again: those of left and right pages differ
_NEAR = 4.0  # points by which its height may differ
_PAGE = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"\W{0,3}(?:[^\W\d_]{1,8}\.? )?(?P<page>\d{1,4})(?:(?: ?[/|] ?| [^\W\d_]{1,4} )(?P<pages>\d{1,4}))?\W{0,3}"
)


def marginal(pages: Sequence[tuple[Sheet, list[Piece]]]) -> list[frozenset[int]]:
    """Return for each page the identities (`id`) of those of its pieces that are no part of the text."""
    edges = [list(_edges(sheet, pieces)) for sheet, pieces in pages]
    sheets = [sheet for sheet, _ in pages]
    keys = [[_keys(line, sheet) for line in lines] for sheet, lines in zip(sheets, edges, strict=True)]
    counts = Counter(key for of_page in keys for key in {key for of_line in of_page for key in of_line})
    found: list[frozenset[int]] = []
    for sheet, lines, of_page in zip(sheets, edges, keys, strict=True):
        marked = [
            line
            for line, of_line in zip(lines, of_page, strict=True)
            if _comes_again(of_line, counts, len(pages))
            or _is_number(line, sheet, len(pages), is_last=line is lines[-1])
        ]
        found.append(frozenset(id(piece) for line in marked for piece in line))
    return found


def _edges(sheet: Sheet, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    top, bottom = _EDGE * sheet.height, (1 - _EDGE) * sheet.height
    last = max((piece.box.top for piece in pieces), default=0.0)
    if (1 - _FOOT) * sheet.height < last <= bottom:
        bottom = last - _NEAR
    yield from rows(piece for piece in pieces if piece.box.bottom < top or piece.box.top > bottom)


_Key = tuple[str | int, int]  # words, or how far a number is from that of its page; and the height of the line


def _keys(line: Sequence[Piece], sheet: Sheet) -> list[_Key]:
    """Return by what a line is known when it comes again: its words, whatever numbers are in it, or its page number."""
    text = " ".join(piece.plain for piece in line)
    height = round(line[0].base / _NEAR)
    ends = {text.split(" ")[0], text.split(" ")[-1]}
    return [
        (_DIGITS.sub("#", text), height),
        *((int(end) - sheet.number, height) for end in ends if _PAGE.fullmatch(end)),
    ]


def _comes_again(keys: Sequence[_Key], counts: Counter[_Key], pages: int) -> bool:
    """Return whether a line comes on enough pages, a little higher or lower; one of other words on more."""
    for name, height in keys:
        least = max(2.0 if isinstance(name, str) else 3.0, _ENOUGH * pages)
        if sum(counts[name, height + step] for step in (-1, 0, 1)) >= least:
            return True
    return False


def _is_number(line: Sequence[Piece], sheet: Sheet, pages: int, *, is_last: bool) -> bool:
    """Return whether *line*, alone at the edge of its page, says which page it is, or of how many."""
    top, bottom = _NARROW * sheet.height, (1 - (_FOOT if is_last else _NARROW)) * sheet.height
    if len(line) != 1 or top < line[0].base < bottom:
        return False
    found = _NUMBER.fullmatch(line[0].plain)
    if found is None:
        return False
    return int(found["page"]) == sheet.number or found["pages"] == str(pages)
