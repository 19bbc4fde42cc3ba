"""Whatever bytes a source answers: entries in good order or an ExtractError, the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_driver import fuzz
from fuzz_pages import MARKUP, mutated
from hypothesis import strategies as st

from monitor.errors import ExtractError
from monitor.model.sanitize import is_hiding
from monitor.model.sources import Source, SourceReading
from monitor.sources import SOURCES, offered, read

pytestmark = pytest.mark.slow
URL = "https://news.example/list?page=1"
FEEDS = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "sources" / "feeds").iterdir())]
SITEMAPS = [
    b"<urlset><url><loc>https://news.example/a?x=1&amp;y=2</loc><lastmod>2026-05-01</lastmod></url></urlset>",
    b"<sitemapindex><sitemap><loc>/b.xml.gz</loc></sitemap></sitemapindex>",
    b"https://news.example/a\nhttps://news.example/b\n",
]
LISTS = [
    b"""<html lang="en-US"><base href="/a/"><main><ul><li><h2><a href="x.pdf">Bulletin 31 (PDF, 3 KB)</a></h2>
    <time datetime="2026-05-01">1 May</time><li>04/05/2026 <a href="y.pdf">Bulletin 30</a></ul>
    <a href="?page=2" rel="next">Next</a></main><nav class="menu"><a href="//b.example/c#d">Far from here</a></nav>"""
]
TYPES = st.sampled_from(
    [None, "text/html", "application/xml; charset=latin-1", "text/xml;charset=utf-16", "application/json"]
)


def _read(kind: str, links: str, body: bytes, content_type: str | None) -> SourceReading | tuple[str, str]:
    try:
        source = Source(kind=kind, links=links, full_text=kind == "feed" and links != ".")
        return read(source, body, url=URL, content_type=content_type)
    except ExtractError as error:
        return error.reason, error.detail


def test_any_answer_of_a_source_is_an_outcome() -> None:
    def check(body: bytes, kind: str, links: str, content_type: str | None) -> None:
        found = _read(kind, links, body, content_type)
        assert found == _read(kind, links, body, content_type)
        assert len(offered(body, url=URL, content_type=content_type, robots=body.decode("latin-1"))) <= len(body)
        if isinstance(found, tuple):
            assert not is_hiding(found[1])
            return
        assert len({entry.key for entry in found.entries}) == len({entry.url for entry in found.entries})
        assert len({entry.key for entry in found.entries}) == len(found.entries)
        assert not any(is_hiding(f"{entry.url}{entry.key}{entry.title}") for entry in found.entries)
        assert not any(map(is_hiding, (*found.notes, *found.more, found.title)))

    seeds = [*FEEDS, *SITEMAPS, *LISTS]
    fuzz(
        check,
        body=mutated(seeds) | MARKUP.map(lambda markup: markup[:100_000].encode("utf-8", "surrogatepass")),
        kind=st.sampled_from(sorted(SOURCES)),
        links=st.sampled_from(["", "", ".", "a"]),
        content_type=TYPES,
    )
