"""A kill at any step of recording and sending loses no delivery, and repeats at most one (P20)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_a_kill_at_each_step(tmp_path: Path, every: int) -> None:
    driver = Path(__file__).with_name("deliver_killed.py")
    done = subprocess.run(
        [sys.executable, str(driver), str(tmp_path), str(every)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    steps = json.loads(done.stdout)
    assert len(steps) > 30 // every
    assert [step["killed"] for step in steps] == [True] * (len(steps) - 1) + [False]
    repeated = 0
    for step in steps:
        assert step["owed"] == [["desk", "sent"]] * 2 + [["log", "sent"]] * 2, step
        assert len(set(step["taken"])) == 1, step  # both as one message, and sent again with its key
        assert len(step["taken"]) <= 2, step
        assert len(step["log"]) == len(set(step["log"])) == 2, step
        repeated += len(step["taken"]) - 1
    assert repeated <= 6  # killed between the taking and the mark, and nowhere else
    assert repeated >= 1 or every > 1
