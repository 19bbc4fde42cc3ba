"""Which pages a list shows, and in what order: the pages of a source stand behind it until they are asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from web_world import NOW

from monitor.model import Page, PageStatus, Source
from monitor.report.page_health import Health
from monitor.web.page_choice import Row, Wanted, chosen, rows, states

FEED = Page(id="feed", url="https://feed.example/rss", source=Source(kind="feed"), tags=("news",))
STATES = {
    "calm": "ok", "feed": "ok", "feed.one": "ok", "feed.two": "failing", "late": "overdue", "new": "new",
    "off": "disabled", "left": "paused", "full": "paused", "soon": "retrying", "odd": "suspect",
}  # fmt: skip
SINCE = {"feed.two": 1, "late": 3, "odd": 2, "full": 4}


def listed() -> list[Row]:
    pages = [
        FEED if name == "feed" else Page(
            id=name, url=f"https://{name}.example/", found_by="feed" if name.startswith("feed.") else None,
            tags=("news",) if name.startswith("feed.") else (),
        )
        for name in STATES
    ]  # fmt: skip
    statuses = [
        PageStatus(
            id=page.id, url=page.url, state=STATES[page.id], found_by=page.found_by,
            since=NOW - timedelta(hours=SINCE[page.id]) if page.id in SINCE else None,
            advice="Make room." if page.id == "full" else "", title=f"The page {page.id}",
        )
        for page in pages
    ]  # fmt: skip
    return rows(pages, statuses)


CASES = [
    (Wanted(), ["feed", "odd", "late", "full", "soon", "calm", "left", "new", "off"]),
    (Wanted(source="feed"), ["feed.two", "feed.one"]),
    (Wanted(state="look"), ["feed.two", "odd", "late", "full", "soon"]),
    (Wanted(state="paused"), ["full", "left"]),
    (Wanted(tag="news"), ["feed", "feed.two", "feed.one"]),
    (Wanted(text="PAGE feed.example"), ["feed"]),
    (Wanted(text="page feed", state="ok"), ["feed", "feed.one"]),
]


@pytest.mark.parametrize(("wanted", "ids"), CASES, ids=[str(wanted.query()) for wanted, _ in CASES])
def test_what_is_wanted_is_shown_the_worst_first(wanted: Wanted, ids: list[str]) -> None:
    assert [row.page.id for row in chosen(listed(), wanted)] == ids


def test_a_source_tells_how_its_pages_are_doing() -> None:
    (feed,) = (row for row in listed() if row.page.id == "feed")
    assert feed.needs_a_look
    assert feed.found_states == [("failing", 1), ("ok", 1)]


def test_pages_are_counted_by_state_those_that_need_a_look_first() -> None:
    assert states(Health.of(row.status for row in listed()))[:2] == [("look", 5), ("failing", 1)]
