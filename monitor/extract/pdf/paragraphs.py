"""From lines of prose to paragraphs and list items, words that a line end breaks put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from monitor.extract.pdf.geometry import Sheet, shared
from monitor.extract.pdf.pieces import Piece, joined

_BULLET = "[-*+•‣▪●○◦–—·■□➢➤►▶✓✔❖◆\x88\ue000-\uf8ff]"  # PDFium reads TeX's dot as U+0088
_MARKER = re.compile(rf"(?:{_BULLET}|\(?(?:\d{{1,2}}|[a-z])[.)]|o)(?: |$)+(?=\S|$)")
_BULLETED = re.compile(r"[•‣▪●○◦■□➢➤►▶✓✔❖◆\x88\ue000-\uf8ff] ?(?=\S|$)")  # "*" before a word marks a note
_ENDS = re.compile(r"[.!?:;…»”\"]\W{0,3}$")
_DIALLED = re.compile(r"(?:^|[ (])(?:\+\d|0\d{1,4}\b)[\d ()/-]{0,14}$")
_GROUPS = re.compile(r"\d{2,8}(?: \d{2,4}){0,3}(?![\w.,])")
_LEADING = 1.25  # times the distance of a paragraph's lines: what stands further below is another
_FURTHEST = 2.3  # font heights between two lines of a paragraph
_RESIZED = 0.1  # share by which the font's height may vary within a paragraph
_INDENT = 0.8  # font heights: what begins that much further right is indented


@dataclass(slots=True)
class Paragraph:
    """Lines that a reader takes together."""

    lines: list[Piece]
    marker: str = ""  #: of a list item
    leading: float | None = None  #: distance of its lines

    @property
    def last(self) -> Piece:
        """Return its last line."""
        return self.lines[-1]

    @property
    def size(self) -> float:
        """Return the height of its font."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Return whether all of it is bold."""
        return all(line.bold for line in self.lines)


@dataclass(slots=True)
class _Measure:
    """The stretch over which the lines of a zone run."""

    left: float
    right: float
    rules: list[tuple[float, float, float]] = field(default_factory=list)


def paragraphs(rows: Sequence[Sequence[Piece]], sheet: Sheet, right: float) -> list[Paragraph]:
    """Return *rows* of a zone as paragraphs; *right* is where the zone's lines end at most."""
    level = [(rule.top, rule.left, rule.right) for rule in sheet.rules if rule.width > rule.height]
    lines = [joined(row) for row in rows]
    measure = _Measure(min((line.box.left for line in lines), default=0), right, level)
    found: list[Paragraph] = []
    for index, line in enumerate(lines):
        marker = marker_of(line)
        after = lines[index + 1] if index + 1 < len(lines) else None
        if found and not marker and _goes_on(found[-1], line, after, measure):
            found[-1].leading = found[-1].leading or line.base - found[-1].last.base
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], marker))
    return found


def marker_of(line: Piece) -> str:
    """Return the mark with which *line* begins an item of a list; "" where it begins none."""
    found = _MARKER.match(line.text) or _BULLETED.match(line.text)
    return found.group() if found else ""


def _goes_on(paragraph: Paragraph, line: Piece, after: Piece | None, measure: _Measure) -> bool:
    """Return whether *line* belongs to *paragraph*, whose last line stands above it."""
    last = paragraph.last
    if line.base - last.base > _FURTHEST * line.size or _is_resized(last, line) or _ruled(last, line, measure):
        return False
    if last.hyphen or _dials_on(last, line):
        return True
    if _is_below(paragraph, line, after) or _is_otherwise_bold(last, line, measure):
        return False
    if _is_centred(last, line) or _hangs(paragraph, line):
        return True
    return not _has_room(last, line, measure) and not _is_indented(paragraph, line)


def _dials_on(last: Piece, line: Piece) -> bool:
    """Return whether the groups of a telephone number, which begin with 0 or +, go on in *line*."""
    return _DIALLED.search(last.text) is not None and _GROUPS.match(line.text) is not None


def _is_below(paragraph: Paragraph, line: Piece, after: Piece | None) -> bool:
    """Return whether *line* is further down than the lines of its paragraph would be."""
    down = line.base - paragraph.last.base
    if paragraph.leading is not None:
        return down > _LEADING * paragraph.leading + 0.5
    return after is not None and _is_apart(line, after, down)


def _is_otherwise_bold(last: Piece, line: Piece, measure: _Measure) -> bool:
    """Return whether bold print begins or ends at a line's end, where it need not."""
    return last.bold != line.bold and (_has_room(last, line, measure) or line.bold)


def _is_apart(line: Piece, after: Piece, down: float) -> bool:
    """Return whether the line after *line* is so much nearer that *line* begins something with it."""
    nearer = after.base - line.base
    return 0 < nearer < down / _LEADING - 0.5 and not _is_resized(line, after) and after.bold == line.bold


def _is_resized(one: Piece, other: Piece) -> bool:
    return abs(one.size - other.size) > _RESIZED * max(one.size, other.size) + 0.3


def _ruled(last: Piece, line: Piece, measure: _Measure) -> bool:
    left, right = min(last.box.left, line.box.left), max(last.box.right, line.box.right)
    return any(
        last.base < y + 1 and y < line.base - 2 and shared((start, end), (left, right)) > 0.6 * (right - left)
        for y, start, end in measure.rules
    )


def _has_room(last: Piece, line: Piece, measure: _Measure) -> bool:
    """Return whether the first word of *line* would have stood on the line before, had the writer not begun anew."""
    first = line.words[0].box.width
    return last.box.right + 0.3 * last.size + first < measure.right - 0.5 * last.size


def _is_centred(last: Piece, line: Piece) -> bool:
    """Return whether two lines stand centred above each other: where these end says nothing."""
    return abs(last.box.middle - line.box.middle) < 1.5 and abs(last.box.left - line.box.left) > 3


def _hangs(paragraph: Paragraph, line: Piece) -> bool:
    """Return whether *line* begins where the words of a list item begin, behind its mark, and goes on with them."""
    words = paragraph.lines[0].words
    if not paragraph.marker or len(words) < 2 or _ENDS.search(paragraph.last.text):
        return False
    return abs(line.box.left - words[1].box.left) < 3


def _is_indented(paragraph: Paragraph, line: Piece) -> bool:
    """Return whether *line* begins where no further line of *paragraph* would."""
    last = paragraph.last
    shift = line.box.left - last.box.left
    if shift > _INDENT * line.size:
        return not paragraph.marker and len(paragraph.lines) > 1 and _ENDS.search(last.text) is not None
    if shift < -_INDENT * line.size:
        return bool(paragraph.marker) or len(paragraph.lines) > 1
    return False


def text_of(lines: Iterable[Piece], hyphenated: frozenset[str] = frozenset()) -> str:
    """Return *lines* as one, words that their ends break put together.

    A hyphen at a line's end stays before a capital or a digit ("Herz-Kreislauf"), and in words of *hyphenated*: those
    that the document writes with one elsewhere.
    """
    whole = ""
    for line in lines:
        whole = joined_text(whole, line.text, hyphenated)
    return whole


def joined_text(before: str, after: str, hyphenated: frozenset[str]) -> str:
    """Return two lines as one."""
    if not before:
        return after
    if before.endswith("-") and before[-2:-1].isalnum():
        return _put_together(before, after, hyphenated)
    return f"{before} {after}"


def _put_together(before: str, after: str, hyphenated: frozenset[str]) -> str:
    word = f"{before.rsplit(' ', maxsplit=1)[-1]}{after.split(' ', maxsplit=1)[0]}".strip(".,;:!?()").lower()
    if after[:1].islower() and before[-2:-1].isalpha() and word not in hyphenated:
        return before[:-1] + after
    return before + after
