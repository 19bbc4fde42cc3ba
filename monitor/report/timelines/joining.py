"""Statements that say again what was said before, in other words or for a later day, are one run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.report.timelines.timeline import Run


def joined(runs: Iterable[Run]) -> list[Run]:
    """Return *runs*, in the order of time, those as one that say the same with no time in between."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last is None or not _goes_on(last, run):
            found.append(run)
            continue
        until = None if last.until is None or run.until is None else max(last.until, run.until)
        found[-1] = replace(last, until=until, times=last.times + run.times)
    return found


def _goes_on(last: Run, run: Run) -> bool:
    is_gap = last.until is not None and run.since > last.until
    return not is_gap and _said(last) == _said(run)


def _said(run: Run) -> tuple[object, ...]:
    figure = run.figure
    return figure.value, figure.low, figure.high, figure.unit, figure.quantifier
