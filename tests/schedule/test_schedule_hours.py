"""Active hours and days: what is checked when they begin, in them, and what waits for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from monitor import schedule
from monitor.model import Page, PageState, Timetable
from monitor.model.cron import read
from monitor.model.local_time import is_active
from monitor.model.timetables import active_week

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NIGHT = datetime(2026, 11, 27, 22, tzinfo=UTC)  # a Friday
MORNING = datetime(2026, 11, 27, 8, tzinfo=UTC)
WORK = Timetable(hours=((8 * 60, 18 * 60),), days=(0, 1, 2, 3, 4))
PAGE = Page(id="uk", url="https://uk.example/", every=HOUR, timetable=WORK)


@pytest.mark.parametrize(
    ("hours", "days", "week"),
    [
        ((), (), ()),
        (((0, 24 * 60),), (), ()),
        ((), (0, 1, 2, 3, 4, 5, 6), ()),
        ((), (0, 1, 2), ((0, 3 * 1440),)),
        ((), (5, 6, 0), ((5 * 1440, 8 * 1440),)),  # the weekend and Monday are one
        (((60, 120), (120, 180)), (0,), ((60, 180),)),
        (((22 * 60, 6 * 60),), (6,), ((6 * 1440 + 1320, 7 * 1440 + 360),)),  # over midnight, into the next week
        (((720, 600),), (), tuple((day * 1440 + 720, day * 1440 + 2040) for day in range(7))),
    ],
)
def test_the_active_stretches_of_a_week(
    hours: tuple[tuple[int, int], ...], days: tuple[int, ...], week: tuple[tuple[int, int], ...]
) -> None:
    assert active_week(hours, days) == week


def test_a_page_is_checked_in_its_hours_only_and_soon_after_they_begin() -> None:
    at = schedule.coming(PAGE, NIGHT, 20)
    assert [f"{one:%a %H}" for one in at[:10]] == [f"Mon {hour:02}" for hour in range(8, 18)]
    assert f"{at[10]:%a %H}" == "Tue 08"


@pytest.mark.parametrize(
    ("every", "a_day"), [(HOUR, 10), (3 * HOUR, 4), (6 * HOUR, 2), (10 * HOUR, 1), (DAY, 1), (3 * HOUR / 2, 7)]
)
def test_spreading_costs_no_check_of_the_day(every: timedelta, a_day: int) -> None:
    for number in range(40):
        page = replace(PAGE, id=f"page-{number}", every=every)
        days = [one.date() for one in schedule.coming(page, NIGHT, 3 * a_day)]
        assert days == sorted(days[::a_day] * a_day)


def test_pages_do_not_all_begin_when_their_hours_do() -> None:
    begun = [schedule.next_check_at(replace(PAGE, id=f"page-{n}"), NIGHT, jitter=0) for n in range(100)]
    assert len({one.minute for one in begun}) > 30
    assert all(one.hour == 8 for one in begun)


@pytest.mark.parametrize("jitter", [0.0, 0.5, 1.0])
def test_no_check_is_so_late_that_the_hours_are_over(jitter: float) -> None:
    page = replace(PAGE, timetable=replace(WORK, jitter=9 * HOUR))
    assert is_active(page.timetable, schedule.next_check_at(page, MORNING + 9 * HOUR, jitter=jitter))


def test_trouble_and_doubt_wait_for_the_hours() -> None:
    evening = datetime(2026, 11, 26, 17, 59, 50, tzinfo=UTC)
    again = schedule.retry_at(PAGE, evening, failures=1, jitter=1)
    doubted = schedule.confirm_at(PAGE, evening, jitter=0)
    assert f"{again:%a %H}" == f"{doubted:%a %H}" == "Fri 08"
    assert schedule.retry_at(PAGE, evening - HOUR, failures=1, jitter=0) == evening - HOUR + timedelta(seconds=5)
    assert is_active(WORK, schedule.retry_at(PAGE, NIGHT, failures=9, jitter=1))


CHECKED = PageState(page_id="uk", next_check_at=MORNING + 9 * HOUR, last_check_at=MORNING + 8 * HOUR)
HELD = [
    (CHECKED, MORNING + 9 * HOUR, False),  # due, and in its hours
    (CHECKED, NIGHT, True),  # missed, by a machine that slept
    (replace(CHECKED, next_check_at=NIGHT), NIGHT, False),  # asked for at night
    (replace(CHECKED, last_check_at=None), NIGHT, False),  # new
    (replace(CHECKED, next_check_at=NIGHT, last_check_at=NIGHT + DAY), NIGHT, True),  # the clock was set back
]


@pytest.mark.parametrize(("state", "now", "is_held"), HELD)
def test_what_was_missed_waits_for_the_hours_and_what_is_asked_for_does_not(
    state: PageState, now: datetime, *, is_held: bool
) -> None:
    until = schedule.held_until(PAGE, state, now)
    assert (until is not None) == is_held
    assert until is None or (until > now and is_active(WORK, until))


def test_another_schedule_holds_from_when_it_is_known() -> None:
    now = MORNING + 8 * HOUR
    slow = replace(CHECKED, next_check_at=now + 9 * DAY, last_check_at=now - DAY)
    assert schedule.rescheduled(PAGE, slow, now, jitter=0) == now
    assert schedule.rescheduled(PAGE, slow, NIGHT, jitter=0) > NIGHT + 2 * DAY
    weekly = replace(PAGE, timetable=Timetable(cron=(read("0 7 * * mon"),)))
    assert f"{schedule.rescheduled(weekly, slow, now, jitter=0):%a %d %H:%M}" == "Mon 30 07:00"
    new = replace(CHECKED, last_check_at=None, next_check_at=NIGHT)
    assert schedule.rescheduled(PAGE, new, NIGHT, jitter=0) == NIGHT
    failing = replace(slow, failures=2, next_check_at=now + HOUR)
    assert schedule.rescheduled(replace(PAGE, every=9 * DAY), failing, now, jitter=0) == now + HOUR


def test_hours_over_midnight_belong_to_the_day_on_which_they_begin() -> None:
    nights = Timetable(hours=((22 * 60, 6 * 60),), days=(4,))
    assert is_active(nights, NIGHT)
    assert is_active(nights, NIGHT + 7 * HOUR)
    assert not is_active(nights, NIGHT + 8 * HOUR)
    assert not is_active(nights, NIGHT - 19 * HOUR)


@pytest.mark.parametrize(
    ("time_zone", "hours", "day", "opens", "shuts"),
    [
        ("Europe/London", (8 * 60, 18 * 60), "2026-10-25", "08:00", "18:00"),
        ("Europe/London", (90, 180), "2026-10-25", "00:30", "03:00"),  # from the first 1:30: two hours and a half
        ("Europe/London", (30, 90), "2026-10-25", "23:30", "00:30"),  # until the first 1:30
        ("Europe/London", (75, 105), "2026-03-29", "01:00", "01:30"),  # left out: as long, right after
        ("Europe/London", (30, 90), "2026-03-29", "00:30", "01:00"),
        ("America/New_York", (8 * 60, 18 * 60), "2026-03-08", "12:00", "22:00"),
    ],
)
def test_hours_on_days_when_clocks_are_set(
    time_zone: str, hours: tuple[int, int], day: str, opens: str, shuts: str
) -> None:
    table = Timetable(hours=(hours,), days=(6,), time_zone=time_zone)
    begin = datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(hours=2)
    minutes = [begin + timedelta(minutes=number) for number in range(26 * 60)]
    active = [one for one in minutes if is_active(table, one)]
    assert f"{active[0]:%H:%M}" == opens
    assert f"{active[-1] + timedelta(minutes=1):%H:%M}" == shuts
    assert active[-1] - active[0] == timedelta(minutes=len(active) - 1)


def test_a_daily_check_keeps_its_place_in_the_hours_where_clocks_are_set() -> None:
    page = replace(PAGE, every=DAY, timetable=Timetable(hours=((480, 1080),), time_zone="Europe/London"))
    at = schedule.coming(page, datetime(2026, 10, 23, tzinfo=UTC), 5)
    assert {(after - before) / HOUR for before, after in pairwise(at)} == {24, 25}
