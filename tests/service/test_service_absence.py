"""Silence is told: a page that nothing checks any more is overdue within two intervals and a quarter of an hour."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from loopback import Site
from service_world import MONITOR, Changing, make_home, service, set_shim, shim, statuses

LONGEST = 2 * 3600 + 15 * 60  # seconds, of a page that is checked every hour


@pytest.mark.slow
def test_pages_of_a_service_that_was_killed_are_overdue(tmp_path: Path) -> None:
    clock = tmp_path / "shim"
    set_shim(clock, "0")
    shifted = {"LD_PRELOAD": shim(), "SHIM": str(clock)}
    with Site(Changing()) as served:
        urls = {"well": served.url, "refused": "http://127.0.0.1:9/", "unread": f"{served.url}/unread"}
        home = make_home(tmp_path, urls, every="1h")
        with service(home, **shifted) as running:
            running.wait_for("well: read for the first time")
            running.process.kill()
        told = statuses(home, **shifted)
        assert (told["well"]["state"], told["well"]["reason"]) == ("ok", "")
        set_shim(clock, str(LONGEST + 60))
        told = statuses(home, **shifted)
        assert {name: one["state"] for name, one in told.items()} == dict.fromkeys(urls, "overdue")
        assert all("not checked since" in str(one["reason"]) and one["since"] for one in told.values())
        status = subprocess.run(
            [*MONITOR, "--home", str(home), "status"], check=False, capture_output=True, env={**os.environ, **shifted}
        )
        assert status.returncode == 1
