"""Which cells of a workbook are shown as percentages: 0.104 is "10.4 %" there.

In XLSX only their style says so (ECMA-376, part 1, 18.8), in OpenDocument their type (part 3, 19.385). Either is looked
for where the workbook has such a style or type at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from monitor.extract import archives
from monitor.extract.documents import Document

Place = tuple[int, int]  # row and column, from 0
Element = Any  # lxml's element

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TYPE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_MOST = 100_000  # cells of a sheet; one of more is not read
_BUILT_IN = frozenset(("9", "10"))  # "0%" and "0.00%": formats that need no definition
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # words, escaped characters and colours in a format
_STYLED = re.compile(rb'<c\b(?=[^>]*\br="([A-Z]{1,3})(\d{1,7})")(?=[^>]*\bs="(\d+)")')


def percent_cells(document: Document) -> dict[str, frozenset[Place]]:
    """Return by the name of its sheet where the cells are that are shown as percentages; of XLSX and ODS.

    Raises:
        ExtractError: ``document_damaged``.
    """
    kind = archives.kind_of(document)
    return _of_styles(document) if kind == "xlsx" else _of_types(document) if kind == "ods" else {}


def _of_styles(document: Document) -> dict[str, frozenset[Place]]:
    styles = _percent_styles(document)
    if not styles:
        return {}
    return {name: _styled(archives.part(document, path), styles) for name, path in _paths(document)}


def _of_types(document: Document) -> dict[str, frozenset[Place]]:
    if b'value-type="percentage"' not in archives.part(document, "content.xml"):
        return {}
    sheets = _parsed(document, "content.xml").iter(f"{_TABLE}table")
    return {sheet.get(f"{_TABLE}name", ""): frozenset(islice(_typed(sheet), _MOST)) for sheet in sheets}


def _typed(sheet: Element) -> Iterator[Place]:
    """Yield where in a table of OpenDocument percentages stand: like rows and cells are said once, and how often."""
    row = 0
    for line in sheet.iter(f"{_TABLE}table-row"):
        column, found = 0, list[int]()
        for cell in line.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            found += range(column, column + times) if cell.get(_TYPE) == "percentage" else ()
            column += times
        times = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
        yield from ((at, column) for at in range(row, row + times if found else row) for column in found)
        row += times


def _percent_styles(document: Document) -> frozenset[bytes]:
    """Return the numbers of the cell styles that show percentages."""
    root = _parsed(document, "xl/styles.xml", missing=b"<styleSheet/>")
    named = {one.get("numFmtId"): _QUOTED.sub("", one.get("formatCode", "")) for one in root.iter(f"{_MAIN}numFmt")}
    shares = _BUILT_IN | {number for number, form in named.items() if "%" in form}
    formats = [one.get("numFmtId") for one in root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
    return frozenset(str(at).encode() for at, said in enumerate(formats) if said in shares)


def _paths(document: Document) -> list[tuple[str, str]]:
    """Return the names of the sheets, and which file of the archive each is."""
    links = {one.get("Id"): one.get("Target", "") for one in _parsed(document, "xl/_rels/workbook.xml.rels")}
    sheets = _parsed(document, "xl/workbook.xml").iter(f"{_MAIN}sheet")
    found = [(sheet.get("name", ""), links.get(sheet.get(_LINK), "")) for sheet in sheets]
    return [(name, _whole(target)) for name, target in found if "worksheets/" in target]


def _whole(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _styled(sheet: bytes, styles: frozenset[bytes]) -> frozenset[Place]:
    return frozenset(
        (int(row) - 1, column_of(letters)) for letters, row, style in _STYLED.findall(sheet) if style in styles
    )


def column_of(letters: bytes) -> int:
    """Return the place of a column by its letters: 0 for "A", 26 for "AA"."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


def _parsed(document: Document, name: str, *, missing: bytes | None = None) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(archives.part(document, name, missing=missing), parser)
    except etree.XMLSyntaxError as error:
        raise archives.damaged() from error
