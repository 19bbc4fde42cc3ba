"""A text diff as one HTML file, like the report: it loads nothing and runs nothing. Reports embed the same drawing."""

from __future__ import annotations

from monitor.report.clock import Clock
from monitor.report.html import document
from monitor.report.textdiff.diff_model import Layout, PageDiff


def html(page: PageDiff, layout: Layout) -> str:
    """Return *page* as a whole document in UTF-8."""
    title = page.text.page_title or page.text.page_id
    return document("page_diff", page=page, layout=layout, title=title, clock=Clock(page.time_zone))
