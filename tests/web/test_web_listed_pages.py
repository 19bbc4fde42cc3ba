"""The list of pages, as the ledger finds them: the same as when all of them are looked at one by one."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from empty_ledger import make_ledger
from mixed_pages import SOURCE, mix
from scale_ledger import PAGE, pages
from store_world import NOW

from monitor.config import Config
from monitor.model import Source
from monitor.store import Store
from monitor.web.listed_pages import listed
from monitor.web.page_choice import Wanted

COUNT = 120
WANTED = [
    Wanted(), Wanted(text="page-00000 MINISTRY"), Wanted(text="1 statement 0000011"), Wanted(tag="sea"),
    Wanted(state="look"), Wanted(state="paused"), Wanted(state="overdue", tag="camp"), Wanted(source=SOURCE),
    Wanted(source=SOURCE, state="failing"), Wanted(text="nowhere"),
]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    make_ledger(home)
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as db:
        pages(db, COUNT, 7, NOW)
        mix(db, COUNT, NOW, retired=False)
        db.execute("INSERT INTO in_force VALUES ('known', '')")
        db.commit()
    return home


def _config(store: Store, home: Path) -> Config:
    """Return a configuration that has the pages as the ledger knows them."""
    source = Source(kind="feed")
    disabled = {one.id for one in store.statuses(NOW) if one.state == "disabled"}
    known = (replace(page, source=source) if page.id == SOURCE else page for page in store.pages())
    made = (replace(page, enabled=page.id not in disabled) for page in known)
    return Config(home=home, pages=tuple(made), digest="known", disk_reserve=0)


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_the_ledger_lists_what_looking_at_all_lists(home: Path, wanted: Wanted) -> None:
    with Store.open(home) as store:
        config = _config(store, home)
        for part in (slice(0, 7), slice(7, COUNT)):
            by_ledger = listed(store, config, wanted, NOW, part)
            by_hand = listed(store, replace(config, digest="another"), wanted, NOW, part)
            assert [row.page.id for row in by_ledger.rows] == [row.page.id for row in by_hand.rows]
            assert [row.status for row in by_ledger.rows] == [row.status for row in by_hand.rows]
            assert [row.found_states for row in by_ledger.rows] == [row.found_states for row in by_hand.rows]
            assert (by_ledger.count, by_ledger.tags) == (by_hand.count, by_hand.tags)
            assert by_ledger.health.pages == by_hand.health.pages == COUNT


def test_ids_are_those_of_the_pages(home: Path) -> None:
    with Store.open(home) as store:
        assert listed(store, _config(store, home), Wanted(text=PAGE.format(7)), NOW, slice(0, 9)).count == 1
