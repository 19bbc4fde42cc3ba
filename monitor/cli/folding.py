"""A history for people: what a series stated again and again, in other words or for a later day, is one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.model.sanitize import shortened, visible
from monitor.report import wording
from monitor.report.clock import Clock
from monitor.store import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Statements of one value by one series, with no time in between."""

    first: Stored
    until: datetime | None  #: when a version was captured that states it no longer; None: it still stands
    times: int = 1

    def line(self, clock: Clock) -> str:
        """Return it for people: "1,000 · 14 times, 3 to 9 March 2020" and the file that proves the first of them."""
        times = f"{self.times} times, " if self.times > 1 else ""
        when = clock.span(self.first.captured_at, self.until)
        return f"{wording.written(self.first.figure):>16} · {times}{when}  {self.first.file}"

    def exactly(self) -> str:
        """Return it for people who check it: from and until when, to the minute."""
        until = f"{self.until:%Y-%m-%d %H:%M}" if self.until else "now"
        when = f"{self.first.captured_at:%Y-%m-%d %H:%M} to {until:<16}"
        return f"    {when}  {wording.written(self.first.figure):>16}  {self.first.file}"


def folded(stated: Iterable[Stored]) -> list[Run]:
    """Return the runs of *stated*, which is in the order of series and time."""
    runs: list[Run] = []
    for one in stated:
        last = runs[-1] if runs else None
        if last is None or not _goes_on(last, one):
            runs.append(Run(first=one, until=one.until))
            continue
        until = None if last.until is None or one.until is None else max(last.until, one.until)
        runs[-1] = replace(last, until=until, times=last.times + 1)
    return runs


def _goes_on(run: Run, one: Stored) -> bool:
    """Return whether *one* says again what *run* says, without a time in which nothing did."""
    is_gap = run.until is not None and one.captured_at > run.until
    same = (one.page_id, one.series) == (run.first.page_id, run.first.series)
    return same and not is_gap and _said(one) == _said(run.first)


def _said(of: Stored) -> tuple[object, ...]:
    figure = of.figure
    return figure.value, figure.low, figure.high, figure.unit, figure.quantifier


def series_title(said: Sequence[Stored]) -> str:
    """Return what the series of *said* is called; where its label is empty, the sentence it stands in."""
    first = said[0]
    if not first.label:
        return f"in: {shortened(first.figure.sentence)}"
    named = first.label != first.figure.counts
    return visible(first.label) + ("" if named else wording.cell_time(*(one.figure for one in said)))
