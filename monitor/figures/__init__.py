"""Finds the figures of a text: every number that counts or measures something, labelled; the rest refused.

`find` is pure and deterministic. For each block: `numbers` finds what is written, `refusals` says why one is no figure,
`labels` says what each of the others counts, how it is hedged, what it does, when, by whom and who says so. The
words of each language are data, in ``monitor.language``.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import add, attrgetter

from monitor import language
from monitor.figures import block_numbers
from monitor.figures.labels.labelling import Labeller
from monitor.figures.labels.roles.movements import moving_parts
from monitor.figures.labels.text import grammar
from monitor.figures.labels.time.time_references import Days, page_day
from monitor.figures.reuse import carried
from monitor.language import languages
from monitor.model import Dropped, Figure, Reading, Text
from monitor.model.packed_columns import Columns, columns_of, made

__all__ = ["find", "languages", "notes"]


def find(
    text: Text, *, speaker: str | None = None, earlier: Reading | None = None
) -> tuple[tuple[Figure, ...], tuple[Dropped, ...]]:
    """Return the figures of *text* and the numbers refused, both in order.

    *speaker* is the attribution of figures that nobody else is said to state: the page's publisher, perhaps None.
    *earlier* is another version, read by this engine for the same *speaker*: what stands there as it stands here is not
    read again. What is found is the same without it.
    """
    readers: dict[str, _Reader] = {}
    days = Days(grammar.load(language.load(text.written_as)), page_day(text), text.date_order)
    stood = carried(text, earlier, days) if earlier is not None and _alike(earlier.text, text) else {}
    figures: list[Figure] = []
    refused: list[tuple[int, Sequence[Dropped]]] = []
    for index in block_numbers.blocks_to_read(text):
        block = text.blocks[index]
        if index in stood:
            kept, dropped, by = stood[index]
        else:
            if block.language not in readers:
                readers[block.language] = _Reader(text, block.language or text.written_as, speaker)
            (kept, dropped), by = readers[block.language].read(index), block.start
        figures.extend(kept)
        refused.append((by, dropped))
    return tuple(figures), tuple(sorted(_moved(refused), key=attrgetter("start")))


def _moved(refused: Sequence[tuple[int, Sequence[Dropped]]]) -> list[Dropped]:
    """Return all that is *refused*, each so many characters on as stands before it."""
    numbers = [number for _, held in refused for number in held]
    by = [start for start, held in refused for _ in held]
    columns = columns_of(Dropped, numbers)
    places: Columns = {place: list(map(add, columns.get(place, ()), by)) for place in ("start", "end")}
    return made(Dropped, columns | places)


class _Reader:
    """Reads the blocks of a text that are in one language."""

    def __init__(self, text: Text, written_as: str, speaker: str | None) -> None:
        self._text = text
        self._known = language.load(written_as)
        self._words = grammar.load(self._known)
        self._labeller = Labeller(text, self._words, Days(self._words, page_day(text), text.date_order), speaker)

    def read(self, index: int) -> tuple[Sequence[Figure], Sequence[Dropped]]:
        """Return the figures of block *index*, and the numbers refused there, as if the text began with the block."""
        block = self._text.blocks[index]
        found, refused = block_numbers.find(self._text.of(block), block, self._known)
        if not found:
            return (), refused
        kept = [part for token in found for part in moving_parts(token, self._words)]
        return self._labeller.block(index, kept), refused


def _alike(one: Text, other: Text) -> bool:
    """Return whether the same words and dates say the same in both."""
    return (one.written_as, one.date_order) == (other.written_as, other.date_order)


def notes(text: Text) -> tuple[str, ...]:
    """Return what a reader should know of how *text* was read: ``unknown_language``, when only numbers were."""
    return () if language.load(text.written_as).known else ("unknown_language",)
