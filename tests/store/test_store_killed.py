"""What was acknowledged survives a kill at any moment."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from store_world import HOUR, NOW, camp, page, visit

from monitor.home_ledger import open_store
from monitor.store import Store

RECORDER = Path(__file__).with_name("store_recorder.py")


def _recorded_until_killed(home: Path, count: int) -> list[str]:
    """Return the digests acknowledged by a recorder that was killed after at least *count* of them."""
    command = [sys.executable, str(RECORDER), str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as recorder:
        assert recorder.stdout is not None
        lines = [recorder.stdout.readline() for _ in range(count)]
        recorder.kill()
        lines += recorder.stdout.readlines()
    assert recorder.returncode == -9
    return [line.strip() for line in lines if line.endswith("\n")]


@pytest.mark.slow  # `make kill-test`, of which CI runs a short form, does the same with all that acknowledges
def test_every_acknowledged_version_survives_kills(tmp_path: Path) -> None:
    Store.create(tmp_path).close()
    acknowledged = [digest for kill in range(3) for digest in _recorded_until_killed(tmp_path, 1 + kill)]
    assert len(acknowledged) >= 6
    with open_store(tmp_path, writer=True) as store:
        kept = store.snapshots("uk")
        digests = [hashlib.sha256(store.body(one)).hexdigest() for one in kept]
        assert set(acknowledged) <= set(digests)
        every = store.snapshots("uk", evidence=True)  # a file whose row a kill had forestalled is adopted as evidence
        assert [one.number for one in every] == list(range(1, len(every) + 1))
        assert len(store.changes()) == len(kept) - 1
        assert store.state("uk").body_digest == digests[-1]
        assert visit(store, page("uk"), camp("9,000"), NOW + 1000 * HOUR).changes
    with closing(sqlite3.connect(tmp_path / "snapshots" / "monitor.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert list((tmp_path / "snapshots").glob("*/.*.tmp")) == []
