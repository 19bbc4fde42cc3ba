"""The catalogue of bad answers through the whole program, in short: one fault of each row (`make bad-web` runs all)."""

from __future__ import annotations

import re

import pytest
from bad_web import GROWTH, stages, visits

ROW = re.compile(r"([NCA]\d+) ")
SLOW = (
    "N11 gzip bomb",
    "N13 endless body",
    "C2 nested 100,000 deep",
    "C3 a text of 11 MB",
)  # seconds of processor time
ELSEWHERE = {
    # rows that no answer of a server can stand for, and PDF, which is not read yet
    "N17", "N25", "C7", "C8", "C9", "C10", "C14", "C17",
}  # fmt: skip


def _rows() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for stage in stages()[0]:
        row = ROW.match(stage.fault.name)
        assert row, f"{stage.fault.name!r} names no row"
        found.setdefault(row[1], []).append(stage.fault.name)
    return found


def test_every_row_has_a_fault() -> None:
    wanted = {f"N{number}" for number in range(1, 26)} | {f"C{number}" for number in range(1, 18)}
    assert wanted - _rows().keys() == ELSEWHERE


@pytest.mark.slow
def test_one_fault_of_each_row_between_two_good_answers() -> None:
    chosen = frozenset(next(name for name in [*names[::-1], ""] if name not in SLOW) for names in _rows().values())
    rows, growth = visits(chosen - {""})
    assert len(rows) > 30
    assert [row for row in rows if row["wrong"]] == []
    assert growth < GROWTH
