"""Every format of one report that holds every sort of finding, as it was when a person last looked at it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html as lxml_html
from report_fakes import NOW, STATUSES, everything

from monitor.report import RENDERERS, Report
from monitor.report.terminal import terminal

SUFFIX = {"terminal": "txt", "html": "html", "markdown": "md", "json": "json", "csv": "csv", "atom": "atom"}
EMPTY = Report(title="Figures that changed", made_at=NOW)


@pytest.mark.parametrize("name", RENDERERS)
def test_a_report_of_everything(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"everything.{SUFFIX[name]}", RENDERERS[name](everything()))


def test_a_narrow_terminal(golden: Callable[[str, str], None]) -> None:
    produced = terminal(everything(), width=60)
    golden("narrow.txt", produced)
    assert max(map(len, produced.splitlines())) <= 60


def test_a_summary_alone(golden: Callable[[str, str], None]) -> None:
    golden("summary.txt", terminal(replace(everything(), brief=True)))


@pytest.mark.parametrize("name", RENDERERS)
def test_rendering_is_repeatable(name: str) -> None:
    assert RENDERERS[name](everything()) == RENDERERS[name](everything())


@pytest.mark.parametrize("name", ["terminal", "html", "markdown", "json", "atom"])
def test_a_report_of_nothing_still_tells_how_the_pages_are(name: str) -> None:
    assert "No page is followed." in RENDERERS[name](EMPTY)
    assert "2 of 4 pages ok, 2 need a look" in RENDERERS[name](replace(EMPTY, statuses=STATUSES))


@pytest.mark.parametrize("name", RENDERERS)
def test_a_page_in_trouble_is_named_with_its_reason(name: str) -> None:
    produced = RENDERERS[name](replace(EMPTY, statuses=STATUSES))
    assert "statistics" in produced
    assert "the server answered 503" in " ".join(produced.split())


def test_colour_is_only_written_when_asked_for() -> None:
    assert "\x1b" not in terminal(everything())
    assert "\x1b[" in terminal(everything(), colour=True)


def test_html_is_accessible() -> None:
    document = lxml_html.document_fromstring(RENDERERS["html"](everything()))
    assert document.get("lang") == "en"
    levels = [int(heading.tag[1]) for heading in document.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    names = {str(element.get("id")) for element in document.iter() if element.get("id")}
    for element in document.iter():
        assert element.get("aria-labelledby") in {None, *names}
        assert not str(element.get("href", "#")).startswith("#") or str(element.get("href", "#"))[1:] in {"", *names}
    for table in document.iter("table"):
        assert all(head.get("scope") in {"col", "row"} for head in table.iter("th"))


def test_json_keeps_its_version_and_its_fields() -> None:
    told = json.loads(RENDERERS["json"](everything()))
    assert told["version"] == 1
    assert set(told) == {
        "version", "title", "made_at", "since", "until", "time_zone", "health", "findings", "entries",
        "disagreements", "notices", "config_stale_since", "pages",
        "text_diffs", "notes", "seal",
    }  # fmt: skip
    first = next(one for one in told["findings"] if one["series"] == "s1")
    assert first["statement"] == "officers and guards: rose from 1,000 to 1,160 (+160, +16\u00a0%)"
    assert (first["difference"], first["relative"], first["silent"]) == ("160", "0.16", True)
    assert first["new"]["marked"] == {
        "before": "The port has ", "number": "1,160", "after": " officers and guards, said the prefect.",
    }  # fmt: skip
    assert first["after"]["local"] == "2031-03-19T00:30:07+01:00"


def test_csv_writes_numbers_as_numbers() -> None:
    rows = list(csv.DictReader(io.StringIO(RENDERERS["csv"](everything()), newline="")))
    by_count = {row["counts"]: row for row in rows}
    assert by_count["officers and guards"]["difference"] in {"160", "-160"}
    assert by_count["occupancy"]["difference"] == "-3"
    assert by_count["euros spent"]["old_value"] == "3200000"
    assert by_count["tents"]["new_low"] == "12"
    assert [row["page"] for row in rows if row["kind"] == "PAGE"] == ["prefecture", "statistics"]
