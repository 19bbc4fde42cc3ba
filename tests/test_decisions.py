"""How many decisions a function takes: few enough to be read at once, by radon's count (boolean operators, too)."""

from __future__ import annotations

from pathlib import Path

from radon.complexity import cc_visit

ROOT = Path(__file__).parents[1] / "monitor"
MOST = 20  # of any function
MANY, SHARE = 10, 0.04  # at most this share of all functions takes more


def test_functions_take_few_decisions() -> None:
    counts = {
        f"{path.relative_to(ROOT)}:{block.lineno} {block.fullname}": int(block.complexity)
        for path in sorted(ROOT.rglob("*.py"))
        for block in cc_visit(path.read_text(encoding="utf-8"))
        if block.letter in "FM"
    }
    many = {name: count for name, count in counts.items() if count > MANY}
    assert {name: count for name, count in many.items() if count > MOST} == {}
    assert len(many) < SHARE * len(counts), f"{len(many)} of {len(counts)} functions take more than {MANY}: {many}"
