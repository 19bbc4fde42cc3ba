"""Plain text to blocks: the content is the file as it stands, so spans count characters of the file.

When a file has no blank line, each line is a block. Otherwise blank lines part blocks, single line breaks inside one
read as spaces, and a line that begins with a list marker begins a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.extract import characters, finishing
from monitor.extract.documents import Document
from monitor.language import detection, load
from monitor.language.dates import order_of
from monitor.model import Block, BlockKind, Text, charset

_MARKER = re.compile(r"(?:[-*+•‣▪●○◦–—·]|\(?(?:\d{1,2}|[a-z])[.)])[ \t\u00a0]+(?=\S)")
_MINUS = re.compile(r"[-–][ \t\u00a0]+\d[\d.,' \u00a0\u202f]*[^\W\d_]{0,2}")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029\x85]+")
_BLANK_LINE = re.compile(r"[\r\n][ \t\u00a0\ufeff]*+[\r\n]")


def read(document: Document) -> Text:
    """Return the text of a document that is nothing but text."""
    decoded = charset.decode(document.body, document.content_type, declared=False)
    content, cleaned = characters.clean(decoded.text)
    language = document.language or detection.settled(None, content)[0]
    return Text(
        content=content,
        blocks=blocks(content),
        language=language.language,
        locale=language.locale,
        date_order=order_of(content, load(language.tag).calendar.order),
        kind="text",
        notes=decoded.notes + finishing.character_notes(content, cleaned=cleaned),
    )


def blocks(content: str) -> tuple[Block, ...]:
    """Return the blocks of *content*, in order."""
    lead: int | None = None
    heading: int | None = None
    found: list[Block] = []
    spans = list(_spans(content))
    marked = [_MARKER.match(content, begin, end) is not None for begin, end in spans]
    for index, (begin, end) in enumerate(spans):
        alone = not any(marked[max(0, index - 1) : index]) and not any(marked[index + 1 : index + 2])
        kind, start, level = _kind(content, begin, end, alone=alone)
        if kind is BlockKind.HEADING:
            lead = None
        elif kind is BlockKind.PARAGRAPH:
            lead = len(found)
        found.append(
            Block(
                kind=kind,
                start=start,
                end=end,
                level=level,
                lead=lead if kind is BlockKind.LIST_ITEM else None,
                heading=heading,
            )
        )
        if kind is BlockKind.HEADING:
            heading = len(found) - 1
    return tuple(found)


def _kind(content: str, start: int, end: int, *, alone: bool) -> tuple[BlockKind, int, int]:
    """Return what the block is, where its words begin after any mark, and its level.

    A dash before nothing but a number is a minus where the block is *alone*: no other item stands beside it.
    """
    if mark := _HEADING.match(content, start, end):
        return BlockKind.HEADING, mark.end(), len(mark.group(1))
    if mark := _MARKER.match(content, start, end):
        if alone and _MINUS.fullmatch(content, start, end):
            return BlockKind.PARAGRAPH, start, 0
        return BlockKind.LIST_ITEM, mark.end(), 1
    return BlockKind.PARAGRAPH, start, 0


def _spans(content: str) -> Iterator[tuple[int, int]]:
    """Yield where blocks begin and end, white space around them left out."""
    by_line = _BLANK_LINE.search(content.strip().replace("\r\n", "\n")) is None
    begin = end = -1
    last = 0
    for line in _LINE.finditer(content):
        start, stop = _stripped(content, line.start(), line.end())
        if start == stop:
            continue
        parted = by_line or begin < 0 or _blank_between(content, last, line.start())
        if parted or _MARKER.match(content, start, stop) or _HEADING.match(content, start, stop):
            if begin >= 0:
                yield begin, end
            begin = start
        end = stop
        last = line.end()
    if begin >= 0:
        yield begin, end


def _blank_between(content: str, last: int, start: int) -> bool:
    between = content[last:start]
    return between.count("\n") + between.replace("\r\n", "\n").count("\r") > 1 or any(
        c in "\f\v\u2029" for c in between
    )


def _stripped(content: str, start: int, end: int) -> tuple[int, int]:
    text = content[start:end]
    start += len(text) - len(text.lstrip(" \t\u00a0\ufeff\u3000"))
    return start, max(start, start + len(text.strip(" \t\u00a0\ufeff\u3000")))
