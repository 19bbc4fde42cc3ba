"""Whatever a page says: the formats stay whole, and a reader gets its words back."""

from __future__ import annotations

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from report_payloads import poisoned

from monitor.model.addresses import link
from monitor.model.sanitize import json_text, visible
from monitor.report import RENDERERS
from monitor.report.markdown_text import text

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
HOSTILE = st.text(st.sampled_from("<>&\"'`*_[]()#+-=!|\\~$^{}:/. \t\n\x00\x1b\u202e\u200baé1"), max_size=40)


@given(ANY)
@settings(max_examples=200)
def test_what_is_shown_is_harmless_and_stays_so(raw: str) -> None:
    shown = visible(raw)
    shown.encode()
    assert visible(shown) == shown
    assert "\n" not in shown


@given(ANY)
@settings(max_examples=200)
def test_json_keeps_every_code_point(raw: str) -> None:
    written = json_text(json.dumps({"text": raw}, ensure_ascii=False, indent=1))
    written.encode()
    assert json.loads(written) == {"text": raw}


@given(HOSTILE)
@settings(max_examples=200)
def test_markdown_shows_the_words_as_they_are(raw: str) -> None:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    page = lxml_html.document_fromstring(renderer.render(f"before {text(raw)} after") or "<p>")
    assert "".join(str(part) for part in page.itertext()).split() == ["before", *visible(raw).split(), "after"]


@given(HOSTILE)
@settings(max_examples=6)
def test_every_format_survives_any_text(raw: str) -> None:
    report = poisoned(raw)
    etree.fromstring(RENDERERS["atom"](report).encode())
    json.loads(RENDERERS["json"](report))
    lxml_html.document_fromstring(RENDERERS["html"](report))
    for name in ("terminal", "markdown", "csv"):
        assert RENDERERS[name](report)


@given(st.one_of(ANY, HOSTILE.map("https://x.example/{}".format), HOSTILE.map("{}://x.example/".format)))
@settings(max_examples=200)
def test_a_link_is_plain_ascii_http_or_nothing(raw: str) -> None:
    followed = link(raw)
    assert followed is None or re.fullmatch(r"(?i)https?://[!-~]+", followed)
    assert followed is None or not set("<>\"' `()[]{}|\\^\n") & set(followed)
