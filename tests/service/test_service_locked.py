"""Another program holds the ledger, for longer than the store waits: the service goes on when it is free again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from loopback import Site
from service_world import Changing, Running, make_home, service

LONGER = 14.0  # seconds; the store waits for ten


def _hold(home: Path, begin: str, running: Running, wanted: str) -> None:
    """Hold the ledger of *home* until the service has been refused, and a while longer."""
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db", isolation_level=None)) as other:
        other.execute(begin)
        with pytest.raises(AssertionError, match="never said"):
            running.wait_for(wanted, within=LONGER)
        other.execute("ROLLBACK")


@pytest.mark.slow
def test_held_exclusively_nothing_is_read_or_written_and_then_it_goes_on(tmp_path: Path) -> None:
    with Site(Changing()) as served:
        home = make_home(tmp_path, {"uk": served.url})
        with service(home) as running:
            running.wait_for("rose from")
            _hold(home, "BEGIN EXCLUSIVE", running, "Stopped")
            running.wait_for("rose from", times=2)
            assert running.end() == 0


@pytest.mark.slow
def test_held_when_it_begins_it_waits(tmp_path: Path) -> None:
    with Site(Changing()) as served:
        home = make_home(tmp_path, {"uk": served.url})
        with closing(sqlite3.connect(home / "snapshots" / "monitor.db", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with service(home) as running:
                with pytest.raises(AssertionError, match="never said"):
                    running.wait_for("Stopped", within=LONGER)
                other.execute("ROLLBACK")
                running.wait_for("followed from now on")
                assert running.end() == 0


@pytest.mark.slow
def test_held_for_writing_while_the_configuration_changes(tmp_path: Path) -> None:
    with Site(Changing()) as served:
        home = make_home(tmp_path, {"uk": served.url})
        with service(home) as running:
            running.wait_for("followed from now on")
            pages = home / "config" / "pages.yaml"
            entry = pages.read_text().replace("pages:\n", "")
            pages.write_text(pages.read_text() + entry.replace("uk", "fr").replace(served.url, f"{served.url}/fr"))
            _hold(home, "BEGIN IMMEDIATE", running, "read again")
            running.wait_for("fr: read for the first time")
            assert any("read again: 2 pages" in line for line in running.said)
            assert running.end() == 0
