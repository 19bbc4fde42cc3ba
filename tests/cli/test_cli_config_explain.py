"""`monitor config explain`: every key of a page with the file and the line that it comes from, and its next checks."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.config import load
from monitor.following import Beside, follow
from monitor.model import CheckResult, Entry, Outcome, PageState, SourceReading
from monitor.store import Store

Run = Callable[..., tuple[int, str, str]]
Explain = Callable[..., dict[str, Any]]
PAGES = """
defaults:
  every: 3h
  tags: [news]
tags:
  news:
    cron: 30 8 * * mon-fri
    time_zone: Europe/Paris
    alerts: [{kinds: [CHANGED], min_relative: 5 %}]
  slow: {every: 1d, hours: 22-6, days: [mon, tue], jitter: 1m, keep: 8w, only: deaths, language: fr}
pages:
  - url: https://a.example/
    headers:
      Authorization: Bearer secret-word
  - {id: b, url: 'https://b.example/', tags: [slow, news], every: , speaker: Somebody}
  - {id: feed, url: 'https://c.example/feed', follow: feed, most: 3, enabled: false}
"""
MORE = """
defaults:
  must_contain: words
  hours: 8-18
pages:
  - {id: d, url: 'https://d.example/', every: 2h}
"""


@pytest.fixture
def home(run: Run, home_of_cli: Path) -> Path:
    (home_of_cli / "config" / "pages").mkdir(parents=True)
    (home_of_cli / "config" / "pages.yaml").write_text(PAGES)
    (home_of_cli / "config" / "pages" / "more.yaml").write_text(MORE)
    (home_of_cli / "config" / "monitor.yaml").write_text("contact: me@desk.example\ntime_zone: Asia/Kolkata\n")
    return home_of_cli


@pytest.fixture
def explained(home: Path, run: Run) -> Explain:
    """Return a function that explains a page, as JSON says it."""

    def command(page: str, *options: str) -> dict[str, Any]:
        status, out, _ = run("config", "explain", page, "--json", *options)
        assert status == 0
        found: dict[str, Any] = json.loads(out)
        return found

    return command


def places(found: dict[str, Any]) -> dict[str, str]:
    """Return the value of each key, who says so, and where."""
    return {
        one["key"]: f"{one['value']} | {one['by']} | {Path(one['file']).name}:{one['line']}" for one in found["keys"]
    }


def test_each_key_says_where_it_comes_from(explained: Explain) -> None:
    assert places(explained("a-example")) == {
        "cron": "30 8 * * mon-fri | the group news | pages.yaml:7",
        "time_zone": "Europe/Paris | the group news | pages.yaml:8",
        "alerts": "{kinds: [CHANGED], min_relative: 5 %} | the group news | pages.yaml:9",
        "tags": "news | defaults | pages.yaml:4",
        "url": "https://a.example/ | the page's entry | pages.yaml:12",
        "headers": "(not shown) | the page's entry | pages.yaml:13",
    }


def test_of_a_group_every_key_is_shown(explained: Explain) -> None:
    found = places(explained("b"))
    of_slow = {key: value.split(" | ")[0] for key, value in found.items() if "the group slow | pages.yaml:10" in value}
    assert of_slow == {
        "every": "1d", "hours": "22-6", "days": "mon, tue", "jitter": "1m", "keep": "8w", "only": "deaths",
        "language": "fr",
    }  # fmt: skip
    assert found["time_zone"] == "Europe/Paris | the group news | pages.yaml:8"
    assert found["speaker"] == "Somebody | the page's entry | pages.yaml:15"


def test_a_page_of_another_file_has_what_holds_for_both(explained: Explain) -> None:
    found = places(explained("d"))
    assert found["every"] == "2h | the page's entry | more.yaml:6"
    assert found["hours"] == "8-18 | defaults | more.yaml:4"
    assert found["tags"] == "news | defaults | pages.yaml:4"
    assert "cron" not in found


def test_what_no_file_says_the_program_says(explained: Explain) -> None:
    keys = {one["key"]: one for one in explained("d", "--all")["keys"]}
    assert (keys["jitter"]["value"], keys["jitter"]["by"], keys["jitter"]["file"]) == ("5m", "the program", None)
    assert keys["every"]["by"] == "the page's entry"
    assert "every" not in {one["key"] for one in explained("a-example", "--all")["keys"]}


def test_what_is_said_is_what_the_program_goes_by(home: Path, explained: Explain) -> None:
    for page in load(home, {}).pages:
        found = explained(page.id)
        assert found["schedule"] == page.schedule
        assert found["longest_wait_seconds"] == page.longest_wait.total_seconds()


def test_the_next_times_are_those_of_the_page_s_clock(home: Path, run: Run) -> None:
    status, out, _ = run("config", "explain", "a-example")
    lines = out.splitlines()
    assert status == 0
    assert lines[-6] == "a-example: cron 30 8 * * mon-fri, Europe/Paris"
    assert len({line for line in lines[-4:] if " 08:30 CE" in line}) == 4  # the first one is at once
    assert lines[0].split() == ["cron", "30", "8", "*", "*", "mon-fri", "config/pages.yaml:7", "the", "group", "news"]


def test_the_first_of_them_is_when_the_ledger_has_the_page_due(home: Path, explained: Explain) -> None:
    due = datetime(2999, 1, 1, 12, tzinfo=UTC)
    with Store.open(home, writer=True) as store:
        store.sync(load(home, {}).pages, datetime(2026, 1, 1, tzinfo=UTC))
        store.schedule({"d": due})
    times = [datetime.fromisoformat(one) for one in explained("d")["next"]]
    assert times[0] == due
    assert len(times) == 5


def test_a_page_that_is_disabled_or_paused_has_no_times(home: Path, run: Run, explained: Explain) -> None:
    assert explained("feed")["next"] == []
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with Store.open(home, writer=True) as store:
        store.sync(load(home, {}).pages, now)
        store.pause(["d"], now, None)
    assert run("config", "explain", "d")[1].splitlines()[-1] == "  not now: it is paused"


def test_a_page_that_a_source_has_found_has_what_the_source_has(home: Path, explained: Explain) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    feed = next(page for page in load(home, {}).pages if page.id == "feed")
    reading = SourceReading(entries=(Entry(url="https://c.example/one", key="one", title="One"),))
    with Store.open(home, writer=True) as store:
        store.sync([feed], now)
        following = follow(feed, reading, {}, now, Beside(urls=frozenset(), ids=frozenset()))
        state = PageState(page_id="feed", next_check_at=now)
        store.record([
            CheckResult(
                page=feed, outcome=Outcome.FIRST, started_at=now, finished_at=now, state=state, following=following
            )
        ])  # fmt: skip
    found = explained("feed.one")
    assert found["found_by"] == "feed"
    assert places(found)["most"] == "3 | the page's entry | pages.yaml:16"


def test_a_page_that_is_none_is_told(home: Path, run: Run) -> None:
    status, _, err = run("config", "explain", "bb")
    assert (status, "There is no page 'bb'. Did you mean 'b'?" in err) == (2, True)
