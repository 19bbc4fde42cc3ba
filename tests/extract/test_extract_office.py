"""Documents of an office: DOCX and ODT are read as their like in HTML is."""

from __future__ import annotations

import pytest
from extract_fakes import lines
from office_fakes import docx, odt

from monitor.errors import ExtractError
from monitor.extract import read
from monitor.model import Text


def _styled(text: str, style: str = "") -> str:
    said = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{said}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{_styled(cell)}</w:tc>' for cell in cells)}</w:tr>"


_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{said}"/></w:style>'
    for name, said in (("berschrift1", "heading 1"), ("Verzeichnis1", "toc 1"), ("Titel", "Title"))
)
WORD = docx(
    _styled("The camp", "Titel")
    + _styled("Counting 3", "Verzeichnis1")
    + _styled("Counting", "berschrift1")
    + "<w:p><w:r><w:t>There are </w:t></w:r><w:del><w:r><w:delText>40</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>50</w:t></w:r></w:ins><w:r><w:t> tents.</w:t></w:r>"
    '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    + f"<w:tbl>{_row('Region', 'Tents')}{_row('North', '31')}{_row('South', '45')}</w:tbl>",
    notes=f'<w:footnote w:id="2">{_styled("Without 7 old ones.")}</w:footnote>',
    styles=_STYLES,
)


def _p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def _cells(*cells: str) -> str:
    inside = "".join(f"<table:table-cell>{_p(cell)}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{inside}</table:table-row>"


OPEN = odt(
    f"<text:tracked-changes><text:changed-region><text:deletion>{_p('40')}</text:deletion></text:changed-region>"
    "</text:tracked-changes>"
    '<text:h text:outline-level="1">The camp</text:h>'
    f"<text:table-of-content><text:index-body>{_p('Counting 3')}</text:index-body></text:table-of-content>"
    '<text:h text:outline-level="1">Counting</text:h>'
    "<text:p>There are<text:s/><text:span>50</text:span> tents.<text:note><text:note-citation>1</text:note-citation>"
    f"<text:note-body>{_p('Without 7 old ones.')}</text:note-body></text:note></text:p>"
    f"<table:table>{_cells('Region', 'Tents')}{_cells('North', '31')}{_cells('South', '45')}</table:table>"
)


@pytest.mark.parametrize(("body", "kind", "mark"), [(WORD, "docx", "[1]"), (OPEN, "odt", "1")])
def test_headings_paragraphs_tables_and_notes(body: bytes, kind: str, mark: str) -> None:
    text = read(body)
    assert (text.kind, text.title) == (kind, "The camp")
    there = f"There are 50 tents.{mark}"
    assert lines(text)[:9] == ["The camp", "Counting", there, "Region", "Tents", "North", "31", "South", "45"]
    assert [block.level for block in text.blocks[:3]] == [1, 1, 0]
    assert lines(text)[9].startswith("Without 7 old ones.")
    cell = text.blocks[lines(text).index("31")].cell
    assert cell is not None
    assert (cell.row_headers, cell.column_headers) == (("North",), ("Tents",))
    assert _marks(text) == [mark.strip("[]")]


def _marks(text: Text) -> list[str]:
    return [text.content[start:end].strip("[]") for block in text.blocks for start, end in block.marks]


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _style(name: str, kind: str, inside: str) -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{inside}</w:style>'


_GONE = "<w:rPr><w:vanish/></w:rPr>"
_VANISHING = (
    _style("Secret", "character", _GONE)
    + _style("Draft", "paragraph", _GONE)
    + _style("Later", "paragraph", '<w:basedOn w:val="Draft"/>')
    + _style("Shown", "paragraph", '<w:basedOn w:val="Draft"/><w:rPr><w:vanish w:val="0"/></w:rPr>')
)
_SECRET, _SWITCHED_OFF = '<w:rStyle w:val="Secret"/>', '<w:vanish w:val="false"/>'
_SEEN = _run("There are 50 tents.")
VANISHED = [
    # what a Word document holds, how many numbers of it are hidden
    (f"<w:p>{_SEEN}{_run(' And 1', '<w:vanish/>')}{_run(',200 beds.', '<w:vanish/>')}</w:p>", 1),
    (f"<w:p>{_SEEN}{_run('Not 7', _SECRET)}</w:p>", 1),
    (f"<w:p>{_SEEN}</w:p><w:p><w:pPr><w:pStyle w:val='Draft'/></w:pPr>{_run('Not 7 or 8')}</w:p>", 2),
    (f"<w:p>{_SEEN}</w:p><w:p><w:pPr><w:pStyle w:val='Later'/></w:pPr>{_run('Not 7')}</w:p>", 1),
    (f"<w:p><w:pPr><w:pStyle w:val='Shown'/></w:pPr>{_SEEN}</w:p>", 0),
    (f"<w:p>{_run('There are 50 tents.', _SWITCHED_OFF)}</w:p>", 0),
    (f"<w:p><w:pPr>{_GONE}</w:pPr>{_SEEN}</w:p>", 0),  # only the mark at its end
    (f"<w:p>{_SEEN}</w:p><w:tbl>{_row('South').replace('<w:tr>', '<w:tr><w:trPr><w:hidden/></w:trPr>')}</w:tbl>", 0),
    (f"<w:p>{_SEEN}</w:p><w:p>{_run('Draft', '<w:vanish/>')}</w:p>", 0),
]


@pytest.mark.parametrize(("body", "numbers"), VANISHED)
def test_what_vanishes_in_word_is_hidden_and_its_numbers_counted(body: str, numbers: int) -> None:
    text = read(docx(body, styles=_VANISHING))
    assert (lines(text), text.hidden) == (["There are 50 tents."], numbers)
    assert ("hidden_text" in text.notes) is bool(numbers)


_UNDISPLAYED = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
NOT_DISPLAYED = [
    ('There are <text:span>50</text:span> tents.<text:span text:style-name="T1">No 7</text:span>', 1),
    ('There are 50 tents.</text:p><text:p text:style-name="T1">Not 7 or 8', 2),
    ('There are 50 tents.</text:p><text:section text:display="none"><text:p>Not 7</text:p></text:section><text:p>', 1),
]  # fmt: skip


@pytest.mark.parametrize(("body", "numbers"), NOT_DISPLAYED)
def test_what_an_open_document_does_not_display_is_hidden(body: str, numbers: int) -> None:
    text = read(odt(f"{_UNDISPLAYED}<text:p>{body}</text:p>"))
    assert (lines(text), text.hidden) == (["There are 50 tents."], numbers)


@pytest.mark.parametrize("body", [docx("<w:p><w:r>"), odt("<text:p>")])
def test_what_is_no_whole_xml_is_damaged(body: bytes) -> None:
    with pytest.raises(ExtractError) as caught:
        read(body)
    assert caught.value.reason == "document_damaged"
