"""What a shell completes: words of commands, pages and tags of the home, in a time that does not grow with the home."""

from __future__ import annotations

import os
import pty
import select
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from empty_ledger import make_ledger
from scale_ledger import pages as written

from monitor.cli import COMMANDS, completing, main

Completed = Callable[[str], list[str]]
ROOT = Path(__file__).parents[2]
LISTED = """pages:
  - {id: association, url: 'https://association.example/', tags: other}
  - {id: ministry, url: 'https://ministry.example/', tags: state}
  - {id: office, url: 'https://office.example/', tags: state}
"""
LARGE = f"# {'-' * completing.READ_WHOLE}\n"


def _is_bash_new_enough() -> bool:
    asked = ["bash", "-c", "(( BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404 ))"]
    return shutil.which("bash") is not None and subprocess.run(asked, check=False).returncode == 0


@pytest.fixture
def completed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Completed:
    """Return what completes the last word of a line, as bash is told it; nothing else is printed."""

    def ask(line: str) -> list[str]:
        monkeypatch.setenv("_MONITOR_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
        with pytest.raises(SystemExit):
            main([])
        printed = capsys.readouterr()
        assert printed.err == ""
        return [one.partition(",")[2] for one in printed.out.split()]

    return ask


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text(LISTED)
    monkeypatch.setenv("MONITOR_HOME", str(tmp_path))
    return tmp_path


COMPLETIONS = [
    ("monitor stat", ["status"]),
    ("monitor re", ["remove", "resume", "reread", "restore", "report", "review"]),
    ("monitor config s", ["schema"]),
    ("monitor report --form", ["--format"]),
    ("monitor report --format h", ["html"]),
    ("monitor export f", ["figures"]),
    ("monitor diff --in", ["--inline"]),
    ("monitor status m", ["ministry"]),
    ("monitor status ministry ", ["association", "ministry", "office"]),
    ("monitor pause --tag s", ["state"]),
    ("monitor series rename o", ["office"]),
    ("monitor --home /nowhere status m", []),
]


@pytest.mark.parametrize(("line", "offered"), COMPLETIONS)
def test_a_shell_completes_commands_options_pages_and_tags(
    home: Path, completed: Completed, line: str, offered: list[str]
) -> None:
    assert completed(line) == offered


def test_every_command_is_completed_in_the_order_of_the_program(completed: Completed) -> None:
    assert [one for one in completed("monitor ") if not one.startswith("-")] == list(COMMANDS)


def test_a_mistake_in_the_configuration_or_a_damaged_ledger_completes_nothing_and_says_nothing(
    home: Path, completed: Completed
) -> None:
    (home / "config" / "pages.yaml").write_text("pages: [")
    assert completed("monitor status m") == []
    (home / "config" / "pages.yaml").write_text(LARGE + LISTED)
    assert completed("monitor status m") == []
    (home / "snapshots").mkdir()
    (home / "snapshots" / "monitor.db").write_text("no ledger")
    assert completed("monitor status --tag s") == []


def test_pages_of_a_large_home_are_asked_of_the_ledger(home: Path, completed: Completed) -> None:
    (home / "config" / "pages.yaml").write_text(LARGE + LISTED)
    make_ledger(home)
    ledger = sqlite3.connect(home / "snapshots" / "monitor.db")
    written(ledger, 1_200, 10)
    ledger.close()
    assert completed("monitor status page-000001") == [f"page-000001{n}" for n in range(10)]
    offered = completed("monitor status page-")
    assert (len(offered), offered[0], offered[-1]) == (completing.MOST, "page-0000001", "page-0001200")
    assert completed("monitor status --tag c") == ["camp"]


def test_no_command_is_imported_to_complete_its_options() -> None:
    asked = {"_MONITOR_COMPLETE": "bash_complete", "COMP_WORDS": "monitor report --form", "COMP_CWORD": "2"}
    words = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from monitor.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", words], env={**os.environ, **asked}, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("plain,--format\n")
    assert {"monitor.config", "monitor.store", "monitor.cli.stated_figures", "pydantic"} & set(
        done.stdout.split()
    ) == set()


PRESSED = [
    ("monitor stat", "monitor status "),
    ("monitor report --form", "monitor report --format "),
    ("monitor status mi", "monitor status ministry "),
    ("monitor pause --tag st", "monitor pause --tag state "),
]


@pytest.mark.skipif(not _is_bash_new_enough(), reason="bash before 4.4 cannot complete by the file")
def test_bash_completes_when_the_key_is_pressed(home: Path) -> None:
    with _bash(home) as press:
        press(f"source {ROOT / 'deploy' / 'completion' / 'monitor.bash'}\necho read''y\n", "ready")
        for typed, becomes in PRESSED:
            press(f"\x15{typed}\t", becomes)


@contextmanager
def _bash(home: Path) -> Iterator[Callable[[str, str], None]]:
    """Run bash at a terminal, and yield what types into it and waits until that has become what is expected."""
    ours, its = pty.openpty()
    scripts = sysconfig.get_path("scripts")
    environment = {
        "PATH": f"{scripts}:{os.environ['PATH']}", "MONITOR_HOME": str(home), "HOME": str(home), "TERM": "dumb",
        "INPUTRC": os.devnull, "PS1": "", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    words = ["bash", "--norc", "--noprofile", "-i"]
    shell = subprocess.Popen(words, stdin=its, stdout=its, stderr=its, env=environment, start_new_session=True)
    os.close(its)

    def press(keys: str, becomes: str) -> None:
        os.write(ours, keys.encode())
        shown, until = "", time.monotonic() + 60
        while becomes not in shown:
            assert select.select([ours], [], [], max(0, until - time.monotonic()))[0], shown
            shown += os.read(ours, 4096).decode(errors="replace")

    try:
        yield press
    finally:
        shell.kill()
        shell.wait()
        os.close(ours)
