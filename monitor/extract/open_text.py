"""OpenDocument text to text: its elements have their like in HTML (ODF 1.3, part 3), and are read as those.

Tracked deletions stand apart in the file, and are not read; nor are tables of contents, whose numbers are those of
pages. Notes stand at the end, as in Word documents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape
from typing import Any

from lxml import etree

from monitor.extract import archives, html_pages
from monitor.extract.documents import Document
from monitor.model import Text

Element = Any  # lxml's element: its stubs do not know iterwalk well

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{_SPACE}text:1.0}}"
_DISPLAY = f"{_TEXT}display"
_LIKE = {
    "text:p": "p",
    "text:list": "ul",
    "text:list-item": "li",
    "text:line-break": "br",
    "text:note-citation": "sup",
    "text:section": "div",
    "table:table": "table",
    "table:table-header-rows": "thead",
    "table:table-row": "tr",
    "table:table-cell": "td",
    "drawing:text-box": "div",
}
"""What an element is in HTML; one that is not named is read through."""
_SPACES = frozenset(("text:s", "text:tab"))
_SILENT = frozenset(
    (
        "text:tracked-changes",
        "text:table-of-content",
        "text:illustration-index",
        "text:table-index",
        "text:page-number",
        "text:page-count",
        "text:hidden-text",
        "text:hidden-paragraph",
        "text:note-body",
        "office:annotation",
        "table:covered-table-cell",
    )
)
_SPANS = (("number-columns-spanned", "colspan"), ("number-rows-spanned", "rowspan"))


def recognises(document: Document) -> bool:
    """Return whether *document* is an OpenDocument text."""
    return archives.kind_of(document) == "odt"


def read(document: Document) -> Text:
    """Return the text of an OpenDocument text.

    Raises:
        ExtractError: ``document_damaged``, ``document_encrypted`` or ``document_bomb``, or what
            `html_pages.text_of` says.
    """
    archives.measured(document)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root: Element = etree.fromstring(archives.part(document, "content.xml"), parser)
    except etree.XMLSyntaxError as error:
        raise archives.damaged() from error
    styles = frozenset(_hiding(root))
    notes = [piece for note in root.iter(f"{_TEXT}note-body") for piece in _markup(note, styles)]
    return html_pages.text_of("".join((*_markup(root, styles), *notes)), document, kind="odt")


def _hiding(root: Element) -> Iterator[str]:
    """Yield the styles of the document whose text is not displayed (ODF 1.3, part 3, 20.404)."""
    for properties in root.iter(f"{_SPACE}style:1.0}}text-properties"):
        if properties.get(_DISPLAY) == "none":
            yield properties.getparent().get(f"{_SPACE}style:1.0}}name", "")


def _markup(root: Element, hiding: Collection[str]) -> Iterator[str]:
    """Yield the pieces of HTML that *root* and all in it are; what has one of the *hiding* styles is hidden."""
    context = etree.iterwalk(root, events=("start", "end"))
    silent: Element | None = None
    for event, element in context:
        name = _name(element)
        tag = _tag(element, name, hiding)
        if event == "start":
            if name in _SILENT and element is not root:
                context.skip_subtree()
                silent = element
            else:
                yield f"<{tag}{_attributes(element, hiding)}>" if tag else " " if name in _SPACES else ""
                yield escape(element.text or "")
            continue
        if element is not silent and tag not in (None, "br"):
            yield f"</{tag}>"
        if element is not root:
            yield escape(element.tail or "")


def _name(element: Element) -> str:
    """Return the name of *element* with the last word of its name space: "text:p"."""
    space, _, name = str(element.tag).rpartition("}")
    return f"{space.removeprefix(_SPACE).partition(':')[0]}:{name}"


def _tag(element: Element, name: str, hiding: Collection[str]) -> str | None:
    """Return what *element* of this *name* is in HTML; None for one that is read through."""
    if name == "text:h":
        return f"h{_level(element)}"
    return "span" if name == "text:span" and _is_hidden(element, hiding) else _LIKE.get(name)


def _level(element: Element) -> int:
    written = element.get(f"{_TEXT}outline-level", "1")
    return min(6, max(1, int(written))) if written.isdecimal() and len(written) < 3 else 1


def _attributes(element: Element, hiding: Collection[str]) -> str:
    found = ((like, element.get(f"{_SPACE}table:1.0}}{name}", "")) for name, like in _SPANS)
    hidden = " hidden" if _is_hidden(element, hiding) else ""
    return "".join(f' {like}="{written}"' for like, written in found if written.isdecimal()) + hidden


def _is_hidden(element: Element, hiding: Collection[str]) -> bool:
    return element.get(f"{_TEXT}style-name") in hiding or element.get(_DISPLAY) == "none"
