"""A ledger of every earlier schema is brought to today's, with a copy put aside; or it stays as it was."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from empty_ledger import folder_alone, make_ledger, sqlite_alone
from sqlite_utils import Database
from store_world import HOUR, NOW, camp, page, visit, word

from monitor.errors import StoreError
from monitor.model.reviews import Verb
from monitor.store import Store, schema

pytestmark = sqlite_alone

UK, FR = page("uk"), page("fr")
NAMES = [one.name for one in schema.migrations.pending(Database(memory=True))]
TABLES = (
    "pages",
    "checks",
    "snapshots",
    "figures",
    "changes",
    "decisions",
    "series",
    "statements",
    "indicators",
    "hosts",
)
Rows = dict[str, list[dict[str, Any]]]


def _rows(path: Path) -> Rows:
    with closing(sqlite3.connect(path)) as ledger:
        ledger.row_factory = sqlite3.Row
        known = {row[0] for row in ledger.execute("SELECT name FROM sqlite_master")}
        return {
            name: [dict(row) for row in ledger.execute(f"SELECT * FROM {name} ORDER BY 1, 2")]
            for name in TABLES
            if name in known
        }


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with two pages that changed, withdrew and merged figures; tests read it, and change copies."""
    home = tmp_path_factory.mktemp("today")
    make_ledger(home)
    with Store.open(home, writer=True) as store:
        store.sync([UK, FR], NOW)
        table = b"<table><tr><th>Site<th>Beds<tr><th>North quay<td>640<tr><th>Old school<td>560</table></main>"
        for number, people in enumerate(("6,000", "7,500", "7,500", "about 8,000")):
            for one in (UK, FR):
                body = camp(people, str(40 + number // 2)).replace(b"</main>", table if number != 2 else b"</main>")
                visit(store, one, body, NOW + number * HOUR)
        word(store, "uk", Verb.RENAME, 1, "the camp")
        word(store, "uk", Verb.SAME, 2, into=1)
    return home


def _older(today: Path, home: Path, count: int) -> None:
    """Make in *home* a ledger of the first *count* migrations that holds what *today*'s does, as far as it can."""
    (home / "snapshots").mkdir(parents=True)
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db", isolation_level=None)) as old:
        schema.migrations.apply(Database(old), stop_before=NAMES[count])
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.execute(f"PRAGMA user_version = {count}")
        for name, rows in _rows(today / "snapshots" / "monitor.db").items():
            columns = [row[1] for row in old.execute(f"PRAGMA table_info({name})")]
            if columns:
                marks = ", ".join("?" * len(columns))
                old.executemany(f"INSERT INTO {name} VALUES ({marks})", [[row.get(c) for c in columns] for row in rows])
        with Store.open(today) as store:
            for one in ("uk", "fr"):
                if count < NAMES.index("say_once") + 1:
                    old.execute("INSERT INTO baselines VALUES (?, ?)", [one, store.baseline(one)])


@folder_alone
@pytest.mark.parametrize("count", range(1, len(NAMES)), ids=NAMES[:-1])
def test_every_earlier_schema(today: Path, tmp_path: Path, count: int) -> None:
    home = tmp_path / "old"
    if count > NAMES.index("say_once"):
        pytest.skip("its figures and changes are views already: there is nothing to carry over")
    _older(today, home, count)
    ledger = home / "snapshots" / "monitor.db"
    before = _rows(ledger)
    assert len(before["figures"]) > 8
    assert len(before["changes"]) > 8
    with Store.open(home) as store:
        assert len(store.findings(told=None)) == len(before["changes"])
        assert next(one.label for one in store.figures(["uk"])) == "the camp"
    after = _rows(ledger)
    for name, rows in before.items():
        shared = rows[0].keys() & after[name][0].keys() if rows else set()
        seen = [{column: row[column] for column in shared} for row in after[name]]
        assert _plain(seen) == _plain([{column: row[column] for column in shared} for row in rows]), name
    (kept,) = home.glob("snapshots/monitor-schema*.db")
    assert _rows(kept) == before
    with closing(sqlite3.connect(ledger)) as now:
        assert now.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert now.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        copied = now.execute("SELECT count(*) FROM change_rows WHERE old IS NOT NULL OR new IS NOT NULL").fetchone()[0]
        assert copied < len(before["changes"]) / 4  # the rest refers to figures
        assert now.execute("SELECT count(*) FROM figures_fts WHERE figures_fts MATCH 'quay'").fetchone()[0] > 1
    with Store.open(home, writer=True) as store:
        store.sync([UK, FR], NOW + 9 * HOUR)
        assert visit(store, FR, camp("9,000"), NOW + 9 * HOUR).changes
        assert len(list(home.glob("snapshots/monitor-schema*.db"))) == 1


def _plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return *rows* with JSON as its values: the order of its keys says nothing."""
    return [
        {name: json.loads(value) if name in ("old", "new") and value else value for name, value in row.items()}
        for row in rows
    ]


@folder_alone
def test_what_cannot_be_brought_up_to_date_stays_as_it_was(today: Path, tmp_path: Path) -> None:
    home = tmp_path / "old"
    _older(today, home, NAMES.index("say_once"))
    ledger = home / "snapshots" / "monitor.db"
    with closing(sqlite3.connect(ledger)) as old:
        old.execute("CREATE TABLE change_rows (id INTEGER)")  # by whoever: in the way of ours
    before = _rows(ledger)
    for count in (1, 2):
        with pytest.raises(StoreError) as caught:
            Store.open(home, writer=True)
        assert caught.value.reason == "defect"
        assert "it is as it was" in caught.value.detail
        assert _rows(ledger) == before
        assert len(list(home.glob("snapshots/monitor-schema*.db"))) == count
        assert list(home.glob("snapshots/.*.tmp")) == []


@folder_alone
def test_a_new_ledger_has_no_copy(today: Path) -> None:
    assert list(today.glob("snapshots/monitor-*.db")) == []
