"""The numbers of one block, found and refused: all that its words alone decide, without what stands around it.

A page repeats itself, and pages of one site repeat each other: dates, captions, what is offered on every page. What
such words hold is remembered, within bounds, for it can be nothing else the next time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from monitor.figures.numbers.scanner import Token, may_hold_one, scan
from monitor.figures.refusals import calendar, reasons
from monitor.language import Language
from monitor.model import Block, BlockKind, Dropped, Region

_DIGITS = re.compile("[0-9]{1,9}")
_Span = tuple[int, int]
_Found = tuple[tuple[Token, ...], tuple[Dropped, ...]]
_NOTHING: _Found = ((), ())
#: Within these bounds three of four lines with a number were known among 300 captures of government pages in order
#: (../shared/corpus), within twice as many no more; what is kept of so many takes about two megabytes.
_REMEMBERED = 1024  #: lines
_LONGEST = 200  #: characters of a line that is remembered, its headers included: a longer one hardly comes again


def find(string: str, block: Block, language: Language) -> _Found:
    """Return the numbers of *string*, the text of *block*, that may be figures, and those refused.

    All places are counted from the beginning of *string*.
    """
    if not block.marks and not may_hold_one(string, language.numbers):
        return _NOTHING
    marks = tuple([(start - block.start, end - block.start) for start, end in block.marks])
    cell = block.cell
    headers = (*cell.row_headers[-1:], *cell.column_headers) if cell is not None else ()
    header = cell is not None and cell.header
    ask = _remembered if len(string) + sum(map(len, headers)) <= _LONGEST else _found
    return ask(string, language, marks, block.kind, header, headers, block.region is Region.MARGIN)


def _found(
    string: str,
    language: Language,
    marks: tuple[_Span, ...],
    kind: BlockKind,
    header: bool,  # noqa: FBT001 (all by place: what is remembered is looked up by them)
    headers: tuple[str, ...],
    margin: bool,  # noqa: FBT001
) -> _Found:
    if not (marks or margin or header or kind is BlockKind.TABLE_CELL):
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
