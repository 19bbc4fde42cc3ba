"""Finds the figures of a text: every number that counts or measures something, labelled; the rest refused.

`find` is pure and deterministic. For each block: `numbers` finds what is written, `refusals` says why one is no figure,
`labels` says what each of the others counts, how it is hedged, what it does, when, by whom and who says so. The
words of each language are data, in ``monitor.language``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from monitor import language
from monitor.figures.labels.labelling import Labeller
from monitor.figures.labels.roles.movements import moving_parts
from monitor.figures.labels.text import grammar
from monitor.figures.labels.time.time_references import Days, page_day
from monitor.figures.numbers.scanner import Token, scan
from monitor.figures.refusals import reasons
from monitor.figures.reuse import carried
from monitor.language import languages
from monitor.model import Block, Dropped, Figure, Reading, Region, Text

__all__ = ["find", "languages", "notes"]

_DIGITS = re.compile("[0-9]{1,9}")


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
    dropped: list[Dropped] = []
    for index, block in enumerate(text.blocks):
        if index in stood:
            figures.extend(stood[index][0])
            dropped.extend(stood[index][1])
            continue
        if block.language not in readers:
            readers[block.language] = _Reader(text, block.language or text.written_as, speaker)
        kept, refused = readers[block.language].read(index)
        figures.extend(kept)
        dropped.extend(refused)
    return tuple(figures), tuple(sorted(dropped, key=lambda number: number.start))


class _Reader:
    """Reads the blocks of a text that are in one language."""

    def __init__(self, text: Text, written_as: str, speaker: str | None) -> None:
        self._text = text
        self._known = language.load(written_as)
        self._words = grammar.load(self._known)
        self._labeller = Labeller(text, self._words, Days(self._words, page_day(text), text.date_order), speaker)

    def read(self, index: int) -> tuple[list[Figure], list[Dropped]]:
        """Return the figures of block *index*, and the numbers refused there."""
        block = self._text.blocks[index]
        marks = [(start - block.start, end - block.start) for start, end in block.marks]
        tokens = scan(self._text.of(block), self._known, marks)
        refused = list(_footnotes(self._text, block)) if marks else []
        if not tokens:
            return [], refused
        where = _context(block, self._known)
        kept: list[Token] = []
        for token in tokens:
            reason = reasons.why(token, where)
            if reason is None:
                kept.extend(moving_parts(token, self._words))
            else:
                refused.append(_dropped(token, block, reason))
        return self._labeller.block(index, kept) if kept else [], refused


def _alike(one: Text, other: Text) -> bool:
    """Return whether the same words and dates say the same in both."""
    return (one.written_as, one.date_order) == (other.written_as, other.date_order)


def notes(text: Text) -> tuple[str, ...]:
    """Return what a reader should know of how *text* was read: ``unknown_language``, when only numbers were."""
    return () if language.load(text.written_as).known else ("unknown_language",)


def _context(block: Block, known: language.Language) -> reasons.Context:
    cell = block.cell
    return reasons.Context(
        language=known,
        kind=block.kind,
        header=cell is not None and cell.header,
        headers=(*cell.row_headers[-1:], *cell.column_headers) if cell is not None else (),
        margin=block.region is Region.MARGIN,
    )


def _footnotes(text: Text, block: Block) -> Iterator[Dropped]:
    """Yield the numbers of the block's footnote marks."""
    for start, end in block.marks:
        for match in _DIGITS.finditer(text.content, start, end):
            yield Dropped(
                value=Decimal(match[0]), surface=match[0], start=match.start(), end=match.end(), why="footnote"
            )


def _dropped(token: Token, block: Block, reason: str) -> Dropped:
    return Dropped(
        value=token.value,
        surface=token.surface,
        start=block.start + token.start,
        end=block.start + token.end,
        why=reason,
    )
