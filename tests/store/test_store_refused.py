"""A home that may not be written is told as that, with what cures it, through the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_world import recorded

pytestmark = pytest.mark.slow  # a process each
CAPABLE = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
"""root may write everything, unless it is started without that."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    if CAPABLE and shutil.which(CAPABLE[0]) is None:
        pytest.skip("root, and no setpriv to be less")
    home = recorded(tmp_path / "home")
    (home / "snapshots" / ".lock").unlink()
    yield home
    for path in (home, home / "snapshots", home / "snapshots" / "monitor.db"):
        path.chmod(0o755)


def _run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*CAPABLE, sys.executable, "-m", "monitor", "--home", str(home), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("verb", ["check", "run"])
def test_a_folder_that_may_not_be_written(verb: str, home: Path) -> None:
    (home / "snapshots").chmod(0o555)
    done = _run(home, verb)
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert "Give this user the right to write there." in done.stderr
    assert "backup" not in done.stderr


def test_a_ledger_that_may_not_be_written(home: Path) -> None:
    (home / "snapshots" / "monitor.db").chmod(0o444)
    done = _run(home, "check")
    assert done.returncode == 5
    assert "Give this user the right to write" in done.stderr
    assert "backup" not in done.stderr


def test_what_only_reads_goes_on(home: Path) -> None:
    (home / "snapshots" / "monitor.db").chmod(0o444)
    (home / "snapshots").chmod(0o555)
    for arguments in (("report", "--since", "9999d"), ("figures",), ("status",), ("verify",)):
        done = _run(home, *arguments)
        assert "Traceback" not in done.stderr
        assert done.returncode == (1 if arguments == ("status",) else 0), done  # long overdue
