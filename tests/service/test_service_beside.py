"""What people do beside a running service: it checks what they ask for, and keeps what they say."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import Asked, Site, Step, page
from service_world import MONITOR, Changing, make_home, service

from monitor.cli import main

Monitor = Callable[..., tuple[int, str, str]]
READ = "followed from now on"
CALM = "The ministry keeps this page, on which it writes what its officers count in the camp every week, up to date."


@pytest.fixture
def monitor(capsys: pytest.CaptureFixture[str]) -> Monitor:
    """Return a function that runs a command on a home, in this process, and returns its status and what it printed."""

    def command(home: Path, *words: str) -> tuple[int, str, str]:
        status = 0
        try:
            main(["--home", str(home), *words])
        except SystemExit as ended:
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


@pytest.mark.slow
def test_a_page_is_checked_by_the_service_and_what_it_found_is_printed(tmp_path: Path, monitor: Monitor) -> None:
    with Site(Changing()) as served:
        home = make_home(tmp_path, {"uk": served.url, "fr": f"{served.url}/fr", "off": f"{served.url}/off"}, every="1d")
        pages = home / "config" / "pages.yaml"
        pages.write_text(pages.read_text().replace("id: off,", "id: off, enabled: false,"))
        with service(home) as running:
            running.wait_for(READ, times=2)
            status, said, _ = monitor(home, "check", "uk", "fr", "--exit-code")
            assert (status, said.count("people in the camp: rose from")) == (4, 2)
            assert "2 pages checked, 2 changes to tell; monitor report shows" in said
            status, said, _ = monitor(home, "check", "uk", "--json")
            (checked,) = map(json.loads, said.splitlines())
            assert (status, checked["outcome"], len(checked["changes"])) == (0, "changed", 1)
            assert checked["changes"][0]["difference"] in {"1", "2"}
            status, _, said = monitor(home, "check")
            assert (status, "Name those that it is to check now: monitor check PAGE" in said) == (6, True)
            assert monitor(home, "check", "off")[2] == (
                "monitor: off is disabled, and the service leaves it alone: monitor enable off\n"
            )
            assert monitor(home, "pause", "uk")[0] == 0
            assert "uk is paused, and the service leaves it alone: monitor resume uk" in monitor(home, "check", "uk")[2]
            assert monitor(home, "resume", "uk")[0] == 0
            (home / "snapshots" / ".lock").unlink()
            assert monitor(home, "run")[0] == 6
            assert running.end() == 0


class Doubtful:
    """A page that loses its figures after the first time, and then says so each time otherwise."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, _asked: Asked) -> list[Step]:
        self.asked += 1
        told = (
            "There are 7,000 people in the camp. Some 40 officers guard it."
            if self.asked == 1
            else "Nothing is counted."
        )
        ticking = f"<p>This page was made for you in {'abcdefghij'[self.asked % 10]} seconds.</p>"
        body = f"<html lang=en><title>Camp</title><main><p>{CALM}</p><p>{told}</p>{ticking}</main></html>"
        return page(body.encode())


@pytest.mark.slow
def test_what_people_say_is_heard_beside_the_service(tmp_path: Path, monitor: Monitor) -> None:
    with Site(Doubtful()) as served:
        home = make_home(tmp_path, {"uk": served.url}, every="1d")
        with service(home) as running:
            running.wait_for(READ)
            figures = [json.loads(line) for line in monitor(home, "figures", "uk", "--json")[1].splitlines()]
            one, other = (figure["series"] for figure in figures)
            assert monitor(home, "accept", "uk")[0] == 1
            assert monitor(home, "series", "rename", "uk", one, "all there")[0] == 0
            assert monitor(home, "series", "merge", "uk", other, "--into", one)[0] == 0
            status, said, _ = monitor(home, "check", "uk")
            assert (status, "uk: suspect (figures_lost)" in said) == (1, True)
            assert monitor(home, "accept", "uk")[0] == 0
            running.wait_for("no longer stated", since=0)
            assert "all there" in monitor(home, "history", "uk")[1]
            assert running.end() == 0


@pytest.mark.slow
def test_a_service_that_ends_leaves_nobody_waiting(tmp_path: Path, monitor: Monitor) -> None:
    with Site(Changing()) as served:
        home = make_home(tmp_path, {"uk": served.url}, every="1d")
        with service(home) as running:
            running.wait_for(READ)
            running.process.send_signal(19)  # SIGSTOP: it checks nothing
            with subprocess.Popen(
                [*MONITOR, "--home", str(home), "check", "uk"], stderr=subprocess.PIPE, text=True
            ) as asking:
                while asking.poll() is None:
                    page_now = json.loads(monitor(home, "status", "--json")[1])
                    if page_now["next_check_at"][:10] == page_now["last_ok_at"][:10]:  # it was asked for
                        break
                running.process.kill()
                running.process.wait()
                assert asking.wait(60) == 1
                assert asking.stderr is not None
                assert "The service ended before it had checked uk. Run the command again." in asking.stderr.read()
