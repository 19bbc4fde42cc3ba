"""The log: what is written of an event, for people and for machines, and that nothing waits for it."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Site, head

from monitor.cli import main
from monitor.cli.log import MOST_LINES, MOST_TEXT, Log, Style, is_journal
from monitor.errors import StoreError
from monitor.model.log_events import Level
from monitor.model.sanitize import is_hiding, visible

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOSTILE = "\x1b]0;owned\x07 \r\n2026-03-05T12:00:00Z  uk: unchanged\u2028\u202e\x00\ud800 " + "a" * 10_000
JSON = Style(form="json")
LEVELS: tuple[Level, ...] = "debug", "info", "warning", "error"


def _written(style: Style, tell: Callable[[Log], object]) -> list[str]:
    """Return the lines that a log in *style* writes of what *tell* tells it."""
    reader, writer = os.pipe()
    lines: list[str] = []

    def read() -> None:
        with os.fdopen(reader, encoding="utf-8", newline="\n") as pipe:
            lines.extend(line.removesuffix("\n") for line in pipe)

    listening = threading.Thread(target=read)
    listening.start()
    try:
        with Log(lambda: NOW, style, writer) as log:
            tell(log)
    finally:
        os.close(writer)
        listening.join()
    return lines


def test_an_event_is_a_line_with_its_time() -> None:
    assert _written(Style(), lambda log: log.say("uk: unchanged", page="uk", check=7)) == [
        "2026-03-05T12:00:00Z  uk: unchanged"
    ]


def test_who_wants_to_know_more_sees_the_fields() -> None:
    style = Style(least="debug")
    assert _written(style, lambda log: log.say("uk: unchanged", page="uk", seconds=0.25, reason=None)) == [
        "2026-03-05T12:00:00Z  uk: unchanged  level=info page=uk seconds=0.25"
    ]


def test_for_machines_an_event_is_an_object() -> None:
    (line,) = _written(JSON, lambda log: log.say("uk: 1 change", page="uk", check=7, outcome="changed", reason=None))
    assert list(json.loads(line).items()) == [
        ("timestamp", "2026-03-05T12:00:00Z"), ("level", "info"), ("event", "uk: 1 change"), ("page", "uk"),
        ("check", 7), ("outcome", "changed"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["console", "json"])
def test_what_a_page_says_is_one_harmless_line(form: str) -> None:
    (line,) = _written(Style(form=form, least="debug"), lambda log: log.say(visible(HOSTILE), reason=HOSTILE))
    assert not is_hiding(line)
    assert len(line) < 2 * len(HOSTILE)
    if form == "json":
        told = json.loads(line)
        assert "uk: unchanged" in told["event"]
        assert len(told["reason"]) <= 300


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_text_of_several_lines_is_cut_where_it_is_too_long(form: str) -> None:
    lines = _written(Style(form=form), lambda log: log.say("a mistake\n" * MOST_TEXT))
    assert sum(map(len, lines)) < 2 * MOST_TEXT
    assert len(lines) == (1 if form == "json" else MOST_TEXT // 10 + 1)
    assert lines[-1].rstrip('"}').endswith(" ...")


@pytest.mark.parametrize(
    ("least", "told"),
    [("debug", "debug info warning error"), ("info", "info warning error"), ("warning", "warning error")],
)  # fmt: skip
def test_less_is_told_to_who_wants_less(least: str, told: str) -> None:
    def tell(log: Log) -> None:
        for level in LEVELS:
            log.say(level, level=level)

    lines = _written(Style(least=least), tell)  # type: ignore[arg-type]
    assert [line.split()[1] for line in lines] == told.split()


@pytest.mark.parametrize(("form", "begins"), [("console", "<4>2026"), ("json", '<4>{"timestamp"')])
def test_the_journal_learns_how_much_each_line_matters(form: str, begins: str) -> None:
    lines = _written(
        Style(form=form, for_journal=True),
        lambda log: log.say("It has mistakes.\npages.yaml:1: this.", level="warning"),
    )
    assert [line.startswith("<4>") for line in lines] == [True] * (2 if form == "console" else 1)
    assert lines[0].startswith(begins)


def test_the_journal_is_known_by_the_file_that_stderr_is() -> None:
    stat = os.fstat(2)
    assert is_journal({"JOURNAL_STREAM": f"{stat.st_dev}:{stat.st_ino}"})
    assert not is_journal({"JOURNAL_STREAM": f"{stat.st_dev}:{stat.st_ino + 1}"})
    assert not is_journal({})


def test_what_libraries_warn_of_comes_the_same_way_without_our_secrets() -> None:
    def tell(log: Log) -> None:
        log.hide(("xoxb-5f1c",))
        logging.getLogger("urllib3").warning("Retrying %s", "https://chat.example/xoxb-5f1c\n/x")
        logging.getLogger("apscheduler.scheduler").info("Running job")
        log._from_libraries.emit(logging.LogRecord("wrong", logging.ERROR, "", 1, "%d", ("no number",), None))

    first, second = map(json.loads, _written(JSON, tell))
    assert (first["level"], first["logger"]) == ("warning", "urllib3")
    assert first["event"] == "urllib3: Retrying https://chat.example/***\n/x"
    assert second["level"] == "error"


def test_what_a_thread_dies_of_is_told() -> None:
    def die() -> None:
        raise StoreError("defect", "nobody foresaw this")

    def tell(_log: Log) -> None:
        thread = threading.Thread(target=die, name="fetch")
        thread.start()
        thread.join()

    (told,) = map(json.loads, _written(JSON, tell))
    assert told["event"] == "The thread fetch has died: StoreError('nobody foresaw this')"
    assert "Traceback" in told["exception"]
    assert threading.excepthook is threading.__excepthook__ or "Log" not in repr(threading.excepthook)


def test_a_reader_who_sleeps_holds_up_nobody_and_hears_later_what_is_lost() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writer, b"." * 4096)
    os.set_blocking(writer, True)
    with os.fdopen(reader, encoding="utf-8") as pipe, Log(lambda: NOW, JSON, writer) as log:
        for _ in range(2 * MOST_LINES):
            log.say("uk: unchanged", page="uk")
        told = next(line for line in pipe if "are lost by now" in line)  # it came so far, and the reader wakes up
    os.close(writer)
    said = json.loads(told)
    assert said["level"] == "warning"
    assert MOST_LINES - 2 <= int(said["event"].split()[0]) <= MOST_LINES


# -- through the command line -----------------------------------------------------------------------------------------


def _ran(words: list[str], capfd: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = 0
    try:
        main(words)
    except SystemExit as ended:
        status = int(ended.code or 0)
    printed = capfd.readouterr()
    return status, printed.out, printed.err


def test_check_tells_more_or_less_of_each_page_if_asked(home_of_cli: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Site(lambda _: [head("404 Not Found", "Content-Length: 0")]) as site:
        _follow(home_of_cli, site.url, capfd)
        status, out, err = _ran(["--home", str(home_of_cli), "-q", "check", "-v"], capfd)
        quiet = _ran(["--home", str(home_of_cli), "-q", "check"], capfd)
    told = "page=uk", "check=1", "host=127.0.0.1", "outcome=failed", "reason=http_404", "status=404"
    assert status == 1
    assert "uk: failed (http_404)" in out
    assert "1 page checked" in out
    assert [one for one in told if one not in err] == []
    assert len(err.splitlines()) == 1
    assert quiet[0] == 1
    assert [line.partition(":")[0] for line in quiet[1].splitlines()] == ["uk"]
    assert quiet[2] == ""


def _follow(home: Path, url: str, capfd: pytest.CaptureFixture[str]) -> None:
    entry = f"{{id: uk, url: '{url}', allow_private: true, ignore_robots: true}}"
    (home / "config" / "pages.yaml").write_text(f"pages: [{entry}]\n")
    _ran(["init", str(home)], capfd)


def test_a_service_that_ends_by_itself_says_why_in_the_form_of_its_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_LOG_FORMAT", "json")
    status, out, err = _ran(["--home", str(tmp_path), "run"], capfd)
    told = json.loads(err)
    assert (status, out) == (3, "")
    assert (told["level"], told["status"]) == ("error", 3)
    assert "there is no such file" in told["event"]
