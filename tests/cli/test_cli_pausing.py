"""Pages are left alone by the user's word, and the configuration stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def pages(run: Run, site: Site, home_of_cli: Path) -> Path:
    """Follow three pages, two of them tagged, each checked once."""
    file = home_of_cli / "config" / "pages.yaml"
    entries = {"ministry": "statement", "association": "blog/we-counted", "prefecture": "communique"}
    tags = {"association": "other"}
    lines = [
        f"  - {{id: {name}, url: '{site.address}/{path}', allow_private: true, tags: {tags.get(name, 'state')}}}"
        for name, path in entries.items()
    ]
    file.write_text("pages:\n" + "\n".join(lines) + "\n")
    assert run("check")[0] == 0
    return file


def _states(run: Run) -> dict[str, str]:
    return {one["id"]: one["state"] for one in map(json.loads, run("status", "--json")[1].splitlines())}


def test_a_page_is_left_alone_and_checked_again(run: Run, pages: Path) -> None:
    written = pages.read_text()
    status, said, _ = run("pause", "ministry", "--until", "3d")
    assert (status, "ministry is paused until " in said) == (0, True)
    assert _states(run) == {"association": "ok", "ministry": "paused", "prefecture": "ok"}
    assert run("status")[0] == 0  # by your own word: no trouble
    assert "2 of 3 pages ok, 1 paused, none in trouble." in run("report")[1]
    assert "ministry" not in run("check")[1]
    assert "1 page checked" in run("check", "ministry")[1]
    assert "ministry is checked again." in run("resume", "ministry")[1]
    assert "ministry was not paused." in run("resume", "ministry")[1]
    assert "ministry: " in run("check")[1]
    assert pages.read_text() == written


def test_pages_are_left_alone_by_their_tag(run: Run, pages: Path) -> None:
    assert run("pause", "--tag", "state")[0] == 0
    assert _states(run) == {"association": "ok", "ministry": "paused", "prefecture": "paused"}
    (paused,) = [one for one in map(json.loads, run("status", "--json")[1].splitlines()) if one["id"] == "ministry"]
    assert (paused["next_check_at"], paused["reason"][:14]) == (None, "paused by hand")
    run("resume", "--tag", "state")
    assert set(_states(run).values()) == {"ok"}


MISUSE = [
    ((), "Name pages, or a tag: --tag TAG"),
    (("minstry",), "Did you mean 'ministry'?"),
    (("--tag", "stat"), "There is no tag 'stat'. Did you mean 'state'?"),
    (("ministry", "--until", "2020-01-01"), "'2020-01-01' has passed."),
    (("ministry", "--until", "soon"), "is no time"),
    (("ministry", "--until", "99999999w"), "further than there are dates"),
]


def test_misuse_is_told_with_what_to_do(run: Run, pages: Path) -> None:
    for words, said in MISUSE:
        status, _, err = run("pause", *words)
        assert (status, said in err) == (2, True), err
    assert set(_states(run).values()) == {"ok"}
