"""What stands on a page of a PDF, and where. Lengths are points (1/72 inch); y grows downwards from the page's top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Return the x of its middle."""
        return (self.left + self.right) / 2

    def holds(self, other: Box, *, by: float = 2.0) -> bool:
        """Return whether *other* lies in it, or sticks out by less than *by*."""
        return (
            self.left - by <= other.left
            and other.right <= self.right + by
            and self.top - by <= other.top
            and other.bottom <= self.bottom + by
        )


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest rectangle that holds all of *boxes*, of which there is one at least."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def shared(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return how long a stretch two intervals share; 0 or less when they share none."""
    return min(first[1], second[1]) - max(first[0], second[0])


# Shares of the height of the font beside it: what is smaller than the first and stands higher by the second is raised.
# Programs make superscripts much smaller and raise them a little, or take two points off and raise them by half a line.
_SUPERSCRIPTS = ((0.8, 0.1), (0.95, 0.28))
SMALLER = max(smaller for smaller, _ in _SUPERSCRIPTS)


def is_superscript(size: float, rise: float, beside: float) -> bool:
    """Return whether what is *size* high and stands *rise* above a line in a font *beside* high is raised."""
    return any(size < smaller * beside and rise > higher * beside for smaller, higher in _SUPERSCRIPTS)


@dataclass(slots=True)
class Word:
    """A run of characters without a space, or a part of one that is written otherwise than the rest."""

    text: str
    box: Box
    base: float  #: y of the line it stands on
    size: float  #: height of its font, ascent and descent together
    order: int  #: place in the order in which the document draws its text
    bold: bool = False
    glued: bool = False  #: no space parts it from the word before
    raised: bool = False  #: smaller than its line and above its base
    hyphen: bool = False  #: it ends its line with a hyphen at which a word may be broken


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the file as it is drawn.

    Attributes:
        number: its place in the file, from 1, whatever is printed on it.
        words: those written from left to right.
        turned: how many are written in another direction: up a chart's side, across as a watermark.
        rules: drawn lines, as thin rectangles.
        panels: rectangles that are filled or framed: cells, boxes.
        pictures: how many images it shows.
    """

    number: int
    width: float
    height: float
    words: Sequence[Word]
    turned: int = 0
    rules: Sequence[Box] = ()
    panels: Sequence[Box] = ()
    pictures: int = 0
