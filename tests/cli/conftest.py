"""A home, its commands run in this process, and the demo's site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve the demo's site."""
    with Site(date(2026, 3, 5)) as served:
        yield served


@pytest.fixture
def home_of_cli(tmp_path: Path) -> Path:
    """Return a home with a configuration and no page."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text("allow_empty: true\npages: []\n")
    (tmp_path / "config" / "monitor.yaml").write_text("contact: me@example.org\nlimits: {host_gap: 0s}\n")
    return tmp_path


@pytest.fixture
def run(home_of_cli: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command on the home, and returns its status and what it printed."""

    def command(*words: str) -> tuple[int, str, str]:
        status = 0
        try:
            main(["--home", str(home_of_cli), *words])
        except SystemExit as ended:
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    command("init", str(home_of_cli))
    return command
