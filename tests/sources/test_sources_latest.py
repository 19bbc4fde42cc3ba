"""The link whose address changes: which of several is the latest; and the documents that a page links to."""

from __future__ import annotations

import pytest

from monitor.errors import ExtractError
from monitor.model.sources import Source, SourceReading
from monitor.sources import read

URL = "https://health.example/situation"


def reading(kind: str, body: str, *, links: str = "", language: str = "en") -> SourceReading:
    whole = f'<!doctype html><html lang="{language}"><title>Situation</title><body>{body}</body></html>'
    return read(Source(kind=kind, links=links), whole.encode(), url=URL, content_type="text/html; charset=utf-8")


def latest(body: str, *, links: str = "/f/", language: str = "en") -> str:
    (entry,) = reading("latest", body, links=links, language=language).entries
    return entry.url.removeprefix("https://health.example")


def listed(*items: tuple[str, str]) -> str:
    return "<ul>" + "".join(f'<li><a href="/f/{path}">{words}</a></li>' for path, words in items) + "</ul>"


LATEST = {
    "one": [("a", "The bulletin")],
    "numbers": [("b", "Bulletin no 31"), ("a", "Bulletin no 9"), ("c", "Bulletin no 30")],
    "numbers that all have": [("a", "Bulletin 31 on COVID-19"), ("b", "COVID-19: Bulletin 30")],
    "numbers, and sizes": [("a", "Bulletin 31 (PDF, 340 KB)"), ("b", "Bulletin 30 (PDF, 1.2 MB)")],
    "weeks over the new year": [("a", "Week 53, 2026"), ("b", "Week 1, 2027"), ("c", "Week 52, 2026")],
    "weeks whose year the address alone has": [("2027/b1.pdf", "Week 1"), ("2026/b53.pdf", "Week 53")],
    "days in words": [("a", "Report of 4 December 2026"), ("b", "Report of 11 January 2027"), ("c", "31 May 2026")],
    "days of an archive beside other links": [("all", "All 900 reports"), ("b", "4 May 2026"), ("c", "11 April 2026")],
    "days in addresses": [("x/2026-12-04.pdf", "Report"), ("x/2027-01-11.pdf", "Report"), ("x/20261230.pdf", "Report")],
    "days in folders": [("2026/12/04/x", "Report"), ("2027/01/03/x", "Report")],
    "days in addresses, day first": [("r-31-12-2026.pdf", "Report"), ("r-01-01-2027.pdf", "Report")],
    "days in addresses, in words": [("report-4-december-2026", "Report"), ("report-1-january-2027", "Report")],
    "numbers in addresses": [("bulletin-9.pdf", "Download"), ("bulletin-31.pdf", "Download"), ("30.pdf", "Download")],
    "months in folders": [("2026/12/x.pdf", "PDF"), ("2027/01/x.pdf", "PDF")],
    "nothing that tells": [("first", "Bulletin"), ("second", "Bulletin")],
    "one number for two files": [
        ("31.pdf", "Bulletin 31 (PDF)"),
        ("31.ods", "Bulletin 31 (ODS)"),
        ("30", "Bulletin 30"),
    ],
}
EXPECTED = {
    "one": "a", "numbers": "b", "numbers that all have": "a", "numbers, and sizes": "a",
    "weeks over the new year": "b", "weeks whose year the address alone has": "2027/b1.pdf",
    "days in words": "b", "days of an archive beside other links": "b",
    "days in addresses": "x/2027-01-11.pdf", "days in folders": "2027/01/03/x",
    "days in addresses, day first": "r-01-01-2027.pdf", "days in addresses, in words": "report-1-january-2027",
    "numbers in addresses": "bulletin-31.pdf", "months in folders": "2027/01/x.pdf", "nothing that tells": "first",
    "one number for two files": "31.pdf",
}  # fmt: skip


@pytest.mark.parametrize("name", LATEST)
def test_the_latest_is_told_by_what_differs(name: str) -> None:
    assert latest(listed(*LATEST[name])) == f"/f/{EXPECTED[name]}"


@pytest.mark.parametrize(
    "name", [name for name in LATEST if name not in ("nothing that tells", "one number for two files")]
)
def test_the_order_of_the_page_tells_nothing_where_something_else_does(name: str) -> None:
    assert latest(listed(*reversed(LATEST[name]))) == f"/f/{EXPECTED[name]}"


def test_eight_weeks_of_bulletins_are_one_page() -> None:
    weeks = [(f"{50 + week}", f"Bulletin no {50 + week} (PDF, {900 - week} KB)") for week in range(8)]
    found = [latest(listed(*reversed(weeks[: week + 1]))) for week in range(8)]
    assert found == [f"/f/{50 + week}" for week in range(8)]


def test_the_day_beside_a_link_counts() -> None:
    body = (
        '<ul><li><a href="/f/b">The report</a> <time datetime="2026-05-11">11/5</time></li>'
        '<li><a href="/f/a">The report</a> <time datetime="2026-05-04">4/5</time></li></ul>'
    )
    assert latest(body) == "/f/b"


def test_days_are_read_in_the_language_and_order_of_the_page() -> None:
    assert latest(listed(("a", "Bulletin du 4 août 2026"), ("b", "Bulletin du 1er août 2026")), language="fr") == "/f/a"
    assert latest(listed(("a", "As of 04/05/2026"), ("b", "As of 05/04/2026")), language="en-US") == "/f/b"
    assert latest(listed(("a", "Stand 04.05.2026"), ("b", "Stand 05.04.2026")), language="de") == "/f/a"


def test_without_links_documents_are_meant() -> None:
    body = listed(("all", "All 99 bulletins"), ("30.pdf", "Bulletin 30"), ("31.pdf", "Bulletin 31"))
    assert latest(body, links="") == "/f/31.pdf"
    with pytest.raises(ExtractError) as refused:
        reading("latest", listed(("all", "All 99 bulletins")))
    assert refused.value.reason == "nothing_listed"
    assert refused.value.detail == (
        "Of the links of the page (1) none leads to a document; it has for instance https://health.example/f/all"
    )
    with pytest.raises(ExtractError, match="none matches `links`"):
        latest(body, links="no such")


DOCUMENTS = {
    "by their ending": ('<a href="/d/31.pdf">Bulletin 31</a>', ("/d/31.pdf", "Bulletin 31")),
    "capitals and a fragment": ('<a href="/d/31.PDF#page=2">Bulletin 31</a>', ("/d/31.PDF", "Bulletin 31")),
    "a sheet": ('<a href="/d/cases.xlsx">Cases by region</a>', ("/d/cases.xlsx", "Cases by region")),
    "given by a program": ('<a href="/get?file=a.csv&amp;v=2">The cases</a>', ("/get?file=a.csv&v=2", "The cases")),
    "by their type": (
        '<a href="/d/31" type="application/pdf">Bulletin 31</a>',
        ("/d/31", "Bulletin 31"),
    ),
    "by their words": ('<a href="/d/31">Joint statement (PDF, 340 KB)</a>', ("/d/31", "Joint statement")),
    "by their words, French": ('<a href="/d/31">Bulletin [pdf - 1,2 Mo]</a>', ("/d/31", "Bulletin")),
    "by their words, no brackets": ('<a href="/d/31">Bulletin 31 PDF, 340KB</a>', ("/d/31", "Bulletin 31")),
    "an attachment of a government": (
        '<h3><a href="/government/uploads/attachment_data/1/tests.ods">Tests in May</a></h3><p>ODS, 24.5 KB</p>',
        ("/government/uploads/attachment_data/1/tests.ods", "Tests in May"),
    ),
    "of few words": ('<li><h3>Bulletin 31</h3><a href="/d/31.pdf">PDF</a></li>', ("/d/31.pdf", "Bulletin 31")),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_told_by_its_address_its_type_or_its_words(name: str) -> None:
    body, expected = DOCUMENTS[name]
    others = (
        '<p><a href="/data-protection">How we protect data (2 MB of it)</a> <a href="/pdf">What is a PDF?</a>'
        '<a href="/csv-preview/a.csv/preview">View online</a> <a href="/x.zip">All (ZIP, 3 MB)</a></p>'
    )
    found = reading("documents", f"{others}<div>{body}</div>")
    assert [(entry.url.removeprefix("https://health.example"), entry.title) for entry in found.entries] == [expected]
    assert (found.more, found.notes, found.title) == ((), (), "Situation")


def test_links_narrows_the_documents_of_a_page() -> None:
    body = listed(("31.pdf", "Bulletin 31"), ("cases.xlsx", "Cases"), ("help", "Bulletin help"))
    assert [entry.title for entry in reading("documents", body, links="bulletin").entries] == ["Bulletin 31"]
    assert reading("documents", body, links="annex").notes == (
        "Of the links to documents of the page (2) none matches `links` (annex).",
    )


def test_a_page_without_documents_is_a_page() -> None:
    for body in ("<p>1,160 tents</p>", '<a href="/about">About</a>'):
        found = reading("documents", body)
        assert (found.entries, found.notes) == ((), ("The page links to no documents.",))


def test_what_is_no_page_links_to_nothing() -> None:
    pdf = b"%PDF-1.7\n" + b"<a\x00>\xff<b>\x80" * 5_000
    found = read(Source(kind="documents"), pdf, url=URL, content_type="application/pdf")
    assert (found.entries, found.notes) == ((), ("The page links to no documents.",))
