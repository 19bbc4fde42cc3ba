"""docs/reports.md describes what the renderers do."""

from __future__ import annotations

import re
from pathlib import Path

from monitor.report import RENDERERS
from monitor.report.as_csv import COLUMNS

DOCS = (Path(__file__).parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")


def test_every_format_is_described() -> None:
    assert re.findall(r"^\| `(\w+)` \|", DOCS, re.MULTILINE) == list(RENDERERS)


def test_every_csv_column_is_named_in_order() -> None:
    listed = DOCS.partition("## CSV columns")[2].partition("A page in trouble")[0]
    assert tuple(re.findall(r"`(\w+)`", listed)) == COLUMNS
