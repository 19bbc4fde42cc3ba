"""How all pages are doing, in a sentence that never says "well" of what is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.model import PageStatus
from monitor.report.clock import Clock
from monitor.report.health import health, said

NOW = datetime(2026, 3, 5, 8, tzinfo=UTC)  # a Thursday
DAY = timedelta(days=1)
CLOCK = Clock("Europe/Paris")


def _page(state: str, days: float | None = None, advice: str = "") -> PageStatus:
    since = None if days is None else NOW - days * DAY
    return PageStatus(id="p", url="https://p.example/", state=state, since=since, advice=advice)


SAYINGS: list[tuple[list[PageStatus], str]] = [
    ([_page("ok")], "All is well: 1 page checked."),
    ([_page("ok")] * 36 + [_page("retrying")], "All is well: 37 pages checked."),
    ([_page("ok")] * 35 + [_page("failing", 2), _page("failing", 1)], "37 pages checked, 2 failing since Tuesday."),
    ([_page("ok"), _page("failing", 30)], "2 pages checked, 1 failing since 3 February 2026."),
    (
        [_page("suspect", 0.5), _page("overdue", 1), _page("ok")],
        "2 pages checked, 1 doubtful since Wednesday, 1 overdue since Wednesday.",
    ),
    ([_page("ok"), _page("paused"), _page("new"), _page("disabled")], "All is well: 1 page checked, 2 paused or new."),
    ([_page("paused", None, "Make room.")], "No page was checked, 1 paused for want of room on the disk."),
    ([], "No page was checked."),
]


@pytest.mark.parametrize(("pages", "told"), SAYINGS, ids=[told for _, told in SAYINGS])
def test_how_all_pages_are_doing(pages: list[PageStatus], told: str) -> None:
    assert said(health(pages), NOW, CLOCK) == told
    assert health(pages).is_well is ("All is well" in told)


def test_a_configuration_with_mistakes_is_not_well() -> None:
    told = health([_page("ok")], NOW - DAY)
    assert not told.is_well
    assert said(told, NOW, CLOCK) == (
        "1 page checked; the configuration has mistakes since Wednesday, the one before is in force."
    )
