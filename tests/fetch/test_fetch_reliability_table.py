"""docs/reliability.md: every row is there, says what the user sees, and names tests that exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = re.compile(r"\| ([NBCSPFA]\d+) \| (.+?) \| (.+?) \| (.+?) \|")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
WANTED = [
    *(f"N{number}" for number in range(1, 26)),
    *(f"B{number}" for number in range(1, 10)),
    *(f"C{number}" for number in range(1, 27)),
    *(f"S{number}" for number in range(1, 24)),
    *(f"P{number}" for number in range(1, 11)),
    *("P18", "P24", "P25", "P26", "P27"),
    *("P11", "P12", "P13", "P14", "P15", "P16", "P17", "P19", "P20", "P21", "P22", "P23"),
    *("F1", "F2", "F3", "F4", "F12", "F13", "F14"),
    *(f"F{number}" for number in range(5, 12)),
    *("A1", "A2", "A21", "A3", "A5", "A9", "A12", "A13", "A14", "A15", "A16", "A17", "A18", "A20"),
    *("A4", "A6", "A7", "A8", "A11", "A19"),
]
ROWS = [
    match.groups()
    for line in (ROOT / "docs/reliability.md").read_text("utf-8").splitlines()
    if (match := TABLE.fullmatch(line))
]


@cache
def _tests_of(path: Path) -> frozenset[str]:
    return frozenset(node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef))


def test_every_row_is_told_once_and_in_order() -> None:
    assert [row for row, *_ in ROWS] == WANTED


@pytest.mark.parametrize(("row", "fault", "outcome", "tests"), ROWS, ids=WANTED[: len(ROWS)])
def test_every_row_names_tests_that_exist(row: str, fault: str, outcome: str, tests: str) -> None:
    named = NAMED.findall(tests)
    assert named, f"{row} ({fault}: {outcome}) names no test"
    assert ", ".join(f"`{path}::{name}`" for path, name in named) == tests
    for path, name in named:
        assert name in _tests_of(ROOT / path), f"{row}: {path} has no {name}"
