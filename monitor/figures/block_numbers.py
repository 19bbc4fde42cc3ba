"""The numbers of one block, found and refused: all that its words alone decide, without what stands around it.

A page repeats itself, and pages of one site repeat each other: dates, captions, what is offered on every page. What
such words hold is remembered, within bounds, for it can be nothing else the next time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from monitor.figures.numbers.presence import lines_with_one
from monitor.figures.numbers.scanner import Token, scan
from monitor.figures.refusals import calendar, reasons
from monitor.language import Language, load
from monitor.model import Block, BlockKind, Dropped, Region, Text

_MARGIN, _TABLE_CELL = Region.MARGIN, BlockKind.TABLE_CELL  #: named once: each look-up by their class costs
_DIGITS = re.compile("[0-9]{1,9}")
_Span = tuple[int, int]
_Found = tuple[tuple[Token, ...], tuple[Dropped, ...]]
#: Within these bounds three of four lines with a number were known among 300 captures of government pages, in their
#: order; within twice as many no more; what is kept of so many takes about two megabytes.
_REMEMBERED = 1024  #: lines
_LONGEST = 200  #: characters of a line that is remembered, its headers included: a longer one hardly comes again


def blocks_to_read(text: Text) -> list[int]:
    """Return the indices of the blocks of *text* that may hold a number, in order: those with a mark of a note, too."""
    starts = [block.start for block in text.blocks]
    told = {tag: _told(text, starts, tag) for tag in {block.language for block in text.blocks}}
    return [index for index, block in enumerate(text.blocks) if index in told[block.language] or block.marks]


def _told(text: Text, starts: Sequence[int], tag: str) -> set[int]:
    """Return which blocks of *text* would hold a number if all were in the language *tag*; "": the text's own."""
    return lines_with_one(text.content, starts, load(tag or text.written_as).numbers)


def find(string: str, block: Block, language: Language) -> _Found:
    """Return the numbers of *string*, the text of *block*, that may be figures, and those refused.

    All places are counted from the beginning of *string*.
    """
    marks = tuple([(start - block.start, end - block.start) for start, end in block.marks]) if block.marks else ()
    cell = block.cell
    headers = () if cell is None else (*cell.row_headers[-1:], *cell.column_headers)
    header = cell is not None and cell.header
    size = len(string) + sum(map(len, headers)) if headers else len(string)
    ask = _remembered if size <= _LONGEST else _found
    return ask(string, language, marks, block.kind, header, headers, block.region is _MARGIN)


def _found(
    string: str,
    language: Language,
    marks: tuple[_Span, ...],
    kind: BlockKind,
    header: bool,  # noqa: FBT001 (all by place: what is remembered is looked up by them)
    headers: tuple[str, ...],
    margin: bool,  # noqa: FBT001
) -> _Found:
    if not (marks or margin or header or kind is _TABLE_CELL):
        dated = calendar.alone(string, language)
        if dated:
            return (), tuple(_written(string, start, end, "date") for start, end in dated)
    where = reasons.Context(language=language, kind=kind, header=header, headers=headers, margin=margin)
    kept: list[Token] = []
    refused = list(_footnotes(string, marks))
    for token in scan(string, language, marks):
        reason = reasons.why(token, where)
        if reason is None:
            kept.append(token)
        else:
            refused.append(
                Dropped(value=token.value, surface=token.surface, start=token.start, end=token.end, why=reason)
            )
    return tuple(kept), tuple(refused)


_remembered = lru_cache(maxsize=_REMEMBERED)(_found)


def _footnotes(string: str, marks: tuple[_Span, ...]) -> Iterator[Dropped]:
    """Yield the numbers of a block's footnote *marks*."""
    for start, end in marks:
        for match in _DIGITS.finditer(string, start, end):
            yield _written(string, *match.span(), "footnote")


def _written(string: str, start: int, end: int, why: str) -> Dropped:
    """Return the digits from *start* to *end*, refused."""
    surface = string[start:end]
    return Dropped(value=Decimal(surface), surface=surface, start=start, end=end, why=why)
