"""docs/data-dictionary.md describes every column of every table and view, and nothing else."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from empty_ledger import make_ledger, sqlite_alone

pytestmark = sqlite_alone

DOCUMENT = (Path(__file__).parents[2] / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    make_ledger(tmp_path)
    with closing(sqlite3.connect(tmp_path / "snapshots" / "monitor.db")) as connection:
        yield connection


def _described() -> dict[str, list[tuple[str, str]]]:
    sections: dict[str, list[tuple[str, str]]] = {}
    for section in re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)[1:]:
        columns = re.findall(r"^\| `(\w+)` \| (.+) \|$", section, re.MULTILINE)
        if columns:
            sections[section.splitlines()[0].strip()] = columns
    return sections


def test_every_column_is_described_and_nothing_else(ledger: sqlite3.Connection) -> None:
    names = ledger.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    tables = {name for (name,) in names if not name.startswith(("figures_fts", "_sqlite", "sqlite_"))}
    described = {table: [name for name, _ in columns] for table, columns in _described().items()}
    found = {
        table: [row[1] for row in ledger.execute(f"PRAGMA table_xinfo({table})")]  # names from the schema itself
        for table in tables
    }
    assert described == found


def test_every_description_says_something() -> None:
    told = [(table, name) for table, columns in _described().items() for name, says in columns if len(says.strip()) < 5]
    assert told == []


def test_the_full_text_index_is_mentioned(ledger: sqlite3.Connection) -> None:
    columns = [row[1] for row in ledger.execute("PRAGMA table_info(figures_fts)")]
    assert columns == ["sentence", "counts"]
    assert "`figures_fts`" in DOCUMENT


def test_there_are_example_queries() -> None:
    assert len(QUERIES) >= 3


@pytest.mark.parametrize("query", QUERIES)
def test_an_example_query_runs(ledger: sqlite3.Connection, query: str) -> None:
    assert ledger.execute(query).fetchall() == []
