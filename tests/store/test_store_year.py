"""Simulated time through the real ledger: what is due is leased, checked and recorded, while clocks are set.

The world has its own time, which nobody sets; the wall clock that the program sees is that time and a step.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from empty_ledger import SERVER, make_ledger
from store_world import failed, page

from monitor import schedule
from monitor.home_ledger import open_store
from monitor.model import CheckResult, Outcome, Page, PageState, Timetable
from monitor.model.cron import read
from monitor.rescheduling import without_held
from monitor.store import Store

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TICK = timedelta(minutes=20)
BEGIN = datetime(2026, 3, 20, tzinfo=UTC)  # before the clocks go forward in London
STEPS = (HOUR, -DAY, 3 * DAY, -HOUR / 6, -3 * DAY, 40 * DAY, -40 * DAY, HOUR / 2, -HOUR, DAY)
ZONES = ("Europe/London", "Europe/Paris")


def pages(count: int) -> list[Page]:
    """Return so many that are checked every hour: half in intervals, half by cron where clocks are set."""
    interval = [page(f"every-{number}", every=HOUR) for number in range(count // 2)]
    by_cron = [
        page(
            f"cron-{number}",
            every=HOUR,
            timetable=Timetable(cron=(read(f"{number * 6} * * * *"),), time_zone=ZONES[number % 2]),
        )
        for number in range(count // 2)
    ]
    return [*interval, *by_cron]


class World:
    """A ledger, a clock that is stepped, and servers that fail now and then."""

    def __init__(self, store: Store, lasts: timedelta, count: int) -> None:
        self.store, self.lasts, self.dice = store, lasts, random.Random(17)
        self.pages = {one.id: one for one in pages(count)}
        self.stepped = timedelta()
        self.steps = {lasts * (number + 1) / (len(STEPS) + 1): step for number, step in enumerate(STEPS)}
        self.checked: dict[str, list[timedelta]] = {name: [] for name in self.pages}  #: at which time of the world

    def live(self) -> None:
        """Tick from the beginning to the end, as the service does."""
        self.store.sync(self.pages.values(), BEGIN)
        passed, before = timedelta(), BEGIN
        while passed < self.lasts:
            self._step(passed)
            now = BEGIN + passed + self.stepped
            if passed == timedelta() or now < before:
                self.store.pull_back(now)
            before = now
            self._tick(passed, now)
            passed += TICK

    def _step(self, passed: timedelta) -> None:
        for at in [at for at in self.steps if at <= passed]:
            self.stepped += self.steps.pop(at)

    def _tick(self, passed: timedelta, now: datetime) -> None:
        turns = self.store.lease(now, room=99)
        due = [(self.pages[state.page_id], state) for turn in turns for state in turn.due]
        results = [self._checked(one, state, now) for one, state in without_held(self.store, due, now)]
        held = {state.page_id: turn for turn in turns for state in turn.due}
        if results:
            assert len(self.store.record(results, (), held)) == len(results)
        for result in results:
            self.checked[result.page.id].append(passed)

    def _checked(self, of: Page, state: PageState, now: datetime) -> CheckResult:
        if self.dice.random() < 0.02:
            return failed(self.store, of, now)
        after = schedule.after_good(state, of, now, jitter=self.dice.random())
        result = CheckResult(page=of, outcome=Outcome.NOT_MODIFIED, started_at=now, finished_at=now, state=after)
        return replace(result, state=replace(after, page_id=of.id))

    def traces(self) -> Iterator[tuple[str, int]]:
        """Yield how many checks the ledger has of each page: a row of several counts what it folds."""
        for name in self.pages:
            yield name, sum(run.checks for run in self.store.runs(name, most=10**6))


def prove(home: Path, lasts: timedelta, count: int) -> Counter[str]:
    """Have a world live, and return how often each page was checked in it."""
    make_ledger(home)
    with open_store(home, writer=True) as store:
        if not SERVER:
            store._db.execute("PRAGMA synchronous = OFF")  # no power is lost here
        world = World(store, lasts, count)
        world.live()
        traces = Counter(dict(world.traces()))
    assert not world.steps
    assert traces == Counter({name: len(at) for name, at in world.checked.items()})
    for name, at in world.checked.items():
        waits = [after - before for before, after in pairwise(at)]
        assert max(waits) <= world.pages[name].longest_wait + HOUR + TICK, name  # an hour by a clock that was set back
    hours = lasts / HOUR
    for name, traced in traces.items():
        assert hours - 2 * len(STEPS) <= traced, name
        assert traced <= hours * 1.1 + 2 * len(STEPS), name  # one that has failed is tried again soon
    return traces


def test_a_fortnight_in_which_every_due_check_has_its_trace(tmp_path: Path) -> None:
    prove(tmp_path, 14 * DAY, 6)


@pytest.mark.slow
def test_a_year_in_which_every_due_check_has_its_trace(tmp_path: Path) -> None:
    assert sum(prove(tmp_path, 365 * DAY, 20).values()) >= 175_000
