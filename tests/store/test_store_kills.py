"""The short form of `make kill-test`: kills at random moments lose nothing that was said to be recorded."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
from kill_test import kill_test
from load import body, lost, served, untold

KILLS = 20


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_by_random_kills(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with served(home):
        outcome = kill_test(home, KILLS, random.Random(2026))
    assert outcome.wrong == []
    assert outcome.kills == KILLS
    assert len(outcome.acknowledged) > KILLS
    assert lost(home, [("page-0", 999)]) == ["page-0 999: no snapshot", "page-0 999: told 0 times"]
    assert untold(home, [("page-0", 999)]) == ["page-0 999: neither told nor owed"]
    assert len((home / "told.jsonl").read_text().splitlines()) > KILLS
    page, number = max(outcome.acknowledged)
    (file,) = [
        path
        for path in (home / "snapshots" / page).glob("*.gz")
        if gzip.decompress(path.read_bytes()) == body(page, number)
    ]
    file.write_bytes(gzip.compress(body(page, number + 1)))  # the proof itself is seen to fail
    assert lost(home, outcome.acknowledged) == [f"{page} {number}: {page}/{file.name}"]
