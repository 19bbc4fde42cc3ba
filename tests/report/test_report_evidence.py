"""An account of evidence says the same in both forms, whatever a page or a server wrote into it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from evidence_fakes import account, capture, sample, version
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from report_fakes import NOW, everything
from report_payloads import ALL

from monitor.report.evidence import html, markdown, record
from monitor.report.json_forms import indented

COMMANDS = re.compile(r"```sh\n(.*?)```", re.DOTALL)
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def _shape(document: str) -> Counter[tuple[str, ...]]:
    """Return the elements of *document*, each with its attributes."""
    return Counter((str(one.tag), *map(str, one.attrib)) for one in lxml_html.document_fromstring(document).iter())


def anything(url: str) -> bool:
    return True  # the assertion judges, not the renderer


def _rendered(text: str) -> str:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    renderer.validateLink = anything  # type: ignore[method-assign]
    return str(renderer.render(text))


EACH = [pytest.param(one, id=ascii(one), marks=() if n % 3 == 0 else pytest.mark.slow) for n, one in enumerate(ALL)]


@pytest.mark.parametrize("payload", EACH)
def test_hostile_text_stays_text(payload: str) -> None:
    """It makes no element, no attribute, no command and no hidden character that a harmless text does not make."""
    hostile, harmless = account(payload), account("a harmless text")
    assert not _shape(html(hostile)) - _shape(html(harmless))
    told, benign = markdown(hostile), markdown(harmless)
    assert not _shape(_rendered(told)) - _shape(_rendered(benign))
    assert COMMANDS.findall(told) == COMMANDS.findall(benign) != []
    for produced in (html(hostile), told, indented(record(hostile.versions[0]))):
        assert HIDDEN.search(produced) is None
        produced.encode()


def test_both_forms(golden: Callable[[str, str], None]) -> None:
    golden("evidence.html", html(sample()))
    golden("evidence.md", markdown(sample()))


def test_what_is_missing_is_said_first() -> None:
    removed = version("Before", capture("x"), file="", missing="They were removed by retention.")
    told = markdown(account("x", versions=(removed, account("x").versions[1]), broken=("harbour",)))
    first, second = told.partition("## What happened")[2].split("\n\n")[1:3]
    assert (
        first == "**This pack is incomplete. Before: the bytes are not in this pack. They were removed by retention.**"
    )
    assert second.startswith("**This pack is incomplete. The chain of harbour does not hold")


def test_it_is_one_file_that_loads_nothing() -> None:
    document = lxml_html.document_fromstring(html(account("a harmless text")))
    assert not document.xpath("//*[@src or @href or @style or @background] | //link | //script | //img | //iframe")
    (policy,) = [meta.get("content") for meta in document.iter("meta") if meta.get("http-equiv")]
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")


def test_what_it_claims_depends_on_what_there_is() -> None:
    plain = replace(account("x").versions[0], capture=replace(capture("http://a.example/"), tls_issuer=None))
    bare = markdown(account("x", versions=(plain,), sealed=False))
    assert "where there was no TLS" in bare
    assert "beyond TLS" not in bare
    assert "a timestamp says" not in bare
    assert "seal.json" not in bare
    secure = replace(plain, capture=capture("https://a.example/"), certified_at=NOW, token="t", certificates="c")
    full = markdown(account("x", versions=(secure,), broken=("harbour",)))
    assert "beyond TLS" in full
    assert "That the bytes are not older" in full
    assert "for you to judge" in full  # nobody here knows who runs the authority
    assert all("received at the times named above: those are of the clock" in told for told in (bare, full))
    assert "The chain of harbour does not hold" in full
    assert "to alter one is to alter every link" not in full
    adopted = replace(plain, capture=replace(plain.capture, framing="adopted"))
    assert "a crash had left the bytes without their record" in markdown(account("x", versions=(adopted,)))


def test_bytes_that_a_browser_made_are_not_said_to_have_arrived() -> None:
    plain = account("x").versions[0]
    made = replace(plain, capture=replace(plain.capture, framing="browser (Chromium 156, still)"))
    told, bare = markdown(account("x", versions=(made,))), markdown(account("x", versions=(plain,)))
    for words in ("browser (Chromium 156, still): these are not the bytes that arrived", "scripts wrote what stands"):
        assert words in told
        assert words not in bare
    assert "Known to be whole" not in told


def test_many_other_changes_are_counted() -> None:
    findings = everything().findings
    told = markdown(account("x", others=tuple(findings[0] for _ in range(40))))
    assert "and 28 more, in finding.json" in told
