"""Numbers of things, and lengths of time, as people write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.model.phrasing import ahead, counted

COUNTED = [
    ((0, "page"), "0 pages"),
    ((1, "page"), "1 page"),
    ((2, "page"), "2 pages"),
    ((1_204, "change to tell", "changes to tell"), "1,204 changes to tell"),
    ((1, "change to tell", "changes to tell"), "1 change to tell"),
]
NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
AHEAD = [
    (timedelta(seconds=-5), "now"),
    (timedelta(), "now"),
    (timedelta(seconds=20), "in a minute"),
    (timedelta(minutes=2), "in 2 min"),
    (timedelta(minutes=89), "in 89 min"),
    (timedelta(minutes=90), "in 2 h"),
    (timedelta(hours=5, minutes=10), "in 5 h"),
    (timedelta(hours=35), "in 35 h"),
    (timedelta(hours=36), "in 2 days"),
    (timedelta(days=7), "in 7 days"),
]


@pytest.mark.parametrize(("given", "said"), COUNTED)
def test_things_are_counted(given: tuple[int, str], said: str) -> None:
    assert counted(*given) == said


@pytest.mark.parametrize(("left", "said"), AHEAD)
def test_a_time_is_so_far_away(left: timedelta, said: str) -> None:
    assert ahead(NOW + left, NOW) == said
