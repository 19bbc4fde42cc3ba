"""The short form of `make restore-drill`: backups of a service under load, restored and opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from restore_drill import drill


@pytest.mark.slow
def test_backups_under_load_are_whole(tmp_path: Path) -> None:
    outcome = drill(tmp_path, 2)
    assert outcome.wrong == []
    assert (outcome.backups, outcome.acknowledged > 0) == (2, True)
