"""How pages are doing: to each reader in a sentence of its own, that never says "well" of what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from report_fakes import STATUSES

from monitor.model import PageStatus
from monitor.report.clock import Clock
from monitor.report.page_health import Health, at_start, in_message, in_report, is_calm, trouble, troubles

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)  # a Thursday
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CLOCK = Clock("Europe/Paris")


def _page(state: str, days: float | None = None, *, name: str = "p", advice: str = "") -> PageStatus:
    since = None if days is None else NOW - days * DAY
    return PageStatus(id=name, url="https://p.example/", state=state, since=since, advice=advice)


def _health(*pages: PageStatus, stale_since: datetime | None = None) -> Health:
    return Health.of(pages, stale_since)


def test_the_pages_of_a_source_that_fail_alike_are_one_line() -> None:
    down = replace(_page("failing", 1), reason="http_503: The server reports a fault of its own.")
    posts = [replace(down, id=f"blog.post-{n}", found_by="blog") for n in range(40)]
    gone = replace(posts[0], id="blog.gone", reason="http_404: The server has no such page.")
    doubted = [replace(one, id=f"{one.id}-doubted", state="suspect", reason="figures_gone: ...") for one in posts[:2]]
    said = list(troubles([replace(down, id="blog"), *posts, gone, *doubted, down], CLOCK))
    assert [one.split(":")[0] for one in said] == ["blog", "blog.gone", *(one.id for one in doubted), "p"]
    assert said[0].endswith(" So it is with 40 more pages of blog.")
    assert list(troubles(posts[:2], CLOCK)) == [f"{trouble(posts[0], CLOCK)} So it is with 1 more page of blog."]


MESSAGES: list[tuple[Health, str]] = [
    (_health(_page("ok")), "All is well: 1 page checked."),
    (_health(*[_page("ok")] * 36, _page("retrying")), "All is well: 37 pages checked."),
    (
        _health(*[_page("ok")] * 35, _page("failing", 2), _page("failing", 1)),
        "37 pages checked, 2 failing since Tuesday.",
    ),
    (_health(_page("ok"), _page("failing", 30)), "2 pages checked, 1 failing since 3 February 2026."),
    (
        _health(_page("suspect", 0.75), _page("overdue", 1), _page("ok")),
        "2 pages checked, 1 doubtful since Wednesday, 1 overdue since Wednesday.",
    ),
    (
        _health(_page("ok"), _page("paused"), _page("new"), _page("disabled")),
        "All is well: 1 page checked, 2 paused or new.",
    ),
    (
        _health(_page("paused", advice="Make room.")),
        "No page was checked, 1 paused for want of room on the disk.",
    ),
    (_health(), "No page was checked."),
    (
        _health(_page("ok"), stale_since=NOW - DAY),
        "1 page checked; the configuration has mistakes since Wednesday, the one before is in force.",
    ),
]


@pytest.mark.parametrize(("health", "said"), MESSAGES, ids=[said for _, said in MESSAGES])
def test_a_message_tells_whether_all_is_well(health: Health, said: str) -> None:
    assert in_message(health, NOW, CLOCK) == said
    assert health.is_well is ("All is well" in said)


REPORTS: list[tuple[list[str], str]] = [
    ([], "No page is followed."),
    (["ok"], "1 of 1 page ok, none in trouble."),
    (["ok", "overdue"], "1 of 2 pages ok, 1 needs a look."),
    (["ok", "new", "disabled"], "1 of 2 pages ok, 1 not checked yet, none in trouble, 1 not followed."),
]


@pytest.mark.parametrize(("states", "said"), REPORTS)
def test_a_report_always_tells_how_many_need_a_look(states: list[str], said: str) -> None:
    assert in_report(_health(*map(_page, states))) == said


def test_a_report_tells_of_a_configuration_with_mistakes_first() -> None:
    said = in_report(_health(_page("ok"), stale_since=NOW))
    assert said == (
        "The configuration has mistakes since 2026-03-05 12:00 UTC; the one before is in force. "
        "1 of 1 page ok, none in trouble."
    )


STARTS: list[tuple[Health, str]] = [
    (_health(), "No page is followed yet."),
    (_health(_page("ok")), "1 page: 1 well."),
    (_health(_page("new"), _page("new")), "2 pages: 2 not checked yet."),
    (
        _health(_page("ok"), _page("failing", 2, name="uk"), _page("suspect", 1 / 8, name="fr")),
        "3 pages: 1 well, 1 failing since Tuesday (uk), 1 doubtful since 09:00 UTC (fr).",
    ),
    (
        _health(*(_page("overdue", 2 + number, name=name) for number, name in enumerate("abcd"))),
        "4 pages: 4 overdue since Saturday (a, b, c, 1 more).",
    ),
    (
        _health(*map(_page, ("ok", "retrying", "paused", "disabled"))),
        "4 pages: 1 well, 1 being tried again, 1 paused, 1 not followed.",
    ),
]


@pytest.mark.parametrize(("health", "said"), STARTS)
def test_the_service_begins_with_which_pages_are_in_what_trouble(health: Health, said: str) -> None:
    assert at_start(health, NOW) == said


SINCE = [
    (5 / 1440, "11:55 UTC"),
    (13 / 24, "Wednesday"),
    (5, "Saturday"),
    (7, "26 February 2026"),
    (-2, "7 March 2026"),
]


@pytest.mark.parametrize(("days", "said"), SINCE)
def test_a_time_that_has_passed_is_told_as_one_says_it(days: float, said: str) -> None:
    assert at_start(_health(_page("failing", days)), NOW) == f"1 page: 1 failing since {said} (p)."


def test_a_page_that_moved_for_good_needs_a_look_though_it_is_read_well() -> None:
    moved = replace(STATUSES[0], state="ok", reason="it has moved for good to https://b.example/", advice="Change it.")
    assert not is_calm(moved)
    assert in_report(_health(moved)) == "0 of 1 page ok, 1 needs a look."
    assert "moved for good to https://b.example/. " in trouble(moved, Clock("UTC"))
    assert is_calm(replace(moved, reason="", advice=""))
