"""Times as people give them: `--since yesterday`, in the time zone of the configuration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor import when

Run = Callable[..., tuple[int, str, str]]
PARIS, AUCKLAND = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Auckland")
WEDNESDAY = datetime(2020, 3, 18, 23, 30, tzinfo=UTC)  # in Paris it is Thursday, 00:30

PAST = [
    ("7d", "2020-03-11T23:30"),
    ("3 days", "2020-03-15T23:30"),
    ("3 days ago", "2020-03-15T23:30"),
    (" 90 MIN ", "2020-03-18T22:00"),
    ("2 weeks", "2020-03-04T23:30"),
    ("1 hour", "2020-03-18T22:30"),
    ("1s", "2020-03-18T23:29:59"),
    ("today", "2020-03-18T23:00"),
    ("yesterday", "2020-03-17T23:00"),
    ("wednesday", "2020-03-17T23:00"),
    ("Mon", "2020-03-15T23:00"),
    ("thursday", "2020-03-11T23:00"),  # it is Thursday: the last one
    ("friday", "2020-03-12T23:00"),
    ("2020-03-18", "2020-03-17T23:00"),
    ("2020-07-18", "2020-07-17T22:00"),  # summer
    ("2020-03-18T09:00", "2020-03-18T08:00"),
    ("2020-03-18 09:00", "2020-03-18T08:00"),
    ("2020-03-18T09:00Z", "2020-03-18T09:00"),
    ("2020-03-18T09:00-05:00", "2020-03-18T14:00"),
]


@pytest.mark.parametrize(("text", "meant"), PAST)
def test_when_people_mean(text: str, meant: str) -> None:
    assert when.read(text, WEDNESDAY, PARIS) == datetime.fromisoformat(meant).replace(tzinfo=UTC)


AHEAD = [
    ("3 days", "2020-03-21T23:30"),
    ("tomorrow", "2020-03-19T23:00"),
    ("thursday", "2020-03-25T23:00"),
    ("friday", "2020-03-19T23:00"),
]


@pytest.mark.parametrize(("text", "meant"), AHEAD)
def test_when_people_mean_that_is_yet_to_come(text: str, meant: str) -> None:
    assert when.read(text, WEDNESDAY, PARIS, ahead=True) == datetime.fromisoformat(meant).replace(tzinfo=UTC)


NO_TIMES = [
    "",
    "last",
    "soon",
    "m",
    "mo",
    "3",
    "d",
    "-3d",
    "three days",
    "2020-13-01",
    "monday 09:00",
    "٣d",
    "99999999w",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_means_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no time: write 7d, yesterday, a day|longer ago than there are dates"):
        when.read(text, WEDNESDAY, PARIS)


@pytest.mark.parametrize("zone", [UTC, PARIS, AUCKLAND])
def test_every_day_of_the_week_begins_within_the_last_seven(zone: ZoneInfo) -> None:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for day in range(14):
        now = WEDNESDAY + timedelta(days=day)
        found = [when.read(name, now, zone).astimezone(zone) for name in names]
        assert [one.weekday() for one in found] == list(range(7))
        assert all((one.hour, one.minute) == (0, 0) for one in found)
        assert {(now.astimezone(zone).date() - one.date()).days for one in found} == set(range(1, 8))


def test_a_report_begins_at_midnight_where_the_user_lives(run: Run, home_of_cli: Path) -> None:
    with (home_of_cli / "config" / "monitor.yaml").open("a") as file:
        file.write("time_zone: Pacific/Auckland\n")
    assert '"since": "2020-03-17T11:00:00Z"' in run("report", "--since", "2020-03-18", "--format", "json")[1]
    assert run("report", "--since", "yesterday")[0] == 0
    status, _, said = run("report", "--since", "2999-01-01")
    assert (status, "'2999-01-01' is yet to come." in said) == (2, True)
