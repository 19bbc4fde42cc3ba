"""No byte of a page reaches a reader unescaped, in any format (FAULTS I6, A4, A11, A15, C11, C12)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import pytest
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from report_fakes import everything
from report_payloads import ADDRESSES, CODE_POINTS, EVERY, FORMULAS, HIDDEN, HOSTILE, poisoned

from monitor.model.addresses import link
from monitor.model.sanitize import visible
from monitor.report import RENDERERS, Report
from monitor.report.as_csv import COLUMNS, cell
from monitor.report.chat import chat
from monitor.report.mail_body import mail
from monitor.report.terminal import terminal

PASSIVE = frozenset({
    "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "h4", "p", "span", "time",
    "main", "section", "ul", "ol", "li", "article", "strong", "div", "blockquote", "mark", "details", "summary", "dl",
    "dt", "dd", "footer", "table", "thead", "tbody", "tr", "th", "td", "br", "del", "ins", "em", "code", "hr",
    "s", "bdi", "svg", "path",
})  # fmt: skip
ATTRIBUTES = frozenset({
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "aria-labelledby", "aria-label", "style",
    "aria-hidden", "role", "dir", "datetime", "rel", "scope", "viewbox", "d", "tabindex",
})  # fmt: skip
NUMBER = re.compile(r"-?\d+(\.\d+)?")


SINKS: dict[str, Callable[[Report], str]] = {
    **RENDERERS,
    "mail": lambda report: mail(report).html,
    "text of a mail": lambda report: mail(report).text,
    "subject": lambda report: mail(report).subject,
    "chat": chat,
}


@lru_cache(maxsize=len(SINKS) * (len(HOSTILE) // EVERY + 1))  # those that are tried at every run, for each test of them
def produced_by(name: str, payload: str) -> str:
    """Return what a sink makes of a report that holds nothing but *payload*."""
    return SINKS[name](poisoned(payload))


ALIGNED = re.compile(r"text-align:(left|right|center)")
INLINED = re.compile(r"(?!.*(url|expression|import))([a-z-]+: [\w\s#%.,/'-]+;)+", re.IGNORECASE)


def assert_passive(document: str, style: re.Pattern[str] = ALIGNED) -> None:
    """Parse *document* as a browser would and assert that nothing in it can run, load or lead elsewhere."""
    for element in lxml_html.document_fromstring(document or "<p>").iter():
        assert isinstance(element.tag, str), f"comment or instruction: {etree.tostring(element)!r}"
        assert element.tag in PASSIVE, element.tag
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES, (element.tag, name)
            if name == "href":
                assert re.match(r"https?://[\w.]|#", str(value)), value
            if name == "style":
                assert style.fullmatch(str(value)), value
        if element.tag == "meta":
            assert element.get("http-equiv") in (None, "Content-Security-Policy")


@pytest.mark.parametrize("payload", HOSTILE)
def test_html_holds_nothing_active(payload: str) -> None:
    assert_passive(produced_by("html", payload))
    assert_passive(produced_by("mail", payload), style=INLINED)


def anything(url: str) -> bool:
    return True  # the assertion judges, not the renderer


@pytest.mark.parametrize("payload", HOSTILE)
def test_markdown_renders_to_nothing_active(payload: str) -> None:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    renderer.validateLink = anything  # type: ignore[method-assign]
    assert_passive(renderer.render(produced_by("markdown", payload)))


@pytest.mark.parametrize("payload", HOSTILE)
def test_atom_is_well_formed_and_its_contents_passive(payload: str) -> None:
    feed = etree.fromstring(produced_by("atom", payload).encode())
    assert {str(element.tag).split("}")[0] for element in feed.iter()} == {"{http://www.w3.org/2005/Atom"}
    for content in feed.iter("{*}content"):
        assert_passive(content.text or "")
    for address in feed.iter("{*}link"):
        assert str(address.get("href")).startswith(("http://", "https://"))
    assert len({entry.findtext("{*}id") for entry in feed.iter("{*}entry")}) > 5


@pytest.mark.parametrize("payload", HOSTILE)
def test_no_hidden_code_point_survives(payload: str) -> None:
    for name in SINKS:
        produced = produced_by(name, payload)
        produced.encode()
        found = HIDDEN.search(produced.replace("\r\n", "\n") if name == "csv" else produced)
        assert not found, (name, ascii(found))
        assert "\n" not in produced or name not in ("subject", "chat")


@pytest.mark.parametrize("payload", HOSTILE)
def test_json_keeps_the_page_s_words_and_shows_none_of_them(payload: str) -> None:
    produced = produced_by("json", payload)
    assert "<" not in produced
    told = json.loads(produced)
    assert told["findings"][0]["page_title"] == payload
    assert told["findings"][0]["url"] == link(payload)


@pytest.mark.parametrize("payload", HOSTILE)
def test_csv_holds_no_formula(payload: str) -> None:
    rows = list(csv.reader(io.StringIO(produced_by("csv", payload), newline="")))
    assert rows[0] == list(COLUMNS)
    for row in rows[1:]:
        assert len(row) == len(COLUMNS)
        for value in row:
            assert not value.lstrip().startswith(("=", "+", "@", "＝", "\t", "\r")), value
            assert not value.lstrip().startswith("-") or NUMBER.fullmatch(value), value


@pytest.mark.parametrize("payload", CODE_POINTS[::3], ids=ascii)
def test_a_coloured_terminal_gets_no_escapes_but_colours(payload: str) -> None:
    produced = terminal(poisoned(payload), width=120, colour=True, proof=True)
    assert not HIDDEN.search(re.sub(r"\x1b\[[\d;]*m", "", produced))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5\u202e0%", "5⟨U+202E⟩0%"), ("\x1b[31mred", "⟨U+001B⟩[31mred"), ("1\u200b000", "1⟨U+200B⟩000"),
        ("a\r\n\tb", "a b"), ("ref\u00adugees", "refugees"), ("\ud800", "⟨U+D800⟩"), ("می\u200cخواهم", "می\u200cخواهم"),
        ("1\u200c2", "1⟨U+200C⟩2"), ("café 1\u202f000 €", "café 1\u202f000 €"), ("\x00", "⟨U+0000⟩"),
    ],
)  # fmt: skip
def test_hidden_code_points_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", [*FORMULAS, "-5 %", "－1"])
def test_cells_that_spreadsheets_would_run_are_disarmed(text: str) -> None:
    shown = cell(text)
    assert shown.startswith("'") or shown == "−1"


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_whole_http_addresses_are_linked(address: str) -> None:
    followed = link(address)
    assert followed is None or re.fullmatch(r"https?://[\w.]+/[\w.%'=:]*[^\s\"<>()\[\]]*", followed)


def test_an_address_of_any_script_is_linked_in_ascii() -> None:
    linked = link("https://préfecture.example/é?q=a b&c=(1)")
    assert linked == "https://xn--prfecture-c4a.example/%C3%A9?q=a%20b&c=%281%29"


def test_the_policy_allows_the_one_style_and_nothing_else() -> None:
    document = lxml_html.document_fromstring(RENDERERS["html"](everything()))
    policies = [meta.get("content") for meta in document.iter("meta") if meta.get("http-equiv")]
    assert str(policies[0]).startswith("default-src 'none'; style-src 'sha256-")
    assert not document.xpath("//*[@src or @style or @background or @poster]")
    assert not document.xpath("//link | //script | //img | //iframe")


@pytest.mark.parametrize("document", [RENDERERS["html"](everything()), mail(everything()).html], ids=["html", "mail"])
def test_a_document_asks_for_nothing_from_elsewhere(document: str) -> None:
    told = {link(one.url) for one in everything().findings}
    for element in lxml_html.document_fromstring(document).iter():
        assert element.tag not in {"link", "script", "img", "iframe", "object", "embed", "use", "image", "base"}
        assert not {"src", "srcset", "data", "poster", "background", "action"} & set(element.attrib)
        assert str(element.get("href", "#")).startswith("#") or element.get("href") in told
        for css in (str(element.get("style", "")), str(element.text) if element.tag == "style" else ""):
            assert not re.search(r"url\(|@import|@font-face|src:", css), css


def test_a_feed_is_whole_whatever_code_point_stands_in_it() -> None:
    report = replace(everything(), findings=(), title="".join(map(chr, range(0x110000))))
    feed = etree.fromstring(RENDERERS["atom"](report).encode(), etree.XMLParser(huge_tree=True))
    assert len(feed.findtext("{*}title") or "") > 1_000_000
