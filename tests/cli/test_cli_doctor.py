"""`monitor doctor` names what is wrong, and what cures it; it changes nothing, and nothing stops it."""

from __future__ import annotations

import json
import os
import re
import resource
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.cli.demo.site import Site
from monitor.store import Store

Found = dict[str, str | None]
IS_ROOT = os.geteuid() == 0
NOBODY = 65534
BACKUP = "/var/backups/monitor"  # as advice names it
MONITOR = """contact: me@example.org
limits: {host_gap: 0s}
channels: [{name: desk, file: ../told/desk.jsonl}]
disk_reserve: 1MiB
"""


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which all is well: a page that was checked twice and changed, a channel that took the report."""
    home = tmp_path_factory.mktemp("pattern") / "home"
    with Site(date(2026, 3, 5)) as site, suppress(SystemExit):
        _main("init", str(home))
        (home / "config" / "monitor.yaml").write_text(MONITOR)
        home.with_name("told").mkdir()
        _main("--home", str(home), "add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
        for site.visit in (0, 1):
            _main("--home", str(home), "check")
    _main("--home", str(home), "backup", str(home.with_name("backup")))
    return home


def _main(*words: str) -> int:
    try:
        main(words)
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


@pytest.fixture
def home(pattern: Path, tmp_path: Path) -> Path:
    shutil.copytree(pattern, tmp_path / "home")
    (tmp_path / "told").mkdir()
    return tmp_path / "home"


@pytest.fixture
def doctor(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[Found]]]:
    """Return a function that has the doctor look, and returns the status and what was found; nothing has changed."""

    def run(*options: str) -> tuple[int, list[Found]]:
        before = _all_of(home)
        capsys.readouterr()
        status = _main("--home", str(home), "doctor", "--json", *options)
        printed = capsys.readouterr()
        assert _all_of(home) == before
        assert printed.err == ""
        found = [json.loads(line) for line in printed.out.splitlines()]
        assert status == (1 if any(one["level"] == "wrong" for one in found) else 0)
        return status, found

    return run


def _all_of(home: Path) -> dict[str, tuple[object, ...]]:
    """Return all that lies in *home*: its rights, its owner, its bytes."""
    paths = [home, *sorted(home.rglob("*"))] if home.exists() else []
    return {
        str(path): (path.lstat().st_mode, path.lstat().st_uid, path.read_bytes() if path.is_file() else b"")
        for path in paths
    }


def _sql(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db", isolation_level=None)) as ledger:
        for one in statements:
            ledger.execute(one)


def _days(number: int) -> str:
    return f"'{datetime.now(UTC) + timedelta(days=number):%Y-%m-%dT%H:%M:%S.%fZ}'"


def _snapshot(home: Path) -> Path:
    return max(home.glob("snapshots/ministry/*.gz"))


# -- broken set-ups ---------------------------------------------------------------------------------------------------


def _no_home(home: Path) -> None:
    shutil.rmtree(home)


def _no_config(home: Path) -> None:
    shutil.rmtree(home / "config")


def _mistaken(home: Path) -> None:
    (home / "config" / "monitor.yaml").write_text("contct: me@example.org\n")


def _no_pages_file(home: Path) -> None:
    (home / "config" / "pages.yaml").unlink()


def _secret_is_nowhere(home: Path) -> None:
    text = "contact: me@example.org\nchannels: [{name: desk, webhook: '${file:/nowhere/desk}'}]\n"
    (home / "config" / "monitor.yaml").write_text(text)


def _no_ledger(home: Path) -> None:
    shutil.rmtree(home / "snapshots")


def _ledger_lost(home: Path) -> None:
    (home / "snapshots" / "monitor.db").unlink()


def _no_database(home: Path) -> None:
    (home / "snapshots" / "monitor.db").write_text("not a database, " * 999)


def _foreign(home: Path) -> None:
    _sql(home, "PRAGMA application_id = 7")


def _newer(home: Path) -> None:
    _sql(home, "PRAGMA user_version = 999")


def _older(home: Path) -> None:
    _sql(home, "PRAGMA user_version = 3")


def _snapshot_lost(home: Path) -> None:
    _snapshot(home).unlink()


def _snapshot_altered(home: Path) -> None:
    path = _snapshot(home)
    path.write_bytes(path.read_bytes()[:-9] + b"\0" * 9)


def _future(home: Path) -> None:
    _sql(home, f"UPDATE pages SET last_check_at = {_days(400)}")


def _overdue(home: Path) -> None:
    _sql(home, f"UPDATE pages SET last_check_at = {_days(-9)}, last_ok_at = {_days(-9)}, next_check_at = {_days(-8)}")


def _failing(home: Path) -> None:
    columns = f"failures = 5, troubled_since = {_days(-2)}, outcome = 'fetch_failed', reason = 'dns_nx: no such host'"
    _sql(home, f"UPDATE pages SET {columns}")


def _given_up(home: Path) -> None:
    _sql(home, "UPDATE deliveries SET state = 'dead', attempts = 9, reason = 'it refuses connections'")


def _never_tried(home: Path) -> None:
    _sql(home, f"UPDATE deliveries SET state = 'owed', attempts = 0, owed_at = {_days(-20)}")


def _no_folder_for_the_channel(home: Path) -> None:
    shutil.rmtree(home.with_name("told"))


def _no_room(home: Path) -> None:
    (home / "config" / "monitor.yaml").write_text(MONITOR.replace("1MiB", "900000GiB"))


def _needs_a_browser(home: Path) -> None:
    pages = home / "config" / "pages.yaml"
    pages.write_text(pages.read_text().replace("    allow_private:", "    render: browser\n    allow_private:"))


def _not_ours(home: Path) -> None:
    os.chown(home / "snapshots" / "monitor.db", NOBODY, NOBODY)


def _open_to_all(home: Path) -> None:
    (home / "config" / "desk.secret").write_text("https://desk.example/hook/f00d\n")
    text = "contact: me@example.org\nchannels: [{name: desk, webhook: '${file:desk.secret}'}]\n"
    (home / "config" / "monitor.yaml").write_text(text)
    for folder in (home, *home.parents):
        if folder.is_relative_to(tempfile.gettempdir()) and folder != Path(tempfile.gettempdir()):
            folder.chmod(0o755)
    for path in (home / "config", home / "config" / "desk.secret"):
        path.chmod(0o755)


@dataclass(frozen=True)
class Case:
    """A set-up that is broken, and what the doctor has to say of it."""

    done: Callable[[Path], None]  #: breaks a home in which all is well
    about: str
    said: str  #: part of what is found
    command: str  #: a pattern of the command that is named
    level: str = "wrong"
    cures: bool = False  #: pasting the command cures it
    needs: bool = True


CASES = [
    Case(_no_home, "home", "There is no folder", "monitor init .*/home", cures=True),
    Case(_no_config, "home", "has no folder config, and pages were", "cp -a BACKUP/config .*/home", cures=True),
    Case(_mistaken, "configuration", "did you mean `contact`?", "monitor .* config check"),
    Case(_no_pages_file, "configuration", "there is no such file", "monitor .* config check"),
    Case(_secret_is_nowhere, "configuration", "the file /nowhere/desk is empty", "monitor .* config check"),
    Case(_no_ledger, "ledger", "There is no ledger at", "monitor init .*/home", cures=True),
    Case(_ledger_lost, "ledger", "There is no ledger at", "monitor --home .*-restored restore BACKUP", cures=True),
    Case(_no_database, "ledger", "it is no database", "monitor --home .*-restored restore BACKUP", cures=True),
    Case(
        _foreign, "ledger", "is not a ledger of this program", "monitor --home .*-restored restore BACKUP", cures=True
    ),
    Case(_newer, "ledger", "was written by a newer version", "pip install ."),
    Case(_older, "ledger", "Its tables are of version 3", "monitor .* backup BACKUP", level="note"),
    Case(_snapshot_lost, "snapshots", "is lost (No such file", "monitor .* verify --repair --from BACKUP", cures=True),
    Case(_snapshot_altered, "snapshots", ".html.gz: ", "monitor .* verify --repair --from BACKUP", cures=True),
    Case(_future, "clock", "which is yet to come", "date --utc"),
    Case(_overdue, "pages", "1 page is overdue, the first since", "monitor .* check"),
    Case(_failing, "pages", "1 page failing", "monitor .* status"),
    Case(_given_up, "channels", "was given up", "monitor .* notify test && monitor .* notify retry"),
    Case(_never_tried, "channels", "were never tried", "monitor .* check", cures=True),
    Case(_no_folder_for_the_channel, "channels", "there is no folder", "mkdir -p .*/told", cures=True),
    Case(_no_room, "disk", "Fetching is paused", "du -h .*/snapshots"),
    Case(_not_ours, "home", "is not root's", "chown -R 0 .*/home", cures=True, needs=IS_ROOT),
    Case(_open_to_all, "secrets", "desk.secret", "chmod o-rwx .*/desk.secret", cures=True),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.done.__name__.strip("_"))
def test_a_broken_set_up_is_named_with_its_remedy(
    case: Case, home: Path, pattern: Path, doctor: Callable[..., tuple[int, list[Found]]]
) -> None:
    if not case.needs:
        pytest.skip("only root can give files away")
    case.done(home)
    _, found = doctor()
    named = [one for one in found if one["level"] == case.level and case.said in str(one["found"])]
    assert [one["about"] for one in named] == [case.about], found
    command = str(named[0]["command"])
    assert re.fullmatch(case.command.replace("BACKUP", BACKUP), command), command
    assert [one["about"] for one in found if one["level"] == "wrong" and one is not named[0]] == []
    if case.cures:
        _paste(command.replace(BACKUP, str(pattern.with_name("backup"))))
        if "-restored" in command:
            home.rename(home.with_name("damaged"))
            home.with_name("home-restored").rename(home)
        _, found = doctor()
        assert [one for one in found if one["level"] == "wrong"] == []


def _paste(command: str) -> None:
    words = shlex.split(command)
    if words[0] == "monitor":
        _main(*words[1:])
    else:
        subprocess.run(words, check=True)


def test_all_is_well_where_nothing_is_broken(home: Path, doctor: Callable[..., tuple[int, list[Found]]]) -> None:
    status, found = doctor()
    assert status == 0
    assert {one["about"] for one in found if one["level"] != "ok"} <= {"clock"}  # a container cannot see its host's
    subjects = "python packages clock home configuration contact secrets memory disk ledger snapshots service"
    assert [one["about"] for one in found] == [*subjects.split(), "checks", "pages", "channels"]


def test_it_is_printed_for_people(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _ledger_lost(home)
    assert _main("--home", str(home), "doctor") == 1
    printed = capsys.readouterr().out.splitlines()
    index = next(number for number, line in enumerate(printed) if line.startswith("wrong  ledger        There is no"))
    assert printed[index + 2].split()[:2] == ["monitor", "--home"]
    assert re.fullmatch(r"Looked at: \d+\. To be seen to: [01]\. Wrong: 1\.", printed[-1])


def _loop(path: Path) -> None:
    path.symlink_to(path)


STRANGE: dict[str, Callable[[Path], None]] = {
    "config": Path.touch,
    "config/pages.yaml": Path.mkdir,
    "config/monitor.yaml": _loop,
    "snapshots": Path.touch,
    "snapshots/monitor.db": Path.mkdir,
    "snapshots/.lock": Path.mkdir,
    "snapshots/.verified": Path.mkdir,
    "snapshots/web.json": _loop,
}
"""What lies in a home, and what can be there instead."""


@pytest.mark.parametrize("name", STRANGE)
def test_nothing_stops_it(name: str, home: Path, doctor: Callable[..., tuple[int, list[Found]]]) -> None:
    path = home / name
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    STRANGE[name](path)
    _, found = doctor()
    assert [one for one in found if "defect" in str(one["advice"])] == []


def test_it_says_whether_an_instance_is_alive(home: Path, doctor: Callable[..., tuple[int, list[Found]]]) -> None:
    status, (found,) = doctor("--alive")
    assert (status, found["found"], "run" in str(found["command"])) == (1, "No instance checks the pages.", True)
    with Store.open(home, writer=True):
        status, (found,) = doctor("--alive")
        assert (status, found["found"]) == (0, f"An instance (process {os.getpid()}) checks the pages.")
        assert [one["found"] for one in doctor()[1] if one["about"] == "service"] == [found["found"]]
    shutil.rmtree(home)
    assert doctor("--alive")[0] == 1


def test_another_program_holds_the_ledger(home: Path, doctor: Callable[..., tuple[int, list[Found]]]) -> None:
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        _, found = doctor()
    (held,) = [one for one in found if one["level"] == "wrong"]
    assert (held["about"], "another program holds it" in str(held["found"])) == ("ledger", True)
    assert str(held["command"]).startswith("fuser -v ")


def test_a_writer_was_killed(home: Path, doctor: Callable[..., tuple[int, list[Found]]]) -> None:
    folder = home / "snapshots"
    with closing(sqlite3.connect(folder / "monitor.db", isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("CREATE TABLE begun AS SELECT * FROM sqlite_master")
        writer.execute("INSERT INTO begun SELECT b.* FROM begun b, begun c, begun d LIMIT 3000")
        for name in ("monitor.db", "monitor.db-journal"):
            shutil.copy(folder / name, home / name)
        writer.execute("ROLLBACK")
    for name in ("monitor.db", "monitor.db-journal"):
        (home / name).rename(folder / name)
    status, found = doctor()
    (killed,) = [one for one in found if one["about"] == "ledger"]
    assert (status, killed["level"], "was killed while it wrote" in str(killed["found"])) == (0, "note", True)
    _paste(str(killed["command"]))
    assert [one["level"] for one in doctor()[1] if one["about"] == "ledger"] == ["ok"]


def test_a_damaged_page_of_the_ledger(home: Path, doctor: Callable[..., tuple[int, list[Found]]]) -> None:
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as ledger:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'checks'"
        page, size = ledger.execute(sql).fetchone()[0], ledger.execute("PRAGMA page_size").fetchone()[0]
    with (home / "snapshots" / "monitor.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 64)
    _, found = doctor()
    (damaged,) = [one for one in found if one["level"] == "wrong"]
    assert (damaged["about"], "damaged" in str(damaged["found"])) == ("ledger", True)


@contextmanager
def _as_nobody(home: Path, modes: tuple[int, int]) -> Iterator[None]:
    """Be another user while the context lasts, with folders and files of *home* in *modes*; root alone can."""
    for folder in home.parents:
        if folder.is_relative_to(tempfile.gettempdir()) and folder != Path(tempfile.gettempdir()):
            folder.chmod(0o755)
    for path in (home, *home.rglob("*")):
        path.chmod(modes[0] if path.is_dir() else modes[1])
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not IS_ROOT, reason="only root can be another user")
def test_a_home_of_another_user(home: Path, doctor: Callable[..., tuple[int, list[Found]]]) -> None:
    doctor()  # what is needed is loaded while everything can be read
    with _as_nobody(home, (0o755, 0o644)):
        _, found = doctor()
    named = [one for one in found if one["about"] == "home" and one["level"] == "wrong"]
    assert ["may not write" in str(one["found"]) for one in named] == [True]
    assert named[0]["command"] == f"sudo -u root monitor --home {home} doctor"


@pytest.mark.skipif(not IS_ROOT, reason="only root can be another user")
def test_an_owner_who_may_not_write(home: Path, doctor: Callable[..., tuple[int, list[Found]]]) -> None:
    doctor()
    for path in (home, *home.rglob("*"), home.with_name("told")):
        os.chown(path, NOBODY, NOBODY)
    with _as_nobody(home, (0o500, 0o400)):
        _, found = doctor()
        named = [one for one in found if one["about"] == "home"]
        assert (named[0]["level"], "may not write" in str(named[0]["found"])) == ("wrong", True)
        _paste(str(named[0]["command"]))
        assert [one for one in doctor()[1] if one["level"] == "wrong"] == []


def test_a_page_needs_a_browser(
    home: Path, doctor: Callable[..., tuple[int, list[Found]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _needs_a_browser(home)
    monkeypatch.setenv("PATH", "")
    _, found = doctor()
    (missing,) = [one for one in found if one["level"] == "wrong"]
    assert (missing["about"], "has no Chromium" in str(missing["found"])) == ("browser", True)
    assert "apt-get install chromium" in str(missing["command"])


def test_too_few_files_may_be_open(home: Path, doctor: Callable[..., tuple[int, list[Found]]]) -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, before[1]))
    try:
        _, found = doctor()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    (few,) = [one for one in found if one["level"] == "wrong"]
    assert (few["about"], few["command"]) == ("limits", "ulimit -n 512")


def test_a_package_is_of_a_version_that_does_not_fit(
    home: Path, doctor: Callable[..., tuple[int, list[Found]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "requests-1.2.dist-info").mkdir()
    (tmp_path / "requests-1.2.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: requests\nVersion: 1.2\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    _, found = doctor()
    (unfit,) = [one for one in found if one["level"] == "wrong"]
    assert (unfit["about"], unfit["found"]) == (
        "packages",
        "The package requests is of version 1.2, and >=2.34 is needed.",
    )
    assert "pip install --require-hashes" in str(unfit["command"])


def test_a_package_that_is_missing_is_named_though_nothing_else_can_be_looked_at(home: Path) -> None:
    missing = "import sys; sys.modules['lxml'] = None; from monitor.cli import main; main()"
    words = [sys.executable, "-c", missing, "--home", str(home), "doctor"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert (
        "wrong  packages      monitor.worker_reading cannot be loaded (ModuleNotFoundError: import of lxml"
        in done.stdout
    )


def test_the_network_is_looked_at_when_that_is_asked_for(
    home: Path, doctor: Callable[..., tuple[int, list[Found]]], attempts: list[str]
) -> None:
    doctor()
    assert attempts == []
    with Site(date(2026, 3, 5)) as site:
        pages = home / "config" / "pages.yaml"
        pages.write_text(re.sub(r"http://127[^/]*", site.address, pages.read_text()))
        _, found = doctor("--network")
        assert [one["found"] for one in found if one["about"] == "network"] == ["1 host can be reached."]
    _, found = doctor("--network")
    (gone,) = [one for one in found if one["about"] == "network"]
    assert (gone["level"], "refuses connections" in str(gone["found"])) == ("wrong", True)
    assert gone["command"] == f"curl -sSvo /dev/null {site.address}/"


def test_channels_are_reached_too(home: Path, doctor: Callable[..., tuple[int, list[Found]]]) -> None:
    (home / "config" / "pages.yaml").write_text("allow_empty: true\npages: []\n")
    with Site(date(2026, 3, 5)) as site:
        host = site.address.removeprefix("http://")
        channels = f"""channels:
  - {{name: hook, webhook: "https://{host}/a-secret"}}
  - {{name: mail, mail: {{to: you@example.org, from: me@example.org, server: 127.0.0.2, port: 1}}, allow_private: true}}
"""
        (home / "config" / "monitor.yaml").write_text(f"contact: me@example.org\n{channels}")
        _, found = doctor("--network")
    hook, mail = [one for one in found if one["about"] == "network"]
    assert ("not an address of the public network" in str(hook["found"]), mail["level"]) == (True, "wrong")
    assert hook["command"] == f"monitor --home {home} edit monitor"
    assert not [one for one in found if "a-secret" in json.dumps(one)]
