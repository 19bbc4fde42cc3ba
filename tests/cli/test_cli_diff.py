"""`monitor diff` through the command line: its head tells the truth, whichever two versions are meant."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def followed(run: Run, site: Site) -> Run:
    """Return the commands of a home that has seen a page change."""
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    assert run("diff", "ministry")[:2] == (0, "")
    assert "has 1 version; there is nothing to compare yet" in run("diff", "ministry")[2]
    site.advance()
    run("check")
    return run


WRITTEN = [
    # what is written, the file, how it begins
    ("report", "a.html", "<!doctype html>"), ("report", "a.MD", "# "), ("report", "a.json", "{"),
    ("report", "a.csv", "page,"), ("report", "a.atom", "<?xml"), ("report", "a.txt", "Changes of figures\n"),
    ("report", "a", "Changes of figures\n"), ("report --format json", "a.html", "{"),
    ("diff ministry", "a.htm", "<!doctype html>"), ("diff ministry", "a.atom", "Arri"),
    ("export figures", "a.jsonl", "{"), ("export figures", "a.json", "["), ("export figures", "a.html", "page,"),
]  # fmt: skip


def test_the_end_of_a_files_name_tells_the_format_where_none_is_named(followed: Run, tmp_path: Path) -> None:
    for words, name, begins in WRITTEN:
        file = tmp_path / name
        assert followed(*words.split(), "--output", str(file))[0] == 0
        assert file.read_text(encoding="utf-8-sig")[: len(begins)].casefold() == begins.casefold(), (words, name)


def test_a_diff_in_every_format(followed: Run, tmp_path: Path) -> None:
    shown = followed("diff", "ministry")[1]
    assert "Figures: 3 changed, came or went" in shown
    assert "[4,812 → 5,107]" in shown
    assert "Text: " in shown
    assert "No figure changed" not in shown
    assert "No page is followed" not in shown
    told = json.loads(followed("diff", "ministry", "--format", "json")[1])
    findings = json.loads(followed("report", "--format", "json")[1])["findings"]
    changed = [one for one in findings if one["after"]["sha256"] == told["to"]["sha256"]]
    assert sum(one["told"] for one in told["changes"]) == len(changed) == len(told["statements"]) == 3
    rows = list(csv.DictReader(io.StringIO(followed("diff", "ministry", "--format", "csv")[1])))
    assert any(row["became"] == "changed" and row["gone"] == "4,812" and row["new"] == "5,107" for row in rows)
    assert "~~4,812~~**5,107**" in followed("diff", "ministry", "--format", "markdown")[1]
    inline, beside = (
        followed("diff", "ministry", "--format", "html", flag)[1] for flag in ("--inline", "--side-by-side")
    )
    assert ("beside" in inline.split("</style>")[1], "beside" in beside.split("</style>")[1]) == (False, True)
    file = tmp_path / "diff.html"
    assert followed("diff", "ministry", "--format", "html", "--output", str(file))[0] == 0
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    folded = followed("diff", "ministry", "--context", "0")[1]
    assert len(folded.splitlines()) <= len(shown.splitlines())


def test_versions_by_number_digest_and_time(followed: Run) -> None:
    last = json.loads(followed("diff", "ministry", "--format", "json")[1])
    digest, number = last["to"]["sha256"], last["to"]["number"]
    assert json.loads(followed("diff", "ministry", "--to", digest[:8], "--format", "json")[1])["to"]["number"] == number
    later = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%dT%H:%M}"
    assert json.loads(followed("diff", "ministry", "--to", later, "--format", "json")[1])["to"] == last["to"]
    for words, complaint in (
        (("--from", "99"), "There is no version '99'; the page has 1, "),
        (("--from", "2020-01-01"), "Nothing was captured by 2020-01-01 00:00 UTC"),
        (("--from", "1", "--to", "1"), "Both are version 1"),
        (("--to", "1"), "Version 1 is the first that is there"),
    ):
        status, _, err = followed("diff", "ministry", *words)
        assert (status, complaint in err) == (1, True), err


def test_an_answer_that_was_not_believed_is_compared_when_it_is_named(followed: Run, site: Site) -> None:
    site.visit = 2
    assert "suspect" in followed("check")[1]
    assert "not believed" not in followed("diff", "ministry")[1]  # of the last two versions
    shown = followed("diff", "ministry", "--to", "3")[1]
    assert "to   3 (kept as evidence, not believed)" in shown
    assert "from 2 " in shown


def test_figures_between_any_two_versions_are_those_of_the_ledger(followed: Run, site: Site) -> None:
    for visit in (0, 1):
        site.visit = visit
        followed("check")
    shown = {one["value"]: one["series"] for one in map(json.loads, followed("figures", "--json")[1].splitlines())}
    followed("series", "rename", "ministry", shown["5107"], "arrivals")

    def told(*words: str) -> list[tuple[str, str, str]]:
        diff = json.loads(followed("diff", "ministry", *words, "--format", "json")[1])
        return sorted(
            (one["series"], one["old"]["value"], one["new"]["value"]) for one in diff["changes"] if one["told"]
        )

    assert told("--from", "1", "--to", "3") == []
    expected = sorted((shown[new], old, new) for old, new in (("4812", "5107"), ("300", "460"), ("610", "628")))
    assert told("--from", "1", "--to", "4") == told("--from", "3", "--to", "4") == expected
    assert "arrivals: rose from 4,812 to 5,107" in followed("diff", "ministry", "--from", "1")[1]
