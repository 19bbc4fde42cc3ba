"""Who may read a home: its owner alone, or a group besides; what is written elsewhere is as the user's umask says."""

from __future__ import annotations

import grp
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """Have the umask that most systems have."""
    before = os.umask(0o022)
    yield
    assert os.umask(before) == 0o022


def _modes(folder: Path) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {"files": set(), "folders": {stat.S_IMODE(folder.stat().st_mode)}}
    for path in folder.rglob("*"):
        if ".config-cache" in path.parts:  # whoever may not read it does without
            continue
        found["folders" if path.is_dir() else "files"].add(stat.S_IMODE(path.stat().st_mode))
    return found


def test_a_home_is_its_owner_s_and_what_is_written_elsewhere_is_as_ever(
    run: Run, site: Site, home_of_cli: Path, tmp_path: Path
) -> None:
    run("init", str(tmp_path / "new"))
    assert _modes(tmp_path / "new") == {"files": {0o600}, "folders": {0o700}}
    shutil.rmtree(home_of_cli / "snapshots")
    run("init", str(home_of_cli))
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    assert run("check")[0] == 0
    assert _modes(home_of_cli / "snapshots") == {"files": {0o600}, "folders": {0o700}}
    for words in ("report --format html --output", "export figures --output", "export --sqlite"):
        assert run(*words.split(), str(tmp_path / "out"))[0] == 0
        assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o644
        (tmp_path / "out").unlink()


def test_a_home_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    status, _, said = run("init", str(tmp_path / "taken" / "home"))
    assert (status, "cannot be written: Not a directory. Name another folder" in said) == (1, True)


OF_THE_OWNER = ["check", "run", "pause ministry", "disable ministry", "config schema --write", "reread"]


def test_a_home_that_may_only_be_read_is_told_and_read(run: Run, site: Site, tmp_path: Path) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    for words in OF_THE_OWNER:  # what they need is imported while everything can be read
        run(*words.split(), "--help")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.is_relative_to(tempfile.gettempdir()) and folder != Path(tempfile.gettempdir()):
            folder.chmod(0o755)
    for path in tmp_path.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    is_root = os.geteuid() == 0
    if is_root:  # who may write anything, until it is somebody else
        os.seteuid(65534)
    try:
        for words in OF_THE_OWNER:
            status, said = _said(run, *words.split())
            assert status in {1, 3, 5}
            assert "written: Permission denied" in said or "it cannot be written. Give this user the right" in said
        assert [run(words)[0] for words in ("status", "report", "figures", "list")] == [0, 0, 0, 0]
    finally:
        if is_root:
            os.seteuid(0)
        for path in tmp_path.rglob("*"):
            path.chmod(0o700)


def _said(run: Run, *words: str) -> tuple[int, str]:
    """Return the status of a command, and what it said on stderr; the log of a service goes past Python's own."""
    mine = os.dup(2)
    with tempfile.TemporaryFile() as log:
        os.dup2(log.fileno(), 2)
        try:
            status, _, said = run(*words)
        finally:
            os.dup2(mine, 2)
            os.close(mine)
        log.seek(0)
        return status, said + log.read().decode()


def test_a_group_may_read_ledger_and_snapshots(run: Run, site: Site, home_of_cli: Path) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    settings = home_of_cli / "config" / "monitor.yaml"
    settings.write_text(settings.read_text() + f"group: {grp.getgrgid(os.getegid()).gr_name}\n")
    site.advance()
    run("check")
    run("add", f"{site.address}/communique", "--allow-private", "--id", "prefecture")
    run("check")
    assert _modes(home_of_cli / "snapshots") == {"files": {0o640}, "folders": {0o2750}}
    assert {path.stat().st_gid for path in (home_of_cli / "snapshots").rglob("*")} == {os.getegid()}
    settings.write_text("contact: me@example.org\ngroup: nobody-is-in-it\n")
    status, _, said = run("check")
    assert (status, "monitor.yaml:2: `group`: there is no group 'nobody-is-in-it'" in said) == (3, True)
