"""What is carried over from the version before: the figures of blocks that stand as they stood.

A block stands when an old one is the same in itself and, where it states a figure, all that `around` names for it
stands too: then reading it again would find the same figures. Only their places are new, and, where the page shows
another day, the days that their times come to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress
from operator import attrgetter

from monitor.figures.labels.text.block_context import around, in_body, is_alone
from monitor.figures.labels.time.time_references import Days, page_day
from monitor.model import Block, Dropped, Figure, Reading, Text

Found = tuple[Sequence[Figure], Sequence[Dropped], int]
"""The figures of a block, the numbers refused there as they stood, and by how many characters these have moved."""
_NOTHING: Found = ((), (), 0)
_ALIKE_IN = attrgetter("language", "kind", "region", "quote")
_PLACED = attrgetter("start", "end", "cell")
_HEADS_OF = attrgetter("header", "row_headers", "column_headers", "caption")


def carried(text: Text, earlier: Reading, days: Days) -> dict[int, Found]:
    """Return by index, for each block of *text* that need not be read again, what *earlier* found in it.

    *days* resolves the times of *text*.
    """
    figures: dict[int, list[Figure]] = defaultdict(list)
    for figure in earlier.figures:
        figures[figure.block].append(figure)
    dropped: dict[int, list[Dropped]] = defaultdict(list)
    starts = [block.start for block in earlier.text.blocks] if earlier.dropped else []
    for number in earlier.dropped:
        dropped[bisect_right(starts, number.start) - 1].append(number)
    redated = days if page_day(earlier.text) != days.page else None
    found: dict[int, Found] = {}
    for index, old in _standing(text, earlier.text, figures).items():
        if old in figures or old in dropped:
            by = text.blocks[index].start - earlier.text.blocks[old].start
            kept = [_moved(figure, by, index, redated) for figure in figures.get(old, ())]
            found[index] = kept, dropped.get(old, ()), by
        else:
            found[index] = _NOTHING
    return found


def _standing(text: Text, earlier: Text, figures: Mapping[int, Sequence[Figure]]) -> dict[int, int]:
    """Return the blocks of *text* that stand and need not be read for the sake of others, each with the old one."""
    stands: dict[int, int] = {}
    for index, old in _same(earlier, text):
        if old in figures and not in_body(text.blocks[index]):
            alone = is_alone(earlier.blocks[old], [(figure.start, figure.end) for figure in figures[old]])
            beside = zip(around(text, index, alone=alone), around(earlier, old, alone=alone), strict=True)
            if not all(then is None if now is None else stands.get(now, -1) == then for now, then in beside):
                continue
        stands[index] = old
    _drop_read(text, stands, figures)
    return stands


def _drop_read(text: Text, stands: dict[int, int], figures: Mapping[int, Sequence[Figure]]) -> None:
    """Take out of *stands* the blocks that others are read by: what those count may be what they count."""
    read = [index for index in range(len(text.blocks)) if index not in stands]
    while read:
        for other in around(text, read.pop(), alone=False):
            if other is not None and stands.get(other) in figures:
                del stands[other]
                read.append(other)


def _moved(figure: Figure, by: int, index: int, redated: Days | None) -> Figure:
    """Return *figure* moved *by* so many characters to block *index*; *redated* resolves times anew."""
    if not by and figure.block == index and redated is None:
        return figure
    since, until = (figure.since, figure.until) if redated is None else redated.of(figure.time)
    return replace(
        figure,
        start=figure.start + by,
        end=figure.end + by,
        sentence_start=figure.sentence_start + by,
        since=since,
        until=until,
        block=index,
    )


def _same(old: Text, new: Text) -> Iterator[tuple[int, int]]:
    """Yield the index of each block of *new* that is the same in *old*, with that of the one there.

    Of several with the same words it is the next one, as blocks mostly keep their order.
    """
    words = _words(old)
    places: dict[object, list[int]] = defaultdict(list)
    for index, said in enumerate(words):
        places[said].append(index)
    following = 0
    for index, said in enumerate(_words(new)):
        if following < len(words) and words[following] == said:
            at = following
        elif found := places.get(said):
            at = found[min(bisect_left(found, following), len(found) - 1)]
        else:
            continue
        following = at + 1
        if _is_alike(old.blocks[at], new.blocks[index]):
            yield index, at


def _words(text: Text) -> list[object]:
    """Return by block what it says; of a cell, what its table says of it, too."""
    starts, ends, cells = zip(*map(_PLACED, text.blocks), strict=True) if text.blocks else ((), (), ())
    said: list[object] = [*map(text.content.__getitem__, map(slice, starts, ends))]
    for index in compress(range(len(said)), cells):
        said[index] = said[index], *_HEADS_OF(cells[index])
    return said


def _is_alike(old: Block, new: Block) -> bool:
    """Return whether two blocks of the same words are the same in all else that reading looks at, but their place."""
    then = _ALIKE_IN(old)
    if then != _ALIKE_IN(new) or then[0]:
        return False  # of a language of its own, the days of its times would have to be found in that
    return old.marks == new.marks == () or _marks(old) == _marks(new)


def _marks(block: Block) -> Sequence[tuple[int, int]]:
    return [(start - block.start, end - block.start) for start, end in block.marks]
