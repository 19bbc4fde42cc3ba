"""Bytes to text."""

from __future__ import annotations

import re

from lxml import etree
from w3lib.encoding import html_to_unicode

from monitor.extract import plain
from monitor.model import Block, BlockKind, Page, Text

_MARKUP = re.compile(r"\s*(?:<!doctype html|<(?:html|head|body|div|p|h[1-6]|article|main|table|section|ul|!--)\b)", re.I)
_KINDS = {"li": BlockKind.LIST_ITEM, "td": BlockKind.TABLE_CELL, "th": BlockKind.TABLE_CELL}
_BLOCKS = {"p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "ul", "ol", "tr", "table", "br", "main"}
_OUT = {"script", "style", "template", "head", "noscript"}


def read(
    body: bytes, *, content_type: str | None = None, page: Page | None = None, language: str | None = None
) -> Text:
    """Return the text of *body*.

    Raises:
        ExtractError: no text can be read from the bytes.
    """
    spoken = language or (page.language if page else None) or "en"
    _, content = html_to_unicode(content_type, body, default_encoding="utf-8")
    if not _MARKUP.match(content) and "html" not in (content_type or ""):
        return Text(content=content, blocks=plain.blocks(content), kind="text", language=spoken)
    parts: list[str] = []
    blocks: list[Block] = []
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(content.encode() or b"<html/>", parser)
    title = root.findtext(".//title") or ""
    buffer: list[str] = []
    place = 0
    kind, level = BlockKind.PARAGRAPH, 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if tag in _BLOCKS:
            text = " ".join("".join(buffer).split())
            buffer.clear()
            if text:
                blocks.append(Block(kind=kind, level=level, start=place, end=place + len(text)))
                parts.append(text)
                place += len(text) + 1
            heading = len(tag) == 2 and tag[0] == "h" and event == "start"
            kind = BlockKind.HEADING if heading else _KINDS.get(tag, BlockKind.PARAGRAPH) if event == "start" else BlockKind.PARAGRAPH
            level = int(tag[1]) if heading else 0
        if event == "end":
            buffer.append(element.tail or "")
        elif tag not in _OUT and isinstance(tag, str):
            buffer.append(element.text or "")
    return Text(content="\n".join(parts), blocks=tuple(blocks), title=" ".join(title.split()), language=spoken)
