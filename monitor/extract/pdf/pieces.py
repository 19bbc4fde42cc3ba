"""From words to pieces: what stands on one line without a wide gap, a cell of a table or a part of a line of prose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median

from monitor.extract.inline import LOWERED, NOTED, RAISED
from monitor.extract.pdf.geometry import Box, Sheet, Word, around, is_superscript, shared
from monitor.extract.pdf.numbers import is_number

WIDE = 0.9  # of the font's height: a wider gap parts cells; spaces are a quarter, in justified lines up to a half
_BETWEEN = 0.8  # font heights: what is no further below a line is between it and the next
_LEVEL = 0.3  # of the font's height: what stands no further from a line's base is of that line
_TOUCHING = 0.08  # of the font's height: a superscript no further from its word belongs to it
# Beside a number, and between two: narrow tables part them by no more; spaces that group digits are a quarter.
_WIDE_BESIDE = (WIDE, 0.5, 0.4)
_CLOSES, _OPENS = frozenset("0123456789%)"), frozenset("0123456789+-–−(<>")
_DOTS, _LEADER = ".·…‥•_", 5  # what leaders are drawn with, and from how many on: three or four are an ellipsis
_SPACE = 0.3  # of the font's height: a narrower gap is a space, and no wall stands in it
_MOST_WALLS = 5000  # a page with more shows a map or a chart


class Piece:
    """Words on one line, from left to right, with no wide gap between them."""

    __slots__ = ("base", "bold", "box", "order", "size", "text", "words")

    def __init__(self, words: Sequence[Word]) -> None:
        """Make it of *words*, of which there is one at least."""
        self.words = words
        tall = [word for word in words if not word.raised] or words
        self.size = median([word.size for word in tall])
        self.base = tall[0].base
        box = around([word.box for word in words])
        # Boxes of fonts overlap from line to line; letters do not.
        self.box = Box(box.left, self.base - 0.7 * self.size, box.right, self.base + 0.12 * self.size)
        self.order = words[0].order
        self.bold = all(word.bold for word in tall)
        self.text = _written(words)

    @property
    def plain(self) -> str:
        """Return its text without superscripts."""
        return _written([word for word in self.words if not word.raised])

    def parted(self, gutters: Sequence[tuple[float, float]], least: float) -> list[Piece]:
        """Return it cut at its gaps that reach into one of *gutters*.

        They are *least* font heights wide and, among several, wider than most.
        """
        if len(self.words) < 2:
            return [self]
        runs = [[self.words[0]]]
        usual = median(word.box.left - last.box.right for last, word in pairwise(self.words))
        for last, word in pairwise(self.words):
            gap = last.box.right, word.box.left
            wide = gap[1] - gap[0] > max(least * self.size, 1.3 * usual if len(self.words) > 3 else 0.0)
            if wide and not word.glued and any(shared(gap, gutter) > 0 for gutter in gutters):
                runs.append([])
            runs[-1].append(word)
        return [Piece(run) for run in runs]

    @property
    def hyphen(self) -> bool:
        """Return whether it ends with a hyphen that may only break a word."""
        return self.words[-1].hyphen


PieceRow = list[Piece]  #: on one line, from left to right


def _written(words: Iterable[Word]) -> str:
    parts: list[str] = []
    for word in words:
        if parts and not word.glued:
            parts.append(" ")
        sign = RAISED if parts else NOTED  # nothing that is raised at the beginning is a power
        parts.append(f"{sign}{word.text}{LOWERED}" if word.raised else word.text)
    return "".join(parts)


def pieces(sheet: Sheet) -> list[Piece]:
    """Return the pieces that the words of *sheet* make, in the order in which they are drawn."""
    edges = walls(sheet)
    parts = (part for line in _lines(sheet.words) for part in _between_leaders(line))
    return [Piece(run) for part in parts for run in _runs(part, edges)]


def walls(sheet: Sheet) -> list[Box]:
    """Return the upright edges on *sheet*, which part cells however near these are, from left to right."""
    edges = [rule for rule in sheet.rules if rule.height > rule.width]
    for panel in sheet.panels:
        edges += [panel._replace(right=panel.left), panel._replace(left=panel.right)]
    return sorted(edges) if len(edges) <= _MOST_WALLS else []


def joined(pieces: Sequence[Piece]) -> Piece:
    """Return the pieces of one line as one."""
    return pieces[0] if len(pieces) == 1 else Piece([word for piece in pieces for word in piece.words])


def rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return *pieces* by the line on which they stand, from the top; those of each from left to right."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=attrgetter("base")):
        if found and piece.base - found[-1][0].base <= _LEVEL * min(piece.size, found[-1][0].size):
            found[-1].append(piece)
        else:
            found.append([piece])
    for row in found:
        row.sort(key=lambda piece: piece.box.left)
    return _beside_labels(found)


def _beside_labels(lines: list[PieceRow]) -> list[PieceRow]:
    """Return *lines* with a number that stands between the lines of its label put beside the first of these."""
    found: list[PieceRow] = []
    for line in lines:
        above = found[-1] if found else None
        if above is not None and len(line) == 1 and is_number(line[0].text) and _is_between(above, line[0]):
            above.append(line[0])
        else:
            found.append(line)
    return found


def _is_between(above: PieceRow, number: Piece) -> bool:
    """Return whether *number* stands right of a line and less than a line below it."""
    return number.base - above[0].base < _BETWEEN * number.size and above[-1].box.right < number.box.left


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield runs of words that are drawn one after the other on one line."""
    line: list[Word] = []
    for word in words:
        if line and not _follows(line, word):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _follows(line: list[Word], word: Word) -> bool:
    last = line[-1]
    if word.glued:
        return True
    if word.box.left < last.box.left:
        return False
    apart = abs(word.base - last.base)
    if apart <= _LEVEL * min(word.size, last.size):
        return True
    return (
        apart < 0.6 * max(word.size, last.size)
        and _is_raised(word, last) != _is_raised(last, word)
        and _near(last, word)
    )


_left = attrgetter("left")


def _is_raised(word: Word, beside: Word) -> bool:
    return is_superscript(word.size, beside.base - word.base, beside.size)


def _near(last: Word, word: Word) -> bool:
    return word.box.left - last.box.right < 0.5 * max(word.size, last.size)


def _between_leaders(line: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the parts of *line* between dot leaders, which only lead the eye from a label to its number."""
    part: list[Word] = []
    for is_dotted, run in groupby(line, key=_is_dotted):
        words = list(run)
        if not is_dotted or sum(len(word.text) for word in words) < _LEADER:
            part += words
        elif part:
            yield part
            part = []
    if part:
        yield part


def _is_dotted(word: Word) -> bool:
    return not word.text.strip(_DOTS)


def _runs(line: list[Word], walls: Sequence[Box]) -> Iterator[list[Word]]:
    """Yield the parts of *line* between wide gaps and walls, superscripts told apart and glued to their words."""
    run = [line[0]]
    for last, word in pairwise(line):
        gap = word.box.left - last.box.right
        if _is_raised(word, last):
            word.raised = True
            word.glued = word.glued or gap < _TOUCHING * last.size
        elif _is_raised(last, word):
            last.raised = True
            word.glued = word.glued or gap < _TOUCHING * word.size
        elif last.raised and gap < _TOUCHING * word.size:
            word.glued = True
        if not word.glued and (gap > _wide(last, word) * min(last.size, word.size) or _walled(last, word, walls)):
            yield run
            run = []
        run.append(word)
    yield run


def _wide(last: Word, word: Word) -> float:
    """Return how wide a gap must be to part cells: less beside a number, and less still between two."""
    numbers = (last.text[-1] in _CLOSES) + (word.text[0] in _OPENS)
    return _WIDE_BESIDE[numbers]


def _walled(last: Word, word: Word, walls: Sequence[Box]) -> bool:
    if word.box.left - last.box.right < _SPACE * word.size:
        return False
    middle = word.base - word.size / 3
    begin = bisect_left(walls, last.box.right - 1, key=_left)
    end = bisect_right(walls, word.box.left + 1, key=_left)
    return any(wall.top <= middle <= wall.bottom for wall in walls[begin:end])
