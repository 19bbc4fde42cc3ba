"""A snapshot that is missing or altered takes nothing away but its own proof."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from empty_ledger import folder_alone
from store_world import recorded

from monitor.cli import main
from monitor.report import RENDERERS

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return recorded(tmp_path / "home", NOW - timedelta(hours=4))


def _report(home: Path, capsys: pytest.CaptureFixture[str], name: str) -> str:
    main(["--home", str(home), "report", "--format", name])
    return capsys.readouterr().out


@folder_alone
@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("how", ["missing", "altered"])
def test_a_report_tells_its_findings_without_their_proof(
    name: str, how: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sorted((home / "snapshots" / "uk").glob("*.gz"))[-1]
    if how == "missing":
        file.unlink()
    else:
        file.write_bytes(gzip.compress(b"altered"))
    told = "".join(_report(home, capsys, name).split())
    assert "9,000" in told
    assert "7,500" in told
    assert f"uk/{file.name}" in told
    assert ("lost" if name == "csv" else "Itsproofislost") in told


@folder_alone
def test_only_the_findings_that_it_proves_are_without_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sorted((home / "snapshots" / "uk").glob("*.gz"))[-1].unlink()
    found = json.loads(_report(home, capsys, "json"))["findings"]
    assert sorted(bool(one["lost"]) for one in found) == [False, True]


@folder_alone
def test_what_cannot_be_shown_says_what_cures_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sorted((home / "snapshots" / "uk").glob("*.gz"))[-1].unlink()
    with pytest.raises(SystemExit) as ended:
        main(["--home", str(home), "diff", "uk"])
    assert ended.value.code == 5
    assert "monitor verify --repair" in capsys.readouterr().err
