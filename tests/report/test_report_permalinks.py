"""Each finding leads to where it is reviewed, in every format that people read, where that place is known."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import etree
from lxml import html as lxml_html
from report_fakes import NOW, change, everything, figure, finding

from monitor.report import RENDERERS, Report
from monitor.report.chat import MOST, chat
from monitor.report.mail_body import WIDTH, mail
from monitor.report.permalinks import permalinked

BASE = "https://figures.example.org"
SENTENCE = "Some 7,000 people are in the camp, as the ministry said on Monday, and more are on their way to it by sea."
ONE = finding(
    change(figure(SENTENCE, "7,000", "7000", "people"), figure(SENTENCE, "7,000", "7000", "people")), id="c12"
)
LINK = f"{BASE}/findings/c12"


def _report(base_url: str | None) -> Report:
    return replace(Report(title="Figures", made_at=NOW, on_pages=False), findings=permalinked([ONE], base_url))


@pytest.mark.parametrize("name", sorted(set(RENDERERS) - {"csv"}))
def test_a_finding_leads_to_its_review(name: str) -> None:
    assert RENDERERS[name](_report(BASE)).count(LINK) == (2 if name == "atom" else 1)
    assert "/findings/" not in RENDERERS[name](_report(None))


@pytest.mark.parametrize("name", sorted(RENDERERS))
def test_where_no_place_is_known_nothing_is_as_if_one_were(name: str) -> None:
    report = everything()
    assert RENDERERS[name](replace(report, findings=permalinked(report.findings, None))) == RENDERERS[name](report)


def test_a_feeds_entry_still_leads_to_the_page_first() -> None:
    links = etree.fromstring(RENDERERS["atom"](_report(BASE)).encode()).iter("{*}link")
    assert [(one.get("rel"), one.get("href")) for one in links] == [
        ("alternate", "https://ministry.example/harbour?day=1&lang=en"), ("related", LINK),
    ]  # fmt: skip


def test_a_mail_leads_to_each_of_its_findings() -> None:
    written = mail(_report(BASE))
    assert LINK in written.text.splitlines()[-1] or f"Review: {LINK}" in written.text
    assert max(map(len, written.text.splitlines())) <= WIDTH
    assert LINK in [one.get("href") for one in lxml_html.document_fromstring(written.html).iter("a")]


def test_a_line_of_chat_ends_with_the_link_and_is_no_longer_for_it() -> None:
    line = chat(_report(BASE))
    assert line.endswith(f" {LINK}")
    assert len(line) <= MOST
    assert chat(_report("https://" + "a" * 120)).endswith("”")


def test_what_is_in_no_ledger_has_no_place() -> None:
    assert permalinked([replace(ONE, id="")], BASE)[0].permalink == ""


def test_json_names_it_as_it_names_the_finding() -> None:
    (told,) = json.loads(RENDERERS["json"](_report(BASE)))["findings"]
    assert (told["id"], told["permalink"]) == ("c12", LINK)
