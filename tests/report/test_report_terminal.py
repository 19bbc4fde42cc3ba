"""Lines of a terminal: as wide as it is, broken at plain spaces alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_fakes import everything
from rich.cells import cell_len

from monitor.report.terminal import terminal
from monitor.report.terminal_rows import breaks


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("  two words", ["  two ", "words"]),
        ("rose by 16\u00a0% now", ["rose by ", "16\u00a0% now"]),
        ("1\u202f160\u202f000 people", ["1\u202f160\u202f000 ", "people"]),
        ("a verylongword b", ["a ", "verylongwo", "rd b"]),
        ("四四四四四四 四", ["四四四四四", "四 四"]),
    ],
)
def test_a_line_is_broken_where_it_may(text: str, lines: list[str]) -> None:
    at = [0, *breaks(text, 10), len(text)]
    assert [text[start:end] for start, end in pairwise(at)] == lines


@given(st.text(" ab\u00a0四…\u0301", max_size=60), st.integers(2, 12))
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    at = [0, *breaks(text, width), len(text)]
    assert at == sorted(set(at)) or not text
    assert all(cell_len(text[start:end].rstrip(" ")) <= width for start, end in pairwise(at))


@pytest.mark.parametrize("width", [40, 60, 100])
def test_a_report_keeps_to_the_terminal(width: int) -> None:
    report = replace(everything(), diffs=())
    assert max(map(cell_len, terminal(report, width=width).splitlines())) <= width
