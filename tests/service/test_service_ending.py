"""What ends the service, and what does not."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

import pytest
from loopback import Site, resetting
from service_world import Changing, ended, make_home, service, set_shim, shim, statuses
from services import run_of, started

READ = "followed from now on"


@pytest.mark.slow
@pytest.mark.parametrize("signals", [(signal.SIGTERM,) * 2, (signal.SIGINT,) * 2, (signal.SIGINT, signal.SIGTERM)])
def test_signals_close_together_end_it_within_ten_seconds(tmp_path: Path, signals: tuple[int, ...]) -> None:
    with Site(Changing()) as served, service(make_home(tmp_path, {"uk": served.url})) as running:
        running.wait_for(READ)
        began = time.monotonic()
        assert ended(running.process, *signals) == 0
        assert time.monotonic() - began < 10
    assert running.said[-1].endswith("Stopped.")


@pytest.mark.slow
def test_a_tls_server_that_says_half_a_word_and_resets_ends_nothing(tmp_path: Path) -> None:
    with Site(Changing()) as served, resetting() as port:
        urls = {"uk": served.url, **{f"reset-{n}": f"https://127.0.0.1:{port}/{n}" for n in range(3)}}
        with service(make_home(tmp_path, urls)) as running:
            running.wait_for("reset-2: failed")
            running.wait_for("rose from", times=3)
            assert running.end() == 0


@pytest.mark.slow
def test_what_does_not_end_is_abandoned(tmp_path: Path) -> None:
    disk = tmp_path / "shim"
    set_shim(disk, "0")
    with Site(Changing()) as served:
        home = make_home(tmp_path, {"uk": served.url})
        with service(home, LD_PRELOAD=shim(), SHIM=str(disk)) as running:
            running.wait_for("rose from")
            set_shim(disk, "0 hang")
            with pytest.raises(AssertionError, match="never said"):
                running.wait_for("Stopped", within=3)  # by then it hangs
            began = time.monotonic()
            assert running.end() == 0
            assert time.monotonic() - began < 10
    assert any("What was still under way is abandoned" in line for line in running.said)
    assert statuses(home)["uk"]["state"] == "ok"


@pytest.mark.slow
def test_a_hangup_has_the_configuration_read_again(tmp_path: Path) -> None:
    with Site(Changing()) as served, service(make_home(tmp_path, {"uk": served.url})) as running:
        running.wait_for(READ)
        running.process.send_signal(signal.SIGHUP)
        running.wait_for("The configuration was read again: 1 page.")
        running.wait_for("rose from")
        assert running.end() == 0


def _broken_log(how: str) -> int:
    """Return a descriptor that cannot be written to."""
    if how == "a full disk":
        return os.open("/dev/full", os.O_WRONLY)
    reader, writer = os.pipe()
    if how == "a reader who is gone":
        os.close(reader)
        return writer
    os.set_blocking(writer, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writer, b"." * 4096)
    os.set_blocking(writer, True)
    return writer


LOGS = ["a full disk", "a reader who is gone", "a reader who sleeps"]


@pytest.mark.slow
@pytest.mark.parametrize("how", LOGS)
def test_a_log_that_cannot_be_written_ends_nothing(tmp_path: Path, how: str) -> None:
    camp = Changing()
    with Site(camp) as served:
        home = make_home(tmp_path, {"uk": served.url})
        log = _broken_log(how)
        with started(run_of(home), stderr=log) as process:
            os.close(log)
            camp.wait_asked(2)
            assert ended(process, signal.SIGTERM, signal.SIGINT) == 0
    assert statuses(home)["uk"]["state"] == "ok"
