"""Comma-separated values to text, whatever parts them: comma, semicolon, tab or bar (RFC 4180, and what is written)."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from itertools import chain

from monitor.errors import ExtractError
from monitor.extract.documents import Document
from monitor.extract.sheets.cells import Entry, Kind, Sheet, is_decimal, of_words, of_written
from monitor.extract.sheets.sheet_text import bear, text_of
from monitor.model import Text, charset

_MEDIA = frozenset(("text/csv", "application/csv", "text/x-csv", "text/comma-separated-values"))
_TABS = "text/tab-separated-values"
_DELIMITERS = ("\t", ";", "|", ",")
_LOOKED_AT = 8192  # bytes that show whether lines are records
_LINES = 3  # lines at least that are records where the server says nothing
_ALIKE = 0.9  # share of the lines that have as many fields as most
_FIELD = 60  # characters: more are a sentence between commas
_STATING = 0.5  # share of the records after the first that state a number
_UNNAMED = re.compile(r"Unnamed: \d+(?:_level_\d+)?")  # what pandas writes over a column without a name


def recognises(document: Document) -> bool:
    """Return whether *document* is called a file of separated values, or its lines are plainly records."""
    head = document.body[:_LOOKED_AT].lstrip()
    if not head or head.startswith(b"<") or b"\0" in head:
        return False
    if document.media in _MEDIA or document.media == _TABS:
        return True
    return document.media in ("", "text/plain", "application/octet-stream") and _are_records(document)


def read(document: Document) -> Text:
    """Return the text of a file of separated values: one sheet.

    Raises:
        ExtractError: ``sheet_too_large``.
    """
    decoded = charset.decode(document.body, document.content_type, declared=False)
    text = decoded.text.replace("\0", "")
    delimiter = "\t" if document.media == _TABS else _delimiter(text[:_LOOKED_AT].splitlines()) or ","
    try:
        written = [[_UNNAMED.sub("", field) for field in row] for row in _records(text, delimiter)]
    except csv.Error as error:
        raise ExtractError("sheet_too_large", f"A field of the file is too long to be read: {error}.") from error
    bear(sum(map(bool, chain.from_iterable(written))))
    read_as = of_written if _by_computer(written) else of_words
    rows = [[read_as(field) for field in row] for row in written]
    return text_of([Sheet("", rows)], document.language, kind="csv", notes=decoded.notes)


def _records(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True))


def _are_records(document: Document) -> bool:
    """Return whether the lines of *document* are records: as many fields in each, and numbers in most."""
    lines = document.body[:_LOOKED_AT].decode("utf-8", "replace").splitlines()
    if len(document.body) > _LOOKED_AT:
        lines = lines[:-1]  # cut off
    delimiter = _delimiter(lines) if len(lines) >= _LINES else None
    if delimiter is None:
        return False
    records = [row for row in _records("\n".join(lines), delimiter) if row]
    if any(len(field) > _FIELD for row in records for field in row) or len(records) < _LINES:
        return False
    stating = sum(any(_is_number(of_words(field)) for field in row) for row in records[1:])
    return stating >= _STATING * (len(records) - 1)


def _is_number(entry: Entry | None) -> bool:
    return entry is not None and entry.kind is Kind.NUMBER


def _delimiter(lines: Sequence[str]) -> str | None:
    """Return what parts the fields of *lines*: the mark by which nearly all have as many; None where there is none."""
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in _records("\n".join(lines), delimiter) if row)
        if not widths:
            return None
        width, count = widths.most_common(1)[0]
        if width > 1 and count >= _ALIKE * widths.total():
            return delimiter
    return None


def _by_computer(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a computer wrote the numbers of *rows*: a point before decimals, nothing between thousands.

    Three digits after the point of every number may be thousands as well: then the language of the file decides.
    """
    numbers = [entry for row in rows for field in row if _is_number(entry := of_words(field)) and entry is not None]
    decimals = [entry for entry in numbers if is_decimal(entry)]
    return any(len(entry.text.rpartition(".")[2]) != len("000") for entry in decimals) or not decimals
