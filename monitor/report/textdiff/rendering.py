"""The formats of `monitor diff`: a new one is a file with one function, and a line here."""

from __future__ import annotations

from collections.abc import Callable

from monitor.report.textdiff.as_csv import csv_diff
from monitor.report.textdiff.as_json import json_diff
from monitor.report.textdiff.html import html
from monitor.report.textdiff.markdown import markdown
from monitor.report.textdiff.model import Layout, PageDiff
from monitor.report.textdiff.terminal import terminal

RENDERERS: dict[str, Callable[[PageDiff, Layout], str]] = {
    "terminal": terminal,
    "html": html,
    "markdown": markdown,
    "json": json_diff,
    "csv": csv_diff,
}
