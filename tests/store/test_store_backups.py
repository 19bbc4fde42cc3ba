"""`monitor backup` and `monitor restore`: whole, verified, and nothing overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from empty_ledger import folder_alone, rows_of, sqlite_alone
from store_world import HOUR, NOW, camp, page, recorded, visit

from monitor.cli import main
from monitor.home_ledger import open_store
from monitor.model.address_lines import placed

UK = page("uk")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return recorded(tmp_path / "home")


def _run(*arguments: object) -> int:
    try:
        main(list(map(str, arguments)))
    except SystemExit as ended:
        return int(str(ended.code or 0))
    return 0


def _contents(home: Path) -> dict[str, bytes]:
    """Return all of a home but its lock and its ledger, whose pages another order may fill."""
    own = (".lock", "monitor.db", ".ledger")
    files = [path for path in home.rglob("*") if path.is_file() and path.name not in own]
    said = {str(path.relative_to(home)): path.read_bytes() for path in files}
    return {name: placed(raw, "ledger", None) for name, raw in said.items()}


def _told(home: Path) -> list[object]:
    with open_store(home) as store:
        return [
            store.findings(),
            list(store.history()),
            store.snapshots("uk"),
            [store.body(one) for one in store.snapshots("uk")],
        ]


@folder_alone
def test_a_backup_and_the_home_made_from_it_hold_all(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, again = tmp_path / "copy", tmp_path / "again"
    assert _run("--home", home, "backup", copy) == 0
    said = capsys.readouterr().out
    assert "3 snapshots are new there" in said
    assert "1 page, 3 snapshots, 2 changes: all there and as recorded." in said
    assert _run("--home", again, "restore", copy) == 0
    for one in (copy, again):
        assert _contents(one) == _contents(home)
        assert _told(one) == _told(home)
    assert {path.name for path in again.iterdir()} == {"config", "snapshots"}


@folder_alone
def test_made_again_it_takes_what_is_new(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy"
    assert _run("--home", home, "backup", copy) == 0
    with open_store(home, writer=True) as store:
        visit(store, UK, camp("12,000"), NOW + 9 * HOUR)
    (home / "config" / "indicators.yaml").write_text("indicators: []\n")
    (home / "config" / "pages.yaml").write_text("pages: [{id: uk, url: 'https://uk.example/', note: moved}]")
    capsys.readouterr()
    assert _run("--home", home, "backup", copy) == 0
    assert "1 snapshot is new there" in capsys.readouterr().out
    assert _told(copy) == _told(home)
    assert _contents(copy) == _contents(home)


def test_while_the_ledger_is_written_to(home: Path, tmp_path: Path) -> None:
    with open_store(home, writer=True) as store:
        for hour in range(3):
            visit(store, UK, camp(f"{20 + hour},000"), NOW + (10 + hour) * HOUR)
            assert _run("--home", home, "backup", tmp_path / "copy") == 0
            assert _told(tmp_path / "copy") == _told(home)


def test_what_rotted_in_a_backup_comes_anew_from_the_home(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert _run("--home", home, "backup", copy) == 0
    file = next((copy / "snapshots" / "uk").glob("*.gz"))
    file.write_bytes(b"rotten")
    assert _run("--home", home, "backup", copy) == 0
    assert _told(copy) == _told(home)
    assert (copy / "snapshots" / ".damaged" / "uk" / file.name).read_bytes() == b"rotten"


def test_what_is_lost_in_the_home_is_kept_in_the_backup(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert _run("--home", home, "backup", copy) == 0
    before = _contents(copy)
    for file in (home / "snapshots" / "uk").glob("*.gz"):
        file.write_bytes(b"rotten")
    assert _run("--home", home, "backup", copy) == 0
    assert _contents(copy) == before


@folder_alone
def test_what_is_lost_everywhere_is_told(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next((home / "snapshots" / "uk").glob("*.gz")).unlink()
    assert _run("--home", home, "backup", tmp_path / "copy") == 5
    assert "is lost" in capsys.readouterr().err
    assert len(list((tmp_path / "copy" / "snapshots" / "uk").glob("*.gz"))) == 2


@pytest.mark.parametrize("made", ["config/pages.yaml", "snapshots/monitor.db", "snapshots/uk/1.gz", "config/notes"])
def test_a_home_that_holds_something_is_not_overwritten(
    made: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("--home", home, "backup", tmp_path / "copy") == 0
    target = tmp_path / "other"
    (target / made).parent.mkdir(parents=True)
    (target / made).write_text("mine")
    assert _run("--home", target, "restore", tmp_path / "copy") == 5
    assert "holds something already" in capsys.readouterr().err
    assert (target / made).read_text() == "mine"
    assert len([path for path in target.rglob("*") if path.is_file()]) == 1


def test_an_interrupted_restore_is_made_anew(home: Path, tmp_path: Path) -> None:
    half = tmp_path / "again" / ".restoring" / "snapshots"
    half.mkdir(parents=True)
    (half / "monitor.db").write_bytes(b"half")
    (tmp_path / "again" / "snapshots").mkdir()
    assert _run("--home", home, "backup", tmp_path / "copy") == 0
    assert _run("--home", tmp_path / "again", "restore", tmp_path / "copy") == 0
    assert _told(tmp_path / "again") == _told(home)


@pytest.mark.parametrize(
    "what", ["a home in use", "another home's backup", "something else", "itself", "inside", "in config"]
)
def test_a_backup_is_made_only_where_it_harms_nothing(what: str, home: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    match what:
        case "a home in use":
            shutil.copytree(home, target)
        case "another home's backup":
            other = recorded(tmp_path / "other", NOW + HOUR)
            assert _run("--home", other, "backup", target) == 0
        case "something else":
            target.mkdir()
            (target / "letter.txt").write_text("mine")
        case "itself":
            target = home
        case "in config":
            target = home / "config" / "copy"
        case _:
            target = home / "snapshots" / "uk" / "copy"
    before = _contents(target)
    assert _run("--home", home, "backup", target) == 5
    assert _contents(target) == before


@folder_alone
def test_an_interrupted_backup_is_the_one_before_or_goes_on(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    (copy / "snapshots").mkdir(parents=True)
    (copy / "snapshots" / ".monitor.db.new").write_bytes(b"half")
    assert _run("--home", home, "backup", copy) == 0
    (copy / "snapshots" / ".monitor.db.new").write_bytes(b"half")
    with open_store(home, writer=True) as store:
        visit(store, UK, camp("12,000"), NOW + 9 * HOUR)
        newest = store.snapshots("uk")[-1].file
    shutil.copy(home / "snapshots" / newest, copy / "snapshots" / newest)
    with open_store(copy) as store:
        assert len(store.snapshots("uk")) == 3
    assert _run("--home", home, "backup", copy) == 0
    assert _told(copy) == _told(home)


@sqlite_alone  # such a home is no backup
@pytest.mark.parametrize("file", ["../../outside", "/etc/passwd", "uk/../../x", "uk/x.gz"])
def test_a_backup_whose_ledger_leads_elsewhere_is_refused(file: str, home: Path, tmp_path: Path) -> None:
    with rows_of(home) as ledger:
        ledger.execute("UPDATE snapshots SET file = ? WHERE number = 1", [file])
    assert _run("--home", tmp_path / "again", "restore", home) == 5
    assert not (tmp_path / "again" / "snapshots").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"home", "again"}


def test_a_backup_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--home", tmp_path / "again", "restore", tmp_path / "nowhere") == 5
    assert "nowhere is no backup: there is no ledger in it." in capsys.readouterr().err
    assert not (tmp_path / "again").exists()
