"""The formats of `monitor diff`: a new one is a file with one function, and a line here."""

from __future__ import annotations

from collections.abc import Callable

from monitor.report.textdiff.diff_csv import csv_diff
from monitor.report.textdiff.diff_html import html
from monitor.report.textdiff.diff_json import json_diff
from monitor.report.textdiff.diff_markdown import markdown
from monitor.report.textdiff.diff_model import Layout, PageDiff
from monitor.report.textdiff.diff_terminal import terminal

RENDERERS: dict[str, Callable[[PageDiff, Layout], str]] = {
    "terminal": terminal,
    "html": html,
    "markdown": markdown,
    "json": json_diff,
    "csv": csv_diff,
}
