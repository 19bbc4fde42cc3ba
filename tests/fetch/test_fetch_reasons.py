"""Every way of failing has a name, a sentence, and something a person can do; the documentation lists them all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.errors import FetchError
from monitor.fetch.failures import OUTCOMES, failed, of_status

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "monitor" / "fetch").rglob("*.py"))
RELIABILITY = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
TEST = re.compile(r"`(tests/[a-z_/]+\.py)(?:::(test_[a-z0-9_]+))?`")


def test_every_reason_in_the_code_is_known() -> None:
    used = {name for path in SOURCES for name in re.findall(r'FetchError\(\s*"([a-z0-9_]+)"', path.read_text())}
    used |= {name for path in SOURCES for name in re.findall(r'\("(tls_[a-z_]+)", "', path.read_text())}
    assert used
    assert used == set(OUTCOMES) & used
    assert set(OUTCOMES) == used


@pytest.mark.parametrize("reason", OUTCOMES)
def test_every_reason_is_documented(reason: str) -> None:
    assert failed(FetchError(reason, "What happened.")).reason == reason
    assert f"`{reason}`" in RELIABILITY


@pytest.mark.parametrize("status", [201, 302, 400, 404, 418, 500, 599])
def test_every_status_is_said(status: int) -> None:
    got = failed(of_status(status))
    assert got.reason == f"http_{status}"
    assert str(status) in got.detail


ROWS = [f"N{number}" for number in range(1, 26)] + [f"C{number}" for number in range(1, 18)]
ATTACKS = ["A1", "A2", "A3", "A12", "A13", "A14", "A18"]


@pytest.mark.parametrize("row", ROWS + ATTACKS)
def test_every_row_of_the_catalogue_is_in_the_table(row: str) -> None:
    assert re.search(rf"^\| {row} \|", RELIABILITY, re.MULTILINE)


@pytest.mark.parametrize(("file", "name"), sorted(set(TEST.findall(RELIABILITY))))
def test_every_test_that_the_table_names_exists(file: str, name: str) -> None:
    path = ROOT / file
    assert path.exists()
    assert not name or f"def {name}(" in path.read_text(encoding="utf-8")
