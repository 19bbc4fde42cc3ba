"""A configuration comes into force whole: what another program holds up in the middle of it is made up for later."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from empty_ledger import make_ledger
from heard import Heard

from monitor import schedule
from monitor.check_setup import Setup
from monitor.config import load
from monitor.errors import StoreError
from monitor.following import follow
from monitor.leases import Leases
from monitor.model import EVERY, CheckResult, Entry, FetchFailed, Indicator, Outcome, Page, SourceReading, Statement
from monitor.service import IN_STEP, OUT_OF_STEP, Hooks, Service
from monitor.store import PAGES_AT_ONCE, Store
from monitor.watchdog import Watchdog

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HELD = StoreError("locked", "Another program holds the ledger.")
PAGE = "pages: [{{id: uk, url: 'https://uk.example', every: {}, tags: [{}], enabled: false}}]"


class Held(Store):
    """A ledger that another program holds for a moment when statements are to be gathered."""

    refusals = 0
    defined = 0

    def define(
        self,
        definitions: Mapping[str, tuple[Indicator, str]],
        gathered: Callable[[list[Indicator]], list[Statement]],
    ) -> None:
        if self.refusals:
            self.refusals -= 1
            raise HELD
        self.defined += 1
        super().define(definitions, gathered)


class Refusing:
    """Fetches nothing: every server has a defect."""

    def fetch(self, _page: Page, _validators: object) -> FetchFailed:
        return FetchFailed(outcome=Outcome.FAILED, reason="http_500", detail="The server has a defect.")

    def learnt(self) -> tuple[()]:
        return ()


class World:
    """A service whose ticks the test makes, beside a ledger that others hold when the test says so."""

    def __init__(self, home: Path, store: Held) -> None:
        self.home, self.store, self.said = home, store, Heard()
        self.adopted_refusals = 0
        nothing: Any = object()  # no page is read here
        self.stop, self.reread = threading.Event(), threading.Event()
        hooks = Hooks(
            recorded=lambda _: None, ticked=lambda: None, said=self.said.say, adopted=self._adopted,
            refused=lambda _: None,
        )  # fmt: skip
        setup = Setup(
            fetcher=Refusing(),
            examiner=nothing,
            store=store,
            leases=Leases(store),
            now=lambda: NOW,
            dice=lambda: 0.0,
            stop=self.stop,
        )
        watchdog = Watchdog(self.stop, self.said.say, {})
        self.service = Service(load(home, {}), lambda: load(home, {}), store, setup, hooks, watchdog, self.reread)

    def _adopted(self, _: object) -> None:
        if self.adopted_refusals:
            self.adopted_refusals -= 1
            raise HELD

    def edit(self, *keys: str) -> None:
        (self.home / "config" / "pages.yaml").write_text(PAGE.format(*keys))
        self.reread.set()

    def tick(self, times: int = 1) -> None:
        for _ in range(times):
            self.service._tick()


@pytest.fixture
def store(tmp_path: Path) -> Any:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text(PAGE.format("6h", "north"))
    (tmp_path / "config" / "indicators.yaml").write_text("indicators: [{id: people, words: [people], tags: [north]}]")
    make_ledger(tmp_path)
    with Held.open(tmp_path, writer=True) as opened:
        yield opened


@pytest.mark.parametrize("where", ["adopted", "define"])
def test_pages_stay_followed_when_the_ledger_is_held_at_the_start(tmp_path: Path, store: Held, where: str) -> None:
    world = World(tmp_path, store)
    world.adopted_refusals, store.refusals = (2, 0) if where == "adopted" else (0, 2)
    world.tick(4)
    assert store.ids(EVERY) == ("uk",)
    assert store.defined == 1


@pytest.mark.parametrize("where", ["adopted", "define"])
def test_what_pages_are_tagged_is_gathered_when_the_ledger_is_held_at_an_edit(
    tmp_path: Path, store: Held, where: str
) -> None:
    world = World(tmp_path, store)
    world.tick()
    world.adopted_refusals, store.refusals = (2, 0) if where == "adopted" else (0, 2)
    world.edit("6h", "north, south")
    world.tick(4)
    assert store.defined == 2
    assert [one for one in world.said.news if "read again" in one] == ["The configuration was read again: 0 pages."]


def test_a_schedule_that_is_edited_while_a_page_is_checked_holds_from_then_on(tmp_path: Path, store: Held) -> None:
    world = World(tmp_path, store)
    world.edit("30d", "north")
    world.tick(2)
    (under_way,) = load(tmp_path, {}).pages
    world.edit("1h", "north")
    world.tick(2)
    store.record([_checked(store, under_way)])
    world.tick()
    assert store.state("uk").next_check_at <= NOW + timedelta(hours=1)


def _checked(store: Store, page: Page) -> CheckResult:
    state = schedule.after_good(store.state(page.id), page, NOW, jitter=0)
    return CheckResult(page=page, outcome=Outcome.NOT_MODIFIED, started_at=NOW, finished_at=NOW, state=state)


def test_what_a_page_named_that_is_no_source_any_more_is_left(tmp_path: Path, store: Held) -> None:
    world = World(tmp_path, store)
    entry = "pages: [{id: uk, url: 'https://uk.example', tags: [north], enabled: false"
    (tmp_path / "config" / "pages.yaml").write_text(f"{entry}, follow: feed}}]")
    world.reread.set()
    world.tick(2)
    (under_way,) = load(tmp_path, {}).pages
    world.edit("6h", "north")
    world.tick(2)
    post = Entry(url="https://uk.example/a", key="a", title="A")
    named = follow(under_way, SourceReading(entries=(post,)), {}, NOW)
    result = replace(_checked(store, under_way), following=named)
    store.record([result])
    assert store.ids(EVERY) == ("uk", "uk.a")
    world.service._found_by.add("uk")
    world.tick()
    assert store.ids(EVERY) == ("uk",)


def test_what_is_begun_between_ticks_heeds_that_the_disk_is_short_of_room(tmp_path: Path, store: Held) -> None:
    world = World(tmp_path, store)
    pages = "".join(f"\n  - {{id: p{n}, url: 'https://p{n}.example', tags: [north]}}" for n in range(3 * PAGES_AT_ONCE))
    (tmp_path / "config" / "pages.yaml").write_text(f"pages:{pages}")
    world.reread.set()
    world.tick()
    (tmp_path / "config" / "monitor.yaml").write_text("disk_reserve: 900000 GiB")
    world.reread.set()
    world.tick()
    while world.service._checking.busy:
        world.service._turn()
    world.stop.set()
    assert len([one for one in store.statuses(NOW) if one.last_check_at]) == PAGES_AT_ONCE


def _others(store: Held, digest: str) -> None:
    """Have another worker check these pages by the configuration *digest*, which is in force."""
    store._db.execute("DELETE FROM in_force")
    store._db.execute("INSERT INTO in_force (digest, since) VALUES (?, '')", [digest])
    store._db.execute("DELETE FROM workers")
    seen = "2026-03-01T12:00:00.000000Z"
    store._db.execute("INSERT INTO workers VALUES ('beta 7', 'beta', 7, ?, ?, ?, NULL)", [seen, seen, digest])


def test_a_worker_that_starts_with_another_configuration_than_others_waits_for_it(tmp_path: Path, store: Held) -> None:
    store.is_shared = True
    _others(store, "theirs")
    world = World(tmp_path, store)
    world.tick(3)
    assert world.said.news.count(OUT_OF_STEP) == 1
    assert (store.in_force(), store.ids(EVERY)) == ("theirs", ())
    _others(store, load(tmp_path, {}).digest)
    world.tick(2)
    assert store.ids(EVERY) == ("uk",)
    assert world.said.news.count(IN_STEP) == 1


def test_a_worker_whose_files_are_older_than_what_is_in_force_checks_nothing(tmp_path: Path, store: Held) -> None:
    store.is_shared = True
    (tmp_path / "config" / "pages.yaml").write_text(
        PAGE.format("6h", "north").replace("enabled: false", "enabled: true")
    )
    world = World(tmp_path, store)
    store.sync(load(tmp_path, {}).pages, NOW)
    world.tick()
    assert len(world.service._checking.busy) == 1
    ours = store.in_force()
    _others(store, "theirs")
    world.tick(2)
    assert world.said.news.count(OUT_OF_STEP) == 1
    assert (store.in_force(), store.lease(NOW + timedelta(days=9), 9)) == ("theirs", [])
    _others(store, ours)
    world.tick(2)
    assert world.said.news.count(IN_STEP) == 1
    world.stop.set()
