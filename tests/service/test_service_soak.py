"""What a thousand cycles leave behind: nothing (`make soak` runs ten thousand)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SOAK = Path(__file__).parents[1] / "proofs" / "soak.py"


@pytest.mark.slow
def test_a_thousand_cycles_leave_nothing_behind() -> None:
    done = subprocess.run([sys.executable, SOAK, "--cycles", "1000"], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
