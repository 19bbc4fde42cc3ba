"""The short form of `make upgrade-drill`: a home of the version before the ledger's tables changed, taken over."""

from __future__ import annotations

from pathlib import Path

import pytest
from upgrade_drill import before_last_schema, drill


@pytest.mark.slow
def test_a_home_of_the_version_before_is_taken_over_and_there_is_a_way_back(tmp_path: Path) -> None:
    revision = before_last_schema()
    if not revision:
        pytest.skip("this checkout has no history to take an earlier version from")
    outcome = drill(tmp_path, revision)
    assert outcome.wrong == []
    assert outcome.figures > 10
    assert outcome.told_by_upgrade == 0
