"""From the pieces of one block to its text: white space folded, line breaks and superscripts made sense of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

# While pieces are gathered, these noncharacters stand for what markup says; they never reach a text.
RAISED = "\ufdd0"  #: a superscript begins
NOTED = "\ufdd1"  #: a superscript that refers to a note begins
LOWERED = "\ufdd2"  #: either ends
BREAK = "\ufdd3"  #: ``br``
BESIDE = "\ufdd4"  #: an inline element ends and another begins

# No-break and thin spaces group the digits of a number; anywhere else they come and go with the editor.
_SPACE = re.compile(r"(?:[ \t\n\r\f\v]|(?<!\d)[\u00a0\u202f\u2009]|[\u00a0\u202f\u2009](?!\d))+")
_OTHER_SPACE = re.compile("[\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_EMPTY = " \t\n\r\f\v\u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad"
_PARTED = re.compile(f"{BREAK}\\s*(?:{BREAK}\\s*)+")
_SIGNS = re.compile(f"[{RAISED}{NOTED}{LOWERED}]")
_NUMBERS = re.compile(r"[\[(]?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*[\])]?")
_SYMBOLS = re.compile(r"[\[(]?(?:[*†‡§¶#]{1,3}|[a-z]|[ivx]{1,4}|note \d{1,2})[\])]?")
_UNIT_BEFORE = re.compile(r"(?:^|[^A-Za-z])(?:m|km|cm|mm|dm|ft|in|mi|yd|s|kg|L)$")
_POWER_BEFORE = re.compile(r"(?:^|[×x·*(\s]\s?)10$")
_SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_ITEM = re.compile(r"(?:[-*•‣▪●○◦–—·]\s|\(?\d{1,2}[.)]\s)")
_LABEL = re.compile(r"[^\W\d_][^.:;!?]{0,60}:\s")
_ENDS = (".", "!", "?", ":", ";", "…", ".”", '."', ".)", "»")

_STRAY = re.compile(f"[{RAISED}-{BESIDE}]|&#(?:[xX]0*+[fF][dD][dD][0-4]|0*+649(?:7[6-9]|80));?")
# Two elements side by side are two boxes to a reader: a label and its number, two numbers; but single digits in boxes
# of their own are one number (odometers).
_LABELLED = re.compile(rf"(?<=[^\W\d_]{{2}}){BESIDE}(?=\d)|(?<=\d){BESIDE}(?=[^\W\d_]{{4}})")
_NUMBERED = re.compile(rf"(?<=\d\d){BESIDE}(?=\d)|(?<=\d){BESIDE}(?=\d\d)")
# "Waiting", "35", "Discharged", "210": labels and their numbers, each in a box of its own.
_ROWS = re.compile(
    rf"(?:[^\d{BESIDE}]{{2,80}}{BESIDE}[^\w{BESIDE}]{{0,3}}\d[\d.,'’\s]*[^\w{BESIDE}]{{0,3}}(?:{BESIDE}|\Z))+"
)
# Where a word may be broken, and marks of byte order: no reader sees them.
_APART = BREAK * 2
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_DISGUISED = re.compile(rf"\d{_UNSEEN.pattern}|{_UNSEEN.pattern}\d")
FRACTION_SLASH = "⁄"
_OURS = (RAISED, NOTED, LOWERED, BREAK, BESIDE)

CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
"""Controls that HTML knows no use for; they part words as white space does."""

Marks = tuple[tuple[int, int], ...]


class Run(NamedTuple):
    """The text of one block and the spans of its footnote marks."""

    text: str
    marks: Marks = ()


def without_signs(source: str) -> str:
    """Return *source* without what would be taken for our own signs: a number could be glued by them."""
    if "&#" not in source and not any(sign in source for sign in _OURS):
        return source
    return _STRAY.sub("\ufffd", source)


def fold(text: str) -> str:
    """Return *text* with white space folded; no-break spaces between digits stay."""
    if text.isascii():
        return " ".join(text.split())
    if _OTHER_SPACE.search(text) is None:  # then `str.split` parts where we would, and a dozen times as fast
        return " ".join(text.split()).strip(_EMPTY)
    return _SPACE.sub(" ", text).strip(_EMPTY)


def runs(raw: str) -> Iterable[Run]:
    """Return the blocks that *raw* holds: one, or several where empty lines or listed lines part it."""
    if BREAK in raw:
        return _parted(raw)
    run = _raised(fold(raw))
    return (run,) if run.text else ()


def seen(raw: str) -> tuple[str, bool]:
    """Return *raw* as a reader sees it, and whether numbers look otherwise for it.

    Invisible characters go, letters and their accents become one, elements side by side are parted.
    """
    if BESIDE in raw:
        if _ROWS.fullmatch(raw):
            raw = raw.replace(BESIDE, _APART)
        raw = _NUMBERED.sub(BREAK, _LABELLED.sub(" ", raw)).replace(BESIDE, "")
    shown = _UNSEEN.sub("", raw)
    return unicodedata.normalize("NFC", shown), len(shown) != len(raw) and _DISGUISED.search(raw) is not None


def _parted(raw: str) -> Iterator[Run]:
    for paragraph in _PARTED.split(raw):
        for lines in _lines(paragraph):
            run = _raised("\n".join(lines))
            if run.text:
                yield run


def _lines(paragraph: str) -> Iterator[list[str]]:
    """Yield groups of lines that a reader takes together: a break parts what is a line of a list."""
    group: list[str] = []
    for line in paragraph.split(BREAK):
        text = fold(line)
        if not text:
            continue
        if group and _parts(group[-1], text):
            yield group
            group = []
        group.append(text)
    if group:
        yield group


def _parts(before: str, after: str) -> bool:
    if before.endswith(_ENDS) or _ITEM.match(after):
        return True
    return _LABEL.match(after) is not None and _LABEL.match(before) is not None


def _raised(text: str) -> Run:
    """Return *text* with superscripts told apart: footnote marks as spans, powers and units as raised digits.

    Digits raised before a fraction slash are the upper part of a fraction, and stand on the line.
    """
    if text.isascii() or not _SIGNS.search(text):
        return Run(text)
    kept: list[str] = []
    marks: list[tuple[int, int]] = []
    length, before = 0, ""
    for sign, piece, after in _under_signs(text):
        written = piece
        if sign and _is_upper_part(piece, after):
            written = f" {piece.strip()}" if before[-1:].isdecimal() else piece.strip()
        elif sign and _is_mark(piece.strip(), before, noted=sign == NOTED):
            marks.append((length, length + len(piece)))
        elif sign:
            written = _as_raised(piece)
        kept.append(written)
        length += len(written)
        before = written
    return _stripped("".join(kept), marks)


def _is_upper_part(raised: str, after: str) -> bool:
    """Return whether *raised* digits stand above the line of a fraction, which goes on *after* them."""
    return after.startswith(FRACTION_SLASH) and raised.strip().isdecimal()


def _stripped(whole: str, marks: Iterable[tuple[int, int]]) -> Run:
    """Return *whole* without the space around it, with the *marks* in what is left."""
    lead = len(whole) - len(whole.lstrip(_EMPTY))
    text = whole.strip(_EMPTY)
    moved = ((start - lead, min(end - lead, len(text))) for start, end in marks)
    return Run(text, tuple((start, end) for start, end in moved if 0 <= start < len(text)))


def _under_signs(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the pieces of *text*, each with the sign that it stands under ("": none) and the text after the next."""
    begun = ""
    for (sign, piece), (_, after) in pairwise([*_signed(text), ("", "")]):
        if sign:
            begun = "" if sign == LOWERED else sign
        if piece:
            yield begun, piece, after


def _signed(text: str) -> Iterator[tuple[str, str]]:
    """Yield each sign with the text after it, the text before the first with none."""
    sign, last = "", 0
    for found in _SIGNS.finditer(text):
        yield sign, text[last : found.start()]
        sign, last = found.group(), found.end()
    yield sign, text[last:]


def _is_mark(raised: str, before: str, *, noted: bool) -> bool:
    if _SYMBOLS.fullmatch(raised):
        return noted or not raised.isalpha()
    if not _NUMBERS.fullmatch(raised):
        return False
    if noted:
        return True
    if not before or before[-1].isspace():
        return before != "" and raised[0] in "[("
    if raised in {"2", "3"} and _UNIT_BEFORE.search(before[-8:]):
        return False
    return _POWER_BEFORE.search(before[-8:]) is None


def _as_raised(piece: str) -> str:
    """Return "10⁶" for a 10 with a raised 6: written on the line, its digits would make another number."""
    return piece.translate(_SUPERSCRIPT) if piece.strip(" 0123456789+-−") == "" else piece
