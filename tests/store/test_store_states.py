"""How pages are doing, by the rule that the ledger's SQL has: for each page, and for the counts of all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from empty_ledger import make_file, moved, rows_of, sqlite_alone
from mixed_pages import SOURCE, mix
from scale_ledger import pages
from store_world import DAY, NOW

from monitor.home_ledger import open_store
from monitor.model import EVERY, Among, PageStatus, Tally, tallied
from monitor.report.page_health import is_calm
from monitor.store import Store, queries
from monitor.store.queries import Row

COUNT = 400


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home of pages in every state that there may be."""
    home = tmp_path_factory.mktemp("home")
    make_file(home)
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as db:
        pages(db, COUNT, 7, NOW)
        mix(db, COUNT, NOW)
    moved(home)
    return home


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with open_store(home) as opened:
        yield opened


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _expected(row: Row) -> tuple[str, datetime | None]:
    """Return the state of a page and since when, as people would reckon it."""
    until, troubled = _moment(row["paused_until"]), _moment(row["troubled_since"])
    checked, added = _moment(row["last_check_at"]), datetime.fromisoformat(row["added_at"])
    last = max(at for at in (checked or added, until) if at is not None)
    every, longest = (timedelta(seconds=row[name]) for name in ("every_seconds", "longest_seconds"))
    coming, tolerated = datetime.fromisoformat(row["next_check_at"]), min(every, DAY)
    due = max(last + every, min(coming, last + longest))
    overdue_at = (max(last + every + tolerated, coming) if row["failures"] else due + tolerated) + timedelta(minutes=15)
    if not row["enabled"]:
        return "disabled", None
    if row["paused_since"] and (until is None or until > NOW):
        return "paused", _moment(row["paused_since"])
    if overdue_at < NOW:
        return "overdue", overdue_at
    if checked is None:
        return "new", added
    if row["outcome"] == "suspect":
        return "suspect", troubled
    if troubled is not None:
        return "failing" if row["failures"] >= 3 or NOW - troubled >= DAY else "retrying", troubled
    return "ok", _moment(row["last_ok_at"])


def test_each_page_is_in_the_state_that_its_columns_say(store: Store, home: Path) -> None:
    with rows_of(home) as db:
        rows = list(queries.every(db, "SELECT * FROM pages WHERE retired_at IS NULL"))
    found = {one.id: (one.state, one.since) for one in store.statuses(NOW)}
    assert found == {row["id"]: _expected(row) for row in rows}
    assert {state for state, _ in found.values()} == {
        "ok", "new", "paused", "disabled", "overdue", "failing", "retrying", "suspect",
    }  # fmt: skip


AMONG = [
    EVERY,
    Among(pages=(SOURCE, "page-0000004")),
    Among(pages=()),
    Among(tags=("sea",)),
    Among(pages=(SOURCE,), tags=("sea",)),
    Among(pages=(SOURCE,), tags=("sea",), is_either=True),
]


@pytest.mark.parametrize("among", AMONG, ids=str)
def test_counts_are_those_of_the_pages(store: Store, among: Among) -> None:
    every = list(store.statuses(NOW, among))
    assert _without_names(store.tallies(NOW, among)) == _without_names(tallied(every))
    looked_at = [one for one in every if not is_calm(one)]
    assert list(store.statuses(NOW, among, in_trouble=True)) == looked_at
    assert list(store.statuses(NOW, among, in_trouble=True, most=2)) == looked_at[:2]
    assert store.widest(among) == max((len(one.id) + 2 * (one.found_by is not None) for one in every), default=0)


def _without_names(tallies: tuple[Tally, ...]) -> list[Tally]:
    return sorted((replace(one, first=()) for one in tallies), key=lambda one: (one.state, one.is_advised))


def test_those_in_trouble_are_named_as_they_are_listed(store: Store) -> None:
    listed: dict[str, list[PageStatus]] = {}
    for one in store.statuses(NOW):
        listed.setdefault(one.state, []).append(one)
    for tally in store.tallies(NOW, named=True):
        is_named = tally.state in {"failing", "suspect", "overdue"}
        assert tally.first == (tuple(one.id for one in listed[tally.state][:3]) if is_named else ())


def test_it_is_told_whether_ids_and_tags_are_those_of_pages(store: Store) -> None:
    known = [Among(), Among(pages=("page-0000003",)), Among(tags=("camp", "sea"))]
    unknown = [Among(pages=("page-0000003", "page-x")), Among(tags=("camp", "land"))]
    assert [store.knows(one) for one in (*known, *unknown)] == [True, True, True, False, False]


@pytest.mark.parametrize("sql", [
    "SELECT number FROM pages WHERE retired_at IS NULL ORDER BY coalesce(source, id), id",
    "SELECT max(length(id) + iif(coalesce(source, id) = id, 0, 2)) FROM pages WHERE retired_at IS NULL",
])  # fmt: skip
@sqlite_alone
def test_a_list_of_pages_is_read_off_its_index(home: Path, sql: str) -> None:
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as db:
        (plan,) = (row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}"))
    assert plan.endswith("USING INDEX pages_listed")
