"""Where quotations begin and end, also those that go on from paragraph to paragraph."""

from __future__ import annotations

from monitor.model import BlockKind, Text

_QUOTES = {"“": "”", "«": "»", '"': '"', "„": "“"}
_MOST_PARAGRAPHS = 12  #: of one quotation


def quotations(content: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the quotations in ``content[start:end]``; an unclosed one runs to the end."""
    spans, opened = _scan(content, start, end)
    if opened is not None and content[opened] != '"':
        spans.append((opened, end))
    return spans


def _scan(content: str, start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    """Return the spans of the closed quotations, and where one begins that is not closed."""
    spans: list[tuple[int, int]] = []
    opened = start if _goes_on(content, start, end) else None
    closing = "»" if opened is not None else ""
    for at in range(start + (opened is not None), end):
        char = content[at]
        if opened is None:
            if char in _QUOTES and (char != '"' or _opens(content, at, start)):
                opened, closing = at, _QUOTES[char]
        elif char == closing:
            spans.append((opened, at + 1))
            opened = None
    return spans, opened


def _goes_on(content: str, start: int, end: int) -> bool:
    """Whether a paragraph begins with "»", the mark by which Spanish goes on with a quotation; no "«" closes it."""
    if not content.startswith("»", start):
        return False
    marks = (char for char in content[start + 1 : end] if char in "«»")
    return next(marks, "»") == "»"


def _opens(content: str, at: int, start: int) -> bool:
    return at == start or content[at - 1].isspace() or content[at - 1] in "([—–-:"


def begins_quoted(text: Text, index: int) -> bool:
    """Whether block *index* is a paragraph that begins with a quotation."""
    block = text.blocks[index]
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    return text.content[block.start : block.start + 1] in _QUOTES or _goes_on(text.content, block.start, block.end)


def first_paragraph(text: Text, index: int) -> int | None:
    """Return the paragraph in which the quotation began that goes on in block *index*; None if none does.

    Each paragraph of a quotation opens it again, and only the last one closes it (New Hart's Rules, 9.2.3).
    """
    first = index
    while first and index - first < _MOST_PARAGRAPHS and begins_quoted(text, first) and _is_open(text, first - 1):
        first -= 1
    return first if first < index else None


def _is_open(text: Text, index: int) -> bool:
    block = text.blocks[index]
    return block.kind is BlockKind.PARAGRAPH and _scan(text.content, block.start, block.end)[1] is not None
