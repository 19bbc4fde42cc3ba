"""A number passes in one direction: its stages are called from the scanner, and none reaches back to one after it."""

from __future__ import annotations

import ast
from pathlib import Path

from monitor import figures

STAGES = (
    "fractions",
    "word_sums",
    "cardinals",
    "measures",
    "amounts",
    "shares",
    "remainders",
    "ranges",
)  # as a number passes them
ROOM = next(Path(figures.__file__).parent.rglob("ranges.py")).parent


def imported(path: Path) -> set[str]:
    """Return the last names of all that the file *path* imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names |= {str(node.module).rpartition(".")[2], *(alias.name for alias in node.names)}
    return names


def test_a_stage_knows_only_stages_before_it() -> None:
    for place, stage in enumerate(STAGES):
        assert imported(ROOM / f"{stage}.py").isdisjoint(STAGES[place:]), stage


def test_the_scanner_alone_calls_what_words_and_neighbours_make_of_a_number() -> None:
    calling = {path for path in ROOM.glob("*.py") if not imported(path).isdisjoint(STAGES[4:])}
    assert [path for path in calling if "def scan(" not in path.read_text(encoding="utf-8")] == []
    assert len(calling) == 1
