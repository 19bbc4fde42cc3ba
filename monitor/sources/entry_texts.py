"""The text of an entry of an XML feed, as HTML: its content, or else its summary."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from lxml import etree

from monitor.model.html_tree import Element
from monitor.sources.xml_text import name_of

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_XHTML = "http://www.w3.org/1999/xhtml"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_OF_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_OWN = "of the entry"
_WHERE = (
    ("encoded", _CONTENT), ("content:encoded", _OWN), ("body", _XHTML), ("content", _OWN),
    ("description", _OWN), ("summary", _OWN), ("description", _DUBLIN_CORE),
)  # fmt: skip
"""Names and namespaces of what may hold the text, the fullest first; a prefix may never have been declared."""
_MARKUP = frozenset(("html", "xhtml", "text/html", "application/xhtml+xml"))
_PLAIN = frozenset(("text", "text/plain"))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class EntryText(NamedTuple):
    """What an entry says."""

    html: str  #: within a body; empty: nothing
    language: str = ""  #: BCP 47 tag, as the feed has it; empty: it does not say


NO_TEXT = EntryText("")


def text_of(entry: Element) -> EntryText:
    """Return the text of an entry, whose content loses its namespaces by that: the first place that holds one."""
    own = name_of(entry)[0]
    held: dict[tuple[str, str], str] = {}
    for child in entry.iterchildren("*"):
        namespace, name = name_of(child)
        place = (name, _OWN if namespace == own and namespace not in (_CONTENT, _XHTML) else namespace)
        if place not in held and place in _WHERE:
            held[place] = _html(child, own)
    html = next((found for place in _WHERE if (found := held.get(place, "")).strip()), "")
    return EntryText(html, _language(entry)) if html else NO_TEXT


def as_html(text: str) -> str:
    """Return a plain *text* as HTML: a paragraph for each of its lines."""
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def _html(element: Element, own: str) -> str:
    """Return what *element* holds as HTML; empty for what is no text, such as a picture, or stands elsewhere."""
    kind = element.get("type", "text" if own in _OF_ATOM else "html").partition(";")[0].strip().lower()
    if kind in _PLAIN and not len(element):
        return as_html(element.text or "")
    if kind not in _MARKUP and kind not in _PLAIN:
        return ""
    for inner in element.iter("*"):
        inner.tag = name_of(inner)[1].rpartition(":")[2] or "span"  # a browser knows <p>, and not <xhtml:p>
    etree.cleanup_namespaces(element)
    written = element.text or ""
    is_tree = kind in ("xhtml", "application/xhtml+xml") or kind in _PLAIN
    parts = (etree.tostring(child, encoding="unicode", method="html") for child in element.iterchildren("*"))
    return "".join((escape(written) if is_tree else written, *parts))


def _language(entry: Element) -> str:
    """Return the language that an entry, or what stands around it, is said to be written in."""
    for element in (entry, *entry.iterancestors()):
        if found := element.get(_LANGUAGE) or element.findtext("{*}language"):
            return str(found).strip()
    return ""
