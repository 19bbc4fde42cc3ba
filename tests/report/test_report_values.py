"""The JSON of a value: one form, read back as it was, and named in docs/reports.md key by key."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_fakes import everything

from monitor.model import Change, Direction, Figure, Quantifier, Role, Where
from monitor.model.changes import series_name, series_number
from monitor.report import RENDERERS, json_forms, values
from monitor.report.clock import Clock

DOCS = (Path(__file__).parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")
FINDINGS = everything().findings
CHANGES = [one.change for one in FINDINGS]
FIGURES = [figure for change in CHANGES for figure in (change.old, change.new) if figure]
MEANINGS: dict[str, Any] = {
    "value": Decimal, "low": Decimal, "high": Decimal, "quantifier": Quantifier, "role": Role, "direction": Direction,
    "where": Where, "since": date.fromisoformat, "until": date.fromisoformat, "headers": tuple,
}  # fmt: skip
ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_series_is_read_as_it_is_written(number: int) -> None:
    assert series_number(series_name(number)) == series_number(str(number)) == number


@pytest.mark.parametrize("name", ["", "s", "x12", "s-1", "-1", "1.5", "ss1", "١٢", "s12a", "1" * 40])
def test_what_names_no_series_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="a series is a number"):
        series_number(name)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: str(figure.surface))
def test_a_figure_is_read_back_as_it_was(figure: Figure) -> None:
    printed = json.loads(json_forms.line(values.figure(figure)))
    assert printed.pop("version") == json_forms.VERSION
    printed.pop("written"), printed.pop("marked")
    read = {key: MEANINGS.get(key, lambda same: same)(value) for key, value in printed.items() if value is not None}
    assert Figure(**{"value": None, **read, "sentence_start": figure.sentence_start, "block": figure.block}) == figure


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.kind} {change.series}")
def test_a_change_is_read_back_as_it_was(change: Change) -> None:
    printed = json.loads(json_forms.line(values.change(change)))
    assert series_number(printed["series"]) == change.series
    assert (printed["echo"] and series_number(printed["echo"])) == change.echo
    for name in ("difference", "relative"):
        assert (printed[name] and Decimal(printed[name])) == getattr(change, name)
    for name in ("within_rounding", "silent", "redefined", "told", "rule", "table"):
        assert printed[name] == getattr(change, name)


@given(st.dictionaries(ANY.filter("version".__ne__), ANY | st.none() | st.integers() | st.lists(ANY)))
def test_a_line_of_json_is_one_line_that_hides_nothing(value: dict[str, Any]) -> None:
    line = json_forms.line(value)
    assert line.splitlines() == [line]
    assert json.loads(line) == {"version": json_forms.VERSION, **value} == json.loads(json_forms.indented(value))


def test_a_finding_is_a_change_and_what_a_reader_needs() -> None:
    clock = Clock("Europe/Paris")
    for finding in FINDINGS:
        told, change = values.finding(finding, clock), values.change(finding.change)
        assert {key: told[key] for key in change if key != "counts"} == {
            key: value for key, value in change.items() if key != "counts"
        }
        assert told["counts"] == change["counts"] or not change["counts"]
        assert told["label"] == told["counts"]


def test_what_the_user_calls_a_series_is_its_label_and_stands_in_every_sentence() -> None:
    for finding in FINDINGS:
        named = replace(finding, change=replace(finding.change, name="my\u202e name"))
        told, before = values.finding(named, Clock("UTC")), values.finding(finding, Clock("UTC"))
        assert told["label"] == "my⟨U+202E⟩ name"
        assert told["statement"].startswith("my⟨U+202E⟩ name")
        assert told["quote"].startswith(told["statement"])
        assert told["counts"] == before["counts"]


def test_no_report_prints_a_series_as_a_number() -> None:
    printed = json.loads(RENDERERS["json"](everything()))
    names = re.findall(r'"(?:series|echo|echo_of)": ([^,}]+)', json.dumps(printed))
    assert len(names) > len(CHANGES)
    assert all(name == "null" or re.fullmatch(r'"s\d+"', name) for name in names)


def test_entries_name_every_finding_once() -> None:
    printed = json.loads(RENDERERS["json"](everything()))
    named = [place for one in printed["entries"] for place in (*one["findings"], *one["echoes"])]
    assert named == list(range(len(printed["findings"])))
    assert len({one["entry"] for one in printed["entries"]}) == len(printed["entries"])


def _named(what: str) -> set[str]:
    row = re.search(rf"^\| {what} \| (.*) \|$", DOCS, re.MULTILINE)
    assert row, f"docs/reports.md has no row for {what}"
    return set(re.findall(r"`(\w+)`", row[1]))


def test_every_key_is_named_in_the_documentation() -> None:
    figure, change = set(values.figure(FIGURES[0])), set(values.change(CHANGES[0]))
    statement = set(values.statement(everything().disagreements[0].one))
    assert _named("figure") == figure | {"page", "folded"}  # of a PDF alone, and of what shows on a click
    assert _named("change") == change
    assert _named("finding") == set(values.finding(FINDINGS[0], Clock("UTC"))) - change | {
        "permalink"
    }  # with `base_url`
    assert _named("statement") == statement - figure
    entry = json.loads(RENDERERS["json"](everything()))["entries"][0]
    sentence = entry["sentences"][0]
    assert _named("entry") == {*entry, *sentence, *sentence["merged"][0]}
    assert _named("disagreement") == set(values.disagreement(everything().disagreements[0]))
    assert _named("page") == set(values.status(everything().statuses[0]))
    assert _named("notice") == set(values.notice(everything().notices[0], Clock("UTC")))
