"""The kinds of documents that are read: one line for each, tried in this order by their first bytes."""

from __future__ import annotations

from monitor.extract import archives, html_pages, open_text, pdf, plain, word
from monitor.extract.documents import Reader
from monitor.extract.sheets import data, delimited, workbook

READERS = {
    "pdf": Reader(pdf.read, pdf.recognises, guarded=True),
    "sheet": Reader(workbook.read, workbook.recognises, guarded=True),
    "docx": Reader(word.read, word.recognises, guarded=True),
    "odt": Reader(open_text.read, open_text.recognises, guarded=True),
    "archive": Reader(archives.refuse, archives.is_archive),
    "json": Reader(data.read, data.recognises),
    "csv": Reader(delimited.read, delimited.recognises),
    "html": Reader(html_pages.read),
    "text": Reader(plain.read),
}
