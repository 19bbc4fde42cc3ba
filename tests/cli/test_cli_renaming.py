"""A name that the user gives a series is what everything prints, of what was recorded before, too."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.cli.demo.site import Site
from monitor.report import RENDERERS

Run = Callable[..., tuple[int, str, str]]
NAME, WORDS = "landings", "people who reached Norhaven"


def _series(run: Run) -> str:
    found = [json.loads(line) for line in run("figures", "ministry", "--json")[1].splitlines()]
    return next(str(one["series"]) for one in found if one["value"] == "4812")


def _arrivals(text: str) -> dict[str, str]:
    """Return the change of the arrivals in the JSON of a check, of a report, or of a message."""
    found = json.loads(text)
    changes: list[dict[str, str]] = found.get("findings") or found["changes"]
    return next(one for one in changes if one["difference"] == "295")


def test_a_name_is_what_everything_prints(
    run: Run, site: Site, home_of_cli: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")  # a wide terminal: no name is cut
    told = home_of_cli / "told.jsonl"
    with (home_of_cli / "config" / "monitor.yaml").open("a") as file:
        file.write("channels: [{name: log, file: told.jsonl}]\n")
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    series = _series(run)
    assert run("series", "rename", "ministry", series, NAME)[0] == 0
    site.advance()
    assert f"{NAME}: rose from 4,812 to 5,107" in run("check")[1]
    message = _arrivals(told.read_text())
    assert (message["label"], message["statement"].startswith(f"{NAME}: rose")) == (NAME, True)
    assert WORDS in message["counts"]  # what the page says stays what it says
    printed = {name: run("report", "--format", name)[1] for name in RENDERERS}
    assert [name for name, text in printed.items() if NAME not in text] == []
    assert _arrivals(printed["json"])["label"] == NAME
    for words in ("figures ministry", "history ministry", "export changes --format jsonl", "export history"):
        assert NAME in run(*words.split())[1], words

    for verb in (["series", "rename", "ministry", series, "port\x1b[2J"], ["figures"], ["report", "--format", "csv"]):
        assert "port⟨U+001B⟩[2J" in run(*verb)[1], verb
    assert run("series", "rename", "ministry", series, "")[0] == 0
    assert WORDS in run("report", "--format", "markdown")[1]
    assert _arrivals(run("report", "--format", "json")[1])["label"] == _arrivals(printed["json"])["counts"]
