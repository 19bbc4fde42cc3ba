"""What is carried over from the version before: the figures of blocks that stand as they stood.

A block stands when an old one is the same in itself and, where it states a figure, all that `around` names for it
stands too: then reading it again would find the same figures. Only their places are new, and, where the page shows
another day, the days that their times come to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from monitor.figures.around import around, is_alone
from monitor.figures.times import Days, page_day
from monitor.model import Block, Dropped, Figure, Reading, Text


class Standing:
    """The blocks of *text* that need not be read, because the same reader has read them in *known*."""

    def __init__(self, text: Text, known: Reading, days: Days) -> None:
        """Find them; *days* resolves the times of *text*."""
        self._text = text
        self._known = known.text
        self._days = days
        self._redated = page_day(known.text) != days.page
        self._figures: dict[int, list[Figure]] = defaultdict(list)
        self._dropped: dict[int, list[Dropped]] = defaultdict(list)
        for figure in known.figures:
            self._figures[figure.block].append(figure)
        starts = [block.start for block in known.text.blocks] if known.dropped else []
        for number in known.dropped:
            self._dropped[bisect_right(starts, number.start) - 1].append(number)
        self._old: dict[int, int] = {}  #: index of a block that stands: the old one's
        for index, old in _same(known.text, text):
            if old not in self._figures or self._is_surrounded_alike(index, old):
                self._old[index] = old
        self._give_up_needed()

    def __contains__(self, index: int) -> bool:
        """Whether block *index* need not be read."""
        return index in self._old

    def figures(self, index: int) -> Iterator[Figure]:
        """Return the figures of block *index*, in their new places."""
        old = self._old[index]
        by = self._text.blocks[index].start - self._known.blocks[old].start
        for figure in self._figures.get(old, ()):
            since, until = self._days.of(figure.time) if self._redated else (figure.since, figure.until)
            yield replace(
                figure,
                start=figure.start + by,
                end=figure.end + by,
                sentence_start=figure.sentence_start + by,
                since=since,
                until=until,
                block=index,
            )

    def dropped(self, index: int) -> Iterator[Dropped]:
        """Return the numbers refused in block *index*, in their new places."""
        old = self._old[index]
        by = self._text.blocks[index].start - self._known.blocks[old].start
        for number in self._dropped.get(old, ()):
            yield replace(number, start=number.start + by, end=number.end + by)

    def _is_surrounded_alike(self, index: int, old: int) -> bool:
        spans = [(figure.start, figure.end) for figure in self._figures[old]]
        alone = is_alone(self._known.blocks[old], spans)
        mine, theirs = around(self._text, index, alone=alone), around(self._known, old, alone=alone)
        return all(
            there is None if here is None else here in self._old and self._old[here] == there
            for here, there in zip(mine, theirs, strict=True)
        )

    def _give_up_needed(self) -> None:
        """Have those read after all that others, which are read, ask what they count."""
        read = [index for index in range(len(self._text.blocks)) if index not in self._old]
        while read:
            for other in around(self._text, read.pop(), alone=False):
                if other is not None and self._old.get(other) in self._figures:
                    del self._old[other]
                    read.append(other)


def _same(old: Text, new: Text) -> Iterator[tuple[int, int]]:
    """Yield the index of each block of *new* that is in *old* with that of the one there, of several the next one."""
    places: dict[object, list[int]] = defaultdict(list)
    for index, block in enumerate(old.blocks):
        places[_itself(old, block)].append(index)
    following = 0
    for index, block in enumerate(new.blocks):
        found = places.get(_itself(new, block))
        if found:
            at = found[min(bisect_left(found, following), len(found) - 1)]
            following = at + 1
            yield index, at


def _itself(text: Text, block: Block) -> object:
    """Return what reading *block* looks at in the block itself: all but its place."""
    marks = tuple((start - block.start, end - block.start) for start, end in block.marks)
    cell = block.cell
    heads = (cell.header, cell.row_headers, cell.column_headers, cell.caption) if cell is not None else None
    return text.of(block), block.kind, block.region, block.quote, marks, heads
