"""What a Word document hides: text that vanishes, by itself or by its style, and hidden rows of tables.

mammoth reads it like any other. The names are those of ECMA-376, part 1: ``vanish`` 17.3.2.41, ``hidden`` 17.4.20.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from io import BytesIO

from lxml import etree

from monitor.extract import archives
from monitor.extract.documents import Document
from monitor.model.html_tree import Element

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_STYLES = "word/styles.xml"
_SIGNS = (b":vanish", b":hidden")
_OFF = frozenset(("0", "false", "off"))  # of a switch that stands there; else it is on (17.17.4)


def taken_out(document: Document) -> tuple[bytes, str]:
    """Return an archive that was `measured` without what it hides, and the text of that: "" where it hides nothing.

    Raises:
        ExtractError: ``document_damaged``.
    """
    styles = archives.part(document, _STYLES, missing=b"")
    hiding = _hiding(_parsed(styles)) if _SIGNS[0] in styles else frozenset()
    changed: dict[str, bytes] = {}
    texts: list[str] = []
    for name in _PARTS:
        content = archives.part(document, name, missing=b"")
        root = _parsed(content) if hiding or any(sign in content for sign in _SIGNS) else None
        if root is not None and (found := list(_cut(root, hiding))):
            changed[name] = bytes(etree.tostring(root, encoding="utf-8"))
            texts += found
    return (_packed(document, changed), "\n".join(texts)) if changed else (document.body, "")


def _parsed(content: bytes) -> Element | None:
    """Return the root of a part; None for one that is broken or not there: mammoth says so."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None


def _hiding(styles: Element | None) -> frozenset[str]:
    """Return the styles whose text vanishes, by themselves or by the one that they are based on."""
    says: dict[str, bool] = {}
    above: dict[str, str] = {}
    for style in styles.iter("{*}style") if styles is not None else ():
        name = _value(style, "styleId")
        switch = style.find("{*}rPr/{*}vanish")
        base = style.find("{*}basedOn")
        if switch is not None:
            says[name] = _is_on(switch)
        elif base is not None:
            above[name] = _value(base, "val")
    return frozenset(name for name in (*says, *above) if says.get(_base(name, above)))


def _base(name: str, above: dict[str, str]) -> str:
    """Return the style that decides for the one called *name*; itself where they are based on each other in a ring."""
    seen = {name}
    at = name
    while at in above and above[at] not in seen:
        at = above[at]
        seen.add(at)
    return at


def _cut(root: Element, hiding: Collection[str]) -> Iterator[str]:
    """Take what is hidden out of a part, and yield its text."""
    for row in list(root.iter("{*}tr")):
        switch = row.find("{*}trPr/{*}hidden")
        if switch is not None and _is_on(switch):
            yield from _texts(row)
            row.getparent().remove(row)
    for paragraph in root.iter("{*}p"):
        style = paragraph.find("{*}pPr/{*}pStyle")
        vanishes = style is not None and _value(style, "val") in hiding
        runs = [run for run in paragraph.iter("{*}r") if _vanishes(run, hiding, vanishes=vanishes)]
        if runs:
            yield "".join(text for run in runs for text in _texts(run))
        for run in runs:
            run.getparent().remove(run)


def _vanishes(run: Element, hiding: Collection[str], *, vanishes: bool) -> bool:
    """Return whether *run* is hidden: it says so, or else its style, or, by *vanishes*, that of its paragraph."""
    switch, style = run.find("{*}rPr/{*}vanish"), run.find("{*}rPr/{*}rStyle")
    if switch is not None:
        return _is_on(switch)
    return vanishes or (style is not None and _value(style, "val") in hiding)


def _texts(element: Element) -> Iterator[str]:
    return (text.text or "" for text in element.iter("{*}t"))


def _is_on(switch: Element) -> bool:
    return _value(switch, "val").lower() not in _OFF


def _value(element: Element, name: str) -> str:
    """Return an attribute of *element*, whatever its name space; "" without one."""
    return next((str(value) for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _packed(document: Document, changed: dict[str, bytes]) -> bytes:
    """Return the archive with the *changed* parts, and without what is no XML: pictures are not read."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(document.body)) as before, zipfile.ZipFile(made, "w") as after:
        for name in dict.fromkeys(before.namelist()):
            if name.endswith((".xml", ".rels")):
                after.writestr(name, changed.get(name) or before.read(name))
    return made.getvalue()
