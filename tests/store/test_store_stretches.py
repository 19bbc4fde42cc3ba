"""Long lists are read as one goes through them: a million rows take no more room than a few, and hold nobody up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from empty_ledger import make_file, moved, rows_of
from scale_ledger import PAGE, history, pages, statements

from monitor.home_ledger import open_store
from monitor.store import Store
from monitor.store.stretches import AT_ONCE

ROWS = 3 * AT_ONCE
LISTS: dict[str, Callable[[Store], Sequence[object]]] = {
    "history": lambda store: store.history([PAGE.format(1)]),
    "one series": lambda store: store.history([PAGE.format(1)], series=3),
    "figures": lambda store: store.figures(),
    "changes": lambda store: store.changes([PAGE.format(1)]),
    "statements": lambda store: store.statements(["people"]),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home of two hundred pages, of which one has a long history and one is full of statements."""
    home = tmp_path_factory.mktemp("home")
    make_file(home)
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as db:
        pages(db, 200, 10)
        history(db, PAGE.format(1), ROWS)
        statements(db, "people", PAGE.format(2), 20, 50)
    moved(home)
    return home


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with open_store(home) as opened:
        yield opened


@pytest.mark.parametrize("name", LISTS)
def test_a_long_list_is_read_as_one_goes_through_it(store: Store, home: Path, name: str) -> None:
    found = LISTS[name](store)
    some = list(islice(iter(found), 3))
    with rows_of(home) as other:  # nobody waits for a reader
        other.execute("UPDATE pages SET title = title")
    every = list(found)
    assert some == every[:3] == found[:3] == [found[0], found[1], found[2]]
    assert len(every) == len(found) > 10


def test_rows_that_are_not_reached_are_not_read(home: Path) -> None:
    with open_store(home) as store:
        found = store.history([PAGE.format(1)])
        first = next(iter(found))
    assert first.figure.surface == "101"
    with pytest.raises(store._db.error):
        list(found)  # the ledger is closed


def test_a_history_is_that_of_each_series_in_turn(store: Store) -> None:
    said = store.history([PAGE.format(1)])
    assert [(one.series, one.id) for one in said] == sorted((one.series, one.id) for one in said)
    assert [one.id for one in store.history([PAGE.format(1)], series=3)] == [one.id for one in said if one.series == 3]
    assert len(store.history()) == ROWS + 20 * 50
