"""Compare a reading with what is remembered of the versions before: which series changed, and what a user hears.

Pure: values in, values out. Reading order: `comparing` (the story), `claims` (what a figure says besides its value),
`matching` (with `contexts`, `likeness`, `neighbourhoods`), `kinds`, `rules`; `doubts` holds back a text that is
strangely unlike the last; `indicators` gathers what any number of pages say of one thing; `diffs` is for the eye.
"""

from __future__ import annotations

from monitor.compare.alerting import wants
from monitor.compare.comparing import compare
from monitor.compare.indicators import Stated, Version, gather, gather_all, headings, restated, stale
from monitor.compare.matching.corrections import merge, split
from monitor.compare.plausibility import judge
from monitor.compare.suggesting import suggest
from monitor.compare.text_diff.lines import LONGEST, changed_outside
from monitor.compare.text_diff.text_diffs import line_diff

__all__ = [
    "LONGEST",
    "Stated",
    "Version",
    "changed_outside",
    "compare",
    "gather",
    "gather_all",
    "headings",
    "judge",
    "line_diff",
    "merge",
    "restated",
    "split",
    "stale",
    "suggest",
    "wants",
]
