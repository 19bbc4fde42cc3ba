"""A superscript is a digit to Python, and no number to `int`."""

from __future__ import annotations

import pytest

from monitor import figures
from monitor.model import Block, BlockKind, Text


@pytest.mark.parametrize("language", ["en", "fr", "de"])
@pytest.mark.parametrize("content", ["000²:0", "0:²000", "0:² MAY", "On ² March 5 men came.", "²/³ of 10 men", "p. ²3"])
def test_superscripts_beside_numbers_are_read_without_a_fault(language: str, content: str) -> None:
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(content))
    found, dropped = figures.find(Text(content=content, blocks=(block,), language=language))
    spans = [(one.start, one.end) for one in found] + [(one.start, one.end) for one in dropped]
    assert all(0 <= start < end <= len(content) for start, end in spans)
