"""A check costs the same however long the history of its page is: nothing that it asks goes through rows one by one."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from empty_ledger import make_ledger, sqlite_alone
from scale_ledger import history
from sqlite_ledger import connection_of
from store_world import CONSENT, DAY, HOUR, NOW, camp, examined, failed, page, visit

from monitor.home_ledger import open_store
from monitor.model import Indicator, Page
from monitor.restatements import define
from monitor.store import Store

pytestmark = sqlite_alone

UK = page("uk")
PEOPLE = Indicator(id="people", words=("people",))
LONG = ("pages", "checks", "snapshots", "figure_rows", "change_rows", "statements", "deliveries", "source_entries")
"""Tables that grow for as long as pages are followed."""
SMALL = re.compile(r"pages_source|deliveries_|outages")
RENAMES = "UPDATE statements SET speaker"  # all that a page has said is said by another now
PAST = re.compile(r"SEARCH (\w+) USING .*\((page|page_id)=\?\)")
"""A search through all rows of a page."""
Check = Callable[[Store], object]


def _again(store: Store, of: Page, people: str, day: int) -> None:
    visit(store, of, camp(people), NOW + day * DAY, indicators=(PEOPLE,))


def _reread(store: Store) -> None:
    _again(store, replace(UK, speaker="The ministry"), "7,000", 3)


CHECKS: dict[str, Check] = {
    "changed": lambda store: _again(store, UK, "9,000", 2),
    "unchanged": lambda store: _again(store, UK, "7,000", 2),
    "failed": lambda store: store.record([failed(store, UK, NOW + 2 * DAY)]),
    "doubted": lambda store: visit(store, UK, CONSENT.encode(), NOW + 2 * DAY),
    "read otherwise": _reread,
    "told": lambda store: store.trace("uk"),
    "shown": lambda store: [store.runs("uk"), store.newest("uk"), store.figures(["uk"], most=5), store.said(["uk"])],
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home whose page has a past that it no longer states, and two versions since."""
    make_ledger(tmp_path)
    with open_store(tmp_path, writer=True) as store:
        store.sync([UK], NOW)
    with closing(sqlite3.connect(tmp_path / "snapshots" / "monitor.db")) as db:
        history(db, "uk", 40, stands=False)
    with open_store(tmp_path, writer=True) as store:
        define(store, [UK], [PEOPLE])
        for day, people in enumerate(("6,000", "7,000")):
            _again(store, UK, people, day)
        store.record([failed(store, UK, NOW + DAY + HOUR)])
    return tmp_path


@pytest.mark.parametrize("name", CHECKS)
def test_what_a_check_asks_goes_by_an_index(home: Path, name: str) -> None:
    asked: set[str] = set()
    with open_store(home, writer=True) as store:
        connection_of(store).set_trace_callback(asked.add)
        CHECKS[name](store)
        connection_of(store).set_trace_callback(None)
    questions = [sql for sql in asked if re.match(r"\s*(SELECT|UPDATE|DELETE|WITH)\b", sql) and RENAMES not in sql]
    assert questions
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as db:
        for sql in questions:
            names = {alias: table for table, alias in re.findall(r"\b(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w+)", sql)}
            for *_, step in db.execute(f"EXPLAIN QUERY PLAN {sql}"):
                gone_through = re.match(r"SCAN (\w+)", step) or (
                    None if re.search(r"LIMIT|max\(", sql) else PAST.match(step)
                )
                table = names.get(gone_through[1], gone_through[1]) if gone_through else ""
                assert table not in LONG or SMALL.search(step), (step, sql)
                assert "TEMP B-TREE FOR ORDER BY" not in step or "json_each" in sql or "LIMIT" not in sql, (step, sql)


def test_a_check_that_is_told_again_tells_of_its_own_changes(home: Path) -> None:
    with open_store(home, writer=True) as store:
        result = examined(store, UK, camp("9,000"), NOW + 2 * DAY, indicators=(PEOPLE,))
        store.record([result])
        trace = store.trace("uk")
    assert trace is not None
    assert [(one.kind, one.series) for one in trace.changes] == [(one.kind, one.series) for one in result.changes] != []
