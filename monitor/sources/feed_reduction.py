"""A feed reduced to what is read of it: of each entry title, links, id and times; where asked for, its text.

Whatever else a feed holds (full texts, pictures, categories, places) costs time, and worse: feedparser takes half a
minute for 40,000 categories, and fails on a place that stands where it expects none. libxml2 is given no document type,
so that no entity is expanded, and asks for nothing. What is not well-formed is read as far as it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import NamedTuple

from lxml import etree

from monitor.model.html_tree import Element
from monitor.model.sanitize import shortened
from monitor.sources.entry_texts import NO_TEXT, EntryText, text_of
from monitor.sources.xml_text import name_of, well_written

_KEPT = frozenset(
    ("title", "link", "guid", "id", "pubdate", "published", "issued", "updated", "modified", "created", "date")
)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DUBLIN_CORE = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_HOLDERS = frozenset(("channel", "feed"))
_OF_OTHERS = frozenset(
    ("item", "entry", "source", "image", "author", "contributor")
)  # have titles and ids of their own
_NAMESPACES = frozenset(
    (
        _RDF,
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        *_DUBLIN_CORE,
    )
)
_LINE = re.compile(r" line \d+")  # counted from the root, not from the beginning of the document
_MOST_PARTS = 50  # of an entry
_LONGEST = 5_000  # characters of a text or an attribute
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ATTRIBUTES = frozenset(("href", "rel", "type", "mode", "isPermaLink", "ispermalink", f"{{{_RDF}}}about"))


class Reduced(NamedTuple):
    """A small feed that says the same."""

    xml: bytes
    fault: str  #: what is not well-formed; empty: nothing
    texts: tuple[EntryText, ...] = ()  #: of its entries, where they were asked for


def reduced(text: str, entry: str, *, with_texts: bool = False) -> Reduced:
    """Return the feed in *text*, whose entries are elements named *entry*, without what is not read.

    *text* begins with the root element. *with_texts*: read the texts of its entries, too.
    """
    source = BytesIO(well_written(text).encode())
    names = (f"{{*}}{entry}", "{*}title")
    parsing = etree.iterparse(
        source,
        events=("start", "end"),
        tag=names,
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    entries: dict[Element, Element] = {}  # in their order, also where a missing end tag nests them
    texts: dict[Element, EntryText] = {}
    title: Element | None = None
    try:
        for event, element in parsing:
            if name_of(element)[1] != entry:
                title = element if title is None and _is_of_feed(element) else title
            elif event == "start":
                entries[element] = _copy(element)
            else:
                own, damaged = name_of(element)[0], bool(_fault(parsing))
                parts = islice(_parts(element, own, deep=damaged), _MOST_PARTS)
                entries[element].extend(_copy(part, own) for part in parts)
                if with_texts:
                    texts[element] = text_of(element)
                element.clear()
    except etree.XMLSyntaxError:
        pass  # what could be read has been; its log tells the rest
    root = parsing.root
    small = _feed(root, title, list(entries.values())) if root is not None else b""
    return Reduced(small, _fault(parsing), tuple(texts.get(one, NO_TEXT) for one in entries) if with_texts else ())


def _is_of_feed(element: Element) -> bool:
    above = element.getparent()
    return above is not None and name_of(above)[1] in _HOLDERS


def _parts(element: Element, own: str, *, deep: bool) -> Iterator[Element]:
    """Yield what is read of an entry whose namespace is *own*; *deep*: also where a missing end tag has put it."""
    for child in element:
        if _is_kept(child, own):
            yield child
        if deep and name_of(child)[1] not in _OF_OTHERS:
            yield from _parts(child, own, deep=True)


def _is_kept(child: Element, own: str) -> bool:
    """Return whether a part of an entry is read; a ``media:title`` is not its title."""
    namespace, name = name_of(child)
    return name.lower() in _KEPT and namespace in (own, *_DUBLIN_CORE)


def _text(element: Element, own: str) -> str:
    """Return the text of a part, without other parts that a missing end tag has put into it."""
    inner = (f"{'' if _is_kept(child, own) else _text(child, own)}{child.tail or ''}" for child in element)
    return f"{element.text or ''}{''.join(inner)}"


def _copy(element: Element, own: str | None = None) -> Element:
    """Return an element with the attributes that are read; with the namespace of its entry, *own*, also its text."""
    kept = {name: value[:_LONGEST] for name, value in element.attrib.items() if name in _ATTRIBUTES}
    made = etree.Element(_tag(element), kept)
    if own is None:
        return made
    made.text = _text(element, own)[:_LONGEST]
    if made.get("type") == "xhtml":
        made.set("type", "text")
    if element.base:
        made.set(_BASE, element.base)
    return made


def _tag(element: Element) -> str:
    """Return the name of an element, without a namespace that is of no kind of feed."""
    namespace, name = name_of(element)
    return f"{{{namespace}}}{name}" if namespace in _NAMESPACES else name.rpartition(":")[2]


def _feed(root: Element, title: Element | None, entries: list[Element]) -> bytes:
    """Return the feed that is made of a *title* and *entries*, below elements of the same names."""
    made = etree.Element(_tag(root), {"version": root.get("version", "")[:_LONGEST]})
    above = title.getparent() if title is not None else None
    holder = made if above is None or above is root else etree.SubElement(made, _tag(above))
    if title is not None:
        holder.append(_copy(title, name_of(title)[0]))
    made.extend(entries)
    return etree.tostring(made)


def _fault(parsing: etree.iterparse) -> str:
    """Return the first thing that is not well-formed; a prefix that was never declared loses nothing."""
    faults = (error.message or "" for error in parsing.error_log if error.domain_name == "PARSER")
    return shortened(_LINE.sub("", next(faults, "")))
