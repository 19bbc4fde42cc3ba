"""An account of evidence says the same in both forms, whatever a page or a server wrote into it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from report_fakes import NOW, SHA, everything
from report_payloads import ALL, poisoned

from monitor.model import Capture, Hop
from monitor.report.evidence import Account, Version, html, markdown, record
from monitor.report.values import indented

COMMANDS = re.compile(r"```sh\n(.*?)```", re.DOTALL)
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def _capture(text: str) -> Capture:
    return Capture(
        url=text, final_url=text, redirects=(Hop(url=text, status=301, location=text),), status=200,
        headers=((text, text), ("Date", text)), address=text, tls_issuer=text, requested_at=NOW, captured_at=NOW,
        framing="length+gzip",
    )  # fmt: skip


def _version(label: str, text: str, **more: object) -> Version:
    known: dict[str, object] = {
        "label": label, "folder": label.lower(), "page_id": "harbour", "number": 11, "digest": SHA, "size": 75_000,
        "believed": True, "capture": _capture(text), "link": SHA, "ledger_file": "harbour/000011.html.gz",
        "file": f"{label.lower()}/body.html.txt",
    }  # fmt: skip
    return Version(**(known | more))  # type: ignore[arg-type]


def account(text: str, **more: object) -> Account:
    findings = poisoned(text).findings
    stamped = {"certified_at": NOW, "token": "after/timestamp.tsr", "certificates": "after/certificates.pem"}
    known: dict[str, object] = {
        "finding": replace(findings[0], id="c12"), "others": findings[1:4], "seal": SHA, "sealed": True,
        "versions": (_version("Before", text), _version("Now", text, **stamped)), "chains": ("harbour",),
    }  # fmt: skip
    return Account(**(known | more))  # type: ignore[arg-type]


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
    removed = _version("Before", "https://ministry.example/", file="", missing="They were removed by retention.")
    told = account("https://ministry.example/", versions=(removed, account("x").versions[1]), broken=("harbour",))
    golden("evidence.html", html(replace(told, finding=replace(everything().findings[0], id="c12"), others=())))
    golden("evidence.md", markdown(replace(told, finding=replace(everything().findings[0], id="c12"), others=())))


def test_it_is_one_file_that_loads_nothing() -> None:
    document = lxml_html.document_fromstring(html(account("a harmless text")))
    assert not document.xpath("//*[@src or @href or @style or @background] | //link | //script | //img | //iframe")
    (policy,) = [meta.get("content") for meta in document.iter("meta") if meta.get("http-equiv")]
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")


def test_what_it_claims_depends_on_what_there_is() -> None:
    plain = replace(account("x").versions[0], capture=replace(_capture("http://a.example/"), tls_issuer=None))
    bare = markdown(account("x", versions=(plain,), sealed=False))
    assert "where there was no TLS" in bare
    assert "beyond TLS" not in bare
    assert "a time without a timestamp" in bare
    assert "seal.json" not in bare
    secure = replace(plain, capture=_capture("https://a.example/"), certified_at=NOW, token="t", certificates="c")
    full = markdown(account("x", versions=(secure,), broken=("harbour",)))
    assert "beyond TLS" in full
    assert "That the bytes are not older" in full
    assert "The chain of harbour does not hold" in full
    assert "to alter one is to alter every link" not in full
    adopted = replace(plain, capture=replace(plain.capture, framing="adopted"))
    assert "a crash had left the bytes without their record" in markdown(account("x", versions=(adopted,)))


def test_many_other_changes_are_counted() -> None:
    findings = everything().findings
    told = markdown(account("x", others=tuple(findings[0] for _ in range(40))))
    assert "and 28 more, in finding.json" in told
