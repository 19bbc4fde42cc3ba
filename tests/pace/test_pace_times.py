"""When a message may leave: digests, quiet hours and floods, by the wall clock, through both changes of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import pace
from monitor.model import Pace, When

PARIS = ZoneInfo("Europe/Paris")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVENING = (time(22), time(7))


def utc(text: str) -> datetime:
    """Return "03-28 12:00" of 2026."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


# In Paris the clocks go from 02:00 to 03:00 on 29 March (01:00 UTC), and from 03:00 to 02:00 on 25 October (01:00 UTC).
DIGESTS = [
    (Pace(), "03-05 12:34", "03-05 12:34"),
    (Pace(when=When.HOURLY), "03-05 12:34", "03-05 13:00"),
    (Pace(when=When.HOURLY), "03-05 13:00", "03-05 13:00"),
    (Pace(when=When.HOURLY), "10-25 00:30", "10-25 01:00"),
    (Pace(when=When.DAILY), "03-05 06:59", "03-05 07:00"),
    (Pace(when=When.DAILY), "03-05 07:00", "03-05 07:00"),
    (Pace(when=When.DAILY), "03-05 07:01", "03-06 07:00"),
    (Pace(when=When.DAILY), "03-28 12:00", "03-29 06:00"),  # an hour earlier by UTC, the same by the clock
    (Pace(when=When.DAILY), "10-24 12:00", "10-25 07:00"),
    (Pace(when=When.DAILY, at=time(2, 30)), "03-28 12:00", "03-29 01:30"),  # there is no 02:30: 03:30
    (Pace(when=When.DAILY, at=time(2, 30)), "03-29 01:31", "03-30 00:30"),
    (Pace(when=When.DAILY, at=time(2, 30)), "10-24 12:00", "10-25 00:30"),  # it is 02:30 twice: the first
    (Pace(when=When.DAILY, at=time(2, 30)), "10-25 00:31", "10-26 01:30"),
    (Pace(when=When.WEEKLY, on=0), "03-05 12:00", "03-09 07:00"),  # a Thursday
    (Pace(when=When.WEEKLY, on=3), "03-05 12:00", "03-12 07:00"),
    (Pace(when=When.WEEKLY, on=3), "03-05 06:00", "03-05 07:00"),
    (Pace(when=When.WEEKLY, on=6), "03-26 12:00", "03-29 06:00"),
]


@pytest.mark.parametrize(("wanted", "owed", "due"), DIGESTS)
def test_when_a_digest_is_due(wanted: Pace, owed: str, due: str) -> None:
    assert pace.gathered_at(wanted, utc(owed), utc(owed), PARIS) == utc(due)


def test_what_is_owed_since_a_time_to_come_waits_for_no_digest() -> None:
    now = utc("03-05 12:00")
    assert pace.gathered_at(Pace(when=When.WEEKLY), now + 3 * DAY, now, PARIS) == now


QUIET = [
    (EVENING, "03-05 20:59", "03-05 20:59"),
    (EVENING, "03-05 21:00", "03-06 06:00"),  # 22:00 in Paris
    (EVENING, "03-06 05:59", "03-06 06:00"),
    (EVENING, "03-06 06:00", "03-06 06:00"),
    (EVENING, "03-28 23:00", "03-29 05:00"),  # a night of eight hours
    (EVENING, "10-24 23:00", "10-25 06:00"),  # and one of ten
    ((time(12), time(14)), "03-05 11:30", "03-05 13:00"),
    ((time(12), time(14)), "03-05 13:00", "03-05 13:00"),
    ((time(22), time(2, 30)), "03-29 00:50", "03-29 01:30"),  # there is no 02:30
    ((time(22), time(2, 30)), "10-25 00:15", "10-25 00:30"),
    ((time(22), time(2, 30)), "10-25 00:45", "10-25 00:45"),
    ((time(22), time(2, 30)), "10-25 01:15", "10-25 01:30"),  # 02:15 once more
    ((time(22), time(2, 30)), "10-25 01:30", "10-25 01:30"),
]


@pytest.mark.parametrize(("quiet", "moment", "calm"), QUIET)
def test_when_quiet_hours_end(quiet: tuple[time, time], moment: str, calm: str) -> None:
    assert pace.calm_at(Pace(quiet=quiet), utc(moment), PARIS) == utc(calm)


TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
MOMENTS = st.integers(0, 366 * 24 * 60).map(lambda minutes: utc("01-01 00:00") + timedelta(minutes=minutes))
ZONES = st.sampled_from(["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
WHEN = st.sampled_from(list(When))


@given(MOMENTS, TIMES, WHEN, ZONES)
def test_a_digest_comes_within_its_period(owed: datetime, at: time, when: When, zone: str) -> None:
    due = pace.gathered_at(Pace(when=when, at=at), owed, owed, ZoneInfo(zone))
    period = pace.PERIODS.get(when, timedelta())
    assert owed <= due <= owed + period + 2 * HOUR
    assert pace.gathered_at(Pace(when=when, at=at), due, due, ZoneInfo(zone)) == due


@given(MOMENTS, TIMES, TIMES, ZONES)
def test_quiet_hours_end_within_a_day_and_do_not_begin_at_their_end(
    moment: datetime, begin: time, end: time, zone: str
) -> None:
    if begin == end:
        return
    quiet = Pace(quiet=(begin, end))
    calm = pace.calm_at(quiet, moment, ZoneInfo(zone))
    assert moment <= calm <= moment + DAY + 2 * HOUR
    assert pace.calm_at(quiet, calm, ZoneInfo(zone)) - calm <= 2 * HOUR  # where the clocks skip the end itself


def test_one_message_in_ten_minutes_and_twenty_a_day() -> None:
    now = utc("03-05 00:00")
    sent: list[datetime] = []
    for _ in range(60):
        now = pace.free_at(Pace(), sent, now)
        sent.append(now)
    gaps = [later - earlier for earlier, later in pairwise(sent)]
    assert min(gaps) == timedelta(minutes=10)
    assert all(later - earlier >= DAY for earlier, later in zip(sent, sent[20:], strict=False))
    assert sent[-1] - sent[0] < 3 * DAY


def test_messages_of_a_time_to_come_keep_nothing_waiting() -> None:
    now = utc("03-05 00:00")
    assert pace.free_at(Pace(), [now + DAY], now) == now


WELL = [
    ("03-05 06:59", None),
    ("03-05 07:00", "03-05 07:00"),
    ("03-05 18:59", "03-05 07:00"),  # late, and still worth saying
    ("03-05 19:01", None),
    ("03-29 06:00", "03-29 06:00"),
    ("10-25 07:00", "10-25 07:00"),
]


@pytest.mark.parametrize(("now", "due"), WELL)
def test_when_all_is_well_was_to_be_told(now: str, due: str | None) -> None:
    told = pace.health_at(Pace(all_is_well=When.DAILY), utc(now), PARIS)
    assert told == (utc(due) if due else None)


def test_all_is_well_once_a_week() -> None:
    weekly = Pace(all_is_well=When.WEEKLY, on=3)
    told = {pace.health_at(weekly, utc("03-03 00:00") + hours * HOUR, PARIS) for hours in range(20 * 24)}
    assert told == {None, utc("03-05 07:00"), utc("03-12 07:00"), utc("03-19 07:00")}
    assert pace.health_at(Pace(), utc("03-05 07:00"), PARIS) is None
