"""Reports: findings as people read them, in six formats. Pure: a `Report` in, a string out.

A new format is one file with one function, one line in `RENDERERS` and one row in tests/report.
"""

from __future__ import annotations

from collections.abc import Callable

from monitor.report.as_csv import csv_report
from monitor.report.as_json import json_report
from monitor.report.atom import atom
from monitor.report.html import html
from monitor.report.markdown import markdown
from monitor.report.report_model import History, Report
from monitor.report.terminal import terminal

RENDERERS: dict[str, Callable[[Report], str]] = {
    "terminal": terminal,
    "html": html,
    "markdown": markdown,
    "json": json_report,
    "csv": csv_report,
    "atom": atom,
}

__all__ = ["RENDERERS", "History", "Report", "terminal"]
