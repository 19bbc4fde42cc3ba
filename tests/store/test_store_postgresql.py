"""A ledger on a server of PostgreSQL: opened, refused, lost and found again, moved there and back."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from empty_ledger import SERVER, make_file, make_ledger, rows_of
from postgresql_server import Server
from store_world import HOUR, NOW, camp, page, recorded, visit

from monitor.cli.demo.site import Site
from monitor.errors import StoreError
from monitor.home_ledger import address_of, open_store
from monitor.model.ledger_address import parse
from monitor.store import Store, opening
from monitor.store.databases import Database
from monitor.store.schema import VERSION

pytestmark = pytest.mark.skipif(not SERVER, reason="needs a server of PostgreSQL (make postgresql-test)")
UK = page("uk")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def alone(ledger_server: Server, tmp_path: Path) -> Path:
    """Return a home whose ledger lies on that server."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "monitor.yaml").write_text(f"ledger: {ledger_server.url}&schema=s{abs(hash(tmp_path))}\n")
    Store.create(tmp_path, address_of(tmp_path)).close()
    return tmp_path


# -- opened and refused -----------------------------------------------------------------------------------------------


def test_every_command_works_on_it(run_in: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Site(date(2026, 3, 5)) as site:
        (home / "config").mkdir(parents=True)
        (home / "config" / "pages.yaml").write_text(
            f"pages: [{{id: camp, url: '{site.address}/statement', allow_private: true}}]\n"
        )
        named = f"{SERVER}{'&' if '?' in SERVER else '?'}schema=t_{abs(hash(home))}"
        settings = f"contact: me@example.org\nledger: {named}\nlimits: {{host_gap: 0s}}\n"
        (home / "config" / "monitor.yaml").write_text(settings)
        status, _, said = run_in(home, "status")
        assert (status, "`monitor init` makes one" in said, "monitor.yaml:2" in said) == (5, True, True)
        assert run_in(home, "init", home)[0] == 0
        assert f"kept     {named}" in run_in(home, "init", home)[1]
        assert "read for the first time: 10 figures" in run_in(home, "check")[1]
        site.advance()
        assert run_in(home, "check")[0] == 0
    assert run_in(home, "status")[0] == 0
    assert "1 page, 2 snapshots" in run_in(home, "verify")[1]
    assert f"ok     ledger        {named} answers" in run_in(home, "doctor")[1]
    assert " → " in run_in(home, "report", "--since", "1d")[1]
    for words in (
        ("history", "camp"), ("export", "changes", "--format", "json"), ("figures", "camp"), ("reread",),
        ("review", "list"), ("indicators",), ("diff", "camp"), ("list",), ("config", "check"), ("series", "list"),
        ("config", "explain", "camp"), ("evidence", "c1", "--output", str(home / "pack.zip")),
    ):  # fmt: skip
        status, out, err = run_in(home, *words)
        assert (status, bool(out or err)) == (0, True), (words, err)


def test_a_folder_of_snapshots_is_one_ledgers(tmp_path: Path) -> None:
    homes = [recorded(tmp_path / name) for name in ("one", "two")]
    addresses = [address_of(home) for home in homes]
    with pytest.raises(StoreError, match="is another home's than the snapshots in"):
        Store.open(homes[0], address=addresses[1])
    with pytest.raises(StoreError, match="There is a ledger at"):
        Store.create(tmp_path / "three", addresses[0])
    (homes[0] / "snapshots" / ".ledger").unlink()
    with pytest.raises(StoreError, match="Mount the folder that all machines share"):
        open_store(homes[0])
    with pytest.raises(StoreError, match="holds the snapshots of a ledger elsewhere"):
        Store.create(homes[1])
    with pytest.raises(StoreError, match="holds the snapshots of another ledger"):
        Store.create(homes[1], parse(f"{SERVER}{'&' if '?' in SERVER else '?'}schema=t_none"))


def test_a_database_without_all_letters_is_refused(ledger_server: Server, tmp_path: Path) -> None:
    client = importlib.import_module("psycopg")
    with closing(client.connect(ledger_server.url, autocommit=True)) as conn:
        conn.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(StoreError, match=r"holds texts in LATIN1, which has not all letters.*--encoding UTF8"):
        Store.create(tmp_path, parse(ledger_server.url.replace("/postgres", "/latin")))
    assert not (tmp_path / "snapshots" / ".ledger").exists()


def test_a_ledger_that_is_newer_is_refused(tmp_path: Path) -> None:
    make_ledger(tmp_path)
    with rows_of(tmp_path) as ledger:
        ledger.execute("UPDATE ledger SET version = version + 1")
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path)
    assert caught.value.reason == "newer"


def test_a_reader_may_not_write_until_it_has_one_thing_to_say(tmp_path: Path) -> None:
    home = recorded(tmp_path / "home")
    with open_store(home) as store:
        with pytest.raises(StoreError) as caught, store:
            store._db.execute("DELETE FROM checks")
        assert caught.value.reason == "readonly"
    with open_store(home) as store:
        store.ask(["uk"], NOW)
        assert store.state("uk").next_check_at == NOW


# -- lost and found again ---------------------------------------------------------------------------------------------


def test_the_server_begins_anew_and_nothing_recorded_is_lost(ledger_server: Server, alone: Path) -> None:
    with open_store(alone, writer=True) as store, open_store(alone) as reader:
        store.sync([UK], NOW)
        visit(store, UK, camp("6,000"), NOW)
        ledger_server.restart()
        assert len(reader.snapshots("uk")) == 1
        visit(store, UK, camp("7,500"), NOW + HOUR)
        assert [one.number for one in reader.snapshots("uk")] == [1, 2]
        with pytest.raises(StoreError) as caught:
            _cut_off(store, ledger_server)
        assert caught.value.reason == "locked"
        assert len(store.snapshots("uk")) == 2
        assert len(store.runs("uk")) == 2


def test_a_moment_that_was_cut_off_is_over(ledger_server: Server, alone: Path) -> None:
    with open_store(alone) as reader:
        with pytest.raises(reader._db.error), reader._one_moment():
            ledger_server.restart()
        assert reader.disagreements() == []


def _cut_off(store: Store, ledger_server: Server) -> None:
    """Begin to delete everything, and lose the connection in the middle."""
    with store._transaction() as db:
        db.execute("DELETE FROM checks")
        ledger_server.restart()
        with pytest.raises(db.error):
            db.execute("DELETE FROM snapshots")
        db.execute("DELETE FROM pages")  # neither: what is left of a transaction is not run alone


def test_a_server_that_is_away_is_told_with_its_address(ledger_server: Server, alone: Path, run_in: Run) -> None:
    ledger_server.stop()
    try:
        status, _, said = run_in(alone, "verify")
        assert (status, "it cannot be reached" in said, "monitor.yaml:1" in said) == (5, True, True)
        assert "pg_isready" in run_in(alone, "doctor")[1]
    finally:
        ledger_server.start()


REFUSED = [
    # user, its password, the database, and what is said of it
    ("locked_out", "", "postgres", "readonly", "the server wants a password, and none is there"),
    ("locked_out", "wrong", "postgres", "readonly", "the password is wrong, or the user"),
    ("nobody", "", "postgres", "readonly", "the server does not let this user in"),
    ("monitor", "", "none", "missing", "there is no such database"),
]


@pytest.mark.parametrize(("user", "password", "database", "reason", "cure"), REFUSED)
def test_who_is_not_let_in_is_told_why(
    ledger_server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, user: str, password: str, database: str,
    reason: str, cure: str,
) -> None:  # fmt: skip
    ledger_server.require_passwords("locked_out", "right")
    monkeypatch.setenv("PGPASSWORD", password)
    with pytest.raises(StoreError, match=cure) as caught:
        Store.create(tmp_path, parse(ledger_server.url.replace("monitor@/postgres", f"{user}@/{database}")))
    assert caught.value.reason == reason


def test_one_that_writes_waits_for_another(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(alone, writer=True) as one, open_store(alone, writer=True) as other:
        one.sync([UK], NOW)
        other._db.execute("SET lock_timeout = '50ms'")
        with one._transaction(), pytest.raises(StoreError) as caught:
            other.ask(["uk"], NOW)
        assert caught.value.reason == "locked"
        before = other._db.marker()
        one.ask(["uk"], NOW)
        assert other._db.marker() > before


# -- moved there and back ---------------------------------------------------------------------------------------------


def test_a_home_moves_there_and_back(run_in: Run, tmp_path: Path) -> None:
    home = recorded(tmp_path / "home")  # on the server
    seal = run_in(home, "verify")[1]
    assert run_in(home, "backup", tmp_path / "copy")[0] == 0
    assert run_in(tmp_path / "file", "restore", tmp_path / "copy")[0] == 0
    assert address_of(tmp_path / "file") is None
    assert run_in(tmp_path / "file", "verify")[1] == seal
    with open_store(tmp_path / "file", writer=True) as store:
        visit(store, UK, camp("12,000"), NOW + 9 * HOUR)
    assert run_in(tmp_path / "file", "backup", tmp_path / "again")[0] == 0
    named = f"{SERVER}{'&' if '?' in SERVER else '?'}schema=t_{abs(hash(tmp_path))}"
    status, said, _ = run_in(tmp_path / "shared", "restore", "--ledger", named, tmp_path / "again")
    assert (status, "1 page, 4 snapshots, 3 changes: all there and as recorded." in said) == (0, True)
    assert str(address_of(tmp_path / "shared")) == named
    assert not (tmp_path / "shared" / "snapshots" / "monitor.db").exists()
    with open_store(tmp_path / "shared", writer=True) as store:
        visit(store, UK, camp("13,000"), NOW + 10 * HOUR)
        assert [one.number for one in store.snapshots("uk")] == [1, 2, 3, 4, 5]
    assert "1 page, 5 snapshots, 4 changes: all there" in run_in(tmp_path / "shared", "verify")[1]
    refused, _, said = run_in(tmp_path / "third", "restore", "--ledger", named, tmp_path / "again")
    assert (refused, "There is a ledger at" in said) == (5, True)
    assert not (tmp_path / "third" / "snapshots").exists()


def test_a_copy_is_the_same_rows(tmp_path: Path) -> None:
    home = recorded(tmp_path / "home")
    with open_store(home) as store:
        store.copy(tmp_path / "copy.db")
    (tmp_path / "file" / "snapshots").mkdir(parents=True)
    shutil.move(tmp_path / "copy.db", tmp_path / "file" / "snapshots" / "monitor.db")
    with rows_of(home) as there, rows_of(tmp_path / "file") as here:
        assert here.damage("figure_rows") == []
        names = [name for name in there.tables() if not name.startswith("figures_fts")]
        assert "pages" in names
        for name in names:
            columns = ", ".join(here.columns(name))
            sql = f"SELECT {columns} FROM {name} ORDER BY 1, 2"
            assert here.execute(sql).fetchall() == there.execute(sql).fetchall(), name


# -- brought to new tables --------------------------------------------------------------------------------------------


def _made_wider(ledger: Database) -> None:
    ledger.execute("ALTER TABLE hosts ADD COLUMN note TEXT")


def _refused(ledger: Database) -> None:
    ledger.execute("ALTER TABLE hosts ADD COLUMN other TEXT")
    ledger.execute("UPDATE nothing SET x = 1")


def test_a_ledger_from_before_is_brought_to_todays_tables_or_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_ledger(tmp_path)
    there = importlib.import_module("monitor.store.databases.postgresql_opening")
    steps = ((VERSION + 1, _made_wider), (VERSION + 2, _refused))
    monkeypatch.setattr(there, "VERSION", VERSION + 2)
    monkeypatch.setattr(there, "shared_migrations", steps)
    with pytest.raises(StoreError, match="asked something wrong"):
        open_store(tmp_path)
    with pytest.raises(StoreError):
        open_store(tmp_path, writer=True)
    monkeypatch.setattr(there, "VERSION", VERSION + 1)
    monkeypatch.setattr(there, "shared_migrations", steps[:1])
    with open_store(tmp_path) as store:
        assert "note" in store._db.columns("hosts")
        assert "other" not in store._db.columns("hosts")
    with closing(opening.open_ledger(tmp_path / "snapshots", writing=True, address=address_of(tmp_path))) as ledger:
        assert ledger.execute("SELECT version FROM ledger").fetchone() == (VERSION + 1,)


def test_a_file_beside_an_address_is_told(tmp_path: Path) -> None:
    make_ledger(tmp_path)
    make_file(tmp_path)
    with pytest.raises(StoreError, match="names another at"):
        open_store(tmp_path)
