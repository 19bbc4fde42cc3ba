"""The kinds of documents that are read: one line for each, tried in this order by their first bytes."""

from __future__ import annotations

from monitor.extract import html_pages, pdf, plain
from monitor.extract.documents import Reader

READERS = {
    "pdf": Reader(pdf.read, pdf.recognises, guarded=True),
    "html": Reader(html_pages.read),
    "text": Reader(plain.read),
}
