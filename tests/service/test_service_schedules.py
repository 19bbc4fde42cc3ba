"""A service goes by schedules: what it missed out of its hours waits, and another schedule holds at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from empty_ledger import make_ledger
from heard import Heard

from monitor import schedule
from monitor.check_setup import Setup
from monitor.config import load
from monitor.leases import Leases
from monitor.model import CheckResult, Outcome, Page
from monitor.service import Hooks, Service
from monitor.store import Store
from monitor.watchdog import Watchdog

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)  # a Sunday
HOUR = timedelta(hours=1)
Run = Callable[[str, str], tuple[list[str], datetime]]


def _checked(store: Store, page: Page, at: datetime) -> CheckResult:
    state = schedule.after_good(store.state(page.id), page, at, jitter=0)
    return CheckResult(page=page, outcome=Outcome.NOT_MODIFIED, started_at=at, finished_at=at, state=state)


@pytest.fixture
def service(tmp_path: Path) -> Run:
    """Return a function that has a page checked in the morning, and a service begin at noon with other keys."""
    (tmp_path / "config").mkdir()
    file = tmp_path / "config" / "pages.yaml"
    make_ledger(tmp_path)

    def run(keys: str, later: str) -> tuple[list[str], datetime]:
        file.write_text(f"pages: [{{id: uk, url: 'https://uk.example', {keys}}}]")
        nothing: Any = object()  # no page is checked here
        said = Heard()
        hooks = Hooks(
            recorded=lambda _: None, ticked=lambda: None, said=said.say, adopted=lambda _: None, refused=lambda _: None
        )
        with Store.open(tmp_path, writer=True) as store:
            pages = load(tmp_path, {}).pages
            store.sync(pages, NOW - 3 * HOUR)
            store.record([_checked(store, pages[0], NOW - 3 * HOUR)])
            file.write_text(f"pages: [{{id: uk, url: 'https://uk.example', {later}}}]")
            stop = threading.Event()
            stop.set()
            setup = Setup(
                fetcher=nothing, examiner=nothing, store=store, leases=Leases(store), now=lambda: NOW, dice=lambda: 0.0,
                stop=stop,
            )  # fmt: skip
            config = load(tmp_path, {})
            watchdog = Watchdog(stop, said.say, {})
            begun = Service(config, lambda: config, store, setup, hooks, watchdog, threading.Event())
            for _ in range(3):
                begun._tick()
            return said.news, store.state("uk").next_check_at

    return run


def test_what_was_missed_waits_for_its_hours(service: Run) -> None:
    keys = "every: 1h, hours: 8-10"
    news, due = service(keys, keys)
    assert f"{due:%a %H}" == "Mon 08"
    assert news == [f"Nothing to do until {due:%Y-%m-%d %H:%M} UTC, in 20 h, when uk is checked."]


def test_another_schedule_holds_at_once(service: Run) -> None:
    news, due = service("every: 1d, hours: 8-10", "cron: 30 19 * * sun")
    assert due == datetime(2026, 3, 1, 19, 30, tzinfo=UTC)
    assert news == ["Nothing to do until 2026-03-01 19:30 UTC, in 8 h, when uk is checked."]
