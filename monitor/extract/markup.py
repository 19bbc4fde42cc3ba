"""HTML by lxml: the tree is walked, and asked what the page says of itself.

libxml2 stops silently at its limits (2,048 elements deep); its error log tells, and `scanning` takes over. Nothing is
loaded from the network, and HTML has no entities that a document could define.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from monitor.errors import ExtractError
from monitor.extract import linked_data
from monitor.extract.facts import Facts
from monitor.extract.hiding import conceals, says_a_number
from monitor.extract.tags import SILENT
from monitor.extract.walking import Walker

Element = Any  # lxml's element: its stubs know neither iterwalk's events nor the HTML parser's trees well

_NONE: dict[str, str] = {}
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_LAST = re.compile(r"(?:\s|</(?:html|body)\s*>)*+", re.IGNORECASE)
_LIMITS = frozenset(("ERR_RESOURCE_LIMIT", "ERR_EXCESSIVE_DEPTH", "ERR_NO_MEMORY"))


class PastLimit(Exception):  # noqa: N818 (a signal inside this part, never an error to a user)
    """The parser gave up: what it returned is not the whole document."""


def parse(source: str) -> Element | None:
    """Return the root of the document; None when it holds nothing.

    Raises:
        PastLimit: libxml2 stopped before the end.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, recover=True
    )
    end = _END.search(source)
    if end is not None and not _LAST.fullmatch(source, end.end()):
        source = _END.sub("", source)  # libxml2 reads nothing past </html>; browsers do (WHATWG HTML, 13.2.6.4.19)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        if _limited(parser):
            raise PastLimit from error
        return None  # nothing but white space and comments
    except (ValueError, MemoryError) as error:
        raise PastLimit from error
    if _limited(parser):
        raise PastLimit
    return root


def _limited(parser: etree.HTMLParser) -> bool:
    last = parser.error_log.last_error
    return last is not None and last.type_name in _LIMITS


def walk(root: Element, skipped: Collection[Element], walker: Walker, *, selected: bool = False) -> None:
    """Tell *walker* of *root* and all in it but the *skipped* elements; a *selected* root's own name says nothing."""
    context = etree.iterwalk(root, events=("start", "end"))
    closed: Element | None = None
    for event, element in context:
        tag = element.tag
        if event == "end":
            if element is not closed:
                walker.close(tag)
            closed = None
            if element.tail and element is not root:
                walker.text(element.tail)
            continue
        items = element.items()
        attributes = dict(items) if items and not (selected and element is root) else _NONE
        if (skipped and element in skipped) or not walker.open(tag, attributes):
            context.skip_subtree()
            closed = element
            if not walker.hides and conceals(tag, attributes):
                walker.hides = any(map(says_a_number, _concealed(element)))
        elif element.text:
            walker.text(element.text)


def _concealed(element: Element) -> Iterator[str]:
    """Yield the text in a hidden *element* that a reader would see if it were shown."""
    for inside in element.iter(etree.Element):
        if inside.tag not in SILENT or inside.tag == "template":
            yield inside.text or ""
        if inside is not element:
            yield inside.tail or ""


def select(root: Element, selector: str | None) -> Sequence[Element]:
    """Return the outermost elements that match *selector*, in order; the root when there is no selector.

    Raises:
        ExtractError: nothing matches.
    """
    if selector is None:
        return (root,)
    found = _matches(root, selector)
    if not found:
        raise ExtractError("nothing_selected", f"No element of the page matches its 'select' ({selector[:200]}).")
    matched = set(found)
    return [element for element in found if not any(above in matched for above in element.iterancestors())]


def ignored(root: Element, selectors: Sequence[str]) -> set[Element]:
    """Return the elements that the page's settings leave out."""
    return {element for selector in selectors for element in _matches(root, selector)}


def _matches(root: Element, selector: str) -> list[Element]:
    try:
        found: Element = _compiled(selector)(root)
        return list(found)
    except (SelectorError, etree.XPathError) as error:
        raise ExtractError("bad_selector", f"The selector {selector[:200]!r} cannot be used: {error}") from error


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


def facts(root: Element) -> Facts:
    """Return what the page says of itself in its head."""
    return Facts.gather(
        _described(root), language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    )


def _is_of_page(element: Element) -> bool:
    """Return whether a property of microdata is one of the page or its work, and not of a picture or a publisher."""
    scope = next((above for above in element.iterancestors() if "itemscope" in above.attrib), None)
    return scope is None or linked_data.is_of_page(scope.get("itemtype", ""))


def _described(root: Element) -> Iterator[tuple[str, dict[str, str], str]]:
    for element in root.iter("title", "meta", "script"):
        tag = element.tag
        if tag == "script":
            if "ld+json" in element.get("type", ""):
                yield tag, {}, element.text or ""
        elif tag == "meta":
            if not element.get("itemprop") or _is_of_page(element):
                yield tag, dict(element.items()), ""
        elif not element.getparent().tag.startswith("svg"):
            yield tag, {}, "".join(element.itertext())
