"""What kind of markup a document is: the name of its first element, past what may stand before it."""

from __future__ import annotations

import re
from typing import NamedTuple

_BEFORE = re.compile(r"\s++|<\?.*?\?>|<!--.*?-->|<!doctype[^\[>]*+(?:>|\[.*?\]\s*+>)", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"<((?:[\w.-]{1,80}:)?([a-zA-Z][\w.-]{0,80}))(?=[\s/>])")
_AFTER_ERRORS = re.compile(r"<((?:[\w.-]{1,80}:)?(rss|feed|rdf|urlset|sitemapindex))(?=[\s/>])", re.IGNORECASE)
_IS_EMPTY = re.compile(r"<[^<>]*/>")
_LOOKED_AT = 20_000  # characters: programs write their warnings before the document that they make
_WHOLE_PAGE = frozenset(("html", "head", "body"))
_OF_PAGES = _WHOLE_PAGE.union(
    ("title", "meta", "base", "link", "script", "style", "noscript", "div", "span", "p", "h1", "h2", "h3", "a", "b"),
    ("main", "article", "section", "header", "nav", "ul", "ol", "dl", "table", "center", "font", "form", "img", "br"),
)


class Root(NamedTuple):
    """The first element of a document."""

    name: str  #: without its prefix, in lower case
    written: str  #: with its prefix
    start: int  #: where it begins

    @property
    def is_page(self) -> bool:
        """Return whether it begins a page of HTML."""
        return self.name in _OF_PAGES


class Ended(NamedTuple):
    """A document from its first element on, ended after so many entries as are read."""

    text: str
    entries: int  #: that it names
    ended: bool  #: by itself; else it was cut off on its way


def root_of(text: str) -> Root | None:
    """Return the first element of *text*; None for what is no markup."""
    at = 0
    while before := _BEFORE.match(text, at):
        at = before.end()
    found = _ELEMENT.match(text, at)
    if found is None or found[2].lower() not in _WHOLE_PAGE:
        found = _AFTER_ERRORS.search(text, at, at + _LOOKED_AT) or found
    return Root(found[2].lower(), found[1], found.start()) if found else None


def ended(text: str, root: Root, entry: str, most: int, closing: str = "") -> Ended:
    """Return the document in *text* without what stands around its *root*, ended after its last whole entry.

    Args:
        text: the document.
        root: its first element.
        entry: the name of an entry's element.
        most: entries that are read.
        closing: the ends of what stands open between the root and its entries.
    """
    within, end = text[root.start :], text.rfind(f"</{root.written}", root.start) - root.start
    begins = [found.start() for found in re.finditer(rf"<(?:[\w.-]{{1,40}}:)?{entry}(?=[\s>])", within)]
    closing += f"</{root.written}>"
    if len(begins) > most:
        return Ended(within[: begins[most]] + closing, len(begins), ended=True)
    if _IS_EMPTY.fullmatch(within):
        return Ended(within, 0, ended=True)
    if end >= 0:
        return Ended(f"{within[:end]}</{root.written}>", len(begins), ended=True)
    last = max((found.end() for found in re.finditer(rf"</(?:[\w.-]{{1,40}}:)?{entry}\s*>", within)), default=0)
    return Ended(within[:last] + closing, sum(begin < last for begin in begins), ended=False)
