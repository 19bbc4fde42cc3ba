"""Whether the service is alive and ready, and who may ask."""

from __future__ import annotations

import json
import shutil
import threading
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from empty_ledger import make_ledger

from monitor.config import Config, MetricsTable, mark_stale
from monitor.metrics.answers import Answer, App, judged
from monitor.metrics.health import Verdict, alive, ready
from monitor.model.addresses import parse
from monitor.model.log_events import unheard
from monitor.store import FOLDER
from monitor.watchdog import MISSED_TICKS, Watchdog
from monitor.web.listening import Listening

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
TIB = 2**40


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with an empty ledger, to be copied: making one takes a third of a second."""
    made = tmp_path_factory.mktemp("empty")
    make_ledger(made)
    return made


@pytest.fixture
def config(empty: Path, tmp_path: Path) -> Config:
    shutil.copytree(empty, tmp_path, dirs_exist_ok=True)
    return Config(home=tmp_path, disk_reserve=0)


@pytest.fixture
def watchdog() -> Watchdog:
    return Watchdog(threading.Event(), unheard, {}, tick=timedelta(seconds=1))


def _looks(watchdog: Watchdog, count: int) -> None:
    for _ in range(count):
        watchdog.turns.beat()
        watchdog.clock.is_lost()
        watchdog.turns.is_lost()


def test_it_is_alive_while_ticks_and_turns_come(watchdog: Watchdog) -> None:
    watchdog.clock.beat()
    _looks(watchdog, MISSED_TICKS // 2)
    assert alive(watchdog).is_well
    _looks(watchdog, 1)
    assert alive(watchdog).checks == {"ticks": "nothing new for long", "turns": "ok"}
    watchdog.clock.beat()
    _looks(watchdog, 1)
    assert alive(watchdog).is_well


def test_it_is_ready_once_a_tick_was_whole(watchdog: Watchdog, config: Config) -> None:
    assert ready(watchdog, config).checks["first_tick"] == "not whole yet"
    watchdog.ticked()
    assert ready(watchdog, config) == Verdict(dict.fromkeys(("ticks", "turns", "first_tick", "ledger", "disk"), "ok"))


def test_a_full_disk_is_not_cured_by_a_new_start(watchdog: Watchdog, config: Config) -> None:
    watchdog.ticked()
    verdict = ready(watchdog, Config(home=config.home, disk_reserve=1024 * TIB))
    assert alive(watchdog).is_well
    assert not verdict.is_well
    assert verdict.checks["disk"].startswith("nearly full: ")


def test_a_ledger_that_is_gone_is_told(watchdog: Watchdog, config: Config) -> None:
    watchdog.ticked()
    shutil.rmtree(config.home / FOLDER)
    checks = ready(watchdog, config).checks
    assert checks["ledger"] == "cannot be asked: missing"
    assert checks["disk"].startswith("cannot be looked at")


def test_mistakes_in_the_configuration_are_noted_and_stop_nothing(watchdog: Watchdog, config: Config) -> None:
    watchdog.ticked()
    (config.home / FOLDER / ".last-good-config.json").write_text('{"digest": "1"}')
    mark_stale(config.home / FOLDER, NOW)
    verdict = ready(watchdog, config)
    assert verdict.is_well
    assert verdict.notes == {"configuration": "has mistakes since 2026-03-05T12:00:00Z, the one before is in force"}


# -- who asks what ----------------------------------------------------------------------------------------------------


def _ask(
    host: str = "127.0.0.1:9464", method: str = "GET", path: str = "/healthz", *, listen: str = "127.0.0.1:9464"
) -> tuple[str, dict[str, str], bytes]:
    begun: list[Any] = []
    answers = {
        "/healthz": lambda: judged(Verdict({"ticks": "ok"})),
        "/readyz": lambda: judged(Verdict({"disk": "full"})),
    }
    app = App(answers, Listening(parse(f"http://{listen}/"), names=frozenset({"monitor"})))
    environ = {"HTTP_HOST": host, "REQUEST_METHOD": method, "PATH_INFO": path}
    body = b"".join(app(environ, lambda status, headers: begun.extend((status, dict(headers)))))
    return begun[0], begun[1], body


@pytest.mark.parametrize(
    ("host", "listen", "is_answered"),
    [
        ("127.0.0.1:9464", "127.0.0.1:9464", True),
        ("localhost:9464", "127.0.0.1:9464", True),
        ("monitor:9464", "127.0.0.1:9464", True),
        ("MONITOR", "127.0.0.1:9464", True),
        ("evil.example", "127.0.0.1:9464", False),
        ("evil.example:9464", "0.0.0.0:9464", False),
        ("192.0.2.7:9464", "0.0.0.0:9464", True),
        ("192.0.2.7:9464", "127.0.0.1:9464", False),
        ("", "127.0.0.1:9464", False),
        ("monitor:x", "127.0.0.1:9464", False),
        ("evil.example:monitor", "127.0.0.1:9464", False),
    ],
)
def test_a_page_elsewhere_cannot_reach_it_by_a_name_of_its_own(host: str, listen: str, is_answered: bool) -> None:
    assert _ask(host, listen=listen)[0].startswith("200" if is_answered else "400")


def test_it_is_only_asked() -> None:
    status, headers, _ = _ask(method="POST")
    assert (status, headers["Allow"]) == ("405 Method Not Allowed", "GET, HEAD")
    assert _ask(method="HEAD") == (*_ask()[:2], b"")
    assert _ask(path="/")[0] == "404 Not Found"
    assert _ask(path="/metrics\u202e")[2] == b"Here are /healthz, /readyz.\n"


def test_the_verdict_is_json_with_a_status_for_machines() -> None:
    status, headers, body = _ask()
    assert (status, headers["Content-Type"]) == ("200 OK", "application/json")
    assert json.loads(body) == {"status": "ok", "checks": {"ticks": "ok"}, "notes": {}}
    status, _, body = _ask(path="/readyz")
    assert status == "503 Service Unavailable"
    assert json.loads(body)["status"] == "failing"


def test_a_verdict_hides_nothing() -> None:
    answer: Answer = judged(Verdict({"ledger": "\x1b[2J\u202e"}))
    assert answer[0] is HTTPStatus.SERVICE_UNAVAILABLE
    assert b"\\u001b[2J\\u202e" in answer[2]


def test_the_place_is_a_host_and_a_port() -> None:
    assert MetricsTable.model_validate({"listen": "127.0.0.1:9464"}).listen == "127.0.0.1:9464"
    assert MetricsTable().listen is None
