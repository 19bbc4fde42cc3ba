"""What is told reaches the channels that the user has named, through the command line and the service."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from loopback import HANG, Asked, Site, Step, page
from services import run_of, started

from monitor.cli import main
from monitor.cli.demo.site import Site as Demo

Run = Callable[..., tuple[int, str, str]]
SETTINGS = """contact: me@example.org
limits: {{host_gap: 0s, total: 2s}}
channels:
  - name: log
    file: told.jsonl
  - name: desk
    webhook: {}/hook/${{DESK_TOKEN}}
    allow_private: true
"""


class Hook:
    """A webhook that answers as the test says."""

    def __init__(self) -> None:
        self.steps: Sequence[Step] = page(b"", "204 No Content")

    def __call__(self, asked: Asked) -> Sequence[Step]:  # noqa: ARG002
        return self.steps


@pytest.fixture
def demo() -> Iterator[Demo]:
    with Demo(date(2026, 3, 5)) as served:
        yield served


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
def desk(hook: Hook) -> Iterator[Site]:
    with Site(hook) as served:
        yield served


@pytest.fixture
def run(
    tmp_path: Path, desk: Site, demo: Demo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Return what runs a command in a home that follows one page of the demo, read for the first time."""
    monkeypatch.setenv("DESK_TOKEN", "s3cret")
    (tmp_path / "config").mkdir()
    entry = f"  - {{id: ministry, url: '{demo.address}/statement', allow_private: true, every: 1s}}\n"
    (tmp_path / "config" / "pages.yaml").write_text(f"pages:\n{entry}")
    (tmp_path / "config" / "monitor.yaml").write_text(SETTINGS.format(desk.url))

    def command(*words: str) -> tuple[int, str, str]:
        status = 0
        try:
            main(["--home", str(tmp_path), *words])
        except SystemExit as ended:
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        assert "s3cret" not in printed.out + printed.err
        return status, printed.out, printed.err

    command("init", str(tmp_path))
    assert "followed from now on" in command("check")[1]
    return command


def _told(home: Path) -> list[dict[str, object]]:
    path = home / "told.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_a_check_sends_what_it_found_to_every_channel(run: Run, demo: Demo, desk: Site, tmp_path: Path) -> None:
    assert (_told(tmp_path), desk.asked) == ([], [])
    demo.advance()
    assert run("check")[0] == 0
    (told,) = _told(tmp_path)
    assert {key: told[key] for key in ("version", "page")} == {"version": 1, "page": "ministry"}
    findings = json.loads(run("report", "--format", "json")[1])["findings"]
    assert told["findings"] == findings
    assert len(findings) == 3
    (asked,) = desk.asked
    posted = json.loads(asked.body)
    assert posted["findings"] == findings
    assert asked.path == "/hook/s3cret"
    assert asked.headers["idempotency-key"] == posted["key"] != told["key"]
    assert run("notify", "list") == (0, "", "Nothing is owed.\n")
    run("check")
    assert (len(_told(tmp_path)), len(desk.asked)) == (1, 1)


def test_what_is_owed_is_shown_until_it_is_sent(run: Run, demo: Demo, desk: Site, hook: Hook, tmp_path: Path) -> None:
    demo.advance()
    hook.steps = page(b"", "500 Oops")
    status, _, err = run("check")
    assert (status, "desk: the report on ministry was not sent" in err, "status 500" in err) == (0, True, True)
    assert len(_told(tmp_path)) == 1
    status, out, _ = run("notify", "list")
    assert (status, "desk  ministry (3 findings)  owed since" in out, "1 attempt failed" in out) == (0, True, True)
    (owed,) = map(json.loads, run("notify", "list", "--json")[1].splitlines())
    assert (owed["channel"], owed["state"], owed["attempts"]) == ("desk", "owed", 1)
    assert owed["reason"] == "The webhook answers with status 500."
    assert "channel desk: 1 report is owed" in run("status")[2]
    run("check")
    assert len(desk.asked) == 1  # it is not tried again before a minute has passed
    hook.steps = page()
    assert "next attempt 20" in run("notify", "list")[1]
    assert "1 report is due now" in run("notify", "retry", "desk")[1]
    assert "due: `monitor run` sends it" in run("notify", "list")[1]
    run("check")
    assert [asked.headers["idempotency-key"] for asked in desk.asked] == [owed["key"]] * 2
    assert run("notify", "list")[2] == "Nothing is owed.\n"
    assert "channel" not in run("status")[2]


def test_channels_are_tried_out(run: Run, hook: Hook, tmp_path: Path) -> None:
    assert run("notify", "test")[:2] == (0, "log: the message was taken\ndesk: the message was taken\n")
    assert _told(tmp_path)[0]["test"] is True
    hook.steps = page(b"", "404 Not Found")
    status, out, _ = run("notify", "test", "desk")
    assert (status, out) == (1, "desk: The webhook answers with status 404.\n")
    status, _, err = run("notify", "test", "dsk")
    assert (status, "There is no channel 'dsk'" in err) == (2, True)


def test_a_channel_that_left_the_configuration_is_named(run: Run, demo: Demo, hook: Hook, tmp_path: Path) -> None:
    demo.advance()
    hook.steps = page(b"", "500 Oops")
    run("check")
    settings = tmp_path / "config" / "monitor.yaml"
    settings.write_text(settings.read_text().partition("  - name: desk")[0])
    assert "no such channel is configured any more" in run("notify", "list")[1]
    assert "no such channel is configured any more" in run("status")[2]


@pytest.mark.slow
def test_a_webhook_that_hangs_delays_neither_checks_nor_the_other_channel(
    run: Run, demo: Demo, desk: Site, hook: Hook, tmp_path: Path
) -> None:
    assert run("status")[0] == 0
    hook.steps = [HANG]
    settings = tmp_path / "config" / "monitor.yaml"
    settings.write_text(settings.read_text().replace(", total: 2s", ""))  # thirty seconds, for a message
    with started(run_of(tmp_path), environ={"PYTHONUNBUFFERED": "1"}) as service:
        assert service.stderr is not None
        for line in service.stderr:
            if "Following" in line:
                demo.visit = 1
            elif "to 5,107" in line:
                demo.visit = 4
            elif "to 5,390" in line:
                service.send_signal(signal.SIGTERM)
        assert service.wait(60) == 0
    assert len(_told(tmp_path)) == 2
    assert len(desk.asked) == 1
    owed = [json.loads(line)["channel"] for line in run("notify", "list", "--json")[1].splitlines()]
    assert owed == ["desk", "desk"]


def test_channels_choose_what_they_are_told_and_when(run: Run, demo: Demo, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "monitor.yaml"
    settings.write_text("""contact: me@example.org
limits: {host_gap: 0s, total: 2s}
channels:
  - {name: news, feed: news.atom}
  - {name: gone, file: gone.jsonl, kinds: DISAPPEARED}
  - {name: anna, file: told.jsonl, person: anna, min_absolute: 200}
  - {name: weekly, file: week.jsonl, person: anna, when: weekly, on: monday, at: 08:00}
""")
    assert run("config", "check")[0] == 0
    assert run("notify", "test", "news")[:2] == (0, "news: the message was taken\n")
    assert "<entry>" not in (tmp_path / "news.atom").read_text()
    demo.advance()
    run("check")
    assert (tmp_path / "news.atom").read_text().count("<entry>") == 3
    assert not (tmp_path / "gone.jsonl").exists()
    (told,) = _told(tmp_path)
    assert isinstance(told["findings"], list)
    assert [one["new"]["value"] for one in told["findings"]] == ["5107"]
    status, out, _ = run("notify", "list")
    assert (status, "weekly  ministry (2 findings)  owed since" in out) == (0, True)
    assert re.search(r"waits for the digest at \d{4}-\d\d-\d\d 08:00 UTC$", out.strip())
    (owed,) = map(json.loads, run("notify", "list", "--json")[1].splitlines())
    assert (owed["topic"], owed["waits_for"], owed["findings"]) == ("changes", "digest", 2)
