"""What commands say of pages and of themselves: in how long, how many, and nothing that is not asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


def test_status_says_in_how_long_a_page_is_checked_next(run: Run, site: Site) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    assert re.search("next check in [3-6] h", run("status")[1])  # the first wait is half an interval or more
    assert "[may be on a private network]" in run("list")[1]


def test_status_goes_by_the_configuration_before_the_next_check(run: Run, site: Site) -> None:
    for name, path in (("ministry", "statement"), ("harbour", "communique"), ("blog", "blog/we-counted")):
        assert run("add", f"{site.address}/{path}", "--allow-private", "--id", name)[0] == 0
    run("check")
    run("remove", "harbour")
    run("disable", "blog")
    run("set", "ministry", "id=interior")
    status, out, _ = run("status")
    *pages, _, together = out.splitlines()
    assert (status, [line.split()[:2] for line in pages]) == (0, [["blog", "disabled"], ["interior", "ok"]])
    assert together.startswith("2 pages: ")
    assert run("report")[1].splitlines()[2] == "Pages: 1 of 1 page ok, none in trouble, 1 not followed."
    run("enable", "blog")
    assert next(line.split()[:2] for line in run("status")[1].splitlines()) == ["blog", "ok"]


NOTED = [("init", True), ("add ftp://a.example/", True), ("check", False), ("status", False), ("list", False),
         ("config check", False), ("report", False)]  # fmt: skip


def test_a_missing_contact_is_noted_where_one_begins(run: Run, home_of_cli: Path) -> None:
    (home_of_cli / "config" / "monitor.yaml").write_text("limits: {host_gap: 0s}\n")
    for words, noted in NOTED:
        assert (" set contact=you@your-domain.org" in run(*words.split())[2]) == noted, words


def test_lists_of_commands_are_whole_sentences(run: Run) -> None:
    for group in ("", "notify", "config", "series"):
        lines = run(*group.split(), "--help")[1].splitlines()
        assert [line for line in lines[1:] if line.endswith("...")] == [], group


def test_without_channels_it_says_how_to_name_one(run: Run) -> None:
    for verb in ("list", "test"):
        assert "monitor edit monitor" in run("notify", verb)[2], verb


def test_without_a_terminal_nothing_is_drawn(run: Run, site: Site, tmp_path: Path) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    assert run("verify")[2] == ""
    assert run("backup", str(tmp_path / "copy"))[2] == ""
    assert run("reread")[2] == ""
    assert run("verify")[1].startswith("1 page, 1 snapshot, 0 changes: all there and as recorded.\n")
