"""docs/datasette.yaml names tables, views and columns that there are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import ruamel.yaml
from empty_ledger import make_ledger

DOCUMENT = Path(__file__).parents[2] / "docs" / "datasette.yaml"
TABLES = ruamel.yaml.YAML(typ="safe").load(DOCUMENT)["databases"]["ledger"]["tables"]


@pytest.mark.parametrize("table", TABLES)
def test_every_facet_is_a_column(table: str, tmp_path: Path) -> None:
    make_ledger(tmp_path)
    told = TABLES[table]
    with closing(sqlite3.connect(tmp_path / "snapshots" / "monitor.db")) as ledger:
        columns = {row[1] for row in ledger.execute(f"PRAGMA table_info({table})")}
    assert {*told["facets"], *(told[key] for key in ("sort_desc", "label_column") if key in told)} <= columns
