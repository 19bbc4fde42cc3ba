"""Schedules on the command line: what is asked for is checked whatever the hours, and what is due waits for them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


def test_a_page_is_checked_when_it_is_asked_for_and_next_in_its_hours(run: Run, site: Site) -> None:
    begin = (datetime.now(UTC) + timedelta(hours=3)).hour
    hours = f"{begin}-{(begin + 1) % 24}"  # not now
    page = f"{site.address}/statement"
    assert run("add", page, "--allow-private", "--id", "ministry", "--hours", hours, "--every", "1d")[0] == 0
    assert run("check", "ministry")[0] == 0
    (listed,) = map(json.loads, run("list", "--json")[1].splitlines())
    assert listed["schedule"] == f"every 1d, {begin:02}:00-{(begin + 1) % 24:02}:00, UTC"
    times = json.loads(run("config", "explain", "ministry", "--json")[1])["next"]
    assert {datetime.fromisoformat(one).hour for one in times} == {begin}


def test_keys_of_a_schedule_are_set_and_taken_out_by_command(run: Run, site: Site, home_of_cli: Path) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry", "--days", "mon-fri", "--days", "sun")
    assert (
        run("set", "ministry", "cron=*/20 * * * *", "hours=8-12,14-18", "days-=sun", "time_zone=Europe/Paris")[0] == 0
    )
    text = (home_of_cli / "config" / "pages.yaml").read_text()
    assert '    cron: ["*/20 * * * *"]\n' in text or '    cron: "*/20 * * * *"\n' in text
    assert "Mon Tue Wed Thu Fri, Europe/Paris" in run("list")[1]
    listed = json.loads(run("list", "--json")[1])
    assert (listed["cron"], listed["hours"]) == (["*/20 * * * *"], ["08:00-12:00", "14:00-18:00"])
    assert (listed["days"], listed["time_zone"]) == (["Mon", "Tue", "Wed", "Thu", "Fri"], "Europe/Paris")
    status, _, err = run("set", "ministry", "every=2h")
    assert (status, "`cron` and `every` both say how often; keep one of them" in err) == (2, True)
    assert run("set", "ministry", "cron=", "every=2h", "hours=", "days=", "time_zone=")[0] == 0
    assert run("list")[1].startswith("ministry  every 2h ")


def test_a_cron_expression_that_is_none_is_refused_before_anything_is_written(run: Run, site: Site) -> None:
    status, _, err = run("add", f"{site.address}/statement", "--allow-private", "--cron", "0 8 * *")
    assert (status, "should be five fields" in err) == (1, True)
