"""A text diff as CSV (RFC 4180): a row a line of the text, formulas disarmed."""

from __future__ import annotations

import csv
import io

from monitor.model import LineDiff
from monitor.report.as_csv import cell
from monitor.report.clock import iso
from monitor.report.textdiff.arranging import Shown, arranged, sides
from monitor.report.textdiff.diff_model import Layout, PageDiff

COLUMNS = (
    "page", "old_captured_at", "new_captured_at", "became", "kind", "old_line", "new_line", "old_under", "new_under",
    "old_text", "new_text", "gone", "new",
)  # fmt: skip
"""The header. ``gone`` and ``new`` are the words that went and came, parted by " … "."""


def csv_diff(page: PageDiff, layout: Layout) -> str:
    """Return the lines of *page* that changed, with those around them, under a header line."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for part in arranged(page.text, layout.context):
        for line in (part.moved or part.lines) if isinstance(part, Shown) else ():
            writer.writerow(_row(page, line))
    return out.getvalue()


def _row(page: PageDiff, line: LineDiff) -> dict[str, object]:
    old, new = sides(line)
    return {
        "page": cell(page.text.page_id),
        "old_captured_at": iso(page.before.captured_at),
        "new_captured_at": iso(page.after.captured_at),
        "became": line.became.value,
        "kind": line.kind.value,
        "old_line": line.old or "",
        "new_line": line.new or "",
        "old_under": cell(line.old_under),
        "new_under": cell(line.new_under),
        "old_text": cell(old),
        "new_text": cell(new),
        "gone": cell(_words(line, -1)),
        "new": cell(_words(line, 1)),
    }


def _words(line: LineDiff, sign: int) -> str:
    return " … ".join(text.strip() for one, text in line.words if one == sign)
