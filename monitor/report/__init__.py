"""Reports: findings as people read them, in six formats. Pure: a `Report` in, a string out.

A new format is one file with one function, one line in `RENDERERS` and one row in tests/report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import cast

from monitor.report.report_model import History, Report

Renderer = Callable[[Report], str]


class _Renderers(Mapping[str, Renderer]):
    """The renderers by the names of their formats; each is imported when it is asked for."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places

    def __getitem__(self, name: str) -> Renderer:
        module, _, function = self._places[name].partition(":")
        return cast(Renderer, getattr(import_module(module), function))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


RENDERERS = _Renderers(
    {
        "terminal": "monitor.report.terminal:terminal",
        "html": "monitor.report.html:html",
        "markdown": "monitor.report.markdown:markdown",
        "json": "monitor.report.as_json:json_report",
        "csv": "monitor.report.as_csv:csv_report",
        "atom": "monitor.report.atom:atom",
    }
)

__all__ = ["RENDERERS", "History", "Report"]
