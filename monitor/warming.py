"""Reads everything that reading a page will need.

Word lists and the like are read from disk when they are first used. Read here, once, they are there in every worker,
which then needs no file any more and is not allowed one (docs/reliability.md, A18).
"""

from __future__ import annotations

import codecs
import contextlib
import zipfile
import zlib
from datetime import UTC, datetime
from encodings.aliases import aliases
from io import BytesIO

from monitor import figures
from monitor.errors import ExtractError
from monitor.examine import examine
from monitor.model import Capture, Fetched, Page, Source
from monitor.model.baseline_codec import decode
from monitor.model.examining import Task
from monitor.sources import SOURCES
from monitor.sources import read as names

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_OLD_BASELINE = b'{"text": {"content": "", "blocks": []}, "tracked": [], "next_series": 1, "engine": ""}'
_BODY = """<html lang="{language}"><title>1</title><h1>1,000 people</h1><p>On 3 March 2020 about 1,160 people (12.5 %)
were there, said the prefect, up from 1 000 in 2019.</p><ul><li>twenty-one</ul><table><tr><th>a<td>1</table></html>"""
_SOURCE_DOCUMENTS = (
    b"<rss version='2.0'><channel><item><link>/1</link><pubDate>Wed, 01 Jan 2026</pubDate></item></channel></rss>",
    b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://warm.example/1</loc></url></urlset>",
    b"<html><main><a href='/1.pdf'>Bulletin of 1 January 2026</a></main></html>",
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/1"}]}',
)
_WORD = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body/></w:document>"


def warm() -> None:
    """Read a page of each language, and a document of each kind that opens a file to be read."""
    for language in (*figures.languages(), "und"):
        baseline = None
        for version in ("", "<p>He counts 17 tents and 5 beds on 3 March 2020, Monday.</p>"):
            body = (_BODY.format(language=language) + version).encode()
            _examined(body, language, baseline)  # as one that may be doubted, too
            baseline = _examined(body, language, baseline, accepted=True)
    _examined(_word_document(), "en")
    for name in sorted(set(aliases.values())):  # Python reads each codec from disk when it is first asked for
        with contextlib.suppress(LookupError, ImportError):  # some are of another system
            codecs.lookup(name)
    for kind in SOURCES:
        for body in _SOURCE_DOCUMENTS:
            with contextlib.suppress(ExtractError):  # each kind refuses the others'
                names(Source(kind=kind), body, url="https://warm.example/", content_type=None)
    decode(zlib.compress(_OLD_BASELINE))  # as an older ledger has them, until their pages are read anew


def _word_document() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", _WORD)
    return made.getvalue()


def _examined(body: bytes, language: str, baseline: bytes | None = None, *, accepted: bool = False) -> bytes | None:
    capture = Capture(url="", final_url="", status=200, requested_at=_NOW, captured_at=_NOW)
    fetched = Fetched(capture=capture, body=body, digest="")
    page = Page(id="warm", url="https://warm.example/", select="html", ignore=("nav",), language=language)
    derived = examine(Task(page=page, fetched=fetched, baseline=baseline, accepted=accepted)).derived
    return derived.baseline if derived else None
