"""`keep`: old snapshots that prove nothing are removed where the user asks for it, and nothing else ever is."""

from __future__ import annotations

import gzip
import json
import random
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from empty_ledger import copied, folder_alone, make_ledger, rows_of, settled, sqlite_alone
from heard import Heard
from store_world import CALM, CONSENT, DAY, HOUR, camp, failed, page, visit

from monitor import store as archive
from monitor.cli import main
from monitor.cli.pruning import Pruning
from monitor.config import load
from monitor.home_ledger import address_of, archive_of, open_store
from monitor.store import Scrub, schema

UK = page("uk")
BEGUN = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1_000)
Run = Callable[..., tuple[int, str, str]]


def _reworded(people: str, words: str) -> bytes:
    return camp(people).replace(CALM.encode(), f"{CALM} {words}".encode())


BODIES = (
    camp("6,000"),  # 1: its figures begin here
    _reworded("6,000", "It does so on Mondays."),  # 2: says nothing new
    _reworded("6,000", "It does so on Fridays."),  # 3: before a change
    camp("7,500"),  # 4: after it
    CONSENT.encode(),  # 5: evidence
    _reworded("7,500", "Nobody reads it."),  # 6: says nothing new
    _reworded("7,500", "Many read it."),  # 7: the newest
)
REMOVED = [2, 5, 6]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("made")
    (home / "config").mkdir(parents=True)
    _keep(home)
    make_ledger(home)
    with open_store(home, writer=True) as store:
        store.sync([UK], BEGUN)
        for day, body in enumerate(BODIES):
            visit(store, UK, body, BEGUN + day * DAY)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "home")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a verb, and returns its status and what it said on stdout and stderr."""

    def verb(home: Path, *words: object) -> tuple[int, str, str]:
        status = 0
        try:
            main(["--home", str(home), *map(str, words)])
        except SystemExit as ended:
            status = int(str(ended.code or 0))
        said = capsys.readouterr()
        return status, said.out, said.err

    return verb


def _keep(home: Path, general: str = "", own: str = "") -> None:
    listed = f"id: uk, url: 'https://uk.example/'{f', keep: {own}' if own else ''}"
    (home / "config" / "pages.yaml").write_text(f"pages: [{{{listed}}}]\n")
    settled(home, f"keep: {general}\n" if general else "")


def _files(home: Path) -> list[int]:
    return sorted(int(file.name.partition("-")[0]) for file in (home / "snapshots" / "uk").glob("*.gz"))


def _exported(home: Path, run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(home, "export", "snapshots", "--format", "json")[1])
    return found


ALL = list(range(1, len(BODIES) + 1))
KEPT = [number for number in ALL if number not in REMOVED]


@folder_alone
@pytest.mark.parametrize(
    ("general", "own", "kept"),
    [
        ("", "", ALL), ("30d", "", KEPT), ("", "30d", KEPT), ("forever", "30d", KEPT), ("30d", "forever", ALL),
        ("1001d", "", ALL), ("998d", "", [1, 3, 4, 5, 6, 7]),
    ],
)  # fmt: skip
def test_nothing_is_removed_but_what_was_asked_for(
    general: str, own: str, kept: list[int], home: Path, run: Run
) -> None:
    _keep(home, general, own)
    status, out, err = run(home, "prune", "--dry-run")
    assert (status, _files(home)) == (0, ALL)
    assert [int(line.split("/")[1][:8]) for line in out.splitlines()[1:]] == [n for n in ALL if n not in kept]
    assert bool(out) is not ("`keep` is not set" in err)
    assert run(home, "prune")[0] == 0
    assert _files(home) == kept


def test_what_is_known_and_what_is_proven_stays(home: Path, run: Run) -> None:
    asked = [("report", "--since", "1001d", "--format", "csv"), ("export", "history"), ("export", "changes")]
    before = [run(home, *words)[1] for words in asked]
    seal = json.loads(run(home, "verify", "--json")[1])["seal"]
    _keep(home, "30d")
    found = json.loads(run(home, "prune", "--json")[1])
    assert [int(file.split("/")[1][:8]) for file in found["files"]] == REMOVED
    assert found["bytes"] > 300
    assert [run(home, *words)[1] for words in asked] == before
    status, out, _ = run(home, "verify", "--json")
    verified = json.loads(out)
    assert (status, verified["removed"], verified["flaws"], verified["seal"]) == (0, 3, [], seal)
    assert "7 snapshots (3 of them removed by retention), 1 change: all there" in run(home, "verify")[1]
    told = _exported(home, run)
    assert [one["number"] for one in told if one["removed_at"]] == REMOVED
    assert all(len(one["sha256"]) == 64 and one["size"] for one in told)
    assert json.loads(run(home, "prune", "--json")[1])["files"] == []


@pytest.mark.slow  # a process that reads
def test_the_past_can_be_read_again_without_it(home: Path, run: Run) -> None:
    before = run(home, "export", "history")[1]
    _keep(home, "30d")
    run(home, "prune")
    with rows_of(home) as ledger:
        ledger.execute("UPDATE pages SET reader = ''")  # as if read by another engine
    assert run(home, "reread")[0] == 0
    assert run(home, "export", "history")[1] == before


@folder_alone
def test_what_was_removed_is_said_to_be_removed(home: Path, run: Run) -> None:
    _keep(home, "30d")
    run(home, "prune")
    status, _, err = run(home, "diff", "uk", "--from", 2, "--to", 3)
    assert status == 1
    assert f"were removed on {datetime.now(UTC):%Y-%m-%d} by retention" in err
    assert run(home, "diff", "uk")[0] == 0  # of the last two that are kept
    with rows_of(home) as ledger:
        ledger.execute("UPDATE snapshots SET removed_at = '2026-03-18T09:00:00.000000Z' WHERE number = 3")
    next((home / "snapshots" / "uk").glob("00000003*")).unlink()
    said = run(home, "report", "--since", "1001d", "--format", "markdown")[1]
    assert "was removed on 18 March 2026 by retention; its digest is kept." in said
    assert "lost" not in said


@folder_alone
def test_the_service_removes_it_from_pages_that_it_found_well(home: Path) -> None:
    def day() -> list[str]:
        said = Heard()
        pages = {page.id: page for page in load(home, {}).pages}
        pruning = Pruning(home, pages.get, said.say, lambda: datetime.now(UTC))
        Scrub(
            home / "snapshots", archive_of(home), said.say, lambda: BEGUN, threading.Event(), 0.0, well=pruning.page,
            address=address_of(home),
        ).day("2026-03-01")  # fmt: skip
        return said

    assert (day(), _files(home)) == ([], ALL)
    _keep(home, "30d")
    newest = sorted((home / "snapshots" / "uk").glob("*.gz"))[-1]
    whole = newest.read_bytes()
    newest.write_bytes(gzip.compress(b"altered"))
    assert len(day()) == 1  # that it is altered
    assert _files(home) == ALL
    newest.write_bytes(whole)
    with open_store(home, writer=True):  # as the service holds it
        (said,) = day()
    assert said.startswith("uk: 3 snapshots removed by retention (")
    assert _files(home) == KEPT


@folder_alone
def test_a_kill_between_row_and_file_leaves_nothing_for_long(home: Path, run: Run) -> None:
    _keep(home, "30d")
    second = sorted((home / "snapshots" / "uk").glob("*.gz"))[1]
    whole = second.read_bytes()
    run(home, "prune")
    second.write_bytes(whole)
    status, out, _ = run(home, "verify", "--json")
    assert (status, json.loads(out)["flaws"], json.loads(out)["adopted"]) == (0, [], [])
    assert second.exists()
    with open_store(home, writer=True) as store:
        assert (store.adopted, store.found.stray) == ((), ())
    assert _files(home) == KEPT


@folder_alone
def test_what_comes_again_is_kept_anew(home: Path, run: Run) -> None:
    _keep(home, "30d")
    run(home, "prune")
    now = datetime.now(UTC)
    with open_store(home, writer=True) as store:
        for hour, body in enumerate((CONSENT.encode(), BODIES[1], BODIES[5])):
            visit(store, UK, body, now + hour * HOUR)
    assert _files(home) == [*KEPT, 8, 9, 10]
    assert run(home, "verify")[0] == 0


@folder_alone
def test_a_file_that_a_later_row_names_stays(home: Path, run: Run) -> None:
    now = datetime.now(UTC)
    with open_store(home, writer=True) as store:
        for hour, body in enumerate((BODIES[5], BODIES[6])):  # the sixth again, and then the newest of before
            visit(store, UK, body, now - (2 - hour) * HOUR)
    _keep(home, "30d")
    run(home, "prune")
    assert _files(home) == [1, 3, 4, 6, 7]


@folder_alone
def test_a_backup_made_meanwhile_is_whole(home: Path, tmp_path: Path) -> None:
    def remove(done: int, _: int) -> None:
        if done == 1:
            with open_store(home) as store:
                store.remove("uk", BEGUN + 30 * DAY, datetime.now(UTC))

    made = archive.backup(home, tmp_path / "copy", remove, address_of(home))
    assert (made.verified.flaws, made.verified.removed) == ((), len(REMOVED))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happened_changes_keep_their_proof(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    make_ledger(tmp_path)
    with open_store(tmp_path, writer=True) as store:
        store.sync([UK], BEGUN)
        for day in range(10):
            told = dice.choice(("6,000", "6,000", "7,500"))
            visit(store, UK, dice.choice((_reworded(told, f"Day {dice.choice('AB')}."), CONSENT.encode())),
                  BEGUN + day * DAY)  # fmt: skip
        store.record([failed(store, UK, BEGUN + 20 * DAY)])
        before = list(store.history()), store.findings(told=None)
        removed = store.remove("uk", BEGUN + 99 * DAY, BEGUN + 99 * DAY)
        assert (list(store.history()), store.findings(told=None)) == before
        needed = {file for one in store.findings(told=None) for file in (one.before_file, one.after_file)}
        newest = [store.snapshots("uk", evidence=evidence)[-1].file for evidence in (False, True)]
        assert not ({*needed, *newest} & {*removed.files})
        assert all(store.holds(file) for file in {*needed, *newest} if file)
        assert store.latest_capture("uk") is not None


@folder_alone
@sqlite_alone
def test_a_ledger_from_before_is_brought_up(home: Path, run: Run) -> None:
    ledger = home / "snapshots" / "monitor.db"
    with closing(sqlite3.connect(ledger, isolation_level=None)) as old:
        old.execute("DROP INDEX change_rows_restated")
        old.execute("ALTER TABLE snapshots DROP COLUMN removed_at")
        old.execute("DELETE FROM _sqlite_migrations WHERE name = 'retention'")
        old.execute(f"PRAGMA user_version = {schema.VERSION - 1}")
    assert run(home, "verify")[0] == 0
    assert [one["removed_at"] for one in _exported(home, run)] == [None] * len(BODIES)
    assert len(list(home.glob("snapshots/monitor-schema*.db"))) == 1
