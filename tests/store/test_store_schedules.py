"""Schedules in the ledger: when a page is overdue, when its due time is reckoned anew, and what waits for its hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from empty_ledger import make_ledger
from store_world import DAY, HOUR, camp, failed, page, visit

from monitor.home_ledger import open_store
from monitor.model import Page, Timetable
from monitor.model.cron import read
from monitor.model.local_time import is_active
from monitor.rescheduling import reschedule, without_held
from monitor.store import Store

FRIDAY = datetime(2026, 3, 6, 17, 20, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
WORK = Timetable(hours=((8 * 60, 18 * 60),), days=(0, 1, 2, 3, 4))
UK = page("uk", every=HOUR, timetable=WORK)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    make_ledger(tmp_path)
    with open_store(tmp_path, writer=True) as opened:
        yield opened


def checked(store: Store, of: Page, at: datetime) -> datetime:
    """Have *of* followed and checked, and return when it is due."""
    store.sync([of], at)
    visit(store, of, camp("6,000"), at)
    return store.state(of.id).next_check_at


def state(store: Store, at: datetime) -> str:
    return store.statuses(at)[0].state


def test_no_page_is_overdue_on_its_days_off_and_each_is_soon_after_them(store: Store) -> None:
    due = checked(store, UK, FRIDAY + HOUR / 2)
    assert f"{due:%a %H}" == "Mon 08"
    assert state(store, due + HOUR + QUARTER) == "ok"
    assert state(store, due + HOUR + QUARTER + timedelta(seconds=1)) == "overdue"


def test_a_page_that_is_checked_once_a_week_is_overdue_after_a_day(store: Store) -> None:
    weekly = page("uk", every=7 * DAY, timetable=Timetable(cron=(read("0 9 * * fri"),)))
    due = checked(store, weekly, FRIDAY)
    assert due == FRIDAY.replace(hour=9, minute=0) + 7 * DAY
    late = FRIDAY + 8 * DAY + QUARTER  # a week after the last check, and a day
    assert (state(store, late), state(store, late + timedelta(seconds=1))) == ("ok", "overdue")


def test_a_due_time_of_a_clock_that_was_wrong_does_not_hide_that_a_page_is_overdue(store: Store) -> None:
    checked(store, UK, FRIDAY)
    store.schedule({"uk": FRIDAY + 3650 * DAY})
    assert state(store, FRIDAY + UK.longest_wait + 2 * HOUR) == "overdue"


def rescheduled(store: Store, of: Page, at: datetime) -> datetime:
    """Have *of* followed as it is now, and return when it is due then."""
    store.sync([of], at)
    reschedule(store, {of.id: of}.get, at, lambda: 0.0)
    assert store.rescheduled() == []
    return store.state(of.id).next_check_at


def test_another_schedule_moves_the_due_time(store: Store) -> None:
    due = checked(store, UK, FRIDAY)
    assert rescheduled(store, UK, FRIDAY + HOUR / 2) == due
    assert rescheduled(store, replace(UK, speaker="Somebody"), FRIDAY + HOUR / 2) == due
    often = rescheduled(store, replace(UK, every=HOUR / 6), FRIDAY + HOUR / 2)
    assert often == FRIDAY + HOUR / 2  # sooner than it would have been: at once
    sunday = Timetable(cron=(read("0 9 * * sun"),))
    assert f"{rescheduled(store, replace(UK, timetable=sunday), FRIDAY + HOUR):%a %H:%M}" == "Sun 09:00"
    assert rescheduled(store, replace(UK, every=10 * DAY, timetable=Timetable()), FRIDAY + HOUR) > FRIDAY + 5 * DAY


def test_what_was_missed_waits_for_the_hours_and_what_is_asked_for_is_checked(store: Store) -> None:
    checked(store, UK, FRIDAY - HOUR)
    night = FRIDAY + 5 * HOUR
    assert without_held(store, [(UK, store.state("uk"))], night) == []
    assert is_active(WORK, store.state("uk").next_check_at)
    store.ask(["uk"], night)
    assert [one.id for one, _ in without_held(store, [(UK, store.state("uk"))], night)] == ["uk"]


def test_a_long_weekend_is_not_taken_for_a_clock_that_was_set_back(store: Store) -> None:
    due = checked(store, UK, FRIDAY + HOUR / 2)
    store.pull_back(FRIDAY + HOUR / 2)
    assert store.state("uk").next_check_at == due
    store.record([failed(store, UK, FRIDAY + HOUR / 2)])
    due = store.state("uk").next_check_at
    store.pull_back(FRIDAY + HOUR / 2)
    assert store.state("uk").next_check_at == due
    store.pull_back(FRIDAY - 4 * DAY)  # the clock was ahead when it was checked
    assert store.state("uk").next_check_at == FRIDAY - 4 * DAY


def test_the_ledger_says_the_schedule_in_words(store: Store) -> None:
    checked(store, replace(UK, timetable=replace(WORK, time_zone="Europe/Paris", jitter=QUARTER)), FRIDAY)
    sql = "SELECT schedule, every_seconds, longest_seconds FROM pages"
    words, every, longest = store._db.execute(sql).fetchone()
    assert words == "every 1h, 08:00-18:00, Mon Tue Wed Thu Fri, Europe/Paris, late by up to 15m"
    assert every == HOUR.total_seconds()
    assert longest > 2 * DAY.total_seconds()


def test_what_was_left_is_not_reckoned_anew_and_is_due_at_once_when_it_comes_back(store: Store) -> None:
    """Its check may be recorded after it was left, under a schedule that it no longer had."""
    store.sync([UK], FRIDAY)
    edited = replace(UK, every=24 * HOUR)
    store.sync([edited], FRIDAY)
    store.sync([], FRIDAY)
    visit(store, UK, camp("6,000"), FRIDAY)
    assert store.rescheduled() == []
    store.sync([edited], FRIDAY + HOUR)
    assert store.rescheduled() == []
    assert store.state("uk").next_check_at == FRIDAY + HOUR
