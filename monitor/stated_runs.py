"""What a series stated again and again, in other words or for a later day, as one run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.store import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRun:
    """Statements of one value by one series, with no time in between."""

    first: Stored
    until: datetime | None  #: when a version was captured that states it no longer; None: it still stands
    times: int = 1


def folded(stated: Iterable[Stored]) -> list[StatedRun]:
    """Return the runs of *stated*, which is in the order of series and time."""
    runs: list[StatedRun] = []
    for one in stated:
        last = runs[-1] if runs else None
        if last is None or not _goes_on(last, one):
            runs.append(StatedRun(first=one, until=one.until))
            continue
        until = None if last.until is None or one.until is None else max(last.until, one.until)
        runs[-1] = replace(last, until=until, times=last.times + 1)
    return runs


def _goes_on(run: StatedRun, one: Stored) -> bool:
    """Return whether *one* says again what *run* says, without a time in which nothing did."""
    is_gap = run.until is not None and one.captured_at > run.until
    same = (one.page_id, one.series) == (run.first.page_id, run.first.series)
    return same and not is_gap and _said(one) == _said(run.first)


def _said(of: Stored) -> tuple[object, ...]:
    figure = of.figure
    return figure.value, figure.low, figure.high, figure.unit, figure.quantifier
