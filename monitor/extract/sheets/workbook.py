"""Workbooks to text: XLSX, XLSB, XLS and ODS by calamine; of a formula, the value that it came to when it was saved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from monitor.errors import ExtractError
from monitor.extract import archives
from monitor.extract.documents import Document
from monitor.extract.sheets.cells import Kind, Sheet, SheetRow, as_percentage, of_value
from monitor.extract.sheets.percentages import Place, column_of, percent_cells
from monitor.extract.sheets.sheet_text import text_of
from monitor.model import Text

_LARGEST = 500_000  # cells from corner to corner of what a sheet uses, most of them empty

_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>\s*<')
_FAR = re.compile(rb'r="(?:[A-Z]{2}|[A-Z]\d{5})')  # past column Z or row 9,999: what lies before them is few enough
_REPEATED_CELL = re.compile(rb'number-columns-repeated="\d{4,}"[^>]*:value')
_REPEATED_ROW = re.compile(rb'number-rows-repeated="\d{4,}"[^>]*>(.*?)</[\w.-]+:table-row>', re.DOTALL)


def recognises(document: Document) -> bool:
    """Return whether *document* is a workbook."""
    return archives.kind_of(document) in ("xlsx", "xls", "ods")


def read(document: Document) -> Text:
    """Return the text of a workbook: its sheets by name, each cell of a table with what heads it.

    Raises:
        ExtractError: ``document_damaged``, ``document_encrypted``, ``document_bomb`` or ``sheet_too_large``.
    """
    archives.measured(document)
    _look_for_repeats(document)
    _look_for_corners(document)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(document.body)) as book:
            sheets = list(_sheets(book, percent_cells(document)))
    except PasswordError as error:
        raise archives.encrypted() from error
    except (CalamineError, OSError, ValueError) as error:
        raise archives.damaged() from error
    hidden = sum(_numbers(sheet) for sheet, is_shown in sheets if not is_shown)
    return text_of([sheet for sheet, is_shown in sheets if is_shown], document.language, kind="sheet", hidden=hidden)


def _sheets(book: CalamineWorkbook, shares: Mapping[str, frozenset[Place]]) -> Iterator[tuple[Sheet, bool]]:
    """Yield the sheets of cells, and whether each is shown; *shares* tells which cells show percentages."""
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        _bear(sheet.height, sheet.width)
        rows = [[of_value(value) for value in row] for row in sheet.to_python(skip_empty_area=True)]
        top, left = sheet.start or (0, 0)
        for row, column in shares.get(about.name, ()):
            _show_as_percentage(rows, row - top, column - left)
        yield Sheet(about.name, rows), about.visible is SheetVisibleEnum.Visible


def _look_for_repeats(document: Document) -> None:
    """Make sure that an OpenDocument does not say a cell with a value a thousand times: calamine writes each out.

    Raises:
        ExtractError: ``document_bomb``.
    """
    if archives.kind_of(document) == "ods":
        content = archives.part(document, "content.xml")
        if _REPEATED_CELL.search(content) or any(b":value" in row[1] for row in _REPEATED_ROW.finditer(content)):
            raise archives.bomb("says one cell or row more than a thousand times")


def _look_for_corners(document: Document) -> None:
    """Make sure that no sheet of XLSX spreads too far: calamine makes room for every cell between those that it finds.

    Raises:
        ExtractError: ``sheet_too_large``.
    """
    if archives.kind_of(document) == "xlsx":
        for sheet in archives.parts(document, "xl/worksheets/"):
            found = _FILLED.findall(sheet) if _FAR.search(sheet) else []
            rows = {int(row) for _, row in found}
            columns = {column_of(letters) for letters in {letters for letters, _ in found}}
            if found:
                _bear(max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)


def _bear(rows: int, columns: int) -> None:
    """Refuse a sheet of so many *rows* and *columns* where they are too many.

    Raises:
        ExtractError: ``sheet_too_large``.
    """
    if rows * columns > _LARGEST:
        detail = f"A sheet of the workbook spreads over {rows:,} rows and {columns:,} columns."
        raise ExtractError("sheet_too_large", detail)


def _show_as_percentage(rows: list[SheetRow], row: int, column: int) -> None:
    if 0 <= row < len(rows) and 0 <= column < len(rows[row]):
        rows[row][column] = as_percentage(rows[row][column])


def _numbers(sheet: Sheet) -> int:
    return sum(entry is not None and entry.kind is Kind.NUMBER for row in sheet.rows for entry in row)
