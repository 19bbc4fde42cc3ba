"""The kinds of documents that are read: one line for each, tried in this order by their first bytes."""

from __future__ import annotations

from monitor.extract import archives, html, pdf, plain
from monitor.extract.documents import Reader
from monitor.extract.sheets import delimited, workbook

READERS = {
    "pdf": Reader(pdf.read, pdf.recognises),
    "sheet": Reader(workbook.read, workbook.recognises),
    "archive": Reader(archives.refuse, archives.is_archive),
    "csv": Reader(delimited.read, delimited.recognises),
    "html": Reader(html.read),
    "text": Reader(plain.read),
}
