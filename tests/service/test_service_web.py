"""The service serves the review page, and checks pages whatever becomes of that."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from loopback import Site
from service_world import Changing, make_home, service
from web_asked import ask, free_port


@pytest.mark.slow
def test_the_service_serves_it_while_it_checks_pages(tmp_path: Path) -> None:
    camp, port = Changing(), free_port()
    with Site(camp) as served, socket.create_server(("127.0.0.1", port)) as taken:
        home = make_home(tmp_path, {"uk": served.url}, more=f"web: {{listen: '127.0.0.1:{port}'}}\n")
        with service(home) as running:
            running.wait_for("The review page is not served", since=0)
            camp.wait_asked(3)
            taken.close()
            running.wait_for("The review page is at", since=0)
            assert ask(port, "GET", "/sign-in")[0] == 200
            camp.wait_asked(2)
            assert running.end() == 0
        assert running.said[-1].endswith("Stopped.")
