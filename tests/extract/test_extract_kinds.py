"""What kind of document bytes are, and the kinds that are refused; selecting and ignoring; required phrases."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from extract_fakes import fetched, lines, markup, page, text_of
from office_fakes import archive, docx, ods, odt, xlsx

from monitor.errors import ExtractError
from monitor.extract import is_guarded, judge, read

KINDS = [
    (b"<!doctype html><p>5", None, "html"),
    (b"  \n<HTML><body>5", None, "html"),
    (b"<p>5 people</p>", None, "html"),
    (b"<!-- made by hand --><div>5</div>", None, "html"),
    (b'<?xml version="1.0"?><!DOCTYPE html><html><body>5</body></html>', "application/xhtml+xml", "html"),
    (b"5 people", None, "text"),
    (b"5 < 6 people", None, "text"),
    (b"<5 people", None, "text"),
    (b"5 people", "text/plain", "text"),
    (b"<p>5 people</p>", "text/plain", "text"),
    (b"<!doctype html><p>5", "text/plain", "html"),
    (b"5 people, no tag", "text/html", "text"),
    (b"5 people <b>now</b>", "text/html", "html"),
    (b"", "text/html", "html"),
    (b"", None, "text"),
    (b"[Notice] 5 people", None, "text"),
    (b'{"people": 5}', "application/json", "json"),
    (b'{"people": 5}', None, "json"),
    (b'[{"people": 5}]', "text/html", "json"),
    (b'{"people": 5} is what the file of the camp holds.', None, "text"),
    (b"[5 people, and tents", None, "text"),
    (b"[1] See the note of the camp.", None, "text"),
    (b"<p>{5: 6}</p>", "application/json", "html"),
]


@pytest.mark.parametrize(("body", "content_type", "kind"), KINDS)
def test_kind(body: bytes, content_type: str | None, kind: str) -> None:
    assert read(body, content_type=content_type).kind == kind


REFUSED = [
    (b"%PDF-1.7\n%\xe2\xe3", None, "pdf_corrupt"),
    (b"%PDF-1.7\n", "text/html", "pdf_corrupt"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", None, "not_text"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "text/html", "not_text"),
    (b"GIF89a\x01\x00", None, "not_text"),
    (b"RIFF\x10\x00\x00\x00WEBPVP8 ", None, "not_text"),
    (b"\x00\x00\x00\x18ftypmp42", None, "not_text"),
    (b"PK\x03\x04\x14\x00", "application/vnd.ms-excel", "document_damaged"),
    (archive({"a.txt": "5 people"}), "application/zip", "not_text"),
    (xlsx({"Sheet1": [["Tents"], [5]]})[:-40], None, "document_damaged"),
    (archive({"xl/workbook.xml": "no markup"}), None, "document_damaged"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), None, "document_encrypted"),
    (gzip.compress(b"<p>5</p>", mtime=0), "text/html", "not_text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None, "not_text"),
    (bytes(range(32)) * 8, None, "not_text"),
    (b'{"people": 5, "tents": }', "application/json", "document_damaged"),
    (b'{"people": 5,', None, "document_damaged"),
    (b'[{"people": 5, "name": "Nor', "application/json", "document_damaged"),
    (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, None, "document_damaged"),
    (b'<?xml version="1.0"?><rss version="2.0"></rss>', "text/xml", "unsupported_type"),
    (b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', None, "unsupported_type"),
    (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "image/svg+xml", "unsupported_type"),
]


@pytest.mark.parametrize(("body", "content_type", "reason"), REFUSED)
def test_what_is_no_text_is_refused_with_its_reason(body: bytes, content_type: str | None, reason: str) -> None:
    _assert_refused(body, content_type, reason)


#: What spreads: made when it is tested, as making it takes long.
LARGE: list[tuple[Callable[[], bytes], str | None, str]] = [
    (lambda: archive({"xl/workbook.xml": bytes(60_000_001)}), None, "document_bomb"),
    (lambda: archive({f"xl/{name}.xml": "" for name in ("workbook", *range(6000))}), None, "document_bomb"),
    (lambda: xlsx({"Sheet1": [[1], *[[]] * 20_000, [None] * 25 + [1]]}), None, "sheet_too_large"),
    (lambda: ods({"Sheet1": [[1]]}, repeated=20_000), None, "document_bomb"),
    (lambda: ("1," * 40 + "1\n").encode() * 2500, "text/csv", "sheet_too_large"),
]


@pytest.mark.parametrize(("made", "content_type", "reason"), LARGE)
def test_what_is_too_large_is_refused_with_its_reason(
    made: Callable[[], bytes], content_type: str | None, reason: str
) -> None:
    _assert_refused(made(), content_type, reason)


def _assert_refused(body: bytes, content_type: str | None, reason: str) -> None:
    with pytest.raises(ExtractError) as caught:
        read(body, content_type=content_type)
    assert caught.value.reason == reason
    assert caught.value.detail.endswith(".")


SELECTIONS: list[tuple[dict[str, object], list[str]]] = [
    ({"select": "#box"}, ["5 people", "6 tents"]),
    ({"select": "#box p.a"}, ["5 people"]),
    ({"select": "p"}, ["0 before", "5 people", "6 tents", "7 after"]),
    ({"select": "#box, #box p"}, ["5 people", "6 tents"]),
    ({"select": "footer"}, ["7 after"]),
    ({"select": "//div[@id='box']/p"}, ["5 people", "6 tents"]),
    ({"select": "(//p)[last()]"}, ["7 after"]),
    ({"select": "#box", "ignore": ("//p[contains(., 'tents')]",)}, ["5 people"]),
    ({"ignore": ("//p/text()", "$.people")}, ["0 before", "5 people", "6 tents", "7 after"]),
    ({"ignore": ("#box",)}, ["0 before", "7 after"]),
    ({"ignore": (".a", "footer p")}, ["0 before", "6 tents"]),
    ({"select": "#box", "ignore": (".a",)}, ["6 tents"]),
    ({"ignore": (".none",)}, ["0 before", "5 people", "6 tents", "7 after"]),
]
BODY = "<p>0 before</p><div id=box><p class=a>5 people</p><p>6 tents</p></div>tail<footer><p>7 after</p></footer>"


@pytest.mark.parametrize(("settings", "expected"), SELECTIONS)
def test_select_and_ignore(settings: dict[str, object], expected: list[str]) -> None:
    assert [line for line in lines(text_of(BODY, page=page(**settings))) if line != "tail"] == expected


def test_a_selection_is_main() -> None:
    assert {block.region for block in text_of(BODY, page=page(select="footer")).blocks} == {"main"}


NOTHING = [
    ("#gone", "nothing_selected"), ("//gone", "nothing_selected"), ("$.people", "nothing_selected"),
    ("p[", "bad_selector"), ("//p[", "bad_selector"), ("//p[nowhere()]", "bad_selector"),
]  # fmt: skip


@pytest.mark.parametrize(("selector", "reason"), NOTHING)
def test_a_selection_that_finds_nothing_is_no_text(selector: str, reason: str) -> None:
    with pytest.raises(ExtractError) as caught:
        text_of(BODY, page=page(select=selector))
    assert caught.value.reason == reason


def test_the_language_given_goes_before_the_page_s() -> None:
    body = markup("<p>5</p>", language="en")
    assert read(body, page=page(language="fr")).language == "fr"
    assert read(body, page=page(language="fr"), language="de-CH").language == "de"


@pytest.mark.parametrize(("phrase", "missing"), [("5  PEOPLE", False), ("people 6", False), ("9 people", True)])
def test_a_required_phrase(phrase: str, missing: bool) -> None:
    text = text_of(BODY, page=page(must_contain=phrase))
    doubt = judge(fetched(b""), text, 4, None)
    assert (doubt is not None and doubt.reason == "must_contain" and doubt.hard) is missing


def test_entities_of_a_document_are_never_resolved() -> None:
    bomb = b'<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]><p>&b;&f;5</p>'
    assert "lollol" not in read(bomb, content_type="text/html").content


GUARDED = [(xlsx({"Camps": [[5]]}), True), (docx("<w:p/>"), True), (odt("<text:p/>"), True), (b"<p>5</p>", False)]


@pytest.mark.parametrize(("body", "guarded"), GUARDED)
def test_documents_of_an_office_are_read_in_a_process_of_their_own(body: bytes, *, guarded: bool) -> None:
    assert is_guarded(body) is guarded
