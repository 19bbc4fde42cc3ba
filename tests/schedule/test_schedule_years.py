"""Pages with any schedule over simulated years: when they are checked, how long they wait, and that no time is lost."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor import schedule
from monitor.model import Page, Timetable
from monitor.model.cron import read
from monitor.model.timetables import shortest_wait

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago", "UTC")
CRONS = (
    "30 8 * * *",
    "15 2 * * *",
    "45 1 * * mon-fri",
    "0 */6 * * *",
    "0 0 1,15 * *",
    "10 16 1 * mon",
    "@daily",
    "5 23 * * 0",
)
HOURS = ((8, 18), (9, 12), (22, 6), (1, 3), (0, 24), (20, 2))
DAYS = ((0, 1, 2, 3, 4), (5, 6), (2,), (0, 3, 6))


def some_page(dice: random.Random, number: int) -> Page:
    """Return a page with a schedule of any kind that has times."""
    while True:
        cron = tuple(read(one) for one in dice.sample(CRONS, dice.choice((0, 0, 1, 2))))
        table = Timetable(
            cron=cron,
            hours=tuple((a * 60, b * 60) for a, b in dice.sample(HOURS, dice.choice((0, 1, 1, 2)))),
            days=dice.choice((*DAYS, (), ())),
            time_zone=dice.choice(ZONES),
            jitter=dice.choice((None, None, timedelta(0), timedelta(minutes=20))),
        )
        every = dice.choice((timedelta(hours=3), timedelta(hours=7), DAY, 3 * DAY))
        if not cron:
            return Page(id=f"page-{number}", url="https://a.example/", every=every, timetable=table)
        if shortest := shortest_wait(table):
            return Page(id=f"page-{number}", url="https://a.example/", every=shortest, timetable=table)


def checks(page: Page, dice: random.Random, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield when each check was due, and when it was over: a little later."""
    now = BEGIN
    while now < until:
        due = schedule.next_check_at(page, now, jitter=dice.random())
        now = due + timedelta(seconds=dice.random() * 20)
        yield due, now


def is_in_hours(table: Timetable, at: datetime) -> bool:
    """Return whether the clock shows a time of the page's hours and days: found the obvious way."""
    wall = at.astimezone(ZoneInfo(table.time_zone))
    days, minute = table.days or tuple(range(7)), wall.hour * 60 + wall.minute
    today, yesterday = wall.weekday() in days, (wall.weekday() - 1) % 7 in days
    return any(
        (today and begin <= minute < end)
        if begin < end
        else (today and minute >= begin) or (yesterday and minute < end)
        for begin, end in table.hours or ((0, 24 * 60),)
    )


def is_set(day: date, time_zone: str) -> bool:
    """Return whether clocks are set on a day, or on the night before."""
    zone = ZoneInfo(time_zone)
    offsets = {
        datetime(one.year, one.month, one.day, 12, tzinfo=zone).utcoffset() for one in (day - DAY, day, day + DAY)
    }
    return len(offsets) > 1


def prove(page: Page, dice: random.Random, years: float) -> None:
    table, until = page.timetable, BEGIN + years * 365 * DAY
    zone, before = ZoneInfo(table.time_zone), BEGIN
    of_days: Counter[date] = Counter()
    for due, now in checks(page, dice, until):
        shown = due.astimezone(zone)
        assert before < due <= before + page.longest_wait, (page, before, due)
        assert is_in_hours(table, due) or is_set(shown.date(), table.time_zone), (page, due)
        of_days[shown.date()] += 1
        before = now
    if table.cron and not table.jitter and not table.hours and not any(line.goes_by_hours for line in table.cron):
        _prove_no_time_is_lost(page, of_days, until.date() - DAY)


def _prove_no_time_is_lost(page: Page, of_days: Counter[date], until: date) -> None:
    """See that each date has as many checks as times of cron, once each."""
    table, day = page.timetable, BEGIN.date() + DAY
    while day < until:
        active = not table.days or day.weekday() in table.days
        times = {
            (hour, minute) for line in table.cron if line.fits(day) for hour in line.hours for minute in line.minutes
        }
        wanted = len(times) if active else 0
        if is_set(day, table.time_zone):
            assert min(wanted, 1) <= of_days[day] <= wanted
        else:
            assert of_days[day] == wanted, (page, day)
        day += DAY


@pytest.mark.parametrize("seed", range(6))
def test_some_pages_over_a_year(seed: int) -> None:
    dice = random.Random(seed)
    for number in range(2):
        prove(some_page(dice, number), dice, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_five_hundred_pages_over_five_years(seed: int) -> None:
    dice = random.Random(seed)
    for number in range(50):
        prove(some_page(dice, number), dice, 5)
