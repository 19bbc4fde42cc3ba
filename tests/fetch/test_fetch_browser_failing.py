"""Browsers that do not start, die or hang: a program in Chromium's place, as it fails on somebody's machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from fetch_world import HTML, failure, fetch
from loopback import Site, page

from monitor.errors import FetchError
from monitor.fetch.browser import installed
from monitor.model import Outcome

NO_SANDBOX = "echo '[1:1:FATAL:sandbox_linux.cc] No usable sandbox! If you are running on ...' >&2; exit 1"
FAILS = [
    (NO_SANDBOX, "browser_sandbox", "no page is loaded without one"),
    ("exit 3", "browser_failed", "Chromium could not load the page"),
    pytest.param("sleep 999", "timeout_total", "within the time allowed", marks=pytest.mark.slow),
]


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the file of what will be taken for Chromium, where another user can run it: root's browser is nobody."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:{os.defpath}")
        yield Path(folder) / "chromium"


@pytest.mark.parametrize(("script", "reason", "said"), FAILS)
def test_a_browser_that_fails_says_why_and_is_gone(chromium: Path, script: str, reason: str, said: str) -> None:
    chromium.write_text(f"#!/bin/sh\n{script}\n")
    chromium.chmod(0o755)
    limits = {"total": timedelta(seconds=2)} if reason == "timeout_total" else {}
    with Site(lambda _: page(HTML)) as site:
        got = failure(fetch(site, render="browser", limits=limits))
    assert (got.outcome, got.reason) == (Outcome.FAILED, reason)
    assert said in got.detail
    assert not any("sleep" in one.name() for one in psutil.Process().children(recursive=True))


def test_a_folder_that_cannot_be_written_is_said(chromium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chromium.write_text("#!/bin/sh\n")
    chromium.chmod(0o755)
    monkeypatch.setattr(tempfile, "tempdir", str(chromium))  # no folder
    with Site(lambda _: page(HTML)) as site:
        got = failure(fetch(site, render="browser"))
    assert (got.reason, "No browser could be started" in got.detail) == ("browser_failed", True)


MISSING = [
    ({"library": "no_such_library"}, "the extra `browser` of this program is not installed"),
    ({"names": ["no-such-chromium"], "places": ["/no/such/place"]}, "this machine has no Chromium"),
]


@pytest.mark.parametrize(("looked_for", "said"), MISSING)
def test_what_is_missing_is_named(looked_for: dict[str, str], said: str) -> None:
    with pytest.raises(FetchError, match=said) as raised:
        installed.chromium(**looked_for)
    assert (raised.value.reason, raised.value.retryable) == ("browser_missing", False)


def test_the_system_s_chromium_is_found_by_any_of_its_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("google-chrome", "chromium"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
        assert installed.chromium() == str(tmp_path / name)
    assert installed.chromium(names=[], places=["/no/such/place", __file__]) == __file__
