"""The clock of the machine is set back and forth: the service goes on checking, and says that it was set."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from loopback import Site
from service_world import MONITOR, Changing, make_home, service, set_shim, shim, statuses

TO_1970 = -1_800_000_000
STEPS = {"back by 1 day": -86_400, "back by 0:05:00": -86_700, "forward (or this machine slept) by 1 day": -300}


@pytest.mark.slow
def test_checks_go_on_through_steps_of_the_clock(tmp_path: Path) -> None:
    camp, clock = Changing(), tmp_path / "shim"
    set_shim(clock, "0")
    shifted = {"LD_PRELOAD": shim(), "SHIM": str(clock)}
    with Site(camp) as served:
        home = make_home(tmp_path, {"uk": served.url})
        with service(home, **shifted) as running:
            camp.wait_asked(1)
            for said, shift in STEPS.items():
                set_shim(clock, str(shift))
                camp.wait_asked(3)
                assert any(f"The clock was set {said}" in line for line in running.said), running.said
                assert statuses(home, **shifted)["uk"]["state"] == "ok"
            assert running.end() == 0


@pytest.mark.slow
def test_a_clock_that_was_never_set_stamps_nothing(tmp_path: Path) -> None:
    camp, clock = Changing(), tmp_path / "shim"
    set_shim(clock, str(TO_1970))
    shifted = {"LD_PRELOAD": shim(), "SHIM": str(clock)}
    with Site(camp) as served:
        home = make_home(tmp_path, {"uk": served.url})
        once = subprocess.run(
            [*MONITOR, "--home", str(home), "check"], check=False, capture_output=True, text=True,
            env={**os.environ, **shifted},
        )  # fmt: skip
        assert (once.returncode, "clock_suspect" in once.stderr) == (1, True)
        with service(home, **shifted) as running:
            running.wait_for("clock_suspect")
            assert camp.number == 4_000
            set_shim(clock, "0")
            running.wait_for("followed from now on")
            assert running.end() == 0
    assert sum("clock_suspect" in line for line in running.said) == 1
