"""Lists of pages that other programs and people keep: addresses with tags, one a line, or OPML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.config.fields import as_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 4 * 1024 * 1024  # bytes of a list; as for a configuration file
_COMMENT = re.compile(r"(?:^|\s)#.*")
_LINE = re.compile(r"(?P<address>\S+?),*(?:\s+(?P<tags>.*))?")
_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_PLACES = ("htmlUrl", "url")  # of an outline: the site's page, or the target of a link


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page that somebody wants followed."""

    address: str  #: as written
    tags: tuple[str, ...] = ()
    line: int | None = None  #: of the list, from 1; None when it was typed
    problem: str = ""  #: why it cannot be used, one sentence; "" when it can


def read_list(text: str) -> list[Listed]:
    """Return the pages of a list, in its order.

    Args:
        text: OPML, or lines: an address, and after a blank (and a comma, perhaps) the page's tags, with commas between
            them. A # at the beginning of a line or after a blank begins a comment.
    """
    text = text.removeprefix("\ufeff")
    return list(_opml(text) if text.lstrip().startswith("<") else _lines(text))


def _lines(text: str) -> Iterator[Listed]:
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(_COMMENT.sub("", line, count=1).strip())
        if match:
            yield _listed(match["address"], _words([(match["tags"] or "").replace("\t", ",")]), number)


def _words(texts: Iterable[str]) -> list[str]:
    """Return the tags that stand in *texts*, with commas between them."""
    words = (" ".join(word.split()) for text in texts for word in text.split(","))
    return [word for word in words if word]


def _listed(address: str, tags: Iterable[str], line: int) -> Listed:
    found = tuple(dict.fromkeys(tags))
    try:
        return Listed(address=address, tags=tuple(map(as_tag, found)), line=line)
    except ValueError as error:
        return Listed(address=address, line=line, problem=f"a tag of it {error}")


def _opml(text: str) -> Iterator[Listed]:
    """Yield the pages of OPML 2.0: folders and categories are tags.

    The list may be anybody's: entities and document types are refused rather than followed.
    """
    from lxml import etree  # noqa: PLC0415 (for those who bring a list: every command imports this)

    if declared := _DOCTYPE.search(text):
        line = text.count("\n", 0, declared.start()) + 1
        yield Listed(address="", line=line, problem="OPML with a document type or entities is not read; take them out")
        return
    above = text[: len(text) - len(text.lstrip())].count("\n")
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.lstrip().encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        yield Listed(address="", line=(error.lineno or 1) + above, problem=f"this is not OPML: {error.msg}")
        return
    outlines = [outline for outline in root.iter("outline") if not _is_folder(outline)]
    yield from (_outlined(outline, above) for outline in outlines)
    if not outlines:
        yield Listed(address="", line=1, problem="this names no page: an `outline` has its address in htmlUrl or url")


def _is_folder(outline: _Element) -> bool:
    return not any(outline.get(name) for name in (*_PLACES, "xmlUrl"))


def _outlined(outline: _Element, above: int) -> Listed:
    line = above + (outline.sourceline if isinstance(outline.sourceline, int) else 1)
    address = next((found for name in _PLACES if (found := (outline.get(name) or "").strip())), "")
    if not address:
        feed = (outline.get("xmlUrl") or "").strip()
        return Listed(address=feed, line=line, problem="only its feed is named (xmlUrl), and no page (htmlUrl)")
    return _listed(address, _words([*_folders(outline), (outline.get("category") or "").replace("/", ",")]), line)


def _folders(outline: _Element) -> list[str]:
    """Return the names of the folders that *outline* stands in, the outermost first."""
    folders = [one for one in outline.iterancestors("outline") if _is_folder(one)]
    return [folder.get("text") or folder.get("title") or "" for folder in reversed(folders)]
