"""A dead-man's switch elsewhere is told that the service lives."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from loopback import Asked, Site, Step
from loopback import page as answer
from service_world import ENDED, Changing, make_home, service


class Elsewhere:
    """A switch: it counts how often it was asked, and answers with a status."""

    def __init__(self, status: str) -> None:
        self.status = status
        self.told = threading.Semaphore(0)

    def __call__(self, _asked: Asked) -> list[Step]:
        self.told.release()
        return answer(b"OK", self.status, kind="text/plain")


@pytest.mark.slow
@pytest.mark.parametrize(("status", "failing"), [("200 OK", False), ("204 No Content", False), ("500 Oh No", True)])
def test_a_dead_man_s_switch_is_told_that_the_service_lives(tmp_path: Path, status: str, failing: bool) -> None:
    elsewhere = Elsewhere(status)
    with Site(Changing()) as served, Site(elsewhere) as switch:
        more = f"ping: {{url: '{switch.url}/ping/5f1c', allow_private: true}}\n"
        with service(make_home(tmp_path, {"uk": served.url}, more=more)) as running:
            assert elsewhere.told.acquire(timeout=ENDED)
            running.wait_for("rose from")
            assert running.end() == 0
    assert any("cannot be told that the service lives: http_500" in line for line in running.said) is failing
    assert not any("5f1c" in line for line in running.said)  # whoever knows the address could keep the switch quiet
