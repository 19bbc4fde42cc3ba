"""Office documents of our own: the least that their formats ask of a file, with what the tests put in."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape


class Share(float):
    """A number that its cell shows as a percentage."""


Value = str | int | float | date | None
Values = Sequence[Sequence[Value]]
_DAY_ZERO = date(1899, 12, 30)  # of the days that XLSX counts (ECMA-376, 18.17.4.1)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = (
    f'<styleSheet {_MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of *files*."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def xlsx(sheets: Mapping[str, Values], *, hidden: Sequence[str] = ()) -> bytes:
    """Return a workbook of *sheets* by name, of which some are *hidden*; a text that begins with "=" is a formula."""
    states = dict.fromkeys(hidden, ' state="hidden"')
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="r{at}"{states.get(name, "")}/>'
        for at, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="r{at}" Type="{_KIND}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    styles = f'<Relationship Id="rs" Type="{_KIND}/styles" Target="styles.xml"/>'
    book = f'<Relationship Id="r1" Type="{_KIND}/officeDocument" Target="xl/workbook.xml"/>'
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{_LINKS}">{book}</Relationships>',
            "xl/workbook.xml": f"<workbook {_MAIN} {_OFFICE}><sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_LINKS}">{links}{styles}</Relationships>',
            "xl/styles.xml": _STYLES,
            **{f"xl/worksheets/sheet{at}.xml": _worksheet(rows) for at, rows in enumerate(sheets.values(), 1)},
        }
    )


def sparse() -> bytes:
    """Return a workbook that says a cell in the last corner of its sheet: it is small, and spreads over 17 billion."""
    return _with_rows(f'<row r="1">{_cell(1, 1, 0)}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def many_times(text: str, rows: int) -> bytes:
    """Return a workbook that says *text* once, and names it in ten cells of each of so many *rows*."""
    cells = "".join(f'<c r="{column}{{0}}" t="s"><v>0</v></c>' for column in "ABCDEFGHIJ")
    said = f"<sst {_MAIN}><si><t>{escape(text)}</t></si></sst>"
    link = f'<Relationship Id="rt" Type="{_KIND}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    lines = "".join(f'<row r="{row}">{cells.format(row)}</row>' for row in range(1, rows + 1))
    return _with_rows(lines, {"xl/sharedStrings.xml": said.encode()}, link)


def _with_rows(rows: str, more: Mapping[str, bytes] | None = None, link: str = "</Relationships>") -> bytes:
    with zipfile.ZipFile(BytesIO(xlsx({"Camps": [[1]]}))) as made:
        files = {name: made.read(name) for name in made.namelist()}
    links = files["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", link.encode())
    sheet = f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()
    own = {"xl/worksheets/sheet1.xml": sheet, "xl/_rels/workbook.xml.rels": links}
    return archive({**files, **own, **(more or {})})


def _worksheet(rows: Values) -> str:
    lines = "".join(
        f'<row r="{number}">{"".join(_cell(value, number, column) for column, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    return f"<worksheet {_MAIN}><sheetData>{lines}</sheetData></worksheet>"


def _cell(value: Value, row: int, column: int) -> str:
    at = f'r="{chr(ord("A") + column)}{row}"'
    if value is None:
        return ""
    if isinstance(value, date):
        return f'<c {at} s="1"><v>{(value - _DAY_ZERO).days}</v></c>'
    if isinstance(value, Share):
        return f'<c {at} s="2"><v>{float(value)}</v></c>'
    if isinstance(value, str):
        if value.startswith("="):
            formula, _, came = value[1:].partition("=")
            return f"<c {at}><f>{escape(formula)}</f>{f'<v>{came}</v>' if came else ''}</c>"
        return f'<c {at} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c {at}><v>{value}</v></c>"


def ods(sheets: Mapping[str, Values], *, repeated: int = 1) -> bytes:
    """Return an OpenDocument spreadsheet of *sheets* by name, in which each row stands as often as *repeated* says."""
    begun = f'<table:table-row table:number-rows-repeated="{repeated}">'
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(f"{begun}{''.join(map(_field, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    return _open_document("spreadsheet", f"<office:spreadsheet>{tables}</office:spreadsheet>")


def _field(value: Value) -> str:
    if value is None:
        return "<table:table-cell/>"
    said = 'string"'
    if isinstance(value, date):
        said = f'date" office:date-value="{value}"'
    elif not isinstance(value, str):
        said = f'{"percentage" if isinstance(value, Share) else "float"}" office:value="{float(value)}"'
    shown = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell office:value-type="{said}>{shown}</table:table-cell>'


def odt(body: str) -> bytes:
    """Return an OpenDocument text with *body*, in elements of ``text`` and ``table``."""
    return _open_document("text", f"<office:text>{body}</office:text>")


def _open_document(kind: str, body: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = "".join(f' xmlns:{name}="{space}:{name}:1.0"' for name in ("office", "text", "table", "style"))
    inside = f"<office:body>{body}</office:body>"
    return archive(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f'<office:document-content{names} office:version="1.3">{inside}</office:document-content>',
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>',
        }
    )


def docx(body: str, *, notes: str = "", styles: str = "") -> bytes:
    """Return a Word document with *body*, in elements of ``w``, and *notes* at its foot."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    links = "".join(
        f'<Relationship Id="{name}" Type="{_KIND}/{name}" Target="{name}.xml"/>' for name in ("footnotes", "styles")
    )
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="r1" Type="{_KIND}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_LINKS}">{links}</Relationships>',
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {space}>{notes}</w:footnotes>",
            "word/styles.xml": f"<w:styles {space}>{styles}</w:styles>",
        }
    )
