"""Which pieces are the numbers of a table, and which may head its rows."""

from __future__ import annotations

import re

from monitor.extract.inline import LOWERED, NOTED, RAISED
from monitor.extract.table_headers import is_name

_RAISED = re.compile(f"[{RAISED}{NOTED}][^{LOWERED}]*{LOWERED}")
_BLANKS = frozenset(("-", "–", "—", "*", "**", "..", "...", "…", ":", "x", "X", "n/a", "N/A", "."))
_LONGEST = 30  # characters of a number with its unit, or of two: "12 (4.5 %)"
_MOST_LETTERS = 4
# A sign, a bracket, a currency or "n=" may stand before the digits; a word may not: "Pro 100 000" heads a column.
_BEGINS = re.compile(r"[\W_]*(?:[A-Z]{1,3}[.$]? ?|[a-z]{1,2}[.=] ?)?[\W_]*\d")


def is_number(text: str) -> bool:
    """Return whether *text* is a number as tables hold them, its sign, unit and note with it."""
    text = _RAISED.sub("", text)
    letters = sum(map(str.isalpha, text))
    return len(text) <= _LONGEST and letters <= _MOST_LETTERS and _BEGINS.match(text) is not None


def is_blank(text: str) -> bool:
    """Return whether *text* stands for a number that is not there."""
    return _RAISED.sub("", text).strip() in _BLANKS


def is_label(text: str) -> bool:
    """Return whether *text* can head a row or a column."""
    bare = _RAISED.sub("", text).strip()
    return bool(bare) and is_name(bare)
