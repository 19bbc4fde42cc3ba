"""Who may read a home: its owner alone, or a group besides; what is written elsewhere is as the user's umask says."""

from __future__ import annotations

import grp
import os
import stat
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
        found["folders" if path.is_dir() else "files"].add(stat.S_IMODE(path.stat().st_mode))
    return found


def test_a_home_is_its_owner_s_and_what_is_written_elsewhere_is_as_ever(
    run: Run, site: Site, home_of_cli: Path, tmp_path: Path
) -> None:
    run("init", str(tmp_path / "new"))
    assert _modes(tmp_path / "new") == {"files": {0o600}, "folders": {0o700}}
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    assert run("check")[0] == 0
    assert _modes(home_of_cli / "snapshots") == {"files": {0o600}, "folders": {0o700}}
    for words in ("report --format html --output", "export figures --output", "export --sqlite"):
        assert run(*words.split(), str(tmp_path / "out"))[0] == 0
        assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o644
        (tmp_path / "out").unlink()


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
