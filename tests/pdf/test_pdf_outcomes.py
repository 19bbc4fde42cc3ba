"""PDFs that cannot be read: locked, cut off, damaged, scanned, too large or made to harm; each with a clear outcome."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_fakes import with_stream
from reportlab.pdfgen.canvas import Canvas

from monitor.errors import ExtractError
from monitor.extract import is_guarded, read
from monitor.extract.pdf import pdfium

FILES = Path(__file__).parent / "files"
GOOD = (FILES / "bulletin-1.pdf").read_bytes()
WRITER = (FILES / "writer.pdf").read_bytes()
Run = Callable[..., tuple[int, str, str]]


def outcome(body: bytes) -> str:
    try:
        read(body, content_type="application/pdf")
    except ExtractError as error:
        return error.reason
    return "read"


SAID = [
    ("locked.pdf", "locked with a password"),
    ("scan.pdf", "pictures and no text: it is a scan"),
]


@pytest.mark.parametrize(("name", "said"), SAID)
def test_explain_says_why_a_document_cannot_be_read_and_goes_on(run: Run, name: str, said: str) -> None:
    status, shown, told = run("explain", str(FILES / name), str(FILES / "opens-by-itself.pdf"))
    assert (status, said in told) == (1, True)
    assert "+ 11 | counts: members" in shown
    assert "| page 1" in shown


@pytest.mark.parametrize(
    ("options", "told"), [(("--select", "#main"), True), (("--ignore", ".menu"), True), ((), False)]
)
def test_explain_tells_that_select_and_ignore_do_nothing_on_a_pdf(
    run: Run, options: tuple[str, ...], told: bool
) -> None:
    status, shown, _ = run("explain", str(FILES / "opens-by-itself.pdf"), *options)
    assert (status, "select and ignore do nothing here: a PDF" in shown) == (0, told)
    assert "+ 11 | counts: members" in shown
    status, shown, notes = run("explain", str(FILES / "opens-by-itself.pdf"), "--json", *options)
    assert (status, "note: " in notes and "select and ignore do nothing here: a PDF" in notes) == (0, told)
    assert ("read_whole" in json.loads(shown)["notes"]) is told


REASONS = [
    ((FILES / "locked.pdf").read_bytes(), "pdf_encrypted"),
    ((FILES / "scan.pdf").read_bytes(), "pdf_no_text"),
    (GOOD[: len(GOOD) // 4], "pdf_corrupt"),
    (b"%PDF-1.7\n" + bytes(range(256)) * 20, "pdf_corrupt"),
    (b"%PDF-1.7\n<html><p>There are 5 people.</p></html>", "pdf_corrupt"),
]


@pytest.mark.parametrize(("body", "reason"), REASONS)
def test_what_cannot_be_read_has_its_reason(body: bytes, reason: str) -> None:
    assert is_guarded(body)
    with pytest.raises(ExtractError) as caught:
        read(body, content_type="application/pdf")
    assert caught.value.reason == reason
    assert caught.value.detail.endswith(".")


def test_a_page_of_html_that_is_called_a_pdf_is_read_as_what_it_is() -> None:
    assert read(b"<html><p>There are 5 people.</p></html>", content_type="application/pdf").kind == "html"
    assert read(GOOD, content_type="text/html").kind == "pdf"


@settings(max_examples=40)
@given(cut=st.integers(0, len(WRITER)), at=st.integers(0, len(WRITER) - 1), byte=st.integers(0, 255))
def test_a_cut_or_altered_document_is_a_text_or_a_named_failure(cut: int, at: int, byte: int) -> None:
    for body in (b"%PDF-1.7" + WRITER[8:cut], WRITER[:at] + bytes([byte]) + WRITER[at + 1 :]):
        assert outcome(body) in {"read", "pdf_corrupt", "pdf_encrypted", "pdf_no_text", "pdf_limit", "not_text"}


def test_a_form_that_draws_itself_comes_to_an_end() -> None:
    body = with_stream(b"/X Do BT /F 12 Tf 72 700 Td (There are 640 houses.) Tj ET ")
    assert "640 houses" in read(body).content


def test_more_text_than_any_document_has_is_refused() -> None:
    with pdfium.Opened(GOOD, most_characters=100) as pdf, pytest.raises(ExtractError) as caught:
        list(pdf.sheets())
    assert caught.value.reason == "pdf_limit"


def test_more_pages_than_any_document_has_are_refused() -> None:
    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    for _ in range(pdfium.MOST_PAGES + 1):
        canvas.showPage()
    canvas.save()
    with pytest.raises(ExtractError) as caught:
        read(made.getvalue())
    assert (caught.value.reason, re.search(r"2,000", caught.value.detail) is not None) == ("pdf_limit", True)
