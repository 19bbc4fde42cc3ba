"""A ledger is never made by accident, never opened when it is not ours, and has one writer."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from empty_ledger import sqlite_alone
from sqlite_ledger import connection_of
from sqlite_utils import Database
from store_world import HOUR, NOW, camp, examined, page, visit

from monitor.errors import StoreError
from monitor.home_ledger import open_store
from monitor.model import Outcome
from monitor.store import Store, schema
from monitor.store.databases import sqlite_opening

pytestmark = sqlite_alone

UK = page("uk")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store.create(tmp_path).close()
    return tmp_path


def _ledger(home: Path) -> Path:
    return home / "snapshots" / "monitor.db"


def _reason(home: Path, *, writer: bool = False) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(home, writer=writer)
    assert caught.value.detail
    return caught.value.reason


@pytest.mark.parametrize("writer", [False, True])
def test_a_missing_ledger_is_not_made(tmp_path: Path, writer: bool) -> None:
    assert _reason(tmp_path, writer=writer) == "missing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("writer", [False, True])
@pytest.mark.parametrize("content", [b"", b"no database at all" * 300, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_ledger(home: Path, writer: bool, content: bytes) -> None:
    _ledger(home).write_bytes(content)
    assert _reason(home, writer=writer) == "damaged"
    assert _ledger(home).read_bytes() == content


@pytest.mark.parametrize("writer", [False, True])
def test_a_database_of_another_program(home: Path, writer: bool) -> None:
    _ledger(home).unlink()
    with closing(sqlite3.connect(_ledger(home))) as other:
        other.execute("CREATE TABLE pages (id TEXT)")
    assert _reason(home, writer=writer) == "damaged"


@pytest.mark.parametrize("writer", [False, True])
def test_a_newer_ledger(home: Path, writer: bool) -> None:
    with closing(sqlite3.connect(_ledger(home))) as newer:
        newer.execute("PRAGMA user_version = 99")
    assert _reason(home, writer=writer) == "newer"


@pytest.mark.parametrize("writer", [False, True])
def test_a_ledger_of_the_first_version_is_brought_up_to_date(tmp_path: Path, writer: bool) -> None:
    (tmp_path / "snapshots").mkdir()
    with closing(sqlite3.connect(_ledger(tmp_path), isolation_level=None)) as old:
        schema.migrations.apply(Database(old), stop_before="indicators")
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.execute("PRAGMA user_version = 1")
        old.execute("INSERT INTO pages (id, url) VALUES ('uk', 'https://uk.example/')")
    with open_store(tmp_path, writer=writer) as store:
        assert (list(store.statements()), store.disagreements(), store.notices()) == ([], [], [])
    with closing(sqlite3.connect(_ledger(tmp_path))) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert now.execute("SELECT id FROM pages").fetchall() == [("uk",)]
        assert now.execute("SELECT heading FROM figures").fetchall() == []


def test_a_ledger_that_the_disk_cut_short_has_all_its_tables_once_there_is_room(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(StoreError):
            Store.create(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    with closing(sqlite3.connect(_ledger(tmp_path))) as begun:
        assert begun.execute("SELECT name FROM sqlite_master").fetchall() == []
    with open_store(tmp_path, writer=True) as store:
        store.sync([UK], NOW)
        assert visit(store, UK, camp("6,000"), NOW).outcome is Outcome.FIRST


def test_a_ledger_is_not_made_twice(home: Path) -> None:
    before = _ledger(home).read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.create(home)
    assert caught.value.reason == "damaged"
    assert _ledger(home).read_bytes() == before


def test_a_ledger_is_not_made_over_snapshots(home: Path) -> None:
    with open_store(home, writer=True) as store:
        store.sync([UK], NOW)
        visit(store, UK, camp("6,000"), NOW)
    _ledger(home).unlink()
    with pytest.raises(StoreError) as caught:
        Store.create(home)
    assert caught.value.reason == "missing"
    assert not _ledger(home).exists()


def test_a_second_writer_is_turned_away(home: Path) -> None:
    with open_store(home, writer=True):
        assert _reason(home, writer=True) == "in_use"
        open_store(home).close()
    open_store(home, writer=True).close()


@pytest.mark.parametrize("note", [None, "", "12 34 what"], ids=["removed", "emptied", "written over"])
def test_the_note_of_who_holds_it_is_not_the_lock(home: Path, note: str | None) -> None:
    with open_store(home, writer=True):
        file = home / "snapshots" / ".lock"
        assert file.read_text() == str(os.getpid())
        file.unlink()
        if note is not None:
            file.write_text(note)
        assert _reason(home, writer=True) == "in_use"
    open_store(home, writer=True).close()


def test_a_reader_sees_what_the_writer_records(home: Path) -> None:
    with open_store(home, writer=True) as store, open_store(home) as reader:
        store.sync([UK], NOW)
        visit(store, UK, camp("6,000"), NOW)
        assert list(reader.figures()) == list(store.figures()) != []
        visit(store, UK, camp("7,500"), NOW + HOUR)
        assert reader.findings() == store.findings() != []


def test_a_ledger_held_by_another_program(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_opening, "BUSY", 0.0)
    with open_store(home, writer=True) as store:
        store.sync([UK], NOW)
        result = examined(store, UK, camp("6,000"), NOW)
        with closing(sqlite3.connect(_ledger(home), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError) as caught:
                store.record([result])
        assert caught.value.reason == "locked"
        store.record([result])
        assert len(store.snapshots("uk")) == 1


def test_a_home_can_be_moved_and_named_oddly(home: Path, tmp_path: Path) -> None:
    with open_store(home, writer=True) as store:
        store.sync([UK], NOW)
        visit(store, UK, camp("6,000"), NOW)
    odd = tmp_path / "a home? 100% #1 é"
    odd.mkdir()
    shutil.move(home / "snapshots", odd / "snapshots")
    with open_store(odd, writer=True) as store:
        assert [store.body(one) for one in store.snapshots("uk")] == [camp("6,000")]


def test_a_commit_that_is_refused_leaves_nothing_open(home: Path) -> None:
    with open_store(home, writer=True) as store:
        store.sync([UK], NOW)
        connection_of(store).execute("PRAGMA busy_timeout = 50")
        with closing(sqlite3.connect(_ledger(home), isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM pages").fetchone()
            for _ in range(2):
                with pytest.raises(StoreError) as caught:
                    visit(store, UK, camp("6,000"), NOW)
                assert caught.value.reason == "locked"
        visit(store, UK, camp("6,000"), NOW)
        assert list(store.figures()) != []


def test_what_a_killed_writer_began_is_undone_by_the_next_reader(home: Path, tmp_path: Path) -> None:
    with open_store(home, writer=True) as store:
        store.sync([UK], NOW)
        visit(store, UK, camp("6,000"), NOW)
    with closing(sqlite3.connect(_ledger(home), isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE figure_rows SET sentence = sentence || hex(zeroblob(9000))")
        journal = _ledger(home).with_name("monitor.db-journal")
        killed = tmp_path / "killed"
        shutil.copytree(home / "snapshots", killed / "snapshots")
        assert journal.stat().st_size > 0
        writer.execute("ROLLBACK")
    with open_store(killed) as reader:
        assert [one.figure.sentence for one in reader.figures()] != []
        assert all(len(one.figure.sentence) < 200 for one in reader.figures())


def test_two_that_open_an_old_ledger_at_once_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_opening, "BUSY", 300.0)  # the last of eight waits for seven, on any machine
    (tmp_path / "snapshots").mkdir()
    with closing(sqlite3.connect(_ledger(tmp_path), isolation_level=None)) as old:
        schema.migrations.apply(Database(old), stop_before="indicators")
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.execute("PRAGMA user_version = 1")
    with ThreadPoolExecutor(4) as at_once:
        opened = [at_once.submit(lambda: open_store(tmp_path).close()) for _ in range(8)]
        assert [one.result() for one in opened] == [None] * 8


def test_a_ledger_damaged_inside_says_so_when_it_is_asked(home: Path) -> None:
    with open_store(home, writer=True) as store:
        store.sync([UK], NOW)
        visit(store, UK, camp("6,000"), NOW)
    raw = bytearray(_ledger(home).read_bytes())
    raw[4096 * 2 :] = b"\xff" * (len(raw) - 4096 * 2)
    _ledger(home).write_bytes(raw)
    with pytest.raises(StoreError) as caught, open_store(home) as store:
        store.history()
    assert caught.value.reason == "damaged"
