"""Statements that say again what was said before, in other words or for a later day, are one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor.report.timelines.timeline import Run


def joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield *runs*, in the order of time, those as one that say the same with no time in between."""
    last: Run | None = None
    for run in runs:
        if last is None or not _goes_on(last, run):
            if last is not None:
                yield last
            last = run
            continue
        until = None if last.until is None or run.until is None else max(last.until, run.until)
        last = replace(last, until=until, times=last.times + run.times)
    if last is not None:
        yield last


def _goes_on(last: Run, run: Run) -> bool:
    is_gap = last.until is not None and run.since > last.until
    return not is_gap and _said(last) == _said(run)


def _said(run: Run) -> tuple[object, ...]:
    figure = run.figure
    return figure.value, figure.low, figure.high, figure.unit, figure.quantifier
