"""The same finding reads the same in every format: what it counts, its values with their hedges, who states it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from report_fakes import NOW, change, everything, figure, finding

from monitor.model import Change, ChangeKind, Finding, Quantifier
from monitor.report import RENDERERS, Report, caveats, wording
from monitor.report.chat import chat
from monitor.report.entries import statements
from monitor.report.mail_body import mail
from monitor.report.terminal import terminal

ABOUT = figure("Close to 40 of the boats leak.", "40", "40", "boats", quantifier=Quantifier.NEARLY,
               attribution="the harbour master")  # fmt: skip
OVER = figure("Over 55 of the boats leak.", "55", "55", "boats", quantifier=Quantifier.MORE_THAN,
              attribution="the harbour master")  # fmt: skip
FINDINGS = [
    *(one for one in everything().findings if one.change.echo is None and one.change.group is None),
    finding(change(ABOUT, OVER, ChangeKind.REQUALIFIED, silent=False)),
]


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def text_of(document: str) -> str:
    return plain(" ".join(str(part) for part in lxml_html.document_fromstring(document).itertext()))


def of_markdown(report: Report) -> str:
    return text_of(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(RENDERERS["markdown"](report)))


def of_atom(report: Report) -> str:
    entries = etree.fromstring(RENDERERS["atom"](report).encode()).iter("{*}entry")
    return plain(" ".join(f"{one.findtext('{*}title')} {text_of(one.findtext('{*}content') or '')}" for one in entries))


def of_json(report: Report) -> str:
    (told,) = json.loads(RENDERERS["json"](report))["entries"]
    return plain(" ".join((*told["statements"], *told["facts"])))


SENTENCES: dict[str, Callable[[Report], str]] = {
    "terminal": lambda report: plain(terminal(report, width=400)),
    "markdown": of_markdown,
    "atom": of_atom,
    "json": of_json,
    "mail": lambda report: text_of(mail(report).html),
    "text of a mail": lambda report: plain(mail(report).text),
    "chat": lambda report: plain(chat(report)),
}


def report_of(told: Finding) -> Report:
    return Report(title="Figures", made_at=NOW, on_pages=False, findings=(told,))


@pytest.mark.parametrize("told", FINDINGS, ids=lambda told: f"{told.change.kind}-{told.change.series}")
def test_every_format_says_the_same_of_a_finding(told: Finding) -> None:
    report, speaker = report_of(told), caveats.said_by(told.change)
    statement = plain(wording.statement(told.change))
    for name, shown in SENTENCES.items():
        assert statement in shown(report), name
        assert speaker in shown(report), name
    assert [plain(line) for line in statements([told.change])] == [statement]
    assert in_html(report) == in_csv(told.change, report) == said(told.change)


def said(change: Change) -> list[tuple[str, str, str]]:
    """Return what the finding counts, its values as written with their hedges."""
    values = [wording.written(one) if one else "" for one in (change.old, change.new)]
    return [(plain(wording.counted(change)), plain(values[0]), plain(values[1]))]


def in_html(report: Report) -> list[tuple[str, str, str]]:
    (line,) = (one for one in lxml_html.document_fromstring(RENDERERS["html"](report)).iter("article"))
    for gloss in [one for one in line.iter("span") if one.get("class") == "gloss"]:
        gloss.text = None
    texts = {one.get("class"): plain("".join(map(str, one.itertext()))) for one in line.iter("span", "strong")}
    return [(texts["counted"], texts.get("old", ""), texts.get("new", ""))]


def in_csv(change: Change, report: Report) -> list[tuple[str, str, str]]:
    (row,) = csv.DictReader(io.StringIO(RENDERERS["csv"](report), newline=""))
    sides = (("old", change.old), ("new", change.new))
    hedges = [one.quantifier.value if one else "" for _, one in sides]
    assert [row["old_quantifier"], row["new_quantifier"]] == hedges
    assert row["attribution"] == ((change.new or change.old or ABOUT).attribution or "")
    values = [wording.written(replace(one, surface=row[f"{side}_written"])) if one else "" for side, one in sides]
    return [(row["counts"], plain(values[0]), plain(values[1]))]
