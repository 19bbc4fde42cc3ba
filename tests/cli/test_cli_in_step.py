"""`monitor status` asks the ledger alone where that knows the pages as they are configured, and else loads them all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


def _ids(run: Run, *words: str) -> list[str]:
    return [json.loads(line)["id"] for line in run("status", "--json", *words)[1].splitlines()]


def test_status_loads_no_page_while_the_ledger_knows_them_all(run: Run, site: Site, home_of_cli: Path) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry", "--tag", "state")
    assert _ids(run) == ["ministry"]  # nothing has been checked: the ledger knows none
    run("check")
    with closing(sqlite3.connect(home_of_cli / "snapshots" / "monitor.db")) as db:
        db.execute("""
            INSERT INTO pages (id, url, title, enabled, added_at, next_check_at, figures, failures, tags, every_seconds,
            longest_seconds, number) SELECT 'ghost', url, '', 1, added_at, next_check_at, 0, 0, '[]', every_seconds,
            longest_seconds, 99 FROM pages""")
        db.commit()
    assert _ids(run) == ["ghost", "ministry"]
    assert (_ids(run, "ministry"), _ids(run, "--tag", "state")) == (["ministry"], ["ministry"])
    assert "Did you mean 'ministry'?" in run("status", "minstry")[2]
    pages = home_of_cli / "config" / "pages.yaml"
    pages.write_text(pages.read_text() + "# another one\n")
    assert _ids(run) == ["ministry"]  # it may say something else now


def test_what_was_stated_is_the_same_by_the_ledger_and_by_the_configuration(
    run: Run, site: Site, home_of_cli: Path
) -> None:
    for name, path in (("ministry", "statement"), ("harbour", "communique")):
        run("add", f"{site.address}/{path}", "--allow-private", "--id", name, "--tag", name)
    run("check")
    run("remove", "harbour")
    run("check")
    asked = ("history ministry", "history harbour --all", "history --tag harbour", "figures", "figures --tag ministry",
             "history ministry harbour --json")  # fmt: skip
    before = [run(*words.split()) for words in asked]
    pages = home_of_cli / "config" / "pages.yaml"
    pages.write_text(pages.read_text() + "# another one\n")
    assert [run(*words.split()) for words in asked] == before
    assert [status for status, _, _ in before] == [0] * len(asked)
    assert run("figures", "harbour")[0] == run("history", "nowhere")[0] == 2
