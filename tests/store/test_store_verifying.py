"""`monitor verify` finds whatever is missing or altered, and repairs it without taking anything away."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from empty_ledger import SERVER, folder_alone, rows_of, sqlite_alone
from store_world import HOUR, NOW, camp, page, recorded, visit

from monitor.cli import main
from monitor.home_ledger import open_store
from monitor.report import RENDERERS
from monitor.store import chain, ledger_verifying, queries, schema

UK = page("uk")
Run = Callable[..., tuple[int, dict[str, Any]]]
Wreck = Callable[[Path, list[Path]], object]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return recorded(tmp_path / "home")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs `monitor verify --json` and returns its status and what it printed."""

    def verify(home: Path, *more: object) -> tuple[int, dict[str, Any]]:
        with pytest.raises(SystemExit) as ended:
            main(["--home", str(home), "verify", "--json", *map(str, more)])
        return int(str(ended.value.code)), json.loads(capsys.readouterr().out.splitlines()[-1])

    return verify


def _files(home: Path) -> list[Path]:
    return sorted((home / "snapshots").glob("*/*.gz"))


def _sql(home: Path, *statements: str) -> None:
    with rows_of(home) as ledger:
        for statement in statements:
            ledger.execute(statement)


def test_an_archive_that_is_whole(home: Path, run: Run) -> None:
    status, found = run(home)
    assert (status, found["flaws"], found["adopted"]) == (0, [], [])
    assert (found["pages"], found["snapshots"], found["changes"]) == (1, 3, 2)
    assert len(found["seal"]) == 64
    assert run(home)[1]["seal"] == found["seal"]


def test_reports_bear_the_seal(home: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A report that was handed over proves what the ledger held; no snapshot is read for it."""
    seal = run(home)[1]["seal"]
    for name in RENDERERS:
        for file in _files(home):
            file.unlink()
        main(["--home", str(home), "report", "--format", name])
        assert (seal in capsys.readouterr().out) is (name not in {"csv", "atom"})
    main(["--home", str(home), "report", "uk", "--format", "json", "--since", "1d"])
    assert json.loads(capsys.readouterr().out)["seal"] == seal  # of the whole ledger, whatever is reported of it


def test_a_capture_gives_reports_another_seal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seals = []
    for people in ("1,300", "1,300", "1,400"):
        with open_store(home, writer=True) as store:
            visit(store, UK, camp(people), NOW + 9 * HOUR)
        main(["--home", str(home), "report", "--format", "json"])
        seals.append(json.loads(capsys.readouterr().out)["seal"])
    assert seals[0] == seals[1] != seals[2]


@folder_alone
def test_what_it_says_to_people(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--home", str(home), "verify"])
    assert "1 page, 3 snapshots, 2 changes: all there and as recorded." in capsys.readouterr().out
    _files(home)[0].unlink()
    with pytest.raises(SystemExit):
        main(["--home", str(home), "verify"])
    said = capsys.readouterr()
    assert ": 1 flaw." in said.out
    assert "--repair --from BACKUP" in said.err


def _linked(home: Path, files: list[Path]) -> None:
    files[1].rename(home / "away.gz")
    files[1].symlink_to(home / "away.gz")


BYTE = (
    "UPDATE baselines SET encoded = overlay(encoded PLACING '\\x00'::bytea FROM 100)"
    if SERVER
    else "UPDATE baselines SET encoded = CAST(substr(encoded, 1, 99) || x'00' || substr(encoded, 101) AS BLOB)"
)
WRECKS: dict[str, tuple[str, Wreck]] = {
    "missing": ("lost", lambda _, files: files[1].unlink()),
    "cut": ("lost", lambda _, files: files[1].write_bytes(files[1].read_bytes()[:-9])),
    "another": ("lost", lambda _, files: files[1].write_bytes(files[2].read_bytes())),
    "link": ("lost", _linked),
    "one digit": ("lost", lambda _, files: files[1].write_bytes(gzip.compress(camp("7,501")))),
    "a digest": ("chain", lambda home, _: _sql(home, "UPDATE snapshots SET captured_at = '2020' WHERE number = 2")),
    "a row gone": ("chain", lambda home, _: _sql(home, "DELETE FROM snapshots WHERE number = 3")),
    "the first gone": ("chain", lambda home, _: _sql(home, "DELETE FROM snapshots WHERE number = 1")),
    "all gone": ("chain", lambda home, _: _sql(home, "DELETE FROM snapshots")),
    "the head": ("chain", lambda home, _: _sql(home, "UPDATE pages SET chain = 'f'")),
    "a figure's value": (
        "claim",
        lambda home, _: _sql(home, "UPDATE figure_rows SET value = '7501' WHERE value = '7500'"),
    ),
    "a sentence": (
        "claim",
        lambda home, _: _sql(home, "UPDATE figure_rows SET sentence = replace(sentence, '7,5', '7,6')"),
    ),
    "a reference": (
        "reference",
        lambda home, _: _sql(home, "UPDATE figure_rows SET snapshot_id = 99 WHERE value = '40'"),
    ),
    "what many figures share": (
        "claim",
        lambda home, _: _sql(home, "UPDATE figure_settings SET quantifier = 'NEARLY'"),
    ),
    "told changes": ("reference", lambda home, _: _sql(home, "DELETE FROM change_rows")),
    "a baseline": ("claim", lambda home, _: _sql(home, "DELETE FROM baselines")),
    "a byte of a baseline": ("claim", lambda home, _: _sql(home, BYTE)),
    "a figure of a change": ("reference", lambda home, _: _sql(home, "UPDATE change_rows SET old_figure_id = 99")),
    "a page's row": ("reference", lambda home, _: _sql(home, "INSERT INTO checks (page_id) VALUES ('fr')")),
}


@folder_alone
@pytest.mark.parametrize("wreck", WRECKS)
def test_whatever_is_not_as_it_was_is_found(wreck: str, home: Path, run: Run) -> None:
    kind, do = WRECKS[wreck]
    do(home, _files(home))
    status, found = run(home)
    assert status == 5
    assert kind in {flaw["kind"] for flaw in found["flaws"]}
    assert all(flaw["detail"] and flaw["advice"] for flaw in found["flaws"])


@sqlite_alone
def test_a_ledger_damaged_inside(home: Path, run: Run) -> None:
    path = home / "snapshots" / "monitor.db"
    with closing(sqlite3.connect(path)) as ledger:
        root = ledger.execute("SELECT rootpage FROM sqlite_master WHERE name = 'figure_rows'").fetchone()[0]
        size = ledger.execute("PRAGMA page_size").fetchone()[0]
    raw = bytearray(path.read_bytes())
    raw[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(raw)
    status, found = run(home)
    assert (status, [flaw["kind"] for flaw in found["flaws"]]) == (5, ["ledger"])


@sqlite_alone
def test_an_index_that_lost_a_row_is_made_anew(home: Path, run: Run) -> None:
    _sql(
        home, "CREATE TABLE kept AS SELECT rootpage FROM sqlite_master WHERE name LIKE 'idx_snapshots%digest%'",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = sql || ' WHERE number < 3' WHERE name LIKE 'idx_snapshots%digest%'",
    )  # fmt: skip
    _sql(home, "REINDEX", "PRAGMA writable_schema = ON",
         "UPDATE sqlite_master SET sql = replace(sql, ' WHERE number < 3', '') WHERE name LIKE 'idx_snapshots%'",
         "DROP TABLE kept")  # fmt: skip
    assert [flaw["kind"] for flaw in run(home)[1]["flaws"]] == ["ledger"]
    status, found = run(home, "--repair")
    assert (status, found["flaws"], len(found["repaired"])) == (0, [], 1)


@folder_alone
def test_a_lost_snapshot_comes_back_from_a_backup_and_the_altered_file_is_kept(home: Path, run: Run) -> None:
    shutil.copytree(home, home.with_name("backup"))
    missing, altered, _ = _files(home)
    missing.unlink()
    altered.write_bytes(b"altered")
    assert run(home, "--repair")[0] == 5  # nothing here has these bytes
    assert altered.read_bytes() == b"altered"
    status, found = run(home, "--repair", "--from", home.with_name("backup"))
    assert (status, found["flaws"], len(found["repaired"])) == (0, [], 2)
    assert (home / "snapshots" / ".damaged" / "uk" / altered.name).read_bytes() == b"altered"
    assert gzip.decompress(altered.read_bytes()) == camp("7,500")


@folder_alone
def test_a_lost_snapshot_comes_back_from_another_that_holds_the_same(home: Path, run: Run) -> None:
    with open_store(home, writer=True) as store:
        first = store.snapshots("uk")[0]
        (home / "snapshots" / first.file).unlink()
        visit(store, UK, camp("6,000"), NOW + 9 * HOUR)  # the page says it again: written once more
    assert run(home)[0] == 5
    assert run(home, "--repair")[0] == 0


@folder_alone
def test_a_backup_that_is_damaged_itself_gives_nothing(home: Path, run: Run) -> None:
    shutil.copytree(home, home.with_name("backup"))
    _files(home.with_name("backup"))[0].write_bytes(gzip.compress(b"another"))
    _files(home)[0].unlink()
    status, found = run(home, "--repair", "--from", home.with_name("backup"))
    assert (status, found["repaired"]) == (5, [])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE figure_rows SET value = '1' WHERE value = '7500'",
        "UPDATE figure_rows SET until_id = 77",
        "DELETE FROM baselines",
        BYTE,
    ],
)
def test_what_was_derived_and_rotted_is_read_again(sql: str, home: Path, run: Run) -> None:
    _sql(home, sql)
    assert run(home, "--repair")[1]["repaired"]
    with pytest.raises(SystemExit):
        main(["--home", str(home), "reread", "uk"])
    assert run(home)[0] == 0


@folder_alone
def test_a_file_without_a_row_is_adopted_and_joins_the_chain(home: Path, run: Run) -> None:
    _sql(home, "CREATE TABLE was AS SELECT chain FROM snapshots WHERE number = 2",
         "DELETE FROM figure_rows", "DELETE FROM change_rows", "DELETE FROM checks",
         "UPDATE pages SET chain = (SELECT chain FROM was)",
         "DELETE FROM snapshots WHERE number = 3", "DROP TABLE was")  # fmt: skip
    orphan = _files(home)[2]
    status, found = run(home)
    assert (status, found["adopted"]) == (0, [f"uk/{orphan.name}"])
    assert run(home)[1]["adopted"] == []
    with open_store(home) as store:
        kept = store.snapshots("uk", evidence=True)
        assert [(one.number, one.kind) for one in kept] == [(1, "version"), (2, "version"), (3, "evidence")]
        assert store.body(kept[2]) == camp("9,000")
        assert kept[2].capture.framing == "adopted"


@folder_alone
def test_a_writer_adopts_what_a_kill_left_when_it_opens(home: Path, run: Run) -> None:
    first = _files(home)[0]
    orphan = first.with_name("00000004-20260401T120000Z-" + first.name.split("-")[2])
    orphan.write_bytes(first.read_bytes())
    with open_store(home, writer=True) as store:
        assert store.adopted == (f"uk/{orphan.name}",)
    assert run(home)[1] | {"seal": ""} == {
        "version": 1, "pages": 1, "snapshots": 4, "changes": 2, "timestamps": 0, "removed": 0, "seal": "",
        "adopted": [], "repaired": [], "flaws": [],
    }  # fmt: skip


@folder_alone
@pytest.mark.parametrize("name", ["notes.txt", "00000009-20260401T120000Z-aaaaaaaaaaaa.html.gz"])
def test_a_file_that_is_no_snapshot_is_left_and_told(name: str, home: Path, run: Run) -> None:
    stray = home / "snapshots" / "uk" / name
    stray.write_bytes(gzip.compress(b"mine"))
    status, found = run(home, "--repair")
    assert (status, [flaw["kind"] for flaw in found["flaws"]]) == (5, ["stray"])
    assert stray.exists()


def test_every_column_that_names_another_row_is_verified(home: Path) -> None:
    with rows_of(home) as ledger:
        columns = {name for table in ledger.tables() for name in ledger.columns(table)}
    named = {name for name in columns if name.endswith("_id")} | {"indicator", "undoes", "undone_by"}
    assert named == set(ledger_verifying.REFERENCES)
    assert schema.APPLICATION_ID


@sqlite_alone
def test_a_ledger_that_was_damaged_is_not_written_to(home: Path, run: Run) -> None:
    path = home / "snapshots" / "monitor.db"
    with closing(sqlite3.connect(path)) as ledger:
        root = ledger.execute("SELECT rootpage FROM sqlite_master WHERE name = 'checks'").fetchone()[0]
        size = ledger.execute("PRAGMA page_size").fetchone()[0]
    raw = bytearray(path.read_bytes())
    raw[(root - 1) * size : (root - 1) * size + 8] = b"\xff" * 8
    path.write_bytes(raw)
    with pytest.raises(SystemExit) as ended:
        main(["--home", str(home), "check"])
    assert ended.value.code == 5
    assert path.read_bytes() == raw


@folder_alone
def test_whoever_alters_everything_alters_the_seal(home: Path, run: Run) -> None:
    """One who can write here may forge a file, its row and the whole chain after it; the seal kept elsewhere tells."""
    seal = run(home)[1]["seal"]
    forged = gzip.compress(camp("6,001"))
    digest = hashlib.sha256(camp("6,001")).hexdigest()
    first = _files(home)[0]
    first.write_bytes(forged)
    _sql(home, f"UPDATE snapshots SET digest = '{digest}', size = {len(camp('6,001'))} WHERE number = 1")
    with rows_of(home) as ledger:
        last = ""
        for row in list(queries.every(ledger, "SELECT * FROM snapshots ORDER BY number")):
            last = chain.link(last, row)
            ledger.execute("UPDATE snapshots SET chain = ? WHERE id = ?", [last, row["id"]])
        ledger.execute("UPDATE pages SET chain = ?", [last])
    status, found = run(home)
    assert (status, found["flaws"]) == (0, [])
    assert found["seal"] != seal
