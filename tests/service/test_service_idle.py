"""A service that has nothing to do says until when, once."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from empty_ledger import make_ledger
from heard import Heard

from monitor.check_setup import Setup
from monitor.config import load
from monitor.errors import StoreError
from monitor.leases import Leases
from monitor.service import Hooks, Service
from monitor.store import Store
from monitor.watchdog import Watchdog

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGES = "pages:\n  - {id: uk, url: 'https://uk.example'}\n  - {id: fr, url: 'https://fr.example'}\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text(PAGES)
    make_ledger(tmp_path)
    with Store.open(tmp_path, writer=True) as opened:
        opened.sync(load(tmp_path, {}).pages, NOW)
        yield opened


def _said(store: Store, home: Path, ticks: int = 3, now: Callable[[], datetime] = lambda: NOW) -> list[str]:
    """Return what a service says that ticks so often; nothing is fetched, for it has been told to stop."""
    nothing: Any = object()
    setup = Setup(
        fetcher=nothing,
        examiner=nothing,
        store=store,
        leases=Leases(store),
        now=now,
        dice=lambda: 0.0,
        stop=threading.Event(),
    )
    setup.stop.set()
    said = Heard()
    hooks = Hooks(
        recorded=lambda _: None, ticked=lambda: None, said=said.say, adopted=lambda _: None, refused=lambda _: None
    )
    service = Service(
        load(home, {}), lambda: load(home, {}), store, setup, hooks, Watchdog(setup.stop, said.say, {}),
        threading.Event(),
    )  # fmt: skip
    for _ in range(ticks):
        service._tick()
    return said.news


def test_it_says_once_until_when_it_has_nothing_to_do(store: Store, tmp_path: Path) -> None:
    store.pause(["uk"], NOW, NOW + timedelta(hours=5))
    store.pause(["fr"], NOW, NOW + timedelta(hours=7))
    assert _said(store, tmp_path) == ["Nothing to do until 2026-03-01 17:00 UTC, in 5 h, when uk is checked."]


def test_it_says_that_nothing_will_come(store: Store, tmp_path: Path) -> None:
    store.pause(["uk", "fr"], NOW, None)
    assert store.next_due() is None
    assert _said(store, tmp_path) == ["Nothing to do: no page is enabled and not paused."]


class Held:
    """A ledger that another program holds whenever it is asked what comes next."""

    def __init__(self, store: Store) -> None:
        self._store, self.asked = store, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def next_due(self) -> tuple[str, datetime] | None:
        self.asked += 1
        if self.asked < 3:
            raise StoreError("locked", "Another program holds the ledger.")
        return self._store.next_due()


def test_it_goes_on_while_another_program_holds_the_ledger(store: Store, tmp_path: Path) -> None:
    store.pause(["uk", "fr"], NOW, None)
    held: Any = Held(store)
    assert _said(held, tmp_path, ticks=5) == ["Nothing to do: no page is enabled and not paused."]
    assert held.asked == 3


def test_what_is_due_next_is_known(store: Store) -> None:
    assert store.next_due() == ("uk", NOW)
    store.pause(["uk"], NOW, NOW + timedelta(hours=5))
    assert store.next_due() == ("fr", NOW)


def test_a_page_that_is_added_at_a_tick_is_begun_at_that_tick(store: Store, tmp_path: Path) -> None:
    """Time goes on while the configuration is adopted: the page was due a moment later than the tick."""
    store.sync([], NOW)
    times = (NOW + timedelta(microseconds=number) for number in itertools.count())
    assert not any("Nothing to do" in line for line in _said(store, tmp_path, ticks=1, now=lambda: next(times)))
