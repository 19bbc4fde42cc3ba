"""Numbers that stand alone in large print, with what they count in words above or below: tiles of a dashboard."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.pdf.geometry import Box, around, shared
from monitor.extract.pdf.grids import Grid
from monitor.extract.pdf.numbers import is_number
from monitor.extract.pdf.paragraphs import Paragraph, text_of
from monitor.extract.pdf.table_frame import Cell

_LARGER = 1.25  # times the font of its words: the number of a tile
_GAP = 2.0  # heights of the number's font between it and its words
_LONGEST = 120  # characters of what a tile's number counts
_CENTRED = 4.0  # points by which middles or left edges of what stands in line may differ


def find(parts: Sequence[Paragraph | Grid]) -> list[Paragraph | Grid]:
    """Return *parts* of a zone with each number that stands alone, and its words, as a table of one row."""
    found: list[Paragraph | Grid] = []
    index = 0
    while index < len(parts):
        words = _words_below(parts, index)
        if words:
            found.append(_tile(parts[index], words))
            index += 1 + len(words)
        elif found and (words := _words_above(found, parts[index])):
            found[-1] = _tile(parts[index], words)
            index += 1
        else:
            found.append(parts[index])
            index += 1
    return found


def _is_number(part: Paragraph | Grid) -> bool:
    return isinstance(part, Paragraph) and len(part.lines) == 1 and is_number(part.lines[0].plain)


def _words_below(parts: Sequence[Paragraph | Grid], index: int) -> list[Paragraph]:
    """Return the paragraphs below a number that say what it counts, as long as they stand in line with it."""
    number = parts[index]
    if not _is_number(number):
        return []
    assert isinstance(number, Paragraph)  # noqa: S101 (it is a number)
    words: list[Paragraph] = []
    above = _box(number)
    for part in parts[index + 1 :]:
        if not isinstance(part, Paragraph) or not _belongs(number, part, above):
            break
        words.append(part)
        above = _box(part)
    return words if len(text_of(line for part in words for line in part.lines)) <= _LONGEST else words[:1]


def _words_above(found: Sequence[Paragraph | Grid], number: Paragraph | Grid) -> list[Paragraph]:
    """Return the paragraph above a number that says what it counts."""
    above = found[-1]
    if not _is_number(number) or not isinstance(above, Paragraph) or not isinstance(number, Paragraph):
        return []
    near = _box(number).top - _box(above).bottom < _GAP * number.size
    return [above] if near and _names(above, number) else []


def _belongs(number: Paragraph, words: Paragraph, above: Box) -> bool:
    return _box(words).top - above.bottom < _GAP * words.size and _names(words, number)


def _names(words: Paragraph, number: Paragraph) -> bool:
    """Return whether *words*, smaller than *number* and in line with it, can be what it counts."""
    if number.size < _LARGER * words.size or words.marker or is_number(words.lines[0].plain):
        return False
    one, other = _box(number), _box(words)
    in_line = abs(one.middle - other.middle) < _CENTRED or abs(one.left - other.left) < _CENTRED
    text = text_of(words.lines)
    return in_line and shared((one.left, one.right), (other.left, other.right)) > 0 and len(text) <= _LONGEST


def _box(paragraph: Paragraph) -> Box:
    return around([line.box for line in paragraph.lines])


def _tile(number: Paragraph | Grid, words: Sequence[Paragraph]) -> Grid:
    assert isinstance(number, Paragraph)  # noqa: S101 (only numbers are passed)
    label = Cell(0, 1, [line for part in words for line in part.lines])
    value = Cell(1, 2, list(number.lines))
    box = _box(number)
    return Grid([(box.left, box.left), (box.left, box.right)], 1, [], [[label, value]], box.top, number.size)
