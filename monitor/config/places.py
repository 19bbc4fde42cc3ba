"""Where in the text of a file an entry begins and ends, and how lines are put between others."""

from __future__ import annotations

import re

from monitor.config.document import Mapping, Node, Sequence

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")  # what may stand between two entries
_PROPERTIES = re.compile(r"(?:[&!][^ \t\r\n]*|[ \t\r\n]|#[^\n]*)*")  # anchor and tag of a list, before its first dash
_END_MARK = re.compile(r"^\.\.\.(?=[ \t\r\n]|\Z)", re.M)


def line_start(text: str, at: int) -> int:
    """Return where the line of *at* begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line after that of *at* begins."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def column(text: str, at: int) -> int:
    """Return how many characters stand before *at* in its line, a byte order mark not counted."""
    start = line_start(text, at)
    return at - start - (1 if start == 0 and text.startswith("\ufeff") else 0)


def blank_above(text: str, start: int) -> bool:
    """Whether the line before the one that begins at *start* is blank."""
    return start > 0 and not text[line_start(text, start - 1) : start].strip()


def end_of_document(text: str) -> int:
    """Return where a new key of the file goes: after everything, but before an end-of-document mark."""
    mark = _END_MARK.search(text)
    return mark.start() if mark else len(text)


def with_lines(text: str, at: int, lines: list[str]) -> str:
    """Return *text* with *lines* after the line that the character before *at* stands in, broken as the lines above."""
    end = at if at == 0 or text[at - 1] == "\n" else line_end(text, at)
    above = max(text.rfind("\n", 0, end), text.find("\n"))
    newline = "\r\n" if above > 0 and text[above - 1] == "\r" else "\n"
    new = newline.join(lines)
    if end and not text[:end].endswith("\n"):
        return text[:end] + newline + new + text[end:]  # the file has no final line break, and keeps none
    return text[:end] + new + newline + text[end:]


def without_trailing_blank(text: str, at: int) -> str:
    """Return *text* without the blank before *at* if nothing but the line's end follows."""
    rest = text[at : line_end(text, at)]
    return text[: at - 1] + text[at:] if text[at - 1 : at] == " " and not rest.strip() else text


def content_end(node: Node) -> int:
    """Return where the last thing written in *node* ends: a block's own end lies beyond the comments below it."""
    if isinstance(node, Sequence) and not node.flow and node.items:
        return content_end(node.items[-1])
    if isinstance(node, Mapping) and not node.flow and node.pairs:
        key, value = node.pairs[-1]
        return max(content_end(value), key.end)
    return node.end


def after_comments(text: str, at: int, dash: int) -> int:
    """Return the end of the line of *at*, or of the comments right below it that are indented deeper than the dash."""
    end = at if at > 0 and text[at - 1] == "\n" else line_end(text, at)
    while end < len(text):
        line = text[end : line_end(text, end)]
        body = line.lstrip(" ")
        if not body.startswith("#") or len(line) - len(body) <= dash:
            break
        end += len(line)
    return end


def dash_column(text: str, pages: Sequence) -> int:
    """Return the column of the dashes of a list."""
    match = _PROPERTIES.match(text, pages.start)
    return column(text, match.end() if match else pages.start)


def dash_line(text: str, pages: Sequence, index: int) -> int:
    """Return where the line with the dash of an entry begins; comments may stand between dash and entry."""
    dash, start = dash_column(text, pages), line_start(text, pages.items[index].start)
    while start > 0:
        line = text[start : line_end(text, start)]
        if line[dash : dash + 1] == "-" and not line[:dash].strip():
            break
        start = line_start(text, start - 1)
    return start


def extent(text: str, pages: Sequence, index: int) -> list[tuple[int, int]]:
    """Return the spans of an entry, in order: its lines and its own comments, or what is in braces and one comma."""
    return _flow_extent(text, pages, index) if pages.flow else [_block_extent(text, pages, index)]


def _block_extent(text: str, pages: Sequence, index: int) -> tuple[int, int]:
    start = dash_line(text, pages, index)
    end = after_comments(text, content_end(pages.items[index]), dash_column(text, pages))
    if end == len(text) and not text.endswith("\n") and start > 0:
        start -= 2 if text[start - 2 : start] == "\r\n" else 1  # the file had no final line break, and keeps none
    return start, end


def _flow_extent(text: str, pages: Sequence, index: int) -> list[tuple[int, int]]:
    item = pages.items[index]
    comma = _skip(text, item.end)
    if text[comma : comma + 1] == ",":
        end = comma + (2 if text[comma + 1 : comma + 2] == " " else 1)
        return [(item.start, item.end), (comma, end)] if text[item.end : comma].strip() else [(item.start, end)]
    if index == 0:
        return [(item.start, item.end)]
    comma = _skip(text, pages.items[index - 1].end)
    if text[comma + 1 : item.start].strip(" "):
        return [(comma, comma + 1), (item.start, item.end)]
    return [(comma, item.end)]


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at
