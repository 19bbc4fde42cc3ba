"""The words of a page of a PDF, from its characters. What is asked of a character costs a call, so little is asked."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from math import hypot, inf

import pypdfium2
from pypdfium2 import raw

from monitor.extract.pdf.geometry import SMALLER, Box, Word, is_superscript
from monitor.extract.pdf.page_view import View

_HYPHEN = "\ufffe"  # what PDFium makes of a hyphen that ends a line
_LETTER = f"[^ \\t\\r\\n\\x00{_HYPHEN}]"
_WORD = re.compile(f"{_LETTER}+{_HYPHEN}?")
_LEADER = "....."  # dots that lead from a label to its number are a word of their own
_LED = re.compile(rf"\.{{5,}}|(?:(?!\.{{5}}){_LETTER})+{_HYPHEN}?")
_DIGIT = re.compile(r"\d")
_LEVEL = 0.3  # radians
_SAME = 0.01  # points: boxes of characters that stand and reach alike are of one font and on one line
_BOX_OF = raw.FPDFText_GetLooseCharBox


def _characters(text: pypdfium2.PdfTextPage) -> str:
    """Return one character for each that PDFium counts on the page."""
    count = raw.FPDFText_CountChars(text)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text, 0, count, buffer)
    whole = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(whole) == count:
        return whole
    return "".join([_character(raw.FPDFText_GetUnicode(text, index)) for index in range(count)])


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def words(text: pypdfium2.PdfTextPage, view: View) -> tuple[list[Word], int]:
    """Return the words of a page, and how many are written in another direction than from left to right."""
    found: list[Word] = []
    turned = 0
    characters = _characters(text)
    glyphs = _Glyphs(text, view)
    line_end, bold = -1, False
    above = inf, inf, inf  # bottom, top and base of a word before
    em = 0.0
    for start, last, hyphen, first_box, last_box in _spans(characters, glyphs):
        if glyphs.is_turned(start, last, first_box, last_box):
            turned += 1
            continue
        if start >= line_end:
            bold = glyphs.is_bold(start)
            line_end = characters.find("\n", start) + 1 or len(characters)
        written = characters[start : last + 1].replace(_HYPHEN, "") + ("-" if hyphen else "")
        left, top, right, bottom = first_box
        if abs(bottom - above[0]) > _SAME or abs(top - above[1]) > _SAME:  # else it stands on the line of the last
            above = bottom, top, glyphs.base(start)
            em = glyphs.em(start)
        box = Box(left, top, max(last_box.right, right), bottom)
        word = Word(written, box, above[2], max(bottom - top, em), start, bold=bold, hyphen=hyphen)
        if last > start and not written.isalpha() and _DIGIT.search(written):
            found.extend(glyphs.parted(word, last))
        else:
            found.append(word)
    return found, turned


def _spans(characters: str, glyphs: _Glyphs) -> Iterator[tuple[int, int, bool, Box, Box]]:
    """Yield of each word its first and last character, whether a hyphen follows, and the boxes of the two.

    What PDFium takes for one word though it stands on several lines, numbers below each other, is as many words.
    """
    for match in (_LED if _LEADER in characters else _WORD).finditer(characters):
        start, end = match.span()
        hyphen = characters[end - 1] == _HYPHEN
        last = end - 2 if hyphen and end - start > 1 else end - 1
        first_box = last_box = glyphs.box(start)
        if last > start:
            last_box = glyphs.box(last)
        if last > start and glyphs.falls(first_box, last_box) and glyphs.is_level(start):
            for begin, stop in glyphs.lines(start, last):
                yield begin, stop, hyphen and stop == last, glyphs.box(begin), glyphs.box(stop)
        else:
            yield start, last, hyphen, first_box, last_box


class _Glyphs:
    """Where the characters of a page stand."""

    def __init__(self, text: pypdfium2.PdfTextPage, view: View) -> None:
        self._text, self._view = text.raw, view
        self._rectangle = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()

    def box(self, index: int) -> Box:
        rectangle = self._rectangle
        _BOX_OF(self._text, index, rectangle)
        return self._view.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

    def base(self, index: int) -> float:
        raw.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        return self._view.height_of(self._x.value, self._y.value)

    def em(self, index: int) -> float:
        """Return the size of the font: the boxes of fonts that do not say how high they reach are those of glyphs."""
        raw.FPDFText_GetMatrix(self._text, index, self._matrix)
        return float(raw.FPDFText_GetFontSize(self._text, index)) * hypot(self._matrix.c, self._matrix.d)

    def is_bold(self, index: int) -> bool:
        length = raw.FPDFText_GetFontInfo(self._text, index, self._name, len(self._name), self._flags)
        name = self._name.raw[: max(0, length - 1)].lower()
        return any(weight in name for weight in (b"bold", b"black", b"heavy", b"semibold", b"-bd"))

    def is_turned(self, start: int, last: int, first_box: Box, last_box: Box) -> bool:
        """Return whether the characters from *start* to *last* do not stand one right of the other."""
        return self.falls(first_box, last_box) if last > start else not self.is_level(start)

    def falls(self, first_box: Box, last_box: Box) -> bool:
        """Return whether the last character of a word stands rather below or above the first than right of it."""
        across, down = last_box.left - first_box.left, abs(last_box.bottom - first_box.bottom)
        return down > max(0.3 * first_box.height, across)

    def is_level(self, index: int) -> bool:
        """Return whether a character is not turned."""
        return self._view.slope(raw.FPDFText_GetCharAngle(self._text, index)) <= _LEVEL

    def lines(self, start: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the first and last of characters from *start* to *last* that stand on one line."""
        begin, base = start, self.base(start)
        for index in range(start + 1, last + 1):
            own = self.base(index)
            if abs(own - base) > 0.3 * self.box(index).height:
                yield begin, index - 1
                begin = index
            base = own
        yield begin, last

    def parted(self, word: Word, last: int) -> list[Word]:
        """Return *word* as one, or as parts where some of its characters are superscripts."""
        indices = range(word.order, last + 1)
        boxes = [self.box(index) for index in indices]
        size = max(box.height for box in boxes)
        small = [box.height < SMALLER * size for box in boxes]
        if not any(small):
            return [word]
        bases = [self.base(index) for index in indices]
        base = max(base for base, is_small in zip(bases, small, strict=True) if not is_small)
        parts: list[Word] = []
        for position, index in enumerate(indices):
            raised = is_superscript(boxes[position].height, base - bases[position], size)
            if parts and parts[-1].raised == raised:
                part = parts[-1]
                part.text += word.text[position]
                part.box = part.box._replace(right=boxes[position].right)
            else:
                own = bases[position] if raised else base
                parts.append(
                    Word(word.text[position], boxes[position], own, boxes[position].height, index, word.bold,
                         glued=bool(parts), raised=raised)
                )  # fmt: skip
        parts[-1].text += word.text[len(indices) :]
        parts[-1].hyphen = word.hyphen
        return parts
