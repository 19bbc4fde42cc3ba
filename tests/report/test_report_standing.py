"""How pages stand is said in one line: how many are well, and since when the others are not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.model import PageStatus
from monitor.report.standing import since_when, standing

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)  # a Thursday
TUESDAY = NOW - timedelta(days=2)


def _pages(**states: tuple[str, datetime | None]) -> list[PageStatus]:
    return [
        PageStatus(id=name.rstrip("_"), url="https://a.example/", state=state, since=since)
        for name, (state, since) in states.items()
    ]


STANDINGS = [
    ({}, "No page is followed yet."),
    ({"a": ("ok", NOW)}, "1 page: 1 well."),
    ({"a": ("new", NOW), "b": ("new", NOW)}, "2 pages: 2 not checked yet."),
    (
        {"a": ("ok", NOW), "uk": ("failing", TUESDAY), "fr": ("suspect", NOW - timedelta(hours=3))},
        "3 pages: 1 well, 1 failing since Tuesday (uk), 1 suspect since 09:00 UTC (fr).",
    ),
    (
        {name: ("overdue", TUESDAY - timedelta(days=number)) for number, name in enumerate("abcd")},
        "4 pages: 4 overdue since Saturday (a, b, c, 1 more).",
    ),
    (
        {"a": ("ok", NOW), "b": ("retrying", NOW), "c": ("paused", NOW), "d": ("disabled", None)},
        "4 pages: 1 well, 1 being tried again, 1 paused, 1 disabled.",
    ),
]


@pytest.mark.parametrize(("states", "said"), STANDINGS)
def test_pages_stand_so(states: dict[str, tuple[str, datetime | None]], said: str) -> None:
    assert standing(_pages(**states), NOW) == said


SINCE = [
    (NOW - timedelta(minutes=5), "11:55 UTC"),
    (NOW - timedelta(hours=13), "Wednesday"),
    (NOW - timedelta(days=5), "Saturday"),
    (NOW - timedelta(days=7), "26 February 2026"),
    (NOW + timedelta(days=2), "7 March 2026"),
]


@pytest.mark.parametrize(("when", "said"), SINCE)
def test_a_time_that_has_passed_is_said_so(when: datetime, said: str) -> None:
    assert since_when(when, NOW) == said
