"""Numbers of findings in a form: "12-15,20" for a table's cells, which are numbered one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MOST = 20_000  # numbers that one form may name: several times the cells of the largest table that is read
_SPAN = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?", re.ASCII)


def spans(numbers: Iterable[int]) -> str:
    """Return *numbers* as a form sends them, in their order of size."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def numbers(text: str) -> tuple[int, ...]:
    """Return the numbers that `spans` wrote as *text*, each once.

    Raises:
        ValueError: it is no such text, or names more than `MOST`, one that it names again counted again.
    """
    found: dict[int, None] = {}
    left = MOST
    for first, last in _ends(text):
        left -= last + 1 - first
        if left < 0:
            raise ValueError(f"more than {MOST:,} findings at once")
        found.update(dict.fromkeys(range(first, last + 1)))
    return tuple(found)


def _ends(text: str) -> Iterator[tuple[int, int]]:
    for span in filter(None, text.split(",")):
        match = _SPAN.fullmatch(span)
        if match is None:
            raise ValueError("findings are numbers, such as 12-15,20")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise ValueError("findings are numbers in their order, such as 12-15,20")
        yield first, last
