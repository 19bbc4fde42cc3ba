"""What commands say of pages and of themselves: in how long, how many, and nothing that is not asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


def test_status_says_in_how_long_a_page_is_checked_next(run: Run, site: Site) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    assert "next check in 6 h" in run("status")[1]
    assert "[may be on a private network]" in run("list")[1]


NOTED = [("init", True), ("add https://127.0.0.1:9/", True), ("check", False), ("status", False), ("list", False),
         ("config check", False), ("report", False)]  # fmt: skip


@pytest.mark.parametrize(("words", "noted"), NOTED)
def test_a_missing_contact_is_noted_where_one_begins(run: Run, home_of_cli: Path, words: str, noted: bool) -> None:
    (home_of_cli / "config" / "monitor.yaml").write_text("limits: {host_gap: 0s}\n")
    told = "monitor set contact=you@your-domain.org"
    assert (told in run(*words.split())[2]) == noted


def test_without_a_terminal_nothing_is_drawn(run: Run, site: Site, tmp_path: Path) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    assert run("verify")[2] == ""
    assert run("backup", str(tmp_path / "copy"))[2] == ""
    assert run("reread")[2] == ""
    assert run("verify")[1].startswith("1 page, 1 snapshot, 0 changes: all there and as recorded.\n")
