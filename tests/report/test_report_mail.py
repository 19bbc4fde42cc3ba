"""Mails and lines of chat: small, of one line where they have to be, and cut where no number suffers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from report_fakes import NOW, STATUSES, change, everything, figure, finding
from report_payloads import CODE_POINTS

from monitor.model import ChangeKind
from monitor.report import Report
from monitor.report.chat import MOST, chat, cut
from monitor.report.mail_body import SUBJECT, WIDTH, mail

EMPTY = Report(title="Figures that changed", made_at=NOW)


def many(count: int) -> Report:
    findings = []
    for n in range(1, count + 1):
        old = f"Ward {n} has {n} beds, as the hospital said on Monday in its yearly account.{' So it is.' * (n % 9)}"
        new = f"Ward {n} has {n + 7} beds, as the hospital said on Tuesday."
        sides = (figure(old, str(n), str(n), "beds"), figure(new, str(n + 7), str(n + 7), "beds"))
        findings.append(finding(change(*sides, series=n), check=n // 10))
    return replace(EMPTY, on_pages=False, findings=tuple(findings))


def test_a_mail_of_everything(golden: Callable[[str, str], None]) -> None:
    written = mail(everything())
    golden("mail.txt", f"Subject: {written.subject}\n\n{written.text}")
    golden("mail.html", written.html)
    assert max(map(len, written.text.splitlines())) <= WIDTH


@pytest.mark.parametrize("count", [1, 200, 2_000])
def test_a_mail_stays_small_and_counts_what_it_leaves_out(count: int) -> None:
    written = mail(many(count))
    document = lxml_html.document_fromstring(written.html)
    for part in (written.html, written.text):
        assert len(part.encode()) < 100_000
        assert (" shows them all" in part) == (count > 60)
    shown = len(list(document.iter("h3")))
    assert shown >= min(count, 60)
    assert count == shown or f"And {count - shown:,} more" in written.html
    assert len(written.subject) <= SUBJECT
    below = re.search(r"and (\d+) more below", written.text)
    assert (int(below[1]) if below else 0) <= min(count - 1, 60)  # of those that are shown, and no others


def test_a_mail_names_many_pages_in_trouble_and_counts_the_others() -> None:
    (failing,) = [one for one in STATUSES if one.state == "failing"]
    statuses = tuple(replace(failing, id=f"page-{n}", reason="timeout_total: " + "slow " * 50) for n in range(1_000))
    written = mail(replace(EMPTY, statuses=statuses))
    for part in (written.html, written.text):
        assert len(part.encode()) < 100_000
        assert ("page-19:" in part, "page-999:" in part) == (True, False)
        assert "and 940 more: monitor status tells of every page" in part


def test_the_style_stands_in_each_element() -> None:
    document = lxml_html.document_fromstring(mail(everything()).html)
    assert all(element.get("style") for element in document.iter("h1", "p", "del", "ins", "td"))
    (left,) = (str(element.text) for element in document.iter("style"))
    assert left.startswith("@media (prefers-color-scheme: dark)")
    assert not list(document.iter("link", "script", "img", "svg", "iframe"))
    assert not any(element.get("src") for element in document.iter())


def test_a_line_of_chat() -> None:
    assert chat(replace(EMPTY, findings=everything().findings[1:2])) == (
        "▲ officers and guards: rose from 1,000 to 1,160 (+160, +16\u00a0%), silently, said by the prefect – Reception "
        "at the harbour: “The port has 1,160 officers and guards, said the prefect.”"
    )
    well = replace(EMPTY, statuses=STATUSES[:1])
    assert chat(well) == "Figures that changed: no change. 1 of 1 page ok, none in trouble."
    assert chat(replace(EMPTY, on_pages=False)) == "Figures that changed: no change."


def test_a_line_of_chat_names_trouble_and_counts_what_it_leaves_out() -> None:
    assert chat(replace(EMPTY, statuses=STATUSES)).startswith("prefecture: doubtful answer since 17 March 2031")
    assert chat(replace(EMPTY, statuses=STATUSES)).endswith("monitor accept prefecture (and 1 more)")
    assert chat(everything()).endswith(" (and 11 more)")
    late = f"In a long autumn,{' when nobody thought of it any more,' * 6} both islands had 4 312 boats, and no more."
    told = finding(change(None, figure(late, "4 312", "4312", "boats"), ChangeKind.APPEARED))
    assert "any more, both islands had 4 312 boats" in chat(replace(EMPTY, findings=(told,)))


WORDS = ["1,160", "1 160", "3.2 million", "people", "of", "(+160,", "–", "“a"]


@given(st.lists(st.sampled_from(WORDS), max_size=80), st.integers(1, 300))
def test_a_text_is_cut_at_a_word_and_never_inside_a_number(words: list[str], most: int) -> None:
    text = " ".join(words)
    shown = cut(text, most)
    assert len(shown) <= most
    if shown != text:
        rest = text[len(shown.removesuffix("…")) :]
        assert shown == "…" or ((shown.endswith("…") and not shown[-2].isdigit()) or rest[:1] == ",")


@pytest.mark.parametrize("payload", CODE_POINTS, ids=ascii)
def test_a_subject_is_one_line_whatever_the_page_says(payload: str) -> None:
    sentence = f"{payload} 12 {payload}"
    told = finding(change(None, figure(sentence, "12", "12", payload), ChangeKind.APPEARED), page_title=payload)
    report = replace(EMPTY, findings=(told,), title=payload)
    for line in (mail(report).subject, chat(report), mail(replace(report, findings=())).subject):
        assert line.isprintable() or "\u200d" in line
        assert len(line) <= MOST
