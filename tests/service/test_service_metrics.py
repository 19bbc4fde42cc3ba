"""Programs that watch over the service ask it, whatever becomes of that; and its log is for machines if asked for."""

from __future__ import annotations

import json
import queue
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from empty_ledger import make_ledger
from loopback import Site
from service_world import Changing, make_home, service
from web_asked import SOON, ask, free_port

from monitor.cli.metrics_beside import Measuring
from monitor.config import Config, MetricsTable
from monitor.model.log_events import unheard
from monitor.watchdog import Watchdog


class Beside:
    """What answers programs, as the service has it, and what it says."""

    def __init__(self, home: Path) -> None:
        self.config = Config(home=home, disk_reserve=0)
        self.watchdog = Watchdog(threading.Event(), unheard, {})
        self.said: queue.Queue[str] = queue.Queue()
        self.measuring = Measuring(self.config, self.watchdog, self._say, again=timedelta(seconds=0.02))

    def _say(self, event: str, /, **_fields: object) -> None:
        self.said.put(event)

    def adopt(self, **keys: object) -> None:
        self.measuring.adopt(replace(self.config, metrics=MetricsTable.model_validate(keys)))

    def hears(self, words: str) -> None:
        assert words in self.said.get(timeout=SOON)


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Beside]:
    make_ledger(tmp_path)
    made = Beside(tmp_path)
    yield made
    made.measuring.close()


def test_it_answers_where_the_configuration_says_and_no_longer(beside: Beside) -> None:
    port = free_port()
    beside.adopt()
    beside.measuring.ticked()  # nobody asks: nothing is counted
    with socket.create_server(("127.0.0.1", port)):
        beside.adopt(listen=f"127.0.0.1:{port}")
        beside.hears("is not served: `metrics: listen`")
    beside.hears(f"Programs may ask at http://127.0.0.1:{port}")
    beside.watchdog.ticked()
    assert ask(port, "GET", "/healthz")[0] == 200
    assert json.loads(ask(port, "GET", "/readyz")[1])["status"] == "ok"
    assert "monitor_ledger_up 1.0" in ask(port, "GET", "/metrics")[1]
    assert ask(port, "GET", "/metrics", Host="evil.example")[0] == 400
    beside.adopt()
    with pytest.raises(ConnectionRefusedError):
        ask(port, "GET", "/healthz")
    assert beside.said.empty()


def test_who_lets_others_reach_it_is_warned(beside: Beside) -> None:
    port = free_port()
    beside.adopt(listen=f"0.0.0.0:{port}", names=["Monitor"])
    beside.hears("Programs may ask at http://localhost")
    beside.hears("Other machines can reach that, and need no sign-in")
    assert ask(port, "GET", "/healthz", Host=f"monitor:{port}")[0] == 200


@pytest.mark.slow
def test_the_service_is_asked_while_it_checks_pages_and_logs_for_machines(tmp_path: Path) -> None:
    camp, port = Changing(), free_port()
    with Site(camp) as served:
        home = make_home(tmp_path, {"uk": served.url}, more=f"metrics: {{listen: '127.0.0.1:{port}'}}\n")
        with service(home, MONITOR_LOG_FORMAT="json") as running:
            running.wait_for("rose from", since=0)
            assert ask(port, "GET", "/healthz")[0] == 200
            assert ask(port, "GET", "/readyz")[0] == 200
            measured = ask(port, "GET", "/metrics")[1]
            assert 'monitor_pages{state="ok"} 1.0' in measured
            assert 'monitor_checks_total{outcome="first"} 1.0' in measured
            assert "monitor_changes_told_total 0.0" not in measured
            assert 'monitor_step_seconds_count{step="read"} 0.0' not in measured
            text = (home / "config" / "monitor.yaml").read_text()
            (home / "config" / "monitor.yaml").write_text(text.partition("metrics")[0])
            running.wait_for("The configuration was read again", since=0)
            with pytest.raises(ConnectionRefusedError):
                ask(port, "GET", "/healthz")
            assert running.end() == 0
        running.hear_out()
    events = [json.loads(line) for line in running.said]
    of_page = [one for one in events if one.get("page") == "uk" and "outcome" in one]
    assert {"first", "changed"} <= {one["outcome"] for one in of_page}
    assert all(one["check"] and one["host"] == "127.0.0.1" for one in of_page)
    assert [one["event"] for one in events][-1] == "Stopped."
