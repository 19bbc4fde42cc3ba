"""The commands of the guide for operators are a shell's; `make guide-test` runs them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from guide_commands import commands, script

from monitor.cli import COMMANDS


def test_the_commands_of_the_guide_are_a_shells() -> None:
    done = subprocess.run(
        ["bash", "-n"], input=script("http://127.0.0.1:1"), text=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_they_install_upgrade_go_back_back_up_restore_and_move() -> None:
    told = commands()
    assert len(told) == 6
    used = set(re.findall(r"^monitor (?:--home \S+ )?([a-z]+)", "\n".join(told), flags=re.M))
    assert used <= set(COMMANDS)
    assert used >= {"init", "add", "doctor", "backup", "restore", "verify"}
    assert Path("deploy/monitor.service").name in "\n".join(told)
