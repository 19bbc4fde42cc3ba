"""A service that works no more ends by itself, whatever it is that no longer goes on, and tells systemd no lies."""

from __future__ import annotations

import socket
import sys
import time
from pathlib import Path

import psutil
import pytest
from loopback import Site
from service_world import ENDED, Changing, make_home, service, set_shim, shim
from services import started

STALLED = 7
DYING = """
import os
from apscheduler.schedulers.base import BaseScheduler
lives = BaseScheduler._process_jobs
def dies(self):
    if os.path.exists(os.environ["DIES"]):
        raise OSError("the scheduler's thread dies of this")
    return lives(self)
BaseScheduler._process_jobs = dies
"""
IMPATIENT = """
import sys, threading
from datetime import timedelta
from pathlib import Path
from monitor.cli.running import serve
from monitor.config import load
from monitor.watchdog import Watchdog
stop, say = threading.Event(), lambda line, **_: print(line, file=sys.stderr, flush=True)
with Watchdog(stop, say, {}, slowest_turn=timedelta(seconds=2)) as watchdog:
    told = lambda results: say(results[0].outcome.value)
    serve(load(Path(sys.argv[1]), {}), recorded=told, said=say, watchdog=watchdog, stop=stop, reread=threading.Event())
"""


@pytest.mark.slow
def test_a_scheduler_that_dies_ends_the_service_within_three_ticks(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(DYING)
    camp, dies = Changing(), tmp_path / "dies"
    with Site(camp) as served:
        home = make_home(tmp_path, {"uk": served.url})
        with service(home, PYTHONPATH=str(tmp_path), DIES=str(dies)) as running:
            running.wait_for("followed from now on")
            began = time.monotonic()
            dies.touch()
            assert running.process.wait(ENDED) == STALLED
            assert time.monotonic() - began < 10  # three ticks of a second, on a machine that may be busy
    assert any("The thread of the scheduler has died." in line for line in running.said)


@pytest.mark.slow
def test_a_disk_that_hangs_ends_the_service(tmp_path: Path) -> None:
    disk = tmp_path / "shim"
    set_shim(disk, "0")
    with Site(Changing()) as served:
        home = make_home(tmp_path, {"uk": served.url})
        impatient = [sys.executable, "-c", IMPATIENT, str(home)]
        with started(impatient, environ={"LD_PRELOAD": shim(), "SHIM": str(disk)}) as stuck:
            assert stuck.stderr is not None
            assert any("changed" in line for line in stuck.stderr)  # it worked
            set_shim(disk, "0 hang")
            said = stuck.stderr.read()
            assert stuck.wait(ENDED) == STALLED
    assert "No work was done for 0:00:06: the service is stuck" in said


@pytest.mark.slow
def test_processes_that_read_and_are_frozen_are_replaced_under_the_service(tmp_path: Path) -> None:
    with Site(Changing()) as served:
        home = make_home(tmp_path, {"uk": served.url})
        service_file = home / "config" / "monitor.yaml"
        service_file.write_text(service_file.read_text().replace("limits: {", "limits: {read_wall: 100ms, "))
        with service(home) as running:
            running.wait_for("rose from")
            for server in psutil.Process(running.process.pid).children():
                for reader in server.children():
                    reader.suspend()
            running.wait_for("rose from", times=3)  # one may have been on its way
            assert running.end() == 0


@pytest.mark.slow
def test_systemd_is_told_of_whole_ticks_and_of_the_end(tmp_path: Path) -> None:
    with Site(Changing()) as served, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        address = str(tmp_path / "notify")
        systemd.bind(address)
        systemd.settimeout(ENDED)
        with service(make_home(tmp_path, {"uk": served.url}), NOTIFY_SOCKET=address) as running:
            told = [systemd.recv(1_000).decode() for _ in range(3)]
            assert told == ["READY=1\nWATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"]
            assert running.end() == 0
        while (last := systemd.recv(1_000).decode()) == "WATCHDOG=1":
            pass
    assert last == "STOPPING=1"
