"""Tells which lines may hold a number: those with a digit or a number word. Most have none, and are read no further.

The lines of a page are asked together: its words are looked up once each, however often they stand there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from monitor.figures.numbers.lexer import lowered
from monitor.language import Numbers

_DIGIT = re.compile(r"\d")
_APART = re.compile(r"[\W_]")
_FOREIGN = re.compile(r"[^\x00-\xff\W]")  #: letters and digits that Latin-1 has not: its quotes and dashes part words
_FOLDED = bytes(  # Latin-1 letters in lower case, "0" for every digit, a space for all else
    ord("0" if char.isdecimal() else char.lower() if char.isalnum() else " ") for char in map(chr, range(256))
)


def lines_with_one(string: str, starts: Sequence[int], numbers: Numbers) -> set[int]:
    """Return which lines of *string* have a digit or a number word, by their place in *starts*: where each begins.

    White space or a sign parts each line from the next.
    """
    folded = _folded(string)
    found = set(_lines_with("0", folded, starts))
    padded = f" {folded} "
    for word in _telling(folded, numbers):
        found.update(_lines_with(f" {word} ", padded, starts))
    return found


def _lines_with(sign: str, folded: str, starts: Sequence[int]) -> Iterator[int]:
    """Yield the lines in which *sign* stands; each is left for the next one where it first does."""
    at = folded.find(sign)
    while at >= 0:
        after = bisect_right(starts, at)
        if after:
            yield after - 1
        if after == len(starts):
            return
        at = folded.find(sign, starts[after])


def _telling(folded: str, numbers: Numbers) -> set[str]:
    """Return the words of *folded* that tell of a number."""
    words = set(folded.split())
    telling = words & numbers.telling
    if numbers.word_parts:
        telling.update(filter(numbers.word_parts.split, words))
    return telling


def _folded(string: str) -> str:
    """Return *string* in lower case, as long as it was, with "0" for every digit and spaces for all but letters."""
    coded = string.encode("latin-1", "replace")
    if not string.isascii() and coded.count(b"?") > string.count("?") and _FOREIGN.search(string):
        return _APART.sub(" ", _DIGIT.sub("0", lowered(string)))
    return coded.translate(_FOLDED).decode("latin-1")
